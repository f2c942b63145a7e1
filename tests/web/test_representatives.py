"""Somebody who acts for a resident sees exactly what was allowed, and no moment longer."""

from collections.abc import Callable

import pytest
from flask import Flask

from portal.domain.consent import Scope
from portal.domain.events import REPRESENTATIVE
from portal.domain.permissions import UNDER_18
from portal.domain.person_commands import RefuseConsent, WithdrawConsent
from portal.services.complaints import Receipt
from portal.services.office import Office
from portal.services.people import do_for_person
from portal.web.guards import guard_of, right_of
from tests.web.acting import CASE, FOR_FATHER, STORY, Acted
from tests.web.browser import Browser
from tests.web.conftest import LEATHERMARKET

SESSIONS_ALONE = {"case.keep", "case.yours", "case.choose", "case.devices", "case.close_devices"}
"""Pages about the session itself, which show nothing of a case."""
In = Callable[[Receipt], Browser]


@pytest.fixture
def acted(office: Office, complaint: Callable[..., Receipt]) -> Acted:
    return Acted(office, complaint(**FOR_FATHER))


def test_every_page_of_a_case_asks_for_a_right(app: Flask) -> None:
    unasked = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if guard_of(view := app.view_functions[rule.endpoint]) == "resident" and right_of(view) is None
    }
    assert unasked == SESSIONS_ALONE


def test_until_the_resident_says_yes_they_see_only_that_we_have_it(acted: Acted, resident_in: In) -> None:
    page = resident_in(acted.receipt).page
    assert "We have received your complaint" in page.text
    assert acted.reference in page.text
    assert "Monday" in page.text or "2026" in page.text
    for private in (STORY, "Karim", "karim@example.com", "stage", "What has happened"):
        assert private not in page.text


@pytest.mark.parametrize(
    "address", ["message", "photos", "escalate", "dates.ics", "files/1", "people", "looks", "people/new"]
)
def test_before_that_no_other_page_of_the_case_opens(acted: Acted, resident_in: In, address: str) -> None:
    page = resident_in(acted.receipt).open(f"{CASE}/{address}")
    assert page.path == CASE
    assert "We have received your complaint" in page.text


def test_who_may_see_sees_the_case_and_cannot_write(acted: Acted, resident_in: In) -> None:
    acted.allowed(Scope.SEE)
    theirs = resident_in(acted.receipt)
    assert STORY in theirs.page.text
    assert "You act for Karim Begum" in theirs.page.text
    for own in ("People who act for you", "Who looked at what"):
        assert own not in theirs.page.text
    assert f"{CASE}/message" not in theirs.page.links
    assert theirs.open(f"{CASE}/message").path == CASE


def test_what_they_write_bears_their_name(acted: Acted, resident_in: In) -> None:
    acted.allowed(Scope.SEE, Scope.SPEAK)
    theirs = resident_in(acted.receipt)
    theirs.open(f"{CASE}/message")
    theirs.send("Send", words="My father is still waiting.")
    last = acted.office.store.case(acted.reference).events[-1]
    assert last.decided_by == REPRESENTATIVE + acted.representation.id
    assert "By Amina Begum" in theirs.page.text


def test_to_speak_is_not_to_see(acted: Acted, resident_in: In) -> None:
    acted.allowed(Scope.SPEAK)
    theirs = resident_in(acted.receipt)
    assert STORY not in theirs.page.text
    theirs.open(f"{CASE}/message")
    theirs.send("Send", words="He is ill now.")
    assert "We have your message" in theirs.page.text
    assert STORY not in theirs.page.text


@pytest.mark.parametrize("allowed", [(), (Scope.SEE, Scope.SPEAK)])
def test_withdrawn_consent_shuts_the_open_page_at_once(
    acted: Acted, resident_in: In, allowed: tuple[Scope, ...]
) -> None:
    if allowed:
        acted.allowed(*allowed)
    theirs = resident_in(acted.receipt)
    other = resident_in(acted.receipt)
    do_for_person(acted.office, acted.reference, WithdrawConsent(acted.representation.id))
    for each in (theirs, other):
        assert "<h1>See my complaint</h1>" in each.open(CASE).html
        assert STORY not in each.page.html
    page = resident_in(acted.receipt).page
    assert "We cannot find a case with this reference and code" in page.text


def test_words_typed_while_it_was_withdrawn_go_nowhere(acted: Acted, resident_in: In) -> None:
    acted.allowed(Scope.SEE, Scope.SPEAK)
    theirs = resident_in(acted.receipt)
    theirs.open(f"{CASE}/message")
    do_for_person(acted.office, acted.reference, WithdrawConsent(acted.representation.id))
    before = acted.office.store.case(acted.reference).version
    assert "See my complaint" in theirs.send("Send", words="Late.").text
    assert acted.office.store.case(acted.reference).version == before


def test_more_that_is_refused_takes_nothing_away(acted: Acted, resident_in: In) -> None:
    acted.allowed(Scope.SEE)
    acted.asked_again(Scope.SEE, Scope.REMEDY)
    theirs = resident_in(acted.receipt)
    do_for_person(acted.office, acted.reference, RefuseConsent(acted.representation.id))
    assert STORY in theirs.open(CASE).text


def test_what_was_allowed_for_another_case_opens_nothing_here(acted: Acted, resident_in: In) -> None:
    acted.allowed(Scope.SEE, cases=("LMJ-2222-2222",))
    assert STORY not in resident_in(acted.receipt).page.text


def test_somebody_under_18_is_heard_and_sees_only_that_we_have_it(
    office: Office, complaint: Callable[..., Receipt], resident_in: In
) -> None:
    receipt = complaint(**{**FOR_FATHER, "acting_for_over_18": "minor"})
    page = resident_in(receipt).page
    assert office.store.maker_of(receipt.reference) == UNDER_18
    assert "must be 18 or older" in page.text
    assert STORY not in page.text


def test_the_resident_and_they_do_not_see_where_the_other_is_signed_in(acted: Acted, resident_in: In) -> None:
    acted.allowed(Scope.SEE)
    theirs, own = resident_in(acted.receipt), resident_in(acted.code_of_resident())
    for each in (theirs, own):
        assert each.open(f"{CASE}/devices").text.count("Close it there") == 0
    assert STORY in theirs.open(CASE).text


def test_the_chat_does_not_take_their_code_for_the_residents(acted: Acted, browser: Callable[[], Browser]) -> None:
    theirs = browser()
    theirs.open(f"/{LEATHERMARKET}/chat")
    page = theirs.send(message=f"{acted.reference} {acted.receipt.code}")
    assert "You act for somebody" in page.text
    assert "We have it" not in page.text


def test_their_looks_are_written_down_for_the_resident_alone(acted: Acted, resident_in: In) -> None:
    acted.allowed(Scope.SEE)
    theirs = resident_in(acted.receipt)
    theirs.open(CASE)
    own = resident_in(acted.code_of_resident())
    page = own.open(f"{CASE}/looks")
    assert page.text.count("Amina Begum") == 1
    assert theirs.open(f"{CASE}/looks").path == CASE
