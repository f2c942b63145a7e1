"""What may be an answer in words to a question, and which part of a message it is."""

import re
from collections.abc import Callable, Mapping

from actions.ahead_person import STREET, UNIT
from actions.other_words import DONE_WORDS, LEAVE_OUT_WORDS, NO_STORIES, POLITE_WORDS, TIMES, UNKNOWN_WORDS
from actions.said import A_LINE, A_NAME, A_STORY, DANGERS, POLITE, SHORT, VERY_SURE, Said
from portal.domain.choosing import mentions, plain
from portal.domain.journey import Question

EMAIL, PHONE = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+"), re.compile(r"\+?[\d][\d\s().-]{4,}\d")
SAID_BEFORE_A_NAME = re.compile(
    r"^\W*(?:(?:my|the|her|his|their)\s+name(?:\s+is|'s|’s)|i\s+am|i['’]m|name\s+is|name|call\s+me|this\s+is|it\s+is|it['’]s|"
    r"nazywam\s+si[ęe]|mam\s+na\s+imi[ęe]|me\s+llamo|mi\s+nombre\s+es|اسمي|أنا|انا)[\s:,]+(?=\S)",
    re.IGNORECASE,
)


def names_no_time(said: Said, typed: str) -> bool:
    """At "when did it start?": words that may be an answer to something else, said the first time."""
    if typed or said.chosen or said.in_danger or not said.text or said.length > SHORT or _tells_when(said):
        return False
    is_elsewhere = said.is_elsewhere or said.is_story or said.intent in (*DANGERS, *POLITE)
    return not is_elsewhere and plain(said.text) not in LEAVE_OUT_WORDS | UNKNOWN_WORDS and not is_bare_no(said)


def _tells_when(said: Said) -> bool:
    """Is there a time in it? What is written in a script that we do not read for it counts."""
    if "started" in said.named or not plain(said.text).isascii():
        return True
    if said.named.intersection(("postcode", "phone", "email")) or LIKE_AN_ADDRESS.search(said.text):
        return bool(YEAR.search(said.text)) and "postcode" not in said.named
    return said.length > SHORT or bool(YEAR.search(said.text)) or any(mentions(said.text, word) for word in TIMES)


def hides_name(said: Said) -> bool:
    """At "what is your name?": would they rather not say?"""
    is_unwilling = plain(said.text) in LEAVE_OUT_WORDS - DONE_WORDS or is_bare_no(said)
    wishes = said.intent == "complain_anonymously" and said.confidence >= VERY_SURE
    return is_unwilling or (wishes and not mentions(said.text, "already"))


def is_bare_no(said: Said) -> bool:
    return said.intent == "deny" and said.confidence >= VERY_SURE and said.length <= 3


def is_found(question: Question, said: Said) -> bool:
    """Does the message hold what the question asks for, whatever else it may be about?"""
    pattern = {"email": EMAIL, "phone": PHONE}.get(question.kind)
    return question.id in said.named or _looks_a_name(question, said) or bool(pattern and pattern.search(said.text))


def _looks_a_name(question: Question, said: Said) -> bool:
    """Written or said as names are: a model has never heard of Rosa Delgado."""
    is_written_so = said.length <= A_NAME and said.text.istitle()
    is_asked = question.id in ("name", "acting_for_name")
    return is_asked and (is_written_so or bool(SAID_BEFORE_A_NAME.search(said.text)))


def reached_by(text: str) -> dict[str, tuple[str, ...]]:
    """An address or a number that stands in the message, by the question it answers."""
    found = {"email": EMAIL.search(text), "phone": PHONE.search(text)}
    return {id: (match.group(),) for id, match in found.items() if match}


def _part(pattern: re.Pattern[str]) -> Callable[[str], str]:
    def part(text: str) -> str:
        match = pattern.search(text)
        return match.group() if match else text

    return part


def _name(text: str) -> str:
    """`My name is Ana Nowak.` is Ana Nowak."""
    shorter = SAID_BEFORE_A_NAME.sub("", text)
    return shorter.rstrip(" .") if shorter != text else text


def _as_it_is(text: str) -> str:
    return text


def is_empty_story(text: str) -> bool:
    """Does it tell nothing of what went wrong: "I want to make a complaint", or a face?"""
    words = plain(text)
    return words in NO_STORIES or not _has_letter(words)


def _has_letter(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _is_a_name(said: Said) -> bool:
    is_one = said.length <= SHORT and _has_letter(said.text) and not _has_digit(said.text)
    bare = " ".join(word for word in plain(said.text).split() if word not in POLITE_WORDS)
    return is_one and not hides_name(said) and bare not in DONE_WORDS | UNKNOWN_WORDS


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


LIKE_AN_ADDRESS = re.compile(rf"{STREET.pattern}|{UNIT}|^\W*\d{{1,4}}[a-z]?,? [^\W\d]+ [^\W\d]+\W*$", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")

ANYTHING: tuple[Callable[[Said], bool], Callable[[str], str]] = (lambda _: True, _as_it_is)
IS_A_NAME = (_is_a_name, _name)
FITTING: Mapping[str, tuple[Callable[[Said], bool], Callable[[str], str]]] = {
    "name": IS_A_NAME,
    "acting_for_name": IS_A_NAME,
    "text": (lambda said: len(said.text) <= 500, _as_it_is),
    "address": (lambda said: len(said.text) <= 1000 and (_has_digit(said.text) or said.length <= A_STORY), _as_it_is),
    "postcode": (
        lambda said: "@" not in said.text and said.length <= (SHORT if _has_digit(said.text) else 2),
        _as_it_is,
    ),
    "email": (lambda said: bool(EMAIL.search(said.text)) or said.length <= A_LINE, _part(EMAIL)),
    "phone": (lambda said: bool(PHONE.search(said.text)) or said.length <= A_LINE, _part(PHONE)),
}
"""By question or kind of words: may this be such an answer, and which part of the message is it?"""
