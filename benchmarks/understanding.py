"""How well messages are understood that nobody trained on. The tables are those of docs/assistant.md."""

from collections.abc import Iterator

from benchmarks.measuring import Finding
from bot.understanding.understand import DANGERS, Understanding
from tests.bot.understanding.marking import NAMES, Marks, mark

ENGLISH_MISSES, OTHER_MISSES, DANGER_MISSES, ALARMS = 10, 20, 2, 2
"""Per cent that may be neither understood nor asked about."""


def findings(understanding: Understanding) -> Iterator[Finding]:
    """Misses in per cent, by language and for danger. Prints the tables."""
    marks = mark(understanding)
    print(marks.tables(), flush=True)
    for language in marks.languages:
        limit = ENGLISH_MISSES if language == "en" else OTHER_MISSES
        yield Finding(f"not understood in {NAMES[language]}", _missed(marks.of(language)), limit, "%")
    hurts = dict(marks.hurts())
    missed, alarms = hurts["emergency or distress, and no advice told"], hurts["something else taken for danger"]
    danger = len(marks.about(*DANGERS).answers)
    yield Finding("emergency and distress, and no advice told", 100 * len(missed) / danger, DANGER_MISSES, "%")
    calm = [answer for answer in marks.answers if answer.intent not in DANGERS]
    yield Finding("something else taken for danger", 100 * len(alarms) / len(calm), ALARMS, "%")


def _missed(marks: Marks) -> float:
    return 100 * (1 - marks.asked)
