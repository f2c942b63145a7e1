"""How we reach the resident: they see it as it is now, and change it."""

from collections.abc import Mapping

from flask import g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.draft import Answer, Draft
from portal.domain.journey import Page, Problem, problem_with, read
from portal.domain.permissions import Right
from portal.domain.words import N_
from portal.files.journeys import load_journey
from portal.services.casework import open_file
from portal.services.drafts import language_choices
from portal.services.reaching import JOURNEY, change_contact, reached_now
from portal.web.case.blueprint import pages
from portal.web.cookies import CASE, PERSON, begin_session, case_session
from portal.web.guards import allowed, resident, shows_again
from portal.web.here import gettext as _
from portal.web.here import language, office
from portal.web.questions import fields_of
from portal.web.readers import reader_at
from portal.web.typed import form_id, is_shown_again, line, typed_again

SEE_OTHER = 303
BOTH = ("GET", "POST")
UNUSED_NUMBER = N_("You wrote a phone number. Choose phone call or text message too")


@pages.route("/<landlord>/case/contact", methods=BOTH)
@resident
@allowed(Right.CHANGE_CONTACT)
@shows_again
def contact() -> str | AnyResponse:
    """The same questions as in a complaint, with what we know. Everything afterwards goes the new way."""
    now = reached_now(open_file(office(), g.reference))
    if request.method == "GET":
        return _page(now, {})
    answers, problems = _typed()
    if "phone" not in answers and line("phone") not in ("", now.get("phone")):
        problems["contact_by"] = Problem("contact_by", UNUSED_NUMBER)
    if is_shown_again() or problems:
        return _page(answers, {} if is_shown_again() else problems)
    change_contact(office(), g.reference, answers, form=form_id())
    return _back()


def _back() -> AnyResponse:
    """To the case. Whoever came in by a contact that opens it no more stays in this one case, which they had open."""
    response = redirect(url_for("case.sign_in", done="contact"), SEE_OTHER)
    session = case_session()
    if session and session.kind == PERSON and reader_at(session, g.reference) is None:
        return begin_session(response, CASE, office().landlord, g.reference)
    return response


def _typed() -> tuple[dict[str, Answer], dict[str, Problem]]:
    """What was typed for the questions that apply, and what is wrong with it."""
    answers: dict[str, Answer] = {}
    problems: dict[str, Problem] = {}
    for question in load_journey(JOURNEY).questions:
        if not question.applies(answers, office().policy):
            continue
        answers[question.id] = read(question, request.form.getlist(question.id))
        problem = problem_with(question, answers[question.id], office().policy, language_choices(office()))
        if problem:
            problems[question.id] = problem
    return answers, problems


def _page(answers: Mapping[str, Answer], problems: dict[str, Problem]) -> str:
    asked = Page(JOURNEY, load_journey(JOURNEY).questions)
    draft = Draft("", office().landlord, JOURNEY, language().code, answers)
    return render_template(
        "question.html",
        heading=_("How we reach you"),
        caption=g.reference,
        intro=[_("This is how we reach you now. Change what is not right."), _("It counts for all you have with us.")],
        fields=fields_of(asked, draft, problems),
        hidden={"form": form_id(), "case": g.reference},
        continue_text=_("Save"),
        back_url=url_for("case.sign_in"),
        notices=typed_again() if is_shown_again() else [],
    )
