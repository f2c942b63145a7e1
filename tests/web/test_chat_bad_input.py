"""Whatever is sent to the chat, by its page and by the channel: nothing breaks, and no payload becomes an answer."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from portal.assistant.pace import AT_ONCE
from portal.domain.draft import Draft
from portal.parts import Parts
from tests.bot.playing import in_database
from tests.installation import Clock
from tests.web.browser import Browser
from tests.web.conftest import LEATHERMARKET

CHAT, HOOK = f"/{LEATHERMARKET}/chat", "/webhooks/rest/webhook"
PAYLOADS = [
    "/stop", "/make_complaint{bad", "/no_such_intent", '/answer{"question": "story", "value": "x"}',
    '/answer{"question": "check", "value": "send"}', '/answer{"question": 1}', "/answer", "/answer{}", "/_",
    '/make_complaint@1{"value": "x"}', "\u200b/stop", "/ stop", "/SESSION_START", "/restart", "/nlu_fallback",
    '/change{"question": "name"}', '/change{"question": "__class__"}', '/begin{"journey": "no such"}', "/action_listen",
]  # fmt: skip
ODD = [
    "😡😡😡", "<script>alert(1)</script><b>", "%s %(name)s {0} {{ 777 * 777 }} {% raw %}",
    "\u202egnol oot\u202c", "a\x07b", "\u2066a\u2069\u200f\u200e", "'; DROP TABLE drafts; --", "\\", "\r\n\r\n.", "…",
    "?" * 3000, "\ufffe\uffff", "🇬🇧" * 500,
]  # fmt: skip


def said(client: FlaskClient, message: str, sender: str = "a") -> Any:
    """By the channel."""
    answer = client.post(
        HOOK, json={"sender": sender, "message": message, "metadata": {"landlord": LEATHERMARKET, "language": "en"}}
    )
    assert answer.status_code == 200, message
    return answer.json


def drafts(parts: Parts) -> list[Draft]:
    """Every draft there is."""
    with parts.store._database.reading() as connection:
        ids = connection.exec_driver_sql("SELECT id FROM drafts").scalars().all()
    return [parts.office(LEATHERMARKET).store.draft(str(id)) for id in ids]


@pytest.fixture
def at_story(browser: Callable[[], Browser]) -> Browser:
    """Somebody who is asked what went wrong: every word would be an answer."""
    theirs = browser()
    theirs.open(CHAT)
    theirs.send("Make a complaint")
    theirs.send("Me")
    assert "What went wrong?" in theirs.page.text
    return theirs


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_typed_by_hand_is_no_answer_on_the_page(at_story: Browser, parts: Parts, payload: str) -> None:
    page = at_story.send("Send", message=payload)
    assert page.status == 200
    assert [draft.answers for draft in drafts(parts)] == [{"for_whom": "me"}]
    assert [draft.unsent.get("story", "") for draft in drafts(parts)] == [""]
    shown = [
        " ".join("".join(each.itertext()).split()) for each in page.root.iter("div") if _is_theirs(each.get("class"))
    ]
    assert all("/" not in words for words in shown), shown
    at_story.send("Send", message="The lift is broken and nobody comes")
    assert "Have you told us about this before?" in at_story.page.text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_typed_by_hand_is_no_answer_by_the_channel(client: FlaskClient, parts: Parts, payload: str) -> None:
    said(client, "/make_complaint")
    said(client, '/answer{"question": "for_whom", "value": "me"}')
    said(client, payload)
    assert [draft.answers for draft in drafts(parts)] == [{"for_whom": "me"}]
    assert in_database(parts.settings.home / "putright.db", "no_such_intent{") == []


@pytest.mark.parametrize("message", ODD)
def test_odd_letters_are_words_or_not_understood_but_break_nothing(
    at_story: Browser, parts: Parts, message: str
) -> None:
    page = at_story.send("Send", message=message)
    assert page.status == 200
    (draft,) = drafts(parts)
    assert draft.answers["for_whom"] == "me"
    assert re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", str(dict(draft.answers))) is None
    assert "<script>" not in page.html
    assert "603729" not in page.html
    transcript = at_story.client.get(f"{CHAT}/transcript")
    assert transcript.status_code == 200
    assert "<script>alert" not in transcript.text


@pytest.mark.parametrize("message", [*ODD, "", "   ", "\n"])
def test_odd_letters_break_nothing_by_the_channel(client: FlaskClient, message: str) -> None:
    answers = said(client, message)
    assert all(set(each) <= {"recipient_id", "text", "buttons", "custom"} for each in answers)


def test_nothing_sent_is_no_turn(at_story: Browser) -> None:
    before = at_story.page.typed("Send")["turn"]
    for empty in ("", "   ", "\n\n"):
        at_story.send("Send", message=empty)
        assert at_story.page.typed("Send")["turn"] == before


def test_ten_thousand_letters_are_a_story(at_story: Browser, parts: Parts) -> None:
    words = ("The damp is back. " * 600)[:10_000].strip()
    at_story.send("Send", message=words)
    assert "Have you told us about this before?" in at_story.page.text
    assert drafts(parts)[0].answers["story"] == words


def test_a_post_that_is_repeated_is_heard_once(at_story: Browser, parts: Parts) -> None:
    form = {**at_story.page.typed("Send"), "message": "The lift is broken and nobody comes"}
    for _ in range(5):
        at_story.shows(at_story.client.post(CHAT, data=form, follow_redirects=True))
    at_story.open(f"{CHAT}/transcript")
    assert at_story.page.text.count("The lift is broken and nobody comes") == 1


@pytest.mark.parametrize("turn", ["", "x", "-1", "0", "999999999999999999999", "1.5", "²"])
def test_a_number_of_a_turn_that_is_none_breaks_nothing(at_story: Browser, turn: str) -> None:
    assert at_story.send("Send", message="hello", turn=turn).status == 200


def test_the_id_of_another_sender_opens_nothing(
    at_story: Browser, browser: Callable[[], Browser], client: FlaskClient, parts: Parts
) -> None:
    """Neither in a cookie, nor in a form, nor as the channel's sender."""
    at_story.send("Send", message="The lift is broken and nobody comes")
    id = drafts(parts)[0].id
    other = browser()
    other.client.set_cookie("putright_draft", id, path=f"/{LEATHERMARKET}/")
    other.open(CHAT)
    assert "lift" not in other.page.html
    other.send("Send", message="hello", draft=id, sender=f"web:{id}")
    assert "lift" not in other.page.html
    for sender in (id, f"web:{id}", f"rest:{id}"):
        assert "lift" not in str(said(client, "/carry_on", sender))
    at_story.open(f"{CHAT}/transcript")
    assert "hello" not in at_story.page.text


def test_a_flood_is_slowed_kindly_and_what_was_typed_comes_back(at_story: Browser, clock: Clock, parts: Parts) -> None:
    while at_story.send("Send", message="hello hello").status == 200:
        pass
    assert at_story.page.status == 429
    before = at_story.page.typed("Send")["turn"]
    page = at_story.send("Send", message="The lift is broken and nobody comes")
    assert page.status == 429
    assert "You write faster than we can read. Wait a few seconds, then send it again." in page.text
    assert page.typed("Send") | {"csrf_token": ""} == {
        "csrf_token": "", "turn": before, "message": "The lift is broken and nobody comes",
    }  # fmt: skip
    assert in_database(parts.settings.home / "putright.db", "The lift is broken and nobody comes") == []
    clock.now = clock.now.replace(second=clock.now.second + 3)
    page = at_story.send("Send", message=page.typed("Send")["message"])
    assert page.status == 200
    assert "The lift is broken and nobody comes" in page.text


def test_a_button_pressed_too_fast_is_still_there_and_stands_in_no_box(at_story: Browser) -> None:
    while at_story.send("Send", message="hello hello").status == 200:
        pass
    page = at_story.send("Speak to a person")
    assert page.status == 429
    assert page.typed("Send")["message"] == ""


def test_a_stale_button_stands_in_no_box(at_story: Browser) -> None:
    page = at_story.send("Speak to a person", csrf_token="old")
    assert "Press the button again." in page.text
    assert page.typed("Send")["message"] == ""


def test_a_flood_by_the_channel_is_slowed_and_slows_nobody_else(client: FlaskClient, parts: Parts) -> None:
    answers = [said(client, f"number {number} of many")[0]["text"] for number in range(AT_ONCE + 40)]
    slowed = [text for text in answers if "You write faster" in text]
    assert len(slowed) == 40
    assert (
        len([line for line in parts.office(LEATHERMARKET).store.conversation("rest:a") if line.who == "you"]) == AT_ONCE
    )
    assert "You write faster" not in str(said(client, "hello", "b"))


def _is_theirs(classes: str | None) -> bool:
    return "bubble--you" in (classes or "").split()
