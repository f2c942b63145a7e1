"""The training data of the assistant, read from Rasa's own NLU files."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

_ITEM = re.compile(r"^\s*-\s+(.+?)\s*$", re.MULTILINE)
_ANNOTATION = re.compile(r'\[(?P<text>[^\]]+)\](?:\((?P<entity>\w+)\)|\{"entity":\s*"(?P<named>\w+)"[^}]*\})')


class WrongExamples(ValueError):
    """A training file that cannot be read; the message names the file and the intent."""


@dataclass(frozen=True)
class Example:
    """One message as a resident might type it, what it means, and the language of its file: `es.yml`, `en/…`.

    No language where the file is not one language's, like `entities.yml`.
    """

    text: str
    intent: str
    entities: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True)
class Examples:
    """All training files of a bot together: messages, and the patterns and lists that find entities."""

    messages: tuple[Example, ...]
    regexes: tuple[tuple[str, str], ...] = ()
    lookups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    synonyms: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def annotated(self) -> frozenset[str]:
        """Entities with at least one annotated example: as in Rasa, no other is looked for."""
        return frozenset(entity for message in self.messages for entity in message.entities)


def files(folder: Path) -> list[Path]:
    """The training files of a folder, in one order on every machine."""
    return sorted(folder.rglob("*.yml"))


def content_hash(folder: Path) -> str:
    """What the training files say, as a hash: another word anywhere gives another hash."""
    digest = hashlib.sha256()
    for path in files(folder):
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def read(folder: Path) -> Examples:
    """The examples of every file of the folder; WrongExamples when one is not Rasa NLU 3.1, or there are none."""
    messages: list[Example] = []
    kept: dict[str, list[tuple[str, tuple[str, ...]]]] = {"regex": [], "lookup": [], "synonym": []}
    for path in files(folder):
        for item in _items(path):
            kind = next((kind for kind in ("intent", *kept) if kind in item), None)
            lines = tuple(_ITEM.findall(str(item.get("examples", ""))))
            if kind is None or not lines:
                raise WrongExamples(f"{path}: {dict(item)} needs an intent, regex, lookup or synonym, and examples")
            if kind == "intent":
                messages += [_example(line, str(item["intent"]), _language(folder, path)) for line in lines]
            else:
                kept[kind].append((str(item[kind]), lines))
    if not messages:
        raise WrongExamples(f"{folder}: there are no examples to learn from")
    regexes = tuple((name, pattern) for name, patterns in kept["regex"] for pattern in patterns)
    return Examples(tuple(messages), regexes, tuple(kept["lookup"]), tuple(kept["synonym"]))


def _items(path: Path) -> Iterator[dict[str, Any]]:
    try:
        document = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except YAMLError as problem:
        raise WrongExamples(f"{path}: {problem}") from problem
    if not isinstance(document, dict) or not isinstance(document.get("nlu"), list):
        raise WrongExamples(f'{path}: expected version: "3.1" and a list under nlu:')
    yield from document["nlu"]


def _language(folder: Path, path: Path) -> str:
    name = path.relative_to(folder).with_suffix("").parts[0]
    return name if len(name) == len("en") else ""


def _example(line: str, intent: str, language: str) -> Example:
    entities = tuple(match["entity"] or match["named"] for match in _ANNOTATION.finditer(line))
    return Example(_ANNOTATION.sub(r"\g<text>", line), intent, entities, language)
