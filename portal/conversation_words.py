"""A conversation in words: who said what, as it is shown, kept, taken home, and put with a case."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any

from portal.domain.choosing import is_a_button
from portal.domain.outcome import LONDON
from portal.domain.words import N_
from portal.languages import time_in_short
from portal.wording import Wording

RasaEvent = Mapping[str, Any]

STANDING = {
    "/go_back": N_("Change my last answer"),
    "/talk_to_person": N_("Speak to a person"),
    "/carry_on": N_("Carry on"),
}
"""Buttons that stand under the conversation, not in it."""
SAID_BY = {"you": N_("You: %(told)s"), "us": N_("Us: %(told)s")}
YOU_SAID, WE_SAID = N_("You said:"), N_("%(landlord)s said:")
NOT_ALL = N_("The first messages are not here.")
INDENT = "\n    "


@dataclass(frozen=True)
class Line:
    """One line of a conversation: `who` is `us` or `you`, `buttons` are (title, payload), `at` is when it was said."""

    who: str
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    asks_for_code: bool = False
    urgent: bool = False
    at: datetime | None = field(default=None, compare=False)


def lines_of(happened: Iterable[RasaEvent], language: str, before: Iterable[RasaEvent] = ()) -> list[Line]:
    """What was said, from a tracker's events as either engine writes them.

    A button that was pressed shows its title, also where the button was shown `before` these events.
    """
    wording = Wording(language)
    lines: list[Line] = []
    titles = {payload: title for event in before for title, payload in buttons_of(event)}
    for event in happened:
        at = datetime.fromtimestamp(float(event["timestamp"]), UTC) if event.get("timestamp") else None
        if event["event"] == "user" and (shown := _shown(event.get("text") or "", titles, wording)):
            lines.append(Line("you", shown, at=at))
        elif event["event"] == "bot":
            buttons = buttons_of(event)
            titles |= {payload: title for title, payload in buttons}
            asks = bool(((event.get("data") or {}).get("custom") or {}).get("sign_in"))
            urgent = bool((event.get("metadata") or {}).get("urgent"))
            lines.append(Line("us", event.get("text") or "", buttons, asks, urgent, at))
    return lines


def buttons_of(event: RasaEvent) -> tuple[tuple[str, str], ...]:
    """The (title, payload) of each button that this event shows."""
    if event["event"] != "bot":
        return ()
    return tuple((button["title"], button["payload"]) for button in (event.get("data") or {}).get("buttons") or ())


def conversation_text(events: Sequence[RasaEvent], wording: Wording, kept: Iterable[Line] = ()) -> str:
    """A conversation as plain text, to be put with a case: `You: …` and `Us: …`, a line each.

    `events` are the tracker's; it forgets old turns. `kept` is the whole conversation as the store has it up to this
    turn (`office.store.conversation(sender)`): with it nothing is missing; without it, it says so where it is cut.
    Codes were masked before either was written.
    """
    if earlier := list(kept):
        last = max((at for at, event in enumerate(events) if event["event"] == "user"), default=0)
        lines = [*earlier, *lines_of(events[last:], wording.code, events[:last])]
    else:
        lines = lines_of(events, wording.code)
    is_cut = not earlier and not _is_whole(events)
    said = [wording.say(SAID_BY[line.who], told=INDENT.join(_told(line))) for line in lines if line.text]
    return "\n".join([*([wording.say(NOT_ALL)] if is_cut else []), *said])


def _is_whole(events: Sequence[RasaEvent]) -> bool:
    """Does a tracker hold all of its conversation? Then it begins with its session, for there is never a second."""
    return not events or events[0]["event"] == "session_started" or events[0].get("name") == "action_session_start"


def by_day(lines: Iterable[Line]) -> Iterator[tuple[date, list[Line]]]:
    """The lines that say something, by the day they were said on, in London."""
    kept = [(line.at.astimezone(LONDON).date(), line) for line in lines if line.at and line.text]
    for day, group in groupby(kept, key=lambda each: each[0]):
        yield day, [line for _, line in group]


def time_of(line: Line, wording: Wording) -> str:
    """The time in London when it was said; empty where nobody knows."""
    return time_in_short(line.at.astimezone(LONDON), wording.code) if line.at else ""


def copy_to_keep(lines: Iterable[Line], wording: Wording, landlord: str) -> str:
    """A whole conversation as text for the resident: by day, with times, and the landlord by its name."""
    parts: list[str] = []
    for day, said in by_day(lines):
        parts.append(wording.day(day))
        for line in said:
            who = wording.say(YOU_SAID) if line.who == "you" else wording.say(WE_SAID, landlord=landlord)
            parts.append(INDENT.join([f"{time_of(line, wording)} {who}", *_told(line)]))
    return "\n\n".join(parts)


def _told(line: Line) -> list[str]:
    """What was said, line by line, with the buttons beside it.

    Whoever writes these down sets all but the first of them in, so that nobody's words look like another's.
    """
    return [*line.text.splitlines(), *([" ".join(f"[{title}]" for title, _ in line.buttons)] if line.buttons else [])]


def _shown(text: str, titles: Mapping[str, str], wording: Wording) -> str:
    """A message as they see it. What a button sends is never shown, though its title be forgotten."""
    if not is_a_button(text):
        return text
    return titles.get(text) or (wording.say(STANDING[text]) if text in STANDING else "")
