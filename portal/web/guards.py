"""Who may open a route. Every route states one; a test walks them all."""

from collections.abc import Callable
from functools import wraps
from hmac import compare_digest
from http import HTTPStatus
from typing import Any, ParamSpec, TypeVar

from flask import abort, current_app, g, redirect, request, url_for

from portal.domain.errors import NotAllowed
from portal.domain.permissions import Right
from portal.services.staff import may_act_as
from portal.web.cookies import PERSON, staff_session
from portal.web.here import office, parts
from portal.web.readers import may_here, open_session, reader_at

P = ParamSpec("P")
R = TypeVar("R")


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Anybody."""
    return _marked(view, guard="public")


def shows_again(view: Callable[P, R]) -> Callable[P, R]:
    """A page that answers a stale form (`g.stale`) by showing itself again with what was typed, and keeps nothing."""
    return _marked(view, shows_again=True)


def signed_in(view: Callable[P, R]) -> Callable[P, R]:
    """Somebody who has opened cases of this landlord's, by `g.session`. Which ones it still opens, the page asks."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Any:
        session = open_session()
        if session is None:
            return _sign_in_first("case.sign_in", **ended())
        g.session = session
        return view(*args, **kwargs)

    return _marked(guarded, guard="resident")


def resident(view: Callable[P, R]) -> Callable[P, R]:
    """Somebody who has opened this landlord's case. `g.reference` is theirs alone, `g.reader` says who they are.

    Whoever acts for the resident may do only what `allowed` asks for, which stands under this on every page.
    A form says which case it was filled in for (`case`): another one may have been opened since in another window.
    """

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Any:
        session = open_session()
        wanted = request.form.get("case") or (session.reference if session else "")
        if session is None or not (wanted or session.kind == PERSON):
            return _sign_in_first("case.sign_in", **ended())
        if not wanted:
            return redirect(url_for("case.yours"), HTTPStatus.SEE_OTHER)
        reader = reader_at(session, wanted)
        if reader is None and session.kind == PERSON and wanted == session.chosen:
            return redirect(url_for("case.yours", closed="one"), HTTPStatus.SEE_OTHER)
        if reader is None:
            return _sign_in_first("case.sign_in")
        g.reference, g.reader = wanted, reader
        return view(*args, **kwargs)

    return _marked(guarded, guard="resident")


def allowed(right: Right) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """The resident; or somebody who acts for them and was allowed this. Others see what they may of the case."""

    def guard(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> Any:
            if may_here(right):
                return view(*args, **kwargs)
            return redirect(url_for("case.sign_in"), HTTPStatus.SEE_OTHER)

        return _marked(guarded, right=right)

    return guard


def right_of(view: object) -> Right | None:
    """The right that a page of a case asks for; None where it states none."""
    return getattr(view, "right", None)


def ended() -> dict[str, str]:
    """What the door is told where the session has just ended, because nothing is left that it opens."""
    return {"closed": "all"} if g.get("nothing_left") else {}


def channel(view: Callable[P, R]) -> Callable[P, R]:
    """Another program: with the channel's token, or from this machine only. Holds no cookie, so needs no form token."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Any:
        if not _may_be_a_channel():
            abort(401 if parts().settings.channel_token else 404)
        return view(*args, **kwargs)

    return _marked(guarded, guard="channel")


def needs(role: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A signed-in member of staff with this role or a higher one. Sets `g.staff`, `g.landlord` and the office."""

    def guard(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> Any:
            session = staff_session()
            if session is None:
                return _sign_in_first("staff.sign_in", next=request.path)
            g.landlord = session.landlord
            g.staff = office().store.staff(session.what)
            if g.staff.disabled or not may_act_as(g.staff, role):
                raise NotAllowed(role)
            return view(*args, **kwargs)

        return _marked(guarded, guard=f"needs {role}")

    return guard


def guard_of(view: object) -> str:
    """The guard a route states; empty where it states none."""
    return str(getattr(view, "guard", ""))


def is_shown_again(view: object) -> bool:
    """Does this page show itself again when its form is stale?"""
    return bool(getattr(view, "shows_again", False))


def _sign_in_first(endpoint: str, **values: Any) -> Any:
    """To the door. Words typed into a form that can be shown again go along, unless they may not be sent any more."""
    view = current_app.view_functions[request.endpoint or ""]
    if request.method == "POST" and is_shown_again(view) and not ended():
        return current_app.view_functions[endpoint]()
    values = {name: value for name, value in values.items() if request.method == "GET" or name != "next"}
    return redirect(url_for(endpoint, **values), HTTPStatus.SEE_OTHER)


def _marked(view: Callable[P, R], **marks: object) -> Callable[P, R]:
    for name, value in marks.items():
        setattr(view, name, value)
    return view


def _may_be_a_channel() -> bool:
    """With a token set it must be given; without one, only this machine may call, with no proxy in between."""
    settings = parts().settings
    if settings.channel_token:
        given = request.headers.get("Authorization", "")
        return compare_digest(given.encode(), f"Bearer {settings.channel_token}".encode())
    forwarded = any(
        name.lower().startswith(("forwarded", "x-forwarded-")) for name, _ in request.headers.to_wsgi_list()
    )
    return settings.is_loopback and request.remote_addr in ("127.0.0.1", "::1") and not forwarded
