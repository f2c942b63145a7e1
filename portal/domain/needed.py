"""What a command must have before it can be done."""

from datetime import date

from portal.domain.case import Case, StageDates
from portal.domain.errors import ImpossibleMove, Incomplete
from portal.domain.events import Event
from portal.domain.kept import Words
from portal.domain.outcome import Situation
from portal.domain.words import N_

Decided = tuple[Event, tuple[Words, ...]]
"""The event that a command becomes, and the words that go with it."""


def require(case: Case, event: type[Event], **words: Words) -> None:
    """The move must be possible, and these words must not be empty. Raises ImpossibleMove, Incomplete."""
    if not case.allows(event):
        raise ImpossibleMove(case.phase, event.__name__)
    empty = {field: N_("Write this before you send") for field, value in words.items() if not value.text.strip()}
    if empty:
        raise Incomplete(empty)


def require_order(case: Case | None, situation: Situation, *, any_time: bool = False) -> None:
    """Nothing is written down before it happened, nor before what it follows: clocks count from these days.

    What may happen at `any_time` of a stage, like a talk, need only come after the stage began.
    """
    day = situation.happened_on or situation.today
    if day > situation.today:
        raise Incomplete({"happened_on": N_("This day is still to come. Write the day it happened")})
    if case and day < (min if any_time else max)(_days(case.stages[case.stage])):
        raise Incomplete({"happened_on": N_("This day is before the last step. Write a later day")})


def _days(dates: StageDates) -> list[date]:
    return [day for day in (dates.started, dates.acknowledged, dates.answered) if day]
