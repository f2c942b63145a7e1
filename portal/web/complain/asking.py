"""One question a page. Each answer is kept as it is given."""

from collections.abc import Mapping
from typing import Any

from flask import g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.draft import Draft
from portal.domain.errors import AlreadyMade, NotFound
from portal.domain.journey import Page, Problem
from portal.files.journeys import load_journey
from portal.services.drafts import give, language_choices
from portal.web.complain.blueprint import (
    CHECK,
    JOURNEY,
    SEE_OTHER,
    comes_from_check,
    instead_of,
    next_page,
    page_before,
    page_of,
    pages,
    said_after,
    the_draft,
)
from portal.web.complain.photos import PHOTOS, TOO_LARGE, Photos, is_photo_page
from portal.web.cookies import DRAFT, begin_session, draft_session, remember_language, wake_draft
from portal.web.danger import Urgent, danger_notice, notice_about
from portal.web.guards import public, shows_again
from portal.web.here import gettext as _
from portal.web.here import language, office
from portal.web.questions import fields_of
from portal.web.typed import is_shown_again, typed_again


@pages.get("/<landlord>/complain")
@public
def start() -> str | AnyResponse:
    """The first question; or, where answers are kept, whether to carry on. No answer is shown before."""
    draft = the_draft()
    if draft.reference:
        return render_template("already_sent.html", reference=draft.reference)
    if draft.answers or draft.unsent:
        return render_template("carry_on_or_clear.html")
    return redirect(next_page(draft), SEE_OTHER)


@pages.post("/<landlord>/complain/wake")
@public
def wake() -> AnyResponse:
    """It was them: carry on where they stopped."""
    draft = the_draft()
    if draft.reference:  # a case is not opened by saying so: that takes its code
        return redirect(url_for("complain.start"), SEE_OTHER)
    wake_draft()
    return redirect(next_page(draft), SEE_OTHER)


@pages.get("/<landlord>/complain/<page>")
@public
def ask(page: str) -> str | AnyResponse:
    """One question."""
    asked, draft = page_of(page), the_draft()
    if instead := instead_of(draft):
        return instead
    if not _is_asked(asked, draft):
        return redirect(next_page(draft), SEE_OTHER)
    after = load_journey(JOURNEY).page(request.args.get("after", ""))
    problems = {PHOTOS: Problem(PHOTOS, TOO_LARGE)} if "too_large" in request.args else {}
    return question_page(asked, draft, problems, notices=said_after(after, draft))


@pages.post("/<landlord>/complain/<page>")
@public
@shows_again
def answer(page: str) -> str | AnyResponse:
    """Keep the answer and go on; what is wrong is said beside the field, with everything that was typed."""
    asked, draft = page_of(page), the_draft()
    if draft.reference:
        return render_template("already_sent.html", reference=draft.reference)
    if is_shown_again():
        return question_page(asked, draft, notices=typed_again())
    shown = _photos(asked, draft) if is_photo_page(asked) else _answers(asked, draft)
    response = make_response(shown)
    return response if draft_session() else begin_session(response, DRAFT, g.landlord, draft.id)


@pages.errorhandler(AlreadyMade)
def sent_meanwhile(made: AlreadyMade) -> str:
    """It was sent in another window while this page was open."""
    return render_template("already_sent.html", reference=made.reference)


@pages.get("/<landlord>/complain/urgent/<topic>")
@public
def urgent(topic: str) -> str:
    """What to do now, before the next question. Raises NotFound for a topic without advice."""
    notice, draft = notice_about(topic), the_draft()
    if notice is None:
        raise NotFound(topic)
    onward = url_for("complain.done") if draft.reference else _onward(request.args.get("after", ""), draft)
    return render_template("danger.html", urgent=notice, carry_on_url=onward, show_exit=notice.private)


def question_page(
    page: Page,
    draft: Draft,
    problems: Mapping[str, Problem] | None = None,
    *,
    notices: list[dict[str, str]] | None = None,
    urgent: Urgent | None = None,
    **more: Any,
) -> str:
    """A page of the journey."""
    is_kept = draft_session() is not None
    return render_template(
        "question.html",
        fields=fields_of(page, draft, problems or {}),
        heading=_(page.heading),
        notices=notices or [],
        urgent=urgent,
        back_url=page_before(page, draft),
        hidden=CHECK if comes_from_check() else {},
        more_text=_("Add these, then choose more") if is_photo_page(page) else None,
        autosave_url=url_for("complain.unsent"),
        chat_url=url_for("chat.chat"),
        link_url=url_for("complain.ask_link") if is_kept else None,
        move_url=url_for("complain.ask_move") if is_kept else None,
        leave_url=url_for("complain.leave") if is_kept else None,
        **more,
    )


def _answers(page: Page, draft: Draft) -> str | AnyResponse:
    """Keep the good answers; name what is wrong with the others."""
    given = give(office(), draft, page.questions, {name: request.form.getlist(name) for name in request.form})
    if given.problems:
        return question_page(page, given.draft, given.problems, urgent=_danger_on(page))
    response = _go_on(page, given.draft)
    asks_language = any(question.options_from == "languages" for question in page.questions)
    return _in_their_language(response, given.draft) if asks_language else response


def _photos(page: Page, draft: Draft) -> str | AnyResponse:
    """Keep the good ones, name the others; go on only when asked to."""
    photos = Photos.from_form(draft.id)
    if photos.problems or photos.stays:
        kept = give(office(), draft, (), {}).draft
        return question_page(page, kept, photos.problems)
    files = [file.id for file in office().store.files(draft.id)]
    return _go_on(page, give(office(), draft, page.questions, {"photos": files}).draft)


def _go_on(page: Page, draft: Draft) -> AnyResponse:
    """First what to do where the words speak of danger; then the next question."""
    if notice := _danger_on(page):
        return redirect(url_for("complain.urgent", topic=notice.topic, after=page.id), SEE_OTHER)
    return redirect(_onward(page.id, draft), SEE_OTHER)


def _onward(answered: str, draft: Draft) -> str:
    """The next page; it is told which page came before where that one has something to say."""
    said = said_after(load_journey(JOURNEY).page(answered), draft)
    return next_page(draft, after=answered) if said else next_page(draft)


def _danger_on(page: Page) -> Urgent | None:
    words = (request.form.get(question.id, "") for question in page.questions if question.is_free_text)
    return danger_notice("\n".join(words), language().code)


def _in_their_language(response: AnyResponse, draft: Draft) -> AnyResponse:
    """Whoever asks for a language gets the next pages in it."""
    wanted = str(draft.answers.get("language", ""))
    return remember_language(response, wanted) if wanted in dict(language_choices(office())) else response


def _is_asked(page: Page, draft: Draft) -> bool:
    applying = load_journey(JOURNEY).applying(draft.answers, office().policy)
    return any(question.page == page.id for question in applying)
