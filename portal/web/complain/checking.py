"""Check the answers, then send them, once."""

from collections.abc import Iterator
from hashlib import sha256

from flask import g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.draft import Draft
from portal.domain.errors import LostUpdate, UnfinishedDraft
from portal.domain.journey import Question
from portal.domain.triage import A_PERSON_DECIDES
from portal.domain.words import N_
from portal.files.journeys import load_journey
from portal.services.complaints import make_complaint
from portal.web.complain.blueprint import (
    CHECK,
    JOURNEY,
    SEE_OTHER,
    hints_of,
    instead_of,
    is_asleep,
    next_page,
    pages,
    said_after,
    the_draft,
)
from portal.web.cookies import CASE, begin_session, wake_draft
from portal.web.guards import public, shows_again
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.questions import in_groups, rows
from portal.web.typed import Field, is_shown_again, line, typed_again

CHANGED = N_("Your answers changed in another window while this page was open. Check them again, then send them.")
NOT_PART = N_(
    "You began to change “%(question)s” and did not press Continue there. What you typed is kept, "
    "but it is not part of what you send."
)


@pages.get("/<landlord>/complain/check")
@public
def check() -> str | AnyResponse:
    """Every answer, with a way to change it (WCAG 3.3.4)."""
    draft = the_draft()
    if instead := instead_of(draft):
        return instead
    if load_journey(JOURNEY).next_question(draft.answers, office().policy):
        return redirect(next_page(draft), SEE_OTHER)
    said = said_after(load_journey(JOURNEY).page(request.args.get("after", "")), draft)
    return _page(draft, [each for each in said if "lines" not in each])  # the page has those itself


@pages.post("/<landlord>/complain/check")
@public
@shows_again
def send() -> str | AnyResponse:
    """Make the complaint as it was read. Sent twice, it is made once; the receipt comes only after it is kept."""
    draft = the_draft()
    if draft.reference and is_asleep():
        return render_template("already_sent.html", reference=draft.reference)
    if not draft.reference and load_journey(JOURNEY).next_question(draft.answers, office().policy):
        return redirect(next_page(draft), SEE_OTHER)
    if not draft.reference and is_shown_again():
        return _page(draft, typed_again())
    if not draft.reference and line("read") != _fingerprint(draft):
        return _page(draft, [{"kind": "info", "text": _(CHANGED)}])
    try:
        receipt = make_complaint(office(), draft)
    except (LostUpdate, UnfinishedDraft):
        return redirect(url_for("complain.check"), SEE_OTHER)
    wake_draft()  # a page that was read for long is still theirs: the receipt must show the code
    response = make_response(redirect(url_for("complain.done"), SEE_OTHER))
    holder = office().store.maker_of(receipt.reference)
    return begin_session(response, CASE, g.landlord, receipt.reference, holder=holder)


def _page(draft: Draft, notices: list[dict[str, str]]) -> str:
    applying = load_journey(JOURNEY).applying(draft.answers, office().policy)
    groups = [{"heading": heading, "rows": list(_rows(asked, draft))} for heading, asked in in_groups(applying)]
    return render_template(
        "check.html",
        groups=groups,
        action=url_for("complain.send"),
        hidden={"read": _fingerprint(draft)},
        hints=hints_of(draft),
        hints_text=_(A_PERSON_DECIDES),
        send_text=_send_text(draft),
        back_url=url_for("complain.ask", page=applying[-1].page),
        notices=[*notices, *({"kind": "info", "text": words} for words in _not_part(applying, draft))],
    )


def _rows(asked: list[Question], draft: Draft) -> Iterator[Field]:
    for question, words in rows(asked, draft):
        change = url_for("complain.ask", page=question.page, **CHECK)
        yield {"label": _(question.short), "value": words, "change_url": f"{change}#{question.id}"}


def _not_part(applying: tuple[Question, ...], draft: Draft) -> Iterator[str]:
    """Words typed over an answer and never sent: said, or they would be missed."""
    for question in applying:
        if draft.unsent.get(question.id):
            yield _(NOT_PART, question=_(question.short))


def _fingerprint(draft: Draft) -> str:
    """Tells whether the answers are the ones that were read."""
    return sha256(repr(sorted(draft.answers.items())).encode()).hexdigest()[:16]


def _send_text(draft: Draft) -> str:
    if draft.answers.get("pass_on") == "only_pass_on":
        return _("Send it to be passed on")
    return _("Send my complaint")
