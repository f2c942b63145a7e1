"""Journeys: `journeys/<id>.yaml` becomes a Journey."""

from functools import cache
from pathlib import Path

from portal.domain.journey import KINDS, Condition, Journey, Option, Question
from portal.files.yaml_parts import Part, condition_values, read_part

JOURNEYS = Path(__file__).parent.parent / "journeys"
LISTS = ("", "remedies", "adjustments", "languages")
WITH_OPTIONS = ("choice", "choices")


@cache
def load_journey(id: str, folder: Path = JOURNEYS) -> Journey:
    """The journey with this id. Raises WrongData with file, line, what is wrong and the mend."""
    part = read_part(folder / f"{id}.yaml", f"journeys/{id}.yaml")
    journey = Journey(part.text("id"), part.text("title"), tuple(_questions(part)))
    part.finish()
    return journey


def _questions(part: Part) -> list[Question]:
    asked: list[Question] = []
    for each in part.parts("questions", least=1):
        question = _question(each)
        earlier = {other.id for other in asked}
        if question.id in earlier:
            each.wrong("id", f"there is already a question {question.id!r}.", "Give it another id.")
        for condition in (*question.when, *question.unless):
            if condition.question not in earlier:
                each.wrong(
                    None, f"it waits for {condition.question!r}, which is not asked before.", "Move it further down."
                )
        if asked and question.page != asked[-1].page and question.page in {other.page for other in asked}:
            each.wrong("page", f"page {question.page!r} is split in two.", "Put its questions one after the other.")
        asked.append(question)
    return asked


def _question(part: Part) -> Question:
    question = Question(
        id=part.text("id"),
        kind=part.one_of("kind", tuple(KINDS)),
        page=part.text("page"),
        words=part.text("words"),
        short=part.text("short"),
        hint=part.text("hint", ""),
        chat=part.text("chat", ""),
        options=tuple(_option(each) for each in part.parts("options")),
        options_from=part.one_of("options_from", LISTS, ""),
        when=_conditions(part.part_or_none("when")),
        unless=_conditions(part.part_or_none("unless")),
        policy_excludes=part.text("policy_excludes", ""),
        optional=part.flag("optional"),
        missing=part.text("missing", ""),
        autocomplete=part.text("autocomplete", ""),
    )
    part.finish()
    if (question.kind in WITH_OPTIONS) != bool(question.options or question.options_from):
        part.wrong("kind", f"{question.kind} does not fit its options.", "Only choice and choices have options.")
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
