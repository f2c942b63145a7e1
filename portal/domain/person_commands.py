"""What people do with a person's record: one command for each thing, with what must be given."""

from dataclasses import dataclass
from datetime import date

from portal.domain.consent import Grant, Proof, Relationship
from portal.domain.kept import File, Words


@dataclass(frozen=True)
class ChangeContact:
    """Reach them in another way. `answers` is JSON of the contact questions, whole."""

    answers: Words


@dataclass(frozen=True)
class AskAdjustment:
    """Ask for something done differently: a need of the policy's or ours, words, or both. No reason is asked."""

    adjustment: str
    need: str
    words: Words | None = None
    language: str = ""


@dataclass(frozen=True)
class AcknowledgeAdjustment:
    """Say that we have it."""

    adjustment: str


@dataclass(frozen=True)
class AgreeAdjustment:
    """Agree, as `need` says; `differently` than asked must be explained in `words`, which otherwise may be empty.

    `contact` is the id of the one whom they talk to from now on; `not_involved`, that they had no part in the matter.
    """

    adjustment: str
    need: str
    words: Words
    differently: bool = False
    review_on: date | None = None
    language: str = ""
    contact: str = ""
    not_involved: bool = False


@dataclass(frozen=True)
class DeclineAdjustment:
    """Decline, with reasons."""

    adjustment: str
    reasons: Words


@dataclass(frozen=True)
class ChallengeAdjustment:
    """Do not accept what was decided."""

    adjustment: str
    words: Words


@dataclass(frozen=True)
class ReviewAdjustment:
    """Asked if it still helps: it stays."""

    adjustment: str
    words: Words
    review_on: date | None = None


@dataclass(frozen=True)
class EndAdjustment:
    """It is not needed any more."""

    adjustment: str
    words: Words


@dataclass(frozen=True)
class NameRepresentative:
    """Somebody acts for the person. `details` is JSON of name, organisation and contact; they say they are over 18.

    `same_contact`: it is the resident's contact too; `oneself`: the name as well, which nobody can be for themself.
    """

    representative: str
    relationship: Relationship
    details: Words
    over_18: bool
    same_contact: bool = False
    oneself: bool = False


@dataclass(frozen=True)
class AskConsent:
    """Ask the resident to allow this."""

    representative: str
    grant: Grant


@dataclass(frozen=True)
class ConfirmConsent:
    """The resident allows this. `asked_at` names the question it answers, as a link or a text code always does.

    `forms` are the ids of the files that staff looked at; `quietly`: the resident gets no message about it.
    """

    representative: str
    grant: Grant
    proof: Proof
    seen_by: str = ""
    words: Words | None = None
    asked_at: int | None = None
    forms: tuple[str, ...] = ()
    quietly: bool = False


@dataclass(frozen=True)
class SendSignedForm:
    """Send photos of a form that the resident signed, for staff to look at."""

    representative: str
    files: tuple[File, ...]


@dataclass(frozen=True)
class RefuseConsent:
    """The resident does not allow what was asked."""

    representative: str
    asked_at: int | None = None


@dataclass(frozen=True)
class NarrowConsent:
    """Allow less."""

    representative: str
    grant: Grant


@dataclass(frozen=True)
class ExtendConsent:
    """Allow the same for longer."""

    representative: str
    until: date | None


@dataclass(frozen=True)
class ExpireConsent:
    """Its last day is over."""

    representative: str


@dataclass(frozen=True)
class RemindOfEnd:
    """Tell the resident that its last day comes."""

    representative: str


@dataclass(frozen=True)
class WithdrawConsent:
    """Take it back. `quietly`: nobody tells the representative."""

    representative: str
    quietly: bool = False


PersonCommand = (
    ChangeContact | AskAdjustment | AcknowledgeAdjustment | AgreeAdjustment | DeclineAdjustment | ChallengeAdjustment
    | ReviewAdjustment | EndAdjustment | NameRepresentative | AskConsent | ConfirmConsent | RefuseConsent
    | SendSignedForm | NarrowConsent | ExtendConsent | ExpireConsent | RemindOfEnd | WithdrawConsent
)  # fmt: skip
