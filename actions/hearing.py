"""Reads a message as an answer to a question, or finds that it is none."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from actions.other_words import (
    CHANGE_WORDS,
    LANGUAGE_NAMES,
    LEAVE_OUT_WORDS,
    NO_STORIES,
    OTHER_WORDS,
    OWN_NAMES,
    SEND_WORDS,
    UNKNOWN_WORDS,
)
from portal.domain.choosing import alike, mentions, named, numbered, plain
from portal.domain.journey import Question

ELSEWHERE = frozenset(
    {
        "ask_timescales", "ask_ombudsman", "ask_privacy", "ask_process", "change_language", "check_status",
        "go_back", "help", "simpler_words", "stop", "talk_to_person",
    }
)  # fmt: skip
"""Intents that leave a question aside, when they are sure and the message is short."""
POLITE = frozenset({"greet", "thank", "goodbye", "affirm"})
"""Intents that answer no question of words, when they are very sure and the message is a word or two."""
TELLING = frozenset({"make_complaint", "report_repair", "report_asb", "escalate"})
"""Intents of somebody who tells what went wrong."""
DANGERS = frozenset({"emergency", "distress"})
SURE, VERY_SURE = 0.6, 0.85
A_YES, A_LINE, SHORT, A_STORY, A_QUESTION = 3, 5, 8, 12, 25
DONE, AS_TYPED = "done", "as_typed"
"""Values that only buttons send: that is all of several; the words that are kept already."""
EMAIL, PHONE = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+"), re.compile(r"\+?[\d][\d\s().-]{4,}\d")
SAID_BEFORE_A_NAME = re.compile(
    r"^\W*(?:(?:my|the|her|his|their)\s+name(?:\s+is|'s|’s)|i\s+am|i['’]m|name\s+is|name|call\s+me|this\s+is|it\s+is|it['’]s|"
    r"nazywam\s+si[ęe]|mam\s+na\s+imi[ęe]|me\s+llamo|mi\s+nombre\s+es|اسمي|أنا|انا)[\s:,]+(?=\S)",
    re.IGNORECASE,
)
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True)
class Said:
    """A message, as it was understood. `chosen` is what a button sent: (question, value).

    `in_danger`: words of danger were found in it.
    """

    text: str
    intent: str
    confidence: float
    chosen: tuple[str, str] | None = None
    in_danger: bool = False

    @property
    def length(self) -> int:
        """In words; two letters of a script without spaces count as one."""
        return len(self.text.split()) + len(UNSPACED.findall(self.text)) // 2

    @property
    def is_elsewhere(self) -> bool:
        """Is it surely and shortly about something else?"""
        return self.intent in ELSEWHERE and self.confidence >= SURE and self.length <= SHORT

    @property
    def is_story(self) -> bool:
        """Does it tell what went wrong, whatever was asked? Then the words are kept with the story."""
        if self.intent in ELSEWHERE and self.confidence >= VERY_SURE and self.length <= A_QUESTION:
            return False
        return self.length >= A_STORY or (self.intent in TELLING and self.length >= A_LINE)


@dataclass(frozen=True)
class Heard:
    """What a message answers: values as a form would send them, by question.

    `partial` adds to a choice of several. `aside` are words that belong to the story.
    """

    given: Mapping[str, Sequence[str]]
    partial: bool = False
    aside: str = ""


Options = Sequence[tuple[str, str]]
"""What was shown to choose from: (value, words), in order."""


def hear(question: Question, said: Said, options: Options, beside: Question | None, typed: str = "") -> Heard | None:
    """What this message answers, or None when it is about something else.

    `beside` is a question of free words on the same page: what is said in place of choosing belongs there.
    `typed` are words that were typed for this question before.
    """
    if said.chosen:
        return _pressed(question, said.chosen[1], typed)
    if not said.text.strip():
        return None
    heard = READERS.get(question.kind, _words)(question, said, options, beside)
    if heard is None and (said.is_story or said.intent == "emergency"):
        return Heard({}, aside=said.text)
    return heard


def hides_name(said: Said) -> bool:
    """At "what is your name?": would they rather not say?"""
    is_unwilling = plain(said.text) in LEAVE_OUT_WORDS or _is_bare_no(said)
    return is_unwilling or (said.intent == "complain_anonymously" and said.confidence >= SURE)


def hear_change(said: Said, shorts: Options) -> str:
    """`Change my name`: the id of the answered question that is named, or nothing. `shorts`: (id, short name)."""
    words = plain(said.text)
    if said.length > A_LINE or not any(words.startswith(phrase) for phrase in CHANGE_WORDS):
        return ""
    near = alike(said.text, [short for _, short in shorts], several=True)
    return shorts[near[0]][0] if len(near) == 1 else ""


def hear_check(said: Said, shorts: Options) -> str:
    """At "shall we send it?": `send`, `change`, the id of the question to change, or nothing."""
    words = plain(said.text)
    if words in SEND_WORDS or (said.intent == "affirm" and said.confidence >= SURE and said.length <= 4):
        return "send"
    if said.length <= SHORT and (not said.is_elsewhere or words.startswith(CHANGE_WORDS)):
        found = alike(said.text, [short for _, short in shorts])
        if found:
            return shorts[found[0]][0]
        if any(_has(words, phrase) for phrase in CHANGE_WORDS):
            near = alike(said.text, [short for _, short in shorts], several=True)
            return shorts[near[0]][0] if len(near) == 1 else "change"
    return "change" if said.intent == "deny" and said.confidence >= SURE and said.length <= 4 else ""


def language_named(text: str) -> str:
    """The code of the language that a message names, by its own name or in another language; empty for none.

    "I do not speak English" names none: it asks for another one.
    """
    words = plain(text)
    own = next((code for name, code in OWN_NAMES.items() if code != "en" and _has(words, plain(name))), "")
    found = own or next((code for name, code in LANGUAGE_NAMES.items() if _begins(words, name)), "")
    return "" if found == "en" and _denied(words) else found


def _pressed(question: Question, value: str, typed: str) -> Heard | None:
    if question.kind == "choices" and value not in ("", DONE):
        return Heard({question.id: (value,)}, partial=True)
    if value == AS_TYPED:
        return Heard({question.id: (typed,)}) if typed else None
    if value in ("", DONE):
        return Heard({question.id: ()})
    return Heard({question.id: (value,)}) if question.kind == "choice" else None


def _one(question: Question, said: Said, options: Options, beside: Question | None) -> Heard | None:
    value = _surely(question, said, options)
    if value is None and (said.is_elsewhere or said.intent in DANGERS):
        return None
    if value is None and said.length <= A_QUESTION:
        value = next((options[place][0] for place in alike(said.text, _titles(options))), None)
    value = value or _meant(question, said)
    return Heard({question.id: (value,)}, aside=said.text if said.length >= A_STORY else "") if value else None


def _several(question: Question, said: Said, options: Options, beside: Question | None) -> Heard | None:
    if places := numbered(said.text, len(options)):
        values = tuple(options[place][0] for place in places)
        return Heard({question.id: ()}) if DONE in values else Heard({question.id: values}, partial=True)
    exact = named(said.text, _titles(options))
    if plain(said.text) in LEAVE_OUT_WORDS or (exact is not None and options[exact][0] == DONE):
        return Heard({question.id: ()})
    reached = _reached(said.text) if question.id == "contact_by" else {}
    if exact is None and not reached and (said.is_elsewhere or said.intent in DANGERS):
        return None
    every = [*alike(said.text, _titles(options), several=True), *_by_phrase(question, said, options)]
    found = tuple(dict.fromkeys(options[place][0] for place in every if options[place][0] != DONE))
    if found and beside and said.length > 4:
        return Heard({question.id: found, beside.id: (said.text,)})
    if found or reached:
        return Heard({question.id: found or tuple(reached), **reached}, partial=not reached)
    if said.intent == "deny" and said.length <= A_LINE:
        return Heard({question.id: ()})
    if beside and said.length > 2 and said.intent != "affirm" and not said.is_story:
        return Heard({question.id: (), beside.id: (said.text,)})
    return None


def _files(question: Question, said: Said, options: Options, beside: Question | None) -> Heard | None:
    has_none = said.intent == "deny" and said.confidence >= SURE and said.length <= A_LINE
    is_done = plain(said.text) in LEAVE_OUT_WORDS or named(said.text, _titles(options)) is not None
    return Heard({question.id: ()}) if has_none or is_done else None


def _words(question: Question, said: Said, options: Options, beside: Question | None) -> Heard | None:
    words = plain(said.text)
    is_known = question.kind not in ("address", "postcode") or words not in UNKNOWN_WORDS
    if question.optional and (words in LEAVE_OUT_WORDS or not is_known or _is_bare_no(said)):
        return Heard({question.id: ()})
    if said.intent in POLITE and said.confidence >= VERY_SURE and said.length <= 2 and question.kind != "postcode":
        return None
    if question.kind == "longtext" and is_empty_story(said.text):
        return None
    fits, find = FITTING.get(question.id, FITTING.get(question.kind, ANYTHING))
    if said.is_elsewhere and not _is_found(question, said.text):
        return None
    if not fits(said) or (said.in_danger and question.kind != "longtext"):
        is_told = said.in_danger or said.length >= SHORT
        return Heard({}, aside=said.text) if is_told else None
    return Heard({question.id: (find(said.text),)})


def _surely(question: Question, said: Said, options: Options) -> str | None:
    """By its number, its words, its value, or what people say for it."""
    titles = _titles(options)
    places = numbered(said.text, len(options))
    exact = named(said.text, titles)
    if exact is None:
        exact = named(said.text, [value for value, _ in options])
    strong = alike(said.text, titles, least=0.99) if said.length <= SHORT else ()
    phrased = tuple(_by_phrase(question, said, options))
    exactly = () if exact is None else (exact,)
    place = next((found[0] for found in (places, exactly, strong, phrased) if len(found) == 1), None)
    return None if place is None else options[place][0]


def _by_phrase(question: Question, said: Said, options: Options) -> list[int]:
    """Options that people name by these words; where one phrase is part of another, the longer one counts."""
    if said.length > (A_QUESTION if question.kind == "choices" else SHORT):
        return []
    if question.options_from == "languages":
        return _by_language(said, options)
    values = [value for value, _ in options]
    found = [
        (len(phrase), values.index(value))
        for value, phrases in OTHER_WORDS.get(question.id, {}).items()
        if value in values
        for phrase in phrases
        if mentions(said.text, phrase)
    ]
    if question.kind == "choices":
        return list(dict.fromkeys(place for _, place in found))
    return [max(found)[1]] if found else []


def _by_language(said: Said, options: Options) -> list[int]:
    values, code = [value for value, _ in options], language_named(said.text)
    wanted = code if code in values else "other" if code else ""
    return [values.index(wanted)] if wanted in values else []


def _meant(question: Question, said: Said) -> str | None:
    """The option that a plain yes or no stands for, or the intent of the whole message."""
    if said.confidence >= SURE and (question.id, said.intent) in MEANT:
        return MEANT[question.id, said.intent]
    meant = {"affirm": "yes", "deny": "no"}.get(said.intent)
    if said.length > A_YES or said.confidence < SURE:
        return None
    return next((option.value for option in question.options if meant and option.means == meant), None)


def _is_bare_no(said: Said) -> bool:
    return said.intent == "deny" and said.confidence >= VERY_SURE and said.length <= 3


def _is_found(question: Question, text: str) -> bool:
    pattern = {"email": EMAIL, "phone": PHONE}.get(question.kind)
    return bool(pattern and pattern.search(text))


def _reached(text: str) -> dict[str, tuple[str, ...]]:
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


def _titles(options: Options) -> list[str]:
    return [title for _, title in options]


def _has(words: str, phrase: str) -> bool:
    return f" {phrase} " in f" {words} "


def _begins(words: str, name: str) -> bool:
    return f" {name}" in f" {words}"


def _denied(words: str) -> bool:
    return any(_has(words, word) for word in ("not", "no", "nie", "لا", "can not", "nu", "nao"))


def is_empty_story(text: str) -> bool:
    """Does it tell nothing of what went wrong: "I want to make a complaint", or a face?"""
    words = plain(text)
    return words in NO_STORIES or not _has_letter(words)


def _has_letter(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _is_a_name(said: Said) -> bool:
    is_one = said.length <= SHORT and _has_letter(said.text) and not _has_digit(said.text)
    return is_one and not hides_name(said)


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


MEANT = {("for_whom", "complain_anonymously"): "anonymous", ("for_whom", "representative"): "someone_else"}
READERS = {"choice": _one, "choices": _several, "files": _files}
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
