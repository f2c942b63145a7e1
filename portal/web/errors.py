"""Errors become pages. The same calm page for whatever cannot be found; never a hint which part was wrong."""

from contextlib import suppress
from http import HTTPStatus

from flask import Flask, current_app, g, render_template, request
from werkzeug.exceptions import BadHost, ClientDisconnected, HTTPException, RequestEntityTooLarge
from werkzeug.wsgi import get_input_stream

from portal.domain.errors import (
    ImpossibleMove,
    LostUpdate,
    NotAllowed,
    NotFound,
    NotKept,
    PutrightError,
    TooManyTries,
)
from portal.domain.words import N_
from portal.uploads import drain
from portal.web.here import gettext as _
from portal.web.here import landlords_here, office

Page = tuple[str, int]

NEVER_AGAIN = ("csrf_token", "password")
"""What is not put into a page, even for whoever typed it."""

PAGES: dict[type[PutrightError], tuple[HTTPStatus, str, str]] = {
    NotFound: (
        HTTPStatus.NOT_FOUND,
        N_("We cannot find that"),
        N_("Check the address, or start again from the home page."),
    ),
    NotAllowed: (
        HTTPStatus.FORBIDDEN,
        N_("You cannot do that"),
        N_("Ask a manager if you think you should be able to."),
    ),
    ImpossibleMove: (
        HTTPStatus.CONFLICT,
        N_("That cannot happen now"),
        N_("The case has moved on. Look at it again to see where it is."),
    ),
    LostUpdate: (
        HTTPStatus.CONFLICT,
        N_("Somebody else has just changed this"),
        N_("Nothing of yours was saved. Look at it again and decide again."),
    ),
    TooManyTries: (HTTPStatus.TOO_MANY_REQUESTS, N_("Wait a little"), N_("There were many tries. Wait and try again.")),
    NotKept: (
        HTTPStatus.SERVICE_UNAVAILABLE,
        N_("We did not receive it"),
        N_(
            "Something is wrong on our side, and nothing was sent. Try again in a few minutes, or reach us another way."
        ),
    ),
}


def show_errors(app: Flask) -> None:
    """Give every error its page."""
    for error in PAGES:
        app.register_error_handler(error, _named)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def page(status: int, title: str, words: str) -> Page:
    """The plain page that says what is the matter and how else to reach the landlord.

    Where nothing was received, what was typed goes along with the button that tries again.
    """
    _know_the_landlord()
    not_received = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    shown = render_template(
        "staff/error.html" if g.get("staff") else "error.html",
        heading=_(title),
        lines=[_(words)],
        not_received=not_received,
        again=_typed() if not_received and request.method == "POST" else None,
        contacts=office().policy.contacts if g.get("landlord") else None,
    )
    return shown, status


def _know_the_landlord() -> None:
    """A wrong address under a landlord's own still shows how to reach that landlord."""
    first = request.path.split("/")[1]
    if "landlord" not in g and first in landlords_here():
        g.landlord = first


def too_large_page() -> Page:
    """The page for a body that is larger than we take."""
    read_away()
    words = N_("It is larger than we can take. Each photo can be up to 10 MB. Go back and try a smaller one.")
    return page(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, N_("That is too large"), words)


def read_away() -> None:
    """Read what is left of a body that we do not take, or the browser shows a broken connection instead of the page."""
    try:
        stream = request.stream
    except RequestEntityTooLarge:
        stream = get_input_stream(request.environ)
    with suppress(ClientDisconnected, OSError):  # then nobody waits for the page
        drain(stream)


def _typed() -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.form.items(multi=True) if name not in NEVER_AGAIN]


def _named(error: Exception) -> Page:
    status, title, words = next(PAGES[kind] for kind in type(error).mro() if kind in PAGES)
    return page(status, title, words)


def _http(error: HTTPException) -> Page | HTTPException:
    code = error.code or 500
    if code < 400 or isinstance(error, BadHost):  # to a host name that can be none no page has an address
        return error
    if code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return too_large_page()
    if code in (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.GONE):
        return _named(NotFound(request.path))
    return page(code, N_("That did not work"), N_("Go back and try again, or start again from the home page."))


def _unexpected(error: Exception) -> Page:
    current_app.logger.error("unexpected: %s at %s", type(error).__name__, request.endpoint, exc_info=error)
    _status, title, words = PAGES[NotKept]
    return page(HTTPStatus.INTERNAL_SERVER_ERROR, title, words)
