"""The assistant over a real store, with what it learnt once for the whole run."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from actions import executor_for
from bot.understanding.understand import Understanding
from portal.assistant import Assistant
from portal.files.packs import Packs
from portal.parts import Parts
from portal.services.office import Office
from tests.bot.playing import LANDLORD
from tests.installation import Clock, clock, empty_store, installed, understanding

__all__ = ["clock", "empty_store", "understanding"]


@pytest.fixture(scope="session")
def packs() -> Packs:
    return Packs.load()


@pytest.fixture
def parts(tmp_path: Path, clock: Clock, empty_store: Path, packs: Packs) -> Iterator[Parts]:
    with installed(tmp_path, empty_store, packs, clock, wait=3.0) as parts:
        yield parts


@pytest.fixture
def office(parts: Parts) -> Office:
    return parts.office(LANDLORD)


@pytest.fixture
def assistant(parts: Parts, understanding: Understanding) -> Assistant:
    return Assistant(parts, executor_for(parts), understanding)
