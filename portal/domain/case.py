"""A case is its events: what may follow what, and what the events add up to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Self

from portal.domain.errors import ImpossibleMove
from portal.domain.events import (
    RESIDENT,
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
from portal.domain.terms import Kind


class Phase(StrEnum):
    """Where a case stands within its stage."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    CLOSED = "closed"
    REFUSED = "refused"


OVER = (Phase.CLOSED, Phase.REFUSED)
"""Nothing is to be done, unless somebody takes it up again."""
ANY_TIME = (Assigned, MessageSent, Noted, DateMoved, CodeReissued)
UNTIL_ANSWERED = (Extended, Spoke, Updated, ActionTaken, Paused, Resumed)

COMPLAINT_MOVES: Mapping[tuple[Phase, type[Event]], Phase] = {
    (Phase.RECEIVED, Acknowledged): Phase.ACKNOWLEDGED,
    (Phase.RECEIVED, Refused): Phase.REFUSED,
    (Phase.ACKNOWLEDGED, Refused): Phase.REFUSED,
    (Phase.REFUSED, Accepted): Phase.RECEIVED,
    (Phase.ACKNOWLEDGED, Answered): Phase.ANSWERED,
    (Phase.ANSWERED, Escalated): Phase.RECEIVED,
    (Phase.ANSWERED, ActionTaken): Phase.ANSWERED,
    (Phase.ANSWERED, MoreTimeGiven): Phase.ANSWERED,
    (Phase.ANSWERED, Closed): Phase.CLOSED,
    **{(phase, Withdrawn): Phase.CLOSED for phase in (Phase.RECEIVED, Phase.ACKNOWLEDGED, Phase.ANSWERED)},
    (Phase.CLOSED, Escalated): Phase.RECEIVED,
    (Phase.CLOSED, MoreTimeGiven): Phase.CLOSED,
    (Phase.CLOSED, Surveyed): Phase.CLOSED,
    # Out of an informal stage without an answer: whoever decides refuses it at any other.
    (Phase.RECEIVED, Escalated): Phase.RECEIVED,
    (Phase.ACKNOWLEDGED, Escalated): Phase.RECEIVED,
    **{(phase, event): phase for phase in (Phase.RECEIVED, Phase.ACKNOWLEDGED) for event in UNTIL_ANSWERED},
    **{(phase, event): phase for phase in Phase for event in ANY_TIME},
}
OTHER_MOVES: Mapping[tuple[Phase, type[Event]], Phase] = {
    (Phase.RECEIVED, Closed): Phase.CLOSED,
    **{(phase, event): phase for phase in Phase for event in ANY_TIME},
}
WITHDRAWN_MOVES: Mapping[tuple[Phase, type[Event]], Phase] = {
    **OTHER_MOVES,
    (Phase.RECEIVED, Withdrawn): Phase.CLOSED,
}
"""Not what asks for adjustments: each of those is ended by itself."""
TRANSITIONS = {
    Kind.COMPLAINT: COMPLAINT_MOVES,
    Kind.SERVICE_REQUEST: WITHDRAWN_MOVES,
    Kind.COMPLIMENT: WITHDRAWN_MOVES,
    Kind.SUGGESTION: WITHDRAWN_MOVES,
    Kind.CONTACT: WITHDRAWN_MOVES,
    Kind.ADJUSTMENT: OTHER_MOVES,
}


ACTIONS = {"action": "acted", "confirmation": "confirmed"}
"""What meets a clock besides an answer, and where the case keeps its day."""


@dataclass(frozen=True)
class StageDates:
    """What has happened at one stage so far. `started` is the day of receipt, or of the request for this stage.

    `contacted` is the last day the landlord turned to the resident, `heard` the last day they wrote to it; `acted` and
    `confirmed` are when what puts it right was done or confirmed in writing; `pauses` are from and to, the last one
    open while the clocks wait.
    """

    started: date
    acknowledged: date | None = None
    answered: date | None = None
    answer_reached: date | None = None
    extended_to: date | None = None
    spoke: date | None = None
    contacted: date | None = None
    heard: date | None = None
    update_every: int | None = None
    acted: date | None = None
    confirmed: date | None = None
    refused: date | None = None
    more_time_to: date | None = None
    pauses: tuple[tuple[date, date | None], ...] = ()
    went_on: date | None = None
    closed: date | None = None
    surveyed: date | None = None
    withdrawn: date | None = None

    @property
    def is_paused(self) -> bool:
        """Do the policy's clocks wait?"""
        return bool(self.pauses) and self.pauses[-1][1] is None


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

    @property
    def is_withdrawn(self) -> bool:
        """Did the resident tell us to stop, and nobody asked to go on since?"""
        return self.stages[self.stage].withdrawn is not None

    @classmethod
    def from_events(cls, events: Iterable[Event]) -> Self:
        """Fold the events, the first of which is `Made`. Raises ImpossibleMove."""
        first, *later = events
        if not isinstance(first, Made):
            raise ImpossibleMove("not made", type(first).__name__)
        case = cls(first, Phase.RECEIVED, first.stage, {first.stage: StageDates(first.happened_on)}, (first,))
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
        day = event.happened_on
        match event:
            case Acknowledged():
                return self._dated(acknowledged=self.stages[self.stage].acknowledged or day, contacted=day)
            case Extended():
                return self._dated(extended_to=event.new_date, contacted=day, update_every=event.update_every)
            case Answered():
                answered_by = {**self.answered_by, self.stage: event.decided_by}
                return replace(self._dated(answered=day, answer_reached=event.reached_on), answered_by=answered_by)
            case Escalated():
                before = self._dated(went_on=day).stages
                return replace(self, stage=event.stage, stages={**before, event.stage: StageDates(day)}, handler="")
            case Assigned():
                return replace(self, handler=event.to)
            case Spoke():
                return self._dated(spoke=self.stages[self.stage].spoke or day, contacted=day)
            case Updated():
                return self._dated(contacted=day)
            case MessageSent():
                return self._dated(**{"contacted" if event.to == RESIDENT else "heard": day})
            case ActionTaken():
                return self._dated(contacted=day, **{ACTIONS[event.how]: day})
            case Refused():
                return self._dated(refused=day)
            case Accepted():
                return self._dated(refused=None)
            case MoreTimeGiven():
                return self._dated(more_time_to=event.new_date)
            case Paused():
                return self._dated(pauses=(*self.stages[self.stage].pauses, (day, None)))
            case Resumed():
                *earlier, (since, _) = self.stages[self.stage].pauses
                return self._dated(pauses=(*earlier, (since, day)))
            case Closed():
                return self._dated(closed=day)
            case Withdrawn():
                return self._dated(withdrawn=day)
            case Surveyed():
                return self._dated(surveyed=day)
            case _:
                return self

    def _dated(self, **dates: Any) -> Self:
        changed = replace(self.stages[self.stage], **dates)
        return replace(self, stages={**self.stages, self.stage: changed})

    def happened(self, kind: type[Event]) -> tuple[Event, ...]:
        """The events of one kind, oldest first."""
        return tuple(event for event in self.events if isinstance(event, kind))
