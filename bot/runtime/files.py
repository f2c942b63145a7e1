"""YAML 1.2 files as plain values that still know their line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode

from bot.runtime.errors import BotDataError


class Block(dict[str, Any]):
    """A YAML mapping that remembers where it stood."""

    file: Path | None = None
    line: int | None = None

    def error(self, message: str) -> BotDataError:
        """The error to raise for something wrong in this mapping."""
        return BotDataError(message, self.file, self.line)


class _Constructor(SafeConstructor):
    def construct_block(self, node: MappingNode) -> Iterator[Block]:
        block = Block()
        block.line = node.start_mark.line + 1
        yield block
        block.update(self.construct_mapping(node, deep=True))


_Constructor.add_constructor("tag:yaml.org,2002:map", _Constructor.construct_block)


def read(path: Path) -> Block:
    """One YAML file, its outermost value a mapping.

    Raises:
        BotDataError: it cannot be read, is not YAML, has a key twice, or holds something else than a mapping.
    """
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _Constructor
    try:
        content = yaml.load(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        mark = error.problem_mark
        raise BotDataError(str(error.problem), path, mark.line + 1 if mark else None) from error
    except (OSError, UnicodeDecodeError) as error:
        raise BotDataError(f"cannot be read: {error}", path) from error
    if content is None:
        return Block()
    if not isinstance(content, Block):
        raise BotDataError("must hold a mapping", path, 1)
    _remember(content, path)
    return content


def _remember(value: object, path: Path) -> None:
    if isinstance(value, Block):
        value.file = path
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for item in inner:
        _remember(item, path)


def yaml_files(*paths: str | Path) -> list[Path]:
    """The files named, and every .yml and .yaml below the folders named, in order of their path.

    Raises:
        BotDataError: a path does not exist.
    """
    found: list[Path] = []
    for path in map(Path, paths):
        if not path.exists():
            raise BotDataError("does not exist", path)
        found += sorted(p for p in path.rglob("*") if p.suffix in {".yml", ".yaml"}) if path.is_dir() else [path]
    return found
