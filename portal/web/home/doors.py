"""The landlords, the four doors of each, and the pages that explain."""

from flask import g, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.files.journeys import load_journey
from portal.policy_words import policy_in_words
from portal.services.consent_paper import OnPaper
from portal.services.drafts import begin, give
from portal.web.complain.blueprint import JOURNEY, next_page, the_draft
from portal.web.cookies import DRAFT, begin_session
from portal.web.guards import public, shows_again
from portal.web.here import gettext as _
from portal.web.here import landlords_here, language, office, parts
from portal.web.home.blueprint import pages
from portal.web.ombudsman import ombudsman
from portal.web.signed_form import papers, printed
from portal.web.typed import Field, is_shown_again, typed_again

SEE_OTHER = 303


@pages.get("/")
@public
def landlords() -> str | AnyResponse:
    """The landlords, or straight to the only one: on a landlord's own host name, that one."""
    names = landlords_here()
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
    told = policy_in_words(office().policy, language().code, office().today)
    return render_template("policy.html", policy=told)


@pages.get("/<landlord>/ombudsman")
@public
def the_ombudsman() -> str:
    """The Ombudsman: advice, when we are late, after our final answer."""
    return render_template("ombudsman.html", ombudsman=ombudsman(office().policy))


@pages.get("/<landlord>/representative")
@public
def representative() -> str:
    """Acting for somebody, and somebody acting for you."""
    return _representative()


@pages.post("/<landlord>/representative")
@public
@shows_again
def act_for_someone() -> str | AnyResponse:
    """Begin a complaint for somebody else. Answers kept before are not thrown away for it."""
    if is_shown_again():
        return _representative(typed_again())
    if the_draft().answers:
        return redirect(url_for("complain.start"), SEE_OTHER)
    draft, first = begin(office(), JOURNEY, language().code), load_journey(JOURNEY).questions[:1]
    draft = give(office(), draft, first, {first[0].id: ["someone_else"]}).draft
    return begin_session(redirect(next_page(draft), SEE_OTHER), DRAFT, g.landlord, draft.id)


@pages.get("/<landlord>/representative/form.pdf")
@public
def blank_form() -> AnyResponse:
    """A form to sign, with nobody's name on it."""
    return printed(OnPaper(office().policy, language(), office().today))


@pages.get("/<landlord>/privacy")
@public
def privacy() -> str:
    """Who reads what, where it is kept and for how long."""
    days = parts().settings.keep_conversations
    return render_template("privacy.html", policy=office().policy, keep_conversations=days)


@pages.get("/<landlord>/accessibility")
@public
def accessibility() -> str:
    """What these pages can do, what is not checked yet, and how to say so."""
    return render_template("accessibility.html", contacts=office().policy.contacts)


def _representative(notices: list[Field] | None = None) -> str:
    found = office().policy
    return render_template(
        "representative.html",
        words=_(found.representative.words),
        contacts=found.contacts,
        papers=papers(lambda points: url_for("home.blank_form", size=points)),
        notices=notices or [],
    )
