"""The assistant over a real store, with what it learnt once for the whole run."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from actions import executor_for
from bot.understanding.understand import Understanding
from portal.assistant import Assistant
from portal.files.packs import Packs
from portal.parts import Parts
from portal.services.office import Office
from portal.settings import Settings
from portal.store import open_store
from portal.uploads import FileShelf
from tests.bot.playing import LANDLORD, Clock


@pytest.fixture(scope="session")
def understanding() -> Understanding:
    """What understands messages: the same for all tests, for it takes a while to begin."""
    return Understanding()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with our tables and nothing else."""
    home = tmp_path_factory.mktemp("empty")
    store = open_store(f"sqlite:///{home}/empty.db", home)
    store.upgrade()
    store.close()
    return home / "empty.db"


@pytest.fixture(scope="session")
def packs() -> Packs:
    return Packs.load()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def parts(tmp_path: Path, clock: Clock, empty_database: Path, packs: Packs) -> Iterator[Parts]:
    database = tmp_path / "putright.db"
    shutil.copy(empty_database, database)
    settings = Settings(tmp_path, "a secret for tests, long enough", "http://127.0.0.1:8000", f"sqlite:///{database}")
    store = open_store(settings.database_url, tmp_path, wait=3.0)
    yield Parts(settings, store, packs, FileShelf(tmp_path / "files"), scanner=None, clock=clock)
    store.close()


@pytest.fixture
def office(parts: Parts) -> Office:
    return parts.office(LANDLORD)


@pytest.fixture
def assistant(parts: Parts, understanding: Understanding) -> Assistant:
    return Assistant(parts, executor_for(parts), understanding)
