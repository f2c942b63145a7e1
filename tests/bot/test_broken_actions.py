"""An action that breaks: it is said, the answers are kept, and the log tells where, once, and not what they wrote."""

import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from portal.assistant import Assistant
from portal.logs import AsJson, AsText
from portal.parts import Parts
from tests.bot.playing import Play
from tests.installation import Clock

PRIVATE = ("Amina", "Begum", "07700", "900982", "Leather Court", "SE1", "broken lift", "amina@")


def change(parts: Parts, sql: str, *values: str) -> None:
    """Somebody changes the database by hand."""
    with closing(sqlite3.connect(parts.settings.home / "putright.db", isolation_level=None)) as database:
        database.execute(sql, values)


@pytest.fixture
def play(assistant: Assistant, parts: Parts, clock: Clock) -> Play:
    play = Play(assistant, parts, clock)
    play.on_asked("contact_by")
    return play


@pytest.mark.parametrize("lines", [AsText, AsJson])
@pytest.mark.parametrize(
    ("breaks", "values", "kind"),
    [
        ("UPDATE drafts SET touched_at = ?", ["Amina Begum 07700 900982"], "ValueError"),
        ("UPDATE drafts SET answers = ?", ["{'name': 'Amina Begum'"], "JSONDecodeError"),
        ("ALTER TABLE drafts RENAME TO away", [], "NotKept"),
    ],
)
def test_what_they_wrote_is_in_no_line_of_the_log(
    play: Play,
    parts: Parts,
    caplog: pytest.LogCaptureFixture,
    breaks: str,
    values: list[str],
    kind: str,
    lines: Callable[[], logging.Formatter],
) -> None:
    caplog.handler.setFormatter(lines())
    caplog.set_level(logging.INFO)
    change(parts, breaks, *values)
    play.on_you("Ring me on 07700 900982, Amina Begum, about the broken lift")
    play.on_us("Your last message was not kept. What you told us before it is.")
    assert [word for word in PRIVATE if word in caplog.text] == []
    assert [record.getMessage() for record in caplog.records] == ["action validate_complaint_form failed"]
    assert kind in caplog.text
    assert "journey_form.py" in caplog.text


def test_the_answers_before_are_kept_and_the_message_can_be_sent_again(play: Play, parts: Parts) -> None:
    change(parts, "ALTER TABLE drafts RENAME TO away")
    play.on_you("07700 900982")
    change(parts, "ALTER TABLE away RENAME TO drafts")
    play.on_kept({"name": "Amina Begum", "postcode": "SE1 3HN"})
    play.on_gone(["contact_by"])
    play.on_you("by email")
    play.on_us("You chose: Email.")
