"""`putright policy show`: the page that a resident reads, as text, in every language."""

import pytest

from portal.cli import main
from portal.cli.policy_show import WIDTH
from portal.files.packs import Packs
from portal.policy_words import policy_in_words
from tests.cli.conftest import Run
from tests.domain.telling import TODAY, everything


def shown(capsys: pytest.CaptureFixture[str], *asked: str) -> str:
    assert main(["policy", "show", *asked]) == 0
    return capsys.readouterr().out


def test_the_policy_in_force_is_told_from_title_to_end(capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(capsys, "leathermarket-jmb").splitlines()
    assert lines[:2] == ["Leathermarket JMB: How complaints work", "=" * 38]
    printed = " ".join(" ".join(lines).split())
    assert "We use it from Thursday 27 June 2024." in printed
    assert "Step 1 of 3: Stage one Who answers: " in printed
    assert "Stage by stage" in lines


def test_all_that_the_page_tells_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    policy = Packs.load().version("leathermarket-jmb", "2024")
    printed = " ".join(shown(capsys, "leathermarket-jmb/2024").split())
    for section in policy_in_words(policy, "en", TODAY).sections:
        for line in (section.title, *everything(section)):
            assert " ".join(line.split()).removesuffix(":") in printed, line


def test_another_version_is_told_when_it_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert "It ended on Tuesday 31 March 2020." in " ".join(shown(capsys, "johnnie-johnson/2017").split())


def test_it_speaks_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Jak działają skargi" in shown(capsys, "leathermarket-jmb", "--language", "pl")
    assert "المراحل" in shown(capsys, "leathermarket-jmb", "--language", "ar")
    assert shown(capsys, "leathermarket-jmb", "--language", "en@easy") != shown(capsys, "leathermarket-jmb")


def test_lines_are_no_wider_than_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(capsys, "johnnie-johnson/2020").splitlines()
    assert [line for line in lines if len(line) > WIDTH and "https://" not in line] == []


def test_no_such_landlord_version_or_language_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "show", "nobody"]) == 1
    assert main(["policy", "show", "leathermarket-jmb/1999"]) == 1
    assert main(["policy", "show", "leathermarket-jmb", "--language", "xx"]) == 2
    assert capsys.readouterr().out == ""


def test_it_needs_neither_a_database_nor_a_secret(putright: Run) -> None:
    told = putright("policy", "show", "leathermarket-jmb", SECRET_KEY="")
    assert told.returncode == 0, told.stderr
    assert "How complaints work" in told.stdout
