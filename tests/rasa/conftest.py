"""What needs a real Rasa 3.6 server: `make test-rasa`. Without RASA, the path of its program, nothing is collected."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.conftest import clock, empty_store, packs, parts, understanding
from tests.rasa.servers import Backstage, RasaProcess

__all__ = ["clock", "empty_store", "packs", "parts", "understanding"]

RASA = os.environ.get("RASA", "")
if not RASA:
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="session")
def backstage() -> Iterator[Backstage]:
    """Actions and words for the Rasa server, from whichever installation is being tested."""
    with Backstage() as backstage:
        yield backstage


@pytest.fixture(scope="session")
def rasa(backstage: Backstage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RasaProcess]:
    """A Rasa server with this bot, trained now."""
    home = tmp_path_factory.mktemp("rasa")
    with RasaProcess(Path(RASA).absolute(), home, backstage.url, backstage.url) as server:
        yield server
