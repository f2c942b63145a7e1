"""The day on which something happened, where staff write it down later."""

from datetime import date

from portal.domain.words import N_
from portal.web.staff.desk import Desk
from portal.web.typed import Field, day, field

HAPPENED_ON = "happened_on"
NO_DATE = N_("Write a date, like 24/11/2026")


def day_field(desk: Desk, label: str) -> Field:
    """When it happened: today, unless they say another day."""
    return field("date", HAPPENED_ON, label, value=desk.office.today.isoformat())


def no_day(desk: Desk) -> dict[str, str]:
    """What is wrong where no date can be read."""
    return {} if day(HAPPENED_ON) else {HAPPENED_ON: NO_DATE}


def happened_on(desk: Desk) -> date | None:
    """The day that was written."""
    return day(HAPPENED_ON)


def no_new_date(desk: Desk) -> dict[str, str]:
    """The same for a day still to come, in the field `new_date`."""
    return {} if day("new_date") else {"new_date": NO_DATE}


def new_date() -> date:
    """The day still to come that was written; `no_new_date` comes first."""
    found = day("new_date")
    assert found is not None  # noqa: S101  for the types
    return found
