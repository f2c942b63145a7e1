"""Letters that staff post themselves: the task, the PDF beside it, and who may have it."""

from collections.abc import Callable

import pytest

from portal.domain.draft import Answer
from portal.domain.messages import EVENT_MESSAGES
from portal.outbox import deliver_waiting
from portal.parts import Parts
from portal.services.complaints import Receipt
from portal.services.office import Office
from portal.web.staff.tasks import TASKS
from tests.outbox.conftest import words_on
from tests.web.browser import Browser
from tests.web.conftest import OAK

BY_POST: dict[str, Answer] = {"contact_by": ("post",), "email": ""}


@pytest.fixture
def by_post(parts: Parts, complaint: Callable[..., Receipt]) -> Receipt:
    """A complaint whose receipt waits to be printed."""
    receipt = complaint(**BY_POST)
    deliver_waiting(parts)
    return receipt


def letter_of(office: Office, receipt: Receipt) -> str:
    """The staff's address of the one letter of a case."""
    (row,) = office.store.letters(receipt.reference)
    return f"/staff/cases/{receipt.reference}/letters/{row.id}"


def test_a_letter_is_downloaded_printed_and_ticked_off(
    parts: Parts, office: Office, by_post: Receipt, staff_in: Callable[..., Browser]
) -> None:
    dana = staff_in()
    page = dana.open(f"/staff/cases/{by_post.reference}")
    assert "Print this letter and post it" in page.text
    assert letter_of(office, by_post) in page.links
    response = dana.client.get(letter_of(office, by_post))
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert by_post.reference in words_on(response.data)
    dana.open(f"/staff/cases/{by_post.reference}")
    dana.send("Done Print this letter and post it")
    assert not office.store.tasks(by_post.reference)
    assert not list((parts.settings.home / "letters").iterdir()), "what is in the post is not kept here"


def test_a_letter_is_for_the_staff_of_its_own_landlord(
    office: Office, by_post: Receipt, complaint: Callable[..., Receipt], staff_in: Callable[..., Browser]
) -> None:
    address, other = letter_of(office, by_post), complaint(**BY_POST)
    assert staff_in("Ola Nowak", landlord=OAK).client.get(address).status_code == 404
    dana = staff_in()
    assert dana.client.get(address.replace(by_post.reference, other.reference)).status_code == 404
    assert dana.client.get(f"/staff/cases/{by_post.reference}/letters/999").status_code == 404


def test_a_letter_of_somebody_who_erased_what_they_told_us_is_not_made_again(
    parts: Parts, office: Office, by_post: Receipt, staff_in: Callable[..., Browser]
) -> None:
    for path in (parts.settings.home / "letters").iterdir():
        path.unlink()
    office.store.erase([office.store.case(by_post.reference).made.answers.id])
    assert staff_in().client.get(letter_of(office, by_post)).status_code == 404


@pytest.mark.parametrize(
    ("reached", "said"),
    [
        (BY_POST, "We make a letter for the resident. You get a task to print it and post it."),
        (
            {"contact_by": ("text",), "email": "", "phone": "07700 900982", "contact_when": ""},
            "A text to 07700 900982 says that there is something to read.",
        ),
    ],
)
def test_staff_are_told_how_the_resident_hears(
    complaint: Callable[..., Receipt], staff_in: Callable[..., Browser], reached: dict[str, Answer], said: str
) -> None:
    receipt = complaint(**reached)
    assert said in staff_in().open(f"/staff/cases/{receipt.reference}/message").text


def test_everything_that_may_be_left_to_a_person_has_words() -> None:
    assert {f"tell_{kind}" for kind in EVENT_MESSAGES.values()} | {"read_aloud"} <= set(TASKS)
