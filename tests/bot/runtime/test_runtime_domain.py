"""Domain files: merging them, and refusing what is wrong in them before anybody talks to the bot."""

import subprocess
import sys
from pathlib import Path

import pytest
from talking import a_bot

from bot.runtime import BotDataError, load_domain


@pytest.mark.parametrize(
    ("domain", "complaint"),
    [
        ("slots: {a: {type: number}}", "type number is not one of"),
        ("slots: {a: {type: text, mappings: [{type: from_thin_air}]}}", "a mapping's type must be one of"),
        ("slots: {a: {type: text, mappings: [{type: from_entity}]}}", "needs entity"),
        ("slots: {a: {type: text, mappings: [{type: from_entity, entity: no}]}}", "unknown entity no"),
        ("slots: {a: {type: bool, mappings: [{type: from_intent, intent: no, value: true}]}}", "unknown intent no"),
        ("slots: {a: {type: text, mappings: [{type: custom, action: action_no}]}}", "unknown action action_no"),
        ("slots: {a: {type: text, mappings: [{type: from_text, conditions: [{active_loop: f}]}]}}", "unknown form f"),
        ("forms: {f: {required_slots: [no]}}", "asks for unknown slots: no"),
        ("forms: {f: {}}", "must list its required_slots"),
        ("forms: {f: {required_slots: [], ignored_intents: [no]}}", "ignores unknown intents: no"),
        ("responses: {utter_a: [{text: a, condition: [{type: slot, name: no, value: 1}]}]}", "unknown slot no"),
        ("responses: {utter_a: [just text]}", "must be a list of mappings"),
        ("intents: [a]\nintents: [b]", "duplicate key"),
        ("actions: [action_without_code]", "no code for the domain's actions action_without_code"),
        ("- a list", "must hold a mapping"),
    ],
)
def test_a_wrong_domain_is_refused(tmp_path: Path, domain: str, complaint: str) -> None:
    with pytest.raises(BotDataError, match=complaint):
        a_bot(tmp_path, domain)


def test_an_error_names_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(BotDataError) as refused:
        a_bot(tmp_path, "slots:\n  fine: {type: text}\n  a:\n    type: number\n")
    assert str(refused.value).startswith(f"{tmp_path / 'domain.yml'}:4: slot a: type number")


def test_a_folder_is_merged(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "a.yml").write_text("intents: [greet]\nresponses: {utter_a: [{text: a}]}")
    (tmp_path / "more" / "b.yml").write_text("intents: [greet, bye]\nresponses: {utter_b: [{text: b}]}")
    domain = load_domain(tmp_path)
    assert {"greet", "bye"} <= set(domain.intents)
    assert set(domain.responses) == {"utter_a", "utter_b"}


def test_two_files_cannot_say_the_same_in_two_ways(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("responses: {utter_a: [{text: a}]}")
    (tmp_path / "b.yml").write_text("responses: {utter_a: [{text: b}]}")
    with pytest.raises(BotDataError, match="utter_a is already in responses"):
        load_domain(tmp_path)


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(BotDataError, match="does not exist"):
        load_domain(tmp_path / "nowhere")


def test_yes_and_no_are_words_in_yaml_1_2(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("responses: {utter_a: [{text: no}]}")
    assert load_domain(tmp_path).responses["utter_a"][0]["text"] == "no"


def test_the_runtime_needs_nothing_of_ours_and_no_flask() -> None:
    listing = "import bot.runtime, sys; print(*(name.partition('.')[0] for name in sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True)
    assert not {"portal", "actions", "flask"} & set(loaded.stdout.split())
