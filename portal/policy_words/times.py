"""A stage's times in words: the policy's own, or the Code's where that is stricter."""

from collections.abc import Iterator
from datetime import date

from portal.domain.deadlines import ACKNOWLEDGE, REFUSAL, RESPOND, SPEAK, SURVEY, UPDATE
from portal.domain.policy import Clock, Extension, Policy, Stage, Start
from portal.domain.statutory import binding
from portal.domain.terms import PROMISES, Unit
from portal.domain.words import N_, NN_
from portal.wording import SOURCES, Wording

IN_THIS_ORDER = (SPEAK, ACKNOWLEDGE, REFUSAL, RESPOND, UPDATE)
CLOCKS = {
    (SPEAK, Start.RECEIVED): N_("We speak to you within %(time)s of the day it reaches us."),
    (SPEAK, Start.REQUESTED): N_("We speak to you within %(time)s of the day you ask."),
    (ACKNOWLEDGE, Start.RECEIVED): N_("We write to say that we have it within %(time)s of the day it reaches us."),
    (ACKNOWLEDGE, Start.REQUESTED): N_("We write to say that we have it within %(time)s of the day you ask."),
    (REFUSAL, Start.RECEIVED): N_("If we cannot take it, we tell you within %(time)s of the day it reaches us."),
    (REFUSAL, Start.REQUESTED): N_("If we cannot look at it again, we tell you within %(time)s of the day you ask."),
    (RESPOND, Start.RECEIVED): N_("We send our answer within %(time)s of the day it reaches us."),
    (RESPOND, Start.REQUESTED): N_("We send our answer within %(time)s of the day you ask."),
    (RESPOND, Start.ACKNOWLEDGED): N_("We send our answer within %(time)s of telling you that we have it."),
    (UPDATE, Start.CONTACT): N_("If it takes long, we tell you how it is going within %(time)s of our last contact."),
    (SURVEY, Start.CLOSED): N_("We ask you how we did within %(time)s of closing it."),
}
SAME_DAY = {
    SPEAK: N_("We speak to you on the same day."),
    ACKNOWLEDGE: N_("We write to say that we have it on the same day."),
}
MET_BY = {
    "action": N_("We also keep to this time if we do what is needed."),
    "confirmation": N_("We also keep to this time if we write to say what we will do."),
}
TIMES = {
    Unit.WORKING: NN_("%(num)s working day", "%(num)s working days"),
    Unit.CALENDAR: NN_("%(num)s day", "%(num)s days"),
    Unit.WEEKS: NN_("%(num)s week", "%(num)s weeks"),
    Unit.MONTHS: NN_("%(num)s month", "%(num)s months"),
    Unit.HOURS: NN_("%(num)s hour", "%(num)s hours"),
}
IN_WORKING_DAYS = {Unit.WORKING: 1.0, Unit.CALENDAR: 5 / 7, Unit.WEEKS: 5.0, Unit.MONTHS: 21.0, Unit.HOURS: 5 / 7 / 24}
"""About how many working days each unit is: enough to tell which of two rules is the stricter."""

NOT_SAID = N_("Our policy does not say how long this takes.")
NOT_MORE_THAN = N_("This is usually not more than %(time)s more.")
FROM_THE_CODE = N_("%(promise)s This is a rule of %(source)s.")


def times(policy: Policy, stage: Stage, today: date, wording: Wording) -> Iterator[str]:
    """Every time a stage has, longer ones included, each in a sentence that says so where it is the Code's."""
    code = code_of(policy, stage, today)
    for clock in _that_hold(stage, code):
        yield _with_source(in_words(clock, wording), clock.source, wording)
        yield from (wording.say(MET_BY[how]) for how in clock.met_by)
    if not any(clock.kind == RESPOND for clock in _that_hold(stage, code)):
        yield wording.say(NOT_SAID)
    if longer := _stricter_extension(stage, code):
        yield _with_source(_longer(longer, wording), longer.source, wording)


def time_of_answer(policy: Policy, stage: Stage, today: date, wording: Wording) -> tuple[str, ...]:
    """When the answer comes, in a sentence; two where neither policy nor Code is stricter in every case."""
    clocks = _that_hold(stage, code_of(policy, stage, today))
    found = tuple(in_words(clock, wording) for clock in clocks if clock.kind == RESPOND)
    return found or (wording.say(NOT_SAID),)


def code_of(policy: Policy, stage: Stage, today: date) -> Stage | None:
    """The Code's stage that binds this one today, if one does."""
    return binding(policy, stage.number, {each.number: today for each in policy.stages}).stage


def is_bound(policy: Policy, today: date) -> bool:
    """Does the statutory Code bind what comes in today?"""
    return policy.statutory is not None and today >= policy.statutory.applies_from


def in_words(clock: Clock, wording: Wording) -> str:
    """One clock in a sentence."""
    if not clock.length:
        return wording.say(SAME_DAY[clock.kind])
    return wording.say(CLOCKS[clock.kind, clock.start], time=time_in_words(clock.length, clock.unit, wording))


def time_in_words(length: int, unit: Unit, wording: Wording) -> str:
    """A length of time: "10 working days"."""
    return wording.count(*TIMES[unit], length)


def by_the_code(promise: str, part: str, wording: Wording) -> str:
    """A sentence, and that it is a rule of this part of the Code."""
    return wording.say(FROM_THE_CODE, promise=promise, source=wording.say(SOURCES["Code"], part=part))


def _with_source(sentence: str, source: str, wording: Wording) -> str:
    body, _, part = source.partition(" ")
    return by_the_code(sentence, part, wording) if body == "Code" else sentence


def _that_hold(stage: Stage, code: Stage | None) -> tuple[Clock, ...]:
    """The policy's clocks and the Code's, without those that another one makes idle."""
    found: list[Clock] = []
    for kind in IN_THIS_ORDER:
        acknowledged_by = min((_length(clock) for clock in found if clock.kind == ACKNOWLEDGE), default=0.0)
        found += _stricter(stage.clock(kind), code.clock(kind) if code else None, acknowledged_by)
    return tuple(found)


def _stricter(own: Clock | None, law: Clock | None, acknowledged_by: float) -> tuple[Clock, ...]:
    """The one that never ends later. Both where that depends on how soon we write that we have the complaint."""
    if own is None or law is None:
        return tuple(clock for clock in (own, law) if clock)
    ours, theirs = _soonest_and_latest(own, acknowledged_by), _soonest_and_latest(law, acknowledged_by)
    if all(mine <= its for mine, its in zip(ours, theirs, strict=True)):
        return (own,)
    if all(its <= mine for mine, its in zip(ours, theirs, strict=True)):
        return (law,)
    return own, law


def _soonest_and_latest(clock: Clock, acknowledged_by: float) -> tuple[float, float]:
    waits = acknowledged_by if clock.start is Start.ACKNOWLEDGED else 0.0
    return _length(clock), _length(clock) + waits


def _length(time: Clock | Extension) -> float:
    return (time.length or 0) * IN_WORKING_DAYS[time.unit]


def _stricter_extension(stage: Stage, code: Stage | None) -> Extension | None:
    own, law = stage.extension, code.extension if code else None
    if own and law and (own.length is None or _length(law) < _length(own)):
        return law
    return own


def _longer(extension: Extension, wording: Wording) -> str:
    if extension.length is None:
        return wording.say(PROMISES["extension_agreed"])
    limit = wording.say(NOT_MORE_THAN, time=time_in_words(extension.length, extension.unit, wording))
    return f"{wording.say(PROMISES['extension_explained'])} {limit}"
