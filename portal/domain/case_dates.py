"""A case's dates, its line in the queue, and how it can go on: what its events mean under its policy."""

from collections.abc import Mapping
from datetime import date

from portal.domain.calendar import Calendar
from portal.domain.case import Case, Phase
from portal.domain.deadlines import SURVEY, Deadline, deadlines, next_deadline
from portal.domain.events import Escalated
from portal.domain.outcome import QueueRow, Situation
from portal.domain.policy import Policy, Stage
from portal.domain.statutory import is_beyond_the_code
from portal.domain.terms import Kind


def case_deadlines(case: Case, policy: Policy, calendar: Calendar) -> tuple[Deadline, ...]:
    """Every deadline of this case; only a complaint has any. The Code counts from when it was in force."""
    return deadlines(case.stages, policy, calendar) if case.kind is Kind.COMPLAINT else ()


def upcoming(case: Case, every: tuple[Deadline, ...]) -> Deadline | None:
    """The landlord's next duty. A refused case has none, a closed one only to ask how satisfied the resident is."""
    if case.phase is Phase.REFUSED:
        return None
    is_closed = case.phase is Phase.CLOSED
    return next_deadline(each for each in every if each.stage == case.stage and (each.kind == SURVEY) is is_closed)


def deadline_of(case: Case, kind: str, situation: Situation) -> Deadline | None:
    """The deadline of this kind at the present stage, met or not."""
    every = case_deadlines(case, situation.policy, situation.calendar)
    return next((each for each in every if each.kind == kind and each.stage == case.stage), None)


def told(case: Case, situation: Situation) -> Mapping[str, date]:
    """The dates of the case's present stage, as they are told to the resident with an event."""
    every = case_deadlines(case, situation.policy, situation.calendar)
    return {each.kind: each.due for each in every if each.stage == case.stage and each.met_on is None}


def queue_row(case: Case, policy: Policy, calendar: Calendar) -> QueueRow:
    """The case's line in the staff queue."""
    due = upcoming(case, case_deadlines(case, policy, calendar))
    return QueueRow(
        reference=case.reference,
        kind=case.kind,
        stage=case.stage,
        phase=case.phase,
        handler=case.handler,
        next_kind=due.kind if due else "",
        due=due.due if due else None,
        received=case.made.happened_on,
    )


def may_answer(case: Case, policy: Policy, by: str) -> bool:
    """May this person answer the present stage? Not who answered an earlier formal one (Code 6.13)."""
    return by not in (who for number, who in case.answered_by.items() if not policy.stage(number).informal)


def may_go_on(case: Case, policy: Policy) -> Stage | None:
    """The stage that may be asked for now, or None: after an answer; out of an informal stage until withdrawn."""
    if case.kind is not Kind.COMPLAINT or not case.allows(Escalated):
        return None
    is_answered = bool(case.stages[case.stage].answered)
    if case.is_withdrawn and not is_answered:
        return None
    return policy.next_stage(case.stage) if is_answered or policy.stage(case.stage).informal else None


def going_on(case: Case, policy: Policy, day: date) -> str:
    """How to go on after an answer at the present stage: `stage:<number>`, `ombudsman` after the last, or both.

    Both where the Code binds and has come to its end, so that the next stage is only offered (Code 5.3).
    """
    later = policy.next_stage(case.stage)
    if later is None:
        return "ombudsman"
    return f"stage:{later.number}" + (" ombudsman" if is_beyond_the_code(policy, later.number, day) else "")
