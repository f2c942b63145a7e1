"""A complaint by page and by chat, on a phone and on a desk, with and without scripts."""

from pathlib import Path

from playwright.sync_api import Page, expect

from portal.parts import Parts
from tests.browser.people import STORY, Chat, Resident
from tests.web.conftest import LEATHERMARKET, Clock


def test_a_complaint_by_page_gives_reference_code_and_dates(page: Page, address: str, scripts: bool) -> None:
    resident = Resident(page, address, checks=scripts)
    reference, code = resident.opens().tells_all().sends()
    # Friday 20 November 2026: five working days, then ten more from the letter at the latest.
    resident.sees("Friday 27 November 2026", "Friday 11 December 2026")
    resident.opens_case(reference, code).sees("Friday 27 November 2026", STORY)


def test_a_complaint_by_chat(page: Page, address: str, scripts: bool) -> None:
    chat = Chat(page, address).opens().tells_all()
    chat.hears(STORY).presses("Send it").hears("We have your complaint.")
    reference = chat.reference
    Resident(page, address, checks=scripts).opens("/complain/done").sees(reference, "Friday 11 December 2026")


def test_begun_in_the_chat_and_finished_on_the_form(page: Page, address: str, scripts: bool) -> None:
    chat = Chat(page, address).opens().says(f"I want to complain. {STORY}").presses("Me")
    chat.hears("Have you told us about this before?")
    page.get_by_role("link", name="Use the form instead").click()
    if page.get_by_role("button", name="Carry on", exact=True).count():
        page.get_by_role("button", name="Carry on", exact=True).click()
    resident = Resident(page, address, checks=scripts).tells_the_rest()
    resident.sees(STORY).sends()


def test_begun_on_the_form_and_finished_in_the_chat(phone: Page, address: str) -> None:
    Resident(phone, address).opens().chooses("Me").writes(story=STORY)
    phone.get_by_role("link", name="Carry on in the chat instead").click()
    chat = Chat(phone, address).presses("Carry on with it")
    chat.hears("Have you told us about this before?").presses("I have told you before").hears("When did it start?")


def test_words_of_danger_are_answered_before_the_next_question(phone: Page, address: str) -> None:
    told = "The ceiling is bulging again, water comes in"
    resident = Resident(phone, address).opens().chooses("Me").writes(story=told)
    resident.sees("Leave the room now and close the door.", "0207 450 8000")
    phone.get_by_role("button", name="Carry on").click()
    resident.sees("Have you told us about this before?").opens("/complain/what-happened")
    expect(phone.locator("[name=story]")).to_have_value(told)


def test_a_mistake_keeps_what_was_typed(page: Page, address: str, scripts: bool) -> None:
    resident = Resident(page, address, checks=scripts).opens().goes_on()
    resident.sees("There is a problem", "Choose who this complaint is for")


def test_unsent_words_come_back_after_a_dead_battery(phone: Page, address: str) -> None:
    resident = Resident(phone, address).opens().chooses("Me").fills(story="The damp came back and")
    saved = "Saved. You can come back to this later."
    expect(phone.locator("[data-autosave-status]")).to_have_text(saved, timeout=9_000)
    phone.goto("about:blank")
    resident.opens("/complain/what-happened")
    expect(phone.locator("[name=story]")).to_have_value("The damp came back and")


def test_a_photo_from_the_phone_goes_with_the_complaint(phone: Page, address: str, a_photo: Path, parts: Parts) -> None:
    resident = Resident(phone, address).opens().tells_all().opens("/complain/photos?from=check")
    phone.locator("input[type=file]").set_input_files(a_photo)
    resident.goes_on().sees("damp wall.jpg")
    reference, _code = resident.sends()
    made = parts.office(LEATHERMARKET).store.case(reference).made
    assert [file.name for file in made.files] == ["damp wall.jpg"]


def test_sent_twice_is_one_case(page: Page, address: str, scripts: bool, parts: Parts) -> None:
    resident = Resident(page, address, checks=scripts).opens().tells_all()
    reference, _code = resident.sends()
    page.go_back()
    resident.opens("/complain/check").sees("We already have it", reference)
    assert len(parts.office(LEATHERMARKET).store.queue()) == 1


def test_asleep_for_half_an_hour_shows_no_answer_first(phone: Page, address: str, clock: Clock) -> None:
    resident = Resident(phone, address).opens().chooses("Me").writes(story=STORY)
    clock.is_on("2026-11-20", "11:31")
    resident.opens("/complain/what-happened").sees("Carry on where you stopped?")
    assert STORY not in phone.content()
    resident.goes_on("Carry on").opens("/complain/what-happened")
    expect(phone.locator("[name=story]")).to_have_value(STORY)
