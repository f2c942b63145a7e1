"""Record a complaint taken by phone, letter or in person: the same questions, asked by a member of staff."""

from collections.abc import Mapping
from datetime import date

from flask import g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import access
from portal.domain.draft import Draft
from portal.domain.errors import Incomplete, NotAllowed, NotFound, UnfinishedDraft
from portal.domain.journey import Page, Problem, Question
from portal.domain.terms import Kind
from portal.files.journeys import load_journey
from portal.services.casework import open_file
from portal.services.complaints import make_complaint
from portal.services.drafts import begin, give
from portal.services.staff import STAFF
from portal.web.case import shown
from portal.web.complain.photos import Photos, is_photo_page
from portal.web.danger import danger_notice
from portal.web.guards import needs, shows_again
from portal.web.here import gettext as _
from portal.web.here import language, office
from portal.web.questions import fields_of, rows
from portal.web.staff.blueprint import pages
from portal.web.staff.receiving import CALLED, CHANNEL, RECEIVED, receiving_fields, wrong_receiving
from portal.web.typed import Field, day, is_shown_again, line, typed_again, with_problems

JOURNEY = "complaint"
SEE_OTHER = 303
BOTH = ("GET", "POST")


@pages.route("/record", methods=BOTH)
@needs("handler")
@shows_again
def record() -> str | AnyResponse:
    """How and when it reached us."""
    problems = wrong_receiving() if request.method == "POST" and not is_shown_again() else {}
    if request.method == "GET" or is_shown_again() or problems:
        return _beginning(problems)
    draft = begin(office(), JOURNEY, language().code, line(CHANNEL))
    draft = draft.answered({RECEIVED: str(day(RECEIVED)), CALLED: line(CALLED)})
    office().store.save_draft(draft, office().clock())
    return redirect(_next(draft), SEE_OTHER)


@pages.route("/record/<draft_id>/<page>", methods=BOTH)
@needs("handler")
@shows_again
def record_page(draft_id: str, page: str) -> str | AnyResponse:
    """One page of questions."""
    draft, asked = office().store.draft(draft_id), load_journey(JOURNEY).page(page)
    if draft.reference:
        return redirect(url_for("staff.record_done", draft_id=draft_id), SEE_OTHER)
    if asked is None:
        raise NotFound(page)
    if request.method == "GET" or is_shown_again():
        return _question(asked, draft, {}, typed_again() if is_shown_again() else [])
    return _photos(asked, draft) if is_photo_page(asked) else _answer(asked, draft)


@pages.route("/record/<draft_id>/check", methods=BOTH)
@needs("handler")
@shows_again
def record_check(draft_id: str) -> str | AnyResponse:
    """Read the answers back to the resident, then make the complaint, once."""
    draft, problem = office().store.draft(draft_id), ""
    if request.method == "POST" and not is_shown_again():
        try:
            called = str(draft.answers.get(CALLED, ""))
            make_complaint(office(), draft, recorded_by=STAFF + g.staff.id, on=_received(draft), called=called)
            return redirect(url_for("staff.record_done", draft_id=draft_id), SEE_OTHER)
        except UnfinishedDraft:
            return redirect(_next(draft), SEE_OTHER)
        except Incomplete as wrong:
            problem = "; ".join(_(words) for words in wrong.problems.values())
    applying = load_journey(JOURNEY).applying(draft.answers, office().policy)
    if draft.reference or any(question.id not in draft.answers for question in applying):
        return redirect(_next(draft), SEE_OTHER)
    return render_template(
        "staff/check.html",
        rows=[_row(draft, question, words) for question, words in rows(applying, draft)],
        received=_day_of(draft),
        problem=problem,
        back_url=_url(draft, applying[-1].page),
        notices=typed_again() if is_shown_again() else [],
    )


@pages.get("/record/<draft_id>/done")
@needs("handler")
def record_done(draft_id: str) -> str:
    """What to read out: reference, code and dates. The code is made now, and for half an hour made anew each time."""
    draft = office().store.draft(draft_id)
    if not draft.reference:
        raise NotFound(draft_id)
    file = open_file(office(), draft.reference)
    return render_template(
        "staff/recorded.html",
        reference=draft.reference,
        code=_new_code(draft),
        dates=shown.dates(file, office().today),
        linked=_requests(draft.reference),
        case_url=url_for("staff.case", reference=draft.reference),
    )


def _requests(reference: str) -> list[str]:
    """The requests for work that were made with it."""
    linked = office().store.linked(reference)
    return [each for each in linked if office().store.case(each).kind is Kind.SERVICE_REQUEST]


def _beginning(problems: Mapping[str, str]) -> str:
    return render_template(
        "staff/form.html",
        heading=_("Record a complaint"),
        intro=[_("The next pages ask what the resident is asked on the website. Read them out.")],
        fields=with_problems(receiving_fields(), problems),
        submit_text=_("Start"),
        back_url=url_for("staff.queue"),
        notices=typed_again() if is_shown_again() else [],
    )


def _question(page: Page, draft: Draft, problems: Mapping[str, Problem], notices: list[Field]) -> str:
    return render_template(
        "staff/form.html",
        heading=_("Record a complaint"),
        fields=fields_of(page, draft, problems),
        submit_text=_("Continue"),
        intro=_said_before(page, draft),
        back_url=_before(page, draft),
        notices=notices,
    )


def _answer(page: Page, draft: Draft) -> str | AnyResponse:
    given = give(office(), draft, page.questions, {name: request.form.getlist(name) for name in request.form})
    if given.problems:
        return _question(page, given.draft, given.problems, [])
    words = [str(given.draft.answers.get(each.id, "")) for each in page.questions if each.is_free_text]
    if urgent := danger_notice("\n".join(words), language().code):
        return render_template("danger.html", urgent=urgent, carry_on_url=_next(given.draft))
    return redirect(_next(given.draft), SEE_OTHER)


def _photos(page: Page, draft: Draft) -> str | AnyResponse:
    photos = Photos.from_form(draft.id)
    if photos.problems or photos.stays:
        return _question(page, draft, photos.problems, [])
    files = [file.id for file in office().store.files(draft.id)]
    return redirect(_next(give(office(), draft, page.questions, {"photos": files}).draft), SEE_OTHER)


def _next(draft: Draft) -> str:
    """The first question still open, the check, or the end."""
    if draft.reference:
        return url_for("staff.record_done", draft_id=draft.id)
    question = load_journey(JOURNEY).next_question(draft.answers, office().policy)
    return _url(draft, question.page) if question else url_for("staff.record_check", draft_id=draft.id)


def _before(page: Page, draft: Draft) -> str:
    asked = load_journey(JOURNEY).applying(draft.answers, office().policy)
    places = list(dict.fromkeys(question.page for question in asked))
    number = places.index(page.id) if page.id in places else 0
    return _url(draft, places[number - 1]) if number else url_for("staff.record")


def _said_before(page: Page, draft: Draft) -> list[str]:
    """What is said to the answers just given, to be read out."""
    journey = load_journey(JOURNEY)
    earlier = journey.questions[: journey.questions.index(page.questions[0])]
    answered = [each for each in earlier if each.applies(draft.answers, office().policy)]
    last = [each for each in answered if each.page == answered[-1].page]
    return [_(words) for each in last for words in journey.said(each, draft.answers, office().policy)]


def _url(draft: Draft, page: str) -> str:
    return url_for("staff.record_page", draft_id=draft.id, page=page)


def _row(draft: Draft, question: Question, words: str) -> Field:
    return {"label": _(question.short), "value": words, "change_url": _url(draft, question.page)}


def _received(draft: Draft) -> date | None:
    given = str(draft.answers.get(RECEIVED, ""))
    return date.fromisoformat(given) if given else None


def _day_of(draft: Draft) -> str:
    received = _received(draft)
    return shown.wording().day(received) if received else ""


def _new_code(draft: Draft) -> str:
    """A new code for a case that this member of staff has just recorded; empty for anybody else, or later."""
    made = office().store.case(draft.reference).made
    now = office().clock()
    if made.recorded_by != STAFF + g.staff.id:
        return ""
    taken_down = access.Session(office().landlord, "draft", draft.id, created=now, last_seen=now)
    try:
        return access.renew_code(office().store, taken_down, draft.reference, secret=office().secret, now=now)
    except NotAllowed:
        return ""
