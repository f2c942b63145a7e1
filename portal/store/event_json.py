"""Events as JSON and back, by the types they are written with."""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from sqlalchemy import RowMapping

from portal.domain.errors import PutrightError
from portal.domain.events import (
    Accepted,
    Acknowledged,
    ActionTaken,
    Answered,
    Assigned,
    Closed,
    CodeReissued,
    DateMoved,
    Escalated,
    Event,
    Extended,
    Made,
    MessageSent,
    MoreTimeGiven,
    Noted,
    Paused,
    Refused,
    Resumed,
    Spoke,
    Surveyed,
    Updated,
    Withdrawn,
)
from portal.domain.person_events import (
    AdjustmentAcknowledged,
    AdjustmentAgreed,
    AdjustmentAsked,
    AdjustmentChallenged,
    AdjustmentDeclined,
    AdjustmentEnded,
    AdjustmentReviewed,
    ConsentAsked,
    ConsentConfirmed,
    ConsentExpired,
    ConsentExtended,
    ConsentNarrowed,
    ConsentRefused,
    ConsentReminded,
    ConsentWithdrawn,
    ContactChanged,
    RepresentativeNamed,
    SignedFormSent,
)

KINDS: Mapping[str, type[Event]] = {
    "made": Made,
    "acknowledged": Acknowledged,
    "assigned": Assigned,
    "extended": Extended,
    "answered": Answered,
    "escalated": Escalated,
    "closed": Closed,
    "withdrawn": Withdrawn,
    "message_sent": MessageSent,
    "noted": Noted,
    "refused": Refused,
    "accepted": Accepted,
    "spoke": Spoke,
    "updated": Updated,
    "action_taken": ActionTaken,
    "more_time_given": MoreTimeGiven,
    "paused": Paused,
    "resumed": Resumed,
    "date_moved": DateMoved,
    "surveyed": Surveyed,
    "code_reissued": CodeReissued,
    "adjustment_acknowledged": AdjustmentAcknowledged,
    "adjustment_agreed": AdjustmentAgreed,
    "adjustment_asked": AdjustmentAsked,
    "adjustment_challenged": AdjustmentChallenged,
    "adjustment_declined": AdjustmentDeclined,
    "adjustment_ended": AdjustmentEnded,
    "adjustment_reviewed": AdjustmentReviewed,
    "consent_asked": ConsentAsked,
    "consent_confirmed": ConsentConfirmed,
    "consent_expired": ConsentExpired,
    "consent_extended": ConsentExtended,
    "consent_narrowed": ConsentNarrowed,
    "consent_refused": ConsentRefused,
    "consent_reminded": ConsentReminded,
    "consent_withdrawn": ConsentWithdrawn,
    "contact_changed": ContactChanged,
    "representative_named": RepresentativeNamed,
    "signed_form_sent": SignedFormSent,
}
"""The names events have in the database, for ever: a class may be renamed, these may not."""
NAMES = {event: name for name, event in KINDS.items()}
COLUMNS = tuple(field.name for field in fields(Event))
"""What every event has stands in columns of its own; the rest is JSON."""


class UnknownEvent(PutrightError):
    """The database holds an event that this version cannot read: a newer version wrote it."""


def as_row(event: Event) -> dict[str, Any]:
    """The columns of an event: `kind`, those every event has, and `data`."""
    kind = NAMES.get(type(event))
    if kind is None:
        raise UnknownEvent(type(event).__name__)
    common = {name: getattr(event, name) for name in COLUMNS}
    data = {field.name: as_json(getattr(event, field.name)) for field in fields(event) if field.name not in COLUMNS}
    return {"kind": kind, **common, "data": data}


def from_row(row: RowMapping | Mapping[str, Any]) -> Event:
    """The event in these columns. Raises UnknownEvent."""
    kind: Any = KINDS.get(row["kind"])
    if kind is None:
        raise UnknownEvent(row["kind"])
    readers = _readers(kind)
    if unknown := row["data"].keys() - readers.keys():
        raise UnknownEvent(f"{row['kind']} with {', '.join(sorted(unknown))}")
    data = {name: readers[name](value) for name, value in row["data"].items()}
    try:
        event: Event = kind(**{name: row[name] for name in COLUMNS}, **data)
    except TypeError as error:
        raise UnknownEvent(f"{row['kind']}: {error}") from error
    return event


def as_json(value: Any) -> Any:
    """A field's value as JSON can hold it."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [as_json(each) for each in value]
    if isinstance(value, Mapping):
        return {name: as_json(each) for name, each in value.items()}
    return str(value) if isinstance(value, StrEnum) else value


def from_json(hint: Any, value: Any) -> Any:
    """The value that a field of this type had."""
    return _reader(hint)(value)


@cache
def _reader(hint: Any) -> Callable[[Any], Any]:
    """How values of this type are read; found out once, as a list of cases is thousands of values."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        some = _reader(next(each for each in arguments if each is not type(None)))
        return lambda value: None if value is None else some(value)
    if origin is tuple:
        one = _reader(arguments[0])
        return lambda value: tuple(map(one, value))
    if origin is not None:
        each_of = _reader(arguments[1])
        return lambda value: {name: each_of(each) for name, each in value.items()}
    if isinstance(hint, type) and is_dataclass(hint):
        readers = _readers(hint)
        return lambda value: hint(**{name: readers[name](each) for name, each in value.items()})
    if issubclass(hint, date):
        return cast("Callable[[Any], Any]", hint.fromisoformat)
    return hint if issubclass(hint, StrEnum) else _as_it_is


@cache
def _readers(kind: Any) -> dict[str, Callable[[Any], Any]]:
    """How each field of a dataclass is read."""
    return {name: _reader(hint) for name, hint in get_type_hints(kind).items()}


def _as_it_is(value: Any) -> Any:
    return value
