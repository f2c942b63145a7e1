"""Danger words: what must never be missed, and what must not be mistaken for danger."""

import time
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.understanding.safety import Danger, DangerWords, WrongSafetyData, danger_in, danger_words

SAID = YAML(typ="safe").load(Path(__file__).with_name("dangers.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("topic", "message"), [(topic, message) for topic, messages in SAID["present"].items() for message in messages]
)
def test_a_danger_is_found_and_named(topic: str, message: str) -> None:
    found = danger_in(message)
    assert found == Danger(danger_words().topics[topic], topic)


@pytest.mark.parametrize("message", SAID["ordinary"])
def test_ordinary_words_are_no_danger(message: str) -> None:
    assert danger_in(message) is None


def test_every_topic_and_language_has_a_message_here() -> None:
    assert set(SAID["present"]) == set(danger_words().topics)
    assert danger_words().languages == {"en", "es", "pl", "ro", "bn", "ar", "pt", "ur", "pa", "zh", "fr"}


@pytest.mark.parametrize("language", ["en", "en@easy", "pl", "ar", None, "nonsense"])
def test_danger_is_heard_in_any_language_whichever_was_chosen(language: str | None) -> None:
    assert danger_in("ulatnia się gaz", language) == Danger("emergency", "gas")
    assert danger_in("i can smell gas", language) == Danger("emergency", "gas")


def test_a_word_clear_in_one_language_alone_counts_in_that_language() -> None:
    assert danger_in("fuego en el patio", "es") == Danger("emergency", "fire")
    assert danger_in("my dog is called Fuego", "en") is None


def test_danger_at_the_end_of_a_very_long_story_is_found_quickly() -> None:
    story = "I told you in March and again in May and nobody came to look at the window, so I rang again. " * 420
    best = min(_seconds(story[:40_000] + " and now the ceiling is bulging") for _ in range(5))
    assert danger_in(story[:40_000] + " and now the ceiling is bulging") == Danger("emergency", "collapse")
    assert best < 0.06


@pytest.mark.parametrize(
    "bait",
    [
        "he is going to ",
        "gas ",
        "smell of smell of ",
        "i want to go. ",
        "a",
        "water " * 4 + "ceilin ",
        "的",
        "ا",
        "' ",
        "💧",
        "we we we ",
    ],
)
def test_no_text_makes_the_search_slow(bait: str) -> None:
    assert min(_seconds((bait * 40_000)[:40_000]) for _ in range(3)) < 0.2


def test_a_mistake_in_the_data_is_named(tmp_path: Path) -> None:
    data = tmp_path / "safety.yml"
    data.write_text(
        "groups: {}\nmisspelt: {}\nharmless: []\nspeech: {en: {}}\n"
        "dangers:\n- {topic: gas, kind: nuisance, phrases: {en: [gas leak]}}\n"
    )
    with pytest.raises(WrongSafetyData, match="gas: a danger is emergency or distress, not nuisance"):
        DangerWords(data)


def _seconds(text: str) -> float:
    start = time.thread_time()
    danger_in(text)
    return time.thread_time() - start
