"""What stays between a resident and their landlord: the code, the cookies, links, photos nobody knows of."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from http.cookies import SimpleCookie
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from actions import executor_for
from bot.understanding.understand import Understanding
from portal import access
from portal.app import create_app
from portal.assistant import Assistant
from portal.domain.draft import Draft
from portal.languages import date_in_full
from portal.parts import Parts
from portal.services.casework import open_file
from portal.services.complaints import Receipt
from portal.services.drafts import CARRY_ON, begin, give
from portal.services.office import Office
from portal.store import open_store
from tests.web.browser import Browser
from tests.web.complaining import CHECK, COMPLAIN, STORY, answer_until, at_check, code_on, reference_on, send_complaint
from tests.web.conftest import LEATHERMARKET, OAK, Clock

NewBrowser = Callable[[], Browser]

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"


def test_the_code_can_be_read_nowhere_in_what_is_kept(browser: NewBrowser, parts: Parts, tmp_path: Path) -> None:
    theirs = browser()
    code = code_on(send_complaint(theirs))
    token = _cookie(theirs, "putright_draft")
    kept = b"".join(each.read_bytes() for each in tmp_path.rglob("*") if each.is_file())
    assert STORY.encode() in kept, "this looks where things are kept"
    for secret in (code, code.replace("-", ""), code.lower(), token):
        assert secret.encode() not in kept


def test_a_receipt_that_waited_on_the_check_page_still_shows_its_code(
    browser: NewBrowser, clock: Clock, resident_in: Callable[[Receipt], Browser]
) -> None:
    theirs = browser()
    at_check(theirs)
    clock.now += timedelta(minutes=45)
    page = theirs.send("Send my complaint")
    assert "We have your complaint" in page.text
    assert STORY in resident_in(Receipt(reference_on(page), code_on(page))).page.html


def test_sending_again_after_half_an_hour_opens_no_case(browser: NewBrowser, clock: Clock) -> None:
    theirs = browser()
    at_check(theirs)
    form = theirs.page.typed("Send my complaint")
    theirs.client.post(CHECK, data=form)
    clock.now += timedelta(minutes=31)
    again = theirs.client.post(CHECK, data=form)
    assert "We already have it" in again.text
    assert "putright_case" not in str(again.headers)
    assert STORY not in theirs.open(f"/{LEATHERMARKET}/case").html
    theirs.client.post(f"{COMPLAIN}/wake", data=form)
    assert "putright_case" not in str(theirs.client.post(CHECK, data=form).headers), "nor after saying it was them"


def test_the_dates_told_are_the_dates_of_the_case(browser: NewBrowser, office: Office) -> None:
    page = send_complaint(browser())
    file = open_file(office, reference_on(page))
    due = [each.due for each in file.deadlines if each.met_on is None]
    assert date(2026, 11, 27) in due
    for day in due:
        assert date_in_full(day, "en") in page.text
    assert "Why this date?" in page.text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"for_whom": "anonymous"}, "We are sending this to amina@example.com too."),
        ({"for_whom": "anonymous", "contact_by": []}, "Come back here with your reference and code to see our answer."),
        ({"for_whom": "group", "group_who": "All of block C"}, "We are sending this to amina@example.com too."),
        (
            {
                "for_whom": "someone_else", "acting_for_name": "Grace Obi", "acting_for_agreed": "agreed",
                "acting_for_relationship": "family", "acting_for_over_18": "adult",
            },
            "We are sending this to amina@example.com too.",
        ),
    ],
)  # fmt: skip
def test_everybody_gets_a_receipt_with_reference_and_code(
    browser: NewBrowser, office: Office, given: dict[str, Any], said: str
) -> None:
    page = send_complaint(browser(), **given)
    assert said in page.text
    reference, code = reference_on(page), code_on(page)
    access.open_door(office.store, reference, code, address="1.2.3.4", secret=office.secret, now=office.clock())
    person = open_file(office, reference).person
    assert person.name == {"anonymous": "", "someone_else": "Grace Obi"}.get(given["for_whom"], "Amina Begum")


def test_whoever_must_not_be_written_to_is_told_nothing_is_sent(browser: NewBrowser, parts: Parts) -> None:
    page = send_complaint(browser(), safe_message="not_safe")
    assert "amina@example.com" not in page.text
    assert not [row for row in parts.store.waiting(parts.clock(), 20) if row.recipient == "amina@example.com"]


@pytest.mark.parametrize("secure", [True, False], ids=["https", "http on this machine"])
def test_cookies_are_kept_from_scripts_other_sites_and_other_landlords(
    parts: Parts, understanding: Understanding, secure: bool
) -> None:
    base = "https://complaints.example.org" if secure else "http://127.0.0.1:8000"
    mine = replace(parts, settings=replace(parts.settings, base_url=base))
    app = create_app(mine, Assistant(mine, executor_for(mine), understanding))
    theirs = Browser(app.test_client())
    response = _first_answer(theirs, base)
    for header in response.headers.getlist("Set-Cookie"):
        cookie = next(iter(SimpleCookie(header).values()))
        assert cookie["httponly"], header
        assert cookie["samesite"] == "Lax", header
        assert bool(cookie["secure"]) == secure, header
        if cookie.key == "putright_draft":
            assert cookie["path"] == f"/{LEATHERMARKET}/"
            assert int(cookie["max-age"]) == 30 * 24 * 3600
    assert "putright_draft" in str(response.headers)


def test_one_landlords_cookie_opens_nothing_at_another(browser: NewBrowser, app: Flask) -> None:
    theirs = browser()
    at_check(theirs)
    thief = app.test_client()
    thief.set_cookie("putright_draft", _cookie(theirs, "putright_draft"), path="/")
    assert "Amina" not in thief.get(f"/{OAK}/complain/check", follow_redirects=True).text
    assert thief.get(f"/{OAK}/complain/check").status_code == 303


def test_a_cookie_of_a_case_opens_no_draft(browser: NewBrowser, app: Flask) -> None:
    theirs = browser()
    send_complaint(theirs)
    thief = app.test_client()
    thief.set_cookie("putright_draft", _cookie(theirs, "putright_case"), path="/")
    assert "already have it" not in thief.get(COMPLAIN, follow_redirects=True).text


@pytest.mark.parametrize("wrong", ["expired", "another landlord's", "made for something else", "cut short"])
def test_a_link_that_does_not_work_opens_nothing(browser: NewBrowser, parts: Parts, clock: Clock, wrong: str) -> None:
    office = parts.office(LEATHERMARKET)
    draft = _drafted(office)
    purpose = "sign_in" if wrong == "made for something else" else CARRY_ON
    token = access.new_link(office.store, purpose, draft.id, now=clock(), lasts=timedelta(days=7))
    if wrong == "expired":
        clock.now += timedelta(days=7, minutes=1)
    landlord = OAK if wrong == "another landlord's" else LEATHERMARKET
    link = f"/{landlord}/carry-on/{token[:-1] if wrong == 'cut short' else token}"
    theirs = browser()
    assert "This link does not work any more" in theirs.open(link).text
    theirs.open(f"/{landlord}/feedback")
    token = theirs.page.typed()["csrf_token"]
    claimed = theirs.client.post(link, data={"csrf_token": token})
    assert "This link does not work any more" in claimed.text
    assert "putright_draft" not in str(claimed.headers)


def test_answers_are_kept_thirty_days_and_no_longer(browser: NewBrowser, parts: Parts, clock: Clock) -> None:
    theirs = browser()
    theirs.open(COMPLAIN)
    answer_until(theirs, f"{COMPLAIN}/told-before")
    clock.now += timedelta(days=29)
    parts.store.tidy(clock())
    theirs.open(COMPLAIN)
    assert theirs.send("Carry on").path == f"{COMPLAIN}/told-before"
    clock.now += timedelta(days=31)
    parts.store.tidy(clock())
    assert theirs.open(f"{COMPLAIN}/what-happened").typed()["story"] == ""


def test_a_photo_the_database_could_not_note_is_not_left_on_the_shelf(
    parts: Parts, tmp_path: Path, understanding: Understanding
) -> None:
    store = open_store(parts.settings.database_url, tmp_path, wait=0.2)
    mine = replace(parts, store=store)
    theirs = Browser(create_app(mine, Assistant(mine, executor_for(mine), understanding)).test_client())
    theirs.open(COMPLAIN)
    answer_until(theirs, f"{COMPLAIN}/photos")
    with closing(sqlite3.connect(tmp_path / "putright.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        page = theirs.send("Continue", photos=[(BytesIO(PDF), "letter.pdf")])
        other.execute("ROLLBACK")
    store.close()
    assert page.status == 503
    assert [each for each in (tmp_path / "files").rglob("*") if each.is_file()] == []


def test_photos_move_with_the_answers_and_are_left_nowhere(browser: NewBrowser, parts: Parts) -> None:
    theirs = browser()
    at_check(theirs)
    theirs.open(f"{COMPLAIN}/photos")
    theirs.send("Continue", photos=[(BytesIO(PDF), "letter.pdf")])
    theirs.open(f"{COMPLAIN}/move")
    theirs.send("Oak Homes")
    theirs.send("Carry on")
    answer_until(theirs, f"/{OAK}/complain/check")
    assert "letter.pdf" in theirs.page.text
    made = parts.store.at(OAK).case(reference_on(theirs.send("Send my complaint"))).made
    assert [file.name for file in made.files] == ["letter.pdf"]
    with parts.shelf.open(made.files[0].id) as kept:
        assert kept.read() == PDF
    assert parts.store.at(LEATHERMARKET).files(made.draft) == ()


FREE_TEXT = (
    ("group", "group_who"), ("what-happened", "story"), ("when", "started"), ("put-right", "outcome"),
    ("name", "name"), ("address", "address"), ("reach", "contact_when"), ("adjustments", "adjustment_words"),
)  # fmt: skip


@pytest.mark.parametrize(("place", "question"), FREE_TEXT)
def test_danger_is_heard_in_every_answer_of_ones_own_words(browser: NewBrowser, place: str, question: str) -> None:
    theirs = browser()
    theirs.open(COMPLAIN)
    answer_until(theirs, f"{COMPLAIN}/{place}", for_whom="group", contact_by=["phone"], phone="07700 900 982")
    given = {"still_going": "still", "phone": "07700 900 982", "safe_message": "safe"}
    asked = theirs.page.typed("Continue").keys() | {each.get("name") for each in theirs.page.root.iter("input")}
    answers = {id: words for id, words in given.items() if id in asked}
    page = theirs.send("Continue", **{**answers, question: "My husband hits me and I am scared"})
    assert f"{COMPLAIN}/urgent/" in page.path
    assert "Exit this page" in page.html
    assert theirs.open(CHECK).path != CHECK or place == "photos"


def _first_answer(theirs: Browser, base: str) -> TestResponse:
    asked = theirs.client.get(f"{COMPLAIN}/for-whom", base_url=base)
    token = asked.text.split('name="csrf_token" value="')[1].split('"')[0]
    form = {"csrf_token": token, "for_whom": "me"}
    answered = theirs.client.post(f"{COMPLAIN}/for-whom", data=form, base_url=base, headers={"Referer": base})
    assert answered.status_code == 303
    for header in asked.headers.getlist("Set-Cookie"):
        answered.headers.add("Set-Cookie", header)
    return answered


def _cookie(theirs: Browser, name: str) -> str:
    cookie = theirs.client.get_cookie(name, path=f"/{LEATHERMARKET}/")
    assert cookie
    return cookie.value


def _drafted(office: Office) -> Draft:
    from portal.files.journeys import load_journey

    story = load_journey("complaint").question("story")
    assert story
    return give(office, begin(office, "complaint", "en"), [story], {"story": [STORY]}).draft
