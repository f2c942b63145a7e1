"""Which of the answers offered is meant: by number, by its words, by a part of them, roughly spelt."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache

ENOUGH, SHORT = 0.6, 3
"""The share of an answer's words that chooses it; and how few words may choose by one telling word alone."""
ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
    "sixth": 6, "seventh": 7, "eighth": 8, "last": -1, "bottom": -1, "top": 1,
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "pierwsza": 1, "pierwszy": 1, "pierwsze": 1, "druga": 2, "drugi": 2, "drugie": 2, "trzecia": 3, "trzeci": 3,
    "trzecie": 3, "czwarta": 4, "czwarty": 4, "ostatnia": -1, "ostatni": -1,
    "primero": 1, "primera": 1, "segundo": 2, "segunda": 2, "tercero": 3, "tercera": 3, "ultimo": -1, "ultima": -1,
    "الاول": 1, "الاولى": 1, "الثاني": 2, "الثانيه": 2, "الثالث": 3, "الثالثه": 3, "الاخير": -1,
}  # fmt: skip
AROUND_A_NUMBER = frozenset((
    "the", "a", "an", "one", "number", "nr", "no", "option", "answer", "choice", "button", "and", "please", "it", "is",
    "i", "mean", "choose", "pick", "want", "would", "like", "y", "la", "el", "ta", "ten", "opcja", "numer", "opcion",
    "numero", "رقم",
))  # fmt: skip
SHORTENED = {
    "its": "it is", "im": "i am", "ive": "i have", "dont": "do not", "doesnt": "does not", "didnt": "did not",
    "isnt": "is not", "arent": "are not", "wasnt": "was not", "havent": "have not", "hasnt": "has not",
    "cant": "can not", "cannot": "can not", "wont": "will not", "thats": "that is", "theyre": "they are",
    "dunno": "do not know", "idk": "i do not know",
}  # fmt: skip
DENYING = frozenset({"not", "never"})
SMALL = frozenset((
    "a", "an", "the", "of", "to", "and", "or", "in", "at", "on", "for", "with", "from", "my", "me", "i", "you", "your",
    "we", "us", "it", "is", "are", "was", "be", "do", "does", "have", "has", "had", "this", "that", "what", "who",
    "how", "if", "so", "as", "can", "not", "please", "yes", "no", "want", "like", "would",
))  # fmt: skip
BUTTON = re.compile(r"/\s*[a-z_]+\s*(?:@[\d.]*\s*)?(?:\{.*)?$", re.IGNORECASE | re.DOTALL)
INVISIBLE = " \t\r\n\u00a0\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u061c"
APOSTROPHES = str.maketrans("", "", "'’‘`´")


def is_a_button(text: str) -> bool:
    """Is it what a button sends, whole or broken (`/stop`, `/answer{"question"`)? Not "/stop knocking at my door".

    It is never taken for words of the resident's, though invisible letters stand before it.
    """
    return bool(BUTTON.match(text.lstrip(INVISIBLE)))


@cache
def plain(text: str) -> str:
    """Small letters, no accents, no punctuation, English short forms written out."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(APOSTROPHES))
    kept = (c if c.isalnum() or c.isspace() or c == "_" else " " for c in folded if not unicodedata.combining(c))
    return " ".join(SHORTENED.get(word, word) for word in "".join(kept).split())


def numbered(text: str, count: int) -> tuple[int, ...]:
    """The places (from 0) that a message of nothing but numbers names: `2`, `the second one`, `1 and 3`."""
    words = re.findall(r"\w+", plain(text).replace("ة", "ه"))
    found = [number for word in words if (number := _number(word)) is not None]
    if not found and words == ["one"]:
        found = [1]
    if not found or any(_number(word) is None and word not in AROUND_A_NUMBER for word in words):
        return ()
    places = tuple(dict.fromkeys(number - 1 if number > 0 else count + number for number in found))
    return places if all(0 <= place < count for place in places) else ()


def named(text: str, titles: Sequence[str]) -> int | None:
    """The place of the answer whose words these are, exactly but for case, accents and punctuation."""
    said = plain(text)
    return next((place for place, title in enumerate(titles) if said and plain(title) == said), None)


def mentions(text: str, phrase: str) -> bool:
    """Do these plain words stand in the text? A single long word may be roughly spelt."""
    words = plain(text)
    is_long = " " not in phrase and len(phrase) >= 6
    return f" {phrase} " in f" {words} " or (is_long and _is_among(phrase, words.split()))


def alike(text: str, titles: Sequence[str], *, several: bool = False, least: float = ENOUGH) -> tuple[int, ...]:
    """The places of the answers that share most of their words with the text; one clear winner unless `several`.

    Answers that deny what the text says, or the other way round, are out: "not at court" is not "at court".
    """
    wrote = _words(text)
    told = [_words(title) for title in titles]
    fitting = [place for place, words in enumerate(told) if _denies(words) == _denies(wrote)]
    fitting = [place for place in fitting if len(wrote) <= SHORT or not _is_tiny(told[place])]
    shares = {place: _share(wrote, told[place]) for place in fitting}
    near = [place for place in fitting if shares[place] >= least]
    if several or (not near and least <= ENOUGH and len(wrote) <= SHORT):
        near += [place for place in fitting if place not in near and _tells(wrote, place, told)]
    if several:
        return tuple(near)
    best = max((shares[place], len(told[place])) for place in near) if near else None
    winners = [place for place in near if (shares[place], len(told[place])) == best]
    return tuple(winners) if len(winners) == 1 else ()


def _words(text: str) -> tuple[str, ...]:
    return tuple(plain(text).split())


def _denies(words: Sequence[str]) -> bool:
    return bool(DENYING.intersection(words)) or "no" in words[1:]


def _share(wrote: Sequence[str], title: Sequence[str]) -> float:
    return sum(_is_among(word, wrote) for word in title) / len(title) if title else 0.0


def _is_tiny(title: Sequence[str]) -> bool:
    """One small word, like "me", that stands in many sentences by chance."""
    return len(title) == 1 and len(title[0]) <= 3


def _tells(wrote: Sequence[str], place: int, titles: Sequence[Sequence[str]]) -> bool:
    """Is there a word that only this answer has?"""
    others = {word for other, words in enumerate(titles) if other != place for word in words}
    own = [word for word in titles[place] if word not in SMALL and len(word) > 2 and word not in others]
    return any(_is_among(word, wrote) for word in own)


def _is_among(word: str, words: Sequence[str]) -> bool:
    return any(_same(word, each) for each in words)


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) > 2 and one.rstrip("s") == other.rstrip("s"):
        return True
    if min(len(one), len(other)) < 5 or one[0] != other[0]:
        return False
    return SequenceMatcher(None, one, other).ratio() >= 0.8


def _number(word: str) -> int | None:
    if word.isdecimal() and len(word) <= 2:
        return int(word) or None
    return ORDINALS.get(word)
