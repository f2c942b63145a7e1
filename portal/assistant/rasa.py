"""A turn on a real Rasa server: the conversation is handed over, the message sent, the conversation taken back.

The server keeps nothing between turns. What it holds is put there anew each time, so that it may be started again, or
be one of several, and it is emptied afterwards. Ours is the conversation that counts.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from bot.runtime import Engine, Tracker, events, responses
from bot.runtime.engine import Turn
from bot.runtime.events import Event
from bot.runtime.state import KINDS, State

CHANNEL = "collector"
"""What both engines call the way in by which messages are given back at once."""
OF_THE_SERVER = frozenset({"model_id", "assistant_id"})
PARSED = frozenset({"intent", "intent_ranking", "entities", "safety", "language", "hazards", "phone_first"})
"""What the understanding says of a message; Rasa adds more, which is not kept."""


class NoTurn(Exception):
    """The server did not do the turn, or not in a way that can be used. The message says why, in our words alone."""


class TooSlow(NoTurn):
    """It may still be doing it."""


@dataclass(frozen=True)
class RasaServer:
    """The server at `url`. `engine` is ours for the same bot. `patience`: seconds for a turn. Threads may share it."""

    url: str
    engine: Engine
    patience: float

    def turn(
        self,
        tracker: Tracker,
        text: str,
        said: Mapping[str, Any],
        *,
        now: float,
        slots: Mapping[str, Any],
    ) -> Turn:
        """Hear one message, as `Engine.turn` does. `said` is what the server's REST channel is sent for this `text`.

        Every event of the turn is given the time `now`. Raises NoTurn where the server is away, slow, silent, or
        answers what is no conversation.
        """
        before = prepared(tracker, slots, self.engine, now)
        handed = as_rasa(before)
        path = f"/conversations/{said['sender']}/tracker"
        with _Line(self.url, self.patience) as line:
            line.ask("PUT", f"{path}/events", handed)
            line.ask("POST", "/webhooks/rest/webhook", said)
            state = line.ask("GET", f"{path}?include_events=ALL")
            with suppress(NoTurn):  # the turn is done
                line.ask("PUT", f"{path}/events", [])
        try:
            new = [each for each in _new_events(state, handed, text, now) if self._is_known(each)]
            after = before.after(*new)
        except (KeyError, TypeError, AttributeError) as error:
            raise NoTurn("an answer that is no conversation") from error
        if not any(event["event"] == "bot" for event in new) or new[-1].get("name") != events.LISTEN:
            raise NoTurn("silence")
        messages = [message for event in new if event["event"] == "bot" for message in responses.messages(event)]
        happened = (*before.events[len(tracker.events) :], *new)
        return Turn(messages, self.engine.trimmed(after), happened)

    def _is_known(self, event: Event) -> bool:
        """Rasa has slots of its own."""
        return event["event"] != "slot" or event["name"] in self.engine.domain.slots


def name_at_rasa(landlord: str, sender: str) -> str:
    """What a conversation is called there: whether it is on our page, and nothing else that says whose it is."""
    kind = sender.partition(":")[0]
    return f"{kind}:{sha256(f'{landlord}/{sender}'.encode()).hexdigest()[:40]}"


def prepared(tracker: Tracker, slots: Mapping[str, Any], engine: Engine, now: float) -> Tracker:
    """The conversation just before a message: a session has begun, and these slots are set where that is news."""
    if tracker.state.action is None:
        begun = (events.action(events.SESSION_START, now), events.plain("session_started", now))
        tracker = tracker.after(*begun, events.action(events.LISTEN, now))
    given = ((name, value) for name, value in slots.items() if name in engine.domain.slots)
    return tracker.after(*(events.slot(name, value, now) for name, value in given if tracker.slot(name) != value))


def as_rasa(tracker: Tracker) -> list[Event]:
    """Events that bring a Rasa server to where this conversation is: what was trimmed away as a sum, then the rest."""
    return [*_as_events(tracker.base), *tracker.events]


def _as_events(base: State) -> list[Event]:
    """The shortest conversation that ends in this state."""
    summed = [events.slot(name, value, 0.0) for name, value in base.slots.items()]
    if base.loop and base.loop.trigger_message:
        summed.append(events.user(base.loop.trigger_message, CHANNEL, None, 0.0))
    if base.loop:
        summed.append(events.active_loop(base.loop.name, 0.0))
    if base.message:
        summed.append(events.user(base.message, CHANNEL, None, 0.0))
    if base.action:
        summed.append(events.action(base.action, 0.0))
    return summed


def _new_events(state: Any, handed: list[Event], text: str, now: float) -> list[Event]:
    """What happened after what we handed over, as our own engine would have written it."""
    happened = state["events"]
    if [event["event"] for event in happened[: len(handed)]] != [event["event"] for event in handed]:
        raise NoTurn("another conversation")
    return [_ours(event, text, now) for event in happened[len(handed) :] if event["event"] in KINDS]


def _ours(event: Event, text: str, now: float) -> Event:
    """One event, by what it says of itself and not of the server."""
    kind = event["event"]
    if kind == "user":
        parse = {key: value for key, value in event["parse_data"].items() if key in PARSED}
        return events.user({**parse, "text": text}, CHANNEL, None, now)
    if kind == "bot":
        said_by = {key: value for key, value in event["metadata"].items() if key not in OF_THE_SERVER}
        data = {key: value for key, value in event["data"].items() if value}
        return {"event": kind, "timestamp": now, "text": event["text"], "data": data, "metadata": said_by}
    kept = {key: value for key, value in event.items() if key in ("event", "name", "value", "is_interrupted")}
    return events.completed(kept, now)


class _Line:
    """One connection for the questions of one turn."""

    def __init__(self, url: str, patience: float) -> None:
        at = urlsplit(url)
        kind = HTTPSConnection if at.scheme == "https" else HTTPConnection
        self._until = monotonic() + patience
        self._base = at.path.rstrip("/")
        self._connection = kind(at.hostname or "", at.port, timeout=patience)

    def __enter__(self) -> "_Line":
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """The JSON that the server answers with. Raises NoTurn."""
        sent = None if body is None else json.dumps(body).encode()
        try:
            self._hurry()
            self._connection.request(method, self._base + path, sent, {"Content-Type": "application/json"})
            self._hurry()
            answer = self._connection.getresponse()
            if answer.status != 200:
                raise NoTurn(f"status {answer.status}")
            read = bytearray()
            while part := answer.read1(65536):
                read += part
                self._hurry()
            answer.close()
            return json.loads(read)
        except TimeoutError as error:
            raise TooSlow("too slow") from error
        except (OSError, HTTPException) as error:
            raise NoTurn("not reached") from error
        except ValueError as error:
            raise NoTurn("an answer that is no JSON") from error

    def _hurry(self) -> None:
        left = self._until - monotonic()
        if left <= 0:
            raise TimeoutError
        if self._connection.sock:
            self._connection.sock.settimeout(left)
