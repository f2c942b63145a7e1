"""The worker: poked or not, it delivers; told to stop, it stops in good order; at night it tidies."""

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from portal.domain.draft import Draft
from portal.domain.events import DateMoved
from portal.domain.kept import File
from portal.holiday_list import calendar_of
from portal.parts import Parts
from portal.settings import Settings
from portal.uploads import CheckedFile
from portal.worker import move_all_dates, tidy, with_poke
from tests.builders import a_case, a_draft
from tests.cli.conftest import ROOT

LANDLORD = "leathermarket-jmb"


@pytest.fixture
def parts(environment: dict[str, str]) -> Iterator[Parts]:
    """The installation of `environment`, from another process."""
    parts = Parts.of(Settings.from_env(environment))
    parts.store.upgrade()
    yield parts
    parts.store.close()


@pytest.fixture
def worker(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A worker at work."""
    started = subprocess.Popen(
        [sys.executable, "-m", "portal.cli", "worker"], cwd=ROOT, env=environment, stderr=subprocess.PIPE
    )
    yield started
    started.kill()
    started.communicate()


def within(seconds: float, happened: Callable[[], bool]) -> bool:
    """Does it happen within so many seconds?"""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if happened():
            return True
        time.sleep(0.05)
    return False


def ask_for_mail(parts: Parts, id: str) -> None:
    """Something waits in the outbox."""
    store = parts.office(LANDLORD).store
    store.save_draft(Draft(id, LANDLORD, "complaint", "en", {"story": "The lift."}), parts.clock())
    store.ask_for_mail("carry_on", id, 1, "amina@example.com", parts.clock())


def test_a_poke_is_felt_at_once_and_sigterm_ends_the_worker(parts: Parts, worker: subprocess.Popen[bytes]) -> None:
    outbox = parts.settings.home / "outbox"
    ask_for_mail(parts, "d1")
    with_poke(parts).poke()
    assert within(30, lambda: len(list(outbox.glob("*.eml"))) == 1)
    ask_for_mail(parts, "d2")
    with_poke(parts).poke()
    assert within(5, lambda: len(list(outbox.glob("*.eml"))) == 2)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=20) == 0


def test_a_poke_that_fails_stops_nobody_for_long(parts: Parts, caplog: pytest.LogCaptureFixture) -> None:
    poked = with_poke(parts)
    with closing(sqlite3.connect(parts.settings.home / "huey.db", isolation_level=None)) as busy:
        busy.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        poked.poke()
    assert time.monotonic() - began < 4
    assert "could not be poked" in caplog.text


def test_at_night_what_nobody_came_back_for_goes_with_its_photos(parts: Parts) -> None:
    store = parts.office(LANDLORD).store
    old = parts.clock() - timedelta(days=31)
    store.save_draft(Draft("old", LANDLORD, "complaint", "en", {"story": "The lift."}), old)
    stored = parts.shelf.put(CheckedFile("damp.jpg", "image/jpeg", b"a photo", 7, "0" * 64))
    store.add_file(File(stored, "damp.jpg", "image/jpeg", 7, "0" * 64), "old", old)
    assert tidy(parts) == 1
    assert not [path for path in Path(parts.settings.home / "files").rglob("*") if path.is_file()]
    assert tidy(parts) == 0


class TestAHolidayProclaimedLater:
    """A complaint of 14 September 2022, told its dates before the holiday of the 19th was known."""

    @pytest.fixture
    def reference(self, parts: Parts) -> str:
        known = calendar_of("england")
        without = {day: why for day, why in known.holidays.items() if day != date(2022, 9, 19)}
        office = parts.office(LANDLORD)
        case = a_case(
            policy=office.packs.version(LANDLORD, "2018"),
            now=datetime(2022, 9, 14, 10, tzinfo=UTC),
            draft=a_draft(landlord=LANDLORD),
            calendar=replace(known, holidays=without),
        )
        return case.kept_in(office.store).reference

    def test_moves_the_open_dates_once_and_says_why(self, parts: Parts, reference: str) -> None:
        assert move_all_dates(parts) == 1
        assert move_all_dates(parts) == 0
        moved = parts.office(LANDLORD).store.case(reference).events[-1]
        assert isinstance(moved, DateMoved)
        assert (moved.kind, moved.old, moved.new, moved.why) == (
            "respond", date(2022, 10, 5), date(2022, 10, 6), "holiday",
        )  # fmt: skip
        assert "State Funeral" in moved.name
        assert moved.decided_by == "system"

    def test_asks_for_a_letter(self, parts: Parts, reference: str) -> None:
        move_all_dates(parts)
        waiting = parts.store.waiting(parts.clock(), 10)
        assert "date_moved" in {row.kind for row in waiting}
