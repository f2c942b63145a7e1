"""Letters that wait to be printed are erased once they are posted, and none lies here for ever."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from portal.domain.draft import Answer
from portal.outbox import deliver_waiting
from portal.outbox.letters import erase_old, to_print
from portal.parts import Parts
from portal.services.office import Office
from tests.outbox.conftest import Clock, words_on

Made = Callable[..., str]
POSTING: dict[str, Answer] = {"contact_by": ("post",), "email": ""}


@pytest.fixture
def letter(parts: Parts, office: Office, made: Made, clock: Clock) -> Path:
    """A letter that waits to be posted, written now."""
    made(**POSTING)
    deliver_waiting(parts)
    (path,) = (parts.settings.home / "letters").iterdir()
    os.utime(path, (clock.now.timestamp(),) * 2)
    return path


def test_one_that_is_to_be_posted_stays(parts: Parts, clock: Clock, letter: Path) -> None:
    clock.move(days=parts.settings.keep_letters)
    assert erase_old(parts) == 0
    assert letter.exists()


def test_one_that_nobody_posts_goes_and_is_made_anew_for_whoever_opens_it(
    parts: Parts, office: Office, clock: Clock, letter: Path
) -> None:
    before = words_on(letter.read_bytes())
    clock.now += timedelta(days=parts.settings.keep_letters, minutes=1)
    assert erase_old(parts) == 1
    assert not letter.exists()
    (task,) = office.store.tasks()
    (row,) = office.store.letters(task.reference)
    assert "Amina Begum" in before
    assert "Amina Begum" in words_on(to_print(parts, row))


def test_one_whose_task_is_done_goes_the_next_night(parts: Parts, office: Office, clock: Clock, letter: Path) -> None:
    (task,) = office.store.tasks()
    office.store.finish_task(task.id, "staff:sam", clock.now)
    clock.move(days=1)
    assert erase_old(parts) == 1
    assert not letter.exists()


def test_what_is_left_of_one_that_was_never_finished_goes_too(parts: Parts, clock: Clock, letter: Path) -> None:
    half = letter.with_name(f"{letter.name}.part")
    half.write_bytes(b"%PDF-")
    os.utime(half, (clock.now.timestamp(),) * 2)
    assert erase_old(parts) == 0, "somebody may be writing it"
    clock.move(days=1)
    assert erase_old(parts) == 1
    assert letter.exists()


def test_where_there_are_none_nothing_happens(parts: Parts) -> None:
    assert erase_old(parts) == 0
