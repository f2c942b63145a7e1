"""A case is its events: what can happen, what may follow what, and what the events add up to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from portal.domain.errors import ImpossibleMove
from portal.domain.kept import File, Ref
from portal.domain.policy import Kind

RESIDENT = "resident"
SYSTEM = "system"


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened. Clocks use `happened_on` (London); `recorded_at` is UTC.

    `decided_by` and `recorded_by` are `resident`, `system` or `staff:<id>`; they differ where a member
    of staff writes down what somebody else decided.
    """

    happened_on: date
    recorded_at: datetime
    decided_by: str
    recorded_by: str


@dataclass(frozen=True, kw_only=True)
class Made(Event):
    """A case was made. `answers` refers to everything the person told us; `told` are the dates they were given."""

    reference: str
    landlord: str
    policy: str
    policy_hash: str
    kind: Kind
    draft: str
    person: str
    channel: str
    language: str
    answers: Ref
    files: tuple[File, ...] = ()
    told: Mapping[str, date] = field(default_factory=dict)
    linked_to: str = ""


@dataclass(frozen=True, kw_only=True)
class Acknowledged(Event):
    """The landlord said: we have it, and this is the complaint definition (Code 5.6, 5.7)."""

    stage: int
    understanding: Ref
    outcome: Ref
    not_responsible: Ref
    told: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Assigned(Event):
    """Somebody deals with it now. `to` is a member of staff's id."""

    to: str


@dataclass(frozen=True, kw_only=True)
class Extended(Event):
    """The answer will take longer (Code 6.4, 6.15). `intervals` are the updates agreed beyond the usual limit."""

    stage: int
    reason: Ref
    original: date
    new_date: date
    intervals: Ref | None = None


@dataclass(frozen=True)
class Promise:
    """One thing we said we would do, and by when. `remedy` is the pack's id, or empty for something else."""

    remedy: str
    words: Ref
    by: date | None


@dataclass(frozen=True, kw_only=True)
class Answered(Event):
    """The written answer at a stage, with the items of Code 6.9 and 6.19. `reached_on` starts the resident's time."""

    stage: int
    definition: Ref
    decision: str
    decision_words: Ref
    reasons: Ref
    remedy: Ref
    promises: tuple[Promise, ...]
    outstanding: Ref
    going_on: str
    reached_on: date
    told: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Escalated(Event):
    """The resident asked for the next stage. No reason is needed (Code 6.12); late is said and sent all the same."""

    stage: int
    late: bool
    words: Ref | None = None
    told: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Closed(Event):
    """Nothing more is to be done here. `reason` says why, in words."""

    reason: Ref


@dataclass(frozen=True, kw_only=True)
class MessageSent(Event):
    """A message between the resident and the landlord. `to` is `resident` or `landlord`."""

    to: str
    words: Ref
    files: tuple[File, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Noted(Event):
    """A note for staff. It can be asked for by the person it is about."""

    words: Ref


class Phase(StrEnum):
    """Where a case stands within its stage."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    CLOSED = "closed"


ANY_TIME = (Assigned, MessageSent, Noted)

COMPLAINT_MOVES: Mapping[tuple[Phase, type[Event]], Phase] = {
    (Phase.RECEIVED, Acknowledged): Phase.ACKNOWLEDGED,
    (Phase.RECEIVED, Extended): Phase.RECEIVED,
    (Phase.ACKNOWLEDGED, Extended): Phase.ACKNOWLEDGED,
    (Phase.ACKNOWLEDGED, Answered): Phase.ANSWERED,
    (Phase.ANSWERED, Escalated): Phase.RECEIVED,
    (Phase.ANSWERED, Closed): Phase.CLOSED,
    (Phase.CLOSED, Escalated): Phase.RECEIVED,
    **{(phase, event): phase for phase in Phase for event in ANY_TIME},
}
OTHER_MOVES: Mapping[tuple[Phase, type[Event]], Phase] = {
    (Phase.RECEIVED, Closed): Phase.CLOSED,
    **{(phase, event): phase for phase in Phase for event in ANY_TIME},
}
TRANSITIONS = {
    Kind.COMPLAINT: COMPLAINT_MOVES,
    Kind.SERVICE_REQUEST: OTHER_MOVES,
    Kind.COMPLIMENT: OTHER_MOVES,
    Kind.SUGGESTION: OTHER_MOVES,
}


@dataclass(frozen=True)
class StageDates:
    """What has happened at one stage so far. `started` is the day of receipt, or of the request for this stage."""

    started: date
    acknowledged: date | None = None
    answered: date | None = None
    answer_reached: date | None = None
    extended_to: date | None = None


@dataclass(frozen=True)
class Case:
    """What the events add up to. Made by `Case.from_events`, never set by hand."""

    made: Made
    phase: Phase
    stage: int
    stages: Mapping[int, StageDates]
    events: tuple[Event, ...]
    handler: str = ""
    answered_by: Mapping[int, str] = field(default_factory=dict)

    @property
    def reference(self) -> str:
        """The reference the resident keeps."""
        return self.made.reference

    @property
    def kind(self) -> Kind:
        """Complaint, service request, compliment or suggestion."""
        return self.made.kind

    @property
    def version(self) -> int:
        """How many events: the next one's number is this plus one."""
        return len(self.events)

    @classmethod
    def from_events(cls, events: Iterable[Event]) -> Self:
        """Fold the events, the first of which is `Made`. Raises ImpossibleMove."""
        first, *later = events
        if not isinstance(first, Made):
            raise ImpossibleMove("not made", type(first).__name__)
        case = cls(first, Phase.RECEIVED, 1, {1: StageDates(first.happened_on)}, (first,))
        for event in later:
            case = case.apply(event)
        return case

    def allows(self, event: type[Event]) -> bool:
        """May an event of this kind happen next?"""
        return (self.phase, event) in TRANSITIONS[self.kind]

    def apply(self, event: Event) -> Self:
        """The case after this event. Raises ImpossibleMove where it cannot follow."""
        if not self.allows(type(event)):
            raise ImpossibleMove(self.phase, type(event).__name__)
        phase = TRANSITIONS[self.kind][self.phase, type(event)]
        return replace(self._changed_by(event), phase=phase, events=(*self.events, event))

    def _changed_by(self, event: Event) -> Self:
        match event:
            case Acknowledged():
                return self._dated(acknowledged=event.happened_on)
            case Extended():
                return self._dated(extended_to=event.new_date)
            case Answered():
                answered_by = {**self.answered_by, self.stage: event.decided_by}
                dated = self._dated(answered=event.happened_on, answer_reached=event.reached_on)
                return replace(dated, answered_by=answered_by)
            case Escalated():
                stages = {**self.stages, event.stage: StageDates(event.happened_on)}
                return replace(self, stage=event.stage, stages=stages, handler="")
            case Assigned():
                return replace(self, handler=event.to)
            case _:
                return self

    def _dated(self, **dates: date) -> Self:
        changed = replace(self.stages[self.stage], **dates)
        return replace(self, stages={**self.stages, self.stage: changed})

    def happened(self, kind: type[Event]) -> tuple[Event, ...]:
        """The events of one kind, oldest first."""
        return tuple(event for event in self.events if isinstance(event, kind))
