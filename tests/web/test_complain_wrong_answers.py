"""Wrong answers and odd input: the field's own error, what was typed kept, nothing taken that was not asked."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from portal.services.casework import open_file
from portal.services.office import Office
from tests.web.browser import Browser, Page
from tests.web.complaining import COMPLAIN, answer_until, at_check, send_complaint
from tests.web.conftest import LEATHERMARKET

NewBrowser = Callable[[], Browser]

LONG_STORY = "The lift is broken and nobody comes. " * 1_081  # 40,000 letters


def test_a_missing_answer_is_named_in_a_summary_and_at_its_field(browser: NewBrowser) -> None:
    theirs = browser()
    come_to(theirs, "what-happened")
    page = theirs.send("Continue")
    assert (page.status, where(page)) == (200, "what-happened")
    assert _title(page).startswith("Error: What went wrong?")
    assert _summary(page) == [("Tell us what went wrong. A few words are enough", "#story")]
    assert _error_at(page, "story") == "Error: Tell us what went wrong. A few words are enough"


@pytest.mark.parametrize(
    ("place", "given", "field", "error"),
    [
        ("for-whom", {}, "for_whom", "Choose who this complaint is for"),
        ("for-whom", {"for_whom": "the_queen"}, "for_whom", "Choose who this complaint is for"),
        ("told-before", {}, "told_before", "Choose one of the answers"),
        ("when", {"started": "long ago"}, "still_going", "Choose one of the answers"),
        ("put-right", {"remedies": ["apology", "gold"]}, "remedies", "Choose one or more of the answers"),
        ("name", {"name": "  "}, "name", "Write your name"),
        ("contact", {"contact_by": ["email"]}, "email", "Write your email address"),
        ("contact", {"contact_by": ["email"], "email": "amina at home"}, "email", "like name@example.com"),
        ("reach", {"phone": "ask my son", "safe_message": "safe"}, "phone", "Write a phone number with all its digits"),
        ("address", {"address": "long " * 300}, "address", "This is longer than we can take here"),
        ("language", {"language": "klingon"}, "language", "Choose one of the answers"),
    ],
)
def test_each_wrong_answer_has_its_own_error(
    browser: NewBrowser, place: str, given: dict[str, Any], field: str, error: str
) -> None:
    theirs = browser()
    come_to(theirs, place, contact_by=["phone"], phone="07700 900 982")
    page = theirs.send(
        "Continue", **{id: list(each) if isinstance(each, tuple) else each for id, each in given.items()}
    )
    assert where(page) == place
    assert error in _error_at(page, field)
    assert [href for _words, href in _summary(page)] == [f"#{field}"]
    assert _title(page).startswith("Error: ")


def test_what_was_typed_beside_a_wrong_answer_stays(browser: NewBrowser) -> None:
    theirs = browser()
    come_to(theirs, "contact")
    page = theirs.send("Continue", contact_by=["email", "post"], email="amina at home")
    assert _ticked(page, "contact_by") == ["email", "post"]
    assert page.typed("Continue")["email"] == "amina at home"
    later = theirs.open(f"{COMPLAIN}/contact")
    assert later.typed("Continue")["email"] == "amina at home"
    assert _ticked(later, "contact_by") == ["email", "post"]


def test_a_good_answer_on_the_page_is_kept_although_another_is_wrong(browser: NewBrowser) -> None:
    theirs = browser()
    come_to(theirs, "when")
    theirs.send("Continue", started="last winter")
    assert theirs.open(f"{COMPLAIN}/when").typed("Continue")["started"] == "last winter"


def test_a_stale_form_is_shown_again_with_everything_typed_and_keeps_nothing(
    browser: NewBrowser, client: FlaskClient
) -> None:
    theirs = browser()
    come_to(theirs, "contact")
    page = theirs.send("Continue", csrf_token="too old", contact_by=["email", "post"], email="amina@example.com")
    assert "Press the button again. The page was open for a long time." in page.text
    assert _ticked(page, "contact_by") == ["email", "post"]
    assert page.typed("Continue")["email"] == "amina@example.com"
    kept = theirs.open(f"{COMPLAIN}/contact")
    assert _ticked(kept, "contact_by") == []
    theirs.open(f"{COMPLAIN}/contact")
    theirs.send("Continue", csrf_token="too old", contact_by=["post"])
    assert where(theirs.send("Continue")) == "reach"


def test_a_first_answer_without_any_token_is_shown_again_too(client: FlaskClient, office: Office) -> None:
    shown = client.post(f"{COMPLAIN}/what-happened", data={"story": "It is cold."})
    assert shown.status_code == 200
    assert "It is cold." in shown.text
    assert "putright_draft" not in shown.headers.get("Set-Cookie", "")


def test_sending_with_a_stale_form_shows_the_answers_again_and_sends_nothing(
    browser: NewBrowser, office: Office
) -> None:
    theirs = browser()
    at_check(theirs)
    page = theirs.send("Send my complaint", csrf_token="too old")
    assert "Press the button again" in page.text
    assert "Amina Begum" in page.text
    assert office.store.queue() == []
    assert "We have your complaint" in theirs.send("Send my complaint").text


ODD = {
    "40,000 letters": (LONG_STORY, LONG_STORY.strip()),
    "emoji": ("The lift 🛗 is broken 😢 👩‍👧", "The lift 🛗 is broken 😢 👩‍👧"),
    "NUL": ("The lift\x00 is\x07 broken", "The lift is broken"),
    "a mark for right to left": ("المصعد معطل\u200f منذ \u200fأسابيع", "المصعد معطل\u200f منذ \u200fأسابيع"),
    "an override": ("harmless \u202egnp.exe\u202c \u2066x\u2069", "harmless gnp.exe x"),
    "markup": ("<script>alert('1')</script> & <b>bold</b> {{ 7*7 }} %(name)s", None),
    "line ends": ("one\r\ntwo\rthree\n\nfour", "one\ntwo\nthree\n\nfour"),
}


@pytest.mark.parametrize("odd", ODD, ids=list(ODD))
def test_odd_words_are_taken_as_they_are_meant(browser: NewBrowser, office: Office, odd: str) -> None:
    typed, meant = ODD[odd]
    theirs = browser()
    done = send_complaint(theirs, story=typed)
    assert done.status == 200
    file = open_file(office, office.store.queue()[0].reference)
    assert file.answers["story"] == (meant or typed)


def test_words_with_markup_are_shown_as_words_on_every_page(browser: NewBrowser) -> None:
    theirs = browser()
    bad = "<img src=x onerror=alert(1)>\"'></textarea><script>x</script>"
    at_check(theirs, story=bad, name=bad, outcome=bad, adjustment_words=bad, started=bad)
    for place in ("check", "what-happened", "name", "put-right", "adjustments", "when"):
        page = theirs.open(f"{COMPLAIN}/{place}")
        assert not any(each.get("onerror") for each in page.root.iter("img"))
        assert len(list(page.root.iter("script"))) == 1
        assert "onerror=alert(1)" in page.text or "onerror=alert(1)" in str(page.typed("Continue"))


def test_half_a_letter_is_left_out(browser: NewBrowser, client: FlaskClient, office: Office) -> None:
    theirs = browser()
    come_to(theirs, "what-happened")
    token = theirs.page.typed("Continue")["csrf_token"]
    body = f"csrf_token={quote(token)}&story=The+lift%ED%B2%80+is+cold%FF".encode()
    sent = theirs.client.post(
        f"{COMPLAIN}/what-happened", data=body, content_type="application/x-www-form-urlencoded", follow_redirects=True
    )
    assert sent.status_code == 200
    kept = theirs.open(f"{COMPLAIN}/what-happened").typed("Continue")["story"]
    assert kept.startswith("The lift")
    kept.encode()


def test_fields_nobody_asked_for_are_left_alone(browser: NewBrowser, office: Office) -> None:
    theirs = browser()
    come_to(theirs, "what-happened")
    many = {f"field{number}": "x" for number in range(500)}
    page = theirs.send("Continue", story="The lift.", name="Not asked here", reference="LMJ-AAAA-BBBB", **many)
    assert where(page) == "told-before"
    assert theirs.open(f"{COMPLAIN}/name").typed("Continue")["name"] == ""


def test_a_thousand_and_more_fields_are_refused_calmly(browser: NewBrowser) -> None:
    theirs = browser()
    come_to(theirs, "what-happened")
    page = theirs.send("Continue", story="The lift.", **{f"field{number}": "x" for number in range(5_000)})
    assert page.status in (200, 413)
    assert page.root.find(".//h1") is not None


def test_answers_to_questions_that_do_not_apply_are_not_taken(browser: NewBrowser) -> None:
    theirs = browser()
    come_to(theirs, "reach", contact_by=["post"])
    theirs.send("Continue", safe_message="safe", phone="07700 900 982", contact_when="after six")
    theirs.open(f"{COMPLAIN}/contact")
    theirs.send("Continue", contact_by=["phone"], email="")
    page = theirs.open(f"{COMPLAIN}/reach")
    assert page.typed("Continue")["phone"] == ""
    assert page.typed("Continue")["contact_when"] == ""


def test_a_story_that_is_too_long_stays_on_the_page(browser: NewBrowser) -> None:
    theirs = browser()
    come_to(theirs, "what-happened")
    story = "x" * 60_000
    page = theirs.send("Continue", story=story)
    assert "This is longer than we can take here. Keep it under 50000 letters" in _error_at(page, "story")
    assert page.typed("Continue")["story"] == story


def test_the_landlords_choices_alone_can_be_chosen(browser: NewBrowser) -> None:
    theirs = browser()
    come_to(theirs, "adjustments")
    page = theirs.send("Continue", adjustments=["home_visit", "free_rent"])
    assert where(page) == "adjustments"
    theirs.send("Continue", adjustments=["home_visit"])
    assert where(theirs.page) == "language"


def test_a_page_that_is_not_there_is_a_calm_page(client: FlaskClient) -> None:
    for path in (f"{COMPLAIN}/nothing", f"/{LEATHERMARKET}/complain/urgent/nothing", "/nobody/complain/for-whom"):
        assert client.get(path).status_code == 404


def come_to(theirs: Browser, place: str, /, **different: Any) -> Page:
    """Begin a complaint and answer it as far as this page."""
    theirs.open(COMPLAIN)
    return answer_until(theirs, f"{COMPLAIN}/{place}", **different)


def where(page: Page) -> str:
    """The page of the complaint that is shown."""
    return page.path.split("?")[0].removeprefix(COMPLAIN).strip("/")


def _title(page: Page) -> str:
    title = page.root.find(".//title")
    assert title is not None
    return " ".join("".join(title.itertext()).split())


def _summary(page: Page) -> list[tuple[str, str]]:
    lists = [each for each in page.root.iter("div") if each.get("class") == "govuk-error-summary"]
    return [("".join(a.itertext()).strip(), str(a.get("href"))) for each in lists for a in each.iter("a")]


def _error_at(page: Page, field: str) -> str:
    found = [each for each in page.root.iter("p") if each.get("id") == f"{field}-error"]
    return " ".join("".join(found[0].itertext()).split()) if found else ""


def _ticked(page: Page, field: str) -> list[str]:
    boxes = (each for each in page.root.iter("input") if each.get("name") == field)
    return [str(each.get("value")) for each in boxes if "checked" in each.attrib]
