"""Opening a case with its reference and code, keeping it open, closing it again."""

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import access
from portal.domain.errors import NotFound, TooManyTries
from portal.web import again
from portal.web.case.blueprint import pages
from portal.web.case.reading import the_case
from portal.web.cookies import CASE, begin_session, case_session, end_session
from portal.web.guards import public, resident, shows_again
from portal.web.here import gettext as _
from portal.web.here import ngettext, office
from portal.web.typed import field, is_shown_again, line, typed_again, with_problems

SEE_OTHER = 303


@pages.get("/<landlord>/case")
@public
def sign_in() -> str | AnyResponse:
    """The case, where it is open in this browser; else its door."""
    session = case_session() if request.method == "GET" else None
    return the_case(session.what) if session else _door(hidden=again.taken_along())


@pages.post("/<landlord>/case")
@public
@shows_again
def open_case() -> str | AnyResponse:
    """Try a reference and a code. Whichever is wrong, the page says the same."""
    if is_shown_again():
        return _door(notices=typed_again())
    here = office()
    try:
        case = access.open_case(
            here.store, line("reference"), line("code"),
            address=request.remote_addr or "", secret=here.secret, now=here.clock(),
        )  # fmt: skip
    except NotFound:
        return _door({"reference": _("We cannot find a case with this reference and code. Check both and try again")})
    except TooManyTries as slow:
        return _door(wait=_waiting(slow.wait))
    shown = again.carry_on("carry_on.html", _inside()) if again.is_carried() else redirect(_inside(), SEE_OTHER)
    return begin_session(make_response(shown), CASE, here.landlord, case.reference)


@pages.post("/<landlord>/case/keep")
@resident
def keep() -> AnyResponse:
    """Somebody is still here: opening the session kept it. A script needs no page back."""
    if request.headers.get("Sec-Fetch-Mode") == "navigate":
        return redirect(_inside(), SEE_OTHER)
    return Response(status=204)


@pages.post("/<landlord>/case/sign-out")
@public
def sign_out() -> AnyResponse:
    """Close the case on this device."""
    return end_session(make_response(redirect(url_for("home.home"), SEE_OTHER)), CASE, office().landlord)


def _door(problems: dict[str, str] | None = None, **more: object) -> str:
    fields = [
        field("text", "reference", _("Reference"), hint=_("It looks like %(example)s", example=_example())),
        field("text", "code", _("Code")),
    ]
    return render_template(
        "case_sign_in.html",
        fields=with_problems(fields, problems or {}),
        action=_inside(),
        **{"hidden": again.carried(), **more},
    )


def _example() -> str:
    return f"{office().policy.letters}-7K3F-92QD"


def _inside() -> str:
    return url_for("case.sign_in")


def _waiting(seconds: int) -> str:
    if seconds < 60:
        return ngettext("Wait %(num)s second, then try again.", "Wait %(num)s seconds, then try again.", seconds)
    minutes = -(-seconds // 60)
    return ngettext("Wait %(num)s minute, then try again.", "Wait %(num)s minutes, then try again.", minutes)
