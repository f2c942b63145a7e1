"""A conversation as it is shown, and the button that words or a number press."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.runtime.events import Event
from portal.conversation_words import Line, buttons_of
from portal.domain.choosing import alike, is_a_button, named, numbered

A_FEW_WORDS = 6
MEANS_YES = ('/begin{"told_before": "told"}', "/make_complaint")
MEANS_NO = ('/begin{"told_before": "first_time"}',)
PLAIN = {"affirm": MEANS_YES, "deny": MEANS_NO}
"""What a plain yes or no presses, where a question with a few buttons was asked."""


@dataclass(frozen=True)
class Conversation:
    """What was said so far, and the number of the next turn. `is_cut`: lines before these are not here."""

    lines: Sequence[Line]
    turn: int
    is_cut: bool = False

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


def pressable(happened: Sequence[Event], text: str) -> Mapping[str, str]:
    """The buttons last shown that a few typed words may press: payload by title.

    Answers to a question of the form are left to the form, which knows more ways to say them.
    """
    if is_a_button(text) or len(text.split()) > A_FEW_WORDS:
        return {}
    for event in reversed(happened):
        if event["event"] == "bot" and (buttons := buttons_of(event)):
            is_answer = any(sends.startswith("/answer") for _, sends in buttons)
            return {} if is_answer else dict(buttons)
        if event["event"] == "user":
            break
    return {}


def pressed(shown: Mapping[str, str], text: str, *, intent: str = "", is_sure: bool = False) -> str:
    """The payload of the button whose words or number somebody typed; empty for none.

    Words that are only like a button's count where what they mean is not sure anyway. A plain yes or no answers a
    question with two buttons.
    """
    if is_sure and intent in PLAIN and len(shown) <= len(PLAIN):
        return next((sends for sends in shown.values() if sends in PLAIN[intent]), "")
    place = named(text, list(shown))
    near = () if is_sure else alike(text, list(shown))
    places = (numbered(text, len(shown)) if len(shown) > 1 else ()) or near
    chosen = place if place is not None else places[0] if len(places) == 1 else None
    return "" if chosen is None else list(shown.values())[chosen]
