"""Finds the words to translate in YAML data: packs, journeys, what the assistant says. Babel calls it."""

from collections.abc import Collection, Iterator, Mapping
from typing import IO

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

Found = tuple[int, str, str, list[str]]
"""Line, function (none), words, comments: what Babel asks for."""

WORDS = {
    "words", "short", "hint", "chat", "says", "missing", "instead", "responder", "in_person", "promises", "deputies",
    "hearing", "gate", "review", "not_until", "designated_person", "steps",
}  # fmt: skip
PLACES = {
    "stages": {"name"},
    "kinds": {"name"},
    "exclusions": {"means", "who"},
    "not_ours": {"who"},
    "money": {"who"},
    "unreasonable_behaviour": {"who"},
    "closures": {"why"},
    "linked_policies": {"about"},
}
"""Keys that hold words only inside a key of this name: a stage's name is translated, a landlord's is not."""


def extract_words(
    file: IO[bytes], keywords: Mapping[str, object], comment_tags: Collection[str], options: Mapping[str, str]
) -> Iterator[Found]:
    """Every text to translate, in the order of the file. `options["also"]` names further keys that hold words there."""
    wanted = WORDS | set(options.get("also", "").split())
    yield from _in_mapping(YAML(typ="rt").load(file.read().decode("utf-8")), wanted)


def _in_mapping(data: CommentedMap, wanted: set[str]) -> Iterator[Found]:
    for key, value in data.items():
        line = data.lc.key(key)[0] + 1
        if isinstance(value, CommentedMap):
            yield from _in_mapping(value, wanted | PLACES.get(str(key), set()))
        elif isinstance(value, CommentedSeq):
            yield from _in_list(str(key), value, wanted)
        elif key in wanted and isinstance(value, str) and value.strip():
            yield line, "", value.strip(), []


def _in_list(key: str, values: CommentedSeq, wanted: set[str]) -> Iterator[Found]:
    inside = wanted | PLACES.get(key, set())
    for index, value in enumerate(values):
        if isinstance(value, CommentedMap):
            yield from _in_mapping(value, inside)
        elif key in wanted and isinstance(value, str):
            yield values.lc.item(index)[0] + 1, "", value.strip(), []
