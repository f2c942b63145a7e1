"""A complaint that a daughter makes for her father, and what both do with it in their browsers."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.access import replace_code
from portal.domain.consent import Grant, Proof, Scope
from portal.domain.draft import Answer
from portal.domain.events import REPRESENTATIVE
from portal.domain.person_commands import AskConsent, ConfirmConsent, WithdrawConsent
from portal.domain.person_record import PersonRecord, Representation
from portal.services.complaints import Receipt
from portal.services.office import Office
from portal.services.people import do_for_person
from tests.web.conftest import LEATHERMARKET

CASE = f"/{LEATHERMARKET}/case"
STORY = "The lift has been broken for three weeks and my mother cannot leave the house."
FOR_FATHER: dict[str, Answer] = {
    "for_whom": "someone_else",
    "acting_for_name": "Karim Begum",
    "acting_for_agreed": "not_yet",
    "acting_for_relationship": "family",
    "acting_for_over_18": "adult",
    "acting_for_email": "karim@example.com",
    "acting_for_phone": "",
}
"""Amina, of `ANSWERS`, complains for Karim."""


@dataclass(frozen=True)
class Acted:
    """A complaint made for somebody, and what is known of it in the office."""

    office: Office
    receipt: Receipt

    @property
    def reference(self) -> str:
        """Its reference."""
        return self.receipt.reference

    @property
    def person(self) -> str:
        """The id of the resident."""
        return self.office.store.person_of(self.reference)

    @property
    def record(self) -> PersonRecord:
        """The resident's record."""
        return self.office.store.person(self.person)

    @property
    def representation(self) -> Representation:
        """The first one who acts for the resident."""
        return next(iter(self.record.representations.values()))

    def allowed(self, *scope: Scope, cases: tuple[str, ...] = ()) -> None:
        """The resident has allowed this, as staff heard."""
        grant = Grant(scope, cases)
        command = ConfirmConsent(self.representation.id, grant, Proof.SPOKEN, seen_by="staff:dana")
        do_for_person(self.office, self.reference, command, recorded_by="staff:dana")

    def asked_again(self, *scope: Scope) -> None:
        """The representative asks for this."""
        by = REPRESENTATIVE + self.representation.id
        do_for_person(self.office, self.reference, AskConsent(self.representation.id, Grant(scope)), by=by)

    def withdrawn(self) -> None:
        """The resident has taken it back."""
        do_for_person(self.office, self.reference, WithdrawConsent(self.representation.id))

    def code_of_resident(self) -> Receipt:
        """A code of the resident's own, beside that of whoever acts for them."""
        code, stored = replace_code(self.reference, self.office.secret)
        self.office.store.keep_code(stored, self.office.clock())
        return Receipt(self.reference, code)


Act = Callable[..., Acted]
