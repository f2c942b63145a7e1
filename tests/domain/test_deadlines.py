"""Deadlines of Leathermarket JMB's policy of 2024, known from the policy, the Code and the calendar."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.clock import london_day
from portal.domain.calendar import Skipped
from portal.domain.case import StageDates
from portal.domain.deadlines import ACKNOWLEDGE, ESCALATE_BY, RESPOND, Deadline, deadlines, next_deadline
from portal.domain.policy import Clock, Policy, Stage, Start
from portal.domain.terms import Unit
from portal.files.packs import Packs
from portal.holiday_list import calendar_of

PACK = Packs.load().version("leathermarket-jmb", "2024")
CHRISTMAS_EVE = date(2026, 12, 24)


def dates_of(stages: dict[int, StageDates], policy: Policy = PACK) -> dict[tuple[int, str], Deadline]:
    found = deadlines(stages, policy, calendar_of(policy.region))
    return {(each.stage, each.kind): each for each in found}


def first_stage(received: date, **more: date) -> dict[tuple[int, str], Deadline]:
    return dates_of({1: StageDates(received, **more)})


def second_stage(requested: date, policy: Policy = PACK, **more: date) -> dict[tuple[int, str], Deadline]:
    answered = date(2024, 3, 1) if requested < date(2024, 6, 1) else date(2026, 12, 7)
    return dates_of({1: StageDates(answered, answered, answered, answered), 2: StageDates(requested, **more)}, policy)


def with_clock(length: int, unit: Unit) -> Policy:
    clock = Clock(RESPOND, length, unit, Start.RECEIVED, "policy 1")
    return replace(PACK, stages=(Stage(1, "Stage one", "A manager", (clock,)),), statutory=None)


def due_before_the_code(received: date, length: int, unit: Unit) -> date:
    """By the policy's own clock alone."""
    found = deadlines({1: StageDates(received)}, with_clock(length, unit), calendar_of("england"))
    return found[0].due


class TestAcknowledging:
    def test_is_due_five_working_days_after_receipt(self) -> None:
        due = first_stage(date(2026, 11, 20))[1, ACKNOWLEDGE]
        assert (due.due, due.start, due.start_event) == (date(2026, 11, 27), date(2026, 11, 20), Start.RECEIVED)
        assert (due.length, due.unit, due.source, due.projected) == (5, Unit.WORKING, "policy 5.1", False)

    def test_has_the_same_date_for_a_complaint_received_on_the_saturday(self) -> None:
        assert first_stage(date(2026, 11, 21))[1, ACKNOWLEDGE].due == date(2026, 11, 27)

    def test_names_the_days_of_christmas_that_did_not_count(self) -> None:
        due = first_stage(date(2026, 12, 23))[1, ACKNOWLEDGE]
        assert due.due == date(2027, 1, 4)
        assert due.skipped == (
            Skipped(date(2026, 12, 25), "Christmas Day"),
            Skipped(date(2026, 12, 26), "Weekend"),
            Skipped(date(2026, 12, 27), "Weekend"),
            Skipped(date(2026, 12, 28), "Boxing Day"),
            Skipped(date(2027, 1, 1), "New Year's Day"),
            Skipped(date(2027, 1, 2), "Weekend"),
            Skipped(date(2027, 1, 3), "Weekend"),
        )

    def test_is_overdue_the_day_after_and_not_on_the_day(self) -> None:
        due = first_stage(date(2026, 11, 20))[1, ACKNOWLEDGE]
        assert not due.is_overdue(date(2026, 11, 27))
        assert due.is_overdue(date(2026, 11, 28))

    def test_once_done_is_never_overdue(self) -> None:
        due = first_stage(date(2026, 11, 20), acknowledged=date(2026, 12, 2))[1, ACKNOWLEDGE]
        assert due.met_on == date(2026, 12, 2)
        assert not due.is_overdue(date(2026, 12, 31))


class TestTheMomentOfReceipt:
    def test_ten_to_midnight_in_summer_is_that_day(self) -> None:
        received = london_day(datetime(2026, 7, 16, 22, 50, tzinfo=UTC))  # 23:50 in London
        assert first_stage(received)[1, ACKNOWLEDGE].due == date(2026, 7, 23)

    def test_after_midnight_in_london_is_the_next_day_though_not_yet_in_greenwich(self) -> None:
        received = london_day(datetime(2026, 7, 16, 23, 20, tzinfo=UTC))  # 00:20 on the 17th in London
        assert received == date(2026, 7, 17)
        assert first_stage(received)[1, ACKNOWLEDGE].due == date(2026, 7, 24)

    def test_ten_to_midnight_in_winter_is_that_day(self) -> None:
        assert london_day(datetime(2026, 12, 16, 23, 50, tzinfo=UTC)) == date(2026, 12, 16)


class TestAnswering:
    def test_is_projected_from_the_last_day_to_acknowledge(self) -> None:
        answer = first_stage(date(2026, 11, 20))[1, RESPOND]
        assert (answer.due, answer.start, answer.projected) == (date(2026, 12, 11), date(2026, 11, 27), True)
        assert (answer.length, answer.source) == (10, "policy 5.1")

    def test_is_due_sooner_after_an_early_acknowledgement(self) -> None:
        answer = first_stage(date(2026, 11, 20), acknowledged=date(2026, 11, 23))[1, RESPOND]
        assert (answer.due, answer.start, answer.projected) == (date(2026, 12, 7), date(2026, 11, 23), False)

    def test_is_not_put_off_by_a_late_acknowledgement(self) -> None:
        answer = first_stage(date(2026, 11, 20), acknowledged=date(2026, 12, 2))[1, RESPOND]
        assert (answer.due, answer.start, answer.projected) == (date(2026, 12, 11), date(2026, 11, 27), False)
        assert answer.acknowledged_late

    @pytest.mark.parametrize("acknowledged", [date(2026, 11, 20), date(2026, 11, 27)])
    def test_counts_from_an_acknowledgement_in_time(self, acknowledged: date) -> None:
        answer = first_stage(date(2026, 11, 20), acknowledged=acknowledged)[1, RESPOND]
        assert answer.start == acknowledged
        assert not answer.acknowledged_late

    def test_takes_ten_working_days_more_at_the_latest(self) -> None:
        assert first_stage(date(2026, 11, 20))[1, RESPOND].latest == date(2026, 12, 29)

    def test_an_extension_moves_it_and_keeps_the_first_date(self) -> None:
        dates = {"acknowledged": date(2026, 11, 23), "extended_to": date(2026, 12, 16)}
        answer = first_stage(date(2026, 11, 20), **dates)[1, RESPOND]
        assert (answer.due, answer.extended_from) == (date(2026, 12, 16), date(2026, 12, 7))
        assert answer.latest == date(2026, 12, 21)
        assert not answer.is_overdue(date(2026, 12, 8))

    @given(some.dates(date(2024, 7, 1), date(2033, 1, 1)), some.integers(0, 60))
    def test_is_never_due_later_than_fifteen_working_days_after_receipt(self, received: date, later: int) -> None:
        acknowledged = date.fromordinal(received.toordinal() + later)
        answer = first_stage(received, acknowledged=acknowledged)[1, RESPOND]
        assert answer.due <= calendar_of("england").after(received, 15)


class TestStageTwo:
    def test_southwark_answers_twenty_working_days_after_the_request(self) -> None:
        answer = second_stage(date(2026, 12, 23))[2, RESPOND]
        assert (answer.due, answer.source) == (date(2027, 1, 25), "policy 5.2")
        assert (answer.start_event, answer.projected) == (Start.REQUESTED, False)

    def test_is_acknowledged_in_five_because_the_code_says_so_where_the_policy_is_silent(self) -> None:
        due = second_stage(date(2026, 12, 23))[2, ACKNOWLEDGE]
        assert (due.due, due.length, due.source) == (date(2027, 1, 4), 5, "Code 6.11")

    def test_the_policy_s_clock_from_the_request_is_stricter_than_the_code_s_from_the_acknowledgement(self) -> None:
        answer = second_stage(date(2026, 12, 23), acknowledged=CHRISTMAS_EVE)[2, RESPOND]
        assert (answer.due, answer.source) == (date(2027, 1, 25), "policy 5.2")  # the Code's would be 26 January

    def test_the_code_wins_over_a_slower_policy_and_is_named(self) -> None:
        slow = Clock(RESPOND, 30, Unit.WORKING, Start.REQUESTED, "policy 5.2")
        policy = replace(PACK, stages=(PACK.stages[0], replace(PACK.stages[1], clocks=(slow,))))
        answer = second_stage(date(2026, 12, 23), policy, acknowledged=CHRISTMAS_EVE)[2, RESPOND]
        assert (answer.due, answer.start, answer.source) == (date(2027, 1, 26), CHRISTMAS_EVE, "Code 6.14")

    def test_may_take_twenty_working_days_more_by_the_code(self) -> None:
        assert second_stage(date(2026, 12, 23))[2, RESPOND].latest == date(2027, 2, 22)


class TestTheCodeBeforeItBound:
    def test_a_request_in_march_2024_has_the_policy_s_clock_only(self) -> None:
        found = second_stage(date(2024, 3, 28))
        assert (2, ACKNOWLEDGE) not in found
        assert found[2, RESPOND].due == date(2024, 4, 29)  # Good Friday and Easter Monday lie between
        assert found[2, RESPOND].latest is None

    def test_a_request_in_april_2024_has_the_code_s_clock_though_the_complaint_began_before(self) -> None:
        found = second_stage(date(2024, 4, 2))
        assert (found[2, ACKNOWLEDGE].due, found[2, ACKNOWLEDGE].source) == (date(2024, 4, 9), "Code 6.11")

    def test_the_first_of_april_2024_is_the_first_day(self) -> None:
        silent = replace(PACK, stages=(replace(PACK.stages[0], clocks=()), PACK.stages[1]))
        assert dates_of({1: StageDates(date(2024, 3, 31))}, silent) == {}
        assert {kind for _, kind in dates_of({1: StageDates(date(2024, 4, 1))}, silent)} == {ACKNOWLEDGE, RESPOND}


class TestTheResidentsOwnTime:
    @pytest.mark.parametrize(
        ("reached", "until"),
        [
            (date(2026, 12, 7), date(2027, 1, 4)),  # 28 days, to a Monday
            (date(2026, 11, 21), date(2026, 12, 21)),  # to a Saturday: the Monday after
            (date(2026, 11, 27), date(2026, 12, 29)),  # to Christmas Day: the Tuesday after Boxing Day
        ],
    )
    def test_is_28_days_from_the_answer_and_ends_on_a_working_day(self, reached: date, until: date) -> None:
        found = first_stage(date(2026, 11, 2), acknowledged=date(2026, 11, 3), answered=reached, answer_reached=reached)
        window = found[1, ESCALATE_BY]
        assert (window.due, window.start, window.length, window.unit) == (until, reached, 28, Unit.CALENDAR)
        assert window.source == "policy 5.2"

    def test_counts_from_the_day_the_answer_reached_them_not_the_day_it_was_written(self) -> None:
        posted, reached = date(2026, 12, 4), date(2026, 12, 8)
        found = first_stage(date(2026, 11, 20), answered=posted, answer_reached=reached)
        assert found[1, ESCALATE_BY].due == date(2027, 1, 5)

    def test_does_not_begin_before_there_is_an_answer(self) -> None:
        assert (1, ESCALATE_BY) not in first_stage(date(2026, 11, 20))


class TestTheLandlordsNextDuty:
    def test_is_the_earliest_that_is_not_done(self) -> None:
        found = first_stage(date(2026, 11, 20), acknowledged=date(2026, 11, 23))
        duty = next_deadline(found.values())
        assert duty is not None
        assert (duty.kind, duty.due) == (RESPOND, date(2026, 12, 7))

    def test_is_nothing_once_answered_for_the_resident_s_time_is_not_a_duty(self) -> None:
        day = date(2026, 12, 7)
        found = first_stage(date(2026, 11, 20), acknowledged=day, answered=day, answer_reached=day)
        assert (1, ESCALATE_BY) in found
        assert next_deadline(found.values()) is None


class TestHolidaysNotYetProclaimed:
    def test_a_date_beyond_them_is_not_certain(self) -> None:
        found = first_stage(date(2028, 12, 20))
        assert (found[1, ACKNOWLEDGE].due, found[1, ACKNOWLEDGE].certain) == (date(2028, 12, 29), True)
        assert (found[1, RESPOND].due, found[1, RESPOND].certain) == (date(2029, 1, 15), False)

    def test_nor_is_an_answer_put_off_beyond_them(self) -> None:
        found = first_stage(date(2028, 12, 1), acknowledged=date(2028, 12, 1), extended_to=date(2029, 1, 5))
        assert not found[1, RESPOND].certain


@pytest.mark.parametrize(
    ("received", "length", "unit", "due"),
    [
        (date(2023, 1, 31), 1, Unit.MONTHS, date(2023, 2, 28)),
        (date(2024, 1, 31), 1, Unit.MONTHS, date(2024, 2, 29)),
        (date(2026, 8, 31), 1, Unit.MONTHS, date(2026, 9, 30)),
        (date(2026, 11, 30), 1, Unit.MONTHS, date(2026, 12, 30)),
        (date(2026, 12, 31), 2, Unit.MONTHS, date(2027, 2, 28)),
        (date(2026, 1, 31), 11, Unit.MONTHS, date(2026, 12, 31)),
        (date(2024, 2, 29), 12, Unit.MONTHS, date(2025, 2, 28)),
        (date(2026, 12, 11), 3, Unit.WEEKS, date(2027, 1, 1)),
        (date(2026, 12, 11), 15, Unit.CALENDAR, date(2026, 12, 26)),
        (date(2026, 12, 11), 24, Unit.HOURS, date(2026, 12, 12)),
        (date(2026, 12, 11), 25, Unit.HOURS, date(2026, 12, 13)),
        (date(2026, 12, 11), 1, Unit.WORKING, date(2026, 12, 14)),
    ],
)
def test_clocks_in_other_units(received: date, length: int, unit: Unit, due: date) -> None:
    assert due_before_the_code(received, length, unit) == due


def test_only_working_days_skip_any() -> None:
    found = deadlines({1: StageDates(date(2026, 12, 11))}, with_clock(3, Unit.WEEKS), calendar_of("england"))
    assert found[0].skipped == ()


def test_a_stage_without_clocks_promises_nothing() -> None:
    silent = replace(PACK, stages=(Stage(1, "Stage one", "A manager", ()),))
    assert deadlines({1: StageDates(date(2020, 1, 6))}, silent, calendar_of("england")) == ()
