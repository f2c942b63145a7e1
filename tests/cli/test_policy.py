"""`putright policy`: packs listed, shown, and checked in their form, which is not called more than that."""

import json
from pathlib import Path

import pytest

from portal.cli import main
from portal.files.packs import POLICIES

PACK = POLICIES / "leathermarket-jmb" / "2024.yaml"


def test_every_pack_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "list"]) == 0
    assert "leathermarket-jmb/2024" in capsys.readouterr().out


def test_a_pack_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "show", "leathermarket-jmb"]) == 0
    printed = capsys.readouterr().out
    assert "Stage one (1)" in printed
    assert "acknowledge: 5 working from received (policy 5.1)" in printed


def test_a_right_pack_passes_and_nothing_claims_to_know_the_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "check", "--json"]) == 0
    printed = capsys.readouterr()
    (checked,) = json.loads(printed.out)
    assert checked == {"pack": "leathermarket-jmb/2024", "code": None, "checked": "form", "findings": []}
    assert "nothing here compares them with the Code" in printed.err


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


def test_comparing_with_the_code_is_refused_until_it_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "check", "--code", "2024"]) == 2
    assert capsys.readouterr().out == ""


def test_no_such_pack_is_a_no() -> None:
    assert main(["policy", "check", "nobody/2024"]) == 1
    assert main(["policy", "show", "nobody"]) == 1
