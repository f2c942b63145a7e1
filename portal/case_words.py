"""Where a case stands and how it can go on, in words: the same on its page, in letters and in the chat."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from portal.domain.case import Case, Phase
from portal.domain.case_dates import may_go_on
from portal.domain.deadlines import ESCALATE_BY, REFER_BY, RESPOND, Deadline
from portal.domain.events import Accepted, Answered, Paused
from portal.domain.policy import OMBUDSMAN, Policy, Stage
from portal.domain.terms import Kind
from portal.domain.words import N_
from portal.wording import Wording

TITLES = {
    Kind.COMPLAINT: N_("Your complaint"),
    Kind.SERVICE_REQUEST: N_("Your request for work"),
    Kind.COMPLIMENT: N_("Your thanks"),
    Kind.SUGGESTION: N_("Your idea"),
    Kind.CONTACT: N_("You asked for a person"),
    Kind.ADJUSTMENT: N_("What you need done differently"),
}
STATUS = {
    Phase.RECEIVED: N_("We have your complaint. Next we write to you about how we understand it."),
    Phase.ACKNOWLEDGED: N_("We are looking into your complaint."),
    Phase.ANSWERED: N_("We have sent you our answer."),
    Phase.CLOSED: N_("This complaint is closed."),
    Phase.REFUSED: N_("We looked at whether we can take this complaint. We cannot."),
}
REFUSED_AGAIN = N_("You asked us to look again. We thought about it, and we cannot.")
ACCEPTED = N_("We thought again and take your complaint. Next we write to you about how we understand it.")
LOOKING_AGAIN = N_("You asked us to look again. %(responder)s answers you now.")
WENT_ON = N_("You asked for %(stage)s. %(who)s answers you now.")
INFORMAL = N_("We have it and try to put it right soon. You can ask for %(stage)s at any time.")
PAUSED = N_("Our own dates wait: %(why)s. The dates that the Housing Ombudsman gives us go on.")
FINAL = N_("You have had the final answer.")
BOTH_ROADS = N_("You have had our answer. If you are not happy with it, you can go to the Ombudsman now.")
OTHER_STATUS = {
    Kind.SERVICE_REQUEST: N_("We have your request for work and passed it on."),
    Kind.COMPLIMENT: N_("We have your thanks."),
    Kind.SUGGESTION: N_("We have your idea."),
    Kind.CONTACT: N_("You asked us to contact you. A person has been told."),
    Kind.ADJUSTMENT: N_("You told us what you need done differently. A person looks at it and answers you."),
}
WITHDRAWN = N_("You told us to stop. We do not look into it any more.")
OTHER_CLOSED = N_("This is finished.")

GOING_ON = N_(
    "If you are not happy with this answer, you can ask us to look again. You do not have to say why. "
    "%(responder)s answers you then."
)
GOING_ON_BY = N_("Ask by %(day)s. If you ask later, we send it all the same.")
TO_OMBUDSMAN = N_(
    "This is the final answer. If you are not happy with it, you can ask the %(name)s to look into your complaint."
)
OMBUDSMAN_NOW = N_(
    "If you are not happy with this answer, you can ask the %(name)s to look into your complaint now. You do not have "
    "to ask us first."
)
ONLY_IF_WANTED = N_(
    "If you want to, you can ask for %(stage)s before that. You do not have to. %(who)s answers you then."
)
ASK_THEM_BY = N_("Ask the Ombudsman by %(day)s. If you are later, ask all the same.")
NO_TIME = N_("Our policy does not say how long this takes. You can ask us at any time how it stands.")
ASK_FOR = N_("Ask for %(stage)s now")
LOOK_AGAIN = N_("Ask us to look again")

IF_WITHDRAWN = N_("Then we do not look into it any more. You can still read everything here.")
PROMISED_STAYS = N_("What we promised you stays. We still do it.")
MAY_GO_ON = N_("You can still ask us to look again.")
TELL_AGAIN = N_("You can tell us about it again at any time.")
ADVICE = N_("You can ask the %(name)s for advice at any time. They are free and not part of us. Phone: %(phone)s.")


def if_withdrawn(case: Case, policy: Policy, wording: Wording) -> Iterator[str]:
    """What it means where the resident tells us to stop. Nobody asks them to think again."""
    yield wording.say(IF_WITHDRAWN)
    if any(event.promises for event in case.events if isinstance(event, Answered)):
        yield wording.say(PROMISED_STAYS)
    if may_go_on(case, policy) and case.stages[case.stage].answered:
        yield wording.say(MAY_GO_ON)
    yield wording.say(TELL_AGAIN)
    if case.kind is Kind.COMPLAINT:
        yield wording.say(ADVICE, name=policy.ombudsman.name, phone=policy.ombudsman.phone)


def title(case: Case, policy: Policy, wording: Wording) -> str:
    """What the case is called: the policy's own name for it, where it has several."""
    kind = policy.kind(case.made.called) if len(policy.named(case.kind)) > 1 else None
    return wording.say(kind.name if kind else TITLES[case.kind])


def responder(stage: Stage, policy: Policy, wording: Wording) -> str:
    """Who answers at this stage: another body by its name, else whoever the policy says."""
    body = policy.ombudsman if stage.held_by == OMBUDSMAN else policy.bodies.get(stage.held_by)
    return wording.say(body.name if body else stage.responder)


def status(case: Case, policy: Policy, wording: Wording) -> str:
    """Where the case is now, in a sentence or two."""
    say = wording.say
    if case.is_withdrawn:
        return say(WITHDRAWN)
    if case.kind is not Kind.COMPLAINT:
        return say(OTHER_CLOSED if case.phase is Phase.CLOSED else OTHER_STATUS[case.kind])
    if case.phase in (Phase.RECEIVED, Phase.ACKNOWLEDGED):
        return _under_way(case, policy, wording)
    if case.phase is Phase.REFUSED and case.stage != case.made.stage:
        return say(REFUSED_AGAIN)
    if case.phase is Phase.ANSWERED and policy.next_stage(case.stage) is None:
        return say(FINAL)
    return say(BOTH_ROADS if case.phase is Phase.ANSWERED and is_final_for_the_code(case) else STATUS[case.phase])


def _under_way(case: Case, policy: Policy, wording: Wording) -> str:
    say, stage = wording.say, policy.stage(case.stage)
    if case.stages[case.stage].is_paused:
        return say(PAUSED, why=say(_pause(case, policy)))
    is_new = case.phase is Phase.RECEIVED
    if is_new and any(isinstance(event, Accepted) and event.stage == case.stage for event in case.events):
        return say(ACCEPTED)
    if is_new and case.stage != case.made.stage:
        before = case.stages[max(number for number in case.stages if number != case.stage)]
        who = responder(stage, policy, wording)
        return say(LOOKING_AGAIN, responder=who) if before.answered else say(WENT_ON, stage=say(stage.name), who=who)
    if stage.informal and (later := may_go_on(case, policy)):
        return say(INFORMAL, stage=say(later.name))
    return say(STATUS[case.phase])


def _pause(case: Case, policy: Policy) -> str:
    """Why the policy's clocks wait, in its own words."""
    named = {each.id: each.words for each in policy.pauses}
    return next((named.get(e.pause, "") for e in reversed(case.events) if isinstance(e, Paused)), "")


def no_time(case: Case, deadlines: Iterable[Deadline], wording: Wording) -> str:
    """That nothing says how long the answer takes, where nothing does; else empty."""
    waits = case.kind is Kind.COMPLAINT and case.phase in (Phase.RECEIVED, Phase.ACKNOWLEDGED)
    is_timed = any(each.kind == RESPOND and each.stage == case.stage for each in deadlines)
    return wording.say(NO_TIME) if waits and not is_timed else ""


def is_final_for_the_code(case: Case) -> bool:
    """Did the last answer lead to the Ombudsman, whether or not a further stage is offered as well (Code 5.3)?"""
    answered = [event for event in case.events if isinstance(event, Answered)]
    return bool(answered) and "ombudsman" in answered[-1].going_on.split()


def next_road(later: Stage, case: Case, wording: Wording) -> str:
    """What asking for the next stage is called: out of an informal stage without an answer, or after one."""
    if case.stages[case.stage].answered:
        return wording.say(LOOK_AGAIN)
    return wording.say(ASK_FOR, stage=wording.say(later.name))


def roads(policy: Policy, how: str, told: Mapping[str, date], wording: Wording) -> Iterator[str]:
    """How to go on after an answer, in sentences. `how` is `Answered.going_on`, `told` the dates that go with it."""
    say, ways = wording.say, how.split()
    number = next((int(way.removeprefix("stage:")) for way in ways if way != "ombudsman"), None)
    stage = policy.stage(number) if number is not None else None
    if "ombudsman" in ways:
        yield say(OMBUDSMAN_NOW if stage else TO_OMBUDSMAN, name=policy.ombudsman.name)
        if by := told.get(REFER_BY):
            yield say(ASK_THEM_BY, day=by)
    if stage:
        who = responder(stage, policy, wording)
        yield say(ONLY_IF_WANTED, stage=say(stage.name), who=who) if len(ways) > 1 else say(GOING_ON, responder=who)
        if by := told.get(ESCALATE_BY):
            yield say(GOING_ON_BY, day=by)
