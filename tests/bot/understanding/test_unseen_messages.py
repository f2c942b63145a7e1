"""How well messages are understood that nobody trained on: floors under the measured figures."""

import re
from collections import Counter
from pathlib import Path

import pytest
from marking import A_LITTLE_DANGER, ASKED_FROM, ENOUGH_WORDS, LIKELY_DANGER, Marks, mark, messages

from actions import in_case, meanings
from bot.understanding import examples
from bot.understanding.train import BOT
from bot.understanding.understand import DANGERS, Understanding

FEWEST = {
    "en": 400,
    "pl": 110,
    "ar": 110,
    "es": 110,
    "ro": 110,
    "bn": 110,
    "pt": 110,
    "ur": 110,
    "pa": 110,
    "zh": 110,
    "fr": 110,
}
OTHERS = [language for language in FEWEST if language != "en"]
INTENTS = 29


@pytest.fixture(scope="module")
def marks(understanding: Understanding) -> Marks:
    return mark(understanding)


def test_there_are_enough_messages_in_every_language() -> None:
    counted = Counter(language for language, _, _ in messages())
    assert {language: counted[language] >= fewest for language, fewest in FEWEST.items()} == dict.fromkeys(FEWEST, True)
    for language in FEWEST:
        assert len({intent for spoken, intent, _ in messages() if spoken == language}) == INTENTS, language


def test_the_bot_asks_as_the_marks_say() -> None:
    assert meanings.ASKED_FROM == ASKED_FROM
    assert in_case.MAYBE == LIKELY_DANGER
    assert (in_case.A_LITTLE, in_case.ENOUGH_WORDS) == (A_LITTLE_DANGER, ENOUGH_WORDS)
    assert len(meanings.MEANINGS) == INTENTS


def test_no_unseen_message_was_trained_on() -> None:
    trained = {_bare(message.text) for message in examples.read(BOT / "data" / "nlu").messages}
    assert not [text for _, _, text in messages() if _bare(text) in trained]


def test_english_is_understood_or_asked_about(marks: Marks) -> None:
    assert marks.of("en").asked >= 0.94, marks.tables()


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_are_understood_or_asked_about(marks: Marks, language: str) -> None:
    assert marks.of(language).asked >= 0.88, marks.tables()


def test_danger_is_answered_with_what_to_do(marks: Marks) -> None:
    danger = marks.about(*DANGERS)
    assert danger.told >= 0.96, [answer.text for answer in danger.answers if not answer.is_told_what_to_do]
    assert danger.asked >= 0.95, [answer.text for answer in danger.wrong]


@pytest.mark.parametrize("language", FEWEST)
def test_danger_is_found_in_every_language(marks: Marks, language: str) -> None:
    danger = marks.of(language).about(*DANGERS)
    assert len(danger.answers) >= 24
    assert danger.told >= 0.90, [answer.text for answer in danger.answers if not answer.is_told_what_to_do]


def test_ordinary_messages_are_not_taken_for_danger(marks: Marks) -> None:
    calm = marks.besides(*DANGERS)
    assert calm.told <= 0.02, [answer.text for answer in calm.answers if answer.is_told_what_to_do]


def test_a_complaint_is_never_taken_for_stop(marks: Marks) -> None:
    assert not [answer.text for answer in marks.about("make_complaint").answers if answer.understood == "stop"]


def test_spelling_alone_still_finds_danger(by_spelling: Understanding) -> None:
    marks = mark(by_spelling)
    assert marks.about(*DANGERS).asked >= 0.85, [answer.text for answer in marks.about(*DANGERS).wrong]
    assert marks.of("en").first >= 0.50, marks.tables()


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def test_training_files_are_where_both_engines_look() -> None:
    assert Path(BOT / "data" / "nlu").is_dir()
