"""A stage's times in words: the stricter of policy and Code where the Code binds, and whose it is."""

from dataclasses import replace
from typing import Any

import pytest

from portal.domain.policy import Clock, Extension, Policy, Stage, Start
from portal.domain.terms import PROMISES, Unit
from tests.builders import a_policy
from tests.domain.telling import BEFORE_THE_CODE, a_full_policy, text

WORKING = Unit.WORKING
SILENT = Stage(1, "Stage 1", "a manager", ())


def with_clocks(*clocks: Clock, **more: Any) -> Policy:
    return a_policy(stages=(replace(SILENT, clocks=clocks, **more),))


def respond(length: int, unit: Unit = WORKING, met_by: tuple[str, ...] = ()) -> Clock:
    return Clock("respond", length, unit, Start.RECEIVED, "policy 1", met_by)


def acknowledge(length: int, unit: Unit = WORKING) -> Clock:
    return Clock("acknowledge", length, unit, Start.RECEIVED, "policy 1")


def test_the_policys_own_time_is_told_where_it_is_the_stricter() -> None:
    stage = text(with_clocks(respond(8)), "stage-1")
    assert "We send our answer within 8 working days of the day it reaches us." in stage
    assert "telling you that we have it" not in stage


def test_the_codes_time_is_told_where_it_never_ends_later_and_says_whose_it_is() -> None:
    stage = text(with_clocks(respond(15)), "stage-1")
    assert "15 working days" not in stage
    assert (
        "We send our answer within 10 working days of telling you that we have it. This is a rule of the Housing "
        "Ombudsman's Code, part 6.3." in stage
    )


def test_both_are_told_where_it_depends_on_how_soon_we_write() -> None:
    stage = text(with_clocks(respond(12)), "stage-1")
    assert "within 12 working days of the day it reaches us" in stage
    assert "within 10 working days of telling you that we have it. This is a rule" in stage


def test_a_policy_that_acknowledges_the_same_day_is_as_strict_with_the_same_length() -> None:
    stage = text(with_clocks(acknowledge(0, Unit.CALENDAR), respond(10)), "stage-1")
    assert "We write to say that we have it on the same day." in stage
    assert "We send our answer within 10 working days of the day it reaches us." in stage
    assert "Code, part 6.3" not in stage


@pytest.mark.parametrize(
    ("length", "unit", "holds"),
    [(14, Unit.CALENDAR, True), (15, Unit.CALENDAR, False), (2, Unit.WEEKS, True), (3, Unit.WEEKS, False),
     (1, Unit.MONTHS, False), (48, Unit.HOURS, True)],
)  # fmt: skip
def test_times_of_other_units_are_compared_by_their_working_days(length: int, unit: Unit, holds: bool) -> None:
    stage = text(with_clocks(respond(length, unit)), "stage-1")
    assert ("Code, part 6.3" not in stage) is holds


def test_the_code_fills_what_the_policy_leaves_out() -> None:
    assert "5 working days of the day it reaches us. This is a rule" in text(a_policy(stages=(SILENT,)), "stage-1")


def test_before_the_code_bound_the_policys_time_stands_alone_and_silence_is_said() -> None:
    assert "15 working days" in text(with_clocks(respond(15)), "stage-1", BEFORE_THE_CODE)
    assert "Code" not in text(with_clocks(respond(15)), "stage-1", BEFORE_THE_CODE)
    assert "Our policy does not say how long this takes." in text(
        a_policy(stages=(SILENT,)), "stage-1", BEFORE_THE_CODE
    )


def test_where_there_is_no_code_none_is_named() -> None:
    scottish = replace(a_full_policy(), statutory=None)
    assert "Code" not in text(scottish, "stages")


@pytest.mark.parametrize(
    ("length", "unit", "told_as"),
    [(5, WORKING, "not more than 5 working days more."), (20, WORKING, "10 working days more. This is a rule"),
     (None, WORKING, "10 working days more. This is a rule")],
)  # fmt: skip
def test_the_stricter_limit_of_longer_times_is_told(length: int | None, unit: Unit, told_as: str) -> None:
    policy = with_clocks(respond(10), extension=Extension(length, unit, "policy 1"))
    assert told_as in text(policy, "stage-1")


def test_without_a_limit_and_without_the_code_the_new_date_is_agreed() -> None:
    policy = with_clocks(respond(10), extension=Extension(None, WORKING, "policy 1"))
    assert PROMISES["extension_agreed"] in text(policy, "stage-1", BEFORE_THE_CODE)


def test_what_else_meets_a_clock_is_told_only_with_that_clock() -> None:
    policy = with_clocks(respond(15, met_by=("action",)))
    words = "We also keep to this time if we do what is needed."
    assert words in text(policy, "stage-1", BEFORE_THE_CODE)
    assert words not in text(policy, "stage-1")


def test_a_late_request_is_welcome_where_the_code_binds() -> None:
    bound, before = text(a_full_policy(), "stage-1"), text(a_full_policy(), "stage-1", BEFORE_THE_CODE)
    asked = "ask us to look again within 10 working days. After that we close the case."
    assert f"{asked} If you are late, ask all the same." in bound
    assert asked in before
    assert "If you are late" not in before
