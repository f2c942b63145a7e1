"""Three cookies with an opaque token: one resumes an unsent draft, one opens a case, one is a member of staff's."""

from datetime import timedelta
from typing import TypeVar, cast

from flask import g, request
from werkzeug.wrappers import Response

from portal import access
from portal.access import Session
from portal.web.devices import device
from portal.web.here import LANGUAGE_COOKIE, landlords_here, parts

R = TypeVar("R", bound=Response)

DRAFT, CASE, STAFF = "draft", "case", "staff"
PERSON = "person"
"""The session of somebody who comes by a verified contact. Its cookie is the one that opens a case."""
LASTS = {DRAFT: timedelta(days=30), CASE: None, STAFF: None}
A_YEAR = timedelta(days=365)


def draft_session() -> Session | None:
    """The session that resumes a draft of this landlord's, if the browser has one. One that is asleep stays so."""
    return _session(DRAFT)


def wake_draft() -> None:
    """Whoever is here said that the answers are theirs."""
    found = parts()
    if token := request.cookies.get(_name(DRAFT)):
        access.touch(found.store, token, found.clock())


def case_session() -> Session | None:
    """The session that opens a case, or a person's cases, of this landlord's, if it has not idled out."""
    return _session(CASE)


def staff_session() -> Session | None:
    """The session of a member of staff; on a landlord's own host name, of that landlord's."""
    return _session(STAFF)


def begin_session(response: R, kind: str, landlord: str, what: str, chosen: str = "", holder: str = "") -> R:
    """Start a session for `what` (a draft's id, a reference, a contact, a member of staff's id) and set its cookie.

    A case or a person is opened in place of what this browser had open, which ends. `holder` is the id of somebody who
    opens a case for the resident.
    """
    found = parts()
    store, now = found.store.at(landlord), found.clock()
    if kind not in (CASE, PERSON):
        return _set(response, kind, landlord, access.start(store, kind, what, now=now))
    if old := request.cookies.get(_name(CASE)):
        access.end(store, old)
    token = access.start(store, kind, what, now=now, chosen=chosen, device=device(), holder=holder)
    return _set(response, CASE, landlord, token)


def choose_case(reference: str) -> None:
    """The person of this session looks at this case now."""
    if token := case_token():
        access.choose(parts().store.at(g.landlord), token, reference)


def case_token() -> str | None:
    """The token of the session that opens a case or a person's cases, as the browser sent it."""
    return request.cookies.get(_name(CASE))


def move_session(response: R, kind: str, landlord: str, to: str) -> R:
    """Take this browser's session along to another landlord, whose it is by now."""
    token = request.cookies[_name(kind)]
    response.delete_cookie(_name(kind), path=_path(kind, landlord))
    return _set(response, kind, to, token)


def remember_language(response: R, code: str) -> R:
    """Show the pages in this language from now on."""
    response.set_cookie(LANGUAGE_COOKIE, code, max_age=A_YEAR, samesite="Lax", httponly=True)
    return response


def end_session(response: R, kind: str, landlord: str) -> R:
    """End the session of this kind, on the server and in the browser."""
    if token := request.cookies.get(_name(kind)):
        access.end(parts().store.at(landlord), token)
    g.pop(_name(kind), None)
    response.delete_cookie(_name(kind), path=_path(kind, landlord))
    return response


def end_found(session: Session) -> None:
    """End the session that opens a case in this browser: whoever has it may not be there any more."""
    if token := case_token():
        access.end(parts().store.at(session.landlord), token)
    setattr(g, _name(CASE), None)


def _session(kind: str) -> Session | None:
    """Read once a request: pages ask for it more than once."""
    if _name(kind) not in g:
        setattr(g, _name(kind), _found(kind))
    return cast("Session | None", g.get(_name(kind)))


def _found(kind: str) -> Session | None:
    token = request.cookies.get(_name(kind))
    if not token:
        return None
    found = parts()
    session = access.find(found.store, token, kind, found.clock())
    if session is None or session.landlord not in (landlords_here() if kind == STAFF else (g.landlord,)):
        return None
    if kind != DRAFT or not session.asleep(found.clock()):
        access.touch(found.store, token, found.clock(), session)
    return session


def _set(response: R, kind: str, landlord: str, token: str) -> R:
    lasts = LASTS[kind]
    response.set_cookie(
        _name(kind), token, path=_path(kind, landlord), httponly=True, samesite="Lax",
        secure=parts().settings.is_https, max_age=lasts,
    )  # fmt: skip
    return response


def _name(kind: str) -> str:
    return f"putright_{kind}"


def _path(kind: str, landlord: str) -> str:
    return "/staff" if kind == STAFF else f"/{landlord}/"
