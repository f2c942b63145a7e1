"""A landlord's complaints policy: stages, clocks, exclusions, remedies, adjustments, contacts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Unit(StrEnum):
    """How a clock counts."""

    WORKING = "working"
    CALENDAR = "calendar"
    WEEKS = "weeks"
    MONTHS = "months"
    HOURS = "hours"


class Start(StrEnum):
    """What starts a clock. At a later stage `REQUESTED` is the day the resident asked for that stage."""

    RECEIVED = "received"
    REQUESTED = "requested"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"


class Kind(StrEnum):
    """What a case is. Only a complaint has stages and clocks."""

    COMPLAINT = "complaint"
    SERVICE_REQUEST = "service_request"
    COMPLIMENT = "compliment"
    SUGGESTION = "suggestion"


@dataclass(frozen=True)
class Clock:
    """One promise of time: `kind` (acknowledge, respond…) within `length` `unit` of `start`."""

    kind: str
    length: int
    unit: Unit
    start: Start
    source: str


@dataclass(frozen=True)
class Extension:
    """How much longer an answer may take, from its original due date, with a reason."""

    length: int
    unit: Unit
    source: str


@dataclass(frozen=True)
class Window:
    """How long after the answer a resident is asked to seek the next stage. A late request is sent all the same."""

    length: int
    unit: Unit
    source: str


@dataclass(frozen=True)
class Stage:
    """One stage. `responder` says, in the pack's words, who answers."""

    number: int
    name: str
    responder: str
    clocks: tuple[Clock, ...]
    extension: Extension | None = None
    window: Window | None = None

    def clock(self, kind: str) -> Clock | None:
        """The clock of this kind, if the pack has one."""
        return next((clock for clock in self.clocks if clock.kind == kind), None)


@dataclass(frozen=True)
class Choice:
    """Something a resident may choose: a remedy, an adjustment. `id` is stable, `words` are translated."""

    id: str
    words: str
    source: str = ""


@dataclass(frozen=True)
class Exclusion:
    """A reason the policy gives for not considering something. Staff decide; software never refuses (Code 2.1)."""

    id: str
    words: str
    source: str
    unless: tuple[str, ...] = ()
    instead: str = ""


@dataclass(frozen=True)
class Body:
    """Somebody else to turn to, with how sure we are of the contact (`checked_on`)."""

    name: str
    phone: str
    address: str
    website: str
    checked_on: date
    complain_at: str = ""


@dataclass(frozen=True)
class Contacts:
    """How to reach the landlord. An empty string means the landlord does not offer it."""

    email: str
    phone: str
    address: str
    in_person: str = ""
    website: str = ""
    repairs_email: str = ""
    repairs_phone: str = ""
    emergency_phone: str = ""


@dataclass(frozen=True)
class Policy:
    """One version of one landlord's policy, in force from a date.

    `hash` is of the pack's content, so that a case can say exactly which words it was made under.
    """

    landlord: str
    version: str
    name: str
    letters: str
    title: str
    in_force_from: date
    in_force_to: date | None
    review_due: date | None
    region: str
    colour: str
    contacts: Contacts
    definition: str
    service_request: str
    exclusions: tuple[Exclusion, ...]
    stages: tuple[Stage, ...]
    adjustments: tuple[Choice, ...]
    remedies: tuple[Choice, ...]
    ombudsman: Body
    representative: str
    anonymous: str
    unreasonable_behaviour: str
    advice: tuple[Body, ...] = ()
    promises: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    hash: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """`<landlord>/<version>`, the pack's own name."""
        return f"{self.landlord}/{self.version}"

    def stage(self, number: int) -> Stage:
        """The stage with the pack's own number; raises KeyError where there is none."""
        for stage in self.stages:
            if stage.number == number:
                return stage
        raise KeyError(number)

    def next_stage(self, number: int) -> Stage | None:
        """The stage after this one, or None after the last (then the Ombudsman)."""
        later = [stage for stage in self.stages if stage.number > number]
        return later[0] if later else None

    def excludes(self, what: str) -> Exclusion | None:
        """The exclusion with this id, if the policy has it."""
        return next((exclusion for exclusion in self.exclusions if exclusion.id == what), None)

    def in_force_on(self, day: date) -> bool:
        """Was this version in force on that day?"""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)
