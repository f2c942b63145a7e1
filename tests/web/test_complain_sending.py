"""Sending: what was read is what is sent; the receipt gives reference, code, dates and what happens next."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from portal.domain.errors import NotFound
from portal.domain.terms import Kind
from portal.services.casework import open_file
from portal.services.complaints import Receipt
from portal.services.office import Office
from tests.web.browser import Browser
from tests.web.complaining import (
    CHECK,
    COMPLAIN,
    DONE,
    STORY,
    answer_until,
    at_check,
    code_on,
    reference_on,
    send_complaint,
)
from tests.web.conftest import LEATHERMARKET, Clock

NewBrowser = Callable[[], Browser]


def test_the_receipt_gives_reference_code_dates_and_what_happens_next(browser: NewBrowser) -> None:
    theirs = browser()
    page = send_complaint(theirs)
    assert page.path == DONE
    assert reference_on(page).startswith("LMJ-")
    assert len(code_on(page).replace("-", "")) == 10
    assert "By Friday 27 November 2026" in page.text, "five working days after Friday 20 November"
    assert "By Friday 11 December 2026 at the latest" in page.text, "ten more"
    assert "Why this date?" in page.text
    assert "our complaints policy, part 5.1" in page.text
    assert "We are sending this to amina@example.com too." in page.text
    assert "0300 111 3000" in page.text
    assert f"/{LEATHERMARKET}/case" in page.links


def test_the_code_opens_the_case_elsewhere_and_the_case_is_open_here(
    browser: NewBrowser, resident_in: Callable[[Receipt], Browser]
) -> None:
    theirs = browser()
    page = send_complaint(theirs)
    assert STORY in resident_in(Receipt(reference_on(page), code_on(page))).page.text
    assert STORY in theirs.open(f"/{LEATHERMARKET}/case").text


def test_back_after_sending_says_that_it_was_sent(browser: NewBrowser) -> None:
    theirs = browser()
    reference = reference_on(send_complaint(theirs))
    for address in (COMPLAIN, f"{COMPLAIN}/what-happened", CHECK):
        page = theirs.open(address)
        assert "We already have it" in page.text
        assert reference in page.text
        assert STORY not in page.html
    assert "We already have it" in theirs.shows(_post(theirs, f"{COMPLAIN}/name", name="Somebody else")).text


def test_another_complaint_can_follow(browser: NewBrowser, office: Office) -> None:
    theirs = browser()
    first = reference_on(send_complaint(theirs))
    theirs.open(COMPLAIN)
    assert theirs.send("Tell us about something else").path == f"{COMPLAIN}/for-whom"
    answer_until(theirs, CHECK, story="The bins are full.")
    assert reference_on(theirs.send("Send my complaint")) != first
    assert len(office.store.queue()) == 2


def test_opening_the_receipt_again_gives_a_new_code_and_ends_the_old_one(
    browser: NewBrowser, resident_in: Callable[[Receipt], Browser]
) -> None:
    theirs = browser()
    page = send_complaint(theirs)
    assert "This is a new code" not in page.text
    again = theirs.open(DONE)
    assert "This is a new code" in again.text
    assert code_on(again) != code_on(page)
    old = resident_in(Receipt(reference_on(page), code_on(page)))
    assert "We cannot find a case" in old.page.text
    assert STORY in resident_in(Receipt(reference_on(page), code_on(again))).page.text


def test_once_kept_the_code_is_shown_no_more(browser: NewBrowser, resident_in: Callable[[Receipt], Browser]) -> None:
    theirs = browser()
    page = send_complaint(theirs)
    kept = Receipt(reference_on(page), code_on(page))
    theirs.send("I have kept it")
    assert code_on(theirs.open(DONE)) == ""
    assert STORY in resident_in(kept).page.text


def test_after_half_an_hour_the_receipt_is_closed_and_pressing_kept_does_no_harm(
    browser: NewBrowser, clock: Clock
) -> None:
    theirs = browser()
    send_complaint(theirs)
    pressed = theirs.page.typed("I have kept it")
    clock.is_on("2026-11-20", "11:05")
    page = theirs.shows(theirs.client.post(f"{DONE}/kept", data=pressed, follow_redirects=True))
    assert page.status == 200
    assert theirs.open(DONE).path == f"/{LEATHERMARKET}/case"


def test_nobody_else_sees_a_receipt(browser: NewBrowser) -> None:
    send_complaint(browser())
    assert browser().open(DONE).path == f"/{LEATHERMARKET}/case"


def test_the_dates_go_into_a_calendar(browser: NewBrowser) -> None:
    theirs = browser()
    reference = reference_on(send_complaint(theirs))
    answer = theirs.client.get(f"{COMPLAIN}/dates.ics")
    assert answer.mimetype == "text/calendar"
    text = answer.get_data(as_text=True)
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    unfolded = text.replace("\r\n ", "").split("\r\n")
    assert [line for line in unfolded if line.startswith("DTSTART")] == [
        "DTSTART;VALUE=DATE:20261127",
        "DTSTART;VALUE=DATE:20261211",
    ]
    assert len({line for line in unfolded if line.startswith("UID:")}) == 2
    assert sum(line == "DTSTAMP:20261120T103000Z" for line in unfolded) == 2
    [first, *_] = [line for line in unfolded if line.startswith("SUMMARY")]
    assert (
        first
        == f"SUMMARY:We write to say that we have it\\, and how we understand it ({reference}\\, Leathermarket JMB)"
    )


def test_passed_on_and_complained_about_gives_two_linked_references(browser: NewBrowser, office: Office) -> None:
    theirs = browser()
    page = send_complaint(theirs, told_before="first_time", pass_on="both")
    complaint = reference_on(page)
    [request] = office.store.linked(complaint)
    assert f"That has its own reference: {request}." in page.text
    assert office.store.case(complaint).kind is Kind.COMPLAINT
    assert office.store.case(request).kind is Kind.SERVICE_REQUEST


def test_only_passed_on_has_no_complaint_dates_and_can_still_be_complained_about(
    browser: NewBrowser, office: Office
) -> None:
    theirs = browser()
    at_check(theirs, told_before="first_time", pass_on="only_pass_on")
    page = theirs.send("Send it to be passed on")
    assert "We pass it on today" in page.text
    assert "Why this date?" not in page.text
    assert office.store.case(reference_on(page)).made.told == {}
    theirs.send("Complain about it now")
    assert theirs.page.path == f"{COMPLAIN}/photos", "nothing told before is asked again"
    theirs.send("Continue")
    assert STORY in theirs.page.text
    made = reference_on(theirs.send("Send my complaint"))
    assert office.store.case(made).kind is Kind.COMPLAINT
    assert open_file(office, made).answers["told_before"] == "told"


def test_what_changed_in_another_window_is_read_before_it_is_sent(browser: NewBrowser, office: Office) -> None:
    theirs = browser()
    at_check(theirs)
    other = Browser(theirs.client)
    other.open(f"{COMPLAIN}/what-happened")
    other.send("Continue", story="The lift fell.")
    page = theirs.send("Send my complaint")
    assert "Your answers changed in another window" in page.text
    assert "The lift fell." in page.text
    assert office.store.queue() == []
    assert theirs.send("Send my complaint").path == DONE


def test_words_typed_over_an_answer_and_never_sent_are_not_passed_over(browser: NewBrowser) -> None:
    theirs = browser()
    at_check(theirs)
    theirs.open(f"{COMPLAIN}/what-happened")
    _post(theirs, f"{COMPLAIN}/unsent", story="The lift fell on Monday.")
    page = theirs.open(CHECK)
    assert "You began to change “What went wrong”" in page.text


def test_the_check_with_a_stale_form_is_shown_again_and_sends_nothing(browser: NewBrowser, office: Office) -> None:
    theirs = browser()
    at_check(theirs)
    theirs.client.delete_cookie("putright_form")
    page = theirs.send("Send my complaint")
    assert "Press the button again" in page.text
    assert STORY in page.text
    assert office.store.queue() == []
    assert theirs.send("Send my complaint").path == DONE


def test_the_check_leads_to_what_is_not_answered_yet(browser: NewBrowser) -> None:
    theirs = browser()
    theirs.open(COMPLAIN)
    theirs.send(for_whom="me")
    assert theirs.open(CHECK).path == f"{COMPLAIN}/what-happened"


def test_a_complaint_just_before_midnight_is_received_that_day(
    browser: NewBrowser, office: Office, clock: Clock
) -> None:
    clock.is_on("2026-11-20", "23:50")
    reference = reference_on(send_complaint(browser()))
    assert office.store.case(reference).made.happened_on == date(2026, 11, 20)


def test_somebody_elses_draft_cannot_be_sent(browser: NewBrowser, office: Office) -> None:
    at_check(browser())
    stranger = browser()
    stranger.open(f"{COMPLAIN}/for-whom")
    assert stranger.shows(_post(stranger, CHECK)).path == f"{COMPLAIN}/for-whom"
    with pytest.raises(NotFound):
        office.store.draft("guessed")


def _post(theirs: Browser, path: str, **values: str) -> Any:
    """Send a form that is not on the page shown, with the token of this browser."""
    token = next(each.get("value") for each in theirs.page.root.iter("input") if each.get("name") == "csrf_token")
    return theirs.client.post(path, data={"csrf_token": token, **values}, follow_redirects=True)
