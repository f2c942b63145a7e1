"""What can happen to a person's own record: adjustments, who acts for them, how to reach them."""

from dataclasses import dataclass
from datetime import date

from portal.domain.consent import Grant, Proof, Relationship
from portal.domain.events import Event
from portal.domain.kept import File, Ref, Words


@dataclass(frozen=True, kw_only=True)
class PersonEvent(Event):
    """Something about a person. `reference` is the case it was said with."""

    reference: str


Decided = tuple[PersonEvent, tuple[Words, ...]]
"""The event that a command becomes, and the words that go with it."""


@dataclass(frozen=True, kw_only=True)
class ContactChanged(PersonEvent):
    """How to reach them from now on, whole. `answers` refers to what they told us."""

    answers: Ref


@dataclass(frozen=True, kw_only=True)
class AdjustmentAsked(PersonEvent):
    """They need something done differently. `need` is the policy's id or one of ours, or empty: `words` say it.

    `language` is the code of the one they want, where it is about language.
    """

    adjustment: str
    need: str
    words: Ref | None = None
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class AdjustmentAcknowledged(PersonEvent):
    """We said that we have it."""

    adjustment: str


@dataclass(frozen=True, kw_only=True)
class AdjustmentAgreed(PersonEvent):
    """We do it: as `need` says, from today. `differently`: not as it was asked, and `words` say how and why.

    `review_on` is the London date on which we ask if it still helps (Code 5.10). `contact` is the id of the one member
    of staff whom they talk to, where that is what they need; whoever decided it made sure that they had no part in it.
    """

    adjustment: str
    need: str
    differently: bool
    words: Ref
    review_on: date | None = None
    language: str = ""
    contact: str = ""
    not_involved: bool = False


@dataclass(frozen=True, kw_only=True)
class AdjustmentDeclined(PersonEvent):
    """We do not, and why. It can be challenged."""

    adjustment: str
    reasons: Ref


@dataclass(frozen=True, kw_only=True)
class AdjustmentChallenged(PersonEvent):
    """They do not accept that: somebody looks at it anew."""

    adjustment: str
    words: Ref


@dataclass(frozen=True, kw_only=True)
class AdjustmentReviewed(PersonEvent):
    """We asked if it still helps, and it stays; `review_on` is the next time."""

    adjustment: str
    words: Ref
    review_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class AdjustmentEnded(PersonEvent):
    """It is not needed any more, as the person said."""

    adjustment: str
    words: Ref


@dataclass(frozen=True, kw_only=True)
class RepresentativeNamed(PersonEvent):
    """Somebody acts for them, or says so. `details` refers to name, organisation and contact of that somebody.

    `same_contact`: the resident's and the representative's contact are the same, which staff must see.
    """

    representative: str
    relationship: Relationship
    details: Ref
    same_contact: bool = False


@dataclass(frozen=True, kw_only=True)
class ConsentAsked(PersonEvent):
    """The resident is asked to allow this. A link that is sent names this event: an older one answers nothing."""

    representative: str
    grant: Grant


@dataclass(frozen=True, kw_only=True)
class ConsentConfirmed(PersonEvent):
    """The resident allows this. `proof` says how we know; `seen_by` is the member of staff who heard or saw it.

    `forms` are the ids of the files that show the form they signed. `source` is the part of the policy that lets an
    elected member act because the resident asked them. `quietly`: the resident gets no message, for their safety.
    """

    representative: str
    grant: Grant
    proof: Proof
    seen_by: str = ""
    words: Ref | None = None
    forms: tuple[str, ...] = ()
    source: str = ""
    quietly: bool = False


@dataclass(frozen=True, kw_only=True)
class SignedFormSent(PersonEvent):
    """Somebody sent photos of a form that the resident is said to have signed. By itself it allows nothing."""

    representative: str
    files: tuple[File, ...]


@dataclass(frozen=True, kw_only=True)
class ConsentRefused(PersonEvent):
    """The resident does not allow what was asked. What they allowed before stays."""

    representative: str


@dataclass(frozen=True, kw_only=True)
class ConsentNarrowed(PersonEvent):
    """Less than before is allowed from now on."""

    representative: str
    grant: Grant


@dataclass(frozen=True, kw_only=True)
class ConsentExtended(PersonEvent):
    """The same is allowed until a later day, or without an end."""

    representative: str
    until: date | None


@dataclass(frozen=True, kw_only=True)
class ConsentExpired(PersonEvent):
    """Its last day is over."""

    representative: str


@dataclass(frozen=True, kw_only=True)
class ConsentReminded(PersonEvent):
    """The resident was told that the last day, `until`, comes."""

    representative: str
    until: date


@dataclass(frozen=True, kw_only=True)
class ConsentWithdrawn(PersonEvent):
    """The resident takes it back, or the representative steps down. `quietly`: nobody tells the representative."""

    representative: str
    quietly: bool = False
