"""One installation for a test: a store of its own that begins empty, a shelf, and a clock that tests can move."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.understanding.understand import Understanding
from portal.files.packs import Packs
from portal.parts import Parts
from portal.settings import Settings
from portal.store import open_store
from portal.store.store import LONGEST_WAIT
from portal.uploads import FileShelf

MORNING = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
"""A Friday."""


@dataclass
class Clock:
    """The clock on the wall of these tests."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now

    def is_on(self, day: str, time: str = "10:30") -> None:
        """Move it to a day, like `2026-12-29`."""
        self.now = datetime.fromisoformat(f"{day}T{time}:00+00:00")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with our tables and nothing else."""
    home = tmp_path_factory.mktemp("empty")
    store = open_store(f"sqlite:///{home}/empty.db", home)
    store.upgrade()
    store.close()
    return home / "empty.db"


@pytest.fixture(scope="session")
def understanding() -> Understanding:
    """What understands messages: the same for all tests, for it takes a while to begin."""
    return Understanding()


@contextmanager
def installed(home: Path, empty_store: Path, packs: Packs, clock: Clock, wait: float = LONGEST_WAIT) -> Iterator[Parts]:
    """The parts over a copy of the empty store. `wait`: seconds that a write may stand in line."""
    database = home / "putright.db"
    shutil.copy(empty_store, database)
    settings = Settings(home, "a secret for tests, long enough", "http://127.0.0.1:8000", f"sqlite:///{database}")
    store = open_store(settings.database_url, home, wait=wait)
    yield Parts(settings, store, packs, FileShelf(home / "files"), scanner=None, clock=clock)
    store.close()
