"""Dates that move because a holiday was proclaimed after they were told, as on 19 September 2022."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.domain.calendar import Calendar
from portal.domain.case import StageDates
from portal.domain.commands import MoveDate
from portal.domain.deadlines import ACKNOWLEDGE, ESCALATE_BY, RESPOND, deadlines
from portal.domain.events import SYSTEM
from portal.domain.moved_dates import last_told, moved_dates
from portal.holiday_list import calendar_of
from tests.builders import CaseBuilder, a_case, a_policy

FUNERAL = date(2022, 9, 19)
KNOWN = calendar_of("england")
BEFORE = replace(KNOWN, holidays={day: why for day, why in KNOWN.holidays.items() if day != FUNERAL})
"""The working days as everybody knew them until 10 September 2022."""
POLICY = a_policy(statutory=None)


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=UTC)


def told_before(day: date) -> CaseBuilder:
    """A complaint whose dates were told before the holiday was proclaimed."""
    case = a_case(policy=POLICY, now=on(day), calendar=BEFORE)
    return replace(case, calendar=KNOWN)


def moved(case: CaseBuilder) -> list[MoveDate]:
    return list(moved_dates(case.made, case.policy, case.calendar))


def test_open_dates_move_and_the_holiday_is_named() -> None:
    name = "Bank Holiday for the State Funeral of Queen Elizabeth II"
    assert moved(told_before(date(2022, 9, 14))) == [
        MoveDate(ACKNOWLEDGE, date(2022, 9, 21), date(2022, 9, 22), "holiday", name),
        MoveDate(RESPOND, date(2022, 10, 5), date(2022, 10, 6), "holiday", name),
    ]


def test_what_has_been_written_down_is_not_moved_again() -> None:
    case = told_before(date(2022, 9, 14))
    for move in moved(case):
        case = case.does(move, by=SYSTEM)
    assert moved(case) == []
    assert last_told(case.made) == {ACKNOWLEDGE: date(2022, 9, 22), RESPOND: date(2022, 10, 6)}


def test_a_date_that_was_met_never_moves() -> None:
    case = replace(told_before(date(2022, 9, 14)), calendar=BEFORE).acknowledged()
    assert [each.kind for each in moved(replace(case, calendar=KNOWN))] == [RESPOND]


def test_a_date_agreed_with_the_resident_stays() -> None:
    case = replace(told_before(date(2022, 9, 14)), calendar=BEFORE).acknowledged().extended(date(2022, 10, 12))
    assert moved(replace(case, calendar=KNOWN)) == []


def test_the_resident_s_own_time_moves_too() -> None:
    case = replace(told_before(date(2022, 9, 1)), calendar=BEFORE).acknowledged().answered()
    assert [(each.kind, (each.new - each.old).days) for each in moved(replace(case, calendar=KNOWN))] == [
        (ESCALATE_BY, 1)
    ]


def test_a_closed_case_has_nothing_to_move() -> None:
    case = replace(told_before(date(2022, 9, 1)), calendar=BEFORE).acknowledged().answered().closed()
    assert moved(replace(case, calendar=KNOWN)) == []


def test_a_corrected_rule_is_said_to_be_one() -> None:
    case = told_before(date(2022, 11, 1))
    slow = replace(POLICY.stages[0], clocks=(replace(POLICY.stages[0].clocks[0], length=7), POLICY.stages[0].clocks[1]))
    corrected = replace(case, policy=replace(POLICY, stages=(slow, POLICY.stages[1])))
    assert {(each.why, each.name) for each in moved(corrected)} == {("policy", "")}


@given(some.dates(date(2022, 1, 1), date(2027, 6, 1)), some.integers(0, 40), some.integers(1, 60))
def test_a_new_holiday_never_makes_a_met_date_a_missed_one(received: date, met_after: int, holiday_after: int) -> None:
    day = date.fromordinal(received.toordinal() + holiday_after)
    dates = StageDates(received, acknowledged=date.fromordinal(received.toordinal() + met_after))
    first = deadlines({1: dates}, POLICY, KNOWN)[0]
    later = deadlines({1: dates}, POLICY, with_holiday(day))[0]
    assert later.due >= first.due
    assert later.met_on == first.met_on


def with_holiday(day: date) -> Calendar:
    return KNOWN.closed_on({day: "A new holiday"})


@pytest.mark.parametrize("day", [date(2022, 9, 17), date(2022, 9, 18)])
def test_a_holiday_on_a_weekend_moves_nothing(day: date) -> None:
    case = a_case(policy=POLICY, now=on(date(2022, 9, 14)), calendar=KNOWN)
    assert moved(replace(case, calendar=with_holiday(day))) == []
