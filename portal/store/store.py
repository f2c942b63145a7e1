"""The whole store, for the worker and the command line, and one landlord's store for everybody else."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, insert, select, text, update

from portal.domain.case import Case
from portal.domain.outcome import QueueRow
from portal.domain.person_record import PersonRecord
from portal.store import tables
from portal.store.asked_mail import AskedMail
from portal.store.cases import Cases, every_case
from portal.store.codes import Codes
from portal.store.contacts import Contacts
from portal.store.drafts import Drafts
from portal.store.engine import Database
from portal.store.files import Files
from portal.store.looks import Looks
from portal.store.outbox_rows import Messages, Outbox
from portal.store.people import every_person
from portal.store.queue import Queue, as_queue_row, queue_row
from portal.store.sessions import Sessions, SessionsFound
from portal.store.staff import Staff, StaffMember, find_staff, small
from portal.store.trackers import Trackers, forget_conversations
from portal.store.tries import Tries
from portal.store.upgrade import upgrade
from portal.store.ways_in import WaysIn
from portal.store.words import WordsKept

LONGEST_WAIT = 10.0
DRAFTS_LAST = timedelta(days=30)
A_DAY = timedelta(days=1)
SESSIONS_LAST = {"draft": DRAFTS_LAST, "case": A_DAY, "person": A_DAY, "staff": A_DAY}
TRIES_LAST = timedelta(days=1)
CONVERSATIONS_LAST = timedelta(days=90)


class LandlordStore(
    Cases,
    WordsKept,
    Drafts,
    Files,
    Queue,
    Codes,
    Contacts,
    Sessions,
    WaysIn,
    Looks,
    Tries,
    Staff,
    Trackers,
    AskedMail,
    Messages,
):
    """Everything kept for one landlord. Nothing of another landlord's can be reached from here."""


class Store(SessionsFound, Outbox):
    """Everything kept. Pages get `at(landlord)`; what is beyond one landlord is for the worker and the command line."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def at(self, landlord: str) -> LandlordStore:
        """One landlord's store."""
        return LandlordStore(self._database, landlord)

    @property
    def door(self) -> Tries:
        """The tries at doors where the landlord is not known yet: the staff's."""
        return Tries(self._database, "")

    def upgrade(self) -> None:
        """Bring the tables to this version, whoever else is trying to at the same time. Raises NotKept."""
        with self._database.writing() as connection:
            upgrade(connection)

    def ping(self) -> None:
        """Can the database be reached, and does it have our tables? Raises NotKept."""
        with self._database.reading() as connection:
            connection.execute(select(tables.cases.c.reference).limit(1))

    def close(self) -> None:
        """Give all connections back."""
        self._database.close()

    def staff_by_email(self, email: str) -> StaffMember | None:
        """The member of staff with this e-mail address, at whichever landlord."""
        found = find_staff(self._database, tables.staff.c.email == small(email))
        return found[0] if found else None

    def all_cases(self) -> Iterator[Case]:
        """Every case of every landlord, one at a time."""
        with self._database.snapshot() as connection:
            yield from every_case(connection)

    def all_people(self) -> Iterator[tuple[str, PersonRecord]]:
        """Every person's record of every landlord, each with its landlord, one at a time."""
        with self._database.snapshot() as connection:
            yield from every_person(connection)

    def rebuild_queue(self, row_for: Callable[[Case], QueueRow]) -> None:
        """Make the queue again from the events; `row_for` gives a case's line. Writers wait meanwhile."""
        with self._database.writing() as connection:
            if not self._database.is_sqlite:
                connection.execute(text("LOCK TABLE queue_rows IN EXCLUSIVE MODE"))
            connection.execute(delete(tables.queue_rows))
            rows = [as_queue_row(case.made.landlord, row_for(case)) for case in every_case(connection)]
            if rows:
                connection.execute(insert(tables.queue_rows), rows)

    def wrong_in_queue(self, row_for: Callable[[Case], QueueRow]) -> tuple[str, ...]:
        """The references whose line in the queue is not what their events say, in order. Empty when all is well."""
        with self._database.snapshot() as connection:
            derived = {row_for(case) for case in every_case(connection)}
            live = {queue_row(row) for row in connection.execute(select(tables.queue_rows)).mappings()}
        return tuple(sorted({row.reference for row in live ^ derived}))

    def tidy(self, now: datetime, conversations_last: timedelta = CONVERSATIONS_LAST) -> tuple[str, ...]:
        """Erase what has lasted long enough: drafts of 30 days ago, conversations, old sessions, links and tries.

        Every line of a conversation goes `conversations_last` after its last one; what the assistant remembers of it,
        the answers among it, no later than a draft.

        Returns the ids of files that belong to nothing now. Take them from the shelf, then call `files_deleted`;
        until then they are returned each time, so that a crash between the two leaves no photo behind.
        """
        draft, file, session = tables.drafts.c, tables.files.c, tables.sessions.c
        with self._database.writing() as connection:
            old = select(draft.id).where(draft.touched_at < now - DRAFTS_LAST)
            connection.execute(update(tables.files).where(file.belongs_to.in_(old)).values(belongs_to=""))
            connection.execute(delete(tables.drafts).where(draft.touched_at < now - DRAFTS_LAST))
            for kind, lasts in SESSIONS_LAST.items():
                over = (session.kind == kind, session.last_seen < now - lasts)
                connection.execute(delete(tables.sessions).where(*over))
            connection.execute(delete(tables.links).where(tables.links.c.until < now))
            connection.execute(delete(tables.ways_in).where(tables.ways_in.c.until < now))
            connection.execute(delete(tables.tries).where(tables.tries.c.last_at < now - TRIES_LAST))
            forget_conversations(connection, remembered_since=now - DRAFTS_LAST, said_since=now - conversations_last)
            unwanted = tuple(connection.scalars(select(file.id).where(file.belongs_to == "").order_by(file.id)))
        self._database.settle()
        return unwanted

    def files_deleted(self, ids: Iterable[str]) -> None:
        """These files, which `tidy` named, are off the shelf: forget them too."""
        file = tables.files.c
        with self._database.writing() as connection:
            connection.execute(delete(tables.files).where(file.belongs_to == "", file.id.in_(list(ids))))


def open_store(database_url: str, home: Path, wait: float = LONGEST_WAIT) -> Store:
    """The store in this database: `sqlite:///…`, `postgresql://…` or `postgresql+psycopg://…`.

    Locks of SQLite lie in `home/locks`. `wait` is how many seconds a write may stand in line before NotKept.
    Nothing is connected to yet.
    """
    return Store(Database(database_url, home, wait))
