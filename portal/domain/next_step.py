"""The next lawful step of a case: what its people do now, from where it stands and what is due first."""

from collections.abc import Mapping
from enum import StrEnum

from portal.domain.case import Case, Phase
from portal.domain.case_dates import upcoming
from portal.domain.deadlines import ACKNOWLEDGE, REFUSAL, RESPOND, SPEAK, SURVEY, UPDATE, Deadline
from portal.domain.policy import Policy
from portal.domain.terms import Kind


class Step(StrEnum):
    """What is to be done next. `DECIDE` is to take the complaint further or to refuse; `LOOK` is for what is none."""

    HAND_OVER = "hand_over"
    SPEAK = "speak"
    ACKNOWLEDGE = "acknowledge"
    DECIDE = "decide"
    UPDATE = "update"
    ANSWER = "answer"
    CLOSE = "close"
    SURVEY = "survey"
    LOOK = "look"
    CONTACT = "contact"
    ADJUST = "adjust"
    NOTHING = "nothing"


USUAL: Mapping[Phase, Step] = {
    Phase.RECEIVED: Step.ACKNOWLEDGE,
    Phase.ACKNOWLEDGED: Step.ANSWER,
    Phase.ANSWERED: Step.CLOSE,
    Phase.CLOSED: Step.NOTHING,
    Phase.REFUSED: Step.NOTHING,
}
"""What comes next where no date says otherwise. An answer comes after the acknowledgement, whichever is due first."""
SOONER: Mapping[tuple[Phase, str], Step] = {
    (Phase.RECEIVED, SPEAK): Step.SPEAK,
    (Phase.RECEIVED, REFUSAL): Step.DECIDE,
    (Phase.RECEIVED, UPDATE): Step.UPDATE,
    (Phase.ACKNOWLEDGED, SPEAK): Step.SPEAK,
    (Phase.ACKNOWLEDGED, UPDATE): Step.UPDATE,
    (Phase.CLOSED, SURVEY): Step.SURVEY,
}
"""What comes before that where its date is the first."""
KEEPS: Mapping[Step, tuple[str, ...]] = {
    Step.HAND_OVER: (ACKNOWLEDGE, SPEAK, UPDATE, RESPOND),
    Step.SPEAK: (SPEAK,),
    Step.ACKNOWLEDGE: (ACKNOWLEDGE, RESPOND),
    Step.DECIDE: (REFUSAL,),
    Step.UPDATE: (UPDATE,),
    Step.ANSWER: (RESPOND,),
    Step.SURVEY: (SURVEY,),
}
"""Which dates are kept by each step, or put at risk without it."""
OTHERS: Mapping[Kind, Step] = {Kind.CONTACT: Step.CONTACT, Kind.ADJUSTMENT: Step.ADJUST}
"""For what is no complaint and is not only to be looked at, until it is closed."""


def next_step(case: Case, policy: Policy, deadlines: tuple[Deadline, ...]) -> Step:
    """What is to be done next. Where somebody else decides at this stage, they are sent the case first of all."""
    if case.kind is not Kind.COMPLAINT:
        return OTHERS.get(case.kind, Step.LOOK) if case.phase is Phase.RECEIVED else Step.NOTHING
    if case.phase is Phase.RECEIVED and policy.stage(case.stage).held_by and not case.handler:
        return Step.HAND_OVER
    due = upcoming(case, deadlines)
    return SOONER.get((case.phase, due.kind), USUAL[case.phase]) if due else USUAL[case.phase]


def due_at(step: Step, case: Case, deadlines: tuple[Deadline, ...]) -> Deadline | None:
    """By when that step is to be done; None where no date hangs on it."""
    due = upcoming(case, deadlines)
    return due if due and due.kind in KEEPS.get(step, ()) else None
