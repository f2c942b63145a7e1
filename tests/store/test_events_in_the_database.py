"""Events become rows and come back the same, and nobody can change them there."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError, StatementError

from portal.domain.events import Event, Noted, Promise
from portal.domain.kept import Ref
from portal.store import LandlordStore, UnknownEvent
from portal.store.event_json import KINDS, as_json, as_row, from_json, from_row
from tests.builders import a_case

WORDS = st.text(max_size=30)
"""Any text at all, NUL and halves of emoji among it."""
DATES = st.dates(min_value=date(1900, 1, 1))
MOMENTS = st.datetimes(timezones=st.just(UTC))
st.register_type_strategy(str, WORDS)
st.register_type_strategy(date, DATES)
st.register_type_strategy(datetime, MOMENTS)


def every_event() -> Iterator[type[Event]]:
    kinds = list(Event.__subclasses__())
    while kinds:
        kind = kinds.pop()
        if more := kind.__subclasses__():
            kinds.extend(more)
        else:
            yield kind


def test_every_kind_of_event_has_a_name_in_the_database() -> None:
    assert set(KINDS.values()) == set(every_event())


@given(event=st.one_of([st.from_type(kind) for kind in KINDS.values()]))
def test_any_event_comes_back_as_it_was(event: Event) -> None:
    row = as_row(event)
    assert from_row({**row, "data": json.loads(json.dumps(row["data"]))}) == event


@given(promises=st.from_type(tuple[Promise, ...]))
def test_promises_keep_their_dates_and_references(promises: tuple[Promise, ...]) -> None:
    assert from_json(tuple[Promise, ...], as_json(promises)) == promises


def test_an_event_written_before_a_field_was_added_is_read_with_its_default() -> None:
    made = a_case().made.made
    row = as_row(made)
    del row["data"]["linked_to"]
    assert from_row(row) == made


@pytest.mark.parametrize(
    "change",
    [{"kind": "frozen_over"}, {"data": {"words": {"id": "1", "digest": "2"}, "mood": "grim"}}, {"data": {}}],
    ids=["kind", "more than we know", "less than we need"],
)
def test_an_event_of_a_newer_version_is_named_and_not_guessed(change: dict[str, object]) -> None:
    noted = as_row(a_case().noted().events[-1])
    with pytest.raises(UnknownEvent):
        from_row({**noted, **change})


def test_an_event_that_has_no_name_cannot_be_written() -> None:
    class Dreamt(Noted):
        """Not one of ours."""

    moment = datetime(2026, 12, 15, tzinfo=UTC)
    dreamt = Dreamt(happened_on=moment.date(), recorded_at=moment, decided_by="", recorded_by="", words=Ref("", ""))
    with pytest.raises(UnknownEvent):
        as_row(dreamt)


def test_a_moment_comes_back_in_utc_whatever_zone_it_was_given_in(store: LandlordStore) -> None:
    in_delhi = datetime(2026, 12, 15, 1, 15, 0, 123, tzinfo=timezone(timedelta(hours=5.5)))
    case = a_case(now=in_delhi).kept_in(store)
    recorded = store.case(case.reference).made.recorded_at
    assert recorded == in_delhi
    assert recorded.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(store: LandlordStore) -> None:
    with pytest.raises(StatementError, match="no time zone"):
        store.save_tracker("page:1", "{}", datetime(2026, 12, 15))  # noqa: DTZ001 - the point of the test


CHANGES = [
    "UPDATE events SET decided_by = 'nobody'",
    "UPDATE events SET number = 7 WHERE number = 2",
    "DELETE FROM events",
    "DELETE FROM events WHERE number = 2",
]
BY_DIALECT = {
    "sqlite": ["INSERT OR REPLACE INTO events SELECT * FROM events", "UPDATE OR REPLACE events SET number = 1"],
    "postgresql": ["TRUNCATE events", "TRUNCATE events CASCADE"],
}


def test_the_database_itself_refuses_to_change_or_delete_what_happened(
    store: LandlordStore, database: str, backend: str
) -> None:
    case = a_case().acknowledged().kept_in(store)
    engine = create_engine(database.replace("postgresql:", "postgresql+psycopg:"))
    for change in (*CHANGES, *BY_DIALECT[backend]):
        with pytest.raises(IntegrityError, match="never"), engine.begin() as connection:
            connection.execute(text(change))
    engine.dispose()
    assert store.case(case.reference) == case.made
