"""The resident tells us to stop: nothing is due any more, and only what was answered can still go on."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from portal.domain.case import Phase
from portal.domain.case_dates import case_deadlines, may_go_on, queue_row, upcoming
from portal.domain.deadlines import ESCALATE_BY, SURVEY
from portal.domain.errors import ImpossibleMove
from portal.domain.next_step import Step, next_step
from portal.domain.policy import Clock, Start
from portal.domain.terms import Unit
from tests.builders import CaseBuilder, a_calendar, a_case, a_policy

SURVEYED = a_policy(survey=Clock(SURVEY, 5, Unit.WORKING, Start.CLOSED, "9"))
CASES: Mapping[str, Callable[[], CaseBuilder]] = {
    "received": lambda: a_case(policy=SURVEYED),
    "acknowledged": lambda: a_case(policy=SURVEYED).acknowledged(),
    "answered": lambda: a_case(policy=SURVEYED).acknowledged().answered(),
}


def open_kinds(built: CaseBuilder) -> set[str]:
    """The kinds of the deadlines that are not met."""
    every = case_deadlines(built.made, built.policy, a_calendar())
    return {each.kind for each in every if each.met_on is None}


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_due_and_nothing_is_next(name: str) -> None:
    built = CASES[name]().withdrawn()
    case, every = built.made, case_deadlines(built.made, built.policy, a_calendar())
    assert (case.phase, case.is_withdrawn) == (Phase.CLOSED, True)
    assert upcoming(case, every) is None
    assert next_step(case, built.policy, every) is Step.NOTHING
    row = queue_row(case, built.policy, a_calendar())
    assert (row.phase, row.due, row.next_kind) == (Phase.CLOSED, None, "")


@pytest.mark.parametrize("name", ["received", "acknowledged"])
def test_without_an_answer_there_is_nothing_to_look_at_again(name: str) -> None:
    built = CASES[name]().withdrawn()
    assert may_go_on(built.made, built.policy) is None
    with pytest.raises(ImpossibleMove):
        built.escalated()


def test_out_of_an_informal_stage_it_does_not_go_on_either() -> None:
    first, second = SURVEYED.stages
    informal = a_policy(stages=(replace(first, informal=True), second))
    assert may_go_on(a_case(policy=informal).made, informal) == second
    assert may_go_on(a_case(policy=informal).withdrawn().made, informal) is None


def test_an_answer_can_still_be_looked_at_again_and_then_the_case_lives() -> None:
    built = CASES["answered"]().withdrawn()
    assert open_kinds(built) == {ESCALATE_BY}
    assert may_go_on(built.made, built.policy) == built.policy.stages[1]
    case = built.escalated().made
    assert (case.phase, case.stage, case.is_withdrawn) == (Phase.RECEIVED, 2, False)


def test_it_is_withdrawn_once() -> None:
    with pytest.raises(ImpossibleMove):
        a_case().withdrawn().withdrawn()
    with pytest.raises(ImpossibleMove):
        a_case().acknowledged().answered().closed().withdrawn()
