"""A conversation as it is shown: what both sides said, and the buttons under the last reply."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.runtime.events import Event
from portal.domain.choosing import alike, is_a_button, named, numbered
from portal.domain.words import N_
from portal.wording import Wording

A_FEW_WORDS = 6
STANDING = {
    "/go_back": N_("Change my last answer"),
    "/talk_to_person": N_("Speak to a person"),
    "/carry_on": N_("Carry on"),
}
"""Buttons that stand under the conversation, not in it."""


@dataclass(frozen=True)
class Line:
    """One line of a conversation as it is shown: `who` is `us` or `you`."""

    who: str
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    asks_for_code: bool = False
    urgent: bool = False


@dataclass(frozen=True)
class Conversation:
    """What was said so far, and the number of the next turn."""

    lines: Sequence[Line]
    turn: int

    @property
    def last(self) -> Sequence[Line]:
        """The last message of theirs and what was answered; everything where they have said nothing."""
        theirs = [number for number, line in enumerate(self.lines) if line.who == "you"]
        return self.lines[theirs[-1] :] if theirs else self.lines

    @property
    def buttons(self) -> tuple[tuple[str, str], ...]:
        """(title, payload) under the last reply."""
        return self.lines[-1].buttons if self.lines else ()

    @property
    def asks_for_code(self) -> bool:
        """Was a reference and code asked for just now?"""
        return any(line.asks_for_code for line in self.last)


def lines_of(happened: Iterable[Event], language: str) -> list[Line]:
    """What was said. A button that was pressed shows its title; only the last line keeps its own."""
    wording = Wording(language)
    lines: list[Line] = []
    titles: dict[str, str] = {}
    for event in happened:
        if event["event"] == "user" and (shown := _shown(event.get("text") or "", titles, wording)):
            lines.append(Line("you", shown))
        elif event["event"] == "bot":
            titles |= {payload: title for title, payload in _buttons(event)}
            asks = bool((event["data"].get("custom") or {}).get("sign_in"))
            urgent = bool((event.get("metadata") or {}).get("urgent"))
            lines.append(Line("us", event.get("text") or "", _buttons(event), asks, urgent))
    return [*(replace(line, buttons=()) for line in lines[:-1]), *lines[-1:]]


def pressed(happened: Sequence[Event], text: str) -> str:
    """The payload of the button last shown whose words or number somebody typed; empty for none.

    Answers to a question of the form are left to the form, which knows more ways to say them.
    """
    shown: Mapping[str, str] = {}
    for event in reversed(happened):
        if event["event"] == "bot" and (buttons := _buttons(event)):
            shown = dict(buttons)
            break
        if event["event"] == "user":
            break
    if not shown or len(text.split()) > A_FEW_WORDS or any(sends.startswith("/answer") for sends in shown.values()):
        return ""
    place = named(text, list(shown))
    places = (numbered(text, len(shown)) if len(shown) > 1 else ()) or alike(text, list(shown))
    chosen = place if place is not None else places[0] if len(places) == 1 else None
    return "" if chosen is None else list(shown.values())[chosen]


def _shown(text: str, titles: Mapping[str, str], wording: Wording) -> str:
    """A message as they see it. What a button sends is never shown, though its title be forgotten."""
    if not is_a_button(text):
        return text
    return titles.get(text) or (wording.say(STANDING[text]) if text in STANDING else "")


def _buttons(event: Event) -> tuple[tuple[str, str], ...]:
    return tuple((button["title"], button["payload"]) for button in event["data"].get("buttons") or ())
