"""Who is at a case: the resident, or somebody who acts for them; what they may do there, asked anew each time."""

from contextlib import suppress
from typing import cast

from flask import g

from portal.access import Session
from portal.domain.errors import NotFound
from portal.domain.events import REPRESENTATIVE, RESIDENT
from portal.domain.permissions import RESIDENT_READER, Reader, Right, may
from portal.domain.person_record import PersonRecord
from portal.services.openable import reader_of
from portal.services.people import is_allowed
from portal.web.cookies import PERSON, case_session, end_found
from portal.web.here import office


def open_session() -> Session | None:
    """The session that opens a case here. One of somebody who may not even know of the case any more ends.

    Whoever came by a contact keeps it while anything is left that it opens: `reader_at` says what.
    """
    session = case_session()
    if session is None or (session.what and not session.holder) or reader_at(session, session.what):
        return session
    nothing_left(session)
    return None


def nothing_left(session: Session) -> None:
    """End the session in this browser. `g.nothing_left` says so to whoever is here."""
    end_found(session)
    g.nothing_left = True


def reader_at(session: Session, reference: str) -> Reader | None:
    """As whom this session opens that case, today; None where it does not, or not any more.

    Somebody who came by a contact may be the resident of one case, and act for the resident of another.
    """
    if session.kind == PERSON:
        holders = [each.holder for each in office().store.openings_of(session.what, reference)]
    else:
        holders = [session.holder] if session.what == reference else []
    if RESIDENT_READER.representative in holders:
        return RESIDENT_READER
    with suppress(NotFound):
        readers = [Reader(each) for each in holders]
        return reader_of(readers, record_of(reference), reference, office().today) if readers else None
    return None


def knows(holder: str, reference: str) -> bool:
    """May whoever has this code know that we have this case?"""
    return is_allowed(office(), Reader(holder), Right.KNOW_RECEIVED, reference)


def may_here(right: Right) -> bool:
    """May whoever is here (`g.reader`) do that with the case that is open (`g.reference`)?"""
    if g.reader.is_resident:
        return True
    return may(g.reader, right, record_of(g.reference), g.reference, office().today)


def by() -> str:
    """How events name whoever is here."""
    return RESIDENT if g.reader.is_resident else REPRESENTATIVE + g.reader.representative


def own_case() -> str:
    """The case that is open here to the resident themself; empty where none is, or somebody acts for them."""
    session = open_session()
    if session is None or not session.reference:
        return ""
    return session.reference if reader_at(session, session.reference) == RESIDENT_READER else ""


def is_here(representative: str) -> bool:
    """Is this who is signed in here, by a code or by a contact of theirs?"""
    session = case_session()
    if session is None:
        return False
    came = office().store.openings(session.what) if session.kind == PERSON else ()
    return representative in (session.holder, *(each.holder for each in came))


def record_of(reference: str) -> PersonRecord:
    """The record of the person whose case this is, read once a request. Raises NotFound."""
    if "records" not in g:
        g.records = {}
    if reference not in g.records:
        g.records[reference] = office().store.record_of(reference)
    return cast(PersonRecord, g.records[reference])
