"""What is known of each landlord's policy is found when its pack is held against the Code, on the line that says it."""

from datetime import date

import pytest

from portal.domain.code import Judgement, judge, own_findings
from portal.files.codes import EDITIONS, load_code
from portal.files.packs import POLICIES, load_pack

PACKS = sorted(f"{path.parent.name}/{path.stem}" for path in POLICIES.glob("*/*.yaml"))

# (clause, how bad, words on the line that is named), against the Code of 2024
EXPECTED: dict[str, set[tuple[str, str, str]]] = {
    "leathermarket-jmb/2024": {
        ("2.3", "breach", "counts_from: [occurrence]"),
        ("3.7", "warning", "PO Box 152"),
        ("6.5", "warning", "PO Box 152"),
        ("6.10", "note", "length: 28, unit: calendar"),
        ("6.11", "breach", "clocks:"),
        ("6.14", "note", "length: 20, unit: working, from: requested"),
        ("6.15", "breach", "extension:"),
        ("6.9", "warning", "number: 1"),
        ("7.1", "note", "remedies:"),
    },
    "leathermarket-jmb/2018": {
        ("3.7", "breach", "not_until:"),
        ("5.2", "breach", "number: 3"),
        ("5.3", "breach", "stages:"),
        ("5.14", "breach", "intention"),
        ("5.15", "breach", "cap: 12"),
        ("5.15", "breach", "tone"),
        ("6.2", "breach", "clocks:"),
        ("6.3", "breach", "kind: respond"),
        ("6.10", "warning", "length: 15, unit: working"),
        ("6.14", "breach", "length: 25, unit: working"),
        ("6.14", "breach", "number: 3"),
        ("7.1", "breach", "only_direct_loss: true"),
    },
    "jliving/2024": {
        ("2.2", "breach", "ground: solicitor"),
        ("2.2", "breach", "ground: insurer"),
        ("2.3", "breach", "counts_from: [occurrence]"),
        ("5.2", "breach", "informal_first:"),
        ("5.11", "breach", "closes: true"),
        ("5.14", "breach", "nothing_more_to_do"),
        ("5.15", "breach", "volume"),
        ("6.3", "note", "length: 10, unit: working, from: received"),
        ("6.9", "breach", "answer:"),
        ("6.10", "breach", "length: 10, unit: working"),
        ("6.12", "breach", "asks_reasons: true"),
    },
    "johnnie-johnson/2017": {
        ("1.2", "breach", "covers:"),
        ("2.2", "breach", "ground: legal_action"),
        ("2.3", "breach", "counts_from: [occurrence]"),
        ("3.7", "breach", "designated_person:"),
        ("3.7", "breach", "length: 8, unit: weeks"),
        ("5.2", "breach", "informal: true"),
        ("5.3", "breach", "stages:"),
        ("5.11", "breach", "gate:"),
        ("5.11", "warning", "silence:"),
        ("6.2", "warning", "kind: speak, length: 3"),
        ("6.3", "breach", "length: 15, unit: working"),
        ("6.4", "breach", "extension:"),
        ("6.10", "breach", "gate:"),
        ("6.14", "breach", "length: 28, unit: working"),
    },
    "johnnie-johnson/2020": {
        ("1.2", "breach", "covers:"),
        ("2.2", "breach", "ground: legal_action"),
        ("2.2", "breach", "ground: insurer"),
        ("5.2", "breach", "informal: true"),
        ("5.3", "breach", "stages:"),
        ("6.3", "note", "length: 10, unit: working, from: received"),
        ("6.4", "breach", "extension:"),
        ("6.14", "note", "length: 15, unit: working, from: requested"),
    },
    "example/2024": set(),
}

IN_FORCE = {
    "example/2024": ["2024"],
    "jliving/2024": ["2024"],
    "johnnie-johnson/2017": [],
    "johnnie-johnson/2020": ["2020", "2022", "2024"],
    "leathermarket-jmb/2018": ["2020", "2022", "2024"],
    "leathermarket-jmb/2024": ["2024"],
}


def against(pack: str, edition: str) -> Judgement:
    """A pack held against one edition."""
    return judge(load_pack(POLICIES / f"{pack}.yaml"), load_code(edition))


@pytest.mark.parametrize("pack", EXPECTED)
def test_what_is_known_of_a_policy_is_found_on_the_line_that_says_it(pack: str) -> None:
    policy = load_pack(POLICIES / f"{pack}.yaml")
    lines = (POLICIES / f"{pack}.yaml").read_text(encoding="utf-8").splitlines()
    found = [
        (each.clause, each.severity.value, lines[each.line_in(policy) - 1]) for each in against(pack, "2024").findings
    ]
    for clause, severity, words in EXPECTED[pack]:
        here = [each for each in found if each[0] == clause]
        assert any(each[1] == severity and words in each[2] for each in here), (clause, severity, words, here)


def test_the_policy_written_to_meet_the_code_has_no_findings() -> None:
    assert against("example/2024", "2024").findings == ()
    assert own_findings(load_pack(POLICIES / "example/2024.yaml"), date(2026, 11, 23)) == ()


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_provision_is_met_broken_or_for_a_person(pack: str, edition: str) -> None:
    judgement = against(pack, edition)
    broken = {finding.clause for finding in judgement.findings}
    others = [each.number for each in (*judgement.met, *judgement.needs_a_person)]
    assert sorted([*broken, *others]) == sorted(each.number for each in judgement.code.provisions)


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_finding_says_what_is_wrong_where_and_what_to_write(pack: str, edition: str) -> None:
    policy = load_pack(POLICIES / f"{pack}.yaml")
    for finding in against(pack, edition).findings:
        assert len(finding.message.split()) > 4
        assert finding.fix.endswith(".")
        assert finding.line_in(policy) > 1


@pytest.mark.parametrize("pack", IN_FORCE)
def test_a_pack_is_held_against_the_codes_of_its_time(pack: str) -> None:
    policy = load_pack(POLICIES / f"{pack}.yaml")
    assert [edition for edition in EDITIONS if load_code(edition).meets(policy)] == IN_FORCE[pack]
