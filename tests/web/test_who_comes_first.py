"""Whom we agreed to deal with first stands before others of the same day in the list, and never before a nearer one."""

from collections.abc import Callable

from portal.domain.person_commands import AgreeAdjustment, AskAdjustment, EndAdjustment
from portal.services.adjustments import come_first
from portal.services.casework import open_file
from portal.services.complaints import Receipt, raise_new_issue
from portal.services.office import Office
from portal.services.people import do_for_person
from tests.builders import some_words
from tests.web.browser import Browser
from tests.web.conftest import Clock

Complaint = Callable[..., Receipt]
StaffIn = Callable[..., Browser]
WHY = "We agreed to deal with them before others of the same day. They cannot wait."


def agree(office: Office, reference: str) -> None:
    """The person of this case is dealt with first from now on."""
    do_for_person(office, reference, AskAdjustment("first", "priority"))
    words = some_words("They cannot wait.")
    do_for_person(office, reference, AgreeAdjustment("first", "priority", words), by="staff:sam")


def listed(browser: Browser, show: str = "all") -> list[str]:
    """The references in the list, in order."""
    root = browser.open(f"/staff/?show={show}").root
    return ["".join(a.itertext()) for a in root.iter("a") if a.get("class") == "queue__reference"]


def test_of_the_same_day_they_come_first_with_the_reason_beside(
    staff_in: StaffIn, complaint: Complaint, office: Office
) -> None:
    dana = staff_in()
    made = sorted(complaint().reference for _each in range(3))
    assert listed(dana) == made
    agree(office, made[2])
    assert listed(dana) == [made[2], made[0], made[1]]
    assert dana.page.text.count(WHY) == 1
    assert dana.page.text.count("Comes first") == 1


def test_a_nearer_date_of_somebody_else_is_never_hidden(
    staff_in: StaffIn, complaint: Complaint, office: Office, clock: Clock
) -> None:
    earlier = complaint().reference
    clock.is_on("2026-11-24")
    later = complaint().reference
    agree(office, later)
    assert listed(staff_in()) == [earlier, later]


def test_it_follows_them_to_a_new_case_and_ends_when_it_is_not_needed_any_more(
    staff_in: StaffIn, complaint: Complaint, office: Office, clock: Clock
) -> None:
    first = complaint().reference
    agree(office, first)
    clock.is_on("2026-11-24")
    other = complaint().reference
    file = open_file(office, first)
    new = raise_new_issue(office, file, "The door.", by="staff:sam", on=None, channel="phone", draft_id="x").reference
    assert listed(staff_in()) == [first, new, other]
    assert come_first(office).keys() == {first, new}
    do_for_person(office, first, EndAdjustment("first", some_words("")))
    assert come_first(office) == {}
    assert listed(staff_in("Sam Lee")) == [first, *sorted([new, other])]


def test_only_asked_for_it_changes_nothing(staff_in: StaffIn, complaint: Complaint, office: Office) -> None:
    made = sorted(complaint().reference for _each in range(2))
    do_for_person(office, made[1], AskAdjustment("first", "priority"))
    assert listed(staff_in()) == made
