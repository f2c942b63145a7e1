"""A message as it was understood: how long, how sure, about what."""

import re
from dataclasses import dataclass

from portal.domain.choosing import plain

ELSEWHERE = frozenset(
    {
        "ask_timescales", "ask_ombudsman", "ask_privacy", "ask_process", "change_language", "check_status",
        "go_back", "help", "simpler_words", "stop", "talk_to_person", "withdraw_consent",
    }
)  # fmt: skip
"""Intents that leave a question aside, when they are sure and the message is short."""
MOVES = frozenset({"change_language", "go_back", "help", "simpler_words", "stop"})
"""Those that change something: "ages ago" is a date, though the model may take it for "go back"."""
MOVES_BY_NAME = frozenset({"back", "go back", "stop", "cancel", "help"})
POLITE = frozenset({"greet", "thank", "goodbye", "affirm"})
"""Intents that answer no question of words, when they are very sure and the message is a word or two."""
TELLING = frozenset({"make_complaint", "report_repair", "report_asb", "escalate"})
"""Intents of somebody who tells what went wrong."""
DANGERS = frozenset({"emergency", "distress"})
SURE, VERY_SURE = 0.6, 0.85
A_YES, A_NAME, A_LINE, SHORT, A_STORY, A_QUESTION = 3, 4, 5, 8, 12, 25
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True)
class Said:
    """A message, as it was understood. `chosen` is what a button sent: (question, value).

    `in_danger`: words of danger were found in it. `named`: the kinds of things it names, like `started` for a date.
    """

    text: str
    intent: str
    confidence: float
    chosen: tuple[str, str] | None = None
    in_danger: bool = False
    named: frozenset[str] = frozenset()

    @property
    def length(self) -> int:
        """In words."""
        return length_of(self.text)

    @property
    def is_elsewhere(self) -> bool:
        """Is it surely and shortly about something else?"""
        return self.is_elsewhere_within(SHORT)

    def is_elsewhere_within(self, words: int) -> bool:
        """Is it surely about something else, in so many words at most?"""
        if plain(self.text) in MOVES_BY_NAME:
            return True
        sure = VERY_SURE if self.intent in MOVES else SURE
        return self.intent in ELSEWHERE and self.confidence >= sure and self.length <= words

    @property
    def is_story(self) -> bool:
        """Does it tell what went wrong, whatever was asked? Then the words are kept with the story."""
        if self.intent in ELSEWHERE and self.confidence >= VERY_SURE and self.length <= A_QUESTION:
            return False
        return self.length >= A_STORY or (self.intent in TELLING and self.length >= A_LINE)


def length_of(text: str) -> int:
    """How many words a message has; two letters of a script without spaces count as one."""
    return len(text.split()) + len(UNSPACED.findall(text)) // 2
