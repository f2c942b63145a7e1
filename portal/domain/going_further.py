"""Going further or not: the next stage, a refusal and its end, more time for the resident."""

from dataclasses import replace

from portal.domain.case import Case
from portal.domain.case_dates import deadline_of, may_go_on, told
from portal.domain.commands import Accept, Escalate, GiveMoreTime, Refuse
from portal.domain.deadlines import ESCALATE_BY
from portal.domain.errors import ImpossibleMove, Incomplete
from portal.domain.events import Accepted, Escalated, MoreTimeGiven, Refused
from portal.domain.needed import Decided, require
from portal.domain.outcome import Situation
from portal.domain.words import N_


def escalate(command: Escalate, case: Case, situation: Situation) -> Decided:
    """Ask for the next stage. Raises ImpossibleMove where there is none, or no answer yet at a formal stage."""
    if situation.policy.next_stage(case.stage) is None:
        raise ImpossibleMove("at the last stage", "Escalated")
    require(case, Escalated)
    later = may_go_on(case, situation.policy)
    if later is None:
        raise ImpossibleMove(case.phase, "Escalated")
    limit = deadline_of(case, ESCALATE_BY, situation)
    asked_on = situation.happened_on or situation.today
    escalated = Escalated(
        stage=later.number,
        late=limit is not None and asked_on > limit.due,
        words=command.words.ref if command.words else None,
        hearing=command.hearing and bool(later.hearing),
        **situation.stamp,
    )
    words = (command.words,) if command.words else ()
    return replace(escalated, told=told(case.apply(escalated), situation)), words


def refuse(command: Refuse, case: Case, situation: Situation) -> Decided:
    """Not taken, or not further: only on a ground the policy has, with reasons (Code 2.4, 5.11). Raises Incomplete."""
    require(case, Refused)
    exclusion = situation.policy.exclusion(command.exclusion)
    problems = {}
    if exclusion is None:
        problems["exclusion"] = N_("Choose the part of our policy that applies")
    if not command.reasons.text.strip():
        problems["reasons"] = N_("Write why it applies to this complaint, and what shows it")
    if exclusion and exclusion.unless and not command.considered.text.strip():
        problems["considered"] = N_("This part has exceptions. Write why none of them applies")
    if problems:
        raise Incomplete(problems)
    refused = Refused(
        stage=case.stage,
        exclusion=command.exclusion,
        reasons=command.reasons.ref,
        considered=command.considered.ref,
        **situation.stamp,
    )
    return refused, (command.reasons, command.considered)


def accept(command: Accept, case: Case, situation: Situation) -> Decided:
    """Take a refusal back."""
    require(case, Accepted, reason=command.reason)
    return Accepted(stage=case.stage, reason=command.reason.ref, **situation.stamp), (command.reason,)


def give_more_time(command: GiveMoreTime, case: Case, situation: Situation) -> Decided:
    """Make the resident's own time longer. Raises ImpossibleMove where they have no limit, Incomplete."""
    require(case, MoreTimeGiven, reason=command.reason)
    limit = deadline_of(case, ESCALATE_BY, situation)
    if limit is None:
        raise ImpossibleMove("without a limit for the resident", "MoreTimeGiven")
    if command.new_date <= limit.due:
        raise Incomplete({"new_date": N_("Choose a day after the one they have now")})
    given = MoreTimeGiven(
        stage=case.stage, reason=command.reason.ref, original=limit.due, new_date=command.new_date, **situation.stamp
    )
    return given, (command.reason,)
