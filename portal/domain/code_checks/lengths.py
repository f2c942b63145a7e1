"""Which of two times can end later: calendar days, weeks and months against the Code's working days."""

from portal.domain.policy import Clock, Stage
from portal.domain.provisions import Code
from portal.domain.terms import Length, Unit

CALENDAR_DAYS = {Unit.CALENDAR: 1, Unit.WEEKS: 7, Unit.MONTHS: 31}
"""At most so many days each."""
UNIT_WORDS = {
    Unit.WORKING: ("working day", "working days"),
    Unit.CALENDAR: ("calendar day", "calendar days"),
    Unit.WEEKS: ("week", "weeks"),
    Unit.MONTHS: ("month", "months"),
    Unit.HOURS: ("hour", "hours"),
}


def words(length: int, unit: Unit) -> str:
    """`10 working days`, `1 month`, `the same day`."""
    one, many = UNIT_WORDS[unit]
    return "the same day" if length == 0 else f"{length} {one if length == 1 else many}"


def can_outlast(length: int, unit: Unit, working_days: int, *, from_working_day: bool = False) -> bool:
    """Can this time end later than so many working days from the same day?

    It is compared with the shortest they can be: without holidays, and begun on the day that has the fewest weekends
    before it (a Sunday, or a Monday where the start is a working day).
    """
    if unit is Unit.WORKING:
        return length > working_days
    days = -(-length // 24) if unit is Unit.HOURS else length * CALENDAR_DAYS[unit]
    weekends = (working_days if from_working_day else working_days - 1) // 5
    return days > working_days + 2 * weekends


def in_working_days(time: Length) -> float:
    """About how many working days, five to the week: for limits on the resident, which take the longer fair reading."""
    if time.unit is Unit.WORKING:
        return time.length
    days = time.length / 24 if time.unit is Unit.HOURS else time.length * CALENDAR_DAYS[time.unit]
    return days * 5 / 7


def from_its_beginning(clock: Clock, stage: Stage, code: Code) -> tuple[int, Unit]:
    """A clock that runs from the acknowledgement, counted from the beginning of its stage as its latest."""
    acknowledged = stage.clock("acknowledge")
    if not acknowledged:
        first = code.stage(1).clock("acknowledge")
        return clock.length + (first.length if first else 0), clock.unit
    if acknowledged.unit is clock.unit:
        return clock.length + acknowledged.length, clock.unit
    # Any mixture is at most so many calendar days; working days are stretched by weekends.
    days = sum(_most_days(each.length, each.unit) for each in (acknowledged, clock))
    return days, Unit.CALENDAR


def _most_days(length: int, unit: Unit) -> int:
    if unit is Unit.WORKING:
        return length + 2 * (-(-length // 5))
    return -(-length // 24) if unit is Unit.HOURS else length * CALENDAR_DAYS[unit]
