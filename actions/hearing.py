"""Reads a message as an answer to a question, or finds that it is none."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.domain.journey import Option, Question

ELSEWHERE = frozenset(
    {
        "ask_timescales", "ask_ombudsman", "ask_privacy", "ask_process", "change_language", "check_status",
        "go_back", "help", "simpler_words", "stop", "talk_to_person",
    }
)  # fmt: skip
"""Intents that leave a question of words aside, when they are sure and the message is short."""
SURE, SHORT = 0.6, 8
DONE = "done"
EMAIL, PHONE = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+"), re.compile(r"\+?[\d][\d\s().-]{4,}\d")


@dataclass(frozen=True)
class Said:
    """A message, as it was understood. `chosen` is what a button sent: (question, value)."""

    text: str
    intent: str
    confidence: float
    chosen: tuple[str, str] | None = None


@dataclass(frozen=True)
class Heard:
    """What a message answers: values as a form would send them, by question. `partial` adds to a choice of several."""

    given: Mapping[str, Sequence[str]]
    partial: bool = False


def hear(
    question: Question, said: Said, options: Sequence[tuple[Option, str]], beside: Question | None
) -> Heard | None:
    """What this message answers, or None when it is about something else.

    `options` are what can be chosen, with the words shown for each. `beside` is a question of free words on the
    same page: what is said in place of choosing belongs there.
    """
    if said.chosen:
        return _pressed(question, said.chosen[1])
    if not said.text.strip():
        return None
    if question.kind in ("choice", "choices"):
        return _chosen(question, said, options, beside)
    if question.kind == "files" or _is_elsewhere(question, said):
        return None
    return Heard({question.id: (_found(question, said.text),)})


def _pressed(question: Question, value: str) -> Heard:
    if question.kind == "choices" and value not in ("", DONE):
        return Heard({question.id: (value,)}, partial=True)
    return Heard({question.id: () if value in ("", DONE) else (value,)})


def _chosen(
    question: Question, said: Said, options: Sequence[tuple[Option, str]], beside: Question | None
) -> Heard | None:
    several = question.kind == "choices"
    found = [option.value for option, title in options if _same(said.text, title) or _same(said.text, option.value)]
    found = found or _meant(said, options) or _alike(said.text, options, several)
    if several and said.intent == "deny" and not found:
        return Heard({question.id: ()})
    if several and found:
        words = {beside.id: (said.text,)} if beside and len(said.text.split()) > 4 else {}
        return Heard({question.id: tuple(found), **words}, partial=not words)
    if several and beside and len(said.text.split()) > 2 and not _is_elsewhere(beside, said):
        return Heard({question.id: (), beside.id: (said.text,)})
    return Heard({question.id: (found[0],)}) if found and not several else None


def _meant(said: Said, options: Sequence[tuple[Option, str]]) -> list[str]:
    """The option that a plain yes or no stands for."""
    meant = {"affirm": "yes", "deny": "no"}.get(said.intent)
    return [option.value for option, _ in options if meant and option.means == meant][:1]


def _alike(text: str, options: Sequence[tuple[Option, str]], several: bool) -> list[str]:
    """Options that share most of their words with what was written; for a single choice, only a clear winner."""
    wrote = set(_plain(text).split())
    scored = sorted(((_share(wrote, _plain(title)), option.value) for option, title in options), reverse=True)
    near = [value for share, value in scored if share >= 0.6]
    if several or not near:
        return near
    return near[:1] if len(near) == 1 or scored[0][0] > scored[1][0] else []


def _share(wrote: set[str], title: str) -> float:
    words = set(title.split())
    return len(wrote & words) / len(words) if words else 0


def _is_elsewhere(question: Question, said: Said) -> bool:
    """Is it about something else? A long message at a question of words is its answer, whatever it resembles."""
    if question.kind == "email" and EMAIL.search(said.text) or question.kind == "phone" and PHONE.search(said.text):
        return False
    return said.intent in ELSEWHERE and said.confidence >= SURE and len(said.text.split()) <= SHORT


def _found(question: Question, text: str) -> str:
    """The part of the message that is the answer: an address or number out of a sentence."""
    pattern = {"email": EMAIL, "phone": PHONE}.get(question.kind)
    match = pattern.search(text) if pattern else None
    return match.group() if match else text


def _same(text: str, words: str) -> bool:
    return _plain(text) == _plain(words)


def _plain(text: str) -> str:
    """Small letters, no accents, no punctuation."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    kept = (c if c.isalnum() or c.isspace() or c == "_" else " " for c in folded if not unicodedata.combining(c))
    return " ".join("".join(kept).split())
