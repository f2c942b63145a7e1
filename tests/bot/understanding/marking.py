"""Marks an understanding by messages it never saw: `python tests/bot/understanding/marking.py` prints the table."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml import YAML

from bot.understanding.understand import AMBIGUITY, DANGERS, FALLBACK, THRESHOLD, Understanding

UNSEEN = Path(__file__).with_name("unseen.yml")


@dataclass(frozen=True)
class Answer:
    """One message, what it means, and what was made of it."""

    language: str
    intent: str
    text: str
    ranking: list[dict[str, float | str]]

    @property
    def understood(self) -> str:
        return str(self.ranking[0]["name"])

    @property
    def is_right_first(self) -> bool:
        """The first choice of the ranking, before anything is asked."""
        first = self.ranking[1 if self.understood == FALLBACK and len(self.ranking) > 1 else 0]
        return first["name"] == self.intent

    @property
    def is_right_or_asked(self) -> bool:
        """Understood, or so close a call that the host asks between two of which one is right."""
        if self.understood != FALLBACK or len(self.ranking) < 3:
            return self.understood == self.intent
        first, second = self.ranking[1:3]
        is_close = float(first["confidence"]) - float(second["confidence"]) < AMBIGUITY
        is_asked = float(first["confidence"]) >= THRESHOLD and is_close
        return is_asked and self.intent in (first["name"], second["name"])


@dataclass
class Marks:
    """All answers, and what they come to."""

    answers: list[Answer] = field(default_factory=list)

    def of(self, language: str) -> "Marks":
        return Marks([answer for answer in self.answers if answer.language == language])

    def about(self, *intents: str) -> "Marks":
        return Marks([answer for answer in self.answers if answer.intent in intents])

    @property
    def languages(self) -> list[str]:
        return list(dict.fromkeys(answer.language for answer in self.answers))

    @property
    def first(self) -> float:
        return sum(answer.is_right_first for answer in self.answers) / len(self.answers)

    @property
    def asked(self) -> float:
        return sum(answer.is_right_or_asked for answer in self.answers) / len(self.answers)

    @property
    def wrong(self) -> list[Answer]:
        return [answer for answer in self.answers if not answer.is_right_or_asked]

    def table(self) -> str:
        rows = [f"{'':10}{'messages':>10}{'first':>8}{'or asked':>10}"]
        parts = [(language, self.of(language)) for language in self.languages]
        for name, marks in (*parts, ("danger", self.about(*DANGERS)), ("all", self)):
            rows.append(f"{name:10}{len(marks.answers):>10}{marks.first:>8.0%}{marks.asked:>10.0%}")
        return "\n".join(rows)


def messages() -> Iterator[tuple[str, str, str]]:
    """Every unseen message with its language and intent."""
    for language, intents in YAML(typ="safe").load(UNSEEN.read_text(encoding="utf-8")).items():
        for intent, texts in intents.items():
            yield from ((language, intent, text) for text in texts)


def mark(understanding: Understanding) -> Marks:
    """What this understanding makes of them; the language is not told, as on a first message."""
    return Marks([Answer(*said, understanding.parse(said[2])["intent_ranking"]) for said in messages()])


if __name__ == "__main__":
    result = mark(Understanding())
    print(result.table())
    for answer in result.wrong:
        print(f"{answer.language} {answer.intent}: {answer.text} -> {answer.understood}")
