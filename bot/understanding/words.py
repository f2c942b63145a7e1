"""Text as people type it, made fit to be read by a model or compared with a phrase."""

from __future__ import annotations

import re
import unicodedata

# Invisible characters (controls, bidi marks, zero-width joiners, tatweel) and lone surrogates only hide words.
_INVISIBLE = {
    code: None
    for first, last in (
        (0x00, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x640, 0x640), (0x200B, 0x200F),
        (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xD800, 0xDFFF), (0xE0000, 0xE007F),
    )
    for code in range(first, last + 1)
    if chr(code) not in "\t\n\r\x0b\x0c\x85"
}  # fmt: skip
_SENTENCE_ENDS = ".!?;\n\r؟؛।॥۔。！？；…"
_COMMAS = ',:،、，：()[]{}"“”«»„<>|/\\–—'
_APOSTROPHES = "'’‘ʼ`´′"
_LETTER_FORMS = {
    # Arabic, Persian and Urdu keyboards write the same letter with different codes.
    "ی": "ي", "ى": "ي", "ې": "ي", "ک": "ك", "ہ": "ه", "ۂ": "ه", "ۃ": "ه", "ھ": "ه", "ة": "ه", "ە": "ه", "ٱ": "ا",
    "ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe",
}  # fmt: skip
_MARKS = (*range(0x300, 0x370), *range(0x64B, 0x660), 0x670, *range(0x6D6, 0x6EE), 0x9BC, 0xA3C)
_FOLD = str.maketrans(
    {
        **dict.fromkeys(_MARKS),
        **{ord(old): new for old, new in _LETTER_FORMS.items()},
        **{ord(mark): " . " for mark in _SENTENCE_ENDS},
        **{ord(mark): " , " for mark in _COMMAS},
        **{ord(mark): None for mark in _APOSTROPHES},
    }
)
_ELISION = re.compile(r"\b(qu|[cdjlmnst])['’](?=[aeiouyhéèêàâîôœ])")
# A Chinese character is a word of its own; Indian vowel signs belong to the word though they are not letters.
_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff][^\W\u3400-\u9fff\u0964\u0965]*(?:[\u0900-\u0dff]+\w*)*|[.,]")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_ARABIC_PREFIX = re.compile(r"^[وف]?(?:ال|بال|لل|كال)(?=\w{3})|^و(?=\w{4})")


def visible(text: str) -> str:
    """The text without invisible characters, in Unicode's compatible form, every kind of space one space."""
    return " ".join(unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).split())


def opening(text: str, words: int = 40, characters: int = 240) -> str:
    """The first words of a message: what the model reads. Empty when nothing in it is a letter or a digit.

    A limit in characters stands beside the one in words: Chinese has no spaces, and each character of it costs a word.
    """
    start = " ".join(visible(text[: characters * 20]).split(" ")[:words])[:characters].lower()
    if len(_CHINESE.findall(start)) > words:
        start = start[: 2 * words]
    return start if any(letter.isalnum() for letter in start) else ""


def tokens(text: str) -> list[str]:
    """Every word of the text folded so that spellings of it agree; "." ends a sentence, "," stands for lesser marks.

    Case, accents, Arabic vowel signs and letter forms, apostrophes, invisible characters and stretched letters
    ("heeelp") are folded away. Time grows with the length of the text alone.
    """
    plain = unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).casefold()
    if "'" in plain or "’" in plain:
        plain = _ELISION.sub(r"\1 ", plain)
    found = _TOKEN.findall(unicodedata.normalize("NFKD", plain).translate(_FOLD))
    folded = {word: _one_spelling(word) for word in set(found)}
    return [folded[word] for word in found]


def _one_spelling(word: str) -> str:
    word = _STRETCHED.sub(r"\1", word)
    return _ARABIC_PREFIX.sub("", word) if "\u0620" <= word[0] <= "\u06ff" else word
