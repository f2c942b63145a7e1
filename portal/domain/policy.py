"""A landlord's complaints policy: its stages with their clocks, and all that goes with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from portal.domain.contacts import Body, Contacts
from portal.domain.terms import (
    Behaviour,
    CaseKind,
    Channel,
    Choice,
    Closing,
    Closure,
    Definition,
    ElectedMembers,
    Exclusion,
    Kind,
    LinkedPolicy,
    Money,
    NotOurs,
    OmbudsmanTerms,
    Said,
    Unit,
)

OMBUDSMAN = "ombudsman"
"""Holds a stage that is the Ombudsman's own: the landlord's stages end before it."""


SILENT, NOTHING_ON_BEHAVIOUR, NOT_SAID_OF_OMBUDSMAN = Said(), Behaviour(), OmbudsmanTerms()
AS_ANYBODY = ElectedMembers()
"""Where a policy says nothing."""


class Start(StrEnum):
    """What starts a clock.

    `RECEIVED` is the day the complaint came, at whatever stage; `REQUESTED` the day the resident asked for this
    stage (at the first one, the day the complaint came); `CONTACT` the last contact between the two sides.
    """

    RECEIVED = "received"
    REQUESTED = "requested"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    CONTACT = "contact"
    CLOSED = "closed"


@dataclass(frozen=True)
class Clock:
    """One promise of time: `kind` (speak, acknowledge, respond, update, refusal, survey) within `length` of `start`.

    `met_by` names what meets a `respond` clock besides the answer: `action` done, or its written `confirmation`.
    """

    kind: str
    length: int
    unit: Unit
    start: Start
    source: str
    met_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Extension:
    """How much longer an answer may take, from its original due date, with a reason. Without `length`: no limit."""

    length: int | None
    unit: Unit
    source: str


@dataclass(frozen=True)
class Window:
    """How long after the answer a resident is asked to seek the next stage. A late request is sent all the same.

    `closes` says that the policy closes the case when the time is over.
    """

    length: int
    unit: Unit
    source: str
    closes: bool = False


@dataclass(frozen=True)
class Stage:
    """One stage. `responder` says, in the pack's words, who answers; `deputies` who does when they cannot.

    `informal` marks a stage before the formal ones; `held_by` is a body of the pack where somebody else decides
    (`ombudsman` for the Ombudsman); `not_by` says who may not decide; `answer` what the letter must hold;
    `hearing` how to be heard in person; `asks_reasons` that the policy wants reasons for asking; `gate` what it
    decides before it looks again; `new_issues` whether they join (`join`) or stand alone (`separate`); `words` what
    else a resident should know of it.
    """

    number: int
    name: str
    responder: str
    clocks: tuple[Clock, ...]
    extension: Extension | None = None
    window: Window | None = None
    source: str = ""
    informal: bool = False
    held_by: str = ""
    deputies: tuple[str, ...] = ()
    not_by: tuple[str, ...] = ()
    answer: tuple[str, ...] = ()
    hearing: str = ""
    asks_reasons: bool = False
    gate: str = ""
    new_issues: str = ""
    words: str = ""

    def clock(self, kind: str) -> Clock | None:
        """The clock of this kind, if the pack has one."""
        return next((clock for clock in self.clocks if clock.kind == kind), None)


@dataclass(frozen=True)
class Statutory:
    """The Code's own clocks: they bind whatever the policy says, for what is received or asked for on or after a day.

    `stages` are its two; `name` is the Code's year.
    """

    name: str
    applies_from: date
    stages: tuple[Stage, ...]


@dataclass(frozen=True)
class Policy:
    """One version of one landlord's policy, in force from a date.

    `hash` is of the pack's content, so that a case can say exactly which words it was made under. `says` names what
    the policy promises (keys of terms.PROMISES) and where. `lines` says where in its file each key stands.
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
    definition: Definition
    service_request: Said
    exclusions: tuple[Exclusion, ...]
    stages: tuple[Stage, ...]
    adjustments: tuple[Choice, ...]
    remedies: tuple[Choice, ...]
    ombudsman: Body
    ombudsman_terms: OmbudsmanTerms = NOT_SAID_OF_OMBUDSMAN
    representative: Said = SILENT
    elected_members: ElectedMembers = AS_ANYBODY
    anonymous: Said = SILENT
    who_may_complain: Said = SILENT
    unreasonable_behaviour: Behaviour = NOTHING_ON_BEHAVIOUR
    kinds: tuple[CaseKind, ...] = ()
    channels: tuple[Channel, ...] = ()
    outcomes: tuple[Choice, ...] = ()
    not_ours: tuple[NotOurs, ...] = ()
    complaints_officer: Said = SILENT
    money: Money | None = None
    closing: Closing | None = None
    informal_first: Said = SILENT
    survey: Clock | None = None
    pauses: tuple[Choice, ...] = ()
    closures: tuple[Closure, ...] = ()
    bodies: Mapping[str, Body] = field(default_factory=dict)
    advice: tuple[Body, ...] = ()
    linked_policies: tuple[LinkedPolicy, ...] = ()
    says: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    logo: str = ""
    hosts: tuple[str, ...] = ()
    statutory: Statutory | None = None
    hash: str = ""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    def __hash__(self) -> int:
        """By name and content, so that what was worked out for a policy can be kept."""
        return hash((self.landlord, self.version, self.hash))

    @property
    def full_title(self) -> str:
        """What the policy is called, with its version."""
        return self.title if self.version in self.title else f"{self.title} ({self.version})"

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

    @property
    def own_stages(self) -> tuple[Stage, ...]:
        """The stages that run here: all but one that is the Ombudsman's."""
        return tuple(stage for stage in self.stages if stage.held_by != OMBUDSMAN)

    def next_stage(self, number: int) -> Stage | None:
        """The stage after this one, or None after the last (then the Ombudsman)."""
        return next((stage for stage in self.own_stages if stage.number > number), None)

    def exclusion(self, id: str) -> Exclusion | None:
        """The exclusion with this id, if the policy has it."""
        return next((exclusion for exclusion in self.exclusions if exclusion.id == id), None)

    def excludes(self, *grounds: str) -> tuple[Exclusion, ...]:
        """The exclusions that rest on one of these grounds."""
        return tuple(exclusion for exclusion in self.exclusions if exclusion.ground in grounds)

    def named(self, kind: Kind) -> tuple[CaseKind, ...]:
        """What the policy calls the cases that are handled as this kind; empty where it has no names of its own."""
        return tuple(each for each in self.kinds if each.kind is kind)

    def kind(self, id: str) -> CaseKind | None:
        """The kind of case with this id, if the policy has it."""
        return next((kind for kind in self.kinds if kind.id == id), None)

    def in_force_on(self, day: date) -> bool:
        """Was this version in force on that day?"""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)
