"""Hazards: what a person must check for staff, and calm sentences that use the same words."""

import time
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.understanding.hazards import HazardWords, hazard_words, hazards_in, phones_first
from bot.understanding.lexicon import WrongLexicon

SAID = YAML(typ="safe").load(Path(__file__).with_name("hazards.yml").read_text(encoding="utf-8"))
LANGUAGES = {"en", "es", "pl", "ro", "bn", "ar", "pt", "ur", "pa", "zh", "fr"}


@pytest.mark.parametrize(
    ("topic", "language", "message"),
    [
        (topic, language, message)
        for topic, by_language in SAID["present"].items()
        for language, messages in by_language.items()
        for message in messages
    ],
)
def test_a_hazard_is_found_and_named(topic: str, language: str, message: str) -> None:
    assert topic in hazards_in(message, language)


@pytest.mark.parametrize(
    ("language", "message"),
    [(language, message) for language, messages in SAID["ordinary"].items() for message in messages],
)
def test_calm_words_are_no_hazard(language: str, message: str) -> None:
    assert hazards_in(message, language) == ()


@pytest.mark.parametrize("several", SAID["several"], ids=lambda each: "+".join(each["found"]))
def test_every_hazard_of_a_story_is_named_in_the_order_of_the_file(several: dict[str, list[str]]) -> None:
    assert hazards_in(str(several["story"])) == tuple(several["found"])


def test_every_topic_has_at_least_three_messages_in_every_language() -> None:
    assert set(SAID["present"]) == set(hazard_words().topics)
    assert hazard_words().languages == LANGUAGES
    assert all(set(by_language) == LANGUAGES for by_language in SAID["present"].values())
    assert all(len(messages) >= 3 for by_language in SAID["present"].values() for messages in by_language.values())


@pytest.mark.parametrize("language", ["en", "en@easy", "pl", None, "nonsense"])
def test_a_hazard_is_heard_in_any_language_whichever_was_chosen(language: str | None) -> None:
    assert hazards_in("mam pleśń w łazience", language) == ("damp",)
    assert hazards_in("no heating", language) == ("heating",)


def test_a_word_clear_in_one_language_alone_counts_in_that_language() -> None:
    assert hazards_in("mofo", "pt") == ("damp",)
    assert hazards_in("mofo", "en") == ()


@pytest.mark.parametrize("topic", ["heating", "electrics", "gas", "structure", "water", "fire_safety", "security"])
def test_what_cannot_wait_is_told_by_phone_first(topic: str) -> None:
    assert phones_first(("damp", topic))


def test_no_water_or_sewage_is_told_by_phone_first() -> None:
    assert phones_first(hazards_in("sewage is coming up through the shower"))
    assert phones_first(hazards_in("we have no water at all"))


@pytest.mark.parametrize("topics", [(), ("damp",), ("pests", "asbestos", "stairs", "hot_water"), ("unheard-of",)])
def test_what_can_wait_for_a_form_is_not(topics: tuple[str, ...]) -> None:
    assert not phones_first(topics)


def test_a_message_of_sixty_words_is_read_in_a_millisecond() -> None:
    story = (SAID["several"][0]["story"] + " Nobody came to look at the window or the door.") * 2
    assert min(_seconds(" ".join(story.split()[:60])) for _ in range(20)) < 0.001


@pytest.mark.parametrize(
    "bait", ["no damp ", "damp was mended ", "water coming ", "the door ", "没有发霉", "水", "a", "' "]
)
def test_no_text_makes_the_search_slow(bait: str) -> None:
    short, long = (bait * 40_000)[:10_000], (bait * 40_000)[:40_000]
    quick = min(_seconds(short) for _ in range(3))
    assert quick < 0.05
    assert min(_seconds(long) for _ in range(3)) < max(0.05, 8 * quick)


def test_a_mistake_in_the_data_is_named(tmp_path: Path) -> None:
    data = tmp_path / "hazards.yml"
    data.write_text(
        "groups: {}\nmisspelt: {}\nharmless: []\nspeech: {en: {}}\nhazards:\n- {topic: damp, phrases: {xx: [mould]}}\n"
    )
    with pytest.raises(WrongLexicon, match="no speech for xx"):
        HazardWords(data)


def _seconds(text: str) -> float:
    start = time.thread_time()
    hazards_in(text)
    return time.thread_time() - start
