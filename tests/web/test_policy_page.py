"""How complaints work: the page tells the pack in force, heading by heading, and its picture reads well aloud."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest

from actions import executor_for
from bot.understanding.understand import Understanding
from portal.app import create_app
from portal.assistant import Assistant
from portal.files.packs import Packs
from portal.parts import Parts
from portal.policy_words import policy_in_words
from portal.services.office import Office
from tests.domain.telling import TODAY, a_full_policy, everything
from tests.web.browser import Browser, Page
from tests.web.conftest import LEATHERMARKET

NewBrowser = Callable[[], Browser]
HERE = f"/{LEATHERMARKET}/how-complaints-work"


@pytest.fixture
def full_page(parts: Parts, understanding: Understanding) -> Page:
    """The page of a policy that says something of everything."""
    policy = a_full_policy()
    here = replace(parts, live=Packs({policy.landlord: (policy,)}))
    app = create_app(here, Assistant(here, executor_for(here), understanding))
    return Browser(app.test_client()).open(f"/{policy.landlord}/how-complaints-work")


def steps(page: Page) -> Iterator[str]:
    """What a screen reader says of each step: what is hidden from it is left out."""
    for step in page.root.findall(".//ol[@class='road']/li"):
        yield " ".join("".join(_heard(step)).split())


def _heard(element: Element) -> Iterator[str]:
    if element.get("aria-hidden") != "true":
        yield element.text or ""
        for child in element:
            yield from _heard(child)
            yield child.tail or ""


def test_the_page_tells_the_pack(browser: NewBrowser, office: Office) -> None:
    text, policy = browser().open(HERE).text, office.policy
    for words in (
        policy.definition.words,
        policy.service_request.words,
        policy.representative.words,
        policy.anonymous.words,
        policy.unreasonable_behaviour.words,
        *(each.words for each in (*policy.exclusions, *policy.adjustments, *policy.remedies)),
        *(stage.responder.rstrip(".") for stage in policy.stages),
    ):
        assert " ".join(words.split()) in text
    assert "We write to say that we have it within 5 working days of the day it reaches us." in text
    assert "We send our answer within 10 working days of telling you that we have it." in text
    assert "We send our answer within 20 working days of the day you ask." in text
    assert "ask us to look again within 28 days" in text
    assert "Complaints policy 3.1" in text
    assert "Thursday 27 June 2024" in text
    assert "Sunday 27 June 2027" in text


def test_the_ombudsmans_checked_contacts_are_told_and_never_the_printed_ones(browser: NewBrowser) -> None:
    page = browser().open(HERE)
    assert "tel:03001113000" in page.links
    assert "PR2 0ET" in page.text
    assert "L33 7WQ" not in page.text


def test_the_code_binds_where_the_policy_is_silent(browser: NewBrowser) -> None:
    text = browser().open(HERE).text
    assert "We write to say that we have it within 5 working days of the day you ask." in text
    assert "the Housing Ombudsman's Code, part 6.11" in text


def test_the_picture_is_heard_step_by_step(browser: NewBrowser) -> None:
    heard = list(steps(browser().open(HERE)))
    assert [each.split(":")[0] for each in heard] == ["Step 1 of 3", "Step 2 of 3", "Step 3 of 3"]
    assert heard[1].startswith("Step 2 of 3: Stage two Who answers: Southwark Council.")
    assert "You can ask them for advice at any time." in heard[2]


def test_the_picture_holds_no_image(browser: NewBrowser) -> None:
    main = browser().open(HERE).root.find(".//main")
    assert main is not None
    assert [each.tag for each in main.iter() if each.tag in ("img", "svg", "canvas")] == []


def test_everything_that_is_told_stands_on_the_page(full_page: Page) -> None:
    assert full_page.status == 200
    for section in policy_in_words(a_full_policy(), "en", TODAY).sections:
        for line in (section.title, *everything(section)):
            assert " ".join(line.split()) in full_page.text or line in full_page.links, line


def test_each_link_within_the_page_leads_to_a_section(full_page: Page) -> None:
    ids = {str(each.get("id")) for each in full_page.root.iter() if each.get("id")}
    within = {link.removeprefix("#") for link in full_page.links if link.startswith("#")}
    assert within <= ids
    assert {each.id for each in policy_in_words(a_full_policy(), "en", TODAY).sections} <= within


def test_headings_go_down_one_level_at_a_time(full_page: Page) -> None:
    main = full_page.root.find(".//main")
    assert main is not None
    levels = [int(each.tag[1]) for each in main.iter() if each.tag in ("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert max(levels) == 4
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_names_that_no_language_translates_are_said_to_be_english(browser: NewBrowser) -> None:
    page = browser().open(f"{HERE}?lang=ar")
    names = [each for each in page.root.iter("h3") if "".join(each.itertext()) == "Housing Ombudsman Service"]
    assert [each.get("lang") for each in names] == ["en"]


def test_other_sections_lead_on(browser: NewBrowser) -> None:
    assert {f"/{LEATHERMARKET}/ombudsman", f"/{LEATHERMARKET}/adjustments"} <= set(browser().open(HERE).links)
