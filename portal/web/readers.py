"""Who is at a case: the resident, or somebody who acts for them with a code of their own; what they may do there."""

from flask import g

from portal.access import Session
from portal.domain.errors import NotFound
from portal.domain.events import REPRESENTATIVE, RESIDENT
from portal.domain.permissions import Reader, Right
from portal.services.people import is_allowed
from portal.web.cookies import case_session, end_found
from portal.web.here import office


def open_session() -> Session | None:
    """The session that opens a case here. One of somebody who may not even know of the case any more ends."""
    session = case_session()
    if session is None or not session.holder or knows(session.holder, session.what):
        return session
    end_found(session)
    return None


def knows(holder: str, reference: str) -> bool:
    """May whoever has this code know that we have this case?"""
    try:
        return is_allowed(office(), Reader(holder), Right.KNOW_RECEIVED, reference)
    except NotFound:
        return False


def may_here(right: Right) -> bool:
    """May whoever is here (`g.reader`) do that with the case that is open (`g.reference`)?"""
    return is_allowed(office(), g.reader, right, g.reference)


def by() -> str:
    """How events name whoever is here."""
    return RESIDENT if g.reader.is_resident else REPRESENTATIVE + g.reader.representative
