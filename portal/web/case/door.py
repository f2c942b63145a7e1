"""Opening a case with its reference and code, keeping it open, closing it again."""

from flask import Response, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import access
from portal.domain.errors import NotFound, TooManyTries
from portal.domain.permissions import Right
from portal.domain.words import N_
from portal.web import again
from portal.web.case.blueprint import pages
from portal.web.case.reading import the_case
from portal.web.case.received import received
from portal.web.case.waiting import waiting
from portal.web.cookies import CASE, begin_session, end_session
from portal.web.guards import public, shows_again, signed_in
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.readers import knows, may_here, open_session, reader_at
from portal.web.typed import field, is_shown_again, line, typed_again, with_problems

SEE_OTHER = 303
OVER = N_("What you had open here is closed now. If you have a question, call us.")
"""The same whatever the reason: somebody may have taken their consent back quietly."""


@pages.get("/<landlord>/case")
@public
def sign_in() -> str | AnyResponse:
    """The case, where it is open in this browser; else its door."""
    session = open_session() if request.method == "GET" else None
    if session is None:
        is_over = "closed" in request.args or g.get("nothing_left", False)
        return _door(hidden=again.taken_along(), notices=[{"kind": "info", "text": _(OVER)}] if is_over else [])
    if not session.reference:
        return redirect(url_for("case.yours"), SEE_OTHER)
    reader = reader_at(session, session.reference)
    if reader is None:
        return redirect(url_for("case.yours", closed="one"), SEE_OTHER)
    g.reference, g.reader = session.reference, reader
    return the_case() if may_here(Right.SEE) else received()


@pages.get("/<landlord>/case/lost")
@public
def lost() -> str:
    """Other ways in, the same for everybody: nothing was looked up."""
    ways = [
        ("case.ask_link", "send", _("Send me a link by email"), _("To the email address that you gave us.")),
        ("case.ask_text", "phone", _("Send me a code by text message"), _("To the phone number that you gave us.")),
    ]
    actions = [{"url": url_for(to), "icon": icon, "title": title, "text": text} for to, icon, title, text in ways]
    return render_template("case_lost.html", ways=actions, back_url=_inside())


@pages.post("/<landlord>/case")
@public
@shows_again
def open_case() -> str | AnyResponse:
    """Try a reference and a code. Whichever is wrong, the page says the same."""
    if is_shown_again():
        return _door(notices=typed_again())
    here = office()
    try:
        opened = access.open_door(
            here.store, line("reference"), line("code"),
            address=request.remote_addr or "", secret=here.secret, now=here.clock(),
        )  # fmt: skip
        if opened.holder and not knows(opened.holder, opened.case.reference):
            raise NotFound
    except NotFound:
        return _door({"reference": _("We cannot find a case with this reference and code. Check both and try again")})
    except TooManyTries as slow:
        return _door(wait=waiting(slow.wait))
    shown = again.carry_on("carry_on.html", _inside()) if again.is_carried() else redirect(_inside(), SEE_OTHER)
    return begin_session(make_response(shown), CASE, here.landlord, opened.case.reference, holder=opened.holder)


@pages.post("/<landlord>/case/keep")
@signed_in
def keep() -> AnyResponse:
    """Somebody is still here: opening the session kept it, as often as they like. A script needs no page back."""
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
        field("text", "reference", _("Reference"), hint=_("It looks like %(example)s", example=_example()),
              autocomplete="username"),
        field("text", "code", _("Code"), autocomplete="current-password"),
    ]  # fmt: skip
    return render_template(
        "case_sign_in.html",
        fields=with_problems(fields, problems or {}),
        action=_inside(),
        link_url=url_for("case.ask_link"),
        lost_url=url_for("case.lost"),
        **{"hidden": again.carried(), **more},
    )


def _example() -> str:
    return f"{office().policy.letters}-7K3F-92QD"


def _inside() -> str:
    return url_for("case.sign_in")
