"""The little language in which danger words are written, made into patterns over folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.understanding.words import tokens

_GAP = "(?:[^ .]+ ){0,5}?"
_MARKS = {"..": _GAP, "$": "(?=[.,] )", "^": "(?<=[.,] )"}


class WrongPhrase(ValueError):
    """A phrase that cannot be read; the message quotes it."""


@dataclass(frozen=True)
class Text:
    """A message as folded words, laid out once so that many phrases can be looked for."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, message: str, spellings: Mapping[str, str]) -> Text:
        """The message folded, each word in its usual spelling where `spellings` knows a wrong one."""
        return cls((".", *(spellings.get(word, word) for word in tokens(message)), "."))

    @cached_property
    def line(self) -> str:
        """The words with one space after each: what patterns are matched against."""
        return " ".join(self.words) + " "

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where in `line` each different word begins."""
        found: dict[str, list[int]] = {}
        place = 0
        for word in self.words:
            found.setdefault(word, []).append(place)
            place += len(word) + 1
        return found


@dataclass(frozen=True)
class Phrase:
    """One phrase: each step is a choice of word sequences, a word ending in * meaning any word that begins so."""

    steps: tuple[tuple[tuple[str, ...], ...], ...]
    regex: str
    own_words: frozenset[str]

    @classmethod
    def of(cls, written: str, groups: Mapping[str, str] | None = None) -> Phrase:
        """The phrase as written in the data file; WrongPhrase when it begins with a gap or has no words."""
        parts = [_named(part, groups or {}) for part in written.split()]
        steps = [tuple(_words(choice) for choice in part.split("|")) for part in parts if part not in _MARKS]
        if not steps or () in steps[0] or parts[0] == "..":
            raise WrongPhrase(f"{written!r} must begin with a word")
        following = iter(steps)
        regex = "".join(_MARKS.get(part) or _pattern(next(following)) for part in parts)
        own = frozenset(word for step in steps for choice in step for word in choice)
        return cls(tuple(steps), regex, own)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The phrase over `Text.line`. Compiled when it is first needed: of thousands, a message needs a few."""
        return re.compile(self.regex)

    def heads(self) -> Iterator[str]:
        """The words with which the phrase can begin."""
        return (choice[0] for choice in self.steps[0])

    def is_possible(self, present: frozenset[str] | set[str]) -> bool:
        """Whether every step could be met by these words: a quick no for almost every phrase and message."""
        return all(any(present.issuperset(choice) for choice in step) for step in self.steps)


class PhraseBook:
    """Many phrases looked for at once, in time that grows with the message and hardly with the phrases."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._phrases = tuple(phrases)
        stems = {word for phrase in phrases for word in phrase.own_words if word.endswith("*")}
        self._lengths = tuple(sorted({len(stem) - 1 for stem in stems}))
        self._stems = frozenset(stems)
        self._by_head: dict[str, list[int]] = {}
        for number, phrase in enumerate(self._phrases):
            for head in set(phrase.heads()):
                self._by_head.setdefault(head, []).append(number)

    def found_in(self, text: Text) -> Iterator[tuple[int, re.Match[str]]]:
        """Every place where a phrase is met, as (number of the phrase, match over `text.line`), phrase by phrase."""
        stems = {word: self._stems_of(word) for word in text.places}
        present = set(text.places).union(*stems.values())
        begins: dict[str, list[str]] = {}
        for word, its_stems in stems.items():
            for form in (word, *its_stems):
                begins.setdefault(form, []).append(word)
        numbers = {number for form in begins for number in self._by_head.get(form, ())}
        for number in sorted(numbers):
            phrase = self._phrases[number]
            if not phrase.is_possible(present):
                continue
            words = {word for head in phrase.heads() for word in begins.get(head, ())}
            for word in words:
                for place in text.places[word]:
                    if match := phrase.pattern.match(text.line, place):
                        yield number, match

    def _stems_of(self, word: str) -> list[str]:
        beginnings = (word[:length] + "*" for length in self._lengths if length <= len(word))
        return [beginning for beginning in beginnings if beginning in self._stems]


def _named(part: str, groups: Mapping[str, str]) -> str:
    """The part with every @name replaced by the choices of that group, groups within groups too."""
    while "@" in part:
        name = re.search(r"@(\w+)", part)
        if name is None or name[1] not in groups:
            raise WrongPhrase(f"{part!r} names no known group")
        part = part.replace(name[0], groups[name[1]], 1)
    return part


def _words(choice: str) -> tuple[str, ...]:
    words: list[str] = []
    for piece in choice.split("_"):
        folded = [word for word in tokens(piece.removesuffix("*")) if word not in {".", ","}]
        if piece.endswith("*") and folded:
            folded[-1] += "*"
        words += folded
    return tuple(words)


def _pattern(step: Iterable[tuple[str, ...]]) -> str:
    choices = sorted({"".join(_word(word) for word in choice) for choice in step}, key=len, reverse=True)
    return f"(?:{'|'.join(choices)})"


def _word(word: str) -> str:
    return re.escape(word[:-1]) + "[^ ]* " if word.endswith("*") else re.escape(word) + " "
