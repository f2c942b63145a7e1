"""Deadlines under each landlord's policy, counted by hand from the policies, the Code and the calendar."""

from dataclasses import replace
from datetime import date

import pytest

from portal.domain.calendar import Skipped
from portal.domain.case import StageDates
from portal.domain.deadlines import (
    ACKNOWLEDGE,
    CLOSE,
    ESCALATE_BY,
    REFER_BY,
    REFUSAL,
    RESPOND,
    SPEAK,
    SURVEY,
    UPDATE,
    Deadline,
    deadlines,
    next_deadline,
)
from portal.domain.policy import Clock, Policy, Start
from portal.domain.terms import Choice, Closure, Unit
from portal.files.packs import Packs
from portal.holiday_list import calendar_of

PACKS = Packs.load()
LEVELS = PACKS.version("leathermarket-jmb", "2018")
LEATHERMARKET = PACKS.version("leathermarket-jmb", "2024")
JLIVING = PACKS.version("jliving", "2024")
TRUST = PACKS.version("johnnie-johnson", "2017")
TALK_TO_US = PACKS.version("johnnie-johnson", "2020")


def dates_of(policy: Policy, stages: dict[int, StageDates]) -> dict[tuple[int, str], Deadline]:
    found = deadlines(stages, policy, calendar_of(policy.region))
    assert len({(each.stage, each.kind) for each in found}) == len(found)
    return {(each.stage, each.kind): each for each in found}


def due(policy: Policy, stages: dict[int, StageDates]) -> dict[tuple[int, str], date]:
    return {key: each.due for key, each in dates_of(policy, stages).items()}


class TestLevelsOfLeathermarket2018:
    RECEIVED = date(2019, 12, 16)

    def test_level_one_is_fifteen_working_days_and_five_more(self) -> None:
        found = dates_of(LEVELS, {1: StageDates(self.RECEIVED)})
        assert list(found) == [(1, RESPOND)]
        assert (found[1, RESPOND].due, found[1, RESPOND].latest) == (date(2020, 1, 9), date(2020, 1, 16))

    @pytest.mark.parametrize("how", ["acted", "confirmed"])
    def test_level_one_is_met_by_the_action_or_by_its_confirmation_in_writing(self, how: str) -> None:
        found = dates_of(LEVELS, {1: StageDates(self.RECEIVED, **{how: date(2020, 1, 8)})})
        assert found[1, RESPOND].met_on == date(2020, 1, 8)
        assert next_deadline(found.values()) is None

    def test_while_the_code_binds_only_an_answer_meets_its_clock(self) -> None:
        found = dates_of(
            LEVELS, {1: StageDates(date(2024, 4, 8), acknowledged=date(2024, 4, 9), acted=date(2024, 4, 10))}
        )
        assert (found[1, RESPOND].met_on, found[1, RESPOND].source) == (None, "Code 6.3")
        assert found[1, RESPOND].due == date(2024, 4, 23)

    def test_level_two_is_twenty_five_working_days_with_an_update_every_fifteen(self) -> None:
        found = due(LEVELS, {1: StageDates(self.RECEIVED), 2: StageDates(date(2020, 1, 20))})
        assert (found[2, RESPOND], found[2, UPDATE]) == (date(2020, 2, 24), date(2020, 2, 10))

    def test_each_contact_starts_the_next_update(self) -> None:
        found = due(
            LEVELS, {1: StageDates(self.RECEIVED), 2: StageDates(date(2020, 1, 20), contacted=date(2020, 1, 31))}
        )
        assert found[2, UPDATE] == date(2020, 2, 21)

    def test_level_three_is_asked_for_within_fifteen_working_days_and_has_no_clock(self) -> None:
        reached = date(2020, 2, 20)
        level_two = StageDates(date(2020, 1, 20), answered=reached, answer_reached=reached)
        found = due(LEVELS, {1: StageDates(self.RECEIVED), 2: level_two})
        assert found[2, ESCALATE_BY] == date(2020, 3, 12)
        with_three = dates_of(LEVELS, {1: StageDates(self.RECEIVED), 2: level_two, 3: StageDates(date(2020, 3, 2))})
        assert not [kind for stage, kind in with_three if stage == 3]

    def test_the_ombudsman_comes_after_level_three(self) -> None:
        assert [stage.number for stage in LEVELS.stages] == [1, 2, 3, 4]
        assert LEVELS.next_stage(3) is None

    def test_asking_for_level_two_under_the_code_has_its_second_stage_s_clock(self) -> None:
        first = StageDates(date(2024, 2, 1), answered=date(2024, 3, 20), answer_reached=date(2024, 3, 20))
        found = dates_of(LEVELS, {1: first, 2: StageDates(date(2024, 4, 2), acknowledged=date(2024, 4, 4))})
        assert (2, ACKNOWLEDGE) in found
        assert (1, ACKNOWLEDGE) not in found
        assert (found[2, ACKNOWLEDGE].due, found[2, ACKNOWLEDGE].source) == (date(2024, 4, 9), "Code 6.11")
        assert (found[2, RESPOND].due, found[2, RESPOND].source) == (date(2024, 5, 2), "Code 6.14")

    def test_level_three_asked_for_under_the_code_has_that_clock_too_though_the_policy_has_none(self) -> None:
        before = StageDates(date(2024, 2, 1))
        found = dates_of(LEVELS, {1: before, 2: StageDates(date(2024, 3, 1)), 3: StageDates(date(2024, 6, 10))})
        assert (found[3, ACKNOWLEDGE].due, found[3, RESPOND].due) == (date(2024, 6, 17), date(2024, 7, 15))
        assert found[3, RESPOND].projected


class TestJLiving:
    RECEIVED = date(2026, 12, 23)

    def test_stage_one_counts_from_receipt_which_is_stricter_than_the_code(self) -> None:
        found = dates_of(JLIVING, {1: StageDates(self.RECEIVED)})
        assert (found[1, SPEAK].due, found[1, ACKNOWLEDGE].due) == (date(2027, 1, 4), date(2027, 1, 4))
        assert found[1, ACKNOWLEDGE].source == "Code 6.2"
        answer = found[1, RESPOND]
        assert (answer.due, answer.start_event, answer.latest) == (
            date(2027, 1, 11), Start.RECEIVED, date(2027, 1, 25),
        )  # fmt: skip
        assert answer.source.startswith("policy")
        assert not answer.projected

    def test_the_next_stage_is_asked_for_within_ten_working_days(self) -> None:
        reached = date(2027, 1, 11)
        found = due(JLIVING, {1: StageDates(self.RECEIVED, answered=reached, answer_reached=reached)})
        assert found[1, ESCALATE_BY] == date(2027, 1, 25)

    def test_stage_two_is_acknowledged_in_five_and_answered_in_twenty_working_days_of_the_request(self) -> None:
        found = dates_of(JLIVING, {1: StageDates(self.RECEIVED), 2: StageDates(date(2027, 1, 20))})
        assert (found[2, ACKNOWLEDGE].due, found[2, RESPOND].due) == (date(2027, 1, 27), date(2027, 2, 17))
        assert found[2, RESPOND].latest == date(2027, 3, 3)


class TestJohnnieJohnson2017:
    RECEIVED = date(2018, 12, 17)

    def test_stage_nought_is_five_working_days_with_a_talk_in_three(self) -> None:
        found = due(TRUST, {0: StageDates(self.RECEIVED)})
        assert found == {(0, SPEAK): date(2018, 12, 20), (0, RESPOND): date(2018, 12, 24)}

    def test_stage_one_counts_from_receipt_and_not_from_the_end_of_stage_nought(self) -> None:
        found = dates_of(TRUST, {0: StageDates(self.RECEIVED), 1: StageDates(date(2018, 12, 27))})
        assert (found[1, RESPOND].due, found[1, RESPOND].start) == (date(2019, 1, 10), self.RECEIVED)
        assert found[1, RESPOND].latest is None
        assert found[1, SPEAK].due == date(2019, 1, 2)

    def test_the_panel_has_twenty_eight_working_days_and_a_refusal_is_told_in_five_days(self) -> None:
        stages = {0: StageDates(self.RECEIVED), 1: StageDates(self.RECEIVED), 2: StageDates(date(2019, 2, 1))}
        found = dates_of(TRUST, stages)
        assert (found[2, RESPOND].due, found[2, REFUSAL].due) == (date(2019, 3, 13), date(2019, 2, 6))
        assert found[2, REFUSAL].unit is Unit.CALENDAR

    @pytest.mark.parametrize("how", ["refused", "acknowledged", "answered"])
    def test_to_refuse_or_to_take_it_up_meets_the_clock_for_refusing(self, how: str) -> None:
        last = StageDates(date(2019, 2, 1), **{how: date(2019, 2, 5)})
        found = dates_of(TRUST, {0: StageDates(self.RECEIVED), 1: StageDates(self.RECEIVED), 2: last})
        assert found[2, REFUSAL].met_on == date(2019, 2, 5)

    def test_silence_closes_after_a_month_and_the_survey_follows_in_five_working_days(self) -> None:
        reached = date(2019, 3, 11)
        last = StageDates(date(2019, 2, 1), answered=reached, answer_reached=reached)
        found = dates_of(TRUST, {0: StageDates(self.RECEIVED), 2: last})
        assert found[2, CLOSE].due == date(2019, 4, 11)
        assert (found[2, SURVEY].due, found[2, SURVEY].projected) == (date(2019, 4, 18), True)
        assert found[2, REFER_BY].due == date(2020, 3, 11)

    @pytest.mark.parametrize("who", ["contacted", "heard"])
    def test_a_word_from_either_side_starts_the_month_again(self, who: str) -> None:
        reached = date(2019, 3, 11)
        last = StageDates(date(2019, 2, 1), answered=reached, answer_reached=reached, **{who: date(2019, 3, 20)})
        assert due(TRUST, {0: StageDates(self.RECEIVED), 2: last})[2, CLOSE] == date(2019, 4, 20)

    def test_the_survey_counts_from_the_day_it_was_closed(self) -> None:
        reached = date(2019, 3, 11)
        last = StageDates(date(2019, 2, 1), answered=reached, answer_reached=reached, closed=date(2019, 3, 15))
        survey = dates_of(TRUST, {0: StageDates(self.RECEIVED), 2: last})[2, SURVEY]
        assert (survey.due, survey.projected, survey.start_event) == (date(2019, 3, 22), False, Start.CLOSED)

    def test_the_end_of_january_and_a_month_is_the_end_of_february(self) -> None:
        reached = date(2019, 1, 31)
        first = StageDates(self.RECEIVED, answered=reached, answer_reached=reached)
        assert due(TRUST, {1: first})[1, CLOSE] == date(2019, 2, 28)


class TestJohnnieJohnson2020:
    def test_it_is_acknowledged_the_same_day_even_on_a_saturday(self) -> None:
        assert due(TALK_TO_US, {0: StageDates(date(2026, 11, 21))})[0, ACKNOWLEDGE] == date(2026, 11, 21)

    def test_at_stage_nought_the_code_s_first_clocks_run(self) -> None:
        found = dates_of(TALK_TO_US, {0: StageDates(date(2026, 11, 20))})
        assert (found[0, ACKNOWLEDGE].due, found[0, ACKNOWLEDGE].source[:6]) == (date(2026, 11, 20), "policy")
        assert found[0, SPEAK].due == date(2026, 11, 24)
        assert (found[0, RESPOND].due, found[0, RESPOND].source) == (date(2026, 12, 4), "Code 6.3")

    def test_before_the_code_bound_stage_nought_has_no_time_for_its_answer(self) -> None:
        assert (0, RESPOND) not in dates_of(TALK_TO_US, {0: StageDates(date(2020, 11, 13))})

    def test_stage_one_is_ten_working_days_of_receipt_whatever_stage_nought_took(self) -> None:
        first = StageDates(date(2026, 11, 20), acknowledged=date(2026, 11, 20))
        found = dates_of(TALK_TO_US, {0: first, 1: StageDates(date(2026, 11, 25))})
        assert (found[1, RESPOND].due, found[1, RESPOND].source[:6]) == (date(2026, 12, 4), "policy")
        assert found[1, ACKNOWLEDGE].met_on == date(2026, 11, 20)

    def test_stage_two_is_fifteen_working_days_of_the_request(self) -> None:
        stages = {0: StageDates(date(2020, 11, 2)), 1: StageDates(date(2020, 11, 4)), 2: StageDates(date(2020, 11, 27))}
        found = due(TALK_TO_US, stages)
        assert found[2, RESPOND] == date(2020, 12, 18)
        assert (2, ACKNOWLEDGE) not in found


class TestDaysOnWhichTheLandlordIsClosed:
    CLOSED = replace(LEATHERMARKET, closures=(Closure(date(2026, 12, 29), date(2026, 12, 31), "Our office is closed"),))
    RECEIVED = date(2026, 12, 23)

    def test_they_stretch_the_policy_s_own_clock(self) -> None:
        before_the_code = replace(self.CLOSED, statutory=None)
        found = dates_of(before_the_code, {1: StageDates(self.RECEIVED)})[1, ACKNOWLEDGE]
        assert found.due == date(2027, 1, 7)
        assert Skipped(date(2026, 12, 30), "Our office is closed") in found.skipped

    def test_they_never_stretch_the_code_s(self) -> None:
        found = dates_of(self.CLOSED, {1: StageDates(self.RECEIVED)})[1, ACKNOWLEDGE]
        assert (found.due, found.source) == (date(2027, 1, 4), "Code 6.2")
        assert Skipped(date(2026, 12, 30), "Our office is closed") not in found.skipped


class TestPauses:
    """Received on Monday 2 November 2026, to be answered in ten working days: 16 November."""

    CLOCK = Clock(RESPOND, 10, Unit.WORKING, Start.RECEIVED, "policy 4")
    POLICY = replace(
        LEATHERMARKET,
        stages=(replace(LEATHERMARKET.stages[0], clocks=(CLOCK,)),),
        pauses=(Choice("away", "You are away"),),
        statutory=None,
    )

    def answer(self, *pauses: tuple[date, date | None]) -> Deadline:
        return dates_of(self.POLICY, {1: StageDates(date(2026, 11, 2), pauses=pauses)})[1, RESPOND]

    def test_working_days_that_waited_are_added(self) -> None:
        answer = self.answer((date(2026, 11, 5), date(2026, 11, 10)))
        assert (answer.due, answer.paused, answer.waits) == (date(2026, 11, 19), 3, False)

    def test_a_weekend_of_waiting_adds_nothing(self) -> None:
        assert self.answer((date(2026, 11, 6), date(2026, 11, 8))).due == date(2026, 11, 16)

    def test_while_it_waits_it_is_not_overdue(self) -> None:
        answer = self.answer((date(2026, 11, 5), None))
        assert answer.waits
        assert not answer.is_overdue(date(2026, 12, 24))

    def test_the_code_does_not_wait(self) -> None:
        bound = replace(self.POLICY, statutory=LEATHERMARKET.statutory)
        waiting = StageDates(
            date(2026, 11, 2), acknowledged=date(2026, 11, 3), pauses=((date(2026, 11, 5), date(2026, 11, 16)),)
        )
        answer = dates_of(bound, {1: waiting})[1, RESPOND]
        assert (answer.due, answer.source) == (date(2026, 11, 17), "Code 6.3")


class TestTimesThatWereAgreed:
    def test_updates_come_as_often_as_was_agreed(self) -> None:
        extended = StageDates(
            date(2026, 11, 2), acknowledged=date(2026, 11, 3), extended_to=date(2027, 2, 1), update_every=10,
            contacted=date(2026, 11, 16),
        )  # fmt: skip
        update = dates_of(LEATHERMARKET, {1: extended})[1, UPDATE]
        assert (update.due, update.source) == (date(2026, 11, 30), "Code 5.9")

    def test_the_resident_s_own_time_stretches(self) -> None:
        reached = date(2026, 11, 2)
        first = StageDates(date(2026, 10, 1), answered=reached, answer_reached=reached)
        plain = dates_of(LEATHERMARKET, {1: first})[1, ESCALATE_BY]
        longer = dates_of(LEATHERMARKET, {1: replace(first, more_time_to=date(2027, 1, 15))})[1, ESCALATE_BY]
        assert plain.due == date(2026, 11, 30)
        assert (longer.due, longer.extended_from) == (date(2027, 1, 15), date(2026, 11, 30))

    def test_the_ombudsman_may_be_asked_for_twelve_months_after_the_final_answer(self) -> None:
        reached = date(2026, 11, 2)
        last = StageDates(date(2026, 10, 1), answered=reached, answer_reached=reached)
        found = dates_of(LEATHERMARKET, {1: StageDates(date(2026, 8, 3)), 2: last})
        assert found[2, REFER_BY].due == date(2027, 11, 2)
        assert (1, REFER_BY) not in found


def test_a_holiday_proclaimed_later_moves_what_is_open() -> None:
    known = calendar_of("england")
    earlier = replace(known, holidays={day: why for day, why in known.holidays.items() if day != date(2022, 9, 19)})
    policy = replace(LEATHERMARKET, statutory=None)
    stages = {1: StageDates(date(2022, 9, 8))}
    before, after = (deadlines(stages, policy, calendar)[0] for calendar in (earlier, known))
    assert (before.due, after.due) == (date(2022, 9, 15), date(2022, 9, 15))
    stages = {1: StageDates(date(2022, 9, 14))}
    before, after = (deadlines(stages, policy, calendar)[0] for calendar in (earlier, known))
    assert (before.due, after.due) == (date(2022, 9, 21), date(2022, 9, 22))
