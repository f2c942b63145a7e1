"""Advice in danger: every danger the assistant knows has an answer, and every number is a checked one."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from portal.domain.errors import WrongData
from portal.domain.safety import HEADINGS, Advice
from portal.files.emergencies import load_emergencies
from portal.files.packs import POLICIES
from tests.files.wrong_files import changed, line_of, must_help

WHOLE = (POLICIES / "emergencies.yaml").read_text(encoding="utf-8")
SAFETY = Path(__file__).parents[2] / "bot" / "data" / "safety.yml"
DANGERS: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(SAFETY.read_text(encoding="utf-8"))["dangers"]
EMERGENCIES = load_emergencies()
ALL = list(EMERGENCIES.by_topic.values())

CHECKED = {"999", "18000", "0800 111 999", "105", "101", "116 123", "0808 2000 247", "0808 801 0327", "0808 800 4444"}
FIRST_NUMBER = {
    "gas": "0800 111 999",
    "carbon_monoxide": "999",
    "fire": "999",
    "medical": "999",
    "violence": "999",
    "suicide": "116 123",
    "abuse": "0808 2000 247",
    "cold": "999",
    "hardship": "0808 800 4444",
}


def phones(advice: Advice) -> list[str]:
    return [line.phone for line in advice.lines]


@pytest.mark.parametrize("danger", DANGERS, ids=lambda danger: danger["topic"])
def test_every_danger_the_assistant_finds_has_advice_of_its_kind(danger: dict[str, Any]) -> None:
    advice = EMERGENCIES.advice(danger["topic"], danger["kind"])
    assert advice.kind == danger["kind"]
    assert advice.words
    assert advice.lines


def test_every_topic_with_its_own_advice_can_be_found_or_is_a_kind() -> None:
    assert set(EMERGENCIES.by_topic) <= {danger["topic"] for danger in DANGERS} | set(HEADINGS)


def test_the_numbers_are_the_checked_ones_and_no_others() -> None:
    given = {phone for advice in ALL for phone in phones(advice)}
    assert given <= CHECKED
    assert {"111", "0800 002 001"}.isdisjoint(given), "not checked for England"
    assert "NIPSO" not in WHOLE


@pytest.mark.parametrize(("topic", "phone"), FIRST_NUMBER.items())
def test_the_number_that_helps_most_comes_first(topic: str, phone: str) -> None:
    assert phones(EMERGENCIES.by_topic[topic])[0] == phone


@pytest.mark.parametrize("advice", ALL, ids=lambda advice: advice.topic)
def test_999_is_always_among_them(advice: Advice) -> None:
    assert "999" in phones(advice)


def test_somebody_who_cannot_speak_is_told_55() -> None:
    assert any("55" in line.name for line in EMERGENCIES.by_topic["emergency"].lines)
    assert any("press 55" in words for words in EMERGENCIES.by_topic["abuse"].words)


def test_gas_is_phoned_from_outside_with_no_flame_and_no_switch() -> None:
    said = " ".join(EMERGENCIES.by_topic["gas"].words)
    for words in ("Leave the home", "Do not light", "Do not touch switches", "from outside"):
        assert words in said


@pytest.mark.parametrize("topic", ["abuse", "violence", "child"])
def test_what_another_person_must_not_see_has_a_quick_way_out(topic: str) -> None:
    assert EMERGENCIES.by_topic[topic].private
    assert not EMERGENCIES.by_topic[topic].ask_landlord


def test_nobody_is_asked_to_tell_about_abuse() -> None:
    assert "You do not have to tell us" in EMERGENCIES.by_topic["abuse"].words[0]


@pytest.mark.parametrize("advice", ALL, ids=lambda advice: advice.topic)
def test_each_piece_of_advice_is_whole_sentences(advice: Advice) -> None:
    for words in advice.words:
        assert words[0].isupper(), words
        assert words.endswith("."), words


@pytest.mark.parametrize("advice", ALL, ids=lambda advice: advice.topic)
def test_nothing_is_promised_that_we_cannot_do(advice: Advice) -> None:
    said = " ".join(advice.words).lower()
    assert "we will come" not in said
    assert "we will send" not in said


def test_numbers_say_when_they_were_checked() -> None:
    assert {line.checked_on for advice in ALL for line in advice.lines} == {date(2026, 11, 1)}


WRONG = {
    "a contact nobody knows": (
        "[gas, emergency]",
        "[gass, emergency]",
        "contacts: [gass",
        "no contact 'gass'",
        "Use one of: emergency",
    ),
    "an unknown kind": (
        "topic: gas\n    kind: emergency",
        "topic: gas\n    kind: smell",
        "kind: smell",
        "'smell'",
        "distress",
    ),
    "an unknown key of a contact": (
        "{name: Power cut, ",
        "{fax: x, name: Power cut, ",
        "fax:",
        "no key 'fax'",
        "name, phone",
    ),
    "the same topic twice": (
        "topic: fire",
        "topic: gas",
        "topic: gas\n    kind: emergency\n    words:\n      - Get out",
        "already advice for 'gas'",
        "Join the two",
    ),
    "no advice for a kind": (
        "topic: distress",
        "topic: sadness",
        "advice:\n",
        "no advice for 'distress'",
        "topic: distress",
    ),
    "a number that lost its quotes": ('phone: "105"', "phone: 105", "phone: 105", "phone is 105", "quotation marks"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_advice_is_refused_with_its_line_and_its_mend(tmp_path: Path, wrong: str) -> None:
    old, new, place, what, mend = WRONG[wrong]
    content = changed(WHOLE, old, new)
    path = tmp_path / "emergencies.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(WrongData) as caught:
        load_emergencies(path)
    must_help(caught.value, "policies/emergencies.yaml", line_of(content, place), what, mend)


def test_advice_that_says_nothing_is_refused(tmp_path: Path) -> None:
    content = changed(
        WHOLE,
        "    words:\n      - Get out now and stay out.\n      - Phone 999 and ask for the fire brigade.",
        "    words: []",
    )
    path = tmp_path / "emergencies.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(WrongData) as caught:
        load_emergencies(path)
    must_help(
        caught.value, "policies/emergencies.yaml", line_of(content, "words: []"), "says nothing", "what to do now"
    )
