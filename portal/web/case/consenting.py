"""The resident decides who acts for them: naming somebody, saying yes or no, changing it, stopping it."""

from collections.abc import Mapping

from flask import g, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.consent import RELATIONSHIPS, Proof, Relationship
from portal.domain.draft import Answer
from portal.domain.errors import ImpossibleMove, Incomplete, LostUpdate, NotFound
from portal.domain.journey import EMAIL, PHONE, Question, problem_with
from portal.domain.permissions import Right
from portal.domain.person_commands import ConfirmConsent, RefuseConsent, WithdrawConsent
from portal.domain.person_record import Representation
from portal.domain.words import N_
from portal.services.casework import CaseFile, open_file
from portal.services.consent import change_grant, code_for, name_somebody
from portal.services.people import do_for_person
from portal.web.case.blueprint import pages
from portal.web.case.people import people_who_act, shown_person
from portal.web.consent_form import grant_fields, typed_grant
from portal.web.guards import allowed, resident, shows_again
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.typed import (
    Field,
    chosen,
    field,
    form_id,
    is_sending,
    is_shown_again,
    line,
    too_long,
    typed_again,
    unplaced,
    with_problems,
)

SEE_OTHER = 303
BOTH = ("GET", "POST")
ADULT, MINOR = "adult", "minor"
SHORT = ("name", "organisation", "email", "phone")
CONTACT = (
    Question(id="email", kind="email", page="people", words="", short="", missing=EMAIL, optional=True),
    Question(id="phone", kind="phone", page="people", words="", short="", missing=PHONE, optional=True),
)
CHANGED_MEANWHILE = N_("This has changed in another window. Look at it again.")
YES, NO = "yes", "no"


@pages.route("/<landlord>/case/people/new", methods=BOTH)
@resident
@allowed(Right.GIVE_CONSENT)
@shows_again
def name_person() -> str | AnyResponse:
    """Somebody is to act for them: who it is and what they may do, from now on."""
    problems: Mapping[str, str] = {}
    if is_sending():
        grant, wrong = typed_grant(g.reference)
        problems = {**_wrong_details(), **wrong, **too_long(*SHORT)}
        if not problems:
            try:
                name_somebody(
                    office(), g.reference, Relationship(line("relationship")), _details(), grant,
                    over_18=line("over_18") == ADULT, form=form_id(),
                )  # fmt: skip
            except Incomplete as wrong_grant:
                problems = wrong_grant.problems
            except LostUpdate:
                problems = {"again": CHANGED_MEANWHILE}
            else:
                return _done("named")
    return _form(_("Name somebody to act for you"), [*_who_fields(), *grant_fields(g.reference, None)], problems,
                 intro=[_("You can change or stop this at any time.")], submit=_("Let them act for me"))  # fmt: skip


@pages.route("/<landlord>/case/people/<id>/answer", methods=BOTH)
@resident
@allowed(Right.GIVE_CONSENT)
@shows_again
def answer_person(id: str) -> str | AnyResponse:
    """Somebody wants to act for them: yes, with as much as they like of what was asked, or no."""
    file, each = _person(id)
    if each.asked is None:
        return _done("")
    problems: Mapping[str, str] = {}
    if is_sending():
        try:
            if line("answer") == NO:
                do_for_person(office(), g.reference, RefuseConsent(id, each.asked_at))
                return _done("refused")
            grant, problems = typed_grant(g.reference, each.asked)
            if not problems:
                yes = ConfirmConsent(id, grant, Proof.OWN_CASE, asked_at=each.asked_at)
                do_for_person(office(), g.reference, yes)
                return _done("allowed")
        except Incomplete as wrong:
            problems = wrong.problems
        except ImpossibleMove:
            return _done("changed")
    person = shown_person(file, each)
    return _form(
        _("%(name)s wants to act for you", name=person["name"]),
        grant_fields(g.reference, each.asked, most=each.asked),
        problems,
        caption=person["who"],
        intro=[_("They asked for what is ticked here. You can take ticks away.")],
        submit=_("Yes, let them"),
        other={"name": "answer", "value": NO, "text": _("No, do not let them")},
    )


@pages.route("/<landlord>/case/people/<id>", methods=BOTH)
@resident
@allowed(Right.GIVE_CONSENT)
@shows_again
def change_person(id: str) -> str | AnyResponse:
    """They may do less, more, for longer or shorter."""
    file, each = _person(id)
    if each.granted is None:
        return _done("")
    problems: Mapping[str, str] = {}
    if is_sending():
        grant, problems = typed_grant(g.reference, each.granted)
        if not problems:
            try:
                change_grant(office(), g.reference, each, grant)
                return _done("changed")
            except Incomplete as wrong:
                problems = wrong.problems
    person = shown_person(file, each)
    return _form(
        _("What %(name)s may do for you", name=person["name"]),
        grant_fields(g.reference, each.granted),
        problems,
        caption=person["who"],
        submit=_("Keep this"),
        stop_url=url_for("case.stop_person", id=id),
    )


@pages.route("/<landlord>/case/people/<id>/stop", methods=BOTH)
@resident
@allowed(Right.GIVE_CONSENT)
@shows_again
def stop_person(id: str) -> str | AnyResponse:
    """It ends now, everywhere; told to them or not."""
    file, each = _person(id)
    if is_sending():
        try:
            do_for_person(office(), g.reference, WithdrawConsent(id, quietly="quietly" in chosen("quietly")))
        except ImpossibleMove:
            return _done("changed")
        return _done("stopped")
    person = shown_person(file, each)
    hint = _("Choose this if you are not safe when they know. They get no message from us about it.")
    quietly = {"value": "quietly", "text": _("Do not tell them"), "hint": hint}
    return _form(
        _("Stop %(name)s acting for you", name=person["name"]),
        [field("choices", "quietly", _("Should we tell them?"), value=[], options=[quietly])],
        {},
        caption=person["who"],
        intro=[_("It ends at once. They see nothing more, and get nothing more from us.")],
        submit=_("Stop it now"),
    )


@pages.route("/<landlord>/case/people/<id>/code", methods=BOTH)
@resident
@allowed(Right.GIVE_CONSENT)
def code_of_person(id: str) -> str:
    """A code for somebody who acts for them, to be given to them by the resident. Shown once."""
    file, each = _person(id)
    name = shown_person(file, each)["name"]
    if is_sending():
        return render_template(
            "case_their_code.html",
            name=name,
            reference=g.reference,
            code=code_for(office(), g.reference, id),
            case_url=url_for("case.sign_in", _external=True),
            back_url=url_for("case.people"),
        )
    return _form(
        _("A code for %(name)s", name=name),
        [],
        {},
        intro=[
            _("With this code and your reference they can open this case. They see and do what you allowed."),
            _("If they had a code before, it ends."),
        ],
        submit=_("Show me the code"),
    )


@pages.get("/<landlord>/case/people")
@resident
@allowed(Right.GIVE_CONSENT)
def people() -> str:
    """Everybody who acts for them, or once did."""
    file = open_file(office(), g.reference)
    now = people_who_act(file)
    every = [shown_person(file, each) for each in file.record.representations.values()]
    return render_template(
        "case_people.html",
        acting=now,
        before=[each for each in every if each not in now],
        new_url=url_for("case.name_person"),
        looks_url=url_for("case.looks"),
        back_url=url_for("case.sign_in"),
        keep_url=url_for("case.keep"),
    )


def _person(id: str) -> tuple[CaseFile, Representation]:
    """Somebody on this resident's own record. Raises NotFound."""
    file = open_file(office(), g.reference)
    known = file.record.representations.get(id)
    if known is None:
        raise NotFound(id)
    return file, known


def _who_fields() -> list[Field]:
    known = [{"value": each.value, "text": _(words)} for each, words in RELATIONSHIPS.items()]
    ages = [{"value": ADULT, "text": _("They are 18 or older")}, {"value": MINOR, "text": _("They are under 18")}]
    return [
        field("text", "name", _("What is their name?")),
        field("choice", "relationship", _("Who are they to you?"), options=known),
        field("text", "organisation", _("Where do they work?"), optional=True,
              hint=_("Only if they do this as their job.")),
        field("choice", "over_18", _("How old are they?"), options=ages),
        field("email", "email", _("What is their email address?"), optional=True, autocomplete="off"),
        field("phone", "phone", _("What is their phone number?"), optional=True, autocomplete="off"),
    ]  # fmt: skip


def _wrong_details() -> dict[str, str]:
    missing = {
        "name": (bool(line("name")), N_("Write their name")),
        "relationship": (line("relationship") in [*Relationship], N_("Choose who they are to you")),
        "over_18": (line("over_18") in (ADULT, MINOR), N_("Choose how old they are")),
    }
    problems = {name: words for name, (is_there, words) in missing.items() if not is_there}
    for question in CONTACT:
        if wrong := problem_with(question, line(question.id), office().policy):
            problems[question.id] = wrong.words
    return problems


def _details() -> dict[str, Answer]:
    """What was typed of them, as answers. Whoever gave an address for them chose that way to reach them."""
    told: dict[str, Answer] = {name: line(name) for name in SHORT if line(name)}
    ways = (*(["email"] if "email" in told else []), *(["phone"] if "phone" in told else []))
    return {**told, "contact_by": ways} if ways else told


def _form(heading: str, fields: list[Field], problems: Mapping[str, str], *, submit: str, **more: object) -> str:
    asked = with_problems(fields, problems)
    return render_template(
        "case_consent.html",
        heading=heading,
        fields=asked,
        errors=unplaced(asked, problems),
        hidden={"form": form_id(), "case": g.reference},
        submit=submit,
        back_url=url_for("case.people"),
        keep_url=url_for("case.keep"),
        notices=typed_again() if is_shown_again() else [],
        **more,
    )


def _done(done: str) -> AnyResponse:
    return redirect(url_for("case.sign_in", done=done or None, _anchor="people"), SEE_OTHER)
