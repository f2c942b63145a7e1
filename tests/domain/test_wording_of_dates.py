"""Dates and deadlines in words: every deadline is explained in English, and dates are written in full."""

from dataclasses import replace
from datetime import date

import pytest

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
)
from portal.domain.policy import Clock, Start
from portal.domain.terms import Unit
from portal.files.packs import Packs
from portal.holiday_list import calendar_of
from portal.languages import date_in_full
from portal.wording import DAY_AFTER, LENGTHS, STARTED, WHAT, ExplainedDate, Wording

PACK = Packs.load().version("leathermarket-jmb", "2024")
TODAY = date(2026, 11, 23)


def explained(stages: dict[int, StageDates], today: date = TODAY) -> dict[tuple[int, str], ExplainedDate]:
    found = deadlines(stages, PACK, calendar_of("england"))
    return {(each.stage, each.kind): Wording("en").explain(each, today) for each in found}


def first_stage(received: date, **more: date) -> dict[tuple[int, str], ExplainedDate]:
    return explained({1: StageDates(received, **more)})


class TestAcknowledging:
    TOLD = first_stage(date(2026, 12, 23))[1, ACKNOWLEDGE]

    def test_what_and_when(self) -> None:
        assert self.TOLD.what == "We write to say that we have it, and how we understand it"
        assert (self.TOLD.day, self.TOLD.iso) == ("Monday 4 January 2027", "2027-01-04")
        assert not self.TOLD.projected

    def test_why_then(self) -> None:
        assert self.TOLD.why == (
            "We count from the day it reached us: Wednesday 23 December 2026.",
            "The rule is 5 working days.",
            "The day after is day 1.",
        )
        assert self.TOLD.source == "our complaints policy, part 5.1"

    def test_which_days_did_not_count(self) -> None:
        assert self.TOLD.skipped[0] == {"day": "Friday 25 December 2026", "why": "Christmas Day"}
        assert self.TOLD.skipped[1] == {"day": "Saturday 26 December 2026", "why": "Weekend"}
        assert len(self.TOLD.skipped) == 7


class TestAnswering:
    def test_before_the_acknowledgement_it_is_the_latest_date(self) -> None:
        told = first_stage(date(2026, 11, 20))[1, RESPOND]
        assert told.projected
        assert told.why == (
            "We count from the day we write that we have it. That is Friday 27 November 2026 at the latest.",
            "The rule is 10 working days.",
            "The day after is day 1.",
            "If we need longer we must tell you why. The usual limit is then Tuesday 29 December 2026.",
        )

    def test_after_it_the_day_is_named(self) -> None:
        told = first_stage(date(2026, 11, 20), acknowledged=date(2026, 11, 23))[1, RESPOND]
        assert not told.projected
        assert told.why[0] == "We count from the day we wrote that we have it: Monday 23 November 2026."

    def test_a_late_acknowledgement_is_owned_up_to(self) -> None:
        told = first_stage(date(2026, 11, 20), acknowledged=date(2026, 12, 2))[1, RESPOND]
        assert told.day == "Friday 11 December 2026"
        assert told.why[0] == (
            "We had until Friday 27 November 2026 to write that we have it. We wrote later, so we count from that day."
        )

    def test_an_extension_names_the_first_date(self) -> None:
        told = first_stage(date(2026, 11, 20), acknowledged=date(2026, 11, 23), extended_to=date(2026, 12, 16))
        assert told[1, RESPOND].day == "Wednesday 16 December 2026"
        assert "The first date was Monday 7 December 2026. We needed longer and told you why." in told[1, RESPOND].why

    def test_beyond_the_known_holidays_the_date_may_move(self) -> None:
        told = first_stage(date(2028, 12, 20))
        may_move = "The holidays for that year are not decided yet, so this date may move."
        assert told[1, RESPOND].why[-1] == may_move
        assert may_move not in told[1, ACKNOWLEDGE].why


class TestStageTwo:
    STAGES = {1: StageDates(TODAY, TODAY, TODAY, TODAY), 2: StageDates(date(2026, 12, 23))}  # noqa: RUF012  # never changed
    TOLD = explained(STAGES)

    def test_the_code_is_named_where_the_policy_is_silent(self) -> None:
        assert self.TOLD[2, ACKNOWLEDGE].source == "the Housing Ombudsman's Code, part 6.11"

    def test_the_answer_counts_from_the_day_they_asked(self) -> None:
        told = self.TOLD[2, RESPOND]
        assert told.why[0] == "We count from the day you asked us to look again: Wednesday 23 December 2026."
        assert (told.day, told.source) == ("Monday 25 January 2027", "our complaints policy, part 5.2")

    def test_their_own_time_is_explained_and_never_called_late(self) -> None:
        told = explained({1: StageDates(TODAY, TODAY, TODAY, date(2026, 11, 27))}, today=date(2027, 6, 1))
        window = told[1, ESCALATE_BY]
        assert window.day == "Tuesday 29 December 2026"
        assert window.why == (
            "We count from the day our answer reached you: Friday 27 November 2026.",
            "The rule is 28 days.",
            "If that is a weekend or a holiday, you have until the next working day.",
        )
        assert not window.late


def test_a_date_that_was_missed_is_late_from_the_day_after() -> None:
    stages = {1: StageDates(date(2026, 11, 20))}
    assert not explained(stages, today=date(2026, 11, 27))[1, ACKNOWLEDGE].late
    assert explained(stages, today=date(2026, 11, 28))[1, ACKNOWLEDGE].late


@pytest.mark.parametrize("kind", [ACKNOWLEDGE, RESPOND, ESCALATE_BY])
@pytest.mark.parametrize("start", Start)
@pytest.mark.parametrize("unit", Unit)
def test_every_deadline_there_can_be_is_explained(kind: str, start: Start, unit: Unit) -> None:
    day = date(2026, 12, 7)
    told = Wording("en").explain(Deadline(1, kind, day, day, start, 3, unit, "policy 5.1", (), False), TODAY)
    assert told.what
    assert len(told.why) >= 2
    assert not any("%(" in line for line in (told.what, told.source, *told.why))


@pytest.mark.parametrize(
    ("unit", "length", "words"),
    [
        (Unit.WORKING, 1, "The rule is 1 working day."),
        (Unit.WORKING, 20, "The rule is 20 working days."),
        (Unit.CALENDAR, 28, "The rule is 28 days."),
        (Unit.WEEKS, 1, "The rule is 1 week."),
        (Unit.MONTHS, 12, "The rule is 12 months."),
        (Unit.HOURS, 24, "The rule is 24 hours."),
    ],
)
def test_one_day_is_not_one_days(unit: Unit, length: int, words: str) -> None:
    clock = Clock(RESPOND, length, unit, Start.RECEIVED, "policy 1")
    policy = replace(PACK, stages=(replace(PACK.stages[0], clocks=(clock,)),))
    (deadline,) = deadlines({1: StageDates(date(2024, 1, 2))}, policy, calendar_of("england"))
    assert words in Wording("en").explain(deadline, TODAY).why


def test_every_table_of_words_is_whole() -> None:
    assert set(LENGTHS) == set(Unit)
    assert set(STARTED) == set(Start)
    assert set(WHAT) == {
        SPEAK, ACKNOWLEDGE, REFUSAL, UPDATE, RESPOND, ESCALATE_BY, REFER_BY, CLOSE, SURVEY,
    }  # fmt: skip
    assert DAY_AFTER


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "Tuesday 29 December 2026"),
        ("en@easy", "Tuesday 29 December 2026"),
        ("pl", "wtorek, 29 grudnia 2026"),
        ("xx", "Tuesday 29 December 2026"),
    ],
)
def test_dates_are_written_in_full(code: str, words: str) -> None:
    assert date_in_full(date(2026, 12, 29), code) == words


def test_dates_among_the_values_of_a_sentence_are_written_in_full() -> None:
    assert Wording("en").say("Until %(day)s.", day=date(2027, 1, 6)) == "Until Wednesday 6 January 2027."


def test_a_per_cent_sign_without_values_stays() -> None:
    assert Wording("en").say("96 % in time") == "96 % in time"
