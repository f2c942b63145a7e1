"""Dates that were told and are other ones now, because a holiday was proclaimed or a rule corrected."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from portal.domain.calendar import Calendar
from portal.domain.case import OVER, Case
from portal.domain.case_dates import case_deadlines
from portal.domain.commands import MoveDate
from portal.domain.deadlines import ACKNOWLEDGE, ESCALATE_BY, REFUSAL, RESPOND, SPEAK, Deadline
from portal.domain.events import DateMoved, Extended, MoreTimeGiven
from portal.domain.policy import Policy

TOLD_ONCE = (SPEAK, ACKNOWLEDGE, REFUSAL, RESPOND, ESCALATE_BY)
"""Dates that stand until something happens to the case. The others move with every word."""


def moved_dates(case: Case, policy: Policy, calendar: Calendar) -> Iterator[MoveDate]:
    """Every open date of the present stage that is not the one that was told last, with what moved it.

    A date that was met, agreed or is waiting never moves.
    """
    if case.phase in OVER:
        return
    last = last_told(case)
    for deadline in _open(case, policy, calendar):
        old = last.get(deadline.kind)
        if old and old != deadline.due:
            holiday = _holiday_that_moved(deadline, old, case, policy, calendar)
            yield MoveDate(deadline.kind, old, deadline.due, "holiday" if holiday else "policy", holiday)


def last_told(case: Case) -> dict[str, date]:
    """The dates of the present stage as they were told last, by kind."""
    told: dict[str, date] = {}
    for event in case.events:
        if getattr(event, "stage", case.stage) != case.stage:
            continue
        told |= getattr(event, "told", {})
        if isinstance(event, Extended):
            told[RESPOND] = event.new_date
        elif isinstance(event, MoreTimeGiven):
            told[ESCALATE_BY] = event.new_date
        elif isinstance(event, DateMoved):
            told[event.kind] = event.new
    return told


def _open(case: Case, policy: Policy, calendar: Calendar) -> list[Deadline]:
    every = case_deadlines(case, policy, calendar)
    here = [each for each in every if each.stage == case.stage and each.kind in TOLD_ONCE]
    return [each for each in here if each.met_on is None and not each.waits]


def _holiday_that_moved(deadline: Deadline, old: date, case: Case, policy: Policy, calendar: Calendar) -> str:
    """The holiday without which the date would be the one that was told; empty where there is none."""
    received = min(dates.started for dates in case.stages.values())
    for day, name in sorted(calendar.holidays.items(), reverse=True):
        if not received <= day <= deadline.due:
            continue
        others = {other: why for other, why in calendar.holidays.items() if other != day}
        before = _open(case, policy, replace(calendar, holidays=others))
        if any(each.kind == deadline.kind and each.due == old for each in before):
            return name
    return ""
