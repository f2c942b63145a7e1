"""Phrases to listen for, by topic and language, as a data file writes them: danger words, and hazards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.understanding.phrases import Phrase, PhraseBook, Text
from bot.understanding.speech import Speech


class WrongLexicon(ValueError):
    """The file says something this program cannot read."""


@dataclass(frozen=True)
class Rule:
    """One phrase and the topic it speaks of. An `own` phrase counts only where its language is spoken."""

    topic: str
    language: str
    is_own: bool
    phrase: Phrase


def read(path: Path) -> dict[str, Any]:
    """A data file of phrases, as it is written."""
    data: dict[str, Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return data


class Lexicon:
    """The phrases of one data file, compiled once; safe to share between threads.

    `data` holds groups, misspelt, harmless and speech; `topics` the topics with their phrases. Raises WrongLexicon.
    """

    def __init__(self, data: Mapping[str, Any], topics: Iterable[Mapping[str, Any]]) -> None:
        groups: dict[str, str] = data["groups"]
        self._spellings = {wrong: right for right, wrongs in data["misspelt"].items() for wrong in wrongs}
        speech = {language: Speech.of(lists) for language, lists in data["speech"].items()}
        self._speech = {
            language: tuple(speech[kin] for kin in (language, *lists.get("kin", ())))
            for language, lists in data["speech"].items()
        }
        self._harmless = PhraseBook([Phrase.of(written, groups) for written in data["harmless"]])
        self._rules = tuple(_rules(topics, groups))
        if unknown := {rule.language for rule in self._rules} - set(self._speech):
            raise WrongLexicon(f"no speech for {', '.join(sorted(unknown))}")
        known = {word for rule in self._rules for word in rule.phrase.own_words}
        if clash := known & set(self._spellings):
            raise WrongLexicon(f"misspelt, yet a word of a phrase: {', '.join(sorted(clash))}")
        self._book = PhraseBook([rule.phrase for rule in self._rules])

    @property
    def languages(self) -> frozenset[str]:
        """The languages with phrases of their own for at least one topic."""
        return frozenset(rule.language for rule in self._rules)

    def speech(self, language: str) -> tuple[Speech, ...]:
        """How the language denies, then how its kin do, whose "no" counts too because their phrases look alike."""
        return self._speech[language]

    def heard_in(self, text: str, language: str | None) -> Iterator[tuple[Rule, re.Match[str]]]:
        """Every phrase met in the text, in the order of the file, with its match; harmless words are blanked out first.

        Phrases of every language count, whatever `language` is; it adds the few words that are clear in that one alone.
        """
        folded = Text.of(text, self._spellings)
        spoken = (language or "").split("@")[0].split("-")[0]
        if any(True for _ in self._harmless.found_in(folded)):
            folded = self._without_harmless(folded)
        for number, match in self._book.found_in(folded):
            rule = self._rules[number]
            if not rule.is_own or rule.language == spoken:
                yield rule, match

    def _without_harmless(self, text: Text) -> Text:
        line = text.line
        for _, match in self._harmless.found_in(text):
            blank = " ".join("_" * len(word) for word in match.group().split())
            line = line[: match.start()] + blank + line[match.end() - 1 :]
        return Text(tuple(line.split()))


def _rules(topics: Iterable[Mapping[str, Any]], groups: Mapping[str, str]) -> Iterator[Rule]:
    for topic in topics:
        for is_own, section in ((False, "phrases"), (True, "own")):
            for language, phrases in topic.get(section, {}).items():
                for written in phrases:
                    yield Rule(topic["topic"], language, is_own, Phrase.of(written, groups))
