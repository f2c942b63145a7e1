"""docs/policies.md names every key and every value a pack may have, and calls nothing that is not there."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from portal.domain.policy import Clock, Policy, Stage
from portal.domain.terms import (
    ANSWER_ITEMS,
    BEHAVIOUR_GROUNDS,
    CHANNELS,
    COVERS,
    ELECTED_MAY_ACT,
    PROMISES,
    UNLESS,
    Behaviour,
    Closing,
    ElectedMembers,
    Exclusion,
    Ground,
    Money,
    OmbudsmanTerms,
    Unit,
)
from portal.files.packs import Packs
from portal.files.policy_parts import COUNTS_FROM, HANDLED_AS, REGIONS
from portal.files.stage_parts import MET_BY, NEW_ISSUES, NOT_BY, STARTS
from portal.languages import LANGUAGES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "policies.md").read_text(encoding="utf-8")
HOW, _, LEFT_OUT = PAGE.partition("# What the packs leave out")
NAMED = {word for code in re.findall(r"`([^`\n]+)`", HOW) for word in re.findall(r"[a-z][a-z0-9_@-]*", code)}

NOT_WRITTEN = {"hash", "lines", "statutory", "ombudsman_terms", "start"}
"""What a policy has that no pack writes under this name."""
KEYS = {
    field.name for kind in (Policy, Stage, Clock, Exclusion, Behaviour, Closing, Money, OmbudsmanTerms, ElectedMembers)
    for field in fields(kind)
}  # fmt: skip
VALUES = {
    "regions": REGIONS,
    "kinds": HANDLED_AS,
    "grounds": tuple(ground.value for ground in Ground),
    "exceptions": tuple(UNLESS),
    "starts of twelve months": COUNTS_FROM,
    "elements of the definition": COVERS,
    "behaviour": BEHAVIOUR_GROUNDS,
    "what an answer holds": ANSWER_ITEMS,
    "ways to complain": tuple(CHANNELS),
    "units": tuple(unit.value for unit in Unit),
    "clocks": tuple(STARTS),
    "starts of clocks": tuple({start.value for starts in STARTS.values() for start in starts}),
    "what meets an answer's clock": MET_BY,
    "who may not decide": NOT_BY,
    "new issues": NEW_ISSUES,
    "how elected members act": ELECTED_MAY_ACT,
    "languages": tuple(LANGUAGES),
}


def test_every_key_is_explained() -> None:
    assert set() == KEYS - NOT_WRITTEN - NAMED


@pytest.mark.parametrize("what", VALUES)
def test_every_value_is_named(what: str) -> None:
    assert set(VALUES[what]) - NAMED == set()


def test_the_promises_it_gives_as_examples_exist() -> None:
    assert {"extension_explained", "asked_how_it_went"} <= set(PROMISES) & NAMED


def test_the_files_it_names_are_there() -> None:
    rows = re.findall(r"^\| (`[a-z].*?) \| ", HOW[HOW.index("## 5.") :], re.MULTILINE)
    paths = [path for row in rows for path in re.findall(r"`([^`<]+)`", row)]
    assert len(paths) > 8
    folders = ("", "portal/policies", "portal/domain", "portal/files")
    assert [path for path in paths if not any((ROOT / folder / path).exists() for folder in folders)] == []


@pytest.mark.parametrize("landlord", Packs.load().landlords)
def test_what_each_pack_leaves_out_has_its_place(landlord: str) -> None:
    for policy in Packs.load().policies[landlord]:
        assert re.search(rf"^## .*{re.escape(policy.name.split()[0])}.*$", LEFT_OUT, re.MULTILINE)
