"""A message and its clauses: what stands together belongs together."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

_BREAK = re.compile(
    r"[!?;\n،؛؟。，！？；、।۔]|[.,](?=\s|$)|\s[-–—]\s"
    r"|\s(?:and(?! goe?s?\b)|but|so|because|cos|coz|then|y|pero|porque|ale|bo|dar|mas|mais|et|car)(?=\s)|\s(?=و\w{4})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Named:
    """Something that a message names: `value` tidied, `start` and `end` in the message."""

    value: str
    start: int
    end: int


@dataclass(frozen=True)
class Clause:
    """A part of a message up to a comma, a stop or "and". `start` and `end` in the message."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Message:
    """What somebody wrote, with what was found in it: by entity, in order."""

    text: str
    named: Mapping[str, tuple[Named, ...]]

    @classmethod
    def of(cls, text: str, entities: Iterable[Mapping[str, object]]) -> "Message":
        """From a message and its entities in Rasa's shape; curly apostrophes are made straight."""
        found: dict[str, tuple[Named, ...]] = {}
        for each in entities:
            start, end = each.get("start"), each.get("end")
            if isinstance(start, int) and isinstance(end, int):
                name = str(each["entity"])
                found[name] = (*found.get(name, ()), Named(str(each["value"]), start, end))
        return cls(text.replace("’", "'"), found)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Its clauses, none of them empty. Nothing is cut inside a thing that is named."""
        inside = [(each.start, each.end) for several in self.named.values() for each in several]
        breaks = [
            match.start()
            for match in _BREAK.finditer(self.text)
            if not any(start < match.start() < end - 1 for start, end in inside)
        ]
        spans = pairwise((0, *breaks, len(self.text)))
        return tuple(Clause(self.text[a:b], a, b) for a, b in spans if self.text[a:b].strip(_AROUND))

    def around(self, named: Named) -> tuple[str, str, str]:
        """What the clause before says, what the clause that names this says besides, and what the clause after says.

        Of a long clause only what stands near.
        """
        place = next((n for n, each in enumerate(self.clauses) if each.start <= named.start < each.end), None)
        if place is None:
            return "", "", ""
        own, near = self.clauses[place], self.clauses
        start, end = max(own.start, named.start - _NEAR), min(max(own.end, named.end), named.end + _NEAR)
        before = near[place - 1].text[-_NEAR:] if place else ""
        after = near[place + 1].text[:_NEAR] if place + 1 < len(near) else ""
        return before, f"{self.text[start : named.start]} {self.text[named.end : end]}", after


_NEAR = 200
"""In characters."""
_AROUND = " \t\r\n.,;:!?-–—"


def says_nothing(text: str) -> bool:
    """No words but "and" and "now"?"""
    return not _ANY_WORDS.sub(" ", text).strip(_AROUND + "()،。，।۔")


_ANY_WORDS = re.compile(r"\b(?:and|but|or|y|i|et|e|now|so|also|it is|at|on|or so)\b", re.IGNORECASE)
