"""`putright chat`: a conversation in the terminal."""

from collections.abc import Iterator

import pytest

from portal.assistant import Assistant
from portal.cli.talking import talk
from portal.domain.errors import NotFound
from portal.parts import Parts
from tests.bot.playing import LANDLORD, in_database

ALL_BUT_THE_NAME = (
    "1", "", "1", "The lift is broken.", "1", "yesterday", "1", "1", "none", "1", "Rosa Delgado", "1", "1", "none",
    "none", "1", "english", "no photos", "1",
)  # fmt: skip


def played(assistant: Assistant, *typed: str) -> str:
    lines: list[str] = []
    keys: Iterator[str] = iter(typed)

    def read(prompt: str) -> str:
        try:
            return next(keys)
        except StopIteration:
            raise EOFError from None

    talk(assistant, LANDLORD, "en", read=read, write=lines.append)
    return "\n".join(lines)


def test_a_number_chooses(assistant: Assistant) -> None:
    said = played(assistant, "1", "2")
    assert "  1. Make a complaint\n  2. Tell you about something broken" in said
    assert "What is the name of the person you act for?" in said


def test_a_whole_complaint_and_its_code_once(assistant: Assistant, parts: Parts) -> None:
    said = played(assistant, *ALL_BUT_THE_NAME)
    assert said.count("Your code is ") == 1
    code = said.split("Your code is ")[1].split(".")[0]
    assert not in_database(parts.settings.home / "putright.db", code)


def test_an_unknown_landlord(assistant: Assistant) -> None:
    with pytest.raises(NotFound):
        talk(assistant, "nobody", "en", write=lambda line: None)
