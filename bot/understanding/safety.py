"""Danger words: emergencies and distress, found by phrase in eleven languages before anything else is thought of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from ruamel.yaml import YAML

from bot.understanding.phrases import Phrase, PhraseBook, Text

Kind = Literal["emergency", "distress"]
DATA = Path(__file__).parent.parent / "data" / "safety.yml"
_REACH = 6
"""How many small words a "no" may stand before a danger and still deny it."""


class WrongSafetyData(ValueError):
    """The file of danger words says something this program cannot read."""


@dataclass(frozen=True)
class Danger:
    """What was found: an emergency or distress, and the finer topic (gas, suicide, abuse…) that chooses the answer."""

    kind: Kind
    topic: str


@dataclass(frozen=True)
class Speech:
    """How a language says that a thing is not so, or was so once."""

    negation: frozenset[str]
    light: frozenset[str]
    after: frozenset[str]
    past: re.Pattern[str] | None
    now: re.Pattern[str] | None

    @classmethod
    def of(cls, data: Mapping[str, list[str]]) -> Speech:
        """From one language of the data file; every list may be missing."""
        since = "".join(f"(?<!{re.escape(Text.of(word, {}).line[2:-2])})" for word in data.get("since", ()))
        return cls(
            negation=frozenset(_folded(data.get("negation", ()))),
            light=frozenset(_folded(data.get("light", ()))),
            after=frozenset(_folded(data.get("after", ()))),
            past=_any_of(data.get("past", ()), f"(?<= ){since}"),
            now=_any_of(data.get("now", ()), "(?<= )"),
        )


@dataclass(frozen=True)
class _Rule:
    danger: Danger
    is_hazard: bool
    language: str
    is_own: bool
    phrase: Phrase


class DangerWords:
    """The danger words of one data file, compiled once; safe to share between threads."""

    def __init__(self, path: Path = DATA) -> None:
        data: dict[str, Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        groups: dict[str, str] = data["groups"]
        self._spellings = {wrong: right for right, wrongs in data["misspelt"].items() for wrong in wrongs}
        speech = {language: Speech.of(lists) for language, lists in data["speech"].items()}
        self._speech = {
            language: tuple(speech[kin] for kin in (language, *lists.get("kin", ())))
            for language, lists in data["speech"].items()
        }
        self._harmless = PhraseBook([Phrase.of(written, groups) for written in data["harmless"]])
        self._rules = tuple(_rules(data["dangers"], groups))
        if unknown := {rule.language for rule in self._rules} - set(self._speech):
            raise WrongSafetyData(f"{path}: no speech for {', '.join(sorted(unknown))}")
        known = {word for rule in self._rules for word in rule.phrase.own_words}
        if clash := known & set(self._spellings):
            raise WrongSafetyData(f"{path}: misspelt, yet a word of a phrase: {', '.join(sorted(clash))}")
        self._book = PhraseBook([rule.phrase for rule in self._rules])

    @property
    def topics(self) -> dict[str, Kind]:
        """Every topic and its kind, in the order in which they outrank one another."""
        return {rule.danger.topic: rule.danger.kind for rule in self._rules}

    @property
    def languages(self) -> frozenset[str]:
        """The languages with phrases of their own for at least one topic."""
        return frozenset(rule.language for rule in self._rules)

    def danger_in(self, text: str, language: str | None = None) -> Danger | None:
        """The gravest danger that the text speaks of, or None. All of it is read, in time that grows with its length.

        Phrases of every language count, whatever `language` is; it adds the few words that are clear in that one alone.
        """
        folded = Text.of(text, self._spellings)
        spoken = (language or "").split("@")[0].split("-")[0]
        if any(True for _ in self._harmless.found_in(folded)):
            folded = self._without_harmless(folded)
        for number, match in self._book.found_in(folded):
            rule = self._rules[number]
            if rule.is_own and rule.language != spoken:
                continue
            if not (rule.is_hazard and self._is_denied(rule, match)):
                return rule.danger
        return None

    def _without_harmless(self, text: Text) -> Text:
        line = text.line
        for _, match in self._harmless.found_in(text):
            blank = " ".join("_" * len(word) for word in match.group().split())
            line = line[: match.start()] + blank + line[match.end() - 1 :]
        return Text(tuple(line.split()))

    def _is_denied(self, rule: _Rule, match: re.Match[str]) -> bool:
        own, *_ = kindred = self._speech[rule.language]
        within = (set(match.group().split()) & own.negation) - rule.phrase.own_words
        following = match.string[match.end() : match.end() + 40].split(".")[0].split()[:3]
        if within or own.after.intersection(following):
            return True
        return any(_is_negated(speech, match) or _is_over(speech, match) for speech in kindred)


def _is_negated(speech: Speech, match: re.Match[str]) -> bool:
    """Whether a "no" stands before the danger with nothing but small words between."""
    before = match.string[max(0, match.start() - 80) : match.start()].split()[::-1][:_REACH]
    nearest = next((word for word in before if word not in speech.light or word in speech.negation), "")
    return nearest in speech.negation


def _is_over(speech: Speech, match: re.Match[str]) -> bool:
    """Whether the sentence puts the danger clearly in the past, and neither it nor the next says that it is back."""
    line = match.string
    start = line.rfind(". ", 0, match.start()) + 1
    end = line.find(". ", match.end() - 1)
    following = line.find(". ", end + 1)
    sentence = line[start : end + 1 or None]
    is_past = speech.past is not None and speech.past.search(sentence) is not None
    return is_past and (speech.now is None or speech.now.search(line[start : following + 1 or None]) is None)


def _rules(dangers: Iterable[Mapping[str, Any]], groups: Mapping[str, str]) -> Iterator[_Rule]:
    for danger in dangers:
        if danger["kind"] not in get_args(Kind):
            raise WrongSafetyData(f"{danger['topic']}: a danger is emergency or distress, not {danger['kind']}")
        found, is_hazard = Danger(danger["kind"], danger["topic"]), danger.get("hazard", False)
        for is_own, section in ((False, "phrases"), (True, "own")):
            for language, phrases in danger.get(section, {}).items():
                for written in phrases:
                    yield _Rule(found, is_hazard, language, is_own, Phrase.of(written, groups))


def _folded(words: Iterable[str]) -> Iterator[str]:
    return (word for written in words for word in Text.of(written, {}).words if word != ".")


def _any_of(phrases: Iterable[str], before: str) -> re.Pattern[str] | None:
    patterns = [Phrase.of(written).pattern.pattern for written in phrases]
    return re.compile(before + "(?:" + "|".join(patterns) + ")") if patterns else None


@lru_cache(maxsize=1)
def danger_words() -> DangerWords:
    """The danger words that come with the assistant."""
    return DangerWords()


def danger_in(text: str, language: str | None = None) -> Danger | None:
    """The gravest danger that the text speaks of, in any language, or None: see DangerWords.danger_in."""
    return danger_words().danger_in(text, language)
