"""Which language a message is written in: said where it is plain, and never wrongly of English."""

from pathlib import Path

import pytest

from bot.understanding import spoken
from bot.understanding.train import BOT
from tests.bot.understanding.marking import messages

OTHERS = ("es", "pl", "ro", "bn", "ar", "pt", "ur", "pa", "zh", "fr")


@pytest.fixture(scope="module")
def ears(tmp_path_factory: pytest.TempPathFactory) -> spoken.Spoken:
    return spoken.ready(BOT / "data" / "nlu", tmp_path_factory.mktemp("model"))


def test_english_is_not_taken_for_another_language(ears: spoken.Spoken) -> None:
    english = [text for language, _, text in messages() if language == "en"]
    assert not [text for text in english if ears.language_of(text) not in ("", "en")]


@pytest.mark.parametrize("language", OTHERS)
def test_most_messages_in_another_language_are_known_for_it(ears: spoken.Spoken, language: str) -> None:
    heard = [ears.language_of(text) for spoken_in, _, text in messages() if spoken_in == language]
    assert heard.count(language) >= 0.65 * len(heard)
    assert heard.count(language) + heard.count("") >= 0.94 * len(heard)


@pytest.mark.parametrize("text", ["", "ok", "hola", "LMJ-7K3F-92QD", "12", "🙂", "no"])
def test_a_word_alone_is_of_no_language(ears: spoken.Spoken, text: str) -> None:
    assert ears.language_of(text) == ""


def test_what_was_learnt_is_kept_and_read_again(tmp_path: Path) -> None:
    first = spoken.ready(BOT / "data" / "nlu", tmp_path)
    (kept,) = tmp_path.glob("by-language-*.npz")
    kept_at = kept.stat().st_mtime_ns
    again = spoken.ready(BOT / "data" / "nlu", tmp_path)
    assert again.languages == first.languages
    assert kept.stat().st_mtime_ns == kept_at
    kept.write_bytes(b"torn")
    assert spoken.ready(BOT / "data" / "nlu", tmp_path).language_of("quiero hacer una queja por favor") == "es"
