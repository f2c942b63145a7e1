"""What a message tells of somebody who is to act for whoever writes: who they are, their name, how to reach them."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from actions.ahead_name import NO_NAMES
from actions.clauses import Message
from portal.domain.choosing import mentions, plain

if TYPE_CHECKING:
    from actions.ahead import Read

WHO: Mapping[str, tuple[str, ...]] = {
    "solicitor": ("solicitor", "lawyer", "prawnik", "adwokat", "abogado", "abogada", "avocat", "محامي", "وکیل"),
    "councillor": ("councillor", "councilor", "radny", "radna", "concejal", "consilier local"),
    "mp": ("mp", "member of parliament"),
    "support_worker": ("support worker", "carer", "social worker", "care worker", "key worker", "opiekun", "opiekunka",
                       "cuidadora", "trabajadora social"),
    "advocate": ("advocate", "adviser", "advisor", "citizens advice", "shelter", "case worker", "doradca", "asesor",
                 "asesora"),
    "attorney": ("power of attorney", "attorney"),
    "deputy": ("court deputy", "deputy"),
    "family": ("mum", "mom", "mother", "dad", "father", "nan", "gran", "grandmother", "grandfather", "husband", "wife",
               "partner", "boyfriend", "girlfriend", "son", "daughter", "brother", "sister", "aunt", "auntie", "uncle",
               "cousin", "niece", "nephew", "friend", "neighbour", "neighbor", "grandson", "granddaughter", "family",
               "siostra", "siostre", "siostry", "brat", "brata", "corka", "corke", "syn", "syna", "maz", "zona", "mama",
               "przyjaciel", "przyjaciolka", "hermana", "hermano", "hija", "hijo", "amiga", "amigo", "marido", "esposa",
               "sora", "fiica", "fiul", "prieten", "filha", "filho", "irma", "irmao", "soeur", "fille", "fils", "ami",
               "behan", "bhai", "beti", "beta", "bhaijaan", "اختي", "أختي", "اخي", "أخي", "ابنتي", "ابني", "بنتي",
               "زوجي", "زوجتي", "صديقي", "صديقتي", "بہن", "بھائی", "بیٹی", "بیٹا", "دوست", "বোন", "ভাই",
               "মেয়ে", "ছেলে", "ਭੈਣ", "ਭਰਾ", "ਧੀ", "ਪੁੱਤਰ", "姐姐", "妹妹", "女儿", "儿子", "朋友"),
}  # fmt: skip
"""By relationship, in plain words; the first that a message names counts, for a friend may be a solicitor."""
_KIN = "|".join(word for words in WHO.values() for word in words if word.isascii())
_CAPITAL = r"(?-i:[A-ZÀ-ÖØ-ÞĄĆĘŁŃÓŚŹŻĂÂÎȘȚŞŢ])"
_NAME = rf"{_CAPITAL}(?:[^\W\d_]|['\-])*"
NAMED = (
    re.compile(rf"\b(?:{_KIN}),? (?:called |named |is )?(?P<name>{_NAME}(?: {_NAME}){{0,3}})", re.IGNORECASE),
    re.compile(rf"\b(?:called|named) (?P<name>{_NAME}(?: {_NAME}){{0,3}})", re.IGNORECASE),
    re.compile(rf"\b(?:her|his|their) name(?: is|'s) (?P<name>{_NAME}(?: {_NAME}){{0,3}})", re.IGNORECASE),
)
GROWN_UP = 18
AGE = re.compile(
    r"\b(?:s?he(?:'s|s| is)?|they(?:'re|re| are)?|aged?) (?P<age>\d{2})\b(?!\s*(?:[/.:-]|\d))", re.IGNORECASE
)


def relationship(message: Message) -> Sequence[str]:
    """Who they are to whoever writes, where the message names it."""
    said = plain(message.text)
    exactly = [each for each, words in WHO.items() if any(f" {word} " in f" {said} " for word in words)]
    roughly = (each for each, words in WHO.items() if any(_stands(word, message.text) for word in words))
    return (exactly or [*roughly])[:1]


def name(message: Message) -> Sequence[str]:
    """Their name, where it stands beside who they are."""
    found = [match["name"] for pattern in NAMED if (match := pattern.search(message.text))]
    fits = [each for each in found if not any(map(NO_NAMES.search, each.split()))]
    return fits[:1]


def over_18(message: Message) -> Sequence[str]:
    """Whether they are grown up, where their age is told."""
    ages = {int(match["age"]) for match in AGE.finditer(message.text)}
    return [("adult" if age >= GROWN_UP else "minor") for age in ages] if len(ages) == 1 else ()


def the_one(entity: str) -> "Read":
    """The one number or address that the message names: whose it is, it need not say."""

    def read(message: Message, _: Sequence[str]) -> Sequence[str]:
        values = tuple(dict.fromkeys(each.value for each in message.named.get(entity, ())))
        return values if len(values) == 1 else ()

    return read


def _stands(word: str, text: str) -> bool:
    return mentions(text, word) if word.isascii() else word in text


OF_THEM: Mapping[str, "Read"] = {
    "name": lambda message, _: name(message),
    "relationship": lambda message, _: relationship(message),
    "over_18": lambda message, _: over_18(message),
    "email": the_one("email"),
    "phone": the_one("phone"),
}
"""By question of the journey `representative`, as `actions.ahead.AHEAD` is."""
