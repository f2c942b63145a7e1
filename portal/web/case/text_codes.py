"""A code by text message, typed where it was asked for: it opens all cases of whoever has that number."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.access import TEXT
from portal.domain.errors import NotFound, TooManyTries
from portal.domain.journey import PHONE, Question, problem_with
from portal.services.getting_in import claim_code
from portal.web.case import asker
from portal.web.case.blueprint import pages
from portal.web.case.coming_in import come_in
from portal.web.case.waiting import waiting
from portal.web.guards import public, shows_again
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.typed import field, is_shown_again, line, typed_again

SEE_OTHER = 303
NUMBER = Question(id="phone", kind="phone", page="text", words="", short="", missing=PHONE)


@pages.get("/<landlord>/case/text")
@public
def ask_text() -> str:
    """Where should the code go?"""
    return _asking()


@pages.post("/<landlord>/case/text")
@public
@shows_again
def send_text() -> str | AnyResponse:
    """Send a code, if we have a case with this number. Whether we have, nothing tells."""
    if is_shown_again():
        return _asking(notices=typed_again())
    phone = line("phone")
    if problem := problem_with(NUMBER, phone, office().policy):
        return _asking(error=_(problem.words))
    try:
        asker.ask(TEXT, phone, request.remote_addr or "")
    except TooManyTries as slow:
        return _asking(error=waiting(slow.wait))
    return redirect(url_for("case.text_code"), SEE_OTHER)


@pages.get("/<landlord>/case/text/code")
@public
def text_code() -> str | AnyResponse:
    """Where the code is typed."""
    return _typing() if asker.asked_for(TEXT) else redirect(url_for("case.ask_text"), SEE_OTHER)


@pages.post("/<landlord>/case/text/code")
@public
@shows_again
def open_text() -> str | AnyResponse:
    """Try the code. A wrong one, one that is too old and a number we do not have all look the same."""
    if is_shown_again():
        return _typing(notices=typed_again())
    try:
        came = claim_code(office(), asker.asked_for(TEXT), asker.asker(), line("code"))
        if came:
            return come_in(came)
    except NotFound:
        pass  # nothing was asked for, it ended, or it was tried too often: the page says what to do about each
    return _typing(error=_("This code does not work. Check it, or ask for a new one"))


def _typing(error: str = "", **more: object) -> str:
    code = field("text", "code", _("Code"), error=error or None, autocomplete="one-time-code",
                 hint=_("It looks like %(example)s", example="K7QM-3XRT-9D"))  # fmt: skip
    again = url_for("case.ask_text")
    return render_template("case_text_code.html", fields=[code], again_url=again, back_url=again, **more)


def _asking(error: str = "", **more: object) -> str:
    asked = field("phone", "phone", _("What is your phone number?"), error=error or None, autocomplete="tel",
                  hint=_("The one you gave us for text messages. The code shows all your complaints."))  # fmt: skip
    return render_template(
        "question.html", fields=[asked], continue_text=_("Send me the code"), back_url=url_for("case.lost"), **more
    )
