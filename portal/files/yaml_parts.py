"""Reads a YAML data file key by key: what is missing, mistyped or unknown is refused with its file and line."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node
from ruamel.yaml.tokens import (
    AliasToken,
    AnchorToken,
    BlockEndToken,
    BlockMappingStartToken,
    BlockSequenceStartToken,
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
)

from portal.domain.errors import WrongData

LARGEST = 256 * 1024
DEEPEST = 20
OPENS = (FlowMappingStartToken, FlowSequenceStartToken, BlockMappingStartToken, BlockSequenceStartToken)
CLOSES = (FlowMappingEndToken, FlowSequenceEndToken, BlockEndToken)
BOOLEAN_WORDS = {"yes", "no", "on", "off", "y", "n", "true", "false"}


class Part:
    """A mapping in a data file. Each key is read once; `finish` refuses the keys nobody asked for."""

    def __init__(self, file: str, data: CommentedMap) -> None:
        self._file, self._data, self._read = file, data, set[str]()

    def line(self, key: str | None = None) -> int:
        """The line (from 1) of this key, or of the mapping itself."""
        if key is not None and key in self._data:
            return int(self._data.lc.key(key)[0]) + 1
        return int(self._data.lc.line) + 1

    def wrong(self, key: str | None, what: str, mend: str) -> NoReturn:
        """Refuse this key: raises WrongData with the line."""
        raise WrongData(self._file, self.line(key), what, mend)

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def text(self, key: str, default: str | None = None) -> str:
        """Words under this key. Numbers and dates must be quoted to count as words."""
        value = self._value(key, default)
        if not isinstance(value, str):
            self.wrong(key, f"{key} is {value!r}, not words.", "Put it in quotation marks.")
        if not value.strip() and default is None:
            self.wrong(key, f"{key} is empty.", "Write it, or take the key away if it may be left out.")
        return str(value).strip()

    def number(self, key: str, least: int = 1) -> int:
        """A whole number under this key, `least` or more."""
        value = self._value(key, None)
        if not isinstance(value, int) or isinstance(value, bool):
            self.wrong(key, f"{key} is {value!r}, not a whole number.", "Write digits without quotation marks.")
        if value < least:
            self.wrong(key, f"{key} is {value}; it must be {least} or more.", "Correct the number.")
        return int(value)

    def flag(self, key: str) -> bool:
        """true or false under this key; false where it is left out."""
        value = self._value(key, False)
        if not isinstance(value, bool):
            self.wrong(key, f"{key} is {value!r}.", "Write true or false.")
        return value

    def day(self, key: str) -> date:
        """A date under this key."""
        value = self._value(key, None)
        if type(value) is not date:
            self.wrong(key, f"{key} is {value!r}, not a date.", "Write it like 2024-06-27, without quotation marks.")
        return value

    def day_or_none(self, key: str) -> date | None:
        """A date, or None where the key is left out."""
        return self.day(key) if key in self._data else None

    def one_of(self, key: str, allowed: Sequence[str], default: str | None = None) -> str:
        """One of the allowed words."""
        value = self.text(key, default)
        if value not in allowed:
            self.wrong(key, f"{key} is {value!r}.", f"Write one of: {', '.join(allowed)}.")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of words; empty where the key is left out."""
        values = self._value(key, CommentedSeq())
        if not isinstance(values, CommentedSeq) or not all(isinstance(value, str) for value in values):
            self.wrong(key, f"{key} must be a list of words.", "Write [one, two], with quotation marks around numbers.")
        return tuple(str(value) for value in values)

    def part(self, key: str) -> "Part":
        """A mapping under this key."""
        value = self._value(key, None)
        if not isinstance(value, CommentedMap):
            self.wrong(key, f"{key} must hold keys and values.", "Indent its keys under it.")
        return Part(self._file, value)

    def part_or_none(self, key: str) -> "Part | None":
        """A mapping, or None where the key is left out."""
        return self.part(key) if key in self._data else None

    def parts(self, key: str, least: int = 0) -> tuple["Part", ...]:
        """A list of mappings; empty where the key is left out and `least` is 0."""
        values = self._value(key, CommentedSeq())
        if not isinstance(values, CommentedSeq) or not all(isinstance(value, CommentedMap) for value in values):
            self.wrong(key, f"{key} must be a list of entries.", "Start each entry with a hyphen.")
        if len(values) < least:
            self.wrong(key, f"{key} has {len(values)} entries; it needs {least}.", "Add what is missing.")
        return tuple(Part(self._file, value) for value in values)

    def named_parts(self) -> Iterator[tuple[str, "Part"]]:
        """Every key with the mapping under it."""
        for key in self._data:
            yield str(key), self.part(str(key))

    def items(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Every key with its list of words."""
        for key in self._data:
            yield str(key), self.texts(str(key))

    def finish(self) -> None:
        """Refuse any key that was not read."""
        for key in self._data:
            if key not in self._read:
                known = ", ".join(sorted(self._read))
                self.wrong(key, f"there is no key {key!r} here.", f"Use one of: {known}.")

    def _value(self, key: str, default: object) -> Any:
        self._read.add(key)
        if key in self._data:
            return self._data[key]
        if default is None:
            self.wrong(None, f"{key} is missing.", f"Add {key}.")
        return default


def read_part(path: Path, shown: str | None = None, content: bytes | None = None) -> Part:
    """The top of a YAML file. Raises WrongData for anything but one plain mapping (no aliases, no duplicates)."""
    file = shown or path.name
    content = path.read_bytes() if content is None else content
    if len(content) > LARGEST:
        raise WrongData(
            file, None, f"the file is larger than {LARGEST // 1024} kB.", "Split it, or take out what is not data."
        )
    try:
        text = content.decode("utf-8")
        _refuse_bombs(file, text)
        yaml = YAML(typ="rt")
        _refuse_boolean_keys(file, yaml.compose(text))
        data = YAML(typ="rt").load(text)
    except UnicodeDecodeError as error:
        raise WrongData(file, None, "the file is not UTF-8 text.", "Save it as UTF-8.") from error
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise WrongData(
            file, line, f"this is not YAML: {error.problem}.", "Mend the indentation, colons or quotes."
        ) from error
    except (YAMLError, ValueError) as error:
        raise WrongData(file, None, f"this is not YAML: {error}.", "Mend the indentation, colons or quotes.") from error
    if not isinstance(data, CommentedMap):
        raise WrongData(file, 1, "the file must hold keys and values.", "Start with a key, a colon and a value.")
    return Part(file, data)


def _refuse_bombs(file: str, text: str) -> None:
    """Before anything is built: aliases, which grow as they are read, and lists too deep ever to be read."""
    depth = 0
    for token in YAML(typ="rt").scan(text):
        depth += isinstance(token, OPENS) - isinstance(token, CLOSES)
        if depth > DEEPEST:
            line = token.start_mark.line + 1
            raise WrongData(
                file, line, f"this is more than {DEEPEST} levels deep.", "Take out brackets or indentation."
            )
        if isinstance(token, AliasToken | AnchorToken):
            line = token.start_mark.line + 1
            raise WrongData(
                file, line, "anchors and aliases are not allowed.", "Write the value out where it is needed."
            )


def _refuse_boolean_keys(file: str, node: Node | None) -> None:
    waiting = [node] if node else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, MappingNode):
            for key, value in node.value:
                if str(key.value).lower() in BOOLEAN_WORDS:
                    line = key.start_mark.line + 1
                    raise WrongData(
                        file, line, f"the key {key.value!r} means true or false to some readers.", "Rename the key."
                    )
                waiting.append(value)
        elif isinstance(node.value, list):
            waiting.extend(node.value)


def condition_values(part: Part | None) -> Mapping[str, tuple[str, ...]]:
    """`{question: [value, …]}` as a mapping; empty where the key is left out."""
    return dict(part.items()) if part else {}
