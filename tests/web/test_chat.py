"""The chat's page and the REST channel."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from actions import executor_for
from bot.understanding.understand import Understanding
from portal.app import create_app
from portal.assistant import LONGEST, Assistant
from portal.parts import Parts
from portal.services.complaints import Receipt
from tests.web.browser import Browser
from tests.web.conftest import LEATHERMARKET

CHAT, HOOK = f"/{LEATHERMARKET}/chat", "/webhooks/rest/webhook"
JSON = {"Accept": "application/json"}


def said(client: FlaskClient, message: str, **more: Any) -> Any:
    return client.post(HOOK, json={"sender": "a", "message": message, "metadata": {"landlord": LEATHERMARKET}}, **more)


def test_a_complaint_is_begun_without_a_script_and_carried_on_with_the_form(browser: Callable[[], Browser]) -> None:
    theirs = browser()
    theirs.open(CHAT)
    assert "I am a computer" in theirs.page.text
    theirs.send("Make a complaint")
    theirs.send("Me")
    theirs.send("Send", message="The lift is broken.")
    assert "Have you told us about this before?" in theirs.page.text
    theirs.open(f"/{LEATHERMARKET}/complain/what-happened")
    assert "The lift is broken." in theirs.page.html
    theirs.send(story="The lift is broken, again.")
    theirs.open(CHAT)
    assert "You told us more on the form" in theirs.page.text
    theirs.send("Carry on")
    assert "Have you told us about this before?" in theirs.page.text


def test_what_the_form_has_the_chat_carries_on(browser: Callable[[], Browser]) -> None:
    theirs = browser()
    theirs.open(f"/{LEATHERMARKET}/complain/for-whom")
    theirs.send(for_whom="me")
    theirs.open(CHAT)
    assert "You have begun to tell us something." in theirs.page.text
    theirs.send("Carry on with it")
    assert "What went wrong?" in theirs.page.text


def test_a_script_is_given_the_new_lines_alone(client: FlaskClient) -> None:
    page = client.get(CHAT).get_data(as_text=True)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token
    answer = client.post(CHAT, data={"csrf_token": token[1], "turn": "1", "message": "help"}, headers=JSON)
    assert answer.json
    assert set(answer.json) == {"html", "choices", "turn"}
    assert answer.json["turn"] == 2
    assert "help" in answer.json["html"]
    assert "I can take a complaint" in answer.json["html"]
    assert "What has happened?" not in answer.json["html"]
    again = client.post(CHAT, data={"csrf_token": token[1], "turn": "1", "message": "help"}, headers=JSON)
    assert again.json == {"go": CHAT}


def test_what_is_typed_stands_there_as_it_was_typed(browser: Callable[[], Browser]) -> None:
    theirs = browser()
    theirs.open(CHAT)
    theirs.send("Send", message='<img src=x onerror=alert(1)> & "quotes"')
    assert "<img src=x" not in theirs.page.html
    assert "&lt;img src=x onerror=alert(1)&gt; &amp; " in theirs.page.html


def test_a_stale_form_and_a_message_too_long_are_shown_again_with_the_words(browser: Callable[[], Browser]) -> None:
    theirs = browser()
    theirs.open(CHAT)
    theirs.send("Send", message="My words", csrf_token="old")
    assert "Press the button again." in theirs.page.text
    assert theirs.page.typed("Send")["message"] == "My words"
    theirs.send("Send", message="x" * (LONGEST + 1))
    assert "This is too long for the chat." in theirs.page.text
    assert len(theirs.page.typed("Send")["message"]) == LONGEST + 1


def test_a_case_is_opened_by_the_small_form_and_its_code_is_not_shown(
    browser: Callable[[], Browser], complaint: Callable[..., Receipt]
) -> None:
    receipt, theirs = complaint(), browser()
    theirs.open(CHAT)
    theirs.send("Send", message="where is my complaint")
    theirs.send("Open my complaint", reference=receipt.reference, code="K7QM-3XRT-9D")
    assert "I cannot find a case with this reference and code." in theirs.page.text
    theirs.send("Open my complaint", reference=receipt.reference, code=receipt.code)
    assert f"Your case {receipt.reference} is at Stage one." in theirs.page.text
    assert receipt.code not in theirs.page.html
    assert "Open my complaint" not in theirs.page.text
    assert theirs.open(f"/{LEATHERMARKET}/case").status == 200
    assert receipt.reference in theirs.page.html


def test_a_complaint_made_here_has_its_code_on_the_done_page(browser: Callable[[], Browser]) -> None:
    theirs = browser()
    theirs.open(CHAT)
    theirs.send("Make a complaint")
    for press in ("Me without my name",):
        theirs.send(press)
    theirs.send("Send", message="The caretaker shouts at us.")
    presses = ["I do not know", "Leave this out", "It is still going on", "It is not at court", "None of these"]
    presses += [
        "Leave this out",
        "Leave this out",
        "Leave this out",
        "None of these",
        "None of these",
        "Leave this out",
    ]
    for press in (*presses, "English", "Carry on", "Send it"):
        theirs.send(press)
    assert "We have your complaint. Your reference is LMJ-" in theirs.page.text
    theirs.open(f"/{LEATHERMARKET}/complain/done")
    assert re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{2}", theirs.page.text)


def test_the_channel_gives_rasas_answer(client: FlaskClient) -> None:
    answer = said(client, "hello")
    assert answer.status_code == 200
    assert answer.json[0]["recipient_id"] == "a"
    assert "I am a computer" in answer.json[0]["text"]
    assert answer.json[0]["buttons"][0] == {"title": "Make a complaint", "payload": "/make_complaint"}


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", '"x"', "null", '{"sender": "a"}', '{"sender": 1, "message": "x"}', '{"sender": "", "message": "x"}',
     '{"sender": "a\\u0000b", "message": "x"}', '{"sender": "%s", "message": "x"}' % ("a" * 201)],
)  # fmt: skip
def test_what_is_not_such_a_message_is_refused(client: FlaskClient, body: str) -> None:
    answer = client.post(HOOK, data=body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json


def test_an_unknown_landlord_and_odd_metadata(client: FlaskClient) -> None:
    odd: list[Any] = ["x", 3, {"landlord": ["x"]}, {"landlord": "nobody"}]
    found = [client.post(HOOK, json={"sender": "a", "message": "hi", "metadata": each}).status_code for each in odd]
    assert found == [400, 400, 404, 404]


def test_a_message_too_long_for_a_channel_is_not_cut(client: FlaskClient) -> None:
    assert "too long" in said(client, "x" * (LONGEST + 1)).json[0]["text"]


def test_a_channel_cannot_name_a_pages_conversation(client: FlaskClient, parts: Parts) -> None:
    client.post(HOOK, json={"sender": "web:d1", "message": "hi", "metadata": {"landlord": LEATHERMARKET}})
    store = parts.office(LEATHERMARKET).store
    assert store.tracker("web:d1") is None
    assert store.tracker("rest:web:d1")


@pytest.mark.parametrize("header", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host"])
def test_without_a_token_only_this_machine_may_call(client: FlaskClient, header: str) -> None:
    assert said(client, "hi", headers={header: "203.0.113.9"}).status_code == 404
    assert said(client, "hi", environ_overrides={"REMOTE_ADDR": "203.0.113.9"}).status_code == 404
    assert said(client, "hi").status_code == 200


def _with(parts: Parts, understanding: Understanding, **settings: Any) -> FlaskClient:
    other = replace(parts, settings=replace(parts.settings, **settings))
    return create_app(other, Assistant(other, executor_for(other), understanding)).test_client()


def test_without_a_token_it_is_off_on_the_internet(parts: Parts, understanding: Understanding) -> None:
    client = _with(parts, understanding, base_url="https://complaints.example")
    assert said(client, "hi", base_url="https://complaints.example").status_code == 404


def test_a_token_that_is_set_must_be_given(parts: Parts, understanding: Understanding) -> None:
    client = _with(parts, understanding, channel_token="a long token", base_url="https://complaints.example")
    far = {"environ_overrides": {"REMOTE_ADDR": "203.0.113.9"}}
    codes = [
        said(client, "hi", **far, headers=headers).status_code
        for headers in ({}, *({"Authorization": given} for given in ("Bearer wrong", "a long token", "Bearer Zoë")))
    ]
    assert codes == [401] * 4
    assert said(client, "hi", **far, headers={"Authorization": "Bearer a long token"}).status_code == 200
