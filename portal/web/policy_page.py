"""A policy in words a resident reads, made from its pack."""

from dataclasses import dataclass
from itertools import zip_longest

from portal.domain.code import STAGES_2024
from portal.domain.deadlines import ACKNOWLEDGE, RESPOND
from portal.domain.policy import Clock, Policy, Stage, Start, Unit
from portal.domain.words import N_, NN_
from portal.wording import SOURCES, Wording

CLOCKS = {
    (ACKNOWLEDGE, Start.RECEIVED): N_("We write to say that we have it within %(time)s of the day it reaches us."),
    (ACKNOWLEDGE, Start.REQUESTED): N_("We write to say that we have it within %(time)s of the day you ask."),
    (RESPOND, Start.RECEIVED): N_("We send our answer within %(time)s of the day it reaches us."),
    (RESPOND, Start.REQUESTED): N_("We send our answer within %(time)s of the day you ask."),
    (RESPOND, Start.ACKNOWLEDGED): N_("We send our answer within %(time)s of telling you that we have it."),
}
TIMES = {
    Unit.WORKING: NN_("%(num)s working day", "%(num)s working days"),
    Unit.CALENDAR: NN_("%(num)s day", "%(num)s days"),
    Unit.WEEKS: NN_("%(num)s week", "%(num)s weeks"),
    Unit.MONTHS: NN_("%(num)s month", "%(num)s months"),
    Unit.HOURS: NN_("%(num)s hour", "%(num)s hours"),
}
LONGER = N_("If we need longer, we tell you why and until when. This is usually not more than %(time)s more.")
WINDOW = N_(
    "If you are not happy with the answer, ask us to look again within %(time)s. If you are late, ask all the same."
)
FROM_THE_CODE = N_("%(promise)s This is a rule of %(source)s.")
UNLESS = {
    "still_going": N_("We still take it if it is still going on."),
    "health_or_safety": N_("We still take it if your health or safety is at risk."),
}


@dataclass(frozen=True)
class StageInWords:
    """One stage: its name, who answers, and what is promised."""

    name: str
    responder: str
    promises: tuple[str, ...]


@dataclass(frozen=True)
class ExclusionInWords:
    """What may not be looked into here, when it is all the same, and what else can be done."""

    words: str
    but: tuple[str, ...]


@dataclass(frozen=True)
class PolicyInWords:
    """A whole policy, section by section."""

    title: str
    in_force_from: str
    review_due: str
    definition: str
    service_request: str
    stages: tuple[StageInWords, ...]
    exclusions: tuple[ExclusionInWords, ...]
    adjustments: tuple[str, ...]
    remedies: tuple[str, ...]
    promises: tuple[str, ...]
    representative: str
    anonymous: str
    unreasonable_behaviour: str


def policy_in_words(policy: Policy, language: str) -> PolicyInWords:
    """The policy in this language."""
    wording = Wording(language)
    say = wording.say
    return PolicyInWords(
        title=policy.title,
        in_force_from=wording.day(policy.in_force_from),
        review_due=wording.day(policy.review_due) if policy.review_due else "",
        definition=say(policy.definition),
        service_request=say(policy.service_request),
        stages=tuple(_stage(stage, code, wording) for stage, code in zip_longest(policy.stages, STAGES_2024) if stage),
        exclusions=tuple(
            ExclusionInWords(
                say(each.words),
                tuple(say(UNLESS[id]) for id in each.unless) + ((say(each.instead),) if each.instead else ()),
            )
            for each in policy.exclusions
        ),
        adjustments=tuple(say(each.words) for each in policy.adjustments),
        remedies=tuple(say(each.words) for each in policy.remedies),
        promises=tuple(say(each) for each in policy.promises),
        representative=say(policy.representative),
        anonymous=say(policy.anonymous),
        unreasonable_behaviour=say(policy.unreasonable_behaviour),
    )


def _stage(stage: Stage, code: Stage | None, wording: Wording) -> StageInWords:
    """What the policy promises at a stage, and what the Code asks for where the policy is silent."""
    promises = [_clock(clock, wording) for clock in stage.clocks]
    for clock in code.clocks if code else ():
        if stage.clock(clock.kind) is None:
            source = wording.say(SOURCES["Code"], part=clock.source.partition(" ")[2])
            promises.insert(0, wording.say(FROM_THE_CODE, promise=_clock(clock, wording), source=source))
    if stage.extension:
        promises.append(wording.say(LONGER, time=_time(stage.extension.length, stage.extension.unit, wording)))
    if stage.window:
        promises.append(wording.say(WINDOW, time=_time(stage.window.length, stage.window.unit, wording)))
    return StageInWords(wording.say(stage.name), wording.say(stage.responder), tuple(promises))


def _clock(clock: Clock, wording: Wording) -> str:
    return wording.say(CLOCKS[clock.kind, clock.start], time=_time(clock.length, clock.unit, wording))


def _time(length: int, unit: Unit, wording: Wording) -> str:
    return wording.count(*TIMES[unit], length)
