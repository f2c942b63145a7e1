"""A compliment or a suggestion: kept, once, and thanked for."""

from uuid import NAMESPACE_URL, uuid4, uuid5

from flask import redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.draft import Draft
from portal.domain.journey import Problem, problem_with, read
from portal.files.journeys import load_journey
from portal.services.complaints import give_feedback
from portal.web.danger import danger_notice, notice_about
from portal.web.guards import public, shows_again
from portal.web.here import gettext as _
from portal.web.here import language, office
from portal.web.home.blueprint import pages
from portal.web.questions import fields_of
from portal.web.typed import form_id, is_shown_again, text, typed_again

SEE_OTHER = 303
JOURNEY = "feedback"
THANKED = "thanked"
"""In the form's cookie: the reference of what this browser sent last."""


@pages.get("/<landlord>/feedback")
@public
def feedback() -> str:
    """A compliment or a suggestion."""
    return _feedback_page({}, uuid4().hex)


@pages.post("/<landlord>/feedback")
@public
@shows_again
def send_feedback() -> str | AnyResponse:
    """Keep it, once, and say thank you."""
    if is_shown_again():
        return _feedback_page({}, form_id(), notices=typed_again())
    draft, problems = _typed()
    if problems:
        return _feedback_page(problems, form_id(), urgent=danger_notice(text("story"), language().code))
    session[THANKED] = give_feedback(office(), draft).reference
    danger = danger_notice(text("story"), language().code)
    return redirect(url_for("home.thanks", topic=danger.topic if danger else None), SEE_OTHER)


@pages.get("/<landlord>/feedback/thanks")
@public
def thanks() -> str | AnyResponse:
    """Thank you; and what to do now, where the words spoke of danger."""
    if THANKED not in session:
        return redirect(url_for("home.feedback"), SEE_OTHER)
    notice = notice_about(request.args.get("topic", ""))
    return render_template("thanks.html", reference=session[THANKED], urgent=notice)


def _typed() -> tuple[Draft, dict[str, Problem]]:
    """What was typed, and what is wrong with it.

    The draft's id is made from the form's own, so that nobody can name a draft of somebody else's; and from what it
    says, so that somebody who goes back and changes it is not thanked for what was not kept.
    """
    asked = load_journey(JOURNEY).questions
    answers = {question.id: read(question, request.form.getlist(question.id)) for question in asked}
    found = ((question.id, problem_with(question, answers[question.id], office().policy)) for question in asked)
    sent = (office().landlord, JOURNEY, form_id(), *answers.items())
    draft = Draft(uuid5(NAMESPACE_URL, repr(sent)).hex, office().landlord, JOURNEY, language().code, answers)
    return draft, {id: problem for id, problem in found if problem}


def _feedback_page(problems: dict[str, Problem], form: str, **more: object) -> str:
    (page,) = load_journey(JOURNEY).pages
    return render_template(
        "question.html",
        heading=_(page.heading),
        intro=[_("To complain, go back and choose: Tell us something went wrong. Then you get dates from us.")],
        fields=fields_of(page, Draft(form, office().landlord, JOURNEY, language().code), problems),
        hidden={"form": form},
        continue_text=_("Send it"),
        back_url=url_for("home.home"),
        **more,
    )
