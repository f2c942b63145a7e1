"""Deadlines that show their working: from when, by which rule, which days did not count, until when at the latest."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from portal.domain.calendar import Calendar, Skipped
from portal.domain.case import StageDates
from portal.domain.policy import Clock, Policy, Stage, Start, Unit, Window

ACKNOWLEDGE, RESPOND, ESCALATE_BY = "acknowledge", "respond", "escalate_by"


@dataclass(frozen=True)
class Deadline:
    """One date to be kept, and why it is that date.

    `start` is day 0 and `start_event` what happened then; `projected` says that it has not happened yet
    and its latest lawful date was used. `latest` is the date if the answer is extended as far as allowed.
    `extended_from` is the first due date of an extended answer. `certain` is False where holidays up to
    `due` have not been proclaimed. `met_on` is the day it was done. `acknowledged_late` says that the
    clock did not wait for a late acknowledgement: `start` is the day it was due.
    """

    stage: int
    kind: str
    due: date
    start: date
    start_event: Start
    length: int
    unit: Unit
    source: str
    skipped: tuple[Skipped, ...]
    projected: bool
    latest: date | None = None
    extended_from: date | None = None
    certain: bool = True
    met_on: date | None = None
    acknowledged_late: bool = False

    def is_overdue(self, today: date) -> bool:
        """Is it past, and not done?"""
        return self.met_on is None and today > self.due


def deadlines(
    stages: Mapping[int, StageDates], policy: Policy, calendar: Calendar, code: Iterable[Stage] = ()
) -> tuple[Deadline, ...]:
    """Every deadline of a case so far, in the order of the stages.

    `code` holds the statutory Code's two stages where it applies: then the earlier of policy and Code is
    the deadline, and the Code's clock counts alone where the policy is silent.
    """
    statutory = dict(zip((stage.number for stage in policy.stages), code, strict=False))
    return tuple(
        deadline
        for number, dates in sorted(stages.items())
        for deadline in _of_stage(policy.stage(number), dates, calendar, statutory.get(number))
    )


def next_deadline(all_deadlines: Iterable[Deadline]) -> Deadline | None:
    """The landlord's next duty: the earliest that has not been met. The resident's own limit is none of them."""
    duties = [each for each in all_deadlines if each.met_on is None and each.kind != ESCALATE_BY]
    return min(duties, key=lambda each: each.due, default=None)


def _of_stage(stage: Stage, dates: StageDates, calendar: Calendar, code: Stage | None) -> Iterator[Deadline]:
    acknowledge = _earliest(ACKNOWLEDGE, stage, code, {Start.RECEIVED: (dates.started, False)}, calendar)
    if acknowledge:
        yield replace(acknowledge, met_on=dates.acknowledged)
    begins = {Start.RECEIVED: (dates.started, False), Start.ACKNOWLEDGED: _acknowledged(dates, acknowledge)}
    respond = _earliest(RESPOND, stage, code, begins, calendar)
    if respond:
        late = respond.start_event is Start.ACKNOWLEDGED and (dates.acknowledged or respond.start) > respond.start
        respond = replace(respond, met_on=dates.answered, acknowledged_late=late)
        yield _extended(respond, dates.extended_to, calendar)
    if stage.window and dates.answer_reached:
        yield _window(stage.number, stage.window, dates.answer_reached, calendar)


def _acknowledged(dates: StageDates, due: Deadline | None) -> tuple[date, bool]:
    """When the clock for the answer starts: a late acknowledgement does not postpone the answer."""
    if dates.acknowledged and due:
        return min(dates.acknowledged, due.due), False
    if dates.acknowledged:
        return dates.acknowledged, False
    return (due.due, True) if due else (dates.started, False)


def _earliest(
    kind: str, stage: Stage, code: Stage | None, begins: Mapping[Start, tuple[date, bool]], calendar: Calendar
) -> Deadline | None:
    """The earlier of the policy's clock and the Code's; the policy's where both give one day."""
    found = []
    for source in (stage, code):
        clock = source.clock(kind) if source else None
        if clock:
            start = Start.RECEIVED if clock.start is Start.REQUESTED else clock.start
            found.append(_deadline(stage.number, clock, *begins[start], calendar))
    latest = [last for last in (_latest(stage, kind, found, calendar), _latest(code, kind, found, calendar)) if last]
    first = min(found, key=lambda each: each.due, default=None)
    return replace(first, latest=min(latest, default=None)) if first else None


def _latest(stage: Stage | None, kind: str, found: list[Deadline], calendar: Calendar) -> date | None:
    if not (stage and stage.extension and found and kind == RESPOND):
        return None
    return _add(min(each.due for each in found), stage.extension.length, stage.extension.unit, calendar)


def _deadline(number: int, clock: Clock, start: date, projected: bool, calendar: Calendar) -> Deadline:
    due = _add(start, clock.length, clock.unit, calendar)
    skipped = calendar.skipped(start, due) if clock.unit is Unit.WORKING else ()
    return Deadline(
        number, clock.kind, due, start, clock.start, clock.length, clock.unit, clock.source, skipped, projected,
        certain=calendar.knows(due),
    )  # fmt: skip


def _extended(deadline: Deadline, to: date | None, calendar: Calendar) -> Deadline:
    if not to:
        return deadline
    return replace(deadline, due=to, extended_from=deadline.due, certain=calendar.knows(to))


def _window(stage: int, window: Window, reached: date, calendar: Calendar) -> Deadline:
    """The resident's own time. A last day that is closed moves to the next working day: the longer fair reading."""
    last = _add(reached, window.length, window.unit, calendar)
    due = calendar.on_or_after(last)
    return Deadline(
        stage, ESCALATE_BY, due, reached, Start.ANSWERED, window.length, window.unit, window.source,
        calendar.skipped(last, due), projected=False, certain=calendar.knows(due),
    )  # fmt: skip


def _add(start: date, length: int, unit: Unit, calendar: Calendar) -> date:
    match unit:
        case Unit.WORKING:
            return calendar.after(start, length)
        case Unit.CALENDAR:
            return start + timedelta(days=length)
        case Unit.WEEKS:
            return start + timedelta(weeks=length)
        case Unit.MONTHS:
            return _months_later(start, length)
        case Unit.HOURS:
            return start + timedelta(days=-(-length // 24))


def _months_later(start: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (first_of_next - timedelta(days=1)).day
    return date(year, month + 1, min(start.day, last))
