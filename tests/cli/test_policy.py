"""`putright policy`: packs listed, shown, and held against the Code, finding by finding."""

import json
from pathlib import Path
from typing import Any

import pytest

from portal.cli import main
from portal.files.packs import POLICIES

PACK = POLICIES / "leathermarket-jmb" / "2024.yaml"


def test_every_pack_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "list"]) == 0
    assert "leathermarket-jmb/2024" in capsys.readouterr().out


def checked(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    """What `putright policy check … --json` prints: a list with one object a pack."""
    main(["policy", "check", *words, "--json"])
    return list(json.loads(capsys.readouterr().out))


def test_a_pack_that_meets_the_code_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "check", "example/2024"]) == 0
    printed = capsys.readouterr().out
    assert "Code 2024: 64 of 73 provisions are met. A person must judge:" in printed
    assert "  8.3 Has the landlord merged" in printed
    (pack,) = checked(capsys, "example/2024")
    assert (pack["pack"], pack["code"], pack["codes"], pack["findings"]) == ("example/2024", "2024", ["2024"], [])
    assert {"code": "2024", "clause": "6.2"} in pack["met"]
    asked = next(each for each in pack["judgement"] if each["clause"] == "8.3")
    assert set(asked) == {"code", "clause", "words", "question"}


def test_a_finding_names_clause_file_line_and_mend(capsys: pytest.CaptureFixture[str]) -> None:
    (pack,) = checked(capsys, "leathermarket-jmb/2024")
    finding = next(each for each in pack["findings"] if each["clause"] == "2.3" and each["severity"] == "breach")
    assert set(finding) == {"clause", "severity", "message", "file", "line", "fix", "code"}
    assert (finding["code"], finding["file"]) == ("2024", "policies/leathermarket-jmb/2024.yaml")
    assert "counts_from" in PACK.read_text().splitlines()[finding["line"] - 1]
    assert main(["policy", "check", "leathermarket-jmb/2024"]) == 1
    place = f"{finding['file']}:{finding['line']}: breach 2.3 (Code 2024): {finding['message']} Mend: {finding['fix']}"
    assert place in capsys.readouterr().out.splitlines()


def test_every_finding_has_a_line_of_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    for pack in checked(capsys):
        length = len((POLICIES / f"{pack['pack']}.yaml").read_text().splitlines())
        assert all(1 < finding["line"] <= length for finding in pack["findings"])


def test_a_landlord_stands_for_all_its_packs(capsys: pytest.CaptureFixture[str]) -> None:
    packs = checked(capsys, "johnnie-johnson")
    assert [each["pack"] for each in packs] == ["johnnie-johnson/2017", "johnnie-johnson/2020"]
    assert [each["codes"] for each in packs] == [[], ["2020", "2022", "2024"]]
    assert [each["code"] for each in packs] == [None, "2024"]
    assert {finding["code"] for finding in packs[1]["findings"]} >= {"2020", "2022", "2024"}


def test_a_pack_from_before_the_code_is_not_held_against_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "check", "johnnie-johnson/2017"]) == 0
    assert "No Code bound it while it was in force" in capsys.readouterr().out
    (pack,) = checked(capsys, "johnnie-johnson/2017")
    assert (pack["findings"], pack["met"], pack["judgement"]) == ([], [], [])


def test_a_pack_is_held_against_any_code_on_demand(capsys: pytest.CaptureFixture[str]) -> None:
    (pack,) = checked(capsys, "johnnie-johnson/2017", "--code", "2024")
    assert (pack["code"], pack["codes"]) == ("2024", ["2024"])
    assert {"5.2", "5.3", "6.3"} <= {each["clause"] for each in pack["findings"] if each["severity"] == "breach"}


def test_a_file_anywhere_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "example" / "2024.yaml"
    own.parent.mkdir()
    own.write_text(
        (POLICIES / "example" / "2024.yaml").read_text().replace("review_due: 2027-04-01", "review_due: 2025-04-01")
    )
    assert main(["policy", "check", str(own)]) == 1
    assert "warning: Its own review date, 1 April 2025, has passed." in capsys.readouterr().out


def test_notes_alone_are_no_reason_to_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stricter = tmp_path / "example" / "2024.yaml"
    stricter.parent.mkdir()
    words = (POLICIES / "example" / "2024.yaml").read_text()
    stricter.write_text(
        words.replace("length: 20, unit: working, from: acknowledged", "length: 20, unit: working, from: requested")
    )
    assert main(["policy", "check", str(stricter)]) == 0
    assert "note 6.14 (Code 2024): Stage 2: the answer takes 20 working days" in capsys.readouterr().out


def test_the_code_binds_in_england_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    welsh = tmp_path / "example" / "2024.yaml"
    welsh.parent.mkdir()
    welsh.write_text((POLICIES / "example" / "2024.yaml").read_text().replace("region: england", "region: wales"))
    for words in ((), ("--code", "2024")):
        (pack,) = checked(capsys, str(welsh), *words)
        assert (pack["codes"], pack["met"], [each["severity"] for each in pack["findings"]]) == ([], [], ["note"])
        assert "binds landlords in England" in pack["findings"][0]["message"]


def test_a_wrong_pack_fails_with_file_line_and_mend(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = tmp_path / "leathermarket-jmb" / "2024.yaml"
    wrong.parent.mkdir()
    wrong.write_text(PACK.read_text().replace("length: 5, unit: working", "length: five, unit: working", 1))
    line = next(n for n, words in enumerate(wrong.read_text().splitlines(), 1) if "length: five" in words)
    assert main(["policy", "check", str(wrong), "--json"]) == 1
    (checked,) = json.loads(capsys.readouterr().out)
    (finding,) = checked["findings"]
    assert finding["file"] == "policies/leathermarket-jmb/2024.yaml"
    assert finding["line"] == line
    assert finding["fix"]
    assert main(["policy", "check", str(wrong)]) == 1
    assert f"policies/leathermarket-jmb/2024.yaml:{line}: " in capsys.readouterr().out


def test_no_such_pack_is_a_no() -> None:
    assert main(["policy", "check", "nobody/2024"]) == 1
    assert main(["policy", "show", "nobody"]) == 1
