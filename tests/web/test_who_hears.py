"""Before they send something, staff read who hears of it: the resident, who gets a copy, who gets it instead."""

from collections.abc import Callable

import pytest

from portal.domain.consent import Scope
from portal.domain.person_commands import AskAdjustment
from portal.services.complaints import Receipt
from portal.services.office import Office
from portal.services.people import do_for_person
from tests.web.acting import FOR_FATHER, Acted
from tests.web.browser import Browser
from tests.web.test_staff import at

StaffIn = Callable[..., Browser]
TO_KARIM = "It goes to the resident by email: karim@example.com."
TO_AMINA = "Amina Begum, who acts for the resident, gets it by email: amina@example.com."
INSTEAD = "The resident does not get it. As they allowed, it goes to somebody who acts for them."


@pytest.fixture
def acted(office: Office, complaint: Callable[..., Receipt]) -> Acted:
    return Acted(office, complaint(**FOR_FATHER))


def said(staff_in: StaffIn, acted: Acted, page: str = "message") -> str:
    """What stands on the page where staff write to the resident."""
    return staff_in().open(f"{at(acted.receipt)}/{page}").text


def test_nobody_else_is_named_until_the_resident_has_agreed(staff_in: StaffIn, acted: Acted) -> None:
    text = said(staff_in, acted)
    assert "gets it by email" not in text
    assert INSTEAD not in text


def test_who_gets_copies_is_named_beside_the_resident(staff_in: StaffIn, acted: Acted) -> None:
    acted.allowed(Scope.SEE, Scope.LETTERS)
    text = said(staff_in, acted)
    assert TO_KARIM in text
    assert TO_AMINA in text


def test_who_gets_it_instead_is_named_and_the_resident_is_not(staff_in: StaffIn, acted: Acted) -> None:
    acted.allowed(Scope.SEE, Scope.LETTERS_INSTEAD)
    text = said(staff_in, acted)
    assert INSTEAD in text
    assert TO_AMINA in text
    assert TO_KARIM not in text


def test_who_may_get_copies_of_another_case_is_not_named_here(staff_in: StaffIn, acted: Acted) -> None:
    acted.allowed(Scope.LETTERS, cases=("another",))
    assert TO_AMINA not in said(staff_in, acted, "update")


def test_once_it_is_taken_back_nobody_is_named(staff_in: StaffIn, acted: Acted) -> None:
    acted.allowed(Scope.LETTERS)
    acted.withdrawn()
    assert TO_AMINA not in said(staff_in, acted)


def test_what_is_about_the_residents_own_needs_is_theirs_alone(staff_in: StaffIn, acted: Acted) -> None:
    acted.allowed(Scope.LETTERS_INSTEAD)
    do_for_person(acted.office, acted.reference, AskAdjustment("a1", "home_visit"))
    text = said(staff_in, acted, "adjustments/a1/agree")
    assert TO_KARIM in text
    assert TO_AMINA not in text
