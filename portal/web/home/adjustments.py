"""I need something done differently: asked for by itself, with a reference and a code of its own."""

from collections.abc import Mapping

from flask import redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import access
from portal.access import Session
from portal.domain.errors import Incomplete, NotAllowed
from portal.domain.journey import Problem
from portal.services.adjustments import ask_for_adjustments
from portal.web.danger import danger_notice, notice_about
from portal.web.guards import public, shows_again
from portal.web.here import language, office
from portal.web.home.blueprint import pages
from portal.web.needs import asked_fields, new_form, typed_draft
from portal.web.typed import Field, form_id, is_shown_again, text, typed_again, unplaced, with_problems

SEE_OTHER = 303
ASKED = "asked_for_adjustments"
"""In the form's cookie: the draft and the reference of what this browser asked for last."""
SHOWN = "adjustments_code_shown"
"""In the form's cookie: the reference whose code it has been shown."""


@pages.get("/<landlord>/adjustments")
@public
def adjustments() -> str:
    """What we can do differently, and a form that asks for it."""
    return _page(new_form())


@pages.post("/<landlord>/adjustments")
@public
@shows_again
def ask_for_something() -> str | AnyResponse:
    """Ask for it, once."""
    if is_shown_again():
        return _page(form_id(), notices=typed_again())
    draft, problems = typed_draft()
    danger = danger_notice(text("need_words"), language().code)
    if problems:
        return _page(form_id(), problems, urgent=danger)
    try:
        receipt = ask_for_adjustments(office(), draft)
    except Incomplete as missing:
        return _page(form_id(), wrong=missing.problems, urgent=danger)
    note_asked(receipt.reference)
    return redirect(url_for("home.adjustments_asked", topic=danger.topic if danger else None), SEE_OTHER)


def note_asked(reference: str) -> None:
    """This browser asked for it, here or in the chat: it is shown the code."""
    session[ASKED] = [office().store.case(reference).made.draft, reference]


@pages.get("/<landlord>/adjustments/asked")
@public
def adjustments_asked() -> str | AnyResponse:
    """We have it. For half an hour this browser may open it again, each time with a new code, until it is kept."""
    if ASKED not in session:
        return redirect(url_for("home.adjustments"), SEE_OTHER)
    draft, reference = session[ASKED]
    code = _new_code(draft, reference)
    again = code is not None and session.get(SHOWN) == reference
    if code:
        session[SHOWN] = reference
    return render_template(
        "adjustments_asked.html",
        reference=reference,
        code=code,
        is_new_code=again,
        kept_url=url_for("home.adjustments_kept") if code else None,
        case_url=url_for("case.sign_in"),
        urgent=notice_about(request.args.get("topic", "")),
        contacts=office().policy.contacts,
    )


@pages.post("/<landlord>/adjustments/kept")
@public
def adjustments_kept() -> AnyResponse:
    """ "I have kept it": the code is not shown again."""
    if ASKED in session:
        draft, reference = session[ASKED]
        try:
            access.code_kept(office().store, _asker(draft), reference, now=office().clock())
        except NotAllowed:  # half an hour has passed: it is not shown again anyway
            session.pop(SHOWN, None)
    return redirect(url_for("case.sign_in"), SEE_OTHER)


def _new_code(draft: str, reference: str) -> str | None:
    if request.method == "HEAD":  # a code that nobody reads must not end the one written down
        return None
    try:
        return access.renew_code(office().store, _asker(draft), reference, secret=office().secret, now=office().clock())
    except NotAllowed:
        return None


def _asker(draft: str) -> Session:
    """This browser, as the one that made this draft: its signed cookie says so."""
    now = office().clock()
    return Session(office().landlord, "draft", draft, now, now)


def _page(
    form: str, problems: dict[str, Problem] | None = None, wrong: Mapping[str, str] | None = None, **more: object
) -> str:
    fields: list[Field] = with_problems(asked_fields(problems or {}, with_case=False), wrong or {})
    return render_template(
        "adjustments.html",
        fields=fields,
        errors=unplaced(fields, wrong or {}),
        hidden={"form": form},
        contacts=office().policy.contacts,
        **more,
    )
