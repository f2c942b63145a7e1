"""What we do differently for somebody: where each stands, asking for more, not agreeing, not needing it any more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import adjustment_words
from portal.domain.adjustments import Adjustment, Life
from portal.domain.errors import ImpossibleMove, Incomplete, LostUpdate, NotFound
from portal.domain.journey import Problem
from portal.domain.kept import Words
from portal.domain.permissions import Right
from portal.domain.person_commands import ChallengeAdjustment, EndAdjustment, PersonCommand
from portal.domain.person_events import AdjustmentAsked, AdjustmentChallenged, AdjustmentEnded, PersonEvent
from portal.domain.person_record import ADJUSTMENT_MOVES
from portal.domain.words import N_
from portal.services.adjustments import ask_for_adjustments
from portal.services.casework import CaseFile, open_file
from portal.services.people import do_for_person
from portal.web.case import shown
from portal.web.case.blueprint import pages
from portal.web.danger import danger_notice, told_first
from portal.web.guards import allowed, resident, shows_again
from portal.web.here import gettext as _
from portal.web.here import language, office
from portal.web.needs import asked_fields, new_form, typed_draft
from portal.web.readers import by, may_here
from portal.web.typed import (
    Field,
    field,
    form_id,
    is_shown_again,
    text,
    too_long,
    typed_again,
    unplaced,
    with_problems,
    words_once,
)

SEE_OTHER = 303
BOTH = ("GET", "POST")


@dataclass(frozen=True)
class Change:
    """One thing that a person can do with an adjustment of theirs: a page that asks for words, and a command.

    `by_others`: also somebody who may speak for them.
    """

    link: str
    heading: str
    words: str
    submit: str
    done: str
    event: type[PersonEvent]
    command: Callable[[str, Words], PersonCommand]
    by_others: bool = False


CHANGES: Mapping[str, Change] = {
    "challenge": Change(
        link=N_("I do not agree"),
        heading=N_("You do not agree with our answer"),
        words=N_("What should we look at again?"),
        submit=N_("Ask us to look again"),
        done=N_("We look at it again and tell you."),
        event=AdjustmentChallenged,
        command=ChallengeAdjustment,
        by_others=True,
    ),
    "end": Change(
        link=N_("I do not need this any more"),
        heading=N_("You do not need this any more"),
        words=N_("Do you want to say anything about it?"),
        submit=N_("Stop doing this"),
        done=N_("We stop doing this for you. You can ask for it again at any time."),
        event=AdjustmentEnded,
        command=EndAdjustment,
    ),
}
ASKED = N_("We have what you asked for. It is in the list below.")


def adjustments_of(file: CaseFile) -> list[Field]:
    """Everything that was asked for, the newest first: what it is, where it stands, what was said, what can be done.

    To speak is not to see: whoever may not see the case finds what they asked for themselves.
    """
    return [_shown(each, file) for each in reversed(tuple(file.record.adjustments.values())) if _may_see(each, file)]


def now_of(file: CaseFile) -> list[Field]:
    """What is done or waits for an answer: the case page shows no more."""
    return [each for each in adjustments_of(file) if each["is_now"]]


@pages.route("/<landlord>/case/adjustments", methods=BOTH)
@resident
@allowed(Right.ASK_ADJUSTMENT)
@shows_again
def adjustments() -> str | AnyResponse:
    """The list, and a form that asks for more."""
    if request.method == "GET":
        return _page(new_form(), notices=_notices())
    if is_shown_again():
        return _page(form_id(), notices=typed_again())
    draft, problems = typed_draft(g.reference)
    danger = danger_notice(text("need_words"), language().code)
    if problems:
        return _page(form_id(), problems, urgent=danger)
    try:
        ask_for_adjustments(office(), draft, by=by())
    except Incomplete as missing:
        return _page(form_id(), wrong=missing.problems, urgent=danger)
    return told_first(text("need_words"), url_for("case.adjustments", done="asked"))


@pages.route("/<landlord>/case/adjustments/<id>/<what>", methods=BOTH)
@resident
@allowed(Right.ASK_ADJUSTMENT)
@shows_again
def change_adjustment(id: str, what: str) -> str | AnyResponse:
    """Not agree with an answer, or say that something is not needed any more."""
    file = open_file(office(), g.reference)
    adjustment, change = file.record.adjustments.get(id), CHANGES.get(what)
    if adjustment is None or change is None or not _may_see(adjustment, file):
        raise NotFound(id)
    if not (g.reader.is_resident or change.by_others):
        return redirect(url_for("case.adjustments"), SEE_OTHER)
    problems = too_long("words")
    if request.method == "POST" and not is_shown_again() and not problems:
        try:
            do_for_person(office(), g.reference, change.command(id, words_once("words", g.reference)), by=by())
        except (ImpossibleMove, LostUpdate):  # somebody answered meanwhile: the list says what is so now
            return redirect(url_for("case.adjustments"), SEE_OTHER)
        return redirect(url_for("case.adjustments", done=what), SEE_OTHER)
    asked = field("longtext", "words", _(change.words), optional=True)
    return render_template(
        "question.html",
        heading=_(change.heading),
        caption=_title(adjustment),
        fields=with_problems([asked], problems),
        hidden={"form": form_id(), "case": g.reference},
        continue_text=_(change.submit),
        back_url=url_for("case.adjustments"),
        notices=typed_again() if is_shown_again() else [],
    )


def _page(
    form: str, problems: dict[str, Problem] | None = None, wrong: Mapping[str, str] | None = None, **more: object
) -> str:
    fields = with_problems(asked_fields(problems or {}, with_case=True), wrong or {})
    return render_template(
        "case_adjustments.html",
        reference=g.reference,
        adjustments=adjustments_of(open_file(office(), g.reference)),
        fields=fields,
        errors=unplaced(fields, wrong or {}),
        hidden={"form": form, "case": g.reference},
        back_url=url_for("case.sign_in"),
        **more,
    )


def _shown(each: Adjustment, file: CaseFile) -> Field:
    own, ours = (file.words.get(ref.id, "") if ref else "" for ref in (each.words, each.told))
    theirs = {name: change for name, change in CHANGES.items() if g.reader.is_resident or change.by_others}
    may = theirs if may_here(Right.ASK_ADJUSTMENT) else {}
    can = {name: change for name, change in may.items() if each.life in ADJUSTMENT_MOVES[change.event]}
    return {
        "title": _title(each, file),
        "stands": list(adjustment_words.stands(each, file.record, shown.wording())),
        "words": own,
        "told": ours,
        "is_now": each.life not in (Life.DECLINED, Life.ENDED),
        "links": [
            {"url": url_for("case.change_adjustment", id=each.id, what=name), "text": _(change.link)}
            for name, change in can.items()
        ],
    }


def _may_see(each: Adjustment, file: CaseFile) -> bool:
    """May whoever is here read about it?"""
    asked = {event.adjustment: event.decided_by for event in file.record.events if isinstance(event, AdjustmentAsked)}
    return may_here(Right.SEE) or asked.get(each.id) == by()


def _title(each: Adjustment, file: CaseFile | None = None) -> str:
    return adjustment_words.title(each, file.policy if file else office().policy, shown.wording())


def _notices() -> list[Field]:
    done = request.args.get("done", "")
    words = ASKED if done == "asked" else CHANGES[done].done if done in CHANGES else ""
    return [{"kind": "good", "text": _(words)}] if words else []
