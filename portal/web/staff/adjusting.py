"""What we do differently for a resident: shown first on every case of theirs, and answered here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import adjustment_words
from portal.domain.adjustments import Adjustment
from portal.domain.errors import ImpossibleMove, Incomplete, LostUpdate, NotFound
from portal.domain.person_commands import (
    AcknowledgeAdjustment,
    DeclineAdjustment,
    EndAdjustment,
    PersonCommand,
    ReviewAdjustment,
)
from portal.domain.person_events import (
    AdjustmentAcknowledged,
    AdjustmentAgreed,
    AdjustmentDeclined,
    AdjustmentEnded,
    AdjustmentReviewed,
    PersonEvent,
)
from portal.domain.person_record import ADJUSTMENT_MOVES
from portal.domain.words import N_
from portal.services.adjustments import answer_adjustment
from portal.services.drafts import language_choices
from portal.services.staff import staff_name
from portal.web.case import shown
from portal.web.guards import needs, shows_again
from portal.web.here import gettext as _
from portal.web.staff.agreed_ways import minded
from portal.web.staff.agreeing import (
    agree_fields,
    agreement,
    carry_out_agreement,
    review_day,
    review_field,
    told_field,
    try_agreement,
    wrong_agreement,
)
from portal.web.staff.blueprint import pages
from portal.web.staff.desk import Desk
from portal.web.staff.telling import how_the_resident_hears
from portal.web.typed import (
    Field,
    form_id,
    is_shown_again,
    number,
    too_long,
    typed_again,
    unplaced,
    with_problems,
)

SEE_OTHER, CONFLICT = 303, 409


@dataclass(frozen=True)
class Answer:
    """One thing staff do with an adjustment: a button, a form, and the command that comes of it."""

    button: str
    heading: str
    intro: str
    submit: str
    event: type[PersonEvent]
    fields: Callable[[Desk, Adjustment], list[Field]]
    command: Callable[[Desk, Adjustment], PersonCommand]


def adjustments_of(desk: Desk) -> list[Field]:
    """What is in place, then what waits for an answer: each with what was said, and what can be done now."""
    record = desk.file.record
    return [_shown(desk, each) for each in (*record.in_place, *record.waiting)]


@pages.route("/cases/<reference>/adjustments/<id>/<name>", methods=("GET", "POST"))
@needs("handler")
@shows_again
def answer_to(reference: str, id: str, name: str) -> str | tuple[str, int] | AnyResponse:
    """One thing staff do with an adjustment."""
    desk = Desk.at(reference)
    adjustment, answer = desk.file.record.adjustments.get(id), ANSWERS.get(name)
    if adjustment is None or answer is None:
        raise NotFound(name)
    if request.method == "GET" or is_shown_again():
        return _form(desk, adjustment, answer, notices=typed_again() if is_shown_again() else [])
    problems = {**too_long("words"), **(wrong_agreement(desk) if answer.event is AdjustmentAgreed else {})}
    if problems:
        return _form(desk, adjustment, answer, problems)
    try:
        try_agreement(desk)
        command = answer.command(desk, adjustment)
        answer_adjustment(desk.office, reference, id, command, by=desk.by, seen=number("version") or 0)
    except Incomplete as wrong:
        return _form(desk, adjustment, answer, _placed(wrong.problems))
    except (LostUpdate, ImpossibleMove):
        desk = Desk.at(reference)
        return _form(desk, desk.file.record.adjustments[id], answer, changed=True), CONFLICT
    carry_out_agreement(desk)
    return redirect(url_for("staff.case", reference=reference, done="adjustment"), SEE_OTHER)


def _shown(desk: Desk, each: Adjustment) -> Field:
    file, wording = desk.file, shown.wording()
    own, ours = (file.words.get(ref.id, "") if ref else "" for ref in (each.words, each.told))
    hidden = ("agree",) if each.is_in_place else ()
    can = [n for n, answer in ANSWERS.items() if each.life in ADJUSTMENT_MOVES[answer.event] and n not in hidden]
    url = {name: url_for("staff.answer_to", reference=desk.case.reference, id=each.id, name=name) for name in can}
    return {
        "title": adjustment_words.title(each, file.policy, wording),
        "waits": each.is_waiting,
        "asked": wording.day(each.asked_on),
        "language": dict(language_choices(desk.office)).get(each.language, ""),
        "contact": staff_name(desk.office, each.contact) if each.contact else "",
        "words": own,
        "told": ours,
        "review": wording.day(each.review_on) if each.is_in_place and each.review_on else "",
        "is_due": bool(each.is_in_place and each.review_on and each.review_on <= desk.office.today),
        "buttons": [{"url": url[name], "text": _(ANSWERS[name].button)} for name in can],
    }


def _form(
    desk: Desk,
    adjustment: Adjustment,
    answer: Answer,
    problems: Mapping[str, str] | None = None,
    *,
    notices: list[Field] | None = None,
    changed: bool = False,
) -> str:
    wrong = problems or {}
    fields = with_problems(answer.fields(desk, adjustment), wrong)
    asked = desk.file.words.get(adjustment.words.id, "") if adjustment.words else ""
    fits = adjustment.life in ADJUSTMENT_MOVES[answer.event]
    return render_template(
        "staff/form.html",
        heading=_(answer.heading),
        caption=f"{desk.case.reference} · {adjustment_words.title(adjustment, desk.file.policy, shown.wording())}",
        intro=[*minded(desk), *([_(answer.intro)] if answer.intro else [])],
        warning=_(MEANWHILE) if changed or not fits else "",
        fields=fields,
        errors=unplaced(fields, wrong),
        hidden={"version": str(desk.file.record.version), "form": form_id()},
        submit_text=_(answer.submit) if fits else "",
        sends=how_the_resident_hears(desk) if fits else [],
        aside=[{"heading": _("In their words"), "words": asked}] if asked else [],
        back_url=url_for("staff.case", reference=desk.case.reference),
        notices=notices or [],
    )


def _placed(problems: Mapping[str, str]) -> dict[str, str]:
    """What the rules find wrong, at the fields of these forms."""
    return {"words" if name == "reasons" else name: words for name, words in problems.items()}


def _review(desk: Desk, adjustment: Adjustment) -> PersonCommand:
    return ReviewAdjustment(adjustment.id, desk.words("words"), review_day())


MEANWHILE = N_("Somebody answered this while the page was open. Read it again.")
NO_PROOF = N_("Ask what helps, not why. You do not need proof.")
ANSWERS: Mapping[str, Answer] = {
    "acknowledge": Answer(
        button=N_("Say that we have it"),
        heading=N_("Say that we have it"),
        intro=N_("The resident is told that somebody looks at it."),
        submit=N_("Tell them"),
        event=AdjustmentAcknowledged,
        fields=lambda desk, adjustment: [],
        command=lambda desk, adjustment: AcknowledgeAdjustment(adjustment.id),
    ),
    "agree": Answer(
        button=N_("Agree"),
        heading=N_("Agree to do it"),
        intro=NO_PROOF,
        submit=N_("Agree and tell them"),
        event=AdjustmentAgreed,
        fields=agree_fields,
        command=agreement(differently=False),
    ),
    "differently": Answer(
        button=N_("Do it in another way"),
        heading=N_("Do it in another way than they asked"),
        intro=NO_PROOF,
        submit=N_("Agree and tell them"),
        event=AdjustmentAgreed,
        fields=lambda desk, adjustment: agree_fields(desk, adjustment, differently=True),
        command=agreement(differently=True),
    ),
    "decline": Answer(
        button=N_("Decline"),
        heading=N_("Decline to do it"),
        intro=N_("We tell them that they need not agree with this. If they do not, somebody looks at it again."),
        submit=N_("Decline and tell them"),
        event=AdjustmentDeclined,
        fields=lambda desk, adjustment: [told_field(_("Why can we not do it?"))],
        command=lambda desk, adjustment: DeclineAdjustment(adjustment.id, desk.words("words")),
    ),
    "review": Answer(
        button=N_("It still helps"),
        heading=N_("You asked them, and it still helps"),
        intro="",
        submit=N_("Keep it and tell them"),
        event=AdjustmentReviewed,
        fields=lambda desk, adjustment: [
            told_field(_("What do you want to tell them?"), optional=True),
            review_field(desk),
        ],
        command=_review,
    ),
    "end": Answer(
        button=N_("It is not needed any more"),
        heading=N_("They told you that they do not need it any more"),
        intro=N_("Only they can say so. If we cannot do it any more, agree on another way with them."),
        submit=N_("Stop it and tell them"),
        event=AdjustmentEnded,
        fields=lambda desk, adjustment: [told_field(_("What did they say?"), optional=True)],
        command=lambda desk, adjustment: EndAdjustment(adjustment.id, desk.words("words")),
    ),
}
