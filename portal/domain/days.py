"""A day as people in England write it, or as a date field sends it."""

from datetime import date


def day_written(text: str) -> date | None:
    """The day that is meant: `31 12 2027`, `31/12/2027`, `31st December 2027`, `2027-12-31`; None where it is none."""
    parts = "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()
    if len(parts) != len(("day", "month", "year")):
        return None
    first, middle, last = (_number(part) for part in parts)
    try:
        return date(first, middle, last) if first > LONGEST_MONTH else date(last, middle, first)
    except (ValueError, OverflowError):
        return None


def _number(part: str) -> int:
    """What a part says; 0, which no part of a date is, where it says nothing."""
    bare = part.rstrip("stndrh")  # 1st, 2nd, 3rd, 4th
    named = next((at for at, month in enumerate(MONTHS, 1) if len(part) >= len(month) and part.startswith(month)), 0)
    return int(bare) if bare.isdecimal() else named


LONGEST_MONTH = 31
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
