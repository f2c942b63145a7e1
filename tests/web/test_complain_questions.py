"""One question a page: in order, kept at once, nothing asked twice, nothing typed lost."""

from collections.abc import Callable
from typing import Any

import pytest

from portal.files.journeys import load_journey
from portal.services.casework import open_file
from portal.services.office import Office
from portal.web.questions import GROUPS
from tests.web.browser import Browser
from tests.web.complaining import CHECK, COMPLAIN, STORY, TOLD, answer_until, at_check
from tests.web.conftest import LEATHERMARKET, OAK, Clock

LONG_STORY = "Nobody came. 😡 " * 2_700
NewBrowser = Callable[[], Browser]


def test_the_questions_come_one_after_another_until_the_check(browser: NewBrowser) -> None:
    theirs = browser()
    places = []
    theirs.open(COMPLAIN)
    while theirs.page.path != CHECK:
        places.append(theirs.page.path.rsplit("/", 1)[1])
        asked = {each.get("name") for each in theirs.page.form().iter()}
        theirs.send("Continue", **{name: value for name, value in TOLD.items() if name in asked})
    assert places == [
        "for-whom", "what-happened", "told-before", "when", "court", "put-right", "name", "address", "contact", "reach",
        "adjustments", "language", "photos",
    ]  # fmt: skip


def test_no_page_of_the_journey_has_the_address_of_another_page() -> None:
    taken = {"check", "done", "unsent", "wake", "clear", "leave", "link", "move", "urgent", "as-well", "dates.ics"}
    assert not taken & {page.id for page in load_journey("complaint").pages}


def test_every_page_has_its_place_on_the_check_page() -> None:
    placed = [page for _heading, places in GROUPS for page in places]
    assert sorted(placed) == sorted(page.id for page in load_journey("complaint").pages)


def test_nothing_is_kept_before_the_first_answer(browser: NewBrowser) -> None:
    theirs = browser()
    theirs.open(COMPLAIN)
    assert theirs.client.get_cookie("putright_draft", path=f"/{LEATHERMARKET}/") is None
    theirs.send(for_whom="me")
    assert theirs.client.get_cookie("putright_draft", path=f"/{LEATHERMARKET}/") is not None


@pytest.mark.parametrize(
    ("page", "wrong", "says"),
    [
        ("for-whom", {}, "Choose who this complaint is for"),
        ("what-happened", {"story": "  \x00 "}, "Tell us what went wrong. A few words are enough"),
        ("told-before", {"told_before": "perhaps"}, "Choose one of the answers"),
        ("put-right", {"remedies": ["a palace"]}, "Choose one or more of the answers"),
        ("contact", {"contact_by": ["email"], "email": "amina at example"}, "Write an email address like"),
        ("name", {"name": ""}, "Write your name"),
    ],
)
def test_a_wrong_answer_has_its_own_error_and_is_shown_again(
    browser: NewBrowser, page: str, wrong: dict[str, Any], says: str
) -> None:
    theirs = browser()
    theirs.open(f"{COMPLAIN}/{page}")
    theirs.send("Continue", **wrong)
    summary = theirs.page.root.find(".//div[@class='govuk-error-summary']")
    assert summary is not None
    assert says in "".join(summary.itertext())
    assert theirs.page.text.count(says) == 2, "in the summary and beside the field"
    for name, value in wrong.items():
        if isinstance(value, str) and value.strip("\x00 ") and name in theirs.page.typed():
            assert theirs.page.typed()[name] == value


def test_the_good_answer_of_a_page_is_kept_where_the_other_is_wrong(browser: NewBrowser) -> None:
    theirs = browser()
    theirs.open(f"{COMPLAIN}/when")
    theirs.send("Continue", started="last winter")
    assert "Choose one of the answers" in theirs.page.text
    theirs.open(f"{COMPLAIN}/when")
    assert theirs.page.typed()["started"] == "last winter"


@pytest.mark.parametrize(
    "story",
    [
        LONG_STORY,
        "😡🔥 \u200fلا أحد يأتي\u200f",
        "zero\x00byte and \u202eturned round",
        "<script>alert(1)</script> & 'quotes'",
    ],
    ids=["40,000 characters", "right to left", "NUL and overrides", "markup"],
)
def test_every_story_is_kept_whole(browser: NewBrowser, office: Office, story: str) -> None:
    theirs = browser()
    page = at_check(theirs, story=story)
    shown = story.replace("\x00", "").replace("\u202e", "").strip()
    assert " ".join(shown.split()) in page.text
    theirs.send("Send my complaint")
    [row] = office.store.queue()
    assert open_file(office, row.reference).answers["story"] == shown


def test_a_story_beyond_every_limit_is_refused_with_words_and_kept_on_the_page(browser: NewBrowser) -> None:
    theirs = browser()
    theirs.open(f"{COMPLAIN}/what-happened")
    theirs.send("Continue", story="a" * 50_001)
    assert "Keep it under 50000 letters" in theirs.page.text
    assert theirs.page.typed()["story"] == "a" * 50_001


def test_the_first_time_says_what_a_service_request_is_before_the_next_question(browser: NewBrowser) -> None:
    theirs = browser()
    theirs.open(COMPLAIN)
    page = answer_until(theirs, f"{COMPLAIN}/pass-on", told_before="first_time")
    assert "we call it a service request" in page.text
    assert "What should we do?" in page.text
    assert "service request" not in theirs.send(pass_on="both").text


def test_another_language_keeps_what_was_said(browser: NewBrowser) -> None:
    theirs = browser()
    theirs.open(COMPLAIN)
    answer_until(theirs, f"{COMPLAIN}/pass-on", told_before="first_time")
    chooser = next(form for form in theirs.page.root.iter("form") if form.get("class") == "choose-language")
    kept = {str(each.get("name")): str(each.get("value")) for each in chooser.iter("input")}
    page = theirs.open(f"{COMPLAIN}/pass-on?lang=en&" + "&".join(f"{name}={value}" for name, value in kept.items()))
    assert "we call it a service request" in page.text


def test_court_is_explained_and_never_refused(browser: NewBrowser) -> None:
    theirs = browser()
    theirs.open(COMPLAIN)
    page = answer_until(theirs, f"{COMPLAIN}/put-right", in_court="at_court")
    assert "A person decides that, not a computer" in page.text
    answer_until(theirs, CHECK, in_court="at_court")
    assert "We have your complaint" in theirs.send("Send my complaint").text


def test_without_a_name_none_is_asked_for(browser: NewBrowser) -> None:
    page = at_check(browser(), for_whom="anonymous", contact_by=[])
    assert "Your name" not in page.text


def test_an_email_address_stands_under_the_choice_that_needs_it(browser: NewBrowser) -> None:
    theirs = browser()
    page = theirs.open(f"{COMPLAIN}/contact")
    under = page.root.findall(".//div[@class='govuk-checkboxes__conditional govuk-checkboxes__conditional--hidden']")
    assert [each.get("name") for each in under[0].iter("input")] == ["email"]


def test_a_phone_number_is_asked_for_where_it_is_needed_and_must_be_one(browser: NewBrowser) -> None:
    theirs = browser()
    theirs.open(COMPLAIN)
    answer_until(theirs, f"{COMPLAIN}/reach", contact_by=["text"])
    page = theirs.send("Continue", phone="077", safe_message="safe")
    assert "Write a phone number with all its digits" in page.text
    assert page.typed()["phone"] == "077"
    assert theirs.send("Continue", phone="07700 900 982").path == f"{COMPLAIN}/adjustments"


def test_two_windows_lose_nothing_of_each_other(browser: NewBrowser) -> None:
    theirs = browser()
    theirs.open(COMPLAIN)
    theirs.send(for_whom="me")
    other = Browser(theirs.client)
    other.open(f"{COMPLAIN}/name")
    theirs.open(f"{COMPLAIN}/what-happened")
    other.send("Continue", name="Amina Begum")
    theirs.send("Continue", story=STORY)
    assert theirs.open(f"{COMPLAIN}/name").path == f"{COMPLAIN}/name"
    assert theirs.page.typed()["name"] == "Amina Begum"


def test_changing_one_answer_leads_back_to_the_check(browser: NewBrowser) -> None:
    theirs = browser()
    at_check(theirs)
    change = next(link for link in theirs.page.links if "/complain/name" in link)
    theirs.open(change)
    page = theirs.send("Continue", name="Amina B.")
    assert page.path == CHECK
    assert "Amina B." in page.text


def test_a_change_that_opens_a_question_asks_it_first(browser: NewBrowser) -> None:
    theirs = browser()
    at_check(theirs)
    theirs.open(f"{COMPLAIN}/for-whom?from=check")
    assert theirs.send("Continue", for_whom="someone_else").path == f"{COMPLAIN}/acting-for"
    page = theirs.send("Continue", acting_for_name="Ali Begum", acting_for_agreed="cannot_say")
    assert "papers that let you act for them" in page.text
    assert page.path.startswith(f"{COMPLAIN}/acting-for-who")
    theirs.send("Continue", acting_for_relationship="family")
    assert theirs.send("Continue", acting_for_over_18="adult").path == f"{COMPLAIN}/acting-for-reach"
    assert theirs.send("Continue", acting_for_email="", acting_for_phone="").path == CHECK


def test_back_leads_to_the_question_before(browser: NewBrowser) -> None:
    theirs = browser()
    theirs.open(COMPLAIN)
    answer_until(theirs, f"{COMPLAIN}/told-before")
    back = next(link for link in theirs.page.links if link.endswith("what-happened"))
    assert theirs.open(back).typed()["story"] == STORY


def test_a_page_that_does_not_apply_leads_to_the_one_that_does(browser: NewBrowser) -> None:
    theirs = browser()
    assert theirs.open(f"{COMPLAIN}/acting-for").path == f"{COMPLAIN}/for-whom"


def test_the_chosen_language_is_the_language_of_the_next_pages(browser: NewBrowser) -> None:
    theirs = browser()
    theirs.open(f"{COMPLAIN}/language")
    theirs.send("Continue", language="en")
    cookie = theirs.client.get_cookie("putright_language")
    assert cookie is not None
    assert cookie.value == "en"


def test_a_stale_form_is_shown_again_with_what_was_typed_and_keeps_nothing(app: Any, browser: NewBrowser) -> None:
    theirs = browser()
    theirs.open(f"{COMPLAIN}/what-happened")
    theirs.client.delete_cookie("putright_form")
    page = theirs.send("Continue", story=STORY)
    assert "Press the button again" in page.text
    assert page.typed()["story"] == STORY
    assert theirs.client.get_cookie("putright_draft", path=f"/{LEATHERMARKET}/") is None
    assert theirs.send("Continue").path == f"{COMPLAIN}/for-whom"
    assert theirs.open(f"{COMPLAIN}/what-happened").typed()["story"] == STORY


def test_a_session_that_has_ended_loses_no_answer(browser: NewBrowser, clock: Clock) -> None:
    theirs = browser()
    theirs.open(COMPLAIN)
    answer_until(theirs, f"{COMPLAIN}/what-happened")
    clock.is_on("2027-02-01")
    page = theirs.send("Continue", story=STORY)
    assert page.status == 200
    assert page.path == f"{COMPLAIN}/for-whom", "the draft is too old, so it begins again, with this answer"
    theirs.send("Continue", for_whom="me")
    assert theirs.page.path == f"{COMPLAIN}/told-before"


@pytest.mark.parametrize("address", ["/no-such-landlord/", "/no-such-landlord/complain", f"{COMPLAIN}/no-such-page"])
def test_what_is_not_there_is_one_calm_page(browser: NewBrowser, address: str) -> None:
    page = browser().open(address)
    assert page.status == 404
    assert "We cannot find that" in page.text


def test_another_landlord_sees_nothing_of_it(browser: NewBrowser) -> None:
    theirs = browser()
    at_check(theirs)
    assert theirs.open(f"/{OAK}/complain").path == f"/{OAK}/complain/for-whom"
