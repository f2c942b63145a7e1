"""Journeys: `journeys/<id>.yaml` becomes a Journey."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from portal.domain.journey import KINDS, Condition, Journey, Option, Question
from portal.domain.terms import Ground
from portal.files.yaml_parts import Part, condition_values, read_part

JOURNEYS = Path(__file__).parent.parent / "journeys"
LISTS = ("", "remedies", "adjustments", "needs", "exclusions", "languages")
WITH_OPTIONS = ("choice", "choices")


@cache
def load_journey(id: str, folder: Path = JOURNEYS) -> Journey:
    """The journey with this id. Raises WrongData with file, line, what is wrong and the mend."""
    part = read_part(folder / f"{id}.yaml", f"journeys/{id}.yaml")
    journey = Journey(part.text("id"), part.text("title"), tuple(_questions(part)), dict(_headings(part)))
    part.finish()
    if journey.id != id:
        part.wrong("id", f"id is {journey.id!r}.", f"Call it {id!r}, like its file.")
    for page in journey.headings:
        if journey.page(page) is None:
            part.wrong("headings", f"there is no page {page!r}.", "Name a page that a question stands on.")
    return journey


def _headings(part: Part) -> Iterator[tuple[str, str]]:
    for each in part.parts("headings"):
        yield each.text("page"), each.text("words")
        each.finish()


def _questions(part: Part) -> list[Question]:
    asked: list[Question] = []
    for each in part.parts("questions", least=1):
        question = _question(each)
        earlier = {other.id: other for other in asked}
        if question.id in earlier:
            each.wrong("id", f"there is already a question {question.id!r}.", "Give it another id.")
        for condition in (*question.when, *question.unless):
            if condition.question not in earlier:
                each.wrong(
                    None, f"it waits for {condition.question!r}, which is not asked before.", "Move it further down."
                )
            _refuse_unknown_answers(each, condition, earlier[condition.question])
        if asked and question.page != asked[-1].page and question.page in {other.page for other in asked}:
            each.wrong("page", f"page {question.page!r} is split in two.", "Put its questions one after the other.")
        asked.append(question)
    return asked


def _refuse_unknown_answers(part: Part, condition: Condition, waited_for: Question) -> None:
    known = [option.value for option in waited_for.options]
    unknown = [value for value in condition.values if value not in known]
    if unknown and not waited_for.options_from and not waited_for.given:
        what = f"it waits for {waited_for.id!r} to be {unknown[0]!r}, which nobody can answer."
        part.wrong(None, what, f"Use one of: {', '.join(known)}.")


def _question(part: Part) -> Question:
    given = part.flag("given")
    question = Question(
        id=part.text("id"),
        kind=part.one_of("kind", tuple(KINDS)),
        page=part.text("page"),
        words=part.text("words", "") if given else part.text("words"),
        short=part.text("short", "") if given else part.text("short"),
        hint=part.text("hint", ""),
        chat=part.text("chat", ""),
        options=tuple(_option(each) for each in part.parts("options")),
        options_from=part.one_of("options_from", LISTS, ""),
        when=_conditions(part.part_or_none("when")),
        unless=_conditions(part.part_or_none("unless")),
        policy_excludes=part.some_of("policy_excludes", tuple(ground.value for ground in Ground)),
        optional=part.flag("optional"),
        missing=part.text("missing", ""),
        autocomplete=part.text("autocomplete", ""),
        given=given,
    )
    part.finish()
    if (question.kind in WITH_OPTIONS) != bool(question.options or question.options_from):
        part.wrong("kind", f"{question.kind} does not fit its options.", "Only choice and choices have options.")
    values = [option.value for option in question.options]
    twice = next((value for value in values if values.count(value) > 1), None)
    if twice:
        part.wrong("options", f"two options have the value {twice!r}.", "Give each option a value of its own.")
    return question


def _option(part: Part) -> Option:
    option = Option(
        value=part.text("value"),
        words=part.text("words"),
        hint=part.text("hint", ""),
        says=part.text("says", ""),
        means=part.one_of("means", ("", "yes", "no"), ""),
    )
    part.finish()
    return option


def _conditions(part: Part | None) -> tuple[Condition, ...]:
    return tuple(Condition(question, values) for question, values in condition_values(part).items())
