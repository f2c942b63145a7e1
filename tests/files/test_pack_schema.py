"""The schema that editors use: it is the one on disk, takes every pack, and underlines what the reader refuses."""

import json
from pathlib import Path

import pytest

from portal.domain.terms import CHANNELS, PROMISES, UNLESS, Ground
from portal.files.pack_schema import FILE, as_text, schema
from portal.files.packs import POLICIES
from portal.files.yaml_tree import read_tree
from tests.files.schema_check import as_an_editor_reads, problems
from tests.files.test_wrong_packs import WRONG
from tests.files.wrong_files import PACK, changed

IN_ITS_FORM = [
    "an unknown key", "an unknown key inside a clock", "an unknown key inside an exclusion",
    "an unknown key inside a body", "a key left out", "a key left out of a part", "an empty text",
    "a key without a value", "a number for words", "a number for a phone", "a list for words", "words for a number",
    "true for a number", "half a day", "words for true", "words for a date", "a list that is none",
    "an entry that is none", "words for a list", "a number in a list of words", "a part that is none",
    "a clock that runs backwards", "a clock without a start", "an unknown clock",
    "an unknown unit", "a stage below nought", "a remedy without words", "an unknown ground", "an unknown exception",
    "an unknown promise", "an unknown channel", "an unknown kind", "an unknown region", "the same advice twice",
    "small letters for references", "a colour by name",
]  # fmt: skip
"""What is wrong with these can be seen without knowing what a pack means."""


def underlined(content: bytes) -> list[str]:
    """What an editor says of these words."""
    return list(problems(schema(), as_an_editor_reads(read_tree("pack.yaml", content))))


def test_the_schema_on_disk_is_the_reader_s() -> None:
    assert FILE.read_text(encoding="utf-8") == as_text(), (
        "run: putright policy schema > portal/policies/pack.schema.json"
    )
    assert json.loads(as_text())["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("pack", sorted(POLICIES.glob("*/*.yaml")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_pack_is_taken(pack: Path) -> None:
    assert underlined(pack.read_bytes()) == []


def test_the_pack_that_the_others_break_is_taken() -> None:
    assert underlined(PACK.encode()) == []


@pytest.mark.parametrize("wrong", IN_ITS_FORM)
def test_a_pack_of_a_wrong_form_is_underlined(wrong: str) -> None:
    old, new, *_ = WRONG[wrong]
    assert underlined(changed(PACK, old, new).encode()) != []


def test_the_words_to_choose_from_are_the_rules_own() -> None:
    parts = schema()["properties"]
    exclusion = parts["exclusions"]["items"]["properties"]
    assert set(exclusion["ground"]["enum"]) == set(Ground)
    assert set(exclusion["unless"]["items"]["enum"]) == set(UNLESS)
    assert set(parts["channels"]["items"]["properties"]["id"]["enum"]) == set(CHANNELS)
    assert set(parts["says"]["properties"]) == set(PROMISES)


def test_what_may_be_left_out_on_one_road_is_not_required() -> None:
    """An extension without a length is one without a limit."""
    assert schema()["properties"]["stages"]["items"]["properties"]["extension"]["required"] == ["source"]


def test_an_author_names_bodies_freely() -> None:
    parts = schema()["properties"]
    assert "enum" not in parts["ombudsman"]["properties"]["body"]
    assert parts["bodies"]["additionalProperties"]["required"] == ["checked_on", "name"]
