"""Holds a data file against a JSON Schema, as an editor does: the few words of JSON Schema that ours uses."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from portal.files.yaml_tree import Branch, Leaf, Node, Row

TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}
KNOWN = {
    "$schema", "title", "type", "format", "properties", "additionalProperties", "required", "items", "enum", "pattern",
    "minimum", "maximum", "minItems", "uniqueItems",
}  # fmt: skip


def as_an_editor_reads(node: Node) -> Any:
    """The data of a file. Dates are words to JSON; None is what editors take for something else."""
    if isinstance(node, Branch):
        return {key: as_an_editor_reads(value) for key, value in node.values.items()}
    if isinstance(node, Row):
        return [as_an_editor_reads(value) for value in node.values]
    assert isinstance(node, Leaf)
    return node.value.isoformat() if isinstance(node.value, date) else node.value


def problems(schema: dict[str, Any], data: Any, path: str = "") -> Iterator[str]:
    """What an editor would underline, by its path."""
    assert set(schema) <= KNOWN, set(schema) - KNOWN
    kind = schema["type"]
    if not isinstance(data, TYPES[kind]) or (kind == "integer" and isinstance(data, bool)):
        yield f"{path}: no {kind}"
    elif kind == "object":
        yield from _in_mapping(schema, data, path)
    elif kind == "array":
        if len(data) < schema.get("minItems", 0) or (schema.get("uniqueItems") and len(set(data)) < len(data)):
            yield f"{path}: too few, or twice"
        for index, each in enumerate(data):
            yield from problems(schema["items"], each, f"{path}.{index}")
    elif not _allowed(schema, data):
        yield f"{path}: {data!r}"


def _in_mapping(schema: dict[str, Any], data: dict[str, Any], path: str) -> Iterator[str]:
    yield from (f"{path}.{key}: missing" for key in schema["required"] if key not in data)
    for key, value in data.items():
        within = schema["properties"].get(key, schema["additionalProperties"])
        if within is False:
            yield f"{path}.{key}: unknown"
        else:
            yield from problems(within, value, f"{path}.{key}")


def _allowed(schema: dict[str, Any], data: Any) -> bool:
    if isinstance(data, int):
        return bool(schema.get("minimum", data) <= data <= schema.get("maximum", data))
    if schema.get("format") == "date" and not re.fullmatch(r"\d{4}-\d\d-\d\d", data):
        return False
    return data in schema.get("enum", [data]) and re.search(schema.get("pattern", ""), data) is not None
