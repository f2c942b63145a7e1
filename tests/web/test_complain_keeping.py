"""Stopping and coming back: words not sent yet, a long pause, a link, another landlord, closing on this device."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from portal import access
from portal.domain.errors import NotFound
from portal.parts import Parts
from portal.services.drafts import CARRY_ON
from portal.services.office import Office
from portal.store import Session
from tests.web.browser import Browser
from tests.web.complaining import CHECK, COMPLAIN, STORY, TOLD, answer_until, at_check, send_complaint
from tests.web.conftest import LEATHERMARKET, OAK, Clock

NewBrowser = Callable[[], Browser]
UNSENT = f"{COMPLAIN}/unsent"


def test_words_not_sent_yet_are_there_after_the_battery_died(browser: NewBrowser) -> None:
    theirs = _begun(browser())
    assert _autosaved(theirs, story="The boiler is off and") == 204
    assert theirs.open(f"{COMPLAIN}/what-happened").typed()["story"] == "The boiler is off and"


def test_words_are_kept_as_json_too(browser: NewBrowser) -> None:
    theirs = _begun(browser())
    token = theirs.page.typed()["csrf_token"]
    sent = theirs.client.post(UNSENT, json={"story": "The boiler"}, headers={"X-CSRFToken": token})
    assert sent.status_code == 204
    assert theirs.open(f"{COMPLAIN}/what-happened").typed()["story"] == "The boiler"


def test_ticked_boxes_not_sent_yet_are_there_too(browser: NewBrowser) -> None:
    theirs = _begun(browser())
    _autosaved(theirs, contact_by=["email", "post"], email="amina@")
    page = theirs.open(f"{COMPLAIN}/contact")
    ticked = [each.get("value") for each in page.root.iter("input") if "checked" in each.attrib]
    assert ticked == ["email", "post"]
    assert page.typed()["email"] == "amina@"


def test_the_first_words_typed_begin_a_draft_and_an_empty_field_does_not(browser: NewBrowser) -> None:
    theirs = browser()
    theirs.open(f"{COMPLAIN}/what-happened")
    _autosaved(theirs, story="")
    assert _cookie(theirs) is None
    _autosaved(theirs, story="It is cold")
    assert _cookie(theirs) is not None
    assert theirs.open(f"{COMPLAIN}/what-happened").typed()["story"] == "It is cold"


def test_words_typed_after_sending_from_another_window_change_nothing(browser: NewBrowser) -> None:
    theirs = browser()
    theirs.open(f"{COMPLAIN}/what-happened")
    old = theirs.page.typed()["csrf_token"]
    send_complaint(theirs)
    assert theirs.client.post(UNSENT, data={"csrf_token": old, "story": "late"}).status_code == 204


def test_after_half_an_hour_no_answer_is_shown_until_they_say_that_it_was_them(
    browser: NewBrowser, clock: Clock
) -> None:
    theirs = browser()
    at_check(theirs)
    clock.is_on("2026-11-20", "11:01")
    for address in (CHECK, f"{COMPLAIN}/what-happened", f"{COMPLAIN}/link", COMPLAIN):
        page = theirs.open(address)
        assert page.text.startswith("Carry on where you stopped?"), address
        assert "lift" not in page.html
        assert "Amina" not in page.html
    assert theirs.send("Carry on").path == CHECK
    assert STORY in theirs.page.text


def test_coming_back_sooner_asks_too(browser: NewBrowser) -> None:
    theirs = browser()
    at_check(theirs)
    page = theirs.open(COMPLAIN)
    assert page.text.startswith("Carry on where you stopped?")
    assert STORY not in page.html


def test_an_answer_sent_after_a_long_pause_is_kept(browser: NewBrowser, clock: Clock) -> None:
    theirs = _begun(browser())
    theirs.open(f"{COMPLAIN}/what-happened")
    clock.is_on("2026-11-20", "12:00")
    assert theirs.send("Continue", story=STORY).text.startswith("Carry on where you stopped?")
    theirs.send("Carry on")
    assert theirs.page.path == f"{COMPLAIN}/told-before"
    assert theirs.open(f"{COMPLAIN}/what-happened").typed()["story"] == STORY


def test_clearing_forgets_the_answers_the_conversation_and_the_photos(browser: NewBrowser, office: Office) -> None:
    theirs = browser()
    at_check(theirs)
    draft = _draft_of(theirs, office)
    office.store.save_tracker(f"web:{draft}", "{}", office.clock())
    theirs.open(COMPLAIN)
    assert theirs.send("Clear it and start again").path == f"{COMPLAIN}/for-whom"
    assert _cookie(theirs) is None
    assert office.store.tracker(f"web:{draft}") is None
    try:
        office.store.draft(draft)
    except NotFound:
        return
    raise AssertionError("the draft is still there")


def test_closing_on_this_device_leaves_nothing_here_and_tells_nobody_what_it_was(
    browser: NewBrowser, office: Office
) -> None:
    theirs = browser()
    at_check(theirs)
    draft = _draft_of(theirs, office)
    theirs.open(f"{COMPLAIN}/name")
    page = theirs.send("Close this on this device")
    assert "complain" not in page.html.lower()
    assert "url=https://" in page.html
    assert theirs.open(COMPLAIN).path == f"{COMPLAIN}/for-whom"
    assert office.store.draft(draft).answers["story"] == STORY, "whoever has a link can carry on"


def test_a_link_to_carry_on_works_once_on_another_device(browser: NewBrowser, parts: Parts, office: Office) -> None:
    theirs = browser()
    theirs.open(COMPLAIN)
    answer_until(theirs, f"{COMPLAIN}/name")
    theirs.open(f"{COMPLAIN}/link")
    assert "Write an email address like" in theirs.send("Send me the link", email="amina").text
    assert theirs.page.typed()["email"] == "amina"
    assert "amina@example.com" in theirs.send("Send me the link", email="amina@example.com").text
    [asked] = parts.store.waiting(parts.clock(), 5)
    assert (asked.kind, asked.recipient, asked.reference) == (CARRY_ON, "amina@example.com", _draft_of(theirs, office))
    token = access.new_link(office.store, CARRY_ON, asked.reference, now=office.clock(), lasts=timedelta(days=7))
    link = f"/{LEATHERMARKET}/carry-on/{token}"
    other = browser()
    for _look in range(2):
        assert other.open(link).text.startswith("Carry on where you stopped"), "looking uses up nothing"
    assert other.send("Carry on").path == f"{COMPLAIN}/name"
    assert other.open(f"{COMPLAIN}/what-happened").typed()["story"] == STORY
    assert "does not work any more" in browser().open(link).text


def test_nobody_fills_an_inbox_with_links(browser: NewBrowser, parts: Parts) -> None:
    theirs = _begun(browser())
    for number in range(8):
        theirs.open(f"{COMPLAIN}/what-happened")
        _autosaved(theirs, story=f"It is cold {number}")
        theirs.open(f"{COMPLAIN}/link")
        page = theirs.send("Send me the link", email="amina@example.com")
    assert "We have sent several links" in page.text
    assert len(parts.store.waiting(parts.clock(), 20)) == 5


def test_a_link_that_nobody_sent_is_a_calm_page(browser: NewBrowser) -> None:
    assert "does not work any more" in browser().open(f"/{LEATHERMARKET}/carry-on/made-up").text


def test_without_answers_there_is_nothing_to_send_a_link_to(browser: NewBrowser) -> None:
    assert browser().open(f"{COMPLAIN}/link").path == f"{COMPLAIN}/for-whom"


def test_the_answers_go_to_another_landlord_and_their_own_lists_are_asked_again(
    browser: NewBrowser, parts: Parts
) -> None:
    theirs = browser()
    at_check(theirs)
    theirs.open(f"{COMPLAIN}/move")
    theirs.send("Oak Homes")
    assert theirs.page.path == f"/{OAK}/complain"
    theirs.send("Carry on")
    assert theirs.page.path == f"/{OAK}/complain/put-right"
    assert theirs.open(f"/{OAK}/complain/name").typed()["name"] == "Amina Begum"
    assert theirs.open(COMPLAIN).path == f"{COMPLAIN}/for-whom", "nothing is left here"
    theirs.open(f"/{OAK}/complain/put-right")
    answer_until(theirs, f"/{OAK}/complain/check")
    assert "OAK-" in theirs.send("Send my complaint").text


def test_nobody_is_moved_to_a_landlord_that_is_not_there(browser: NewBrowser) -> None:
    theirs = browser()
    at_check(theirs)
    theirs.open(f"{COMPLAIN}/move")
    token = theirs.page.typed()["csrf_token"]
    assert theirs.client.post(f"{COMPLAIN}/move", data={"csrf_token": token, "to": "elsewhere"}).status_code == 404
    assert theirs.open(CHECK).path == CHECK


def test_what_the_chat_heard_is_carried_on_here(browser: NewBrowser, office: Office, parts: Parts) -> None:
    theirs = _begun(browser())
    draft = office.store.draft(_draft_of(theirs, office))
    office.store.save_draft(draft.answered({"story": STORY, "told_before": "told"}), office.clock())
    theirs.open(COMPLAIN)
    assert theirs.send("Carry on").path == f"{COMPLAIN}/when"


def _begun(theirs: Browser) -> Browser:
    theirs.open(COMPLAIN)
    theirs.send("Continue", for_whom=TOLD["for_whom"])
    return theirs


def _autosaved(theirs: Browser, **typed: Any) -> int:
    token = theirs.page.typed()["csrf_token"]
    return theirs.client.post(UNSENT, data={"csrf_token": token, **typed}).status_code


def _cookie(theirs: Browser) -> Any:
    return theirs.client.get_cookie("putright_draft", path=f"/{LEATHERMARKET}/")


def _draft_of(theirs: Browser, office: Office) -> str:
    session = access.find(office.store, _cookie(theirs).value, "draft", office.clock())
    assert isinstance(session, Session)
    return session.what
