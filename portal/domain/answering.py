"""The written answer, and why it takes longer: what each must hold (Code 6.4, 6.9, 6.15, 6.19)."""

from dataclasses import replace
from datetime import date

from portal.domain.case import Case
from portal.domain.case_dates import deadline_of, going_on, may_answer, told
from portal.domain.channels import EMAIL
from portal.domain.commands import DECISIONS, Extend, GiveAnswer, Promised
from portal.domain.deadlines import RESPOND
from portal.domain.errors import AnswerIncomplete, ImpossibleMove, Incomplete, SamePerson
from portal.domain.events import RESIDENT, Answered, Extended, Promise
from portal.domain.messages import ways_to
from portal.domain.needed import Decided, require
from portal.domain.outcome import Situation
from portal.domain.words import N_

POSTED_WORKING_DAYS = 2


def extend(command: Extend, case: Case, situation: Situation) -> Decided:
    """The answer takes longer. Raises ImpossibleMove where the stage has no date for it, Incomplete."""
    require(case, Extended, reason=command.reason)
    respond = deadline_of(case, RESPOND, situation)
    if respond is None:
        raise ImpossibleMove("without a date for the answer", "Extended")
    if command.new_date <= max(respond.due, situation.today):
        raise Incomplete({"new_date": N_("Choose a date after the one we gave before, and after today")})
    if not situation.calendar.is_working(command.new_date):
        raise Incomplete({"new_date": N_("Choose a working day")})
    beyond = respond.latest is not None and command.new_date > respond.latest
    if beyond and not command.intervals.text.strip():
        raise Incomplete(
            {"intervals": N_("This is past the usual limit. Say which updates you agreed with the resident")}
        )
    if command.update_every is not None and command.update_every < 1:
        raise Incomplete({"update_every": N_("Write how many working days, 1 or more")})
    extended = Extended(
        stage=case.stage,
        reason=command.reason.ref,
        original=respond.due,
        new_date=command.new_date,
        intervals=command.intervals.ref if beyond else None,
        update_every=command.update_every,
        **situation.stamp,
    )
    return extended, (command.reason, *((command.intervals,) if beyond else ()))


def answer(command: GiveAnswer, case: Case, situation: Situation) -> Decided:
    """The answer with its seven items. Raises ImpossibleMove, SamePerson, AnswerIncomplete, Incomplete."""
    require(case, Answered)
    policy = situation.policy
    if not may_answer(case, policy, situation.by):
        raise SamePerson(situation.by)
    how_to_go_on = going_on(case, policy, situation.happened_on or situation.today)
    given = {
        "definition": command.definition.text.strip(),
        "decision": command.decision in DECISIONS and command.decision_words.text.strip(),
        "reasons": command.reasons.text.strip(),
        "remedy": command.remedy.text.strip(),
        "outstanding": command.outstanding.text.strip(),
        "going_on": how_to_go_on,
    }
    if missing := tuple(item for item, words in given.items() if not words):
        raise AnswerIncomplete(missing)
    if problems := _problems_with(command, situation):
        raise Incomplete(problems)
    answered = Answered(
        stage=case.stage,
        definition=command.definition.ref,
        decision=command.decision,
        decision_words=command.decision_words.ref,
        reasons=command.reasons.ref,
        remedy=command.remedy.ref,
        promises=tuple(Promise(each.remedy, each.words.ref, each.by) for each in command.promises),
        outstanding=command.outstanding.ref,
        going_on=how_to_go_on,
        reached_on=_reached(case, situation),
        outcome=command.outcome,
        **situation.stamp,
    )
    words = (command.definition, command.decision_words, command.reasons, command.remedy, command.outstanding)
    promised = tuple(each.words for each in command.promises)
    return replace(answered, told=told(case.apply(answered), situation)), words + promised


def _problems_with(command: GiveAnswer, situation: Situation) -> dict[str, str]:
    problems = _problems_with_promises(command.promises, situation)
    outcomes = tuple(outcome.id for outcome in situation.policy.outcomes)
    if command.outcome and command.outcome not in outcomes:
        problems["outcome"] = N_("Choose one of the outcomes in our policy")
    return problems


def _problems_with_promises(promises: tuple[Promised, ...], situation: Situation) -> dict[str, str]:
    """A promise says what and by when (Code 7.3). The fields are named `promise_1_words`, `promise_1_by`, from 1."""
    problems = {}
    for number, promise in enumerate(promises, 1):
        if not promise.words.text.strip():
            problems[f"promise_{number}_words"] = N_("Write what you promise")
        if promise.by is None:
            problems[f"promise_{number}_by"] = N_("Write the day by which it is done")
        elif promise.by < situation.today:
            problems[f"promise_{number}_by"] = N_("Choose today or a later day")
    return problems


def _reached(case: Case, situation: Situation) -> date:
    """The day an answer counts as received: the same day by e-mail, else the second working day after posting.

    Where others get it instead of the resident, it is theirs that counts.
    """
    sent = situation.happened_on or situation.today
    ways = ways_to("answer", case.reference, situation.person, situation.needs, situation.acting)
    counts = [ways[RESIDENT]] if RESIDENT in ways else list(ways.values())
    by_email = all(channels[:1] == (EMAIL,) for channels in counts)
    return sent if by_email else situation.calendar.after(sent, POSTED_WORKING_DAYS)
