"""The first pages: landlords, the four doors, and what stands behind them."""

from uuid import uuid4

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.policy import Kind
from portal.domain.words import N_
from portal.files.journeys import load_journey
from portal.services.complaints import give_feedback
from portal.services.drafts import begin, give
from portal.web.cookies import DRAFT, begin_session
from portal.web.guards import public, shows_again
from portal.web.here import gettext as _
from portal.web.here import language, office, parts
from portal.web.ombudsman import ombudsman
from portal.web.policy_page import policy_in_words
from portal.web.typed import field, form_id, is_shown_again, line, text, too_long, typed_again, with_problems

pages = Blueprint("home", __name__)

SEE_OTHER = 303
FEEDBACK = {
    Kind.COMPLIMENT.value: N_("Something went well"),
    Kind.SUGGESTION.value: N_("I have an idea"),
}


@pages.get("/")
@public
def landlords() -> str | AnyResponse:
    """The landlords, or straight to the only one."""
    names = parts().packs.landlords
    if len(names) == 1:
        return redirect(url_for("home.home", landlord=names[0]))
    return render_template(
        "landlords.html", landlords=[{"slug": name, "name": parts().office(name).policy.name} for name in names]
    )


@pages.get("/<landlord>/")
@public
def home() -> str:
    """The four doors."""
    return render_template("home.html", emergency_phone=office().policy.contacts.emergency_phone or None)


@pages.get("/<landlord>/how-complaints-work")
@public
def policy() -> str:
    """The policy in force, from its pack."""
    return render_template("policy.html", policy=policy_in_words(office().policy, language().code))


@pages.get("/<landlord>/ombudsman")
@public
def the_ombudsman() -> str:
    """The Ombudsman: advice, when we are late, after our final answer."""
    return render_template("ombudsman.html", ombudsman=ombudsman(office().policy))


@pages.get("/<landlord>/adjustments")
@public
def adjustments() -> str:
    """What we can do differently, and how to ask for it now."""
    found = office().policy
    return render_template(
        "adjustments.html", offered=[_(each.words) for each in found.adjustments], contacts=found.contacts
    )


@pages.get("/<landlord>/representative")
@public
def representative() -> str:
    """Acting for somebody, and somebody acting for you."""
    found = office().policy
    return render_template("representative.html", words=_(found.representative), contacts=found.contacts)


@pages.post("/<landlord>/representative")
@public
def act_for_someone() -> AnyResponse:
    """Begin a complaint for somebody else."""
    here = office()
    draft = begin(here, "complaint", language().code)
    first = load_journey("complaint").questions[:1]
    give(here, draft, first, {first[0].id: ["someone_else"]})
    response = redirect(url_for("complain.ask", page="acting-for"), SEE_OTHER)
    return begin_session(response, DRAFT, here.landlord, draft.id)


@pages.get("/<landlord>/privacy")
@public
def privacy() -> str:
    """Who reads what, where it is kept and for how long."""
    return render_template("privacy.html", policy=office().policy)


@pages.get("/<landlord>/accessibility")
@public
def accessibility() -> str:
    """What these pages can do, what is not checked yet, and how to say so."""
    return render_template("accessibility.html", contacts=office().policy.contacts)


@pages.get("/<landlord>/feedback")
@public
def feedback() -> str:
    """A compliment or a suggestion."""
    return _feedback_page({})


@pages.post("/<landlord>/feedback")
@public
@shows_again
def send_feedback() -> str | AnyResponse:
    """Keep it, once, and say thank you."""
    if is_shown_again():
        return _feedback_page({}, notices=typed_again())
    kind, words = line("kind"), text("words")
    problems = {
        **({} if kind in FEEDBACK else {"kind": _("Choose one of the answers")}),
        **({} if words else {"words": _("Tell us in your own words")}),
        **too_long("words"),
    }
    if problems:
        return _feedback_page(problems)
    answers = {"story": words, **({"name": line("name")} if line("name") else {})}
    receipt = give_feedback(office(), Kind(kind), answers, language().code, form_id())
    return redirect(url_for("home.thanks", reference=receipt.reference), SEE_OTHER)


@pages.get("/<landlord>/feedback/thanks/<reference>")
@public
def thanks(reference: str) -> str:
    """Thank you. The reference is only said again: whoever has this address learns nothing else."""
    return render_template("thanks.html", reference=reference)


def _feedback_page(problems: dict[str, str], **more: object) -> str:
    options = [{"value": value, "text": _(words)} for value, words in FEEDBACK.items()]
    fields = [
        field("choice", "kind", _("What is it about?"), options=options),
        field("longtext", "words", _("Tell us in your own words")),
        field("text", "name", _("What is your name?"), optional=True, autocomplete="name"),
    ]
    return render_template(
        "question.html",
        heading=_("Tell us something good, or an idea"),
        intro=[_("To complain about something, go back and choose the first door. Then you get dates from us.")],
        fields=with_problems(fields, problems),
        hidden={"form": form_id() if problems or more else uuid4().hex},
        continue_text=_("Send it"),
        back_url=url_for("home.home"),
        **more,
    )
