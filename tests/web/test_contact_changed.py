"""A resident changes how we reach them: seen, checked, once, and everything afterwards goes the new way."""

import re
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default

import pytest

from portal.domain.commands import Send
from portal.outbox import deliver_waiting
from portal.parts import Parts
from portal.services.casework import carry_out, open_file
from portal.services.complaints import Receipt
from portal.services.office import Office
from tests.builders import some_words
from tests.web.acting import FOR_FATHER, Acted
from tests.web.browser import Browser
from tests.web.conftest import LEATHERMARKET

CASE = f"/{LEATHERMARKET}/case"
CONTACT = f"{CASE}/contact"
Complaint = Callable[..., Receipt]
Resident = Callable[[Receipt], Browser]


@pytest.fixture
def sent_to(parts: Parts) -> Callable[[], list[str]]:
    """To whom mails went so far, the oldest first."""

    def delivered() -> list[str]:
        deliver_waiting(parts)
        paths = sorted((parts.settings.home / "outbox").glob("*.eml"), key=lambda each: each.stat().st_mtime_ns)
        return [found[1] for path in paths if (found := re.search(r"(?m)^To: (.+)$", path.read_text()))]

    return delivered


def test_what_we_know_stands_in_the_fields(complaint: Complaint, resident_in: Resident) -> None:
    resident = resident_in(complaint())
    assert CONTACT in resident.page.links
    typed = resident.open(CONTACT).typed("Save")
    known = {"contact_by": "email", "email": "amina@example.com", "safe_message": "safe", "language": "en"}
    assert {name: typed[name] for name in known} == known
    assert typed["address"] == "1 Leather Court", "it is there as soon as letters are chosen"


def test_everything_afterwards_goes_to_the_new_address(
    complaint: Complaint, resident_in: Resident, office: Office, sent_to: Callable[[], list[str]],
    staff_in: Callable[..., Browser],
) -> None:  # fmt: skip
    receipt = complaint()
    assert sent_to() == ["amina@example.com"]
    resident = resident_in(receipt)
    resident.open(CONTACT)
    page = resident.send("Save", email="new@example.org")
    assert "We use your new contact from now on." in page.text
    carry_out(office, receipt.reference, Send("resident", some_words("We come.")), by="staff:dana")
    assert sent_to()[1:] == ["new@example.org"] * 2, "that it was changed, and the message"
    dana = staff_in()
    assert "new@example.org" in dana.open(f"/staff/cases/{receipt.reference}").text
    assert "amina@example.com" not in dana.page.text


def test_letters_go_to_another_address_and_a_message_is_not_left(
    complaint: Complaint, resident_in: Resident, office: Office
) -> None:
    receipt = complaint()
    resident = resident_in(receipt)
    resident.open(CONTACT)
    resident.send("Save", contact_by=["post"], address="c/o Grace, 9 Hope Street", postcode="E1 1AA",
                  safe_message="rather_not", language="ar")  # fmt: skip
    person = open_file(office, receipt.reference).person
    assert (person.contact_by, person.email, person.language) == (("post",), "", "ar")
    assert (person.address, person.postcode) == ("c/o Grace, 9 Hope Street", "E1 1AA")
    assert person.is_unsafe_to_message
    assert open_file(office, receipt.reference).answers["address"] == "1 Leather Court", "what it is about stays"


def test_what_is_wrong_stands_beside_the_field_and_nothing_typed_is_lost(
    complaint: Complaint, resident_in: Resident, office: Office
) -> None:
    receipt = complaint()
    resident = resident_in(receipt)
    resident.open(CONTACT)
    page = resident.send("Save", contact_by=["email", "text"], email="nowhere", phone="12", contact_when="After six")
    assert "Write an email address like name@example.com" in page.text
    assert "Write a phone number with all its digits" in page.text
    typed = page.typed("Save")
    assert (typed["email"], typed["phone"], typed["contact_when"]) == ("nowhere", "12", "After six")
    assert open_file(office, receipt.reference).record.contact is None
    page = resident.send("Save", contact_by=[], phone="", safe_message="safe")
    assert "We use your new contact from now on." in page.text
    assert not open_file(office, receipt.reference).person.can_be_reached


def test_a_new_number_that_nobody_may_use_is_asked_about_and_one_taken_back_is_not(
    complaint: Complaint, resident_in: Resident, office: Office
) -> None:
    receipt = complaint(contact_by=("text",), phone="07700 900982", contact_when="")
    resident = resident_in(receipt)
    resident.open(CONTACT)
    page = resident.send("Save", contact_by=["email"], email="amina@example.com", phone="07700 900123")
    assert "You wrote a phone number. Choose phone call or text message too" in page.text
    assert page.typed("Save")["phone"] == "07700 900123"
    resident.open(CONTACT)
    resident.send("Save", contact_by=["email"], email="amina@example.com")
    assert open_file(office, receipt.reference).person.phone == ""


def test_ticks_taken_away_stay_away_while_something_else_is_wrong(complaint: Complaint, resident_in: Resident) -> None:
    resident = resident_in(complaint())
    resident.open(CONTACT)
    page = resident.send("Save", contact_by=[], language="klingon")
    assert "contact_by" not in page.typed("Save")


def test_a_form_sent_twice_changes_it_once_and_nothing_new_is_no_change(
    complaint: Complaint, resident_in: Resident, office: Office
) -> None:
    receipt = complaint()
    resident = resident_in(receipt)
    form = resident.open(CONTACT)
    for _ in range(2):
        resident.page = form
        resident.send("Save", email="new@example.org")
    resident.open(CONTACT)
    resident.send("Save")
    assert open_file(office, receipt.reference).record.version == 1


def test_the_old_contact_opens_nothing_and_the_new_one_does(
    complaint: Complaint, resident_in: Resident, browser: Callable[[], Browser], sent_to: Callable[[], list[str]]
) -> None:
    resident = resident_in(complaint())
    resident.open(CONTACT)
    resident.send("Save", email="new@example.org")
    before = len(sent_to())
    for address in ("amina@example.com", "new@example.org"):
        other = browser()
        other.open(f"{CASE}/link")
        other.send("Send me the link", email=address)
    assert sent_to()[before:] == ["new@example.org"]


def test_who_came_in_by_the_old_contact_stays_in_this_case_and_other_devices_do_not(
    complaint: Complaint, browser: Callable[[], Browser], parts: Parts
) -> None:
    receipt, both = complaint(), (browser(), browser())
    for each in both:
        each.open(f"{CASE}/link")
        each.send("Send me the link", email="amina@example.com")
        each.open(newest_link(parts))
        each.send()
    here, elsewhere = both
    assert f"Reference {receipt.reference}" in elsewhere.open(CASE).text
    here.open(CONTACT)
    page = here.send("Save", email="new@example.org")
    assert f"Reference {receipt.reference}" in page.text
    assert "We use your new contact from now on." in page.text
    assert "<h1>See my complaint</h1>" in elsewhere.open(CASE).html
    assert receipt.reference not in elsewhere.page.html


def newest_link(parts: Parts) -> str:
    """The link in the mail that was sent last."""
    deliver_waiting(parts)
    paths = sorted((parts.settings.home / "outbox").glob("*.eml"), key=lambda each: each.stat().st_mtime_ns)
    mail = message_from_bytes(paths[-1].read_bytes(), policy=default)
    body = mail.get_body(("plain",))
    found = re.search(rf"{CASE}/link/\S+", body.get_content() if body else "")
    assert found
    return found[0]


def test_only_the_resident_changes_it(
    complaint: Complaint, resident_in: Resident, browser: Callable[[], Browser], office: Office
) -> None:
    acted = Acted(office, complaint(**FOR_FATHER))
    daughter = resident_in(acted.receipt)
    assert CONTACT not in daughter.page.links
    assert "Save" not in daughter.open(CONTACT).text
