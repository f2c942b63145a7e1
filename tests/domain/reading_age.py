"""How old a reader a sentence needs: the Flesch-Kincaid grade plus five, with syllables estimated from vowels."""

import re

VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(
    r"(?<![aeiouyl])e$|(?<=[aeiouy])le$|(?<=[^aeiouytd])ed$"
    r"|(?<=[^aeioushxzgc])es$|(?<=[^aeiouyl])e(?=ly$|ment|ful)"
)
WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+", re.IGNORECASE)
END = re.compile(r"(?<=[.?!:])\s+")


def sentences(text: str) -> list[str]:
    """The sentences of a text. What follows a colon is read as one of its own."""
    return [sentence for sentence in END.split(" ".join(text.split())) if words(sentence)]


def words(sentence: str) -> list[str]:
    """Its words; a number is one."""
    return WORD.findall(sentence)


def syllables(word: str) -> int:
    """About how many syllables: groups of vowels, without the silent e at the end. A number counts as one."""
    word = word.lower()
    return max(1, len(VOWELS.findall(SILENT.sub("", word))))


def reading_age(sentence: str) -> int:
    """School grade by Flesch and Kincaid, plus five, in whole years, for a single sentence."""
    found = words(sentence)
    return round(0.39 * len(found) + 11.8 * sum(map(syllables, found)) / len(found) - 15.59 + 5)
