"""Working days: the government's holidays, dates known from the calendar, and what must hold for any day."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.domain.calendar import WEEKEND, Calendar, Skipped, weekdays
from portal.holiday_list import KNOWN_UNTIL, SUBDIVISIONS, calendar_of

LIST = Path(__file__).parent.parent / "data" / "bank_holidays_2019_2028.json"
DIVISION = {
    "england": "england-and-wales",
    "wales": "england-and-wales",
    "scotland": "scotland",
    "northern_ireland": "northern-ireland",
}
NAMED_DIFFERENTLY = {
    date(2020, 5, 8): "Early May bank holiday",  # the government adds "(VE day)": it was moved from Monday 4 May
}
ENGLAND = [
    ("2022-05-30", "2022-06-08", "2022-06-15", "2022-06-29"),  # Spring bank holiday moved, and the Platinum Jubilee
    ("2022-09-14", "2022-09-22", "2022-09-29", "2022-10-13"),  # the Queen's funeral
    ("2023-05-02", "2023-05-10", "2023-05-17", "2023-06-01"),  # the Coronation, and Spring bank holiday
    ("2024-12-23", "2025-01-02", "2025-01-09", "2025-01-23"),
    ("2026-11-20", "2026-11-27", "2026-12-04", "2026-12-18"),  # a Friday
    ("2026-11-21", "2026-11-27", "2026-12-04", "2026-12-18"),  # a Saturday: the same dates
    ("2026-12-23", "2027-01-04", "2027-01-11", "2027-01-25"),
]
SCOTLAND = [("2026-12-23", "2027-01-05", "2027-01-12", "2027-01-26")]  # 2 January is a holiday there

regions = some.sampled_from(sorted(SUBDIVISIONS))
days = some.dates(date(2016, 1, 1), date(2033, 12, 31))
lengths = some.integers(1, 90)


def the_government_s(region: str) -> dict[date, str]:
    published = json.loads(LIST.read_text(encoding="utf-8"))["days"][DIVISION[region]]
    return {date.fromisoformat(day): name for name, listed in published.items() for day in listed.split()}


@pytest.mark.parametrize(
    ("region", "start", "five", "ten", "twenty"),
    [("england", *row) for row in ENGLAND]
    + [("wales", *row) for row in ENGLAND]
    + [("scotland", *r) for r in SCOTLAND],
)
def test_five_ten_and_twenty_working_days_later(region: str, start: str, five: str, ten: str, twenty: str) -> None:
    calendar = calendar_of(region)
    found = [calendar.after(date.fromisoformat(start), length).isoformat() for length in (5, 10, 20)]
    assert found == [five, ten, twenty]


@pytest.mark.parametrize("region", sorted(SUBDIVISIONS))
def test_every_closed_weekday_of_ten_years_is_the_government_s(region: str) -> None:
    ours = {day for day in calendar_of(region).holidays if 2019 <= day.year <= 2028}
    theirs = {day for day in the_government_s(region) if day.weekday() < 5}
    assert ours == theirs


@pytest.mark.parametrize("region", sorted(SUBDIVISIONS))
def test_holidays_have_the_names_the_government_gives_them(region: str) -> None:
    theirs = {day: name for day, name in the_government_s(region).items() if day.weekday() < 5} | NAMED_DIFFERENTLY
    assert {day: name for day, name in calendar_of(region).holidays.items() if 2019 <= day.year <= 2028} == theirs


def test_scotland_alone_closed_for_the_world_cup() -> None:
    closed = {region for region in SUBDIVISIONS if not calendar_of(region).is_working(date(2026, 6, 15))}
    assert closed == {"scotland"}


def test_only_northern_ireland_closes_on_the_twelfth_of_july() -> None:
    closed = {region for region in SUBDIVISIONS if not calendar_of(region).is_working(date(2027, 7, 12))}
    assert closed == {"northern_ireland"}


@given(regions, days, lengths)
def test_a_deadline_never_falls_on_a_closed_day(region: str, start: date, length: int) -> None:
    due = calendar_of(region).after(start, length)
    assert due > start
    assert due.weekday() < 5
    assert due not in calendar_of(region).holidays


@given(regions, days, lengths, lengths)
def test_waiting_twice_is_waiting_for_the_sum(region: str, start: date, first: int, second: int) -> None:
    calendar = calendar_of(region)
    assert calendar.after(calendar.after(start, first), second) == calendar.after(start, first + second)


@given(regions, days, days, lengths)
def test_who_comes_later_is_never_answered_earlier(region: str, one: date, other: date, length: int) -> None:
    earlier, later = sorted((one, other))
    assert calendar_of(region).after(earlier, length) <= calendar_of(region).after(later, length)


@given(regions, days, lengths)
def test_a_longer_time_ends_later(region: str, start: date, length: int) -> None:
    calendar = calendar_of(region)
    assert calendar.after(start, length) < calendar.after(start, length + 1)


@given(regions, days, lengths)
def test_counting_back_finds_the_same_number_of_days(region: str, start: date, length: int) -> None:
    calendar = calendar_of(region)
    due = calendar.after(start, length)
    assert calendar.between(start, due) == length
    assert calendar.between(due, start) == -length


@given(regions, days, lengths)
def test_every_day_is_either_counted_or_named_as_skipped(region: str, start: date, length: int) -> None:
    calendar = calendar_of(region)
    due = calendar.after(start, length)
    skipped = calendar.skipped(start, due)
    assert len(skipped) + length == (due - start).days
    assert all(each.why for each in skipped)


@given(regions, days)
def test_a_closed_day_moves_to_the_first_open_one(region: str, day: date) -> None:
    calendar = calendar_of(region)
    moved = calendar.on_or_after(day)
    assert calendar.is_working(moved)
    assert not any(calendar.is_working(day + timedelta(n)) for n in range((moved - day).days))


def test_days_that_did_not_count_are_named() -> None:
    assert calendar_of("england").skipped(date(2026, 12, 23), date(2027, 1, 4)) == (
        Skipped(date(2026, 12, 25), "Christmas Day"),
        Skipped(date(2026, 12, 26), WEEKEND),
        Skipped(date(2026, 12, 27), WEEKEND),
        Skipped(date(2026, 12, 28), "Boxing Day"),
        Skipped(date(2027, 1, 1), "New Year's Day"),
        Skipped(date(2027, 1, 2), WEEKEND),
        Skipped(date(2027, 1, 3), WEEKEND),
    )


def test_holidays_are_known_to_the_end_of_the_government_s_list() -> None:
    assert max(the_government_s("england")).year == KNOWN_UNTIL.year
    assert calendar_of("england").knows(date(2028, 12, 31))
    assert not calendar_of("england").knows(date(2029, 1, 1))


@pytest.mark.parametrize("start", [date(2014, 12, 31), date(1926, 11, 20), date(2035, 12, 31)])
def test_a_day_outside_the_calendar_is_refused_not_guessed(start: date) -> None:
    with pytest.raises(ValueError, match="lie"):
        calendar_of("england").after(start, 5)


def test_a_holiday_on_a_weekend_closes_nothing_more() -> None:
    sunday, monday = (date(2026, 11, 22), "A feast"), (date(2026, 11, 23), "Another")
    assert weekdays([sunday, monday]) == {date(2026, 11, 23): "Another"}


def test_a_new_holiday_moves_the_dates_around_it() -> None:
    proclaimed = Calendar(date(2026, 1, 1), date(2027, 12, 31), {date(2026, 11, 25): "A new king"}, KNOWN_UNTIL)
    assert proclaimed.after(date(2026, 11, 20), 5) == date(2026, 11, 30)
