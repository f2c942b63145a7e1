"""Hazards: what can hurt somebody in a home though not this minute, found by phrase in eleven languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from bot.understanding.lexicon import Lexicon, Rule, read

DATA = Path(__file__).parent.parent / "data" / "hazards.yml"
_AFTER = 1
"""A "no" said last denies a hazard only as the very next word: "mould, nobody came" is no "no mould"."""
_SOON = 70
"""How many characters after a hazard it may still be said that it was mended."""
_AROUND = 160
"""How many characters before and after it are asked whether it is back."""


class HazardWords:
    """The hazards of one data file, compiled once; safe to share between threads. Raises WrongLexicon."""

    def __init__(self, path: Path = DATA) -> None:
        data = read(path)
        self.topics: tuple[str, ...] = tuple(hazard["topic"] for hazard in data["hazards"])
        self._phone_first = frozenset(each["topic"] for each in data["hazards"] if each.get("phone_first", False))
        self._lexicon = Lexicon(data, data["hazards"])

    @property
    def languages(self) -> frozenset[str]:
        """The languages with phrases of their own for at least one topic."""
        return self._lexicon.languages

    def hazards_in(self, text: str, language: str | None = None) -> tuple[str, ...]:
        """The topics of every hazard the text speaks of, in the order of the file. Time grows with the text's length.

        Phrases of every language count, whatever `language` is; it adds the few words that are clear in that one alone.
        What the text plainly denies, or says was mended, is left out; in doubt it counts.
        """
        found: set[str] = set()
        for rule, match in self._lexicon.heard_in(text, language):
            if rule.topic not in found and not self._is_denied(rule, match):
                found.add(rule.topic)
        return tuple(topic for topic in self.topics if topic in found)

    def phones_first(self, topics: Iterable[str]) -> bool:
        """Whether one of these hazards is better told by phone first, before a form is filled in."""
        return not self._phone_first.isdisjoint(topics)

    def _is_denied(self, rule: Rule, match: re.Match[str]) -> bool:
        own, *_ = kindred = self._lexicon.speech(rule.language)
        is_over = any(speech.is_past(_soon_after(match)) for speech in kindred)
        if is_over and not any(speech.is_now(_around(match)) for speech in kindred):
            return True
        if not rule.phrase.own_words.isdisjoint(own.negation | own.after):
            return False  # The hazard is itself that something is not there, or does not work.
        if own.denies_within(match, rule.phrase) or own.denies_after(match, _AFTER):
            return True
        return any(speech.denies_before(match) for speech in kindred)


def _soon_after(match: re.Match[str]) -> str:
    return match.string[match.end() - 1 : match.end() + _SOON].split(". ")[0].split(", ")[0] + " "


def _around(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - _AROUND) : match.start()].split(". ")[-1]
    after = match.string[match.end() - 1 : match.end() + _AROUND].split(". ")[:2]
    return " ".join((" " + before, match.group(), *after, ""))


@lru_cache(maxsize=1)
def hazard_words() -> HazardWords:
    """The hazards that come with the assistant."""
    return HazardWords()


def hazards_in(text: str, language: str | None = None) -> tuple[str, ...]:
    """The topics of every hazard that the text speaks of: see HazardWords.hazards_in."""
    return hazard_words().hazards_in(text, language)


def phones_first(topics: Iterable[str]) -> bool:
    """Whether one of these hazards is better told by phone first."""
    return hazard_words().phones_first(topics)
