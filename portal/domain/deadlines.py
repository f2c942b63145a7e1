"""Deadlines that show their working: from when, by which rule, which days did not count, until when at the latest."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from portal.domain.calendar import Calendar, Skipped
from portal.domain.case import StageDates
from portal.domain.policy import Clock, Policy, Stage, Start
from portal.domain.statutory import binding
from portal.domain.terms import Length, Unit

SPEAK, ACKNOWLEDGE, REFUSAL, UPDATE, RESPOND = "speak", "acknowledge", "refusal", "update", "respond"
ESCALATE_BY, REFER_BY, CLOSE, SURVEY = "escalate_by", "refer_by", "close", "survey"
NOT_OUR_DUTY = (ESCALATE_BY, REFER_BY, CLOSE)
"""The resident's own times, and the day from which a silent case may be closed."""
AGREED = "Code 5.9"


@dataclass(frozen=True)
class Deadline:
    """One date to be kept, and why it is that date.

    `start` is day 0 and `start_event` what happened then; `projected` says that it has not happened yet
    and its latest lawful date was used. `latest` is the date if the answer is extended as far as allowed.
    `extended_from` is the first due date of an extended answer, or of a resident's own time that was made longer.
    `certain` is False where holidays up to `due` have not been proclaimed. `met_on` is the day it was done.
    `acknowledged_late` says that the clock did not wait for a late acknowledgement: `start` is the day it was due.
    `waits` says that the policy's clock is paused now; `paused` are the days it has waited so far.
    """

    stage: int
    kind: str
    due: date
    start: date
    start_event: Start
    length: int
    unit: Unit
    source: str
    skipped: tuple[Skipped, ...] = ()
    projected: bool = False
    latest: date | None = None
    extended_from: date | None = None
    certain: bool = True
    met_on: date | None = None
    acknowledged_late: bool = False
    waits: bool = False
    paused: int = 0

    def is_overdue(self, today: date) -> bool:
        """Is it past, and not done, and not waiting?"""
        return self.met_on is None and today > self.due and not self.waits


@dataclass(frozen=True)
class Days:
    """What one stage is counted with: its dates and the day of receipt, the policy's working days and the Code's."""

    stage: Stage
    dates: StageDates
    received: date
    calendar: Calendar
    code: Stage | None
    code_received: date
    code_calendar: Calendar


def deadlines(stages: Mapping[int, StageDates], policy: Policy, calendar: Calendar) -> tuple[Deadline, ...]:
    """Every deadline of a case so far, in the order of the stages.

    `calendar` holds the working days of the landlord's nation; days on which the landlord itself is closed stretch
    its own clocks alone. Where the statutory Code binds, the earlier of policy and Code is the deadline, and the
    Code's clock counts alone where the policy is silent.
    """
    return _deadlines(tuple(sorted(stages.items())), policy, calendar)


@lru_cache(maxsize=8192)
def _deadlines(stages: tuple[tuple[int, StageDates], ...], policy: Policy, calendar: Calendar) -> tuple[Deadline, ...]:
    own = _with_closures(calendar, policy)
    received = stages[0][1].started
    informal = [dates for number, dates in stages if policy.stage(number).informal]
    found: list[Deadline] = []
    for number, dates in stages:
        stage = policy.stage(number)
        bound = binding(policy, number, {n: each.started for n, each in stages})
        days = Days(stage, dates, received, own, bound.stage, bound.received, calendar)
        is_last = policy.next_stage(number) is None
        found += _of_stage(days, policy, is_last, informal if bound.with_informal else [])
    return tuple(found)


def next_deadline(all_deadlines: Iterable[Deadline]) -> Deadline | None:
    """The landlord's next duty: the earliest that has not been met. The resident's own limits are none of them."""
    duties = [each for each in all_deadlines if each.met_on is None and each.kind not in NOT_OUR_DUTY]
    return min(duties, key=lambda each: each.due, default=None)


def _of_stage(days: Days, policy: Policy, is_last: bool, informal: list[StageDates]) -> Iterator[Deadline]:
    dates = days.dates
    begun = {Start.RECEIVED: days.received, Start.REQUESTED: dates.started}
    if clock := days.stage.clock(SPEAK):
        yield _counted(days, clock, begun[clock.start], met_on=_first(dates.spoke, dates.answered))
    acknowledged = _first(dates.acknowledged, *(each.acknowledged for each in informal))
    acknowledge = _acknowledge(days, begun, acknowledged)
    if acknowledge:
        yield acknowledge
    if clock := days.stage.clock(REFUSAL):
        met = _first(dates.refused, dates.acknowledged, dates.answered)
        yield _counted(days, clock, begun[clock.start], met_on=met)
    if not dates.answered:
        yield from _updates(days)
    yield from _respond(days, begun, acknowledge, acknowledged)
    if dates.answer_reached:
        yield from _after_the_answer(days, policy, is_last)


def _acknowledge(days: Days, begun: Mapping[Start, date], acknowledged: date | None) -> Deadline | None:
    """The earlier of the policy's and the Code's; the policy's where both give one day."""
    found = [_counted(days, clock, begun[clock.start]) for clock in [days.stage.clock(ACKNOWLEDGE)] if clock]
    if days.code and (clock := days.code.clock(ACKNOWLEDGE)):
        found.append(_counted_by_code(days, clock, _code_begun(days)[clock.start]))
    first = min(found, key=lambda each: each.due, default=None)
    return replace(first, met_on=acknowledged) if first else None


def _code_begun(days: Days) -> dict[Start, date]:
    return {Start.RECEIVED: days.code_received, Start.REQUESTED: days.dates.started}


def _updates(days: Days) -> Iterator[Deadline]:
    """The next update: counted from the last time we turned to the resident, else from the stage's first day."""
    since = days.dates.contacted or days.dates.started
    found = [_counted(days, clock, since) for clock in [days.stage.clock(UPDATE)] if clock]
    if every := days.dates.update_every:
        agreed = Clock(UPDATE, every, Unit.WORKING, Start.CONTACT, AGREED)
        found.append(_counted(days, agreed, since))
    yield from [min(found, key=lambda each: each.due)] if found else []


def _respond(
    days: Days, begun: Mapping[Start, date], acknowledge: Deadline | None, acknowledged: date | None
) -> Iterator[Deadline]:
    """The answer: the earlier of policy and Code that is still open; a policy's clock may be met without an answer."""
    dates = days.dates
    starts, projected = _acknowledged(acknowledge, acknowledged, dates.started)
    late = acknowledged is not None and acknowledged > starts
    found = []
    for stage in (days.stage, days.code):
        clock = stage.clock(RESPOND) if stage else None
        if clock is None:
            continue
        from_acknowledgement = clock.start is Start.ACKNOWLEDGED
        by_code = stage is days.code
        begins = starts if from_acknowledgement else (_code_begun(days) if by_code else begun)[clock.start]
        counted = (_counted_by_code if by_code else _counted)(days, clock, begins)
        found.append(
            replace(
                _stretched(counted, days) if not by_code else counted,
                projected=projected and from_acknowledgement,
                acknowledged_late=late and from_acknowledgement,
                met_on=_first(dates.answered, *(_otherwise(dates, how) for how in clock.met_by)),
            )
        )
    if not found:
        return
    earliest = min(each.due for each in found)
    first = min(found, key=lambda each: (each.met_on is not None, each.due))
    latest = [
        _add(earliest, stage.extension.length, stage.extension.unit, calendar)
        for stage, calendar in ((days.stage, days.calendar), (days.code, days.code_calendar))
        if stage and stage.extension and stage.extension.length
    ]
    first = replace(first, latest=min(latest, default=None))
    if to := dates.extended_to:
        first = replace(first, due=to, extended_from=first.due, certain=days.calendar.knows(to))
    yield first


def _acknowledged(due: Deadline | None, acknowledged: date | None, started: date) -> tuple[date, bool]:
    """When a clock from the acknowledgement starts, and is that still to come? A late one postpones nothing."""
    if acknowledged:
        return (min(acknowledged, due.due) if due else acknowledged), False
    return (due.due, True) if due else (started, False)


def _otherwise(dates: StageDates, how: str) -> date | None:
    return {"action": dates.acted, "confirmation": dates.confirmed}[how]


def _stretched(deadline: Deadline, days: Days) -> Deadline:
    """A policy's clock that was paused is longer by the days it waited, counted as the clock counts."""
    waited = 0
    for since, until in days.dates.pauses:
        end = until or since
        waited += days.calendar.between(since, end) if deadline.unit is Unit.WORKING else (end - since).days
    if not waited and not days.dates.is_paused:
        return deadline
    unit = Unit.WORKING if deadline.unit is Unit.WORKING else Unit.CALENDAR
    due = _add(deadline.due, waited, unit, days.calendar) if waited else deadline.due
    skipped = days.calendar.skipped(deadline.start, due) if unit is Unit.WORKING else ()
    return replace(
        deadline, due=due, skipped=skipped, certain=days.calendar.knows(due), waits=days.dates.is_paused, paused=waited
    )


def _after_the_answer(days: Days, policy: Policy, is_last: bool) -> Iterator[Deadline]:
    dates, reached = days.dates, days.dates.answer_reached
    assert reached is not None  # noqa: S101  its only caller asks first
    if days.stage.window and not is_last:
        window = days.stage.window
        yield _own_time(days, ESCALATE_BY, Length(window.length, window.unit, window.source), reached)
    if policy.ombudsman.refer_within and (is_last or _is_optional_after(days)):
        yield replace(_own_time(days, REFER_BY, policy.ombudsman.refer_within, reached), met_on=None)
    silence = policy.closing.silence if policy.closing else None
    close = None
    if silence and not dates.went_on:
        start = max(day for day in (reached, dates.contacted, dates.heard) if day)
        clock = Clock(CLOSE, silence.length, silence.unit, Start.ANSWERED, silence.source)
        close = _counted(days, clock, start, met_on=_first(dates.closed, dates.withdrawn))
        yield close
    if policy.survey and not dates.went_on and not dates.withdrawn and (dates.closed or close):
        closed = dates.closed or (close.due if close else reached)
        yield replace(_counted(days, policy.survey, closed, met_on=dates.surveyed), projected=dates.closed is None)


def _is_optional_after(days: Days) -> bool:
    """Is what follows this stage only offered? The Code knows two stages, and after them the Ombudsman (Code 5.3)."""
    return days.code is not None and days.code.number == 2


def _own_time(days: Days, kind: str, length: Length, reached: date) -> Deadline:
    """The resident's own time. A last day that is closed moves to the next working day: the longer fair reading."""
    last = _add(reached, length.length, length.unit, days.calendar)
    due = days.calendar.on_or_after(last)
    longer = days.dates.more_time_to if kind == ESCALATE_BY else None
    deadline = Deadline(
        days.stage.number, kind, due, reached, Start.ANSWERED, length.length, length.unit, length.source,
        days.calendar.skipped(reached if length.unit is Unit.WORKING else last, due),
        certain=days.calendar.knows(due), met_on=days.dates.went_on,
    )  # fmt: skip
    return replace(deadline, due=longer, extended_from=due) if longer and longer > due else deadline


def _counted(days: Days, clock: Clock, start: date, met_on: date | None = None) -> Deadline:
    return _deadline(days.stage.number, clock, start, days.calendar, met_on)


def _counted_by_code(days: Days, clock: Clock, start: date) -> Deadline:
    """The landlord's own closed days never lengthen a clock of the Code."""
    return _deadline(days.stage.number, clock, start, days.code_calendar)


@lru_cache(maxsize=8192)
def _deadline(stage: int, clock: Clock, start: date, calendar: Calendar, met_on: date | None = None) -> Deadline:
    due = _add(start, clock.length, clock.unit, calendar)
    skipped = calendar.skipped(start, due) if clock.unit is Unit.WORKING else ()
    return Deadline(
        stage, clock.kind, due, start, clock.start, clock.length, clock.unit, clock.source, skipped,
        certain=calendar.knows(due), met_on=met_on,
    )  # fmt: skip


@lru_cache(maxsize=256)
def _with_closures(calendar: Calendar, policy: Policy) -> Calendar:
    return calendar.closed_on({day: each.why for each in policy.closures for day in _between(each.first, each.last)})


def _between(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _first(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)


def _add(start: date, length: int, unit: Unit, calendar: Calendar) -> date:
    match unit:
        case Unit.WORKING:
            return calendar.after(start, length) if length else calendar.on_or_after(start)
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
