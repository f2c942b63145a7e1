"""Which exclusions might apply: pointed to by what was told, never by the story, and never a refusal."""

from datetime import date

import pytest

from portal.domain.draft import Answer
from portal.domain.terms import Exclusion, Ground, Length, Unit
from portal.domain.triage import asked_exclusions, might_apply
from tests.builders import a_policy

TODAY = date(2026, 11, 23)
A_YEAR = Length(12, Unit.MONTHS, "policy 4")
OLD = Exclusion("old", Ground.OVER_TIME, "It is old", "4", within=A_YEAR)
COURT = Exclusion("court", Ground.COURT_FILED, "It is at court", "4")
LAWYER = Exclusion("lawyer", Ground.SOLICITOR, "A solicitor deals with it", "4")
RENT = Exclusion("rent", Ground.CHARGES, "It is about how much rent is", "4")
STAFF = Exclusion("staff", Ground.STAFF_MATTER, "It is about staff", "4")
POLICY = a_policy(exclusions=(OLD, COURT, LAWYER, RENT, STAFF))


def pointed_to(answers: dict[str, Answer]) -> list[str]:
    return [each.id for each in might_apply(answers, POLICY, TODAY)]


def test_nothing_told_points_to_nothing() -> None:
    assert pointed_to({}) == []


def test_only_what_a_resident_can_know_is_asked() -> None:
    assert [each.id for each in asked_exclusions(POLICY)] == ["lawyer", "rent"]


def test_what_was_chosen_is_pointed_to() -> None:
    assert pointed_to({"also_true": ("rent",)}) == ["rent"]


def test_only_a_claim_at_court_points_to_court() -> None:
    assert pointed_to({"in_court": "at_court"}) == ["court"]
    assert pointed_to({"in_court": "dont_know"}) == []


@pytest.mark.parametrize("started", ["2019", "in March 2024", "since summer 2021 or 2022", "٢٠٢٢", "w 2020 roku"])
def test_a_year_long_over_points_to_the_limit(started: str) -> None:
    assert pointed_to({"started": started, "still_going": "over"}) == ["old"]


@pytest.mark.parametrize("started", ["last winter", "2026", "December 2025", "2025", "since 2021, again in 2026", ""])
def test_doubt_points_to_nothing(started: str) -> None:
    assert pointed_to({"started": started, "still_going": "over"}) == []


@pytest.mark.parametrize("going", ["still", "comes_back"])
def test_what_is_still_going_on_is_never_too_old(going: str) -> None:
    assert pointed_to({"started": "2019", "still_going": going}) == []


@pytest.mark.parametrize("text", ["Flat 2019", "my number is 0207 202019 88", "201 or 20199"])
def test_other_numbers_are_no_years_of_long_ago(text: str) -> None:
    assert pointed_to({"started": text}) == (["old"] if text == "Flat 2019" else [])


def test_the_story_itself_is_not_read() -> None:
    assert pointed_to({"story": "My solicitor went to court in 2019 about the rent"}) == []


def test_a_policy_without_the_exclusion_is_never_pointed_to() -> None:
    answers: dict[str, Answer] = {"in_court": "at_court", "started": "2019", "also_true": ("rent",)}
    assert might_apply(answers, a_policy(), TODAY) == ()
