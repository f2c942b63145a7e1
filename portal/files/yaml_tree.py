"""Reads YAML text into branches and leaves, in one pass that refuses what could grow or could mean two things."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from portal.domain.errors import WrongData

LARGEST = 256 * 1024
DEEPEST = 20
BOOLEAN_WORDS = {"yes", "no", "on", "off", "y", "n", "true", "false"}
WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,14})")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ODD = re.compile(
    r"[-+]?(0b[01_]+|0x[0-9a-fA-F_]+|0o[0-7_]+|\.(inf|Inf|INF)|[0-9][0-9_,]*(:[0-5]?[0-9])*(\.[0-9_]*)?([eE][-+]?[0-9]+)?"
    r"|\.[0-9_]+([eE][-+]?[0-9]+)?)|\.(nan|NaN|NAN)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \t]+)[0-9].*"
)
"""Numbers and moments as some reader of YAML knows them: what they would come to is not what stands there."""
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
"""Characters that nobody sees: control characters, other ends of lines, those that turn the order of reading."""
MARKS = {
    b"\xef\xbb\xbf": "begins with a byte order mark",
    b"\xff\xfe": "is UTF-16, not UTF-8",
    b"\xfe\xff": "is UTF-16, not UTF-8",
}
SAVE = "Save it as UTF-8, without a byte order mark."
MEND = "Mend the indentation, colons or quotes."
QUOTE = "Put it in quotation marks."


@dataclass(slots=True)
class Leaf:
    """One value as it was `written`. `value` is None where a reader of YAML could take it for something else."""

    line: int
    written: str
    value: str | int | bool | date | None


@dataclass(slots=True)
class Row:
    """A list."""

    line: int
    values: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class Branch:
    """Keys with their values, and the line of each key. `key` waits for its value while the branch grows."""

    line: int
    values: dict[str, "Node"] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    key: str | None = None


Node = Leaf | Row | Branch


def read_tree(file: str, content: bytes) -> Branch:
    """The one mapping that a file holds; `file` is its name in errors. Raises WrongData, and nothing else."""
    text = _text(file, content)
    try:
        top = _Growing(file).grow(YAML(typ="safe", pure=True).parse(text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        _refuse(file, mark.line + 1 if mark else None, f"this is not YAML: {error.problem}.", MEND)
    except (YAMLError, ValueError, OverflowError) as error:
        _refuse(file, None, f"this is not YAML: {error}.", MEND)
    if not isinstance(top, Branch):
        _refuse(file, 1, "the file must hold keys and values.", "Start with a key, a colon and a value.")
    return top


def _refuse(file: str, line: int | None, what: str, mend: str) -> NoReturn:
    raise WrongData(file, line, what, mend)


def _text(file: str, content: bytes) -> str:
    if len(content) > LARGEST:
        what = f"the file is larger than {LARGEST // 1024} kB."
        _refuse(file, None, what, "Split it, or take out what is not data.")
    for mark, what in MARKS.items():
        if content.startswith(mark):
            _refuse(file, 1, f"the file {what}.", SAVE)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse(file, content.count(b"\n", 0, error.start) + 1, "the file is not UTF-8 text.", SAVE)
    if found := UNSEEN.search(text):
        line = text.count("\n", 0, found.start()) + 1
        _refuse(file, line, f"there is a character that nobody sees (U+{ord(found[0]):04X}).", "Take it out.")
    if found := re.search(r"^ *\t", text, re.MULTILINE):
        line = text.count("\n", 0, found.start()) + 1
        _refuse(file, line, "this line begins with a tab.", "Indent with spaces.")
    return text


class _Growing:
    """The tree so far, from the parser's events. They come one by one: what is refused was never built."""

    def __init__(self, file: str) -> None:
        self.file, self.line = file, 1
        self.top: Node | None = None
        self.open: list[Branch | Row] = []
        self.documents = 0

    def wrong(self, what: str, mend: str) -> NoReturn:
        _refuse(self.file, self.line, what, mend)

    def grow(self, events: Iterable[Event]) -> Node | None:
        for event in events:
            self.line = event.start_mark.line + 1
            if isinstance(event, NodeEvent):
                node = self._node(event)
                self._put(node)
                if not isinstance(node, Leaf):
                    self._open(node)
            elif isinstance(event, CollectionEndEvent):
                self.open.pop()
            elif isinstance(event, DocumentStartEvent):
                self._begin(event)
        return self.top

    def _begin(self, event: DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            self.wrong("a second document begins here.", "Keep one document in each file, without ---.")
        if event.version or event.tags:
            self.wrong("the file begins with a directive.", "Take out the line with the per cent sign.")

    def _open(self, node: Branch | Row) -> None:
        self.open.append(node)
        if len(self.open) > DEEPEST:
            self.wrong(f"this is more than {DEEPEST} levels deep.", "Take out brackets or indentation.")

    def _node(self, event: NodeEvent) -> Node:
        if event.anchor is not None or not isinstance(event, ScalarEvent | CollectionStartEvent):
            self.wrong("anchors and aliases are not allowed.", "Write the value out where it is needed.")
        if event.ctag is not None:
            self.wrong(f"tags like {str(event.ctag)!r} are not allowed.", "Take it out; quote what is words.")
        if isinstance(event, ScalarEvent):
            return self._leaf(event)
        return Branch(self.line) if isinstance(event, MappingStartEvent) else Row(self.line)

    def _leaf(self, event: ScalarEvent) -> Leaf:
        written: str = event.value
        if event.style == '"' and (found := UNSEEN.search(written)):
            self.wrong(f"there is a character that nobody sees (U+{ord(found[0]):04X}).", "Take it out.")
        return Leaf(self.line, written, written if event.style else _meaning(written))

    def _put(self, node: Node) -> None:
        if not self.open:
            self.top = node
            return
        place = self.open[-1]
        if isinstance(place, Row):
            place.values.append(node)
        elif place.key is None:
            place.key = self._key(place, node)
        else:
            place.values[place.key] = node
            place.key = None

    def _key(self, place: Branch, node: Node) -> str:
        if not isinstance(node, Leaf):
            self.wrong("a key is a list or holds keys itself.", "Write a word as the key.")
        if node.written.lower() in BOOLEAN_WORDS:
            self.wrong(f"the key {node.written!r} means true or false to some readers.", "Rename the key.")
        if node.written == "<<":
            self.wrong("merge keys (<<) are not allowed.", "Write the keys out where they are needed.")
        if not isinstance(node.value, str):
            self.wrong(f"the key {node.written!r} is not read as a word.", QUOTE)
        if node.written in place.lines:
            first = place.lines[node.written]
            self.wrong(f"the key {node.written!r} stands in line {first} already.", "Keep one of the two.")
        place.lines[node.written] = self.line
        return node.written


def _meaning(written: str) -> str | int | bool | date | None:
    """What every reader of YAML takes a value without quotation marks for; None where they would differ."""
    lower = written.lower()
    if lower in BOOLEAN_WORDS:
        return lower == "true" if lower in ("true", "false") else None
    if lower in ("", "~", "null"):
        return None
    if WHOLE.fullmatch(written):
        return int(written)
    if DAY.fullmatch(written):
        try:
            return date.fromisoformat(written)
        except ValueError:
            return None
    return None if ODD.fullmatch(written) else written
