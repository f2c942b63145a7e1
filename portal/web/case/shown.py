"""A case as pages show it: where it is, its dates, what was answered and promised, what has happened."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from portal.domain.case import (
    Acknowledged,
    Answered,
    Closed,
    Escalated,
    Event,
    Extended,
    Made,
    MessageSent,
    Noted,
    Phase,
)
from portal.domain.commands import DECISIONS
from portal.domain.deadlines import ESCALATE_BY, Deadline
from portal.domain.kept import File, Ref
from portal.domain.policy import Kind, Policy
from portal.domain.timeline import Line
from portal.domain.words import N_
from portal.services.casework import CaseFile
from portal.web.here import gettext as _
from portal.web.here import language
from portal.wording import ExplainedDate, Wording

Shown = dict[str, Any]

TITLES = {
    Kind.COMPLAINT: N_("Your complaint"),
    Kind.SERVICE_REQUEST: N_("Your request for work"),
    Kind.COMPLIMENT: N_("Your thanks"),
    Kind.SUGGESTION: N_("Your idea"),
}
TITLES_FOR_STAFF = {
    Kind.COMPLAINT: N_("Complaint"),
    Kind.SERVICE_REQUEST: N_("Request for work"),
    Kind.COMPLIMENT: N_("Thanks"),
    Kind.SUGGESTION: N_("Idea"),
}
CHANNELS = {
    "page": N_("On the website"),
    "chat": N_("In the chat"),
    "phone": N_("By phone"),
    "letter": N_("By letter"),
    "in_person": N_("In person"),
}
STATUS = {
    Phase.RECEIVED: N_("We have your complaint. Next we write to you about how we understand it."),
    Phase.ACKNOWLEDGED: N_("We are looking into your complaint."),
    Phase.ANSWERED: N_("We have sent you our answer."),
    Phase.CLOSED: N_("This complaint is closed."),
}
LOOKING_AGAIN = N_("You asked us to look again. %(responder)s answers you now.")
FINAL = N_("You have had the final answer.")
OTHER_STATUS = {
    Kind.SERVICE_REQUEST: N_("We have your request for work and passed it on."),
    Kind.COMPLIMENT: N_("We have your thanks."),
    Kind.SUGGESTION: N_("We have your idea."),
}
OTHER_CLOSED = N_("This is finished.")
PHASES = {
    Phase.RECEIVED: N_("We have it"),
    Phase.ACKNOWLEDGED: N_("We are looking into it"),
    Phase.ANSWERED: N_("We have answered"),
    Phase.CLOSED: N_("Closed"),
}
GOING_ON = N_(
    "If you are not happy with this answer, you can ask us to look again. You do not have to say why. "
    "%(responder)s answers you then."
)
GOING_ON_BY = N_("Ask by %(day)s. If you ask later, we send it all the same.")
TO_OMBUDSMAN = N_(
    "This is the final answer. If you are not happy with it, you can ask the %(name)s to look into your complaint."
)
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
}
OWN_WORDS: Mapping[type[Event], str] = {Escalated: "words", Closed: "reason", MessageSent: "words", Noted: "words"}


def wording() -> Wording:
    """Dates and deadlines in this page's language."""
    return Wording(language().code)


def said(file: CaseFile, ref: Ref) -> str:
    """What was written, or that it has been erased."""
    return file.words.get(ref.id, _(ERASED))


def status(file: CaseFile) -> str:
    """Where the case is now, in one sentence."""
    case, policy = file.case, file.policy
    if case.kind is not Kind.COMPLAINT:
        return _(OTHER_CLOSED if case.phase is Phase.CLOSED else OTHER_STATUS[case.kind])
    if case.phase is Phase.ANSWERED and policy.next_stage(case.stage) is None:
        return _(FINAL)
    if case.phase is Phase.RECEIVED and case.stage != policy.stages[0].number:
        return _(LOOKING_AGAIN, responder=_(policy.stage(case.stage).responder))
    return _(STATUS[case.phase])


def stages(file: CaseFile) -> list[Shown]:
    """The stages as a row; a complaint only."""
    if file.case.kind is not Kind.COMPLAINT:
        return []
    return [_stage(file, number, _(stage.name)) for number, stage in ((s.number, s) for s in file.policy.stages)]


def _stage(file: CaseFile, number: int, name: str) -> Shown:
    case = file.case
    if number > case.stage:
        return {"name": name, "text": _("If you ask us to look again"), "state": "later"}
    ended = number < case.stage or case.phase in (Phase.ANSWERED, Phase.CLOSED)
    text = _(PHASES[Phase.ANSWERED]) if ended else _(PHASES[case.phase])
    return {"name": name, "text": text, "state": "done" if ended else "now"}


def dates(file: CaseFile, today: date) -> list[ExplainedDate]:
    """The dates still to come at the present stage, soonest first; the resident's own among them."""
    return [wording().explain(each, today) for each in open_deadlines(file)]


def open_deadlines(file: CaseFile) -> list[Deadline]:
    """The deadlines of the present stage that are not met, soonest first. A closed case has only the resident's own."""
    case = file.case
    every = (each for each in file.deadlines if each.stage == case.stage and each.met_on is None)
    alive = [each for each in every if case.phase is not Phase.CLOSED or each.kind == ESCALATE_BY]
    return sorted((each for each in alive if each.kind != ESCALATE_BY or _can_go_on(file)), key=lambda each: each.due)


def _can_go_on(file: CaseFile) -> bool:
    return file.policy.next_stage(file.case.stage) is not None


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
    decided = {"heading": _("What we decided"), "words": _(DECISIONS[event.decision])}
    written = parts(file, event)
    written[1]["words"] = f"{decided['words']}\n{written[1]['words']}"
    return {
        "title": _("Our answer at %(stage)s", stage=_(file.policy.stage(event.stage).name)),
        "day": wording().day(event.happened_on),
        "parts": written,
        "going_on": going_on(file.policy, event.going_on, event.told.get(ESCALATE_BY)),
    }


def going_on(policy: Policy, how: str, by: date | None) -> list[str]:
    """How to go on after an answer (`stage:<number>` or `ombudsman`), in sentences."""
    kind, _colon, number = how.partition(":")
    if kind != "stage":
        return [_(TO_OMBUDSMAN, name=policy.ombudsman.name)]
    sentences = [_(GOING_ON, responder=_(policy.stage(int(number)).responder))]
    return [*sentences, _(GOING_ON_BY, day=wording().day(by))] if by else sentences


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
) -> list[Shown]:
    """What has happened, as components/timeline.html draws it. `who` names whoever did it, `name_of` an id of staff."""
    shown = []
    for each in lines:
        event = file.case.events[each.number - 1]
        own = getattr(event, OWN_WORDS.get(type(event), ""), None)
        shown.append(
            {
                "day": wording().day(each.happened_on),
                "iso": each.happened_on.isoformat(),
                "what": wording().say(each.sentence, **_values(each, name_of)),
                "who": who(event),
                "words": said(file, own) if own else "",
                "parts": parts(file, event),
                "files": [{"name": f.name, "url": file_url(f)} for f in _files(event)],
            }
        )
    return shown


def all_files(file: CaseFile) -> tuple[File, ...]:
    """Every photo and document that was sent with this case, either way."""
    return tuple(each for event in file.case.events for each in _files(event))


def _files(event: Event) -> tuple[File, ...]:
    return event.files if isinstance(event, Made | MessageSent) else ()


def _values(line: Line, name_of: Callable[[str], str]) -> dict[str, object]:
    """The values of a sentence: ids become names, words of the policy are translated, dates stay dates."""
    told = {name: _(value) if isinstance(value, str) else value for name, value in line.values.items()}
    return {**told, "to": name_of(str(told["to"]))} if "to" in told else told
