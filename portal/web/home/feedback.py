"""A compliment or a suggestion: kept, once, and thanked for."""

from uuid import NAMESPACE_URL, uuid4, uuid5

from flask import redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.draft import Answer
from portal.domain.journey import Question, problem_with
from portal.domain.terms import Kind
from portal.domain.words import N_
from portal.services.complaints import give_feedback
from portal.web.danger import danger_notice, notice_about
from portal.web.guards import public, shows_again
from portal.web.here import gettext as _
from portal.web.here import language, office
from portal.web.home.blueprint import pages
from portal.web.typed import field, form_id, is_shown_again, line, text, too_long, typed_again, with_problems

SEE_OTHER = 303
FEEDBACK = {
    Kind.COMPLIMENT.value: N_("Something went well"),
    Kind.SUGGESTION.value: N_("I have an idea"),
}
MAIL = Question(id="email", kind="email", page="feedback", words="", short="", optional=True)
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
    if problems := _problems():
        return _feedback_page(problems, form_id(), urgent=danger_notice(text("words"), language().code))
    # Made from the form's own id, so that nobody can name a draft of somebody else's; and from what it says, so that
    # somebody who goes back and changes it is not thanked for what was not kept.
    sent = (office().landlord, "feedback", form_id(), line("kind"), *_answers().items())
    draft = uuid5(NAMESPACE_URL, repr(sent)).hex
    receipt = give_feedback(office(), Kind(line("kind")), _answers(), language().code, draft)
    session[THANKED] = receipt.reference
    danger = danger_notice(text("words"), language().code)
    return redirect(url_for("home.thanks", topic=danger.topic if danger else None), SEE_OTHER)


@pages.get("/<landlord>/feedback/thanks")
@public
def thanks() -> str | AnyResponse:
    """Thank you; and what to do now, where the words spoke of danger."""
    if THANKED not in session:
        return redirect(url_for("home.feedback"), SEE_OTHER)
    notice = notice_about(request.args.get("topic", ""))
    return render_template("thanks.html", reference=session[THANKED], urgent=notice)


def _problems() -> dict[str, str]:
    mail = problem_with(MAIL, line("email"), office().policy)
    wrong = {
        "kind": "" if line("kind") in FEEDBACK else N_("Choose one of the answers"),
        "words": "" if text("words") else N_("Tell us in your own words"),
        "email": mail.words if mail else "",
    }
    return {**{name: words for name, words in wrong.items() if words}, **too_long("words", "name")}


def _answers() -> dict[str, Answer]:
    given: dict[str, Answer] = {"story": text("words"), "name": line("name"), "email": line("email")}
    if line("email"):
        given["contact_by"] = ("email",)
    return {asked: answer for asked, answer in given.items() if answer}


def _feedback_page(problems: dict[str, str], form: str, **more: object) -> str:
    options = [{"value": value, "text": _(words)} for value, words in FEEDBACK.items()]
    fields = [
        field("choice", "kind", _("What is it about?"), options=options),
        field("longtext", "words", _("Tell us in your own words")),
        field("text", "name", _("What is your name?"), optional=True, autocomplete="name"),
        field("email", "email", _("What is your email address?"), optional=True,
              hint=_("Only if you want us to write back.")),
    ]  # fmt: skip
    return render_template(
        "question.html",
        heading=_("Thank us or suggest something"),
        intro=[_("To complain, go back and choose: Tell us something went wrong. Then you get dates from us.")],
        fields=with_problems(fields, problems),
        hidden={"form": form},
        continue_text=_("Send it"),
        back_url=url_for("home.home"),
        **more,
    )
