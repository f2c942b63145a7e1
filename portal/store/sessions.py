"""Sessions and links, by hash: whoever reads these tables can open nothing with them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, delete, insert, or_, select, true, tuple_, update

from portal.store import tables
from portal.store.contacts import OPENS_NOTHING, PERSON_SESSION
from portal.store.engine import Database
from portal.store.landlord import AtLandlord

ASLEEP = timedelta(minutes=30)

Opens = tuple[str, str]
"""A case by its reference, and its holder: empty for the resident."""


@dataclass(frozen=True)
class Session:
    """Somebody's way back: to a draft (`what` is its id), a case (its reference), or staff work (their id).

    A `person` comes back to all cases that somebody opens by a contact (`what` is `FoundBy.whose`), and looks at the
    one that is `chosen`. `device` is what they use, in a few words of its own. `holder` is the id of somebody who acts
    for the resident, and opened the case with a code of their own; empty for the resident. By a contact people come to
    cases of their own and of others, so there it says nothing.
    """

    landlord: str
    kind: str
    what: str
    created: datetime
    last_seen: datetime
    chosen: str = ""
    device: str = ""
    holder: str = ""

    @property
    def reference(self) -> str:
        """The case that is looked at; empty where none is yet."""
        return self.what if self.kind == "case" else self.chosen

    def asleep(self, now: datetime) -> bool:
        """Has nobody been here for half an hour? Then ask before showing what was answered."""
        return now - self.last_seen > ASLEEP


@dataclass(frozen=True)
class SignedIn:
    """A session, for whoever may end it: its hash opens nothing."""

    hash: str
    session: Session


@dataclass(frozen=True)
class Link:
    """A link sent to somebody: what it is for, and until when it works."""

    landlord: str
    purpose: str
    what: str
    until: datetime


SESSION = [tables.sessions.c[name] for name in Session.__dataclass_fields__]
ONE = select(*SESSION).where(tables.sessions.c.hash == bindparam("hash"))
ONE_HERE = ONE.where(tables.sessions.c.landlord == bindparam("landlord"))
LINK = [tables.links.c[name] for name in Link.__dataclass_fields__]


class SessionsFound:
    """Sessions by their hash. A token is a secret of 256 bits, so it may be looked up before the landlord is known."""

    _database: Database

    def session(self, hash: str) -> Session | None:
        """The session with this hash, if there is one here."""
        with self._database.reading() as connection:
            row = connection.execute(*self._one(hash)).mappings().first()
        return Session(**row) if row else None

    def touch_session(self, hash: str, now: datetime) -> None:
        """Somebody is still here."""
        own = update(tables.sessions).where(tables.sessions.c.hash == hash, self._sessions_here())
        with self._database.writing() as connection:
            connection.execute(own.values(last_seen=now))

    def end_session(self, hash: str) -> None:
        """End it; again does no harm."""
        own = delete(tables.sessions).where(tables.sessions.c.hash == hash, self._sessions_here())
        with self._database.writing() as connection:
            connection.execute(own)

    def _one(self, hash: str) -> tuple[Select[Any], dict[str, str]]:
        return ONE, {"hash": hash}

    def _sessions_here(self) -> ColumnElement[bool]:
        return true()


class Sessions(SessionsFound, AtLandlord):
    """Sessions and links of one landlord."""

    def add_session(self, hash: str, session: Session) -> None:
        """Keep a new session."""
        values = {name: getattr(session, name) for name in Session.__dataclass_fields__}
        with self._database.writing() as connection:
            connection.execute(insert(tables.sessions), {"hash": hash, **values, "landlord": self.landlord})

    def end_sessions(self, kind: str, what: str) -> None:
        """End every session of this kind for this draft, case or member of staff."""
        session = tables.sessions.c
        gone = delete(tables.sessions).where(self._sessions_here(), session.kind == kind, session.what == what)
        with self._database.writing() as connection:
            connection.execute(gone)

    def choose_case(self, hash: str, reference: str) -> None:
        """Whoever this session is looks at another case."""
        own = update(tables.sessions).where(tables.sessions.c.hash == hash, self._sessions_here())
        with self._database.writing() as connection:
            connection.execute(own.values(chosen=reference))

    def end_sessions_held_by(self, holder: str) -> None:
        """End every session of somebody who acted for a resident and came with a code. They are told so once."""
        theirs = update(tables.sessions).where(self._sessions_here(), tables.sessions.c.holder == holder)
        with self._database.writing() as connection:
            connection.execute(theirs.values(**OPENS_NOTHING))

    def sessions_that_open(self, openings: Iterable[Opens], since: datetime, whose: str = "") -> tuple[SignedIn, ...]:
        """Every session that opens one of these cases, as its holder, and was seen since then, the last seen first.

        `whose` is the person of a contact, whose sessions open them too.
        """
        session = tables.sessions.c
        found = (
            select(session.hash, *SESSION)
            .where(self._sessions_here(), self._opens(tuple(openings), whose), session.last_seen >= since)
            .order_by(session.last_seen.desc(), session.hash)
        )
        with self._database.reading() as connection:
            rows = [dict(row) for row in connection.execute(found).mappings()]
        return tuple(SignedIn(row.pop("hash"), Session(**row)) for row in rows)

    def end_sessions_that_open(self, references: Iterable[str]) -> None:
        """End every session of the resident's that opens one of these cases."""
        own = tuple((reference, "") for reference in references)
        gone = delete(tables.sessions).where(self._sessions_here(), self._opens(own))
        with self._database.writing() as connection:
            connection.execute(gone)

    def end_by_hash(self, hashes: Iterable[str]) -> None:
        """End these sessions."""
        gone = delete(tables.sessions).where(self._sessions_here(), tables.sessions.c.hash.in_(list(hashes)))
        with self._database.writing() as connection:
            connection.execute(gone)

    def _opens(self, openings: Sequence[Opens], whose: str = "") -> ColumnElement[bool]:
        """By its code, or by a contact of it; each case as its holder alone."""
        session, contact = tables.sessions.c, tables.contacts.c
        wanted = tuple_(contact.reference, contact.holder).in_(openings)
        people = select(contact.whose).where(contact.landlord == self.landlord, wanted)
        by_code = and_(session.kind == "case", tuple_(session.what, session.holder).in_(openings))
        own = and_(session.what == whose, session.what != "")
        return or_(by_code, and_(session.kind == PERSON_SESSION, or_(own, session.what.in_(people))))

    def add_link(self, hash: str, link: Link, now: datetime) -> None:
        """Keep a new link."""
        values = {name: getattr(link, name) for name in Link.__dataclass_fields__}
        with self._database.writing() as connection:
            row = {"hash": hash, **values, "landlord": self.landlord, "made_at": now, "claimed_at": None}
            connection.execute(insert(tables.links), row)

    def link(self, hash: str, now: datetime) -> Link | None:
        """The link, if it still works. Looking does not use it up: programs open links in mail before people do."""
        with self._database.reading() as connection:
            row = connection.execute(select(*LINK).where(self._works(hash, now))).mappings().first()
        return Link(**row) if row else None

    def claim_link(self, hash: str, now: datetime) -> Link | None:
        """Use the link up. Of two who claim it at once, one gets it."""
        claim = update(tables.links).where(self._works(hash, now)).values(claimed_at=now)
        with self._database.writing() as connection:
            row = connection.execute(claim.returning(*LINK)).mappings().first()
        return Link(**row) if row else None

    def _works(self, hash: str, now: datetime) -> ColumnElement[bool]:
        link = tables.links.c
        return and_(link.landlord == self.landlord, link.hash == hash, link.claimed_at.is_(None), link.until > now)

    def _one(self, hash: str) -> tuple[Select[Any], dict[str, str]]:
        return ONE_HERE, {"hash": hash, "landlord": self.landlord}

    def _sessions_here(self) -> ColumnElement[bool]:
        return tables.sessions.c.landlord == self.landlord
