"""Whoever may speak for a resident asks for what they need, and disagrees for them; what is agreed stays theirs."""

from collections.abc import Callable

import pytest

from portal.domain.adjustments import Life
from portal.domain.consent import Scope
from portal.domain.events import REPRESENTATIVE
from portal.domain.person_commands import AgreeAdjustment, AskAdjustment, DeclineAdjustment
from portal.services.complaints import Receipt
from portal.services.office import Office
from portal.services.people import do_for_person
from tests.builders import some_words
from tests.web.acting import CASE, FOR_FATHER, Acted
from tests.web.browser import Browser

LIST = f"{CASE}/adjustments"
In = Callable[[Receipt], Browser]


@pytest.fixture
def acted(office: Office, complaint: Callable[..., Receipt]) -> Acted:
    """A complaint that Amina made for Karim: a visit was declined to him, large print is agreed."""
    acted = Acted(office, complaint(**FOR_FATHER))
    for command, by in (
        (AskAdjustment("visit", "home_visit", some_words("The stairs are too much for me.")), "resident"),
        (AskAdjustment("print", "large_print"), "resident"),
        (DeclineAdjustment("visit", some_words("Nobody can come.")), "staff:sam"),
        (AgreeAdjustment("print", "large_print", some_words("Size 18.")), "staff:sam"),
    ):
        do_for_person(office, acted.reference, command, by=by)
    return acted


def life(acted: Acted, id: str) -> Life:
    """Where this adjustment is now."""
    return acted.record.adjustments[id].life


def test_who_may_speak_does_not_agree_with_an_answer_and_the_resident_reads_who_it_was(
    acted: Acted, resident_in: In
) -> None:
    acted.allowed(Scope.SEE, Scope.SPEAK)
    theirs = resident_in(acted.receipt)
    page = theirs.open(LIST)
    assert "Nobody can come." in page.text
    theirs.open(next(link for link in page.links if link.endswith("/visit/challenge")))
    page = theirs.send("Ask us to look again", words="He cannot walk.")
    assert "You told us that you do not agree" in page.text
    last = acted.record.events[-1]
    assert last.decided_by == REPRESENTATIVE + acted.representation.id
    assert life(acted, "visit") is Life.ACKNOWLEDGED
    assert "decide_adjustment_again" in [task.kind for task in acted.office.store.tasks(acted.reference)]
    assert "You told us that you do not agree" in resident_in(acted.code_of_resident()).open(LIST).text


def test_that_something_is_not_needed_any_more_stays_with_the_resident(acted: Acted, resident_in: In) -> None:
    acted.allowed(Scope.SEE, Scope.SPEAK)
    theirs = resident_in(acted.receipt)
    assert not [link for link in theirs.open(LIST).links if link.endswith("/end")]
    assert theirs.open(f"{LIST}/print/end").path == LIST
    assert "/print/end" in " ".join(resident_in(acted.code_of_resident()).open(LIST).links)
    typed = theirs.open(f"{LIST}/visit/challenge").typed()
    assert theirs.client.post(f"{LIST}/print/end", data=typed).status_code == 303
    assert life(acted, "print") is Life.AGREED


def test_who_may_only_see_the_case_changes_none(acted: Acted, resident_in: In) -> None:
    acted.allowed(Scope.SEE)
    theirs = resident_in(acted.receipt)
    assert not [link for link in theirs.page.links if "/adjustments" in link]
    assert theirs.open(LIST).path == CASE
    assert theirs.open(f"{LIST}/visit/challenge").path == CASE


def test_to_speak_is_not_to_see_what_the_resident_asked_for(acted: Acted, resident_in: In) -> None:
    acted.allowed(Scope.SPEAK)
    theirs = resident_in(acted.receipt)
    page = theirs.open(LIST)
    for private in ("The stairs are too much for me.", "Nobody can come.", "Size 18."):
        assert private not in page.text
    assert theirs.open(f"{LIST}/visit/challenge").status == 404
    theirs.open(LIST)
    page = theirs.send("Ask for this", needs=["audio"])
    assert "Letters read aloud" in page.text
    assert [each.need for each in acted.record.waiting] == ["audio"]


def test_once_it_is_taken_back_they_do_neither(acted: Acted, resident_in: In) -> None:
    acted.allowed(Scope.SEE, Scope.SPEAK)
    theirs = resident_in(acted.receipt)
    typed = theirs.open(f"{LIST}/visit/challenge").typed()
    acted.withdrawn()
    page = theirs.shows(theirs.client.post(f"{LIST}/visit/challenge", data=typed, follow_redirects=True))
    assert "Nobody can come." not in page.text
    assert life(acted, "visit") is Life.DECLINED
