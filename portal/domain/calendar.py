"""Working days: which days count, and the day that is so many of them away."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from portal.domain.words import N_

WEEKEND = N_("Weekend")


@dataclass(frozen=True)
class Skipped:
    """A day that did not count, and why (a holiday's name, or the weekend)."""

    day: date
    why: str


@dataclass(frozen=True, eq=False)
class Calendar:
    """The working days of one nation between two dates.

    Receipt is day 0; the next working day is day 1. `holidays` maps a closed weekday to its name.
    `known_until` is the last day for which holidays have been proclaimed: a date after it is a
    projection, and `knows` says so.
    """

    first: date
    last: date
    holidays: Mapping[date, str]
    known_until: date
    _days: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        closed = {day.toordinal() for day in self.holidays}
        span = range(self.first.toordinal(), self.last.toordinal() + 1)
        # Ordinal 1 (1 January of year 1) was a Monday, so 6 and 0 modulo 7 are the weekend.
        object.__setattr__(self, "_days", [n for n in span if n % 7 not in (6, 0) and n not in closed])

    def is_working(self, day: date) -> bool:
        """Does this day count?"""
        return day.weekday() < 5 and day not in self.holidays

    def after(self, start: date, working_days: int) -> date:
        """The day that is `working_days` (1 or more) working days after `start`, which is day 0.

        Raises ValueError where either day lies outside the calendar.
        """
        if start < self.first:
            raise ValueError(f"{start} lies before {self.first}")
        try:
            return date.fromordinal(self._days[bisect_right(self._days, start.toordinal()) + working_days - 1])
        except IndexError:
            raise ValueError(f"{working_days} working days after {start} lie beyond {self.last}") from None

    def on_or_after(self, day: date) -> date:
        """This day if it is a working day, else the next one."""
        return day if self.is_working(day) else self.after(day, 1)

    def between(self, start: date, end: date) -> int:
        """How many working days lie after `start`, up to and including `end`; negative when `end` is earlier."""
        return bisect_right(self._days, end.toordinal()) - bisect_right(self._days, start.toordinal())

    def skipped(self, start: date, end: date) -> tuple[Skipped, ...]:
        """The days after `start`, up to `end`, that did not count."""
        days = (start + timedelta(n) for n in range(1, (end - start).days + 1))
        return tuple(Skipped(day, self.holidays.get(day, WEEKEND)) for day in days if not self.is_working(day))

    def closed_on(self, days: Mapping[date, str]) -> "Calendar":
        """The same calendar with further closed days, each with its reason; itself where there are none."""
        if not days:
            return self
        return Calendar(self.first, self.last, {**self.holidays, **weekdays(days.items())}, self.known_until)

    def knows(self, day: date) -> bool:
        """Have the holidays up to this day been proclaimed?"""
        return day <= self.known_until


def weekdays(holidays: Iterable[tuple[date, str]]) -> dict[date, str]:
    """Only the holidays that fall on a weekday: the others close nothing."""
    return {day: name for day, name in holidays if day.weekday() < 5}
