"""Whole conversations, written like plays in conversations/*.yml: what is said, what is kept, what comes of it."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from portal.assistant import Assistant
from portal.languages import LANGUAGES
from portal.parts import Parts
from tests.bot.playing import Play
from tests.installation import Clock

PLAYS = [
    pytest.param(lines, id=f"{file.stem}: {title}")
    for file in sorted((Path(__file__).parent / "conversations").glob("*.yml"))
    for title, lines in YAML(typ="safe").load(file.read_text(encoding="utf-8")).items()
]


@pytest.mark.parametrize("lines", PLAYS)
def test_conversation(lines: list[dict[str, Any]], assistant: Assistant, parts: Parts, clock: Clock) -> None:
    """Each line holds."""
    channel = lines[0].get("channel")
    play = Play(assistant, parts, clock, channel or "web")
    play.play(lines[1:] if channel else lines)


def test_there_are_enough_of_them() -> None:
    """Happy paths, changes of mind, digressions, danger and rubbish."""
    assert len(PLAYS) >= 340


@pytest.mark.parametrize("language", [code for code, each in LANGUAGES.items() if each.html_lang != "en"])
def test_there_are_enough_in_each_language(language: str) -> None:
    """Four at least."""
    assert sum(str(play.id).startswith(f"in_{language}: ") for play in PLAYS) >= 4
