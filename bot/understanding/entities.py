"""What a message names: references, languages, and whatever else the training files give a pattern or a list for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.understanding.examples import Examples

EXTRACTOR = "bot.understanding.entities"


def reference(typed: str) -> str:
    """A case reference in its one true shape, however it was typed: `lmj 7k3f 92qd` is LMJ-7K3F-92QD."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return "-".join((letters[:-8], letters[-8:-4], letters[-4:]))


_TIDY: Mapping[str, Callable[[str], str]] = {"reference": reference}


def _whole(word: str) -> str:
    """A pattern for the word, not as part of a longer one, save in Chinese, which leaves no spaces."""
    is_spaced = word[0] < "\u3400" or word[0] > "\u9fff"
    return rf"(?<!\w){re.escape(word)}(?!\w)" if is_spaced else re.escape(word)


@dataclass(frozen=True)
class EntityFinder:
    """Finds entities by the patterns and word lists of the training files.

    `patterns` holds (entity, regular expression), `synonyms` holds (what was typed in lower case, value).
    """

    patterns: tuple[tuple[str, str], ...]
    synonyms: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, examples: Examples) -> EntityFinder:
        """The finder for these examples; as in Rasa, an entity without an annotated example is not looked for."""
        lists = ((name, "|".join(map(_whole, words))) for name, words in examples.lookups)
        patterns = tuple((name, found) for name, found in (*examples.regexes, *lists) if name in examples.annotated)
        synonyms = tuple((typed.lower(), value) for value, words in examples.synonyms for typed in words)
        return cls(patterns, synonyms)

    def find(self, text: str) -> list[dict[str, Any]]:
        """Entities in Rasa's shape (entity, start, end, value, extractor), in the order in which they were typed."""
        return sorted(self._found(text), key=lambda entity: (entity["start"], entity["end"]))

    def masked(self, text: str) -> str:
        """The text with every reference replaced by the word, so that the model learns the shape and no one value."""
        for pattern in self._compiled("reference"):
            text = pattern.sub("reference", text)
        return text

    def _found(self, text: str) -> Iterator[dict[str, Any]]:
        values = dict(self.synonyms)
        for name in dict.fromkeys(name for name, _ in self.patterns):
            for pattern in self._compiled(name):
                for match in pattern.finditer(text):
                    typed = match.group()
                    value = values.get(typed.lower(), _TIDY.get(name, str)(typed))
                    start, end = match.span()
                    yield {"entity": name, "start": start, "end": end, "value": value, "extractor": EXTRACTOR}

    def _compiled(self, entity: str) -> Iterator[re.Pattern[str]]:
        # `re` keeps what it has compiled, and a frozen value of plain strings can be stored beside the weights.
        return (re.compile(pattern, re.IGNORECASE) for name, pattern in self.patterns if name == entity)
