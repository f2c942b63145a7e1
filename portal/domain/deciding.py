"""What people do, decided purely: a command and a case become events, words, messages and tasks."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from portal.domain.answering import answer, extend
from portal.domain.case import Case
from portal.domain.case_dates import queue_row, told
from portal.domain.commands import (
    CHECKS,
    Accept,
    Acknowledge,
    Assign,
    Close,
    Command,
    Escalate,
    Extend,
    GiveAnswer,
    GiveMoreTime,
    GiveNewCode,
    Make,
    MoveDate,
    Note,
    Pause,
    Refuse,
    Resume,
    Send,
    Speak,
    Survey,
    TakeAction,
    Update,
    Withdraw,
)
from portal.domain.errors import ImpossibleMove, Incomplete
from portal.domain.events import (
    Acknowledged,
    ActionTaken,
    Assigned,
    Closed,
    CodeReissued,
    DateMoved,
    Made,
    MessageSent,
    Noted,
    Paused,
    Resumed,
    Spoke,
    Surveyed,
    Updated,
    Withdrawn,
)
from portal.domain.going_further import accept, escalate, give_more_time, refuse
from portal.domain.kept import Ref, Words
from portal.domain.messages import messages_for
from portal.domain.needed import Decided, require, require_order
from portal.domain.outcome import Outcome, Situation
from portal.domain.words import N_


def decide(command: Command, case: Case | None, situation: Situation) -> Outcome:
    """What this command does to this case (None for `Make`), or a named error and nothing at all.

    Raises ImpossibleMove, Incomplete, AnswerIncomplete, SamePerson.
    """
    require_order(case, situation, any_time=isinstance(command, Speak))
    event, words = _event(command, case, situation)
    after = case.apply(event) if case else Case.from_events([event])
    person, policy = situation.person, situation.policy
    messages, tasks = messages_for(after, event, person, policy, situation.needs, situation.acting)
    return Outcome(
        reference=after.reference,
        expected=case.version if case else 0,
        events=(event,),
        words=words,
        queue=queue_row(after, situation.policy, situation.calendar),
        messages=messages,
        tasks=tasks,
    )


def _event(command: Command, case: Case | None, situation: Situation) -> Decided:
    if isinstance(command, Make):
        return _make(command, situation)
    if case is None:
        raise ImpossibleMove("not made", type(command).__name__)
    return DECIDED[type(command)](command, case, situation)


def _make(command: Make, situation: Situation) -> Decided:
    draft, policy = command.draft, situation.policy
    made = Made(
        reference=command.reference,
        landlord=draft.landlord,
        policy=policy.version,
        policy_hash=policy.hash,
        kind=command.kind,
        draft=draft.id,
        person=command.person_id,
        channel=draft.channel,
        language=situation.person.language,
        answers=command.answers.ref,
        files=command.files,
        linked_to=command.linked_to,
        stage=policy.stages[0].number,
        called=_called(command, situation),
        **situation.stamp,
    )
    return replace(made, told=told(Case.from_events([made]), situation)), (command.answers,)


def _called(command: Make, situation: Situation) -> str:
    """The policy's own kind of case: the one that was chosen, or the first that is handled like this one."""
    named = situation.policy.named(command.kind)
    if command.called and command.called not in (kind.id for kind in named):
        raise Incomplete({"called": N_("Choose one of the kinds of case in our policy")})
    return command.called or (named[0].id if named else "")


def _acknowledge(command: Acknowledge, case: Case, situation: Situation) -> Decided:
    require(case, Acknowledged, understanding=command.understanding, outcome=command.outcome)
    acknowledged = Acknowledged(
        stage=case.stage,
        understanding=command.understanding.ref,
        outcome=command.outcome.ref,
        not_responsible=command.not_responsible.ref,
        **situation.stamp,
    )
    words = (command.understanding, command.outcome, command.not_responsible)
    return replace(acknowledged, told=told(case.apply(acknowledged), situation)), words


def _assign(command: Assign, case: Case, situation: Situation) -> Decided:
    return Assigned(to=command.to, **situation.stamp), ()


def _speak(command: Speak, case: Case, situation: Situation) -> Decided:
    require(case, Spoke, words=command.words)
    why = (command.despite,) if command.despite else ()
    spoke = Spoke(stage=case.stage, words=command.words.ref, despite=_ref(command.despite), **situation.stamp)
    return spoke, (command.words, *why)


def _update(command: Update, case: Case, situation: Situation) -> Decided:
    require(case, Updated, words=command.words)
    return Updated(stage=case.stage, words=command.words.ref, **situation.stamp), (command.words,)


def _take_action(command: TakeAction, case: Case, situation: Situation) -> Decided:
    require(case, ActionTaken, words=command.words)
    if command.how not in ("action", "confirmation"):
        raise Incomplete({"how": N_("Choose what was done")})
    taken = ActionTaken(stage=case.stage, how=command.how, words=command.words.ref, **situation.stamp)
    return taken, (command.words,)


def _pause(command: Pause, case: Case, situation: Situation) -> Decided:
    require(case, Paused, reason=command.reason)
    if case.stages[case.stage].is_paused:
        raise ImpossibleMove("waiting", "Paused")
    if command.pause not in (pause.id for pause in situation.policy.pauses):
        raise Incomplete({"pause": N_("Choose a reason that our policy gives")})
    paused = Paused(stage=case.stage, pause=command.pause, reason=command.reason.ref, **situation.stamp)
    return paused, (command.reason,)


def _resume(command: Resume, case: Case, situation: Situation) -> Decided:
    require(case, Resumed)
    if not case.stages[case.stage].is_paused:
        raise ImpossibleMove("not waiting", "Resumed")
    resumed = Resumed(stage=case.stage, **situation.stamp)
    return replace(resumed, told=told(case.apply(resumed), situation)), ()


def _move_date(command: MoveDate, case: Case, situation: Situation) -> Decided:
    moved = DateMoved(
        stage=case.stage,
        kind=command.kind,
        old=command.old,
        new=command.new,
        why=command.why,
        name=command.name,
        **situation.stamp,
    )
    return moved, ()


def _survey(command: Survey, case: Case, situation: Situation) -> Decided:
    require(case, Surveyed)
    return Surveyed(**situation.stamp), ()


def _close(command: Close, case: Case, situation: Situation) -> Decided:
    require(case, Closed, reason=command.reason)
    return Closed(reason=command.reason.ref, **situation.stamp), (command.reason,)


def _withdraw(command: Withdraw, case: Case, situation: Situation) -> Decided:
    require(case, Withdrawn)
    words = (command.words,) if command.words else ()
    return Withdrawn(reason=_ref(command.words), **situation.stamp), words


def _send(command: Send, case: Case, situation: Situation) -> Decided:
    require(case, MessageSent, **({} if command.files else {"words": command.words}))
    sent = MessageSent(
        to=command.to,
        words=command.words.ref,
        files=command.files,
        contact=command.contact,
        despite=_ref(command.despite),
        **situation.stamp,
    )
    return sent, (command.words, *((command.despite,) if command.despite else ()))


def _ref(words: Words | None) -> Ref | None:
    return words.ref if words else None


def _give_new_code(command: GiveNewCode, case: Case, situation: Situation) -> Decided:
    require(case, CodeReissued)
    if not command.checked or set(command.checked) - CHECKS.keys():
        raise Incomplete({"checked": N_("Choose what you checked")})
    return CodeReissued(checked=command.checked, words=command.words.ref, **situation.stamp), (command.words,)


def _note(command: Note, case: Case, situation: Situation) -> Decided:
    require(case, Noted, words=command.words)
    return Noted(words=command.words.ref, **situation.stamp), (command.words,)


DECIDED: Mapping[type, Callable[[Any, Case, Situation], Decided]] = {
    Acknowledge: _acknowledge,
    Assign: _assign,
    Extend: extend,
    GiveAnswer: answer,
    Escalate: escalate,
    Refuse: refuse,
    Accept: accept,
    Speak: _speak,
    Update: _update,
    TakeAction: _take_action,
    GiveMoreTime: give_more_time,
    Pause: _pause,
    Resume: _resume,
    MoveDate: _move_date,
    Survey: _survey,
    Close: _close,
    Withdraw: _withdraw,
    Send: _send,
    Note: _note,
    GiveNewCode: _give_new_code,
}
