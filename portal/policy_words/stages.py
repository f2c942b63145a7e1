"""The stages in words: as steps of a road, and one by one with all that is promised there."""

from collections.abc import Iterator
from datetime import date

from portal.domain.policy import OMBUDSMAN, Policy, Stage, Window
from portal.domain.statutory import first_formal, is_beyond_the_code
from portal.domain.terms import PROMISES
from portal.domain.words import N_
from portal.policy_words.pieces import Section, Step, either, points, reach
from portal.policy_words.times import by_the_code, code_of, is_bound, time_in_words, time_of_answer, times
from portal.wording import Wording

AFTER = "after-the-last-stage"
"""The section about the Ombudsman, to which the last step leads."""

PLACE = N_("Step %(number)s of %(total)s")
WHO = N_("Who answers: %(responder)s.")
INSTEAD_OF_THEM = N_("If they cannot do it, this is done by: %(who)s.")
HELD_BY = N_("This stage is not with us but with %(name)s. You can ask us or them for it.")
NOT_FIRST = N_("You do not have to start here. You can ask for %(stage)s at once.")
NO_WAITING = N_("You do not have to wait for that. You can ask for %(stage)s at once.")
NOT_NEEDED = N_("You do not have to do this. You can go to the Housing Ombudsman instead.")
NOT_BY = {
    "involved": N_("No one decides about something they were part of."),
    "earlier_stages": N_("Those who answered you before do not decide here."),
}
ASKED_WHY = N_("We ask you why you are not happy with our answer. You do not have to say.")
NEW_ISSUES = {
    "join": PROMISES["new_issues_joined"],
    "separate": N_("If you tell us of something new, we take it as a new complaint."),
}
WINDOW = N_("If you are not happy with the answer, ask us to look again within %(time)s.")
CLOSES = N_("After that we close the case.")
LATE = N_("If you are late, ask all the same.")
ANSWER_HOLDS = N_("What our answer says")
ANSWER = {
    "stage": N_("Which stage this is"),
    "definition": N_("What the complaint is about"),
    "decision": N_("What we decided"),
    "reasons": N_("Why"),
    "remedy": N_("What puts it right"),
    "outstanding": N_("What is still to be done"),
    "next_stage": N_("How you can ask us to look again"),
    "ombudsman": N_("How to reach the Housing Ombudsman"),
}
THE_OMBUDSMAN = N_("Ombudsman")
FREE = N_("The %(name)s is free and is not part of us.")
FINAL = N_("If you are not happy with our final answer, they can look into it.")
ADVICE = N_("You can ask them for advice at any time.")
IF_YOU_WANT = N_("%(label)s (if you want to)")


def steps(policy: Policy, today: date, wording: Wording) -> tuple[Step, ...]:
    """The road from the first stage to the Ombudsman, who is its last step."""
    total = len(policy.own_stages) + 1
    own = (_step(policy, stage, number, total, today, wording) for number, stage in enumerate(policy.own_stages, 1))
    return (*own, _last_step(policy, total, wording))


def _step(policy: Policy, stage: Stage, number: int, total: int, today: date, wording: Wording) -> Step:
    name, note = wording.say(stage.name), _may_be_left_out(policy, stage, today, wording)
    return Step(
        number=number,
        place=wording.say(PLACE, number=number, total=total),
        name=wording.say(IF_YOU_WANT, label=name) if note else name,
        who=_who(stage, wording),
        time=time_of_answer(policy, stage, today, wording),
        section=_id(stage),
        note=note,
    )


def _last_step(policy: Policy, total: int, wording: Wording) -> Step:
    named = [wording.say(stage.name) for stage in policy.stages if stage.held_by == OMBUDSMAN]
    return Step(
        number=total,
        place=wording.say(PLACE, number=total, total=total),
        name=": ".join((*named, wording.say(THE_OMBUDSMAN))),
        who=wording.say(FREE, name=policy.ombudsman.name),
        time=(wording.say(FINAL), wording.say(ADVICE)),
        section=AFTER,
    )


def stage_by_stage(policy: Policy, today: date, wording: Wording) -> Section:
    """Each stage under its own name."""
    parts = tuple(_stage(policy, stage, today, wording) for stage in policy.own_stages)
    return Section("stages", wording.say(N_("Stage by stage")), tuple(_before(policy, today, wording)), parts=parts)


def _before(policy: Policy, today: date, wording: Wording) -> Iterator[str]:
    """What the policy wants to try first; where the Code binds, nobody has to wait for it (Code 5.2)."""
    if policy.informal_first.words:
        yield wording.say(policy.informal_first.words)
        if is_bound(policy, today):
            yield wording.say(NO_WAITING, stage=wording.say(policy.stage(first_formal(policy)).name))


def _stage(policy: Policy, stage: Stage, today: date, wording: Wording) -> Section:
    code = code_of(policy, stage, today)
    wanted = {*stage.answer, *(code.answer if code else ())}
    holds = points(wording.say(words) for item, words in ANSWER.items() if item in wanted)
    parts = (Section(f"{_id(stage)}-answer", wording.say(ANSWER_HOLDS), points=holds),) if holds else ()
    body = policy.bodies.get(stage.held_by)
    if body:
        parts = (*parts, *reach(f"{_id(stage)}-{stage.held_by}", body, wording))
    return Section(
        id=_id(stage),
        title=wording.say(stage.name),
        said=tuple(_about(policy, stage, today, wording)),
        points=points((*times(policy, stage, today, wording), *_rules(policy, stage, today, wording))),
        parts=parts,
    )


def _about(policy: Policy, stage: Stage, today: date, wording: Wording) -> Iterator[str]:
    """Who decides, and whether the stage may be left out."""
    if note := _may_be_left_out(policy, stage, today, wording):
        yield by_the_code(note, "5.2" if stage.informal else "5.3", wording)
    yield _who(stage, wording)
    if stage.deputies:
        who = either((wording.say(each) for each in stage.deputies), wording)
        yield wording.say(INSTEAD_OF_THEM, who=who)
    if stage.words:
        yield wording.say(stage.words)
    if body := policy.bodies.get(stage.held_by):
        yield wording.say(HELD_BY, name=body.name)
    yield from (wording.say(NOT_BY[each]) for each in stage.not_by)


def _rules(policy: Policy, stage: Stage, today: date, wording: Wording) -> Iterator[str]:
    """What else holds at a stage, in the order in which it happens."""
    yield from (wording.say(words) for words in (stage.hearing, stage.gate) if words)
    if stage.asks_reasons:
        yield wording.say(ASKED_WHY)
    if stage.new_issues:
        yield wording.say(NEW_ISSUES[stage.new_issues])
    if policy.next_stage(stage.number):
        late = code_of(policy, stage, today) is not None
        yield _window(stage.window, late, wording) if stage.window else wording.say(PROMISES["unresolved_goes_on"])


def _window(window: Window, late: bool, wording: Wording) -> str:
    """How long the resident has. A late request is never lost, and where the Code binds the policy has to say so."""
    found = [wording.say(WINDOW, time=time_in_words(window.length, window.unit, wording))]
    found += [wording.say(CLOSES)] if window.closes else []
    found += [wording.say(LATE)] if late else []
    return " ".join(found)


def _may_be_left_out(policy: Policy, stage: Stage, today: date, wording: Wording) -> str:
    """What to say of a stage that the Code does not know, while it binds: it can only be offered."""
    if stage.informal and code_of(policy, stage, today):
        return wording.say(NOT_FIRST, stage=wording.say(policy.stage(first_formal(policy)).name))
    return wording.say(NOT_NEEDED) if is_beyond_the_code(policy, stage.number, today) else ""


def _who(stage: Stage, wording: Wording) -> str:
    return wording.say(WHO, responder=wording.say(stage.responder).rstrip("."))


def _id(stage: Stage) -> str:
    return f"stage-{stage.number}"
