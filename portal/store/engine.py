"""Connections to SQLite or PostgreSQL: reading, writing, and one turn at a time."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from portal.domain.errors import LostUpdate, NotKept
from portal.store.locks import file_lock

STRIPES = 64
"""Files for turns: senders share them, so that there are never more."""


@contextmanager
def named_errors() -> Iterator[None]:
    """The database's own errors by our names."""
    try:
        yield
    except IntegrityError as error:
        raise LostUpdate("somebody else was first") from error
    except (DBAPIError, PoolTimeout, OSError) as error:
        raise NotKept(str(error)) from error


class Database:
    """One database. Writers of one SQLite file stand in line, as the file lets only one write anyway.

    `wait` is how many seconds anybody stands in line, for a write or a turn, before NotKept.
    """

    def __init__(self, database_url: str, home: Path, wait: float) -> None:
        url = _url(database_url)
        self._locks, self._wait = home / "locks", wait
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self._writers = Lock()
        self._engine = _sqlite(url, wait) if self.is_sqlite else _postgresql(url, wait)
        self._writer = self._engine.execution_options(writing="FULL")
        self._hasty = self._engine.execution_options(writing="NORMAL")
        self._reader, self._snapshot = self._engine, self._engine.execution_options(snapshot=True)
        if not self.is_sqlite:
            self._reader = self._engine.execution_options(isolation_level="AUTOCOMMIT")
            self._snapshot = self._engine.execution_options(isolation_level="REPEATABLE READ")
        # Turns have connections of their own: a turn that waits for a connection held by a turn that waits…
        self._turns = None if self.is_sqlite else _postgresql(url, wait, isolation_level="AUTOCOMMIT")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection on which each query stands for itself. Raises NotKept."""
        with named_errors(), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """All queries on this connection see the same moment, and keep nobody from writing. Raises NotKept."""
        with named_errors(), self._snapshot.begin() as connection:
            yield connection

    @contextmanager
    def writing(self, *, hasty: bool = False) -> Iterator[Connection]:
        """One transaction, kept whole or not at all. Raises LostUpdate, NotKept.

        A `hasty` one does not wait for the disk: after a power cut it may be gone, though never half of it. For what
        nobody was promised, like a turn of the chat, whose answers are in the draft.
        """
        with named_errors(), ExitStack() as stack:
            if self.is_sqlite:
                stack.enter_context(self._writers_turn())
            connection = stack.enter_context((self._hasty if hasty else self._writer).begin())
            if hasty and not self.is_sqlite:
                connection.execute(text("SET LOCAL synchronous_commit TO OFF"))
            yield connection

    def turn(self, name: str) -> AbstractContextManager[None]:
        """Hold this name alone, over all threads and processes. Not to be taken twice. Raises NotKept."""
        return self._file_turn(name) if self._turns is None else self._server_turn(self._turns, name)

    def settle(self) -> None:
        """On SQLite, empty the log beside the file: what was erased is in there too."""
        if self.is_sqlite:
            with self.reading() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()
        if self._turns is not None:
            self._turns.dispose()

    @contextmanager
    def _writers_turn(self) -> Iterator[None]:
        if not self._writers.acquire(timeout=self._wait):
            raise NotKept("too many are writing")
        try:
            with self._lock("writer"):
                yield
        finally:
            self._writers.release()

    @contextmanager
    def _lock(self, name: str) -> Iterator[None]:
        with ExitStack() as stack:
            with named_errors():
                self._locks.mkdir(mode=0o700, parents=True, exist_ok=True)
                stack.enter_context(file_lock(self._locks / name, self._wait))
            yield

    def _file_turn(self, name: str) -> AbstractContextManager[None]:
        return self._lock(f"turn-{_number(name) % STRIPES:02}")

    @contextmanager
    def _server_turn(self, turns: Engine, name: str) -> Iterator[None]:
        with ExitStack() as stack:
            with named_errors():
                connection = stack.enter_context(turns.connect())
                connection.execute(text("SELECT pg_advisory_lock(:name)"), {"name": _number(name)})
            try:
                yield
            finally:
                try:
                    connection.execute(text("SELECT pg_advisory_unlock(:name)"), {"name": _number(name)})
                except DBAPIError:
                    connection.invalidate()  # the lock went with the connection


def put(connection: Connection, table: Table, values: Mapping[str, Any], keep: Sequence[str] = ()) -> None:
    """Insert this row, or change the one with its primary key, leaving the columns of `keep` as they were."""
    keys = [column.name for column in table.primary_key]
    changed = {name: value for name, value in values.items() if name not in keys and name not in keep}
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    connection.execute(make(table).values(**values).on_conflict_do_update(index_elements=keys, set_=changed))


def _number(name: str) -> int:
    """Any name as a number that PostgreSQL can lock."""
    return int.from_bytes(sha256(name.encode()).digest()[:8], signed=True)


def _url(database_url: str) -> URL:
    url = make_url(database_url)
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgresql", "postgres") else url


def _sqlite(url: URL, wait: float) -> Engine:
    engine = create_engine(
        url,
        pool_size=10,
        max_overflow=30,
        pool_timeout=wait,
        connect_args={"isolation_level": None, "timeout": wait},
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: object) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")  # erased words leave the file, not only the table

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if synchronous := options.get("writing"):
            connection.exec_driver_sql(f"PRAGMA synchronous = {synchronous}")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        elif options.get("snapshot"):
            connection.exec_driver_sql("BEGIN")

    return engine


def _postgresql(url: URL, wait: float, **options: Any) -> Engine:
    engine = create_engine(
        url,
        # With those for turns, 30 for each process at most: a server has 100 unless told otherwise.
        pool_size=5,
        max_overflow=10,
        pool_timeout=wait,
        pool_pre_ping=True,
        hide_parameters=True,  # what people wrote does not belong in an error's text
        connect_args={"connect_timeout": max(2, round(wait))},
        **options,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: object) -> None:
        connection.execute(f"SET lock_timeout = {round(wait * 1000)}")
        connection.commit()

    return engine
