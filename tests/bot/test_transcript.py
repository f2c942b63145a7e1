"""A conversation as it is shown, and the buttons that words and numbers press."""

import pytest

from bot.runtime import events
from portal.assistant import Assistant
from portal.assistant.transcript import Conversation, Line, lines_of, pressed
from portal.parts import Parts
from tests.bot.playing import LANDLORD, Play
from tests.installation import Clock

NOW = 1_700_000_000.0
MENU = [{"title": "Make a complaint", "payload": "/make_complaint"}, {"title": "Help", "payload": "/help"}]
QUESTION = [{"title": "Me", "payload": '/answer{"question": "for_whom", "value": "me"}'}]


def us(text: str, buttons: object = (), **more: object) -> events.Event:
    return events.bot({"text": text, "buttons": buttons, **more}, NOW)


def you(text: str) -> events.Event:
    return events.user({"text": text}, "collector", None, NOW)


def test_a_pressed_button_shows_its_words_and_only_the_last_line_keeps_buttons() -> None:
    happened = [us("Hello", MENU), you("/make_complaint"), us("For whom?", QUESTION)]
    assert lines_of(happened, "en") == [
        Line("us", "Hello"),
        Line("you", "Make a complaint"),
        Line("us", "For whom?", (("Me", '/answer{"question": "for_whom", "value": "me"}'),)),
    ]


def test_a_payload_is_never_shown() -> None:
    """Not even of a button that was forgotten; the standing buttons have words of their own."""
    lines = lines_of([you('/answer{"question": "x"}'), you("/go_back"), you("/stop knocking please")], "en")
    assert [line.text for line in lines] == ["Change my last answer", "/stop knocking please"]


def test_advice_in_danger_is_marked() -> None:
    assert lines_of([us("Get out now", urgent=True)], "en")[0].urgent


@pytest.mark.parametrize(
    ("text", "sends"),
    [
        ("make a complaint", "/make_complaint"),
        ("1", "/make_complaint"),
        ("the second one", "/help"),
        ("last", "/help"),
        ("3", ""),
        ("I want to make a complaint about my neighbour", ""),
        ("", ""),
    ],
)
def test_words_and_numbers_press_the_buttons_of_a_menu(text: str, sends: str) -> None:
    assert pressed([us("Hello", MENU)], text) == sends


def test_answers_to_a_question_are_left_to_the_form() -> None:
    assert pressed([us("For whom?", QUESTION)], "me") == ""


def test_buttons_of_before_the_last_message_are_not_pressed() -> None:
    assert pressed([us("Hello", MENU), you("hm"), us("I did not understand that.")], "1") == ""


def test_the_small_form_is_shown_though_a_question_follows() -> None:
    lines = (Line("you", "where is it"), Line("us", "", asks_for_code=True), Line("us", "For whom?"))
    assert Conversation(lines, 2).asks_for_code
    assert not Conversation((*lines, Line("you", "me"), Line("us", "What went wrong?")), 3).asks_for_code


def test_the_greeting_stays_when_they_have_answered_it(assistant: Assistant, parts: Parts, clock: Clock) -> None:
    """It is shown to whoever opens the page, kept with their first word, and its numbers count."""
    fresh = assistant.conversation(LANDLORD, "", "en")
    assert "I am a computer" in fresh.lines[0].text
    play = Play(assistant, parts, clock)
    play.on_you("1")
    lines = assistant.conversation(LANDLORD, f"web:{play.draft}", "en").lines
    assert [line.text for line in lines] == [fresh.lines[0].text, "Make a complaint", "Who is this complaint for?"]


def test_who_comes_back_from_the_form_is_asked_to_go_on(assistant: Assistant, parts: Parts, clock: Clock) -> None:
    play = Play(assistant, parts, clock)
    play.on_asked("told_before")
    sender = f"web:{play.draft}"
    assert "Have you told us" in assistant.conversation(LANDLORD, sender, "en").lines[-1].text
    play.on_form({"told_before": "told", "started": "May"})
    last = assistant.conversation(LANDLORD, sender, "en").lines[-1]
    assert last.text == "You told us more on the form. Shall we go on here?"
    assert last.buttons == (("Carry on", "/carry_on"),)
    play.on_you("/carry_on")
    play.on_us("Is it still going on?")
