"""What a decision looks at, and everything it writes."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypedDict
from zoneinfo import ZoneInfo

from portal.domain.calendar import Calendar
from portal.domain.case import Phase
from portal.domain.events import RESIDENT, Event
from portal.domain.kept import Words
from portal.domain.messages import Message, Task
from portal.domain.needs import AS_USUAL, Needs
from portal.domain.people import Person
from portal.domain.policy import Policy
from portal.domain.recipients import Acting
from portal.domain.terms import Kind

LONDON = ZoneInfo("Europe/London")


class Stamp(TypedDict):
    """The fields every event carries."""

    happened_on: date
    recorded_at: datetime
    decided_by: str
    recorded_by: str


@dataclass(frozen=True)
class Situation:
    """What a decision may look at besides the case: the policy it is bound to, the days, who and when.

    `by` decides and `recorded_by` writes it down; `happened_on` is a London date where it differs from `now`.
    `needs` is what was agreed with the person about how they are reached; `acting` is who acts for them.
    """

    policy: Policy
    calendar: Calendar
    person: Person
    now: datetime
    by: str = RESIDENT
    recorded_by: str = ""
    happened_on: date | None = None
    needs: Needs = AS_USUAL
    acting: Acting | None = None

    @property
    def today(self) -> date:
        """The date in London."""
        return self.now.astimezone(LONDON).date()

    def as_by(self, by: str) -> "Situation":
        """The same, where somebody else decides."""
        return replace(self, by=by)

    @property
    def stamp(self) -> Stamp:
        """When this happens, and who decides and records it."""
        return Stamp(
            happened_on=self.happened_on or self.today,
            recorded_at=self.now,
            decided_by=self.by,
            recorded_by=self.recorded_by or self.by,
        )


@dataclass(frozen=True)
class QueueRow:
    """One line of the staff queue: derived from the case, and can be made again from its events."""

    reference: str
    kind: Kind
    stage: int
    phase: Phase
    handler: str
    next_kind: str
    due: date | None
    received: date


@dataclass(frozen=True)
class Outcome:
    """Everything one command writes, in one transaction. `expected` is how many events the stream had before."""

    reference: str
    expected: int
    events: tuple[Event, ...]
    words: tuple[Words, ...] = ()
    queue: QueueRow | None = None
    messages: tuple[Message, ...] = ()
    tasks: tuple[Task, ...] = ()
