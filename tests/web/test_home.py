"""Behind each choice of the first page there is something real."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from actions import executor_for
from bot.understanding.understand import Understanding
from portal.app import create_app
from portal.assistant import Assistant
from portal.domain.terms import Kind
from portal.files.packs import Packs
from portal.parts import Parts
from portal.services.casework import open_file
from portal.services.office import Office
from tests.web.browser import Browser
from tests.web.complaining import COMPLAIN, answer_until, at_check
from tests.web.conftest import LEATHERMARKET, OAK

NewBrowser = Callable[[], Browser]
HOME = f"/{LEATHERMARKET}"


def test_the_first_page_names_the_landlords(browser: NewBrowser) -> None:
    page = browser().open("/")
    assert {f"/{LEATHERMARKET}/", f"/{OAK}/"} <= set(page.links)


def test_the_only_landlord_is_gone_to_at_once(parts: Parts, packs: Packs, understanding: Understanding) -> None:
    alone = replace(parts, live=Packs({LEATHERMARKET: packs.policies[LEATHERMARKET]}))
    app = create_app(alone, Assistant(alone, executor_for(alone), understanding))
    assert Browser(app.test_client()).open("/").path == f"{HOME}/"


def test_four_doors_the_chat_a_phone_number_and_the_ombudsman(browser: NewBrowser) -> None:
    page = browser().open(f"{HOME}/")
    wanted = {f"{HOME}/{door}" for door in ("complain", "case", "adjustments", "representative", "chat", "ombudsman")}
    assert wanted <= set(page.links)
    assert "tel:02074508000" in page.links
    assert "tel:999" in page.links


def test_no_link_of_these_pages_leads_nowhere(browser: NewBrowser) -> None:
    theirs, seen, waiting = browser(), set[str](), [f"{HOME}/"]
    while waiting:
        address = waiting.pop()
        seen.add(address)
        page = theirs.open(address)
        assert page.status == 200, address
        own = {link.split("#")[0] for link in page.links if link.startswith(f"{HOME}/")}
        waiting += sorted(own - seen - set(waiting))
    assert len(seen) >= 11


def test_the_ombudsmans_three_roads_are_kept_apart(browser: NewBrowser) -> None:
    page = browser().open(f"{HOME}/ombudsman")
    sections = ["".join(each.itertext()) for each in page.root.iter("section")]
    late = next(each for each in sections if "We are late" in each)
    final = next(each for each in sections if "final answer" in each)
    advice = next(each for each in sections if "You want advice" in each)
    assert "press us to answer" in late
    assert "look into your complaint" in final
    assert "look into your complaint" not in late
    assert "at any time" in advice
    assert "PO Box 1484" in page.text


def test_what_can_be_done_differently_and_real_ways_to_ask(browser: NewBrowser, office: Office) -> None:
    page = browser().open(f"{HOME}/adjustments")
    assert all(each.words in page.text for each in office.policy.adjustments)
    assert {f"{HOME}/complain", f"{HOME}/case", "tel:02074508000", "mailto:complaints@leathermarketjmb.org.uk"} <= set(
        page.links
    )


def test_acting_for_someone_starts_with_that_already_answered(browser: NewBrowser) -> None:
    theirs = browser()
    theirs.open(f"{HOME}/representative")
    assert theirs.send("Start a complaint for someone").path == f"{COMPLAIN}/acting-for"
    theirs.send("Continue", acting_for_name="Ali Begum", acting_for_agreed="agreed")
    theirs.send("Continue", acting_for_relationship="councillor")
    theirs.send("Continue", acting_for_organisation="Southwark Council")
    theirs.send("Continue", acting_for_over_18="adult")
    theirs.send("Continue", acting_for_email="", acting_for_phone="")
    assert theirs.page.path == f"{COMPLAIN}/what-happened"
    page = answer_until(theirs, f"{COMPLAIN}/check")
    assert "Someone else" in page.text


def test_acting_for_someone_throws_no_kept_answers_away(browser: NewBrowser) -> None:
    theirs = browser()
    at_check(theirs)
    theirs.open(f"{HOME}/representative")
    assert "Carry on where you stopped?" in theirs.send("Start a complaint for someone").text
    assert theirs.send("Carry on").path == f"{COMPLAIN}/check"


@pytest.mark.parametrize(("kind", "made"), [("compliment", Kind.COMPLIMENT), ("suggestion", Kind.SUGGESTION)])
def test_feedback_is_kept_and_thanked_for_with_a_reference(
    browser: NewBrowser, office: Office, kind: str, made: Kind
) -> None:
    theirs = browser()
    theirs.open(f"{HOME}/feedback")
    page = theirs.send("Send it", kind=kind, story="Joe mended the door at once.", name="Amina")
    [row] = office.store.queue()
    assert row.kind is made
    assert row.reference in page.text
    assert open_file(office, row.reference).answers == {"story": "Joe mended the door at once.", "name": "Amina"}


def test_feedback_sent_twice_is_kept_once(browser: NewBrowser, office: Office) -> None:
    theirs = browser()
    theirs.open(f"{HOME}/feedback")
    typed = {**theirs.page.typed(), "kind": "compliment", "story": "Thank you"}
    for _tap in range(2):
        assert theirs.client.post(f"{HOME}/feedback", data=typed).status_code == 303
    assert len(office.store.queue()) == 1


def test_feedback_with_something_wrong_is_shown_again_with_what_was_typed(browser: NewBrowser) -> None:
    theirs = browser()
    theirs.open(f"{HOME}/feedback")
    form = theirs.page.typed()["form"]
    page = theirs.send("Send it", story="Joe", email="not one")
    assert "Choose one of the answers" in page.text
    assert "Write an email address like" in page.text
    assert page.typed()["story"] == "Joe"
    assert page.typed()["form"] == form


def test_danger_in_feedback_is_answered_too(browser: NewBrowser) -> None:
    theirs = browser()
    theirs.open(f"{HOME}/feedback")
    page = theirs.send("Send it", kind="suggestion", story="Somebody should look, I smell gas on the stairs.")
    assert "Thank you" in page.text
    assert "tel:0800111999" in page.links


def test_thanks_without_feedback_lead_to_it(browser: NewBrowser) -> None:
    assert browser().open(f"{HOME}/feedback/thanks").path == f"{HOME}/feedback"


@pytest.mark.parametrize("page", ["", "complain", "how-complaints-work", "ombudsman", "adjustments", "feedback"])
def test_the_languages_are_offered_by_their_own_names_on_every_page(browser: NewBrowser, page: str) -> None:
    assert "English" in browser().open(f"{HOME}/{page}").html
