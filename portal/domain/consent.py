"""Consent to be represented: what may be allowed, on which proof, and what may follow what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.domain.words import N_


class Scope(StrEnum):
    """What a resident can allow somebody who acts for them."""

    SEE = "see"
    SPEAK = "speak"
    LETTERS = "letters"
    LETTERS_INSTEAD = "letters_instead"
    REMEDY = "remedy"


SCOPES: Mapping[Scope, str] = {
    Scope.SEE: N_("See the case"),
    Scope.SPEAK: N_("Speak and write for me"),
    Scope.LETTERS: N_("Get copies of what you send me"),
    Scope.LETTERS_INSTEAD: N_("Get what you send instead of me"),
    Scope.REMEDY: N_("Agree with you how it is put right"),
}
"""How a resident is asked about each. Scopes are exact: to speak does not mean to see."""


class Relationship(StrEnum):
    """Who somebody is to the resident they act for."""

    FAMILY = "family"
    ADVOCATE = "advocate"
    COUNCILLOR = "councillor"
    MP = "mp"
    SOLICITOR = "solicitor"
    SUPPORT_WORKER = "support_worker"
    ATTORNEY = "attorney"
    DEPUTY = "deputy"
    EXECUTOR = "executor"


RELATIONSHIPS: Mapping[Relationship, str] = {
    Relationship.FAMILY: N_("A friend or someone in the family"),
    Relationship.ADVOCATE: N_("An adviser or advocate"),
    Relationship.COUNCILLOR: N_("A councillor"),
    Relationship.MP: N_("A Member of Parliament (MP)"),
    Relationship.SOLICITOR: N_("A solicitor"),
    Relationship.SUPPORT_WORKER: N_("A support worker or carer"),
    Relationship.ATTORNEY: N_("Someone with a power of attorney"),
    Relationship.DEPUTY: N_("A deputy named by the court"),
    Relationship.EXECUTOR: N_("The executor of someone who died"),
}
BY_LAW = (Relationship.ATTORNEY, Relationship.DEPUTY, Relationship.EXECUTOR)
"""They act by a paper that staff have seen, not by a consent that is asked for."""
ELECTED = (Relationship.COUNCILLOR, Relationship.MP)
ELECTED_MAY = (Scope.SPEAK, Scope.LETTERS)
"""What an elected member may do whom the resident asked, where the policy lets them act on that, in the one case alone.

They write about it and get our answers: what is relevant to their letter and needed to reply to it, as the Data
Protection Act 2018, Schedule 1, paragraphs 23 and 24, has it. Not the whole case, and nothing in the resident's place.
"""
MOST_FORMS = 10
"""How many photos of a signed form are taken for one who acts for the resident."""


class Proof(StrEnum):
    """How we know that the resident agrees."""

    OWN_CASE = "own_case"
    OWN_LINK = "own_link"
    TEXT_CODE = "text_code"
    SPOKEN = "spoken"
    SIGNED_FORM = "signed_form"
    AUTHORITY = "authority"
    ELECTED = "elected"


PROOFS: Mapping[Proof, str] = {
    Proof.OWN_CASE: N_("The resident said so on their own case page"),
    Proof.OWN_LINK: N_("The resident said so by their own link"),
    Proof.TEXT_CODE: N_("The resident gave the code from their text message"),
    Proof.SPOKEN: N_("The resident told a member of staff"),
    Proof.SIGNED_FORM: N_("The resident signed a form"),
    Proof.AUTHORITY: N_("Staff have seen the papers that let them act"),
    Proof.ELECTED: N_("They are a councillor or an MP, and the resident asked them for help"),
}
SEEN_BY_STAFF = (Proof.SPOKEN, Proof.SIGNED_FORM, Proof.AUTHORITY, Proof.ELECTED)
"""Proofs that a named member of staff heard or saw."""
BY_QUESTION = (Proof.OWN_LINK, Proof.TEXT_CODE)
"""Proofs that answer a question which was sent to the resident: worth nothing where others read what is sent there."""


@dataclass(frozen=True)
class Grant:
    """What is allowed: these things, for these cases (all, where none is named), up to and with this London date."""

    scope: tuple[Scope, ...]
    cases: tuple[str, ...] = ()
    until: date | None = None

    def covers(self, scope: Scope, reference: str) -> bool:
        """Is this allowed for this case, leaving the date aside?"""
        return scope in self.scope and (not self.cases or reference in self.cases)

    def holds_on(self, today: date) -> bool:
        """Has it not ended yet?"""
        return self.until is None or today <= self.until

    def is_within(self, other: "Grant") -> bool:
        """Does it allow nothing that the other does not?"""
        fewer = not other.cases or (bool(self.cases) and set(self.cases) <= set(other.cases))
        ends = other.until is None or (self.until is not None and self.until <= other.until)
        return set(self.scope) <= set(other.scope) and fewer and ends


class Standing(StrEnum):
    """Where a consent is in its life."""

    NAMED = "named"
    ASKED = "asked"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
