"""Dates as a calendar file (iCalendar, RFC 5545) that a phone can open."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from portal.wording import ExplainedDate

WIDEST = 74
"""Bytes in a line before it is folded: RFC 5545 allows 75."""


def calendar_file(reference: str, dates: Iterable[tuple[str, ExplainedDate]], now: datetime, name: str) -> str:
    """One whole-day entry for each date, without an alarm. `dates` are pairs of a name that stays and the date.

    A date that moves replaces its entry (the same UID).
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Putright//EN"]
    for kind, each in dates:
        day = date.fromisoformat(each.iso)
        lines += [
            "BEGIN:VEVENT",
            f"UID:{reference}-{kind}@putright",
            f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(1):%Y%m%d}",
            f"SUMMARY:{_escaped(f'{each.what} ({reference}, {name})')}",
            f"DESCRIPTION:{_escaped(chr(10).join((*each.why, *([each.note] if each.note else []))))}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _escaped(words: str) -> str:
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        words = words.replace(plain, written)
    return words


def _folded(line: str) -> str:
    """Long lines go on after a line break and a space, never within a letter."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > WIDEST:
            pieces.append(piece)
            piece = " "
        piece += letter
    return "\r\n".join([*pieces, piece])
