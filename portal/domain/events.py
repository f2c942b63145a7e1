"""What can happen to a case: each event holds facts and ids, the words lie elsewhere and can be erased."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from portal.domain.kept import File, Ref
from portal.domain.terms import Kind

RESIDENT = "resident"
SYSTEM = "system"
REPRESENTATIVE = "representative:"
"""Who begins so, as somebody who does something or gets a message, acts for the resident; their id follows."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened. Clocks use `happened_on` (London); `recorded_at` is UTC.

    `decided_by` and `recorded_by` are `resident`, `representative:<id>`, `system` or `staff:<id>`; they differ where
    a member of staff writes down what somebody else decided.
    """

    happened_on: date
    recorded_at: datetime
    decided_by: str
    recorded_by: str


@dataclass(frozen=True, kw_only=True)
class Made(Event):
    """A case was made. `answers` refers to everything the person told us; `told` are the dates they were given.

    `stage` is the number of the policy's first stage; `called` the policy's own kind of case, where it has several.
    """

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
    stage: int = 1
    called: str = ""


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
    """The answer will take longer (Code 6.4, 6.15). `intervals` are the updates agreed beyond the usual limit.

    `update_every` is how many working days apart those updates are, where that was agreed (Code 5.9).
    """

    stage: int
    reason: Ref
    original: date
    new_date: date
    intervals: Ref | None = None
    update_every: int | None = None


@dataclass(frozen=True)
class Promise:
    """One thing we said we would do, and by when. `remedy` is the pack's id, or empty for something else."""

    remedy: str
    words: Ref
    by: date | None


@dataclass(frozen=True, kw_only=True)
class Answered(Event):
    """The written answer at a stage, with the items of Code 6.9 and 6.19. `reached_on` starts the resident's time.

    `going_on` holds `stage:<number>`, `ombudsman`, or both; `outcome` is one of the policy's own, where it names any.
    """

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
    outcome: str = ""


@dataclass(frozen=True, kw_only=True)
class Escalated(Event):
    """The resident asked for the next stage. No reason is needed (Code 6.12); late is said and sent all the same.

    `hearing` says that they want to be heard in person, where the policy offers that.
    """

    stage: int
    late: bool
    words: Ref | None = None
    told: Mapping[str, date] = field(default_factory=dict)
    hearing: bool = False


@dataclass(frozen=True, kw_only=True)
class Refused(Event):
    """Not taken, or not taken further: which exclusion, why, and which exceptions were thought of (Code 2.4, 5.11)."""

    stage: int
    exclusion: str
    reasons: Ref
    considered: Ref


@dataclass(frozen=True, kw_only=True)
class Accepted(Event):
    """A refusal was taken back: the complaint is looked into after all."""

    stage: int
    reason: Ref


@dataclass(frozen=True, kw_only=True)
class Spoke(Event):
    """The landlord spoke with the resident about the complaint. `despite` is why, where calls were agreed against."""

    stage: int
    words: Ref
    despite: Ref | None = None


@dataclass(frozen=True, kw_only=True)
class Updated(Event):
    """The resident was told how it stands."""

    stage: int
    words: Ref


@dataclass(frozen=True, kw_only=True)
class ActionTaken(Event):
    """What puts it right was done (`action`), or was confirmed in writing as coming (`confirmation`)."""

    stage: int
    how: str
    words: Ref


@dataclass(frozen=True, kw_only=True)
class MoreTimeGiven(Event):
    """The resident's own time to ask for the next stage was made longer, as agreed."""

    stage: int
    reason: Ref
    original: date
    new_date: date


@dataclass(frozen=True, kw_only=True)
class Paused(Event):
    """The policy's clocks wait, for a reason the policy names. The Code's never do."""

    stage: int
    pause: str
    reason: Ref


@dataclass(frozen=True, kw_only=True)
class Resumed(Event):
    """The policy's clocks run again; `told` are the dates as they are now."""

    stage: int
    told: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class DateMoved(Event):
    """A date that had been told is another one now: `why` is `holiday`, named in `name`, or `policy`."""

    stage: int
    kind: str
    old: date
    new: date
    why: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Surveyed(Event):
    """The resident was asked how satisfied they are."""


@dataclass(frozen=True, kw_only=True)
class Closed(Event):
    """Nothing more is to be done here. `reason` says why, in words."""

    reason: Ref


@dataclass(frozen=True, kw_only=True)
class Withdrawn(Event):
    """The resident does not want us to go on. `reason` is what they said of it, if anything: none is needed."""

    reason: Ref | None = None


@dataclass(frozen=True, kw_only=True)
class MessageSent(Event):
    """A message between the resident and the landlord. `to` is `resident` or `landlord`.

    `contact` says that the resident wants a person to contact them. `despite` is why it goes another way than was
    agreed with them.
    """

    to: str
    words: Ref
    files: tuple[File, ...] = ()
    contact: bool = False
    despite: Ref | None = None


@dataclass(frozen=True, kw_only=True)
class CodeReissued(Event):
    """A new code was given and the old one ended. `checked` names how staff made sure that it was the resident."""

    checked: tuple[str, ...]
    words: Ref


@dataclass(frozen=True, kw_only=True)
class Noted(Event):
    """A note for staff. It can be asked for by the person it is about."""

    words: Ref
