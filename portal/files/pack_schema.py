"""The JSON Schema of packs, for editors: what the reader asks for is noted down while it reads.

It cannot disagree with the reader, for it is the reader: `read_policy` runs over parts that hold nothing, answer with
whatever is allowed, and note each key with its kind. It runs once for each word of the longest choice, so that every
road through the reader is taken; a key is required where every run that came to its mapping required it.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from portal.files.codes import POLICIES
from portal.files.packs import bodies
from portal.files.policy_parts import read_policy
from portal.files.yaml_parts import Part
from portal.files.yaml_tree import Branch

FILE = POLICIES / "pack.schema.json"
RUNS = 16
ANY_NAME = "any-name"
"""A name that the pack's author makes up: a choice that includes it is open."""
SHAPES = {"letters": ("^[A-Z]{2,5}$", "LMJ"), "colour": ("^#[0-9a-fA-F]{6}$", "#0b5563")}
"""What the reader wants of a text besides words: the pattern, and one that it takes."""
A_DAY = date(2024, 4, 1)

Schema = dict[str, Any]


class Noting(Part):
    """A part that holds whatever it is asked for, and notes it. `run` says which of the allowed words it answers."""

    def __init__(self, noted: Schema, run: int) -> None:
        super().__init__(FILE.name, Branch(1))
        self._run, self._noted = run, noted
        self._needed, self._children = set[str](), dict[str, Noting]()
        noted.setdefault("type", "object")
        self._properties: dict[str, Schema] = noted.setdefault("properties", {})
        noted.setdefault("additionalProperties", False)

    def __contains__(self, key: str) -> bool:
        return self._run % 2 == 0  # both roads are taken: with the key, and without it

    def text(self, key: str, default: str | None = None) -> str:
        pattern, sample = SHAPES.get(key, (r"\S" if default is None else "", "words"))
        self._note(key, default is None, type="string", **({"pattern": pattern} if pattern else {}))
        return sample if default is None else default

    def number(self, key: str, least: int = 1, most: int | None = None) -> int:
        self._note(key, True, type="integer", minimum=least, **({"maximum": most} if most else {}))
        return least

    def flag(self, key: str) -> bool:
        self._note(key, False, type="boolean")
        return True

    def day(self, key: str) -> date:
        self._note(key, True, type="string", format="date")
        return A_DAY

    def one_of(self, key: str, allowed: Sequence[str], default: str | None = None) -> str:
        self._note(key, default is None, **_word(allowed))
        return allowed[self._run % len(allowed)]

    def texts(self, key: str) -> tuple[str, ...]:
        self._note(key, False, type="array", items={"type": "string", "pattern": r"\S"})
        return ()

    def some_of(self, key: str, allowed: Sequence[str]) -> tuple[str, ...]:
        self._note(key, False, type="array", items=_word(allowed), uniqueItems=True)
        return tuple(allowed)

    def texts_by_key(self, key: str, allowed: Sequence[str]) -> dict[str, str]:
        child = self._child_of(key, self._note(key, False))
        return {name: child.text(name, "") for name in allowed}

    def part(self, key: str) -> "Noting":
        return self._child_of(key, self._note(key, True))

    def part_or_none(self, key: str) -> "Noting":
        return self._child_of(key, self._note(key, False))

    def parts(self, key: str, least: int = 0) -> tuple[Part, ...]:
        noted = self._note(key, least > 0, type="array", **({"minItems": least} if least else {}))
        return (self._child_of(key, noted.setdefault("items", {})),)

    def named_parts(self) -> Iterator[tuple[str, Part]]:
        if not self._noted["additionalProperties"]:
            self._noted["additionalProperties"] = {}
        yield ANY_NAME, self._child_of(ANY_NAME, self._noted["additionalProperties"])

    def finish(self) -> None:
        """Nothing is left over: this part holds only what is asked for."""

    def end(self) -> None:
        """After a run: what this part and all under it required in every run so far."""
        self._noted["required"] = sorted(self._needed & set(self._noted.get("required", self._needed)))
        for child in self._children.values():
            child.end()

    def _note(self, key: str, required: bool, **found: Any) -> Schema:
        if required:
            self._needed.add(key)
        noted = self._properties.setdefault(key, found)
        for name, wider in (("minimum", min), ("maximum", max)):
            if name in found:
                noted[name] = wider(noted[name], found[name])
        if "enum" in found:
            noted["enum"] += [word for word in found["enum"] if word not in noted["enum"]]
        return noted

    def _child_of(self, key: str, noted: Schema) -> "Noting":
        return self._children.setdefault(key, Noting(noted, self._run))


def _word(allowed: Sequence[str]) -> Schema:
    return {"type": "string"} if ANY_NAME in allowed else {"type": "string", "enum": [str(word) for word in allowed]}


def schema() -> Schema:
    """What a pack may hold, as JSON Schema (draft 7, which editors know)."""
    noted: Schema = {"$schema": "http://json-schema.org/draft-07/schema#", "title": "A landlord's complaints policy"}
    for run in range(RUNS):
        part = Noting(noted, run)
        read_policy(part, bodies(), "")
        part.end()
    return noted


def as_text() -> str:
    """The schema as its file."""
    return json.dumps(schema(), indent=2) + "\n"
