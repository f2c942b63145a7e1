"""Every conversation of tests/bot/conversations, on both engines: each line holds on both, and both say the same."""

import json
import logging
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from actions import executor_for
from bot.understanding.understand import Understanding
from portal.app import create_app
from portal.assistant import Assistant
from portal.files.packs import Packs
from portal.parts import Parts
from tests.bot.playing import Play
from tests.bot.test_conversations import PLAYS
from tests.installation import Clock, installed
from tests.rasa.servers import Backstage, RasaProcess

OWN = re.compile(
    r"\b[A-Z]{2,5}-[0-9A-Z]{4}-[0-9A-Z]{4}\b|\b[0-9a-f]{32}\b|\b[0-9A-Z]{4}-?[0-9A-Z]{4}-?[0-9A-Z]{2}\b"
    r"|(?<=/carry-on/)[\w-]+"
)
"""References, ids, codes and links: each installation has its own."""


def masked(text: str) -> str:
    return OWN.sub("#", text)


@dataclass
class WrittenDown(Play):
    """A play that writes down what was said: per turn, the texts with the buttons under them."""

    turns: list[tuple[str, list[tuple[str, list[tuple[str, str]]]]]] = field(default_factory=list)

    def on_you(self, text: str) -> None:
        super().on_you(text)
        said = [
            (masked(message.get("text", "")), [(b["title"], masked(b["payload"])) for b in message.get("buttons", ())])
            for message in self.reply.messages
        ]
        self.turns.append((masked(text), said))


def played(lines: list[dict[str, Any]], assistant: Assistant, parts: Parts, clock: Clock) -> list[Any]:
    channel = lines[0].get("channel")
    play = WrittenDown(assistant, parts, clock, channel or "web")
    play.play(lines[1:] if channel else lines)
    return play.turns


@pytest.fixture
def on_rasa(
    tmp_path: Path,
    empty_store: Path,
    packs: Packs,
    rasa: RasaProcess,
    backstage: Backstage,
    understanding: Understanding,
) -> Iterator[tuple[Assistant, Parts, Clock]]:
    """An installation of its own whose conversations the Rasa server leads."""
    clock = Clock()
    home = tmp_path / "rasa"
    home.mkdir()
    with installed(home, empty_store, packs, clock, wait=3.0) as here:
        parts = replace(here, settings=replace(here.settings, rasa_url=rasa.url))
        executor = executor_for(parts)
        assistant = Assistant(parts, executor, understanding, rasa_patience=60.0)
        backstage.plays(executor, create_app(parts, assistant))
        yield assistant, parts, clock


@pytest.mark.parametrize("lines", PLAYS)
def test_both_engines_say_the_same(
    lines: list[dict[str, Any]],
    parts: Parts,
    clock: Clock,
    understanding: Understanding,
    on_rasa: tuple[Assistant, Parts, Clock],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """To the letter, save references, ids and codes; both keep the same; no turn was done without the Rasa server."""
    embedded = played(lines, Assistant(parts, executor_for(parts), understanding), parts, clock)
    with caplog.at_level(logging.WARNING, "portal.assistant"):
        real = played(lines, *on_rasa)
    assert [record.message for record in caplog.records if record.name.startswith("portal.assistant")] == []
    for number, (ours, theirs) in enumerate(zip(embedded, real, strict=True), start=1):
        assert theirs == ours, f"turn {number}"
    assert kept(on_rasa[1]) == kept(parts)


def kept(parts: Parts) -> list[tuple[object, ...]]:
    """What stands in the database of every conversation: its events, in order, and what trimmed ones came to."""
    with sqlite3.connect(parts.settings.home / "putright.db") as database:
        rows = database.execute("SELECT data FROM trackers ORDER BY rowid").fetchall()
    trackers = [json.loads(data) for (data,) in rows]
    told = ("event", "timestamp", "name", "value", "text", "data", "metadata")
    return [
        (
            written(sorted(((tracker.get("base") or {}).get("slots") or {}).items())),
            [written([event.get(part) for part in told]) for event in tracker["events"]],
        )
        for tracker in trackers
    ]


def written(what: object) -> str:
    return masked(json.dumps(what, ensure_ascii=False))
