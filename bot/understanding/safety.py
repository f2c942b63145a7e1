"""Danger words: emergencies and distress, found by phrase in eleven languages before anything else is thought of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

from bot.understanding.lexicon import Lexicon, Rule, WrongLexicon, read
from bot.understanding.speech import Speech

Kind = Literal["emergency", "distress"]
DATA = Path(__file__).parent.parent / "data" / "safety.yml"
_AFTER = 3
"""How many words after a danger a "no" may stand, in the languages that say it last."""


class WrongSafetyData(WrongLexicon):
    """The file of danger words says something this program cannot read."""


@dataclass(frozen=True)
class Danger:
    """What was found: an emergency or distress, and the finer topic (gas, suicide, abuse…) that chooses the answer."""

    kind: Kind
    topic: str


class DangerWords:
    """The danger words of one data file, compiled once; safe to share between threads."""

    def __init__(self, path: Path = DATA) -> None:
        data = read(path)
        self._topics: dict[str, Kind] = {danger["topic"]: danger["kind"] for danger in data["dangers"]}
        self._hazards = frozenset(danger["topic"] for danger in data["dangers"] if danger.get("hazard", False))
        for topic, kind in self._topics.items():
            if kind not in get_args(Kind):
                raise WrongSafetyData(f"{topic}: a danger is emergency or distress, not {kind}")
        try:
            self._lexicon = Lexicon(data, data["dangers"])
        except WrongLexicon as wrong:
            raise WrongSafetyData(f"{path}: {wrong}") from wrong

    @property
    def topics(self) -> dict[str, Kind]:
        """Every topic and its kind, in the order in which they outrank one another."""
        return dict(self._topics)

    @property
    def languages(self) -> frozenset[str]:
        """The languages with phrases of their own for at least one topic."""
        return self._lexicon.languages

    def danger_in(self, text: str, language: str | None = None) -> Danger | None:
        """The gravest danger that the text speaks of, or None. All of it is read, in time that grows with its length.

        Phrases of every language count, whatever `language` is; it adds the few words that are clear in that one alone.
        """
        for rule, match in self._lexicon.heard_in(text, language):
            if not (rule.topic in self._hazards and self._is_denied(rule, match)):
                return Danger(self._topics[rule.topic], rule.topic)
        return None

    def _is_denied(self, rule: Rule, match: re.Match[str]) -> bool:
        own, *_ = kindred = self._lexicon.speech(rule.language)
        if own.denies_within(match, rule.phrase) or own.denies_after(match, _AFTER):
            return True
        return any(speech.denies_before(match) or _is_over(speech, match) for speech in kindred)


def _is_over(speech: Speech, match: re.Match[str]) -> bool:
    """Whether the sentence puts the danger clearly in the past, and neither it nor the next says that it is back."""
    line = match.string
    start = line.rfind(". ", 0, match.start()) + 1
    end = line.find(". ", match.end() - 1)
    following = line.find(". ", end + 1)
    return speech.is_past(line[start : end + 1 or None]) and not speech.is_now(line[start : following + 1 or None])


@lru_cache(maxsize=1)
def danger_words() -> DangerWords:
    """The danger words that come with the assistant."""
    return DangerWords()


def danger_in(text: str, language: str | None = None) -> Danger | None:
    """The gravest danger that the text speaks of, in any language, or None: see DangerWords.danger_in."""
    return danger_words().danger_in(text, language)
