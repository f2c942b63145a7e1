"""Somebody writes or calls for a resident about a case that is there: staff write down who it is, and allow nothing."""

from collections.abc import Callable

import pytest

from portal.domain.consent import Relationship, Standing
from portal.services.complaints import Receipt
from portal.services.office import Office
from tests.web.acting import Acted
from tests.web.browser import Browser, Page

CLLR = {
    "name": "Joy Okafor",
    "relationship": "councillor",
    "organisation": "Southwark Council",
    "over_18": "adult",
    "email": "joy@council.example",
}


@pytest.fixture
def own(office: Office, complaint: Callable[..., Receipt]) -> Acted:
    return Acted(office, complaint())


def named(own: Acted, staff: Browser, **different: object) -> Page:
    staff.open(f"/staff/cases/{own.reference}/people/new")
    return staff.send("Write it down", **{**CLLR, **different})


def test_they_are_named_and_may_do_nothing(own: Acted, staff_in: Callable[..., Browser]) -> None:
    dana = staff_in()
    assert any(link.endswith("/people/new") for link in dana.open(f"/staff/cases/{own.reference}").links)
    page = named(own, dana)
    each = own.representation
    assert (each.standing, each.relationship, each.granted) == (Standing.NAMED, Relationship.COUNCILLOR, None)
    assert each.named_by.startswith("staff:")
    for said in ("Joy Okafor", "Southwark Council", "Consent is not asked for yet", "Hold back personal details"):
        assert said in page.text


def test_the_same_form_sent_twice_names_one(own: Acted, staff_in: Callable[..., Browser]) -> None:
    dana = staff_in()
    form = dana.open(f"/staff/cases/{own.reference}/people/new")
    for _ in range(2):
        dana.page = form
        dana.send("Write it down", **CLLR)
    assert len(own.record.representations) == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Write their name"),
        ({"relationship": "king"}, "Choose who they are to the resident"),
        ({"over_18": ""}, "Choose how old they are"),
        ({"over_18": "minor"}, "must be 18 or older"),
        ({"name": "Amina Begum", "email": "amina@example.com"}, "the person themself"),
        ({"email": "joy"}, "Error:"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(
    own: Acted, staff_in: Callable[..., Browser], wrong: dict[str, object], said: str
) -> None:
    page = named(own, staff_in(), **wrong)
    assert "There is a problem" in page.text
    assert said in page.html
    assert not own.record.representations


def test_readers_name_nobody(own: Acted, staff_in: Callable[..., Browser]) -> None:
    theirs = staff_in("Rea Der", role="reader")
    assert theirs.open(f"/staff/cases/{own.reference}/people/new").status == 403
