"""How a language says that a thing is not so, or was so once: read around a phrase that was found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.understanding.phrases import Phrase, Text

_REACH = 6
"""How many small words a "no" may stand before a thing and still deny it."""


@dataclass(frozen=True)
class Speech:
    """The words of one language that deny a thing, before or after it, put it in the past, or bring it back."""

    negation: frozenset[str]
    light: frozenset[str]
    after: frozenset[str]
    past: re.Pattern[str] | None
    now: re.Pattern[str] | None

    @classmethod
    def of(cls, data: Mapping[str, list[str]]) -> Speech:
        """From one language of a data file; every list may be missing."""
        since = "".join(f"(?<!{re.escape(Text.of(word, {}).line[2:-2])})" for word in data.get("since", ()))
        return cls(
            negation=frozenset(_folded(data.get("negation", ()))),
            light=frozenset(_folded(data.get("light", ()))),
            after=frozenset(_folded(data.get("after", ()))),
            past=_any_of(data.get("past", ()), f"(?<= ){since}"),
            now=_any_of(data.get("now", ()), "(?<= )"),
        )

    def denies_before(self, match: re.Match[str]) -> bool:
        """Whether a "no" stands before the match with nothing but small words between."""
        before = match.string[max(0, match.start() - 80) : match.start()].split()[::-1][:_REACH]
        nearest = next((word for word in before if word not in self.light or word in self.negation), "")
        return nearest in self.negation

    def denies_within(self, match: re.Match[str], phrase: Phrase) -> bool:
        """Whether a "no" stands inside the match that is no part of the phrase itself."""
        return bool((set(match.group().split()) & self.negation) - phrase.own_words)

    def denies_after(self, match: re.Match[str], words: int) -> bool:
        """Whether a "no" is among the next few words of the sentence."""
        following = match.string[match.end() : match.end() + 40].split(".")[0].split()[:words]
        return not self.after.isdisjoint(following)

    def is_past(self, told: str) -> bool:
        """Whether these words put a thing in the past."""
        return self.past is not None and self.past.search(told) is not None

    def is_now(self, told: str) -> bool:
        """Whether these words say that it is so now, or again."""
        return self.now is not None and self.now.search(told) is not None


def _folded(words: Iterable[str]) -> Iterator[str]:
    return (word for written in words for word in Text.of(written, {}).words if word != ".")


def _any_of(phrases: Iterable[str], before: str) -> re.Pattern[str] | None:
    patterns = [Phrase.of(written).regex for written in phrases]
    return re.compile(before + "(?:" + "|".join(patterns) + ")") if patterns else None
