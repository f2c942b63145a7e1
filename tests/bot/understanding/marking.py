"""Marks an understanding by messages it never saw: `python -m tests.bot.understanding.marking` prints the tables."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.understanding.understand import DANGERS, FALLBACK, Understanding

UNSEEN = Path(__file__).with_name("unseen")
ASKED_FROM = 0.15
"""As in actions/meanings.py: how likely each of the two must be that are asked between. A test holds them together."""
A_LITTLE_DANGER, ENOUGH_WORDS = 0.15, 3
"""As in actions/in_case.py: from here on one line says whom to phone. A test holds them together."""
LIKELY_DANGER = 0.3
"""As MAYBE in actions/in_case.py: from here on a message that was not understood is answered with "I am not sure that I
understood. If somebody is in danger, do this first". A test holds them together."""
NAMES = {
    "en": "English", "es": "Spanish", "pl": "Polish", "ro": "Romanian", "bn": "Bengali", "ar": "Arabic",
    "pt": "Portuguese", "ur": "Urdu", "pa": "Panjabi", "zh": "Chinese", "fr": "French",
}  # fmt: skip
HURTS: tuple[tuple[str, Callable[["Answer"], bool]], ...] = (
    ("emergency or distress, and no advice told", lambda a: a.intent in DANGERS and not a.is_told_what_to_do),
    ("a complaint taken for stop", lambda a: a.intent == "make_complaint" and a.understood == "stop"),
    ("a complaint taken for a first report", lambda a: a.intent == "make_complaint" and a.understood in REPORTS),
    ("something else taken for danger", lambda a: a.intent not in DANGERS and a.understood in DANGERS),
    ("something else answered with what to do in danger", lambda a: a.intent not in DANGERS and a.is_told_what_to_do),
)
REPORTS = ("report_repair", "report_asb")


@dataclass(frozen=True)
class Answer:
    """One message, what it means, and what was made of it."""

    language: str
    intent: str
    text: str
    ranking: Sequence[dict[str, Any]]

    @property
    def understood(self) -> str:
        return str(self.ranking[0]["name"])

    @property
    def is_right_first(self) -> bool:
        """The first choice of the ranking, before anything is asked."""
        first = self.ranking[1 if self.understood == FALLBACK and len(self.ranking) > 1 else 0]
        return bool(first["name"] == self.intent)

    @property
    def is_right_or_asked(self) -> bool:
        """Understood, or not sure and asked between two of which one is right."""
        if self.understood != FALLBACK:
            return self.understood == self.intent
        likely = [each["name"] for each in self.ranking[1:] if float(each["confidence"]) >= ASKED_FROM]
        return self.intent in likely[:2]

    @property
    def is_told_what_to_do(self) -> bool:
        """The advice for danger is told: for either danger understood, and where one is likely though not sure."""
        if self.understood != FALLBACK:
            return self.understood in DANGERS
        first = next((each for each in self.ranking[1:] if each["name"] != "out_of_scope"), None)
        return first is not None and first["name"] in DANGERS and float(first["confidence"]) >= LIKELY_DANGER

    @property
    def is_told_a_number(self) -> bool:
        """At least whom to phone is told, in one line, where danger is thought of a little."""
        little = sum(float(each["confidence"]) for each in self.ranking if each["name"] in DANGERS)
        return self.is_told_what_to_do or (little >= A_LITTLE_DANGER and len(self.text.split()) >= ENOUGH_WORDS)


@dataclass
class Marks:
    """All answers, and what they come to."""

    answers: list[Answer] = field(default_factory=list)

    def of(self, language: str) -> "Marks":
        return Marks([answer for answer in self.answers if answer.language == language])

    def about(self, *intents: str) -> "Marks":
        return Marks([answer for answer in self.answers if answer.intent in intents])

    def besides(self, *intents: str) -> "Marks":
        return Marks([answer for answer in self.answers if answer.intent not in intents])

    @property
    def languages(self) -> list[str]:
        return list(dict.fromkeys(answer.language for answer in self.answers))

    @property
    def intents(self) -> list[str]:
        return list(dict.fromkeys(answer.intent for answer in self.answers))

    @property
    def first(self) -> float:
        return sum(answer.is_right_first for answer in self.answers) / len(self.answers)

    @property
    def asked(self) -> float:
        return sum(answer.is_right_or_asked for answer in self.answers) / len(self.answers)

    @property
    def told(self) -> float:
        """The share of these messages that are answered with what to do in danger."""
        return sum(answer.is_told_what_to_do for answer in self.answers) / len(self.answers)

    @property
    def told_a_number(self) -> float:
        """The share of these messages that are told at least whom to phone."""
        return sum(answer.is_told_a_number for answer in self.answers) / len(self.answers)

    @property
    def wrong(self) -> list[Answer]:
        return [answer for answer in self.answers if not answer.is_right_or_asked]

    def hurts(self) -> list[tuple[str, list[Answer]]]:
        """The misses that hurt, by what they are."""
        return [(name, [answer for answer in self.answers if is_one(answer)]) for name, is_one in HURTS]

    def confusions(self) -> list[tuple[tuple[str, str], int]]:
        """(what it means, what it was taken for), the commonest first."""
        return Counter((answer.intent, answer.understood) for answer in self.wrong).most_common(15)

    def tables(self) -> str:
        """By language, by intent, the misses that hurt and the commonest confusions, as Markdown."""
        languages = [(NAMES[language], self.of(language)) for language in self.languages]
        danger = ("emergency and distress", self.about(*DANGERS))
        intents = [(f"`{intent}`", self.about(intent)) for intent in self.intents]
        hurting = [f"| {name} | {len(answers)} |" for name, answers in self.hurts()]
        mixed = [f"| `{meant}` | `{taken}` | {times} |" for (meant, taken), times in self.confusions()]
        return "\n".join(
            (
                *_rows("Language", [*languages, danger, ("all", self)]),
                "",
                *_rows("Intent", intents),
                "",
                *_told([*languages, ("all", self)]),
                "",
                f"| Misses that hurt, of {len(self.answers)} | |",
                "| --- | ---: |",
                *hurting,
                "",
                "| Means | Taken for | Times |",
                "| --- | --- | ---: |",
                *mixed,
            )
        )


def _rows(title: str, parts: Iterable[tuple[str, Marks]]) -> Iterator[str]:
    yield f"| {title} | Messages | First choice right | Right, or asked between two |"
    yield "| --- | ---: | ---: | ---: |"
    for name, marks in parts:
        yield f"| {name} | {len(marks.answers)} | {marks.first:.0%} | {marks.asked:.0%} |"


def _told(languages: Iterable[tuple[str, Marks]]) -> Iterator[str]:
    yield "| Language | Messages of danger | Told what to do | Told whom to phone | Other messages | Told needlessly |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for name, marks in languages:
        danger, other = marks.about(*DANGERS), marks.besides(*DANGERS)
        told = f"{danger.told:.1%} | {danger.told_a_number:.1%}"
        needlessly = f"{other.told:.1%}, one line {other.told_a_number - other.told:.1%}"
        yield f"| {name} | {len(danger.answers)} | {told} | {len(other.answers)} | {needlessly} |"


def messages() -> Iterator[tuple[str, str, str]]:
    """Every unseen message with its language and intent."""
    for language in NAMES:
        intents = YAML(typ="safe").load((UNSEEN / f"{language}.yml").read_text(encoding="utf-8"))
        for intent, texts in intents.items():
            yield from ((language, intent, text) for text in texts)


def mark(understanding: Understanding) -> Marks:
    """What this understanding makes of them; the language is not told, as on a first message."""
    return marked(lambda text: understanding.parse(text)["intent_ranking"])


def marked(ranking_of: Callable[[str], Sequence[dict[str, Any]]]) -> Marks:
    """What anything makes of them that gives a ranking of intents, as Rasa does."""
    return Marks([Answer(*said, ranking_of(said[2])) for said in messages()])


if __name__ == "__main__":
    result = mark(Understanding())
    print(result.tables())
    for answer in result.wrong:
        print(f"{answer.language} {answer.intent}: {answer.text} -> {answer.understood}")
