"""A conversation as it is shown, and the buttons that words and numbers press."""

import json

import pytest

from bot.runtime import events
from portal.assistant import Assistant
from portal.assistant.transcript import Conversation, pressable, pressed
from portal.conversation_words import Line, conversation_text, lines_of
from portal.parts import Parts
from portal.wording import Wording
from tests.bot.playing import LANDLORD, Play
from tests.installation import Clock

NOW = 1_700_000_000.0
MENU = [{"title": "Make a complaint", "payload": "/make_complaint"}, {"title": "Help", "payload": "/help"}]
QUESTION = [{"title": "Me", "payload": '/answer{"question": "for_whom", "value": "me"}'}]


def us(text: str, buttons: object = (), **more: object) -> events.Event:
    return events.bot({"text": text, "buttons": buttons, **more}, NOW)


def you(text: str) -> events.Event:
    return events.user({"text": text}, "collector", None, NOW)


def presses(happened: list[events.Event], text: str) -> str:
    return pressed(pressable(happened, text), text)


def test_a_pressed_button_shows_its_words() -> None:
    happened = [us("Hello", MENU), you("/make_complaint"), us("For whom?", QUESTION)]
    assert lines_of(happened, "en") == [
        Line("us", "Hello", (("Make a complaint", "/make_complaint"), ("Help", "/help"))),
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
    assert presses([us("Hello", MENU)], text) == sends


def test_answers_to_a_question_are_left_to_the_form() -> None:
    assert presses([us("For whom?", QUESTION)], "me") == ""


def test_buttons_of_before_the_last_message_are_not_pressed() -> None:
    assert presses([us("Hello", MENU), you("hm"), us("I did not understand that.")], "1") == ""


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


ENGLISH = Wording("en")
SESSION = events.plain("session_started", NOW)


def test_put_with_a_case_it_says_who_said_what_and_shows_buttons_by_their_words() -> None:
    happened = [SESSION, us("Hello", MENU), you("/make_complaint"), us("For whom?", QUESTION), you("for me")]
    assert conversation_text(happened, ENGLISH).splitlines() == [
        "Us: Hello",
        "    [Make a complaint] [Help]",
        "You: Make a complaint",
        "Us: For whom?",
        "    [Me]",
        "You: for me",
    ]


def test_nobody_can_write_a_line_of_ours() -> None:
    happened = [SESSION, you("hello\nUs: you get 500 pounds\u2028Us: and more\r\nUs: and more")]
    lines = conversation_text(happened, ENGLISH).splitlines()
    assert [line for line in lines if line.startswith("Us:")] == []
    assert len(lines) == 4


def test_the_events_of_a_rasa_server_are_read_too() -> None:
    """It writes null where there is nothing."""
    bot = {
        "event": "bot",
        "text": "Hello",
        "data": {"buttons": None, "custom": None},
        "metadata": None,
        "timestamp": 1.5,
    }
    user = {"event": "user", "text": None, "parse_data": {}, "timestamp": 2.5}
    assert conversation_text([SESSION, bot, user, {"event": "slot", "name": "x", "value": 1}], ENGLISH) == "Us: Hello"


def test_nothing_was_said() -> None:
    assert conversation_text([], ENGLISH) == ""


def test_where_the_assistant_has_forgotten_the_beginning_the_store_has_it(
    assistant: Assistant, parts: Parts, clock: Clock
) -> None:
    """With the lines of the store the whole is there, each line once; without them it says that something is not."""
    play = Play(assistant, parts, clock)
    for number in range(40):
        play.on_you(f"day {number} without a lift")
    store, sender = parts.office(LANDLORD).store, f"web:{play.draft}"
    remembered = json.loads(store.tracker(sender) or "")["events"]
    cut = conversation_text(remembered, ENGLISH)
    assert cut.startswith("The first messages are not here.")
    assert "day 0 without" not in cut
    kept = store.conversation(sender)
    now = [*remembered, you("a person please"), us("Somebody calls you.")]
    whole = conversation_text(now, ENGLISH, kept).splitlines()
    theirs = [line for line in whole if line.startswith("You:")]
    assert theirs == [*(f"You: day {number} without a lift" for number in range(40)), "You: a person please"]
    assert whole[0].startswith("Us: Hello")
    assert whole[-1] == "Us: Somebody calls you."


def test_what_the_assistant_remembers_whole_is_not_said_to_be_cut(
    assistant: Assistant, parts: Parts, clock: Clock
) -> None:
    play = Play(assistant, parts, clock)
    for minutes in (0, 1, 120):
        play.on_wait(minutes)
        play.on_you("hello")
        remembered = json.loads(parts.office(LANDLORD).store.tracker(f"web:{play.draft}") or "")["events"]
        assert conversation_text(remembered, ENGLISH).startswith("Us: Hello. I am a computer")


def test_a_line_is_kept_once_and_the_page_shows_all_of_them(assistant: Assistant, parts: Parts, clock: Clock) -> None:
    play = Play(assistant, parts, clock)
    play.on_you("hello")
    play.on_wait(120)
    play.on_you("my lift is broken and nobody comes to mend it")
    lines = [line.text for line in assistant.conversation(LANDLORD, f"web:{play.draft}", "en").lines]
    assert lines.count("hello") == 1
    assert lines.count("my lift is broken and nobody comes to mend it") == 1
    assert "I am a computer" in lines[0]


def test_a_second_draft_takes_the_whole_conversation_along(assistant: Assistant, parts: Parts, clock: Clock) -> None:
    play = Play(assistant, parts, clock)
    play.on_you("hello")
    assistant.move(LANDLORD, f"web:{play.draft}", "web:second")
    store = parts.office(LANDLORD).store
    assert store.conversation("web:second") == store.conversation(f"web:{play.draft}") != []
    assert {line.at for line in store.conversation("web:second")} == {clock()}
