"""`putright policy show`: a policy in words, as a resident reads it, in any language there is."""

import argparse
import textwrap
from collections.abc import Iterator
from datetime import date

from portal import clock
from portal.domain.policy import Policy
from portal.files.packs import Packs
from portal.languages import ENGLISH, LANGUAGES, has_catalogue
from portal.policy_words import Point, Section, Step, policy_in_words

WIDTH = 80
UNDERLINES = ("=", "-", "~", "")
"""Under a title, by how deep it stands; the deepest have none."""

STEP, ARROW, POINT = "  ", "   |\n   v", "  - "


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The landlord, a version of its policy, and the language."""
    parser.add_argument("landlord", metavar="LANDLORD[/VERSION]", help="without a version: the one in force today")
    languages = [code for code in LANGUAGES if has_catalogue(code)]
    parser.add_argument("--language", choices=languages, default=ENGLISH.code, help="default: %(default)s")


def show(asked: argparse.Namespace) -> int:
    """What a resident of this landlord reads on `/<landlord>/how-complaints-work`."""
    packs, today, (landlord, _, version) = Packs.load(), clock.london_day(clock.now()), asked.landlord.partition("/")
    policy = packs.version(landlord, version) if version else packs.in_force(landlord, today)
    print("\n".join(lines(policy, asked.language, today)))
    return 0


def lines(policy: Policy, language: str, today: date) -> Iterator[str]:
    """The page as text: titles underlined, steps numbered, points dashed."""
    told = policy_in_words(policy, language, today)
    yield from _title(f"{policy.name}: {told.title}", 0)
    yield from ("", *_wrapped(" ".join(told.about)))
    yield from ("", *_title(told.steps_title, 1))
    for step in told.steps:
        yield from _step(step, is_last=step is told.steps[-1])
    for section in told.sections:
        yield from _section(section, 1)


def _step(step: Step, *, is_last: bool) -> Iterator[str]:
    yield from ("", *_wrapped(f"{step.place}: {step.name}", STEP))
    for sentence in (step.who, *step.time, step.note):
        yield from _wrapped(sentence, STEP * 3)
    if not is_last:
        yield ARROW


def _section(section: Section, depth: int) -> Iterator[str]:
    yield from ("", *_title(section.title, depth))
    for sentence in section.said:
        yield from _wrapped(sentence)
    for point in section.points:
        yield from _wrapped(_point(point), POINT)
    for part in section.parts:
        yield from _section(part, depth + 1)


def _point(point: Point) -> str:
    if not point.contact:
        return " ".join((point.words, *point.more))
    first = f"{point.words.removesuffix(':')}: {point.contact.value}"
    return ". ".join((first, " ".join(point.more))) if point.more else first


def _title(words: str, depth: int) -> Iterator[str]:
    yield words
    if underline := UNDERLINES[min(depth, len(UNDERLINES) - 1)]:
        yield underline * len(words)


def _wrapped(words: str, first: str = "") -> list[str]:
    """Lines of a page's width; those after the first stand under its words."""
    rest = " " * len(first)
    return textwrap.wrap(
        words, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
