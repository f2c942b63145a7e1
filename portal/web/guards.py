"""Who may open a route. Every route states one; a test walks them all."""

from collections.abc import Callable
from functools import wraps
from hmac import compare_digest
from http import HTTPStatus
from typing import Any, ParamSpec, TypeVar

from flask import abort, current_app, g, redirect, request, url_for

from portal.domain.errors import NotAllowed
from portal.services.staff import may_act_as
from portal.web.cookies import case_session, staff_session
from portal.web.here import office, parts

P = ParamSpec("P")
R = TypeVar("R")


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Anybody."""
    return _marked(view, guard="public")


def shows_again(view: Callable[P, R]) -> Callable[P, R]:
    """A page that answers a stale form (`g.stale`) by showing itself again with what was typed, and keeps nothing."""
    return _marked(view, shows_again=True)


def resident(view: Callable[P, R]) -> Callable[P, R]:
    """Somebody who has opened this landlord's case with reference and code. `g.reference` is theirs alone."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Any:
        session = case_session()
        if session is None:
            return _sign_in_first("case.sign_in")
        g.reference = session.what
        return view(*args, **kwargs)

    return _marked(guarded, guard="resident")


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
    """To the door. Words typed into a form that can be shown again go along, so that they are not lost."""
    view = current_app.view_functions[request.endpoint or ""]
    if request.method == "POST" and is_shown_again(view):
        return current_app.view_functions[endpoint]()
    return redirect(url_for(endpoint, **(values if request.method == "GET" else {})), HTTPStatus.SEE_OTHER)


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
