"""Danger words in a form: what to do now comes first, nothing typed is lost, and then it goes on."""

from collections.abc import Callable

import pytest

from bot.understanding.safety import danger_words
from portal.files.emergencies import load_emergencies
from tests.web.browser import Browser
from tests.web.complaining import CHECK, COMPLAIN, answer_until
from tests.web.conftest import LEATHERMARKET

NewBrowser = Callable[[], Browser]


def test_gas_in_a_story_is_answered_before_the_next_question(browser: NewBrowser) -> None:
    theirs = browser()
    theirs.open(COMPLAIN)
    answer_until(theirs, f"{COMPLAIN}/what-happened")
    page = theirs.send("Continue", story="I can smell gas in the kitchen and nobody comes.")
    assert page.path.split("?")[0] == f"{COMPLAIN}/urgent/gas"
    assert "Leave the home now" in page.text
    assert "tel:0800111999" in page.links
    assert "Then tell us at Leathermarket JMB: 0207 450 8000" in page.text
    assert "What you wrote is kept" in page.text
    assert "Exit this page" not in page.html
    onward = next(link for link in page.links if "/complain/told-before" in link)
    assert theirs.open(onward).path.startswith(f"{COMPLAIN}/told-before")
    assert "smell gas" in theirs.open(f"{COMPLAIN}/what-happened").typed()["story"]


def test_a_danger_in_the_middle_of_a_form_about_rent_is_heard(browser: NewBrowser) -> None:
    theirs = browser()
    theirs.open(COMPLAIN)
    answer_until(theirs, f"{COMPLAIN}/put-right", story="The rent is wrong.")
    assert "/urgent/collapse" in theirs.send("Continue", outcome="and the ceiling is bulging again").path


def test_abuse_offers_a_quick_way_out_that_ends_it_on_this_device(browser: NewBrowser) -> None:
    theirs = browser()
    theirs.open(COMPLAIN)
    answer_until(theirs, f"{COMPLAIN}/what-happened")
    page = theirs.send("Continue", story="My husband hits me and I cannot leave the flat.")
    assert "tel:08082000247" in page.links
    exits = [form for form in page.root.iter("form") if str(form.get("action")).endswith("/complain/leave")]
    assert len(exits) == 1
    token = next(str(each.get("value")) for each in exits[0].iter("input"))
    theirs.client.post(f"{COMPLAIN}/leave", data={"csrf_token": token})
    assert theirs.open(COMPLAIN).path == f"{COMPLAIN}/for-whom"


def test_danger_beside_a_wrong_answer_is_told_at_once(browser: NewBrowser) -> None:
    theirs = browser()
    theirs.open(f"{COMPLAIN}/when")
    page = theirs.send("Continue", started="now, the flat is on fire")
    assert "Phone 999 and ask for the fire brigade" in page.text
    assert "Choose one of the answers" in page.text
    assert page.typed()["started"] == "now, the flat is on fire"


def test_an_ordinary_story_is_not_interrupted(browser: NewBrowser) -> None:
    theirs = browser()
    theirs.open(COMPLAIN)
    answer_until(theirs, f"{COMPLAIN}/what-happened")
    assert theirs.send("Continue", story="The bins were not emptied.").path == f"{COMPLAIN}/told-before"


def test_what_is_said_about_the_answer_is_not_lost_over_the_danger(browser: NewBrowser) -> None:
    theirs = browser()
    theirs.open(f"{COMPLAIN}/for-whom")
    theirs.send("Continue", for_whom="someone_else")
    page = theirs.send(
        "Continue", acting_for_name="Ali. I want to die", acting_for_agreed="cannot_say"
    )  # fmt: skip
    assert "tel:116123" in page.links
    onward = next(link for link in page.links if "/complain/acting-for-who" in link)
    assert "papers that let you act for them" in theirs.open(onward).text


@pytest.mark.parametrize("topic", sorted(danger_words().topics))
def test_every_danger_that_is_heard_has_advice_with_a_number(browser: NewBrowser, topic: str) -> None:
    kind = danger_words().topics[topic]
    advice = load_emergencies().advice(topic, kind)
    assert advice.kind == kind
    assert advice.lines
    page = browser().open(f"/{LEATHERMARKET}/complain/urgent/{advice.topic}")
    assert page.status == 200
    assert all(f"tel:{line.phone.replace(' ', '')}" in page.links for line in advice.lines)
    assert "tel:02074508000" in page.links, "the landlord's own number is on every page"


def test_advice_on_nothing_is_a_calm_page(browser: NewBrowser) -> None:
    assert browser().open(f"/{LEATHERMARKET}/complain/urgent/weather").status == 404


def test_after_the_last_question_it_goes_on_to_the_check(browser: NewBrowser) -> None:
    theirs = browser()
    theirs.open(COMPLAIN)
    answer_until(theirs, CHECK)
    theirs.open(f"{COMPLAIN}/what-happened?from=check")
    page = theirs.send("Continue", story="Sparks come out of the socket.")
    assert f"{COMPLAIN}/check" in [link.split("?")[0] for link in page.links]
