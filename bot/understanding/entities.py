"""What a message names: references, languages, and whatever else the training files give a pattern or a list for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from bot.understanding.examples import Examples

EXTRACTOR = "bot.understanding.entities"
_OPENING, _CLOSING = 2_000, 500
"""Of a longer message the beginning and the end are searched, in characters: letters end with who wrote them."""


def reference(typed: str) -> str:
    """A case reference in its one true shape, however it was typed: `lmj 7k3f 92qd` is LMJ-7K3F-92QD."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return "-".join((letters[:-8], letters[-8:-4], letters[-4:]))


def postcode(typed: str) -> str:
    """A postcode as Royal Mail writes it: `se13hn` is SE1 3HN."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return f"{letters[:-3]} {letters[-3:]}"


def phone(typed: str) -> str:
    """A phone number with the digits of telephones, whatever script it was typed in, and single spaces."""
    return _line("".join(str(unicodedata.digit(letter, letter)) for letter in typed))


def stage(typed: str) -> str:
    """The number of a stage as text, `informal` or `final`: `the second stage` is 2."""
    said = typed.casefold()
    digit = next((str(unicodedata.digit(letter)) for letter in said if letter.isdigit()), "")
    return digit or next((value for value, words in _STAGES.items() if any(word in said for word in words)), typed)


def _line(typed: str) -> str:
    return " ".join(typed.split())


_STAGES: Mapping[str, tuple[str, ...]] = {
    "informal": ("informal", "informel", "nieformaln", "غير الرسمية", "غیر رسمی", "非正式"),
    "final": ("final", "last", "ostatni", "końcow", "koncow", "última", "ultima", "derni", "akhri", "shesh", "الأخيرة",
              "الاخيرة", "النهائية", "آخری", "শেষ", "চূড়ান্ত", "চূড়ান্ত", "ਆਖਰੀ", "ਆਖ਼ਰੀ", "最后", "最後", "最终"),
    "2": ("second", "secound", "two", "too", "segunda", "dos", "dois", "drugi", "dwa", "doua", "două", "doi", "deux",
          "dusr", "doosr", "dui", "ditiyo", "dityo", "dwitio", "الثاني", "دوسر", "দ্বিতী", "ਦੂਜ", "ਦੂਸਰ", "二", "两",
          " do"),
    "3": ("third", "three", "tercera", "terceira", "tres", "três", "trzeci", "trzy", "trei", "treia", "trois", "tisr",
          "teesr", "teen", "tin", "tritiyo", "الثالث", "تیسر", "তৃতী", "ਤੀਜ", "三"),
    "4": ("fourth", "four", "四"),
    "1": ("first", "one", "primera", "primeira", "prima", "premi", "pierwsz", "jeden", "uno", "unu", "um", "un",
          "pehl", "proth", "prath", "الأول", "الاول", "پہل", "প্রথম", "ਪਹਿਲ", "一"),
}  # fmt: skip
"""What people say for a stage. The first that is found counts: "un" stands in other words, so 1 is the last."""
_TIDY: Mapping[str, Callable[[str], str]] = {
    "reference": reference,
    "started": _line,
    "postcode": postcode,
    "phone": phone,
    "stage": stage,
}


def _any_of(words: Sequence[str]) -> str:
    """A pattern for any of these words, not as part of a longer one, save in Chinese, which leaves no spaces."""
    spaced = [re.escape(word) for word in words if not "\u3400" <= word[0] <= "\u9fff"]
    close = [re.escape(word) for word in words if "\u3400" <= word[0] <= "\u9fff"]
    return "|".join(([rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)"] if spaced else []) + close)


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
        lists = ((name, _any_of(words)) for name, words in examples.lookups)
        patterns = tuple((name, found) for name, found in (*examples.regexes, *lists) if name in examples.annotated)
        synonyms = tuple((typed.lower(), value) for value, words in examples.synonyms for typed in words)
        return cls(patterns, synonyms)

    def find(self, text: str) -> list[dict[str, Any]]:
        """Entities in Rasa's shape (entity, start, end, value, extractor), in the order in which they were typed.

        Where two of one kind overlap, the longer one counts.
        """
        kept: list[dict[str, Any]] = []
        for found in sorted(self._found(text), key=lambda entity: entity["start"] - entity["end"]):
            if not any(_overlap(found, other) for other in kept if other["entity"] == found["entity"]):
                kept.append(found)
        return sorted(kept, key=lambda entity: (entity["start"], entity["end"]))

    def masked(self, text: str) -> str:
        """The text with every reference replaced by the word, so that the model learns the shape and no one value."""
        for pattern in self._compiled("reference"):
            text = pattern.sub("reference", text)
        return text

    def _found(self, text: str) -> Iterator[dict[str, Any]]:
        values = dict(self.synonyms)
        for name in dict.fromkeys(name for name, _ in self.patterns):
            for pattern in self._compiled(name):
                for match in _matches(pattern, text):
                    typed = match.group()
                    value = values.get(typed.lower(), _TIDY.get(name, str)(typed))
                    start, end = match.span()
                    yield {"entity": name, "start": start, "end": end, "value": value, "extractor": EXTRACTOR}

    def _compiled(self, entity: str) -> Iterator[re.Pattern[str]]:
        # `re` keeps what it has compiled, and a frozen value of plain strings can be stored beside the weights.
        return (re.compile(pattern, re.IGNORECASE) for name, pattern in self.patterns if name == entity)


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    if len(text) <= _OPENING + _CLOSING:
        return pattern.finditer(text)
    return chain(pattern.finditer(text, 0, _OPENING), pattern.finditer(text, len(text) - _CLOSING))


def _overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])
