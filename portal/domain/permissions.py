"""Who may do what with a case: the one table that pages, chat and messages ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.domain.consent import Scope, Standing
from portal.domain.person_record import PersonRecord


class Right(StrEnum):
    """What somebody who is not staff can do with a case."""

    KNOW_RECEIVED = "know_received"
    SEE = "see"
    WRITE = "write"
    ESCALATE = "escalate"
    ASK_ADJUSTMENT = "ask_adjustment"
    AGREE_REMEDY = "agree_remedy"
    CHANGE_CONTACT = "change_contact"
    GIVE_CONSENT = "give_consent"
    WITHDRAW_CASE = "withdraw_case"


NEEDED: Mapping[Right, Scope | None] = {
    Right.SEE: Scope.SEE,
    Right.WRITE: Scope.SPEAK,
    Right.ESCALATE: Scope.SPEAK,
    Right.ASK_ADJUSTMENT: Scope.SPEAK,
    Right.AGREE_REMEDY: Scope.REMEDY,
    Right.CHANGE_CONTACT: None,
    Right.GIVE_CONSENT: None,
    Right.WITHDRAW_CASE: None,
}
"""What a representative must have been allowed. None: the resident alone, whatever they have allowed."""
UNDER_18 = "under_18"
"""In place of an id: somebody under 18 began a complaint for the resident. They know that we have it, and no more."""
KNOWS = (Standing.NAMED, Standing.ASKED, Standing.CONFIRMED)
"""While it is not settled, whoever is named with a case knows that we have it, and no more."""


@dataclass(frozen=True)
class Reader:
    """Somebody at a case who is not staff: the resident themself, or the representative with this id."""

    representative: str = ""

    @property
    def is_resident(self) -> bool:
        """Is it the person the case belongs to?"""
        return not self.representative


RESIDENT_READER = Reader()


def may(reader: Reader, right: Right, record: PersonRecord, reference: str, today: date) -> bool:
    """May this reader do that with this case of this person, on this London date? Unknown people may nothing."""
    if reader.is_resident:
        return True
    known = record.representations.get(reader.representative)
    if known is None:
        return right is Right.KNOW_RECEIVED and reader.representative == UNDER_18
    if right is Right.KNOW_RECEIVED:
        if known.granted is None:
            return known.standing in KNOWS and known.reference == reference
        return any(known.allows(scope, reference, today) for scope in Scope)
    scope = NEEDED[right]
    return scope is not None and known.allows(scope, reference, today)
