"""Clocks and extensions: how long a policy may take, against how long the Code allows.

The Code's time for an answer runs from the actual acknowledgement, which may come on the day of receipt. So a clock
that starts at receipt is never longer if it has no more days than the Code's, and can be longer if it has more.
"""

from collections.abc import Iterable, Iterator

from portal.domain.code_checks.formal import Placed, first_stage, informal_stages, is_missing, later_stages
from portal.domain.code_checks.lengths import can_outlast, from_its_beginning, words
from portal.domain.policy import Clock, Extension, Policy, Stage, Start
from portal.domain.provisions import Code, Finding, Severity

STARTS = {
    Start.RECEIVED: "receipt of the complaint",
    Start.REQUESTED: "the request for this stage",
    Start.ACKNOWLEDGED: "the acknowledgement",
}


def first_acknowledged(policy: Policy, code: Code) -> Iterator[Finding]:
    """The first stage is acknowledged as early as the Code wants."""
    # A complaint that is acknowledged in a stage before the first is acknowledged.
    before = tuple((at, stage) for at, stage in informal_stages(policy) if stage.clock("acknowledge"))
    return _acknowledged(policy, code, 1, before or first_stage(policy))


def second_acknowledged(policy: Policy, code: Code) -> Iterator[Finding]:
    """A request for the next stage is acknowledged as early as the Code wants."""
    return _acknowledged(policy, code, 2, later_stages(policy))


def first_answered(policy: Policy, code: Code) -> Iterator[Finding]:
    """The first stage is answered as early as the Code wants."""
    return _answered(policy, code, 1, first_stage(policy))


def second_answered(policy: Policy, code: Code) -> Iterator[Finding]:
    """Each later stage is answered as early as the Code wants."""
    return _answered(policy, code, 2, later_stages(policy))


def first_extension(policy: Policy, code: Code) -> Iterator[Finding]:
    """The first stage takes no more extra time than the Code allows."""
    return _extended(code, 1, first_stage(policy))


def second_extension(policy: Policy, code: Code) -> Iterator[Finding]:
    """Each later stage takes no more extra time than the Code allows."""
    return _extended(code, 2, later_stages(policy))


def clock_never_stops(policy: Policy, code: Code) -> Iterator[Finding]:
    """The Code has no pauses, and its time runs on while the landlord is closed."""
    for index, pause in enumerate(policy.pauses):
        message = f"The policy lets its clocks stand still ({pause.words}); the Code's never do."
        fix = "Take the pause out; where more time is needed, extend it and say why."
        yield Finding(Severity.BREACH, message, fix, f"pauses.{index}")
    if policy.closures:
        message = "Days on which the landlord is closed stretch its own clocks; the Code's run on."
        yield Finding(Severity.NOTE, message, "Nothing has to change: the earlier date counts.", "closures")


def _acknowledged(policy: Policy, code: Code, number: int, stages: tuple[Placed, ...]) -> Iterator[Finding]:
    allowed = _code_clock(code, number, "acknowledge")
    if not stages:
        yield is_missing("first" if number == 1 else "second")
    for at, stage in stages:
        clock = stage.clock("acknowledge")
        if clock:
            yield from _compared(policy, code, stage, clock, allowed, f"{at}.clocks.{stage.clocks.index(clock)}")
        else:
            yield _not_acknowledged(stage, allowed, at)


def _not_acknowledged(stage: Stage, allowed: Clock, at: str) -> Finding:
    limit, fix = words(allowed.length, allowed.unit), _clock_to_add("acknowledge", allowed)
    speak = stage.clock("speak")
    if speak and not can_outlast(speak.length, speak.unit, allowed.length):
        promised = words(speak.length, speak.unit)
        message = f"{stage.name}: the policy promises a talk within {promised}, but no acknowledgement within {limit}."
        return Finding(Severity.WARNING, message, fix, f"{at}.clocks.{stage.clocks.index(speak)}")
    message = f"{stage.name}: the policy promises no acknowledgement; the Code wants one within {limit}."
    return Finding(Severity.BREACH, message, fix, f"{at}.clocks")


def _answered(policy: Policy, code: Code, number: int, stages: tuple[Placed, ...]) -> Iterator[Finding]:
    allowed = _code_clock(code, number, "respond")
    if not stages:
        yield is_missing("first" if number == 1 else "second")
    for at, stage in stages:
        clock = stage.clock("respond")
        if clock:
            yield from _compared(policy, code, stage, clock, allowed, f"{at}.clocks.{stage.clocks.index(clock)}")
        else:
            limit = f"{words(allowed.length, allowed.unit)} from {STARTS[allowed.start]}"
            message = f"{stage.name}: the policy sets no time for the answer; the Code allows {limit}."
            yield Finding(Severity.BREACH, message, _clock_to_add("respond", allowed), f"{at}.clocks")


def _compared(policy: Policy, code: Code, stage: Stage, clock: Clock, allowed: Clock, at: str) -> Iterable[Finding]:
    what = "acknowledgement" if clock.kind == "acknowledge" else "answer"
    promised = f"{stage.name}: the {what} {_promised(clock)}"
    limit = f"the Code allows {words(allowed.length, allowed.unit)} from {STARTS[allowed.start]}"
    write = f"Promise the {what} within {words(allowed.length, allowed.unit)} of {STARTS[allowed.start]}."
    length, unit = clock.length, clock.unit
    if clock.start is Start.ACKNOWLEDGED and allowed.start is not Start.ACKNOWLEDGED:
        length, unit = from_its_beginning(clock, stage, code)
    if clock.start is Start.REQUESTED and allowed.start is not Start.REQUESTED and _begins_late(policy, stage):
        message = f"{promised}, which begins only after an informal stage; {limit}."
        return [Finding(Severity.BREACH, message, write, at)]
    if can_outlast(length, unit, allowed.length):
        return [Finding(Severity.BREACH, f"{promised}; {limit}{_why(clock, allowed, code)}.", write, at)]
    if (clock.length, clock.unit, _same_start(policy, clock, allowed, stage)) == (allowed.length, allowed.unit, True):
        return []
    message = f"{promised}; {limit}. This is stricter, never longer: it may stay."
    return [Finding(Severity.NOTE, message, "Nothing has to change.", at)]


def _promised(clock: Clock) -> str:
    if clock.length == 0:
        return f"comes on the day of {STARTS[clock.start]}"
    return f"takes {words(clock.length, clock.unit)} from {STARTS[clock.start]}"


def _why(clock: Clock, allowed: Clock, code: Code) -> str:
    if clock.unit is not allowed.unit:
        return ", which can be over earlier"
    if clock.length <= allowed.length:
        return ", so the time for the acknowledgement comes on top"
    if clock.start is not Start.ACKNOWLEDGED and allowed.start is Start.ACKNOWLEDGED:
        longest = allowed.length + _code_clock(code, 1, "acknowledge").length
        early = ", which may come on the first day"
        return early if clock.length <= longest else f", {longest} in all at the most"
    return ""


def _same_start(policy: Policy, clock: Clock, allowed: Clock, stage: Stage) -> bool:
    """At the first stage a complaint is received and the stage asked for on the same day."""
    beginnings = {Start.RECEIVED, Start.REQUESTED}
    opens = stage is policy.own_stages[0]
    return clock.start is allowed.start or (opens and {clock.start, allowed.start} == beginnings)


def _begins_late(policy: Policy, stage: Stage) -> bool:
    return bool(informal_stages(policy)) and any(stage is first for _, first in first_stage(policy))


def _extended(code: Code, number: int, stages: tuple[Placed, ...]) -> Iterator[Finding]:
    allowed = code.stage(number).extension
    if allowed is None or allowed.length is None:
        raise ValueError(f"code {code.name} has no extension for stage {number}")
    if not stages:
        yield is_missing("first" if number == 1 else "second")
    limit = words(allowed.length, allowed.unit)
    for at, stage in stages:
        if stage.extension and _too_long(stage.extension, allowed.length):
            has = stage.extension.length
            taken = f"up to {words(has, stage.extension.unit)} longer" if has else "longer without a limit"
            message = f"{stage.name}: the answer may take {taken}; the Code allows {limit}, more only for good reason."
            fix = f"Limit it to {limit}; where even that is too short, give the reason and agree when you write next."
            yield Finding(Severity.BREACH, message, fix, f"{at}.extension")


def _too_long(extension: Extension, allowed: int) -> bool:
    # It runs from the day the answer was due, which is a working day.
    length, unit = extension.length, extension.unit
    return length is None or can_outlast(length, unit, allowed, from_working_day=True)


def _code_clock(code: Code, number: int, kind: str) -> Clock:
    clock = code.stage(number).clock(kind)
    if clock is None:
        raise ValueError(f"code {code.name} has no {kind} clock for stage {number}")
    return clock


def _clock_to_add(kind: str, allowed: Clock) -> str:
    what = "an acknowledgement" if kind == "acknowledge" else "an answer"
    write = f"{{kind: {kind}, length: {allowed.length}, unit: {allowed.unit}, from: {allowed.start}, source: …}}"
    return f"Promise {what} within {words(allowed.length, allowed.unit)} and add {write}."
