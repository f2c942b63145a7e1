"""Something new that a resident tells while their complaint is open: a case of its own, or part of this one."""

from collections.abc import Callable
from datetime import date

from portal.domain.events import RESIDENT, Noted
from portal.domain.terms import Kind
from portal.services.casework import open_file
from portal.services.complaints import Receipt
from portal.services.office import Office
from tests.web.browser import Browser
from tests.web.test_staff import answered, at, error_at

NEW = {"story": "Now the door does not close.", "channel": "phone", "received_on": "2026-11-19", "where": "separate"}


def test_it_becomes_a_linked_complaint_of_the_same_person(
    staff_in: Callable[..., Browser],
    resident_in: Callable[[Receipt], Browser],
    complaint: Callable[..., Receipt],
    office: Office,
) -> None:
    receipt, dana = complaint(), staff_in()
    assert at(receipt, "new-issue") in dana.open(at(receipt)).links
    dana.open(at(receipt, "new-issue"))
    page = dana.send("Keep it", **NEW)
    reference, code = ("".join(each.itertext()) for each in page.root.iter("dd"))
    assert "The request for work" not in page.text
    old, new = open_file(office, receipt.reference), open_file(office, reference)
    assert new.case.made.linked_to == receipt.reference
    assert new.case.made.person == old.case.made.person
    assert new.case.made.happened_on == date(2026, 11, 19)
    assert (new.case.made.decided_by, new.case.kind) == (RESIDENT, Kind.COMPLAINT)
    assert new.case.made.recorded_by.startswith("staff:")
    assert new.person == old.person
    assert new.answers["story"] == "Now the door does not close."
    assert not {"started", "remedies", "outcome", "photos"} & new.answers.keys()
    assert at(Receipt(reference, "")) in dana.open(at(receipt)).links
    assert "Your complaint" in resident_in(Receipt(reference, code)).page.text


def test_sent_twice_it_is_made_once(
    staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
) -> None:
    receipt, dana = complaint(), staff_in()
    typed = {**dana.open(at(receipt, "new-issue")).typed(), **NEW}
    for _ in range(2):
        assert dana.client.post(at(receipt, "new-issue"), data=typed).status_code == 303
    assert len(office.store.queue()) == 2


def test_before_the_answer_it_may_join_with_a_note(
    staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
) -> None:
    receipt, dana = complaint(), staff_in()
    dana.open(at(receipt, "new-issue"))
    page = dana.send("Keep it", story="The door too.")
    assert error_at(page, "where") == "Choose one of the answers"
    page = dana.send("Keep it", where="join")
    assert "The note was kept." in page.text
    assert "The door too." in page.text
    assert len(office.store.case(receipt.reference).happened(Noted)) == 1
    assert len(office.store.queue()) == 1


def test_after_the_answer_it_is_always_a_new_complaint(
    staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
) -> None:
    receipt, dana = complaint(), staff_in()
    answered(office, receipt)
    page = dana.open(at(receipt, "new-issue"))
    assert "We have answered already, so this is a new complaint." in page.text
    assert "To this complaint" not in page.text
    dana.send("Keep it", **{**NEW, "where": "join"})
    assert len(office.store.queue()) == 2


def test_what_is_missing_is_said_beside_its_field_and_the_rest_is_kept(
    staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
) -> None:
    receipt, dana = complaint(), staff_in()
    dana.open(at(receipt, "new-issue"))
    page = dana.send("Keep it", where="separate", received_on="2026-11-21")
    assert error_at(page, "story") == "Write what they told us"
    assert error_at(page, "channel") == "Choose how it reached us"
    assert error_at(page, "received_on") == "This day is still to come. Write the day it reached us"
    assert page.typed()["received_on"] == "2026-11-21"
    page = dana.send("Keep it", csrf_token="old", story="The door too.")
    assert page.typed()["story"] == "The door too."
    assert len(office.store.queue()) == 1


def test_a_request_for_work_has_none(staff_in: Callable[..., Browser], complaint: Callable[..., Receipt]) -> None:
    receipt, dana = complaint(told_before="first_time", pass_on="both"), staff_in()
    assert dana.open(f"/staff/cases/{receipt.service_request}/new-issue").status == 409
