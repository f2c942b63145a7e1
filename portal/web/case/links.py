"""A link by e-mail that opens all cases of whoever has the address: asked for, waited for, opened here or elsewhere."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.access import EMAIL, asked_here
from portal.domain.errors import NotFound, TooManyTries
from portal.domain.journey import EMAIL as WRITE_EMAIL
from portal.domain.journey import Question, problem_with
from portal.services.getting_in import claim_link, way_of_link
from portal.store import WayIn
from portal.web.case import asker
from portal.web.case.blueprint import pages
from portal.web.case.coming_in import come_in
from portal.web.case.waiting import waiting
from portal.web.guards import public, shows_again
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.typed import Field, field, is_shown_again, line, typed_again

SEE_OTHER = 303
MAIL = Question(id="email", kind="email", page="link", words="", short="", missing=WRITE_EMAIL)


@pages.get("/<landlord>/case/link")
@public
def ask_link() -> str:
    """Where should the link go?"""
    return _asking()


@pages.post("/<landlord>/case/link")
@public
@shows_again
def send_link() -> str | AnyResponse:
    """Send a link, if we have a case with this address. Whether we have, nothing tells."""
    if is_shown_again():
        return _asking(notices=typed_again())
    address = line("email")
    if problem := problem_with(MAIL, address, office().policy):
        return _asking(error=_(problem.words))
    try:
        asker.ask(EMAIL, address, request.remote_addr or "")
    except TooManyTries as slow:
        return _asking(error=waiting(slow.wait))
    return redirect(url_for("case.link_sent"), SEE_OTHER)


@pages.get("/<landlord>/case/link/sent")
@public
def link_sent() -> str | AnyResponse:
    """It is on its way, or not: the page is the same. The number is for another device."""
    if not asker.asked_for(EMAIL):
        return redirect(url_for("case.ask_link"), SEE_OTHER)
    return render_template("case_link_sent.html", number=asker.number(), back_url=url_for("case.ask_link"))


@pages.get("/<landlord>/case/link/<token>")
@public
def link(token: str) -> str:
    """A page with one button: mail programs open links by themselves, so opening one uses up nothing."""
    try:
        return _link(way_of_link(office(), token))
    except NotFound:
        return _used()


@pages.post("/<landlord>/case/link/<token>")
@public
def open_link(token: str) -> str | AnyResponse:
    """Open the cases: at once where the link was asked for, elsewhere with the number shown there."""
    try:
        came = claim_link(office(), token, asker.asker(), line("number"))
        if came is None:
            wrong = _("This is not the number. Look at the page where you asked for the link")
            return _link(way_of_link(office(), token), error=wrong)
        return come_in(came)
    except NotFound:
        return _used()


def _link(way: WayIn, error: str = "") -> str:
    number: Field = field(
        "text", "number", _("The number"), error=error or None, inputmode="numeric", autocomplete="one-time-code",
        hint=_("You find it on the page where you asked for the link."),
    )  # fmt: skip
    fields = [] if asked_here(way, asker.asker()) else [number]
    return render_template("case_link.html", fields=fields)


def _used() -> str:
    return render_template("case_link_used.html", again_url=url_for("case.ask_link"))


def _asking(error: str = "", **more: object) -> str:
    asked = field("email", "email", _("What is your email address?"), error=error or None, autocomplete="email",
                  hint=_("The one you gave us when you complained. The link shows all your complaints."))  # fmt: skip
    return render_template(
        "question.html", fields=[asked], continue_text=_("Send me the link"), back_url=url_for("case.lost"), **more
    )
