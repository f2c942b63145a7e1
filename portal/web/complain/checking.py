"""Check the answers, then send them, once."""

from flask import g, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.draft import Draft
from portal.domain.errors import UnfinishedDraft
from portal.files.journeys import load_journey
from portal.services.complaints import make_complaint
from portal.web.complain.asking import next_page
from portal.web.complain.blueprint import JOURNEY, SEE_OTHER, pages, the_draft
from portal.web.cookies import CASE, begin_session, draft_session
from portal.web.guards import public, shows_again
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.questions import GROUPS, rows
from portal.web.typed import is_shown_again, typed_again


@pages.get("/<landlord>/complain/check")
@public
def check() -> str | AnyResponse:
    """Every answer, with a way to change it (WCAG 3.3.4)."""
    draft, session = the_draft(), draft_session()
    if draft.reference:
        return render_template("already_sent.html", reference=draft.reference)
    if session and session.asleep(office().clock()):
        return redirect(url_for("complain.start"), SEE_OTHER)
    if load_journey(JOURNEY).next_question(draft.answers, office().policy):
        return redirect(next_page(draft), SEE_OTHER)
    return _page(draft)


@pages.post("/<landlord>/complain/check")
@public
@shows_again
def send() -> str | AnyResponse:
    """Make the complaint. Sent twice, it is made once, and the receipt is given only after it is kept."""
    draft = the_draft()
    if is_shown_again() and not draft.reference:
        return _page(draft, notices=typed_again())
    try:
        receipt = make_complaint(office(), draft)
    except UnfinishedDraft:
        return redirect(next_page(draft), SEE_OTHER)
    response = make_response(redirect(url_for("complain.done"), SEE_OTHER))
    return begin_session(response, CASE, g.landlord, receipt.reference)


def _page(draft: Draft, **more: object) -> str:
    applying = load_journey(JOURNEY).applying(draft.answers, office().policy)
    groups = [
        {
            "heading": _(heading),
            "rows": [
                {
                    "label": _(question.short),
                    "value": words,
                    "change_url": f"{url_for('complain.ask', page=question.page)}?from=check",
                }
                for question, words in rows([each for each in applying if each.page in places], draft)
            ],
        }
        for heading, places in GROUPS
    ]
    return render_template(
        "check.html", groups=groups, action=url_for("complain.send"), send_text=_send_text(draft),
        back_url=url_for("complain.ask", page=applying[-1].page), **more,
    )  # fmt: skip


def _send_text(draft: Draft) -> str:
    if draft.answers.get("pass_on") == "only_pass_on":
        return _("Send it to be passed on")
    return _("Send my complaint")
