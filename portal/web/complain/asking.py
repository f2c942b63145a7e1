"""One question a page. Each answer is kept as it is given."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.draft import Draft
from portal.domain.errors import NotFound
from portal.domain.journey import Page, Problem, Question
from portal.files.journeys import load_journey
from portal.services.drafts import give
from portal.web.complain.blueprint import JOURNEY, SEE_OTHER, pages, the_draft
from portal.web.complain.photos import Photos, is_photo_page
from portal.web.cookies import DRAFT, begin_session, draft_session
from portal.web.danger import danger_notice
from portal.web.guards import public, shows_again
from portal.web.here import gettext as _
from portal.web.here import language, office
from portal.web.questions import fields_of
from portal.web.typed import is_shown_again, typed_again

CHECK = "check"


@pages.get("/<landlord>/complain")
@public
def start() -> str | AnyResponse:
    """The first question; or, where answers are kept, whether to carry on. No answer is shown before."""
    session, draft = draft_session(), the_draft()
    if session is None or not (draft.answers or draft.unsent or draft.reference):
        return redirect(url_for("complain.ask", page=load_journey(JOURNEY).pages[0].id), SEE_OTHER)
    if draft.reference:
        return render_template("already_sent.html", reference=draft.reference)
    return render_template("carry_on_or_clear.html")


@pages.post("/<landlord>/complain/wake")
@public
def wake() -> AnyResponse:
    """It was them: carry on where they stopped. Opening the session has woken it."""
    return redirect(next_page(the_draft()), SEE_OTHER)


@pages.get("/<landlord>/complain/<page>")
@public
def ask(page: str) -> str | AnyResponse:
    """One question."""
    asked, draft, session = _page(page), the_draft(), draft_session()
    if draft.reference:
        return render_template("already_sent.html", reference=draft.reference)
    if session and session.asleep(office().clock()):
        return redirect(url_for("complain.start"), SEE_OTHER)
    if not any(question.applies(draft.answers, office().policy) for question in asked.questions):
        return redirect(next_page(draft), SEE_OTHER)
    return question_page(asked, draft)


@pages.post("/<landlord>/complain/<page>")
@public
@shows_again
def answer(page: str) -> str | AnyResponse:
    """Keep the answer and go on; what is wrong is said beside the field, with everything that was typed."""
    asked, draft = _page(page), the_draft()
    if draft.reference:
        return render_template("already_sent.html", reference=draft.reference)
    if is_shown_again():
        return question_page(asked, draft, notices=typed_again())
    if is_photo_page(asked):
        return _with_session(_photos(asked, draft), draft)
    given = give(office(), draft, asked.questions, {name: request.form.getlist(name) for name in request.form})
    if given.problems:
        return _with_session(question_page(asked, given.draft, given.problems), draft)
    return _with_session(_go_on(asked, given.draft), draft)


def question_page(
    page: Page,
    draft: Draft,
    problems: Mapping[str, Problem] | None = None,
    notices: list[dict[str, str]] | None = None,
    **more: Any,
) -> str:
    """A page of the journey, with what was said to the answer before it."""
    journey = load_journey(JOURNEY)
    before = journey.questions[: journey.questions.index(page.questions[0])]
    told = [
        words
        for question in _page_before(before, draft)
        for words in journey.said(question, draft.answers, office().policy)
    ]
    return render_template(
        "question.html",
        fields=fields_of(page, draft, problems or {}),
        heading=_(page.heading),
        notices=[*(notices or []), *({"kind": "info", "text": _(words)} for words in told)],
        back_url=_back(page, draft),
        hidden={"from": CHECK} if _from_check() else {},
        autosave_url=url_for("complain.unsent"),
        chat_url=url_for("chat.chat"),
        link_url=url_for("complain.ask_link") if draft_session() else None,
        **more,
    )


def next_page(draft: Draft) -> str:
    """Where to go on: the first question not answered yet, or checking."""
    question = load_journey(JOURNEY).next_question(draft.answers, office().policy)
    return url_for("complain.ask", page=question.page) if question else url_for("complain.check")


def _go_on(page: Page, draft: Draft) -> str | AnyResponse:
    """First what to do where the words speak of danger; then the next question."""
    onward = next_page(draft)
    words = [str(draft.answers.get(question.id, "")) for question in page.questions if question.is_free_text]
    if urgent := danger_notice("\n".join(words), language().code):
        return render_template("danger.html", urgent=urgent, carry_on_url=onward, show_exit=urgent.private)
    return redirect(_after(page, draft, onward), SEE_OTHER)


def _after(page: Page, draft: Draft, onward: str) -> str:
    """The page that follows this one where it has been answered before; back to checking if it came from there."""
    if _from_check():
        return onward
    places = _places(draft)
    later = places[places.index(page.id) + 1 :] if page.id in places else []
    return url_for("complain.ask", page=later[0]) if later else onward


def _photos(page: Page, draft: Draft) -> str | AnyResponse:
    """Keep the good ones, name the others; go on only when asked to."""
    photos = Photos.from_form(draft.id)
    if photos.problems or photos.stays:
        office().store.save_draft(draft, office().clock())
        return question_page(page, draft, photos.problems)
    given = give(office(), draft, page.questions, {"photos": [file.id for file in office().store.files(draft.id)]})
    return _go_on(page, given.draft)


def _with_session(shown: str | AnyResponse, draft: Draft) -> AnyResponse:
    """The answer's page, with a cookie for the draft from its first answer on."""
    response = make_response(shown)
    if draft_session() is None:
        begin_session(response, DRAFT, g.landlord, draft.id)
    return response


def _page(id: str) -> Page:
    page = load_journey(JOURNEY).page(id)
    if page is None:
        raise NotFound(id)
    return page


def _page_before(before: Sequence[Question], draft: Draft) -> list[Question]:
    """The questions of the page that was answered just before this one."""
    answered = [question for question in before if question.applies(draft.answers, office().policy)]
    return [question for question in answered if answered and question.page == answered[-1].page]


def _back(page: Page, draft: Draft) -> str:
    places = _places(draft)
    if _from_check():
        return url_for("complain.check")
    number = places.index(page.id) if page.id in places else 0
    return url_for("complain.ask", page=places[number - 1]) if number else url_for("home.home")


def _places(draft: Draft) -> list[str]:
    """The pages of this draft's journey, in order."""
    applying = load_journey(JOURNEY).applying(draft.answers, office().policy)
    return list(dict.fromkeys(question.page for question in applying))


def _from_check() -> bool:
    return request.values.get("from") == CHECK
