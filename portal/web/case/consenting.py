"""The resident decides who acts for them: naming somebody, saying yes or no, changing it, stopping it."""

from collections.abc import Mapping

from flask import g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.consent import Proof
from portal.domain.draft import Answer, Draft
from portal.domain.errors import ImpossibleMove, Incomplete, LostUpdate, NotFound
from portal.domain.journey import Page, Problem, problem_with, read
from portal.domain.permissions import Right
from portal.domain.person_commands import ConfirmConsent, RefuseConsent, WithdrawConsent
from portal.domain.person_record import Representation
from portal.domain.words import N_
from portal.files.journeys import load_journey
from portal.services.casework import CaseFile, open_file
from portal.services.consent import change_grant, code_for, name_as_told
from portal.services.people import do_for_person
from portal.web.case.blueprint import pages
from portal.web.case.people import people_who_act, shown_person
from portal.web.consent_form import grant_fields, typed_grant
from portal.web.guards import allowed, resident, shows_again
from portal.web.here import gettext as _
from portal.web.here import language, office
from portal.web.questions import fields_of
from portal.web.typed import (
    Field,
    chosen,
    field,
    form_id,
    is_sending,
    is_shown_again,
    line,
    typed_again,
    unplaced,
    with_problems,
)

SEE_OTHER = 303
BOTH = ("GET", "POST")
JOURNEY = "representative"
CHANGED_MEANWHILE = N_("This has changed in another window. Look at it again.")
YES, NO = "yes", "no"


@pages.route("/<landlord>/case/people/new", methods=BOTH)
@resident
@allowed(Right.GIVE_CONSENT)
@shows_again
def name_person() -> str | AnyResponse:
    """Somebody is to act for them: who it is and what they may do, from now on."""
    told: dict[str, Answer] = {}
    problems: dict[str, Problem] = {}
    wrong: Mapping[str, str] = {}
    if is_sending():
        told, problems = _typed()
        if not problems:
            try:
                name_as_told(office(), g.reference, told, form=form_id())
            except Incomplete as missing:
                wrong = missing.problems
            except LostUpdate:
                wrong = {"again": CHANGED_MEANWHILE}
            else:
                return _done("named")
    asked = Page(JOURNEY, tuple(each for each in load_journey(JOURNEY).questions if not each.given))
    fields = fields_of(asked, Draft("", office().landlord, JOURNEY, language().code, told), problems)
    return _form(_("Name somebody to act for you"), fields, wrong,
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
        [field("choices", "quietly", _("Telling them"), value=[], options=[quietly])],
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


def _typed() -> tuple[dict[str, Answer], dict[str, Problem]]:
    """What was typed for the questions that apply, and what is wrong with it."""
    answers: dict[str, Answer] = {}
    problems: dict[str, Problem] = {}
    for question in load_journey(JOURNEY).questions:
        if question.given or not question.applies(answers, office().policy):
            continue
        answers[question.id] = read(question, request.form.getlist(question.id))
        if problem := problem_with(question, answers[question.id], office().policy):
            problems[question.id] = problem
    return answers, problems


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
