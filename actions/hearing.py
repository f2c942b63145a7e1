"""Reads a message as an answer to a question, or finds that it is none."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from actions.ahead_acting import GROWN_UP
from actions.fitting import ANYTHING, FITTING, is_bare_no, is_empty_story, is_found, reached_by
from actions.other_words import (
    CHANGE_WORDS,
    LANGUAGE_NAMES,
    LATER_WORDS,
    LEAVE_OUT_WORDS,
    NO_END_WORDS,
    OTHER_WORDS,
    OWN_NAMES,
    POLITE_WORDS,
    SEND_WORDS,
    UNKNOWN_WORDS,
)
from actions.said import A_LINE, A_QUESTION, A_STORY, A_YES, DANGERS, POLITE, SHORT, SURE, VERY_SURE, Said
from portal.domain.choosing import alike, mentions, named, numbered, plain
from portal.domain.journey import Question

DONE, AS_TYPED = "done", "as_typed"
"""Values that only buttons send: that is all of several; the words that are kept already."""


@dataclass(frozen=True)
class Heard:
    """What a message answers: values as a form would send them, by question.

    `partial` adds to a choice of several. `aside` are words that belong to the story.
    """

    given: Mapping[str, Sequence[str]]
    partial: bool = False
    aside: str = ""


AGES = ("over_18", "acting_for_over_18")
"""Questions about an age, which many answer with the age itself."""
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


def hear_change(said: Said, shorts: Options) -> str:
    """`Change my name`: the id of the answered question that is named; `change` where none is; or nothing.

    `shorts` are (id, short name).
    """
    words = plain(said.text)
    if words in CHANGE_WORDS and shorts:
        return "change"
    begins = any(words.startswith(phrase) for phrase in CHANGE_WORDS)
    if not begins and not (said.length <= SHORT and mentions(said.text, "change")):
        return ""
    if said.length > (A_LINE if begins else SHORT):
        return ""
    near = alike(_without_change(said.text), [short for _, short in shorts], several=True)
    return shorts[near[0]][0] if len(near) == 1 else ""


def hear_named(said: Said, shorts: Options) -> str:
    """After "what do you want to change?": the id of the answered question that is named, or nothing."""
    near = alike(said.text, [short for _, short in shorts], several=True) if said.length <= SHORT else ()
    return shorts[near[0]][0] if len(near) == 1 else ""


def _without_change(text: str) -> str:
    """The words that say what to change: "wrong address" is not about what went wrong."""
    return " ".join(word for word in plain(text).split() if word not in CHANGE_WORDS)


def hear_check(said: Said, shorts: Options) -> str:
    """At "shall we send it?": `send`, `change`, the id of the question to change, or nothing."""
    words = plain(said.text)
    bare = " ".join(word for word in words.split() if word not in POLITE_WORDS)
    if (
        bare in SEND_WORDS
        or words in SEND_WORDS
        or (said.intent == "affirm" and said.confidence >= SURE and said.length <= 4)
    ):
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
    if question.id == "contact_by" and (reached := reached_by(said.text)):
        return Heard({question.id: tuple(reached)[:1], **reached})
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
    leaves_out = plain(said.text) in LEAVE_OUT_WORDS or (question.optional and plain(said.text) in UNKNOWN_WORDS)
    if leaves_out or (exact is not None and options[exact][0] == DONE):
        return Heard({question.id: ()})
    reached = reached_by(said.text) if question.id == "contact_by" else {}
    phrased = _by_phrase(question, said, options)
    is_elsewhere = said.intent in DANGERS or (said.is_elsewhere and not phrased)
    if exact is None and not reached and is_elsewhere:
        return None
    every = [*alike(said.text, _titles(options), several=True), *phrased]
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
    is_later = said.length <= SHORT and any(mentions(said.text, phrase) for phrase in LATER_WORDS)
    is_done = is_later or plain(said.text) in LEAVE_OUT_WORDS or named(said.text, _titles(options)) is not None
    return Heard({question.id: ()}) if has_none or is_done else None


def _words(question: Question, said: Said, options: Options, beside: Question | None) -> Heard | None:
    words = plain(said.text)
    is_known = question.kind not in ("address", "postcode") or words not in UNKNOWN_WORDS
    is_endless = question.kind == "day" and words in NO_END_WORDS
    if question.optional and (words in LEAVE_OUT_WORDS or not is_known or is_endless or is_bare_no(said)):
        return Heard({question.id: ()})
    if said.intent in POLITE and said.confidence >= VERY_SURE and said.length <= 2 and question.kind != "postcode":
        return None
    if question.kind == "longtext" and is_empty_story(said.text):
        return None
    fits, find = FITTING.get(question.id, FITTING.get(question.kind, ANYTHING))
    is_elsewhere = said.is_elsewhere_within(A_STORY if question.kind == "text" else SHORT)
    if is_elsewhere and not is_found(question, said):
        return None
    if not fits(said) or (said.in_danger and question.kind != "longtext"):
        is_told = said.in_danger or said.length >= SHORT
        return Heard({}, aside=said.text) if is_told else None
    return Heard({question.id: (find(said.text),)})


def _surely(question: Question, said: Said, options: Options) -> str | None:
    """By its number, its words, its value, or what people say for it."""
    figures = re.findall(r"\d+", said.text) if question.id in AGES else []
    if len(figures) == 1 and len(figures[0]) == len("18"):
        return "adult" if int(figures[0]) >= GROWN_UP else "minor"
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
    if said.confidence >= SURE and (question.id, said.intent) in MEANT and not mentions(said.text, "already"):
        return MEANT[question.id, said.intent]
    meant = {"affirm": "yes", "deny": "no"}.get(said.intent)
    if said.length > A_YES or said.confidence < SURE:
        return None
    return next((option.value for option in question.options if meant and option.means == meant), None)


def _titles(options: Options) -> list[str]:
    return [title for _, title in options]


def _has(words: str, phrase: str) -> bool:
    return f" {phrase} " in f" {words} "


def _begins(words: str, name: str) -> bool:
    return f" {name}" in f" {words}"


def _denied(words: str) -> bool:
    return any(_has(words, word) for word in ("not", "no", "nie", "لا", "can not", "nu", "nao"))


MEANT = {("for_whom", "complain_anonymously"): "anonymous", ("for_whom", "representative"): "someone_else"}
READERS = {"choice": _one, "choices": _several, "files": _files}
