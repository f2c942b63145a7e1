"""What people do with a case: one command for each thing, with what must be given."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.domain.draft import Draft
from portal.domain.kept import File, Words
from portal.domain.terms import Kind
from portal.domain.words import N_


@dataclass(frozen=True)
class Make:
    """Make a case from a draft. `answers` holds every answer as JSON; `linked_to` joins it to another case.

    `called` is the policy's own kind of case, where it names several.
    """

    reference: str
    draft: Draft
    person_id: str
    kind: Kind
    answers: Words
    files: tuple[File, ...] = ()
    linked_to: str = ""
    called: str = ""


@dataclass(frozen=True)
class Acknowledge:
    """Acknowledge, with the complaint definition (Code 5.6, 5.7). `not_responsible` may be empty."""

    understanding: Words
    outcome: Words
    not_responsible: Words


@dataclass(frozen=True)
class Assign:
    """Give the case to a member of staff, by id."""

    to: str


@dataclass(frozen=True)
class Extend:
    """Answer later: reason and new date are required. Beyond the usual limit, the agreed updates are too.

    `update_every` is how many working days apart those are, where that was agreed (Code 5.9).
    """

    reason: Words
    new_date: date
    intervals: Words
    update_every: int | None = None


@dataclass(frozen=True)
class Promised:
    """One promise as it is given: the pack's remedy (or none), words, and by when (Code 7.3)."""

    remedy: str
    words: Words
    by: date | None


@dataclass(frozen=True)
class GiveAnswer:
    """The written answer. Five items come from the handler; the stage and how to go on come from the policy."""

    definition: Words
    decision: str
    decision_words: Words
    reasons: Words
    remedy: Words
    outstanding: Words
    promises: tuple[Promised, ...] = ()
    outcome: str = ""


@dataclass(frozen=True)
class Escalate:
    """Ask for the next stage. No reason is needed (Code 6.12). `hearing`: in person, where that is offered."""

    words: Words | None = None
    hearing: bool = False


@dataclass(frozen=True)
class Refuse:
    """Do not take the complaint, or not further: the exclusion, why it applies, why no exception does (Code 2.4)."""

    exclusion: str
    reasons: Words
    considered: Words


@dataclass(frozen=True)
class Accept:
    """Take a refusal back."""

    reason: Words


@dataclass(frozen=True)
class Speak:
    """The landlord spoke with the resident. `despite` is why, where no phone calls were agreed with them."""

    words: Words
    despite: Words | None = None


@dataclass(frozen=True)
class Update:
    """Tell the resident how it stands."""

    words: Words


@dataclass(frozen=True)
class TakeAction:
    """What puts it right was done (`action`) or is confirmed in writing (`confirmation`)."""

    how: str
    words: Words


@dataclass(frozen=True)
class GiveMoreTime:
    """Make the resident's own time to ask for the next stage longer."""

    new_date: date
    reason: Words


@dataclass(frozen=True)
class Pause:
    """Let the policy's clocks wait, for a reason that the policy names."""

    pause: str
    reason: Words


@dataclass(frozen=True)
class Resume:
    """Let the policy's clocks run again."""


@dataclass(frozen=True)
class MoveDate:
    """A date that was told is another one now."""

    kind: str
    old: date
    new: date
    why: str
    name: str = ""


@dataclass(frozen=True)
class Survey:
    """The resident was asked how satisfied they are."""


@dataclass(frozen=True)
class Close:
    """Nothing more to do."""

    reason: Words


@dataclass(frozen=True)
class Withdraw:
    """The resident wants us to stop. They need not say why."""

    words: Words | None = None


@dataclass(frozen=True)
class Send:
    """Send a message to the `resident` or the `landlord`, with files; `contact` asks for a person to contact them.

    `despite` is why it is written, where only phone calls were agreed with the resident.
    """

    to: str
    words: Words
    files: tuple[File, ...] = ()
    contact: bool = False
    despite: Words | None = None


CHECKS: Mapping[str, str] = {
    "name_and_address": N_("Their name and address"),
    "date_of_birth": N_("Their date of birth"),
    "tenancy_number": N_("Their tenancy or rent number"),
    "known_voice": N_("I know their voice or their face"),
}
"""How staff make sure that they speak with the resident."""


@dataclass(frozen=True)
class GiveNewCode:
    """Give the resident a new code, after these `CHECKS`; `words` is a note on them and may be empty."""

    checked: tuple[str, ...]
    words: Words


@dataclass(frozen=True)
class Note:
    """Write a note for staff."""

    words: Words


Command = (
    Make | Acknowledge | Assign | Extend | GiveAnswer | Escalate | Refuse | Accept | Speak | Update | TakeAction
    | GiveMoreTime | Pause | Resume | MoveDate | Survey | Close | Withdraw | Send | Note | GiveNewCode
)  # fmt: skip

DECISIONS: Mapping[str, str] = {
    "upheld": N_("We agree with your complaint."),
    "partly_upheld": N_("We agree with part of your complaint."),
    "not_upheld": N_("We do not agree with your complaint."),
}
"""What can be decided, and how the resident is told."""
