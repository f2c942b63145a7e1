"""A case as pages show it: where it is, its dates, what was answered and promised, what has happened."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from portal import case_words, triage_words
from portal.domain.case import Phase
from portal.domain.case_dates import may_go_on
from portal.domain.commands import DECISIONS
from portal.domain.deadlines import ESCALATE_BY, REFER_BY, SURVEY, Deadline
from portal.domain.events import (
    Accepted,
    Acknowledged,
    ActionTaken,
    Answered,
    Closed,
    CodeReissued,
    DateMoved,
    Escalated,
    Event,
    Extended,
    Made,
    MessageSent,
    MoreTimeGiven,
    Noted,
    Paused,
    Refused,
    Spoke,
    Updated,
    Withdrawn,
)
from portal.domain.kept import File, Ref
from portal.domain.policy import OMBUDSMAN, Policy, Stage
from portal.domain.statutory import is_beyond_the_code
from portal.domain.terms import Kind
from portal.domain.timeline import Line
from portal.domain.words import N_
from portal.services.casework import CaseFile
from portal.web.here import gettext as _
from portal.web.here import language
from portal.wording import WHAT, ExplainedDate, Wording

Shown = dict[str, Any]

TITLES_FOR_STAFF = {
    Kind.COMPLAINT: N_("Complaint"),
    Kind.SERVICE_REQUEST: N_("Request for work"),
    Kind.COMPLIMENT: N_("Thanks"),
    Kind.SUGGESTION: N_("Idea"),
    Kind.CONTACT: N_("Wants to speak to a person"),
    Kind.ADJUSTMENT: N_("Needs something done differently"),
}
CHANNELS = {
    "page": N_("On the website"),
    "chat": N_("In the chat"),
    "phone": N_("By phone"),
    "letter": N_("By letter"),
    "in_person": N_("In person"),
}
PHASES = {
    Phase.RECEIVED: N_("We have it"),
    Phase.ACKNOWLEDGED: N_("We are looking into it"),
    Phase.ANSWERED: N_("We have answered"),
    Phase.CLOSED: N_("Closed"),
    Phase.REFUSED: N_("We cannot take it"),
}
WENT_ON = N_("You asked for the next stage after this")
IF_ASKED = N_("If you ask us to look again")
AT_ANY_TIME = N_("You can ask for it at any time")
IF_WANTED = N_("Only if you want to. You can go to the Ombudsman before this")
NOT_US = N_("The %(name)s is not part of us. You can ask them for advice at any time")
STOPPED = N_("You told us to stop")
NOT_NOW = N_("Not while we cannot take it")
ERASED = N_("These words have been erased.")
PARTS: Mapping[type[Event], tuple[tuple[str, str], ...]] = {
    Acknowledged: (
        ("understanding", N_("How we understand your complaint")),
        ("outcome", N_("What you want to happen")),
        ("not_responsible", N_("What is not ours to deal with")),
    ),
    Extended: (("reason", N_("Why we need longer")), ("intervals", N_("How we keep you up to date"))),
    Answered: (
        ("definition", N_("What the complaint is about")),
        ("decision_words", N_("What we decided")),
        ("reasons", N_("Why")),
        ("remedy", N_("What puts it right")),
        ("outstanding", N_("What is still to be done")),
    ),
    Refused: (("reasons", N_("Why")), ("considered", N_("Which exceptions we thought of"))),
}
OWN_WORDS: Mapping[type[Event], str] = {
    Escalated: "words",
    Closed: "reason",
    Withdrawn: "reason",
    MessageSent: "words",
    Noted: "words",
    Accepted: "reason",
    Spoke: "words",
    Updated: "words",
    ActionTaken: "words",
    MoreTimeGiven: "reason",
    Paused: "reason",
    CodeReissued: "words",
}
OF_A_CLOSED_CASE = (ESCALATE_BY, REFER_BY, SURVEY)


def wording() -> Wording:
    """Dates and deadlines in this page's language."""
    return Wording(language().code)


def said(file: CaseFile, ref: Ref) -> str:
    """What was written, or that it has been erased."""
    return file.words.get(ref.id, _(ERASED))


def hints(file: CaseFile) -> tuple[triage_words.Hint, ...]:
    """What the policy may leave out, until a person has said whether it does."""
    case = file.case
    is_open = case.phase is Phase.RECEIVED and case.stage == case.made.stage and not case.happened(Accepted)
    if case.kind is not Kind.COMPLAINT or not is_open:
        return ()
    return triage_words.hints(file.answers, file.policy, case.made.happened_on, wording())


def stages(file: CaseFile) -> list[Shown]:
    """The stages as a row; a complaint only."""
    every = file.policy.stages if file.case.kind is Kind.COMPLAINT else ()
    return [{"name": _(stage.name), "number": stage.number, **_stage(file, stage)} for stage in every]


def _stage(file: CaseFile, stage: Stage) -> Shown:
    case = file.case
    if stage.held_by == OMBUDSMAN:
        return {"text": _(NOT_US, name=file.policy.ombudsman.name), "state": "later"}
    if stage.number > case.stage:
        return {"text": _(_when_later(file, stage)), "state": "later"}
    if stage.number == case.stage and case.phase not in (Phase.ANSWERED, Phase.CLOSED):
        return {"text": _(PHASES[case.phase]), "state": "now"}
    has_answer = stage.number in case.stages and case.stages[stage.number].answered
    if stage.number == case.stage and not has_answer:
        return {"text": _(STOPPED), "state": "done"}
    return {"text": _(PHASES[Phase.ANSWERED] if has_answer else WENT_ON), "state": "done"}


def _when_later(file: CaseFile, stage: Stage) -> str:
    case = file.case
    if case.phase is Phase.REFUSED:
        return NOT_NOW
    if case.is_withdrawn and not case.stages[case.stage].answered:
        return STOPPED
    if is_beyond_the_code(file.policy, stage.number, case.stages[case.stage].started):
        return IF_WANTED
    is_open = may_go_on(case, file.policy) == stage and not case.stages[case.stage].answered
    return AT_ANY_TIME if is_open else IF_ASKED


def dates(file: CaseFile, today: date) -> list[ExplainedDate]:
    """The dates still to come at the present stage, soonest first; the resident's own among them."""
    return [wording().explain(each, today, file.case.events) for each in open_deadlines(file)]


def open_deadlines(file: CaseFile) -> list[Deadline]:
    """The deadlines of the present stage that are not met, soonest first.

    A closed case has only the resident's own and the survey, a refused one none.
    """
    case = file.case
    every = [each for each in file.deadlines if each.stage == case.stage and each.met_on is None]
    if case.phase is Phase.REFUSED:
        every = []
    if case.phase is Phase.CLOSED:
        every = [each for each in every if each.kind in OF_A_CLOSED_CASE]
    if may_go_on(case, file.policy) is None:
        every = [each for each in every if each.kind != ESCALATE_BY]
    return sorted(every, key=lambda each: each.due)


def understanding(file: CaseFile) -> list[Shown]:
    """How the present stage's acknowledgement understands the complaint; nothing before it."""
    written = [
        e for e in file.case.happened(Acknowledged) if isinstance(e, Acknowledged) and e.stage == file.case.stage
    ]
    return parts(file, written[-1]) if written else []


def answers(file: CaseFile) -> list[Shown]:
    """Every answer given, newest first, with all that Code 6.9 asks for."""
    given = [event for event in file.case.events if isinstance(event, Answered)]
    return [_answer(file, event) for event in reversed(given)]


def _answer(file: CaseFile, event: Answered) -> Shown:
    outcomes = {each.id: each.words for each in file.policy.outcomes}
    named = [_(outcomes[event.outcome])] if event.outcome in outcomes else []
    written = parts(file, event)
    written[1]["words"] = "\n".join([_(DECISIONS[event.decision]), *named, written[1]["words"]])
    return {
        "title": _("Our answer at %(stage)s", stage=_(file.policy.stage(event.stage).name)),
        "day": wording().day(event.happened_on),
        "parts": written,
        "going_on": list(case_words.roads(file.policy, event.going_on, event.told, wording())),
    }


def going_on(policy: Policy, how: str, by: date | None) -> list[str]:
    """How to go on after an answer, in sentences; `by` is the day until which the next stage is asked for."""
    return list(case_words.roads(policy, how, {ESCALATE_BY: by} if by else {}, wording()))


def promises(file: CaseFile, today: date) -> list[Shown]:
    """What was promised in the answers, by when, soonest first."""
    made = [promise for event in file.case.events if isinstance(event, Answered) for promise in event.promises]
    return [
        {
            "what": said(file, promise.words),
            "day": wording().day(promise.by) if promise.by else "",
            "passed": promise.by is not None and promise.by < today,
        }
        for promise in sorted(made, key=lambda each: each.by or date.max)
    ]


def parts(file: CaseFile, event: Event) -> list[Shown]:
    """The parts of an acknowledgement, an extension or an answer, each under its heading; empty ones left out."""
    refs = ((getattr(event, name), heading) for name, heading in PARTS.get(type(event), ()))
    shown = ({"heading": _(heading), "words": said(file, ref)} for ref, heading in refs if ref)
    return [each for each in shown if each["words"].strip()]


def timeline(
    file: CaseFile,
    lines: Iterable[Line],
    file_url: Callable[[File], str],
    who: Callable[[Event], str] = lambda event: "",
    name_of: Callable[[str], str] = str,
    without_words: tuple[type[Event], ...] = (),
) -> list[Shown]:
    """What has happened, as components/timeline.html draws it. `who` names whoever did it, `name_of` an id of staff.

    Of events `without_words` only the sentence is shown.
    """
    shown = []
    for each in lines:
        event = file.case.events[each.number - 1]
        own = None if isinstance(event, without_words) else getattr(event, OWN_WORDS.get(type(event), ""), None)
        shown.append(
            {
                "day": wording().day(each.happened_on),
                "iso": each.happened_on.isoformat(),
                "what": wording().say(each.sentence, **_values(each, name_of)),
                "who": who(event),
                "text": _moved(event) if isinstance(event, DateMoved) else "",
                "words": said(file, own) if own else "",
                "parts": parts(file, event),
                "files": [{"name": f.name, "url": file_url(f)} for f in _files(event)],
            }
        )
    return shown


def _moved(event: DateMoved) -> str:
    what = _(WHAT[event.kind])
    return f"{what}: {_(event.name)}" if event.name else what


def all_files(file: CaseFile) -> tuple[File, ...]:
    """Every photo and document that was sent with this case, either way."""
    return tuple(each for event in file.case.events for each in _files(event))


def _files(event: Event) -> tuple[File, ...]:
    return event.files if isinstance(event, Made | MessageSent) else ()


def _values(line: Line, name_of: Callable[[str], str]) -> dict[str, object]:
    """The values of a sentence: ids become names, words of the policy are translated, dates stay dates."""
    told = {name: _in_words(value) for name, value in line.values.items()}
    return {**told, "to": name_of(str(told["to"]))} if "to" in told else told


def _in_words(value: object) -> object:
    if isinstance(value, tuple):
        return ", ".join(_(str(each)) for each in value)
    return _(value) if isinstance(value, str) else value
