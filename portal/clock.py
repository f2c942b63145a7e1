"""The time. The one place that asks the machine for it."""

from datetime import UTC, date, datetime

from portal.domain.outcome import LONDON


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def london_day(moment: datetime) -> date:
    """The date in London at that moment."""
    return moment.astimezone(LONDON).date()


def london_time(moment: datetime) -> str:
    """The time on the clocks in London at that moment, like `09:05`."""
    return f"{moment.astimezone(LONDON):%H:%M}"
