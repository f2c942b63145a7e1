"""The pages of a complaint, the draft they all work on, and the ways from one page to another."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.draft import Draft
from portal.domain.errors import NotFound
from portal.domain.journey import Page
from portal.domain.triage import A_PERSON_DECIDES
from portal.files.journeys import load_journey
from portal.services.drafts import begin
from portal.triage_words import Hint, hints, hints_after
from portal.web.cookies import draft_session
from portal.web.here import gettext as _
from portal.web.here import language, office
from portal.wording import Wording

pages = Blueprint("complain", __name__)

JOURNEY = "complaint"
SEE_OTHER = 303
CHECK: dict[str, Any] = {"from": "check"}
"""Goes along with a page that was opened to change one answer."""


def the_draft() -> Draft:
    """This browser's draft; a new one, not kept yet, where it has none."""
    session = draft_session()
    fresh = begin(office(), JOURNEY, language().code)
    if session is None:
        return fresh
    try:
        return office().store.draft(session.what)
    except NotFound:
        return Draft(session.what, fresh.landlord, fresh.journey, fresh.language, channel=fresh.channel)


def instead_of(draft: Draft) -> str | AnyResponse | None:
    """What is shown instead of a page with answers: that they were sent, or whose they are after a long pause."""
    if draft.reference:
        return render_template("already_sent.html", reference=draft.reference)
    if is_asleep():
        return redirect(url_for("complain.start"), SEE_OTHER)
    return None


def is_asleep() -> bool:
    """Was nobody here for half an hour? Then whoever is here now may be somebody else."""
    session = draft_session()
    return session is not None and session.asleep(office().clock())


def next_page(draft: Draft, after: str | None = None) -> str:
    """Where to go on: the first question not answered yet, or checking. `after` is a page that has something to say."""
    question = load_journey(JOURNEY).next_question(draft.answers, office().policy)
    if question is None:
        return url_for("complain.check", after=after)
    return url_for("complain.ask", page=question.page, after=after)


def page_before(page: Page, draft: Draft) -> str:
    """Where Back leads."""
    if comes_from_check():
        return url_for("complain.check")
    places = [each.page for each in load_journey(JOURNEY).applying(draft.answers, office().policy)]
    places = list(dict.fromkeys(places))
    number = places.index(page.id) if page.id in places else 0
    return url_for("complain.ask", page=places[number - 1]) if number else url_for("home.home")


def comes_from_check() -> bool:
    """Was this page opened to change one answer?"""
    return bool(request.values.get("from") == CHECK["from"])


def page_of(id: str) -> Page:
    """The page with this id. Raises NotFound."""
    page = load_journey(JOURNEY).page(id)
    if page is None:
        raise NotFound(id)
    return page


def said_after(page: Page | None, draft: Draft) -> list[dict[str, Any]]:
    """Notices: what is said to somebody who has just given the answers of this page."""
    journey, policy = load_journey(JOURNEY), office().policy
    questions = page.questions if page else ()
    told = [_(words) for question in questions for words in journey.said(question, draft.answers, policy)]
    pointed = hints_after((each.id for each in questions), draft.answers, policy, office().today, wording())
    shown = [{"kind": "info", "heading": each.words, "lines": each.lines, "text": ""} for each in pointed]
    if shown and not told:
        shown[-1]["text"] = _(A_PERSON_DECIDES)
    return [*shown, *({"kind": "info", "text": words} for words in told)]


def hints_of(draft: Draft) -> tuple[Hint, ...]:
    """What the policy may leave out, as far as the answers of this draft tell."""
    answers = load_journey(JOURNEY).kept(draft.answers, office().policy)
    return hints(answers, office().policy, office().today, wording())


def wording() -> Wording:
    """Words in this page's language."""
    return Wording(language().code)
