"""Staff sign in and out."""

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import access
from portal.domain.errors import NotFound, TooManyTries
from portal.web import again
from portal.web.cookies import STAFF, begin_session, end_session, staff_session
from portal.web.guards import public, shows_again
from portal.web.here import gettext as _
from portal.web.here import own_landlord, parts
from portal.web.staff.blueprint import pages
from portal.web.typed import field, is_shown_again, line, typed_again, unplaced

SEE_OTHER = 303
INSIDE = "/staff/"


@pages.get("/sign-in")
@public
def sign_in() -> str:
    """The staff's door."""
    return _door(hidden=again.taken_along())


@pages.post("/sign-in")
@public
@shows_again
def try_to_sign_in() -> str | AnyResponse:
    """Try an e-mail address and a password. Whatever is wrong, the page says the same."""
    if is_shown_again():
        return _door(notices=typed_again())
    here, password = parts(), request.form.get("password", "")
    address = request.remote_addr or ""
    try:
        member = access.sign_in(
            here.store, line("email"), password, landlord=own_landlord(),
            address=address, secret=here.settings.secret_key, now=here.clock(),
        )  # fmt: skip
    except NotFound:
        return _door(problem=_("We do not know this email address and password. Check both and try again"))
    except TooManyTries as slow:
        return _door(problem=_("There were many tries. Wait %(seconds)s seconds, then try again", seconds=slow.wait))
    shown = again.carry_on("staff/carry_on.html", INSIDE) if again.is_carried() else redirect(_wanted(), SEE_OTHER)
    return begin_session(make_response(shown), STAFF, member.landlord, member.id)


@pages.post("/sign-out")
@public
def sign_out() -> AnyResponse:
    """Leave."""
    response = make_response(redirect(url_for("staff.sign_in"), SEE_OTHER))
    session = staff_session()
    return end_session(response, STAFF, session.landlord) if session else response


def _door(problem: str = "", hidden: dict[str, str] | None = None, notices: object = ()) -> str:
    fields = [
        field("email", "email", _("Email"), autocomplete="username"),
        {"kind": "password", "id": "password", "label": _("Password")},
    ]
    fields[0]["error"] = problem
    wanted = {"next": request.values["next"]} if "next" in request.values else {}
    return render_template(
        "staff/sign_in.html",
        fields=fields,
        errors=unplaced(fields, {}),
        action=url_for("staff.sign_in"),
        hidden={**wanted, **(again.carried() if hidden is None else hidden)},
        notices=notices,
    )


def _wanted() -> str:
    """The page that was asked for, if it is one of the staff's."""
    wanted = line("next")
    return wanted if wanted.startswith(INSIDE) and "\\" not in wanted else url_for("staff.queue")
