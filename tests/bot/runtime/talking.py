"""Talking to a bot in a test, and making small bots to talk to."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher

from bot.runtime import Engine, Turn, load_domain, load_rules

Run = Callable[[CollectingDispatcher, Tracker], list[dict[str, Any]]]
NOON = 1_700_000_000.0


class Does(Action):
    """A rasa-sdk action made of a name and a function."""

    def __init__(self, name: str, run: Run) -> None:
        self.called, self.does = name, run

    def name(self) -> str:
        return self.called

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        return self.does(dispatcher, tracker)


def heard(text: str, intent: str = "inform", **entities: Any) -> dict[str, Any]:
    """The parse of free text."""
    found = [{"entity": name, "value": value} for name, value in entities.items()]
    return {"text": text, "intent": {"name": intent, "confidence": 0.9}, "entities": found, "intent_ranking": []}


def a_bot(folder: Path, domain: str, rules: str = "rules: []", *actions: Action, **settings: Any) -> Engine:
    """A bot of one domain file and one rule file; free text that brings no parse is `inform`."""
    (folder / "domain.yml").write_text(domain, encoding="utf-8")
    (folder / "rules.yml").write_text(rules, encoding="utf-8")
    loaded = load_domain(folder / "domain.yml")
    executor = ActionExecutor()
    for action in actions:
        executor.register_action(action)
    return Engine(loaded, load_rules(loaded, folder / "rules.yml"), executor, heard, **settings)


class Talk:
    """A conversation with an engine, `pause` seconds between messages; it is stored and read again after every turn."""

    def __init__(self, engine: Engine, now: float = NOON, pause: float = 60) -> None:
        self.engine, self.now, self.pause = engine, now, pause
        self.tracker = engine.tracker("resident")

    def turn(self, text: str, intent: str | None = None, slots: dict[str, Any] | None = None, **entities: Any) -> Turn:
        """Say something; naming an intent gives the message that parse."""
        self.now += self.pause
        parse = heard(text, intent, **entities) if intent else None
        turn = asyncio.run(self.engine.turn(self.tracker, text, parse=parse, now=self.now, slots=slots))
        self.tracker = self.engine.load(turn.tracker.to_json())
        return turn

    def say(self, text: str, intent: str | None = None, **more: Any) -> list[str]:
        """Say something; the texts that come back."""
        return [message.get("text", "") for message in self.turn(text, intent, **more).messages]

    def slot(self, name: str) -> Any:
        return self.tracker.slot(name)
