"""A resident tells us to stop: on the page, or staff write it down; what ends, what stays, who hears of it."""

from collections.abc import Callable

import pytest

from portal.domain.case import Phase
from portal.domain.commands import Close
from portal.domain.events import RESIDENT, Withdrawn
from portal.outbox import deliver_waiting
from portal.parts import Parts
from portal.services.casework import carry_out
from portal.services.complaints import Receipt
from portal.services.office import Office
from tests.builders import some_words
from tests.web.acting import FOR_FATHER
from tests.web.browser import Browser
from tests.web.conftest import Clock
from tests.web.test_case_page import CASE, acknowledge, an_answer, does

WITHDRAW, ESCALATE = f"{CASE}/withdraw", f"{CASE}/escalate"
BUTTON = "Stop looking into it"
Complaint = Callable[..., Receipt]
Resident = Callable[[Receipt], Browser]


@pytest.fixture
def answered(complaint: Complaint, office: Office) -> Receipt:
    receipt = complaint()
    does(office, receipt, acknowledge())
    does(office, receipt, an_answer())
    return receipt


def test_the_page_says_what_it_means_and_a_visit_changes_nothing(
    complaint: Complaint, resident_in: Resident, office: Office
) -> None:
    receipt = complaint()
    resident = resident_in(receipt)
    assert WITHDRAW in resident.page.links
    page = resident.open(WITHDRAW)
    for words in ("we do not look into it any more.", "You can tell us about it again at any time.", "0300 111 3000"):
        assert words in page.text
    assert "promised" not in page.text, "nothing was"
    assert office.store.case(receipt.reference).version == 1


def test_two_taps_end_it_and_say_so_everywhere(
    complaint: Complaint, resident_in: Resident, office: Office, parts: Parts, staff_in: Callable[..., Browser]
) -> None:
    receipt = complaint()
    resident = resident_in(receipt)
    resident.open(WITHDRAW)
    page = resident.send(BUTTON, words="It is mended.")
    assert "We have stopped, as you told us to." in page.text
    assert page.text.count("You told us to stop. We do not look into it any more.") == 2, "the status and the timeline"
    assert "It is mended." in page.text
    assert "Next date" not in page.text
    assert not {WITHDRAW, ESCALATE} & set(page.links)
    case = office.store.case(receipt.reference)
    assert (case.phase, case.events[-1].decided_by) == (Phase.CLOSED, RESIDENT)
    assert not office.store.queue()
    deliver_waiting(parts)
    mails = [path.read_text() for path in (parts.settings.home / "outbox").glob("*.eml")]
    assert sum("You told us that you want to stop." in each for each in mails) == 1
    dana = staff_in()
    assert "closed, the resident withdrew it" in dana.open(f"/staff/cases/{receipt.reference}").text
    assert "The resident withdrew it." in dana.page.text


def test_it_can_be_sent_again_and_counts_once(complaint: Complaint, resident_in: Resident, office: Office) -> None:
    receipt = complaint()
    resident = resident_in(receipt)
    form = resident.open(WITHDRAW)
    for _ in range(2):
        resident.page = form
        page = resident.send(BUTTON)
        assert "We have stopped, as you told us to." in page.text
    assert len(office.store.case(receipt.reference).happened(Withdrawn)) == 1


def test_the_next_stage_is_offered_only_where_it_was_answered(
    complaint: Complaint, answered: Receipt, resident_in: Resident
) -> None:
    for receipt, offered in ((complaint(), False), (answered, True)):
        resident = resident_in(receipt)
        assert ("You can still ask us to look again." in resident.open(WITHDRAW).text) == offered
        page = resident.send(BUTTON)
        assert (ESCALATE in page.links) == offered
        page = resident.open(ESCALATE)
        assert ("You told us to stop, so there is no answer to look at again." in page.text) == (not offered)


def test_a_case_that_is_over_cannot_be_withdrawn(answered: Receipt, resident_in: Resident, office: Office) -> None:
    carry_out(office, answered.reference, Close(some_words("Done.")), by="staff:dana")
    resident = resident_in(answered)
    assert WITHDRAW not in resident.page.links
    assert "This complaint is closed." in resident.open(WITHDRAW).text


def test_words_of_danger_are_answered_first(complaint: Complaint, resident_in: Resident, office: Office) -> None:
    receipt = complaint()
    resident = resident_in(receipt)
    resident.open(WITHDRAW)
    page = resident.send(BUTTON, words="I smell gas in the hall")
    assert "0800 111 999" in page.text
    assert office.store.case(receipt.reference).is_withdrawn


def test_only_the_resident_withdraws_it(complaint: Complaint, resident_in: Resident) -> None:
    daughter = resident_in(complaint(**FOR_FATHER))
    assert WITHDRAW not in daughter.page.links
    assert BUTTON not in daughter.open(WITHDRAW).text


def test_staff_write_down_what_a_resident_said_on_the_phone(
    complaint: Complaint, staff_in: Callable[..., Browser], office: Office, clock: Clock
) -> None:
    receipt, dana = complaint(), staff_in()
    dana.open(f"/staff/cases/{receipt.reference}/withdraw")
    page = dana.send("Save that they want to stop", happened_on="", words="")
    assert "Write a date, like 24/11/2026" in page.text
    page = dana.send("Save that they want to stop", happened_on=clock().date().isoformat(), words="All is well now.")
    assert "The resident withdrew it. Nothing more is due." in page.text
    (event,) = office.store.case(receipt.reference).happened(Withdrawn)
    assert event.decided_by == RESIDENT
    assert event.recorded_by.startswith("staff:")
    assert not {"survey", "escalate", "withdraw"} & {link.rsplit("/", 1)[-1] for link in page.links}
