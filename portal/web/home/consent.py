"""The link that asks a resident if somebody may act for them: who asks and for what, yes or no, once."""

from collections.abc import Mapping

from flask import render_template
from werkzeug.wrappers import Response as AnyResponse

from portal import consent_words
from portal.domain.errors import ImpossibleMove, Incomplete, NotFound
from portal.services.consent import Asked, answer_link, asked_by
from portal.web.case import shown
from portal.web.consent_form import grant_fields, typed_grant
from portal.web.guards import public, shows_again
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.home.blueprint import pages
from portal.web.readers import is_here
from portal.web.typed import form_id, is_shown_again, line, typed_again, unplaced, with_problems

NO = "no"


@pages.get("/<landlord>/consent/<token>")
@public
def consent(token: str) -> str:
    """Who asks, and for what. Mail programs open links by themselves, so opening one answers nothing."""
    try:
        return _asking(_asked(token))
    except NotFound:
        return _over()


@pages.post("/<landlord>/consent/<token>")
@public
@shows_again
def answer_consent(token: str) -> str | AnyResponse:
    """Yes, with as much as they like of what was asked; or no. Raises NotAllowed for more than was asked."""
    try:
        asked = _asked(token)
        if is_shown_again():
            return _asking(asked, notices=typed_again())
        said_no = line("answer") == NO
        grant, problems = (None, {}) if said_no else typed_grant(asked.representation.reference, asked.grant)
        if problems:
            return _asking(asked, problems)
        answer_link(office(), token, grant)
    except Incomplete as wrong:
        return _asking(_asked(token), wrong.problems)
    except (NotFound, ImpossibleMove):
        return _over()
    return render_template("consent_done.html", name=_name(asked), said_no=said_no, contacts=office().policy.contacts)


def _asked(token: str) -> Asked:
    """What it asks. Raises NotFound; also for whoever asks: nobody says yes to themselves."""
    asked = asked_by(office(), token)
    if is_here(asked.representation.id):
        raise NotFound
    return asked


def _asking(asked: Asked, problems: Mapping[str, str] | None = None, **more: object) -> str:
    """Nothing of what the case is about: whoever has this link may be anybody who reads their post."""
    fields = with_problems(grant_fields(asked.representation.reference, asked.grant, most=asked.grant), problems or {})
    return render_template(
        "case_consent.html",
        heading=_("%(name)s wants to act for you", name=_name(asked)),
        caption=consent_words.who_they_are(
            asked.representation, asked.person.details(asked.representation), shown.wording()
        ),
        intro=[
            _("They told us something for you. They ask you to let them do what is ticked here."),
            _("You can take ticks away. You can change or stop it at any time."),
        ],
        fields=fields,
        errors=unplaced(fields, problems or {}),
        hidden={"form": form_id()},
        submit=_("Yes, let them"),
        other={"name": "answer", "value": NO, "text": _("No, do not let them")},
        **more,
    )


def _name(asked: Asked) -> str:
    return consent_words.name_of(asked.person.details(asked.representation), shown.wording())


def _over() -> str:
    return render_template("consent_over.html", contacts=office().policy.contacts)
