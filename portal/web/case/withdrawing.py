"""The resident does not want us to go on: what that means, and the doing. Nobody asks them to think again."""

from flask import g, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import case_words
from portal.domain.commands import Withdraw
from portal.domain.errors import ImpossibleMove
from portal.domain.events import Withdrawn
from portal.domain.permissions import Right
from portal.services.casework import carry_out, open_file
from portal.web.case import shown
from portal.web.case.blueprint import pages
from portal.web.danger import told_first
from portal.web.guards import allowed, resident, shows_again
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.readers import by
from portal.web.typed import (
    field,
    form_id,
    is_sending,
    is_shown_again,
    text,
    too_long,
    typed_again,
    with_problems,
    words_once,
)

SEE_OTHER = 303
BOTH = ("GET", "POST")


@pages.route("/<landlord>/case/withdraw", methods=BOTH)
@resident
@allowed(Right.WITHDRAW_CASE)
@shows_again
def withdraw() -> str | AnyResponse:
    """Tell us to stop. No reason is asked for."""
    file = open_file(office(), g.reference)
    if not file.case.allows(Withdrawn):
        return redirect(url_for("case.sign_in", done="withdrawn" if file.case.is_withdrawn else None), SEE_OTHER)
    problems = too_long("words")
    if is_sending() and not problems:
        try:
            words = words_once("words", g.reference) if text("words") else None
            carry_out(office(), g.reference, Withdraw(words), by=by())
        except ImpossibleMove:  # a second tap came first, or it has ended since: the case says so
            return redirect(url_for("case.sign_in"), SEE_OTHER)
        return _withdrawn()
    own = field("longtext", "words", _("Do you want to say anything about it?"), optional=True)
    return render_template(
        "question.html",
        heading=_("Tell us to stop"),
        caption=g.reference,
        intro=list(case_words.if_withdrawn(file.case, file.policy, shown.wording())),
        fields=with_problems([own], problems),
        hidden={"form": form_id(), "case": g.reference},
        continue_text=_("Stop looking into it"),
        back_url=url_for("case.sign_in"),
        notices=typed_again() if is_shown_again() else [],
    )


def _withdrawn() -> AnyResponse | str:
    """Back to the case; but where the words speak of danger, first what to do now."""
    return told_first(text("words"), url_for("case.sign_in", done="withdrawn"))
