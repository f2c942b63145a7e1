"""With a Rasa server: it is handed what it needs and no more; where it fails, the portal's own engine does the turn."""

import json
import logging
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from actions import executor_for
from bot.understanding.understand import Understanding
from portal.assistant import Assistant
from portal.parts import Parts
from portal.services.complaints import make_complaint
from portal.services.office import Office
from tests.bot.playing import LANDLORD, Play, in_database
from tests.installation import Clock

PATIENCE = 1.0
SEND = '/answer{"question": "check", "value": "send"}'
LISTENS = {"event": "action", "name": "action_listen", "timestamp": 2.0}


def says(text: str) -> dict[str, Any]:
    return {"event": "bot", "text": text, "data": {}, "metadata": {"model_id": "m"}, "timestamp": 2.0}


@dataclass
class Server:
    """A web server where Rasa's should be. `conversation` is what it was handed last; `turn` how it does one.

    `instead` answers any request in its own way.
    """

    url: str = ""
    conversation: list[dict[str, Any]] = field(default_factory=list)
    handed: list[list[dict[str, Any]]] = field(default_factory=list)
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    turn: Callable[[dict[str, Any]], list[dict[str, Any]]] = lambda _said: [says("Hello from Rasa."), LISTENS]
    instead: Callable[[BaseHTTPRequestHandler], None] | None = None

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0)).decode()
        self.asked.append((request.command, request.path, body))
        if self.instead:
            return self.instead(request)
        if request.command == "PUT":
            self.conversation = json.loads(body)
            self.handed.append(self.conversation)
        elif request.command == "POST":
            said = json.loads(body)
            parse = {"intent": {"name": "greet", "confidence": 1.0}, "entities": [], "text": said["message"]}
            heard = {"event": "user", "text": said["message"], "parse_data": parse, "timestamp": 2.0}
            self.conversation = [*self.conversation, heard, *self.turn(said)]
        reply(request, json.dumps({"events": self.conversation}))
        return None


class Quiet(ThreadingHTTPServer):
    """A server that may be left in the midst of an answer."""

    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: object) -> None:
        """Say nothing: the tests break lines on purpose."""


def reply(request: BaseHTTPRequestHandler, body: str, status: int = 200) -> None:
    request.send_response(status)
    request.send_header("Content-Length", str(len(body.encode())))
    request.end_headers()
    request.wfile.write(body.encode())


@contextmanager
def serving() -> Iterator[Server]:
    here = Server()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            here.answer(self)

        do_GET = do_PUT = do_POST = answer  # noqa: N815  # the names that the library calls

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    web = Quiet(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=web.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    here.url = f"http://127.0.0.1:{web.server_port}"
    try:
        yield here
    finally:
        web.shutdown()
        web.server_close()
        thread.join()


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as here:
        yield here


@pytest.fixture
def play(parts: Parts, clock: Clock, understanding: Understanding, server: Server) -> Play:
    return play_with(parts, clock, understanding, server.url)


def play_with(parts: Parts, clock: Clock, understanding: Understanding, url: str) -> Play:
    there = replace(parts, settings=replace(parts.settings, rasa_url=url))
    return Play(Assistant(there, executor_for(there), understanding, rasa_patience=PATIENCE), there, clock)


def asked_for_whom(play: Play) -> None:
    """The complaint has begun, in the portal's process."""
    play.on_you("I want to complain")
    play.on_us("Who is this complaint for?")


def test_the_conversation_is_the_rasa_servers(play: Play, server: Server, office: Office) -> None:
    """What it says is said, what it sets is set, and the page shows both sides."""
    named = {"event": "slot", "name": "misunderstood", "value": 2, "timestamp": 2.0}
    server.turn = lambda _said: [named, says("Hello from Rasa."), says("Two of me."), LISTENS]
    play.on_you("good morning")
    assert play.said == ["Hello from Rasa.", "Two of me."]
    kept = json.loads(office.store.tracker(f"web:{play.draft}") or "")
    assert [event["value"] for event in kept["events"] if event.get("name") == "misunderstood"] == [2]
    assert {event["timestamp"] for event in kept["events"]} == {play.clock.now.timestamp()}
    shown = play.assistant.conversation(LANDLORD, f"web:{play.draft}", "en")
    assert [line.text for line in shown.lines[-3:]] == ["good morning", "Hello from Rasa.", "Two of me."]
    assert play.reply.turn == 2


def test_it_is_handed_everything_for_each_turn_and_keeps_nothing(play: Play, server: Server) -> None:
    """So it may be started again between two turns, and nobody's words stay there."""
    play.on_you("good morning")
    play.on_you("hello again")
    assert server.conversation == []
    first, _, second, _ = server.handed
    slots = {event["name"]: event["value"] for event in second if event["event"] == "slot"}
    assert slots["landlord"] == LANDLORD
    assert slots["draft"] == play.draft
    assert slots["turns"] == 2
    assert [event["text"] for event in second if event["event"] in ("user", "bot")][-2:] == [
        "good morning", "Hello from Rasa.",
    ]  # fmt: skip
    assert len(second) > len(first)


def test_a_conversation_is_called_by_a_name_that_says_nobodys(
    play: Play, server: Server, parts: Parts, clock: Clock, understanding: Understanding
) -> None:
    play.on_you("good morning")
    play.assistant.hear(LANDLORD, "rest:07700 900123/../x?", "good morning")
    play.assistant.hear("jliving", "rest:07700 900123/../x?", "good morning")
    senders = [json.loads(body)["sender"] for method, path, body in server.asked if method == "POST"]
    assert all(re.fullmatch(r"(web|rest):[0-9a-f]{40}", sender) for sender in senders)
    assert [sender.partition(":")[0] for sender in senders] == ["web", "rest", "rest"]
    assert len(set(senders)) == 3
    paths = {path.split("?")[0] for method, path, _ in server.asked if method != "POST"}
    assert paths == {f"/conversations/{sender}/tracker{end}" for sender in senders for end in ("", "/events")}


def test_a_code_never_reaches_it(play: Play, server: Server) -> None:
    play.on_case({})
    play.on_you("my reference is {reference} and the code is {code}")
    assert server.asked
    assert not any(play.case["code"] in body for _, _, body in server.asked)
    hints = json.loads(next(body for method, _, body in server.asked if method == "POST"))["metadata"]
    assert hints["intent"] == "check_status"


def test_a_broken_button_is_sent_as_the_nothing_that_it_means(play: Play, server: Server) -> None:
    """Rasa would write it into its log."""
    play.on_you("/no_such_intent")
    said = json.loads(next(body for method, _, body in server.asked if method == "POST"))
    assert said["message"] == "/nlu_fallback"
    assert not any("no_such_intent" in body for _, _, body in server.asked)


def hangs(request: BaseHTTPRequestHandler) -> None:
    time.sleep(3 * PATIENCE)


def drips(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    for _ in range(int(3 * PATIENCE / 0.1)):
        time.sleep(0.1)
        try:
            request.wfile.write(b" ")
        except OSError:
            return


def closes(request: BaseHTTPRequestHandler) -> None:
    request.close_connection = True


FAILURES: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {
    "hangs": hangs,
    "drips": drips,
    "closes the line": closes,
    "breaks": lambda request: reply(request, '{"error": "secret words"}', 500),
    "no model is loaded": lambda request: reply(request, "{}", 409),
    "no JSON": lambda request: reply(request, "<html>"),
    "no letters": lambda request: request.wfile.write(b"\xff\xfe\x00\r\n\r\n"),
    "a list": lambda request: reply(request, "[]"),
    "null": lambda request: reply(request, "null"),
    "no events": lambda request: reply(request, '{"events": 3}'),
    "events without kinds": lambda request: reply(request, '{"events": [{}]}'),
    "another conversation": lambda request: reply(request, '{"events": [{"event": "restart"}]}'),
}


@pytest.mark.parametrize("how", FAILURES)
def test_where_it_fails_the_same_turn_is_done_here(
    how: str, play: Play, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    """In the same conversation, and from then on; it is logged once, without a word of theirs."""
    server.instead = FAILURES[how]
    with caplog.at_level(logging.INFO):
        asked_for_whom(play)
    so_far = len(server.asked)
    server.instead = None
    with caplog.at_level(logging.INFO):
        play.on_press("Me")
        play.on_us("What went wrong?")
    play.on_kept({"for_whom": "me"})
    assert len(server.asked) == so_far
    (record,) = [each for each in caplog.records if each.name.startswith("portal.assistant")]
    assert "this conversation goes on without it" in record.getMessage()
    assert not any(words in caplog.text for words in ("complain", "secret words", play.draft))


TURNS: dict[str, list[dict[str, Any]]] = {
    "silent": [LISTENS],
    "without an end": [says("Hello?")],
    "a slot without a name": [{"event": "slot", "timestamp": 2.0}, says("Hello?"), LISTENS],
    "a bot without words": [{"event": "bot"}, LISTENS],
    "a slot that the domain does not have": [
        {"event": "slot", "name": "nonsense", "value": 1, "timestamp": 2.0}, LISTENS,
    ],
}  # fmt: skip


@pytest.mark.parametrize("how", TURNS)
def test_a_turn_that_cannot_be_used_is_done_here(how: str, play: Play, server: Server) -> None:
    server.turn = lambda _said: TURNS[how]
    asked_for_whom(play)


def test_where_nobody_listens_the_turn_is_done_here(parts: Parts, clock: Clock, understanding: Understanding) -> None:
    with serving() as gone:
        url = gone.url
    asked_for_whom(play_with(parts, clock, understanding, url))


def test_killed_in_the_midst_of_a_complaint_nothing_is_lost(
    parts: Parts, clock: Clock, understanding: Understanding
) -> None:
    """The first turns are the server's; then it is gone, and the next question is asked here."""
    with serving() as mortal:
        play = play_with(parts, clock, understanding, mortal.url)
        play.on_you("good morning")
        play.on_us("Hello from Rasa.")
        play.on_asked("name")
        play.on_us("Hello from Rasa.")
    play.on_you("/carry_on")
    play.on_us("What is your name?")
    play.on_you("Amina Begum")
    play.on_kept({"name": "Amina Begum", "story": "The lift has been broken for three weeks."})
    shown = play.assistant.conversation(LANDLORD, f"web:{play.draft}", "en")
    assert "Hello from Rasa." in [line.text for line in shown.lines]


def test_one_conversation_that_it_fails_says_nothing_of_another(play: Play, server: Server) -> None:
    server.instead = closes
    asked_for_whom(play)
    server.instead = None
    reply = play.assistant.hear(LANDLORD, "rest:another", "good morning")
    assert [message["text"] for message in reply.messages] == ["Hello from Rasa."]


def test_nobody_else_waits_for_a_server_that_was_too_slow(play: Play, server: Server) -> None:
    server.instead = hangs
    asked_for_whom(play)
    so_far = len(server.asked)
    play.assistant.hear(LANDLORD, "rest:another", "/help")
    assert len(server.asked) == so_far


def test_a_complaint_that_was_made_before_it_died_is_one_complaint(
    play: Play, server: Server, parts: Parts, assistant: Assistant
) -> None:
    """Its action made the case; nobody heard. The same turn here says the same reference."""
    office = parts.office(LANDLORD)

    def makes_it_and_dies(_said: dict[str, Any]) -> list[dict[str, Any]]:
        make_complaint(office, office.store.draft(play.draft))
        raise ConnectionAbortedError

    with_rasa, play.assistant = play.assistant, assistant
    play.on_asked("check")
    play.assistant, server.turn = with_rasa, makes_it_and_dies
    play.on_you(SEND)
    (case,) = parts.store.all_cases()
    play.on_us(f"We have your complaint. Your reference is {case.reference}.")
    play.on_made(1)


def test_a_replayed_turn_is_not_sent_to_it_again(play: Play, server: Server) -> None:
    play.assistant.hear(LANDLORD, "rest:a", "good morning", turn=1)
    so_far = len(server.asked)
    assert play.assistant.hear(LANDLORD, "rest:a", "good morning", turn=1).messages == []
    assert len(server.asked) == so_far


def test_words_that_press_a_button_press_it_there_too(play: Play, server: Server) -> None:
    office = {"title": "Call the office", "payload": "/talk_to_person"}
    server.turn = lambda _said: [{**says("Good morning."), "data": {"buttons": [office]}}, LISTENS]
    play.on_you("good morning")
    play.on_you("call the office")
    assert json.loads(server.asked[-3][2] or "{}")["message"] == "/talk_to_person"


def test_what_was_trimmed_away_is_handed_over_as_a_sum(play: Play, server: Server) -> None:
    """After many turns, the oldest are no events any more; slots set in them still count."""
    for _ in range(25):
        play.on_you("good morning")
    handed = server.handed[-2]
    slots = {event["name"]: event["value"] for event in handed if event["event"] == "slot"}
    assert slots["landlord"] == LANDLORD
    assert slots["turns"] == 25
    assert sum(event["event"] == "user" for event in handed) < 22


def test_nothing_of_it_stands_in_the_database(play: Play, server: Server, parts: Parts) -> None:
    """Ids that the server gives to its models and messages are not kept."""
    play.on_you("good morning")
    assert not in_database(parts.settings.home / "putright.db", "model_id")
