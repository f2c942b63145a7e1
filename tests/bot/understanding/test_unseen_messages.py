"""How well messages are understood that nobody trained on: floors under the measured figures."""

import re
from collections import Counter
from pathlib import Path

import pytest
from marking import Marks, mark, messages

from bot.understanding import examples
from bot.understanding.train import BOT
from bot.understanding.understand import DANGERS, Understanding

FEWEST = {"en": 150, "pl": 40, "ar": 40, "es": 20}


@pytest.fixture(scope="module")
def marks(understanding: Understanding) -> Marks:
    return mark(understanding)


def test_there_are_enough_messages_in_every_language() -> None:
    counted = Counter(language for language, _, _ in messages())
    assert set(counted) == {"en", "es", "pl", "ro", "bn", "ar", "pt", "ur", "pa", "zh", "fr"}
    assert {language: counted[language] >= fewest for language, fewest in FEWEST.items()} == dict.fromkeys(FEWEST, True)


def test_no_unseen_message_was_trained_on() -> None:
    trained = {_bare(message.text) for message in examples.read(BOT / "data" / "nlu").messages}
    assert not [text for _, _, text in messages() if _bare(text) in trained]


def test_english_is_understood_or_asked_about(marks: Marks) -> None:
    assert marks.of("en").asked >= 0.90, marks.table()


@pytest.mark.parametrize("language", ["es", "pl", "ar"])
def test_other_languages_are_understood_or_asked_about(marks: Marks, language: str) -> None:
    assert marks.of(language).asked >= 0.80, marks.table()


def test_languages_with_fewer_messages_taken_together_are_understood(marks: Marks) -> None:
    few = Marks([answer for answer in marks.answers if answer.language not in FEWEST])
    assert few.asked >= 0.80, marks.table()


def test_danger_is_found(marks: Marks) -> None:
    assert marks.about(*DANGERS).asked >= 0.98, [answer.text for answer in marks.about(*DANGERS).wrong]


def test_ordinary_messages_are_not_taken_for_danger(marks: Marks) -> None:
    calm = [answer for answer in marks.answers if answer.intent not in DANGERS]
    alarmed = [answer.text for answer in calm if answer.understood in DANGERS]
    assert len(alarmed) <= 0.03 * len(calm), alarmed


def test_a_complaint_is_never_taken_for_stop(marks: Marks) -> None:
    assert not [answer.text for answer in marks.about("make_complaint").answers if answer.understood == "stop"]


def test_spelling_alone_still_finds_danger(by_spelling: Understanding) -> None:
    marks = mark(by_spelling)
    assert marks.about(*DANGERS).asked >= 0.85, [answer.text for answer in marks.about(*DANGERS).wrong]
    assert marks.of("en").first >= 0.50, marks.table()


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def test_training_files_are_where_both_engines_look() -> None:
    assert Path(BOT / "data" / "nlu").is_dir()
