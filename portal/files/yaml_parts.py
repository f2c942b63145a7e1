"""Reads a YAML data file key by key: what is missing, mistyped or unknown is refused with its file and line."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from portal.domain.errors import WrongData
from portal.files.yaml_tree import QUOTE, Branch, Leaf, Node, Row, read_tree

YEARS = range(1900, 2200)
WRITE = "Write it, or take it away if it may be left out."
EMPTY = "empty"
SHOWN = 40
"""How much of a wrong value a message repeats."""


class Part:
    """A mapping in a data file. Each key is read once; `finish` refuses the keys nobody asked for.

    `lines` gathers where every key that was read stands, by its path (`stages.0.clocks.1.length`).
    """

    def __init__(self, file: str, data: Branch, path: str = "", lines: dict[str, int] | None = None) -> None:
        self._file, self._data, self._path, self._read = file, data, path, set[str]()
        self.lines: dict[str, int] = {} if lines is None else lines

    def line(self, key: str | None = None) -> int:
        """The line (from 1) of this key, or of the mapping itself."""
        return self._data.lines.get(key, self._data.line) if key is not None else self._data.line

    def wrong(self, key: str | None, what: str, mend: str) -> NoReturn:
        """Refuse this key: raises WrongData with the line."""
        raise WrongData(self._file, self.line(key), what, mend)

    def __contains__(self, key: str) -> bool:
        return key in self._data.values

    def text(self, key: str, default: str | None = None) -> str:
        """Words under this key. Numbers and dates must be quoted to count as words."""
        node = self._node(key, default is None)
        if node is None:
            return default or ""
        words = self._words(key, node, self.line(key))
        if not words and default is None:
            self.wrong(key, f"{key} is empty.", WRITE)
        return words

    def number(self, key: str, least: int = 1, most: int | None = None) -> int:
        """A whole number under this key, `least` or more, `most` or less."""
        value = self._value(key)
        if not isinstance(value, int) or isinstance(value, bool):
            self._not(key, "a whole number", "Write digits without quotation marks.")
        if value < least:
            self.wrong(key, f"{key} is {value}; it must be {least} or more.", "Correct the number.")
        if most is not None and value > most:
            self.wrong(key, f"{key} is {value}; it must be {most} or less.", "Correct the number.")
        return value

    def flag(self, key: str) -> bool:
        """true or false under this key; false where it is left out."""
        if self._node(key, required=False) is None:
            return False
        value = self._value(key)
        if not isinstance(value, bool):
            self._not(key, "true or false", "Write true or false, without quotation marks.")
        return value

    def day(self, key: str) -> date:
        """A date under this key."""
        value = self._value(key)
        if not isinstance(value, date):
            self._not(key, "a date", "Write a day there is, like 2024-06-27, without quotation marks.")
        if value.year not in YEARS:
            self.wrong(key, f"{key} is {value}, too far away.", "Correct the year.")
        return value

    def number_or_none(self, key: str, least: int = 1) -> int | None:
        """A whole number, or None where the key is left out."""
        return self.number(key, least) if key in self else None

    def day_or_none(self, key: str) -> date | None:
        """A date, or None where the key is left out."""
        return self.day(key) if key in self else None

    def one_of(self, key: str, allowed: Sequence[str], default: str | None = None) -> str:
        """One of the allowed words."""
        value = self.text(key, default)
        if value not in allowed:
            known = ", ".join(word for word in allowed if word)
            self.wrong(key, f"{key} is {value[:SHOWN]!r}.", f"Write one of: {known}.")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of words; empty where the key is left out."""
        node = self._node(key, required=False)
        if node is None:
            return ()
        if not isinstance(node, Row):
            self.wrong(key, f"{key} must be a list of words.", "Write [one, two], with quotation marks around numbers.")
        found = tuple(self._words(f"an entry of {key}", each, each.line) for each in node.values)
        if "" in found:
            raise WrongData(self._file, node.values[found.index("")].line, f"an entry of {key} is empty.", WRITE)
        return found

    def some_of(self, key: str, allowed: Sequence[str]) -> tuple[str, ...]:
        """A list of words from the allowed ones, each once; empty where the key is left out."""
        values = self.texts(key)
        for value in values:
            if value not in allowed:
                self.wrong(key, f"{key} has {value[:SHOWN]!r}.", f"Use only: {', '.join(allowed)}.")
            if values.count(value) > 1:
                self.wrong(key, f"{key} has {value!r} twice.", "Keep one of the two.")
        return values

    def texts_by_key(self, key: str, allowed: Sequence[str]) -> dict[str, str]:
        """A mapping of the allowed keys to words; empty where the key is left out."""
        part = self.part_or_none(key)
        if not part:
            return {}
        found = {name: part.text(name) for name in part._data.values if name in allowed}
        part._read.update(allowed)
        part.finish()
        return found

    def part(self, key: str) -> "Part":
        """A mapping under this key."""
        value = self._node(key)
        if not isinstance(value, Branch):
            self.wrong(key, f"{key} must hold keys and values.", "Indent its keys under it.")
        return self._child(value, key)

    def part_or_none(self, key: str) -> "Part | None":
        """A mapping, or None where the key is left out."""
        return self.part(key) if self._node(key, required=False) is not None else None

    def parts(self, key: str, least: int = 0) -> tuple["Part", ...]:
        """A list of mappings; empty where the key is left out and `least` is 0."""
        node = self._node(key, required=least > 0)
        values = node.values if isinstance(node, Row) else []
        if node is not None and not isinstance(node, Row):
            self.wrong(key, f"{key} must be a list of entries.", "Start each entry with a hyphen.")
        if len(values) < least:
            self.wrong(key, f"{key} has {len(values)} entries; it needs {least}.", "Add what is missing.")
        return tuple(self._entry(key, index, value) for index, value in enumerate(values))

    def named_parts(self) -> Iterator[tuple[str, "Part"]]:
        """Every key with the mapping under it."""
        for key in self._data.values:
            yield key, self.part(key)

    def items(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Every key with its list of words."""
        for key in self._data.values:
            yield key, self.texts(key)

    def finish(self) -> None:
        """Refuse any key that was not read."""
        for key in self._data.values:
            if key not in self._read:
                known = ", ".join(sorted(self._read))
                self.wrong(key, f"there is no key {key[:SHOWN]!r} here.", f"Use one of: {known}.")

    def _child(self, data: Branch, key: str) -> "Part":
        path = f"{self._path}{key}"
        self.lines.setdefault(path, data.line)
        return Part(self._file, data, f"{path}.", self.lines)

    def _entry(self, key: str, index: int, node: Node) -> "Part":
        if not isinstance(node, Branch):
            what = f"an entry of {key} is {_as_written(node)}, not keys and values."
            raise WrongData(self._file, node.line, what, "Give each entry its keys and values.")
        return self._child(node, f"{key}.{index}")

    def _node(self, key: str, required: bool = True) -> Node | None:
        self._read.add(key)
        node = self._data.values.get(key)
        if node is not None:
            self.lines[f"{self._path}{key}"] = self._data.lines[key]
        elif required:
            self.wrong(None, f"{key} is missing.", f"Add {key}.")
        return node

    def _value(self, key: str) -> str | int | bool | date | None:
        node = self._node(key)
        return node.value if isinstance(node, Leaf) else None

    def _words(self, name: str, node: Node, line: int) -> str:
        value = node.value if isinstance(node, Leaf) else None
        if not isinstance(value, str):
            written = _as_written(node)
            raise WrongData(self._file, line, f"{name} is {written}, not words.", WRITE if written == EMPTY else QUOTE)
        return value.strip()

    def _not(self, key: str, wanted: str, mend: str) -> NoReturn:
        self.wrong(key, f"{key} is {_as_written(self._data.values[key])}, not {wanted}.", mend)


def _as_written(node: Node) -> str:
    """A wrong value, shortly, for a message."""
    if not isinstance(node, Leaf):
        return "a list" if isinstance(node, Row) else "keys and values"
    if not node.written:
        return EMPTY
    return repr(node.written[:SHOWN]) if isinstance(node.value, str) else node.written[:SHOWN]


def read_part(path: Path, shown: str | None = None, content: bytes | None = None) -> Part:
    """The top of a YAML file. Raises WrongData for anything but one plain mapping (no aliases, no duplicates)."""
    file = shown or path.name
    return Part(file, read_tree(file, path.read_bytes() if content is None else content))


def condition_values(part: Part | None) -> Mapping[str, tuple[str, ...]]:
    """`{question: [value, …]}` as a mapping; empty where the key is left out."""
    return dict(part.items()) if part else {}
