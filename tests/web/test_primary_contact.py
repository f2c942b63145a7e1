"""One person whom a resident talks to: had no part in it, and deals with everything they have with us."""

from collections.abc import Callable

from portal.domain.commands import Note, TakeAction
from portal.domain.events import SYSTEM, Assigned
from portal.domain.person_commands import AskAdjustment, EndAdjustment
from portal.domain.person_events import AdjustmentAgreed
from portal.services.casework import carry_out, open_file
from portal.services.complaints import Receipt, raise_new_issue
from portal.services.office import Office
from portal.services.people import do_for_person
from portal.services.staff import STAFF, find_staff
from tests.builders import some_words
from tests.outbox import steps
from tests.web.browser import Browser, Page
from tests.web.conftest import LEATHERMARKET, Clock
from tests.web.test_staff import at

Complaint = Callable[..., Receipt]
StaffIn = Callable[..., Browser]


def dana(office: Office) -> str:
    """The id of Dana Cole."""
    return find_staff(office, f"dana@{LEATHERMARKET}.example").id


def agree(browser: Browser, receipt: Receipt, contact: str, *, sure: bool = True) -> Page:
    """Agree that the resident talks to this one."""
    browser.open(f"{at(receipt)}/adjustments/a1/agree")
    ticked = {"not_involved": "yes"} if sure else {}
    return browser.send("Agree and tell them", need="one_contact", contact=contact, **ticked)


def asked(office: Office, complaint: Complaint) -> Receipt:
    """A complaint, with its service request, of somebody who asked for one person to talk to."""
    receipt = complaint(told_before="first_time", pass_on="both")
    do_for_person(office, receipt.reference, AskAdjustment("a1", "one_contact"))
    return receipt


class TestChoosing:
    def test_somebody_is_chosen_and_whoever_chooses_makes_sure_that_they_had_no_part_in_it(
        self, staff_in: StaffIn, complaint: Complaint, office: Office
    ) -> None:
        receipt, sam = asked(office, complaint), staff_in("Sam Lee")
        staff_in()
        assert "Choose who they talk to" in agree(sam, receipt, "").text
        assert "Make sure that they had no part in it" in agree(sam, receipt, dana(office), sure=False).text
        assert open_file(office, receipt.reference).record.primary_contact == ""
        assert "Dana Cole" in agree(sam, receipt, dana(office)).text
        kept = open_file(office, receipt.reference).record.events[-1]
        assert isinstance(kept, AdjustmentAgreed)
        assert (kept.contact, kept.not_involved) == (dana(office), True)
        assert kept.decided_by == STAFF + find_staff(office, f"sam@{LEATHERMARKET}.example").id

    def test_who_decided_something_about_it_is_refused(
        self, staff_in: StaffIn, complaint: Complaint, office: Office
    ) -> None:
        receipt, sam = asked(office, complaint), staff_in("Sam Lee")
        staff_in()
        steps.acknowledge(office, receipt.reference)
        acted = TakeAction("action", some_words("We came and did nothing."))
        carry_out(office, receipt.reference, acted, by=STAFF + dana(office))
        page = agree(sam, receipt, dana(office))
        assert f"They decided something about {receipt.reference}" in page.text
        assert open_file(office, receipt.reference).record.primary_contact == ""

    def test_who_only_wrote_a_note_or_took_it_down_had_no_part_in_it(
        self, staff_in: StaffIn, complaint: Complaint, office: Office
    ) -> None:
        receipt = asked(office, complaint)
        sam = staff_in("Sam Lee")
        staff_in()
        carry_out(office, receipt.reference, Note(some_words("They rang.")), by=STAFF + dana(office))
        agree(sam, receipt, dana(office))
        assert open_file(office, receipt.reference).record.primary_contact == dana(office)

    def test_other_needs_ask_nothing_of_it(self, staff_in: StaffIn, complaint: Complaint, office: Office) -> None:
        receipt = complaint(adjustments=("home_visit",))
        (id,) = open_file(office, receipt.reference).record.adjustments
        sam = staff_in("Sam Lee")
        staff_in()
        sam.open(f"{at(receipt)}/adjustments/{id}/agree")
        sam.send("Agree and tell them", contact=dana(office))
        file = open_file(office, receipt.reference)
        assert file.record.in_place
        assert (file.record.primary_contact, file.case.handler) == ("", "")


class TestOnceAgreed:
    def test_they_deal_with_every_case_now_and_later_and_the_resident_reads_their_name(
        self, staff_in: StaffIn, complaint: Complaint, office: Office, resident_in: Callable[[Receipt], Browser]
    ) -> None:
        receipt, sam = asked(office, complaint), staff_in("Sam Lee")
        staff_in()
        agree(sam, receipt, dana(office))
        for reference in (receipt.reference, receipt.service_request):
            assert office.store.case(reference).handler == dana(office)
        assert "Dana Cole" in resident_in(receipt).page.text
        file = open_file(office, receipt.reference)
        later = raise_new_issue(
            office, file, "The door too.", by="staff:sam", on=None, channel="phone", draft_id="later"
        )
        case = office.store.case(later.reference)
        (given,) = case.happened(Assigned)
        assert (case.handler, given.decided_by) == (dana(office), SYSTEM)
        assert [row.handler for row in office.store.queue()] == [dana(office)] * 3

    def test_the_list_of_cases_and_whoever_would_give_it_away_read_it(
        self, staff_in: StaffIn, complaint: Complaint, office: Office
    ) -> None:
        receipt, sam = asked(office, complaint), staff_in("Sam Lee")
        staff_in()
        assert "One contact" not in sam.open("/staff/?show=all").text
        agree(sam, receipt, dana(office))
        assert "One contact: Dana Cole" in sam.open("/staff/?show=all").text
        assert "they talk to Dana Cole" in sam.open(f"{at(receipt)}/assign").text

    def test_when_it_is_not_needed_any_more_later_cases_are_nobodys(
        self, staff_in: StaffIn, complaint: Complaint, office: Office, clock: Clock
    ) -> None:
        receipt, sam = asked(office, complaint), staff_in("Sam Lee")
        staff_in()
        agree(sam, receipt, dana(office))
        do_for_person(office, receipt.reference, EndAdjustment("a1", some_words("")))
        file = open_file(office, receipt.reference)
        later = raise_new_issue(
            office, file, "The door too.", by="staff:sam", on=None, channel="phone", draft_id="later"
        )
        assert office.store.case(later.reference).handler == ""
        assert "One contact" not in sam.open("/staff/?show=all").text
