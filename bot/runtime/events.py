"""Events, written as Rasa writes them: plain dictionaries that go to JSON and back."""

from typing import Any

Event = dict[str, Any]

LISTEN = "action_listen"
SESSION_START = "action_session_start"
TWO_STAGE = "action_two_stage_fallback"
FALLBACK = "action_default_fallback"
REQUESTED_SLOT = "requested_slot"
SESSION_METADATA = "session_started_metadata"
FALLBACK_INTENT = "nlu_fallback"
OUT_OF_SCOPE = "out_of_scope"

DATA_KEYS = ("elements", "quick_replies", "buttons", "attachment", "image", "custom")


def action(name: str, now: float) -> Event:
    """An action was carried out."""
    return {"event": "action", "timestamp": now, "name": name}


def slot(name: str, value: object, now: float) -> Event:
    """A slot was given a value; None empties it."""
    return {"event": "slot", "timestamp": now, "name": name, "value": value}


def active_loop(name: str | None, now: float) -> Event:
    """A form (or the two-stage fallback) began; None: it ended."""
    return {"event": "active_loop", "timestamp": now, "name": name}


def rejected(name: str, now: float) -> Event:
    """An action declined to run, so that another is chosen."""
    return {"event": "action_execution_rejected", "timestamp": now, "name": name}


def loop_interrupted(now: float) -> Event:
    """A rule leads back to the form after other talk: the form does not read the message."""
    return {"event": "loop_interrupted", "timestamp": now, "is_interrupted": True}


def plain(kind: str, now: float) -> Event:
    """An event without content: rewind, restart, session_started…"""
    return {"event": kind, "timestamp": now}


def user(parse: dict[str, Any], channel: str, metadata: dict[str, Any] | None, now: float) -> Event:
    """A message came in; parse is Rasa's parse result."""
    return {
        "event": "user",
        "timestamp": now,
        "text": parse.get("text"),
        "parse_data": {"entities": [], **parse},
        "input_channel": channel,
        "metadata": metadata or {},
    }


def bot(message: dict[str, Any], now: float) -> Event:
    """A message goes out. What is neither text nor Rasa's message data is kept as metadata."""
    data = {key: message.get(key) for key in DATA_KEYS}
    data["attachment"] = data["attachment"] or data["image"]
    metadata = {key: value for key, value in message.items() if key != "text" and key not in DATA_KEYS}
    return {
        "event": "bot",
        "timestamp": now,
        "text": message.get("text"),
        "data": {key: value for key, value in data.items() if value},
        "metadata": metadata,
    }


DEFAULTS: dict[str, Event] = {
    "user": {"text": None, "parse_data": {"intent": {"name": None}, "entities": [], "text": None}, "metadata": {}},
    "bot": {"text": None, "data": {}, "metadata": {}},
    "slot": {"value": None},
    "active_loop": {"name": None},
    "loop_interrupted": {"is_interrupted": False},
}


def completed(event: Event, now: float) -> Event:
    """An event as an action returned it, with what rasa-sdk leaves out."""
    given = {key: value for key, value in event.items() if value is not None}
    return {**DEFAULTS.get(event["event"], {}), "timestamp": now, **given}
