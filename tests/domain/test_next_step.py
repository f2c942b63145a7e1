"""The next lawful step: one for every case, from where it stands and what is due first."""

from dataclasses import replace
from datetime import date

import pytest

from portal.domain.calendar import Calendar
from portal.domain.case_dates import case_deadlines
from portal.domain.commands import Extend
from portal.domain.deadlines import ACKNOWLEDGE, SURVEY
from portal.domain.next_step import Step, due_at, next_step
from portal.domain.policy import Clock, Policy, Start
from portal.domain.terms import Exclusion, Ground, Kind, Unit
from tests.builders import CaseBuilder, a_calendar, a_case, a_policy, a_stage, some_words

NO_CODE = None
COURT = Exclusion("court", Ground.COURT_FILED, "It is at court", "2.2")
CALENDAR: Calendar = a_calendar()


def a_policy_with(*clocks: Clock, **changes: object) -> Policy:
    """A policy before the Code was law whose first stage has these clocks alone."""
    first = replace(a_stage(1, 10), clocks=clocks)
    return a_policy(**{"stages": (first, a_stage(2, 20)), "statutory": NO_CODE, "exclusions": (COURT,), **changes})


def step(built: CaseBuilder) -> Step:
    return next_step(built.made, built.policy, case_deadlines(built.made, built.policy, CALENDAR))


SPEAK = Clock("speak", 3, Unit.WORKING, Start.RECEIVED, "policy 1")
RESPOND = Clock("respond", 10, Unit.WORKING, Start.RECEIVED, "policy 2")
EVERY_WEEK = Clock("update", 5, Unit.WORKING, Start.CONTACT, "policy 3")
REFUSAL = Clock("refusal", 2, Unit.CALENDAR, Start.REQUESTED, "policy 4")


def test_a_plain_life_goes_from_the_acknowledgement_to_the_end() -> None:
    case = a_case(policy=a_policy())
    assert step(case) is Step.ACKNOWLEDGE
    case = case.acknowledged()
    assert step(case) is Step.ANSWER
    case = case.answered()
    assert step(case) is Step.CLOSE
    assert step(case.closed()) is Step.NOTHING
    assert step(case.escalated()) is Step.ACKNOWLEDGE


def test_speaking_comes_first_where_it_is_due_first() -> None:
    case = a_case(policy=a_policy_with(SPEAK, RESPOND))
    assert step(case) is Step.SPEAK
    assert step(case.acknowledged()) is Step.SPEAK
    assert step(case.spoke()) is Step.ACKNOWLEDGE
    assert step(case.spoke().acknowledged()) is Step.ANSWER


def test_an_answer_waits_for_the_acknowledgement_though_only_the_answer_has_a_date() -> None:
    case = a_case(policy=a_policy_with(RESPOND))
    found = case_deadlines(case.made, case.policy, CALENDAR)
    assert step(case) is Step.ACKNOWLEDGE
    due = due_at(Step.ACKNOWLEDGE, case.made, found)
    assert due is not None
    assert due.due == date(2026, 12, 31)


def test_an_update_is_the_step_until_it_is_given() -> None:
    case = a_case(policy=a_policy_with(EVERY_WEEK, RESPOND)).acknowledged()
    assert step(case) is Step.UPDATE
    told = case.later(days=8).updated()
    assert step(told) is Step.ANSWER, "the answer, on Thursday 31 December, is due before the next update"


def test_where_a_refusal_has_a_date_one_decides_first() -> None:
    case = a_case(policy=a_policy_with(REFUSAL, RESPOND))
    assert step(case) is Step.DECIDE
    assert step(case.refused()) is Step.NOTHING
    assert step(case.acknowledged()) is Step.ANSWER


def test_a_refused_case_has_no_step_and_one_taken_back_begins_again() -> None:
    case = a_case(policy=a_policy(exclusions=(COURT,))).refused()
    assert step(case) is Step.NOTHING
    assert step(case.accepted()) is Step.ACKNOWLEDGE


def test_what_somebody_else_decides_is_sent_to_them_first() -> None:
    council = replace(a_stage(2, 20), held_by="council")
    case = a_case(policy=a_policy(stages=(a_stage(1, 10), council))).acknowledged().answered().escalated()
    assert step(case) is Step.HAND_OVER
    assert step(case.assigned()) is Step.ACKNOWLEDGE
    found = case_deadlines(case.made, case.policy, CALENDAR)
    due = due_at(Step.HAND_OVER, case.made, found)
    assert due is not None
    assert due.kind == ACKNOWLEDGE


def test_the_survey_comes_after_closing_and_never_before() -> None:
    survey = Clock(SURVEY, 5, Unit.WORKING, Start.CLOSED, "policy 9")
    case = a_case(policy=a_policy_with(RESPOND, survey=survey)).acknowledged().answered()
    assert step(case) is Step.CLOSE
    assert due_at(Step.CLOSE, case.made, case_deadlines(case.made, case.policy, CALENDAR)) is None
    assert step(case.closed()) is Step.SURVEY
    assert step(case.closed().surveyed()) is Step.NOTHING


@pytest.mark.parametrize("kind", [Kind.SERVICE_REQUEST, Kind.COMPLIMENT, Kind.SUGGESTION, Kind.CONTACT])
def test_what_is_no_complaint_is_looked_at_then_closed(kind: Kind) -> None:
    case = a_case(kind=kind)
    assert step(case) is (Step.CONTACT if kind is Kind.CONTACT else Step.LOOK)
    assert step(case.closed()) is Step.NOTHING


def test_an_agreed_update_is_a_step_too() -> None:
    longer = Extend(some_words("A part is late"), date(2027, 1, 20), some_words("By phone"), update_every=5)
    case = a_case().acknowledged().does(longer)
    assert step(case) is Step.UPDATE
    due = due_at(Step.UPDATE, case.made, case_deadlines(case.made, case.policy, CALENDAR))
    assert due is not None
    assert due.due == date(2026, 12, 22)
