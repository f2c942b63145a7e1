"""What people do, decided purely: a command and a case become events, words, messages and tasks."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypedDict
from zoneinfo import ZoneInfo

from portal.domain.calendar import Calendar
from portal.domain.case import (
    RESIDENT,
    Acknowledged,
    Answered,
    Assigned,
    Case,
    Closed,
    Escalated,
    Event,
    Extended,
    Made,
    MessageSent,
    Noted,
    Phase,
    Promise,
    StageDates,
)
from portal.domain.code import code_stages
from portal.domain.deadlines import ESCALATE_BY, RESPOND, Deadline, deadlines, next_deadline
from portal.domain.draft import Draft
from portal.domain.errors import AnswerIncomplete, ImpossibleMove, Incomplete, SamePerson
from portal.domain.kept import File, Words
from portal.domain.messages import Message, Task, messages_for
from portal.domain.people import Person
from portal.domain.policy import Kind, Policy
from portal.domain.words import N_

LONDON = ZoneInfo("Europe/London")
POSTED_WORKING_DAYS = 2


class Stamp(TypedDict):
    """The fields every event carries."""

    happened_on: date
    recorded_at: datetime
    decided_by: str
    recorded_by: str


@dataclass(frozen=True)
class Situation:
    """What a decision may look at besides the case: the policy it is bound to, the days, who and when.

    `by` decides and `recorded_by` writes it down; `happened_on` is a London date where it differs from `now`.
    """

    policy: Policy
    calendar: Calendar
    person: Person
    now: datetime
    by: str = RESIDENT
    recorded_by: str = ""
    happened_on: date | None = None

    @property
    def today(self) -> date:
        """The date in London."""
        return self.now.astimezone(LONDON).date()

    @property
    def stamp(self) -> Stamp:
        """When this happens, and who decides and records it."""
        return Stamp(
            happened_on=self.happened_on or self.today,
            recorded_at=self.now,
            decided_by=self.by,
            recorded_by=self.recorded_by or self.by,
        )


@dataclass(frozen=True)
class QueueRow:
    """One line of the staff queue: derived from the case, and can be made again from its events."""

    reference: str
    kind: Kind
    stage: int
    phase: Phase
    handler: str
    next_kind: str
    due: date | None
    received: date


@dataclass(frozen=True)
class Outcome:
    """Everything one command writes, in one transaction. `expected` is how many events the stream had before."""

    reference: str
    expected: int
    events: tuple[Event, ...]
    words: tuple[Words, ...] = ()
    queue: QueueRow | None = None
    messages: tuple[Message, ...] = ()
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True)
class Make:
    """Make a case from a draft. `answers` holds every answer as JSON; `linked_to` joins it to another case."""

    reference: str
    draft: Draft
    person_id: str
    kind: Kind
    answers: Words
    files: tuple[File, ...] = ()
    linked_to: str = ""


@dataclass(frozen=True)
class Acknowledge:
    """Acknowledge, with the complaint definition (Code 5.6, 5.7). `not_responsible` may be empty."""

    understanding: Words
    outcome: Words
    not_responsible: Words


@dataclass(frozen=True)
class Assign:
    """Give the case to a member of staff, by id."""

    to: str


@dataclass(frozen=True)
class Extend:
    """Answer later: reason and new date are required. Beyond the usual limit, the agreed updates are too."""

    reason: Words
    new_date: date
    intervals: Words


@dataclass(frozen=True)
class Promised:
    """One promise as it is given: the pack's remedy (or none), words, and by when (Code 7.3)."""

    remedy: str
    words: Words
    by: date | None


@dataclass(frozen=True)
class GiveAnswer:
    """The written answer. Five items come from the handler; the stage and how to go on come from the policy."""

    definition: Words
    decision: str
    decision_words: Words
    reasons: Words
    remedy: Words
    outstanding: Words
    promises: tuple[Promised, ...] = ()


@dataclass(frozen=True)
class Escalate:
    """Ask for the next stage. No reason is needed (Code 6.12)."""

    words: Words | None = None


@dataclass(frozen=True)
class Close:
    """Nothing more to do."""

    reason: Words


@dataclass(frozen=True)
class Send:
    """Send a message to the `resident` or the `landlord`, with files."""

    to: str
    words: Words
    files: tuple[File, ...] = ()


@dataclass(frozen=True)
class Note:
    """Write a note for staff."""

    words: Words


Command = Make | Acknowledge | Assign | Extend | GiveAnswer | Escalate | Close | Send | Note

DECISIONS: Mapping[str, str] = {
    "upheld": N_("We agree with your complaint."),
    "partly_upheld": N_("We agree with part of your complaint."),
    "not_upheld": N_("We do not agree with your complaint."),
}
"""What can be decided, and how the resident is told."""


def decide(command: Command, case: Case | None, situation: Situation) -> Outcome:
    """What this command does to this case (None for `Make`), or a named error and nothing at all.

    Raises ImpossibleMove, Incomplete, AnswerIncomplete, SamePerson.
    """
    _happened_in_order(case, situation)
    event, words = _event(command, case, situation)
    after = case.apply(event) if case else Case.from_events([event])
    messages, tasks = messages_for(after, event, situation.person, situation.policy)
    return Outcome(
        reference=after.reference,
        expected=case.version if case else 0,
        events=(event,),
        words=words,
        queue=queue_row(after, situation.policy, situation.calendar),
        messages=messages,
        tasks=tasks,
    )


def case_deadlines(case: Case, policy: Policy, calendar: Calendar) -> tuple[Deadline, ...]:
    """Every deadline of this case; only a complaint has any. The Code counts from when it was in force."""
    if case.kind is not Kind.COMPLAINT:
        return ()
    return deadlines(case.stages, policy, calendar, code_stages(case.stages))


def may_answer(case: Case, by: str) -> bool:
    """May this person answer the present stage? Not who answered an earlier one (Code 6.13)."""
    return case.stage == 1 or by not in case.answered_by.values()


def going_on(case: Case, policy: Policy) -> str:
    """How to go on after an answer at the present stage: `stage:<number>`, or `ombudsman` after the last."""
    later = policy.next_stage(case.stage)
    return f"stage:{later.number}" if later else "ombudsman"


def queue_row(case: Case, policy: Policy, calendar: Calendar) -> QueueRow:
    """The case's line in the staff queue."""
    upcoming = None if case.phase is Phase.CLOSED else next_deadline(case_deadlines(case, policy, calendar))
    return QueueRow(
        reference=case.reference,
        kind=case.kind,
        stage=case.stage,
        phase=case.phase,
        handler=case.handler,
        next_kind=upcoming.kind if upcoming else "",
        due=upcoming.due if upcoming else None,
        received=case.made.happened_on,
    )


def _event(command: Command, case: Case | None, situation: Situation) -> tuple[Event, tuple[Words, ...]]:
    if isinstance(command, Make):
        return _make(command, situation)
    if case is None:
        raise ImpossibleMove("not made", type(command).__name__)
    match command:
        case Acknowledge():
            return _acknowledge(command, case, situation)
        case Assign():
            return Assigned(to=command.to, **situation.stamp), ()
        case Extend():
            return _extend(command, case, situation)
        case GiveAnswer():
            return _answer(command, case, situation)
        case Escalate():
            return _escalate(command, case, situation)
        case Close():
            _require(case, Closed, reason=command.reason)
            return Closed(reason=command.reason.ref, **situation.stamp), (command.reason,)
        case Send():
            _require(case, MessageSent, **({} if command.files else {"words": command.words}))
            sent = MessageSent(to=command.to, words=command.words.ref, files=command.files, **situation.stamp)
            return sent, (command.words,)
        case Note():
            _require(case, Noted, words=command.words)
            return Noted(words=command.words.ref, **situation.stamp), (command.words,)


def _make(command: Make, situation: Situation) -> tuple[Event, tuple[Words, ...]]:
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
        **situation.stamp,
    )
    return replace(made, told=_told(Case.from_events([made]), situation)), (command.answers,)


def _acknowledge(command: Acknowledge, case: Case, situation: Situation) -> tuple[Event, tuple[Words, ...]]:
    _require(case, Acknowledged, understanding=command.understanding, outcome=command.outcome)
    acknowledged = Acknowledged(
        stage=case.stage,
        understanding=command.understanding.ref,
        outcome=command.outcome.ref,
        not_responsible=command.not_responsible.ref,
        **situation.stamp,
    )
    words = (command.understanding, command.outcome, command.not_responsible)
    return replace(acknowledged, told=_told(case.apply(acknowledged), situation)), words


def _extend(command: Extend, case: Case, situation: Situation) -> tuple[Event, tuple[Words, ...]]:
    _require(case, Extended, reason=command.reason)
    respond = _deadline(case, RESPOND, situation)
    if command.new_date <= max(respond.due, situation.today):
        raise Incomplete({"new_date": N_("Choose a date after the one we gave before, and after today")})
    if not situation.calendar.is_working(command.new_date):
        raise Incomplete({"new_date": N_("Choose a working day")})
    beyond = respond.latest is not None and command.new_date > respond.latest
    if beyond and not command.intervals.text.strip():
        raise Incomplete(
            {"intervals": N_("This is past the usual limit. Say which updates you agreed with the resident")}
        )
    extended = Extended(
        stage=case.stage,
        reason=command.reason.ref,
        original=respond.due,
        new_date=command.new_date,
        intervals=command.intervals.ref if beyond else None,
        **situation.stamp,
    )
    return extended, (command.reason, *((command.intervals,) if beyond else ()))


def _answer(command: GiveAnswer, case: Case, situation: Situation) -> tuple[Event, tuple[Words, ...]]:
    _require(case, Answered)
    if not may_answer(case, situation.by):
        raise SamePerson(situation.by)
    how_to_go_on = going_on(case, situation.policy)
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
    if problems := _problems_with(command.promises, situation):
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
        reached_on=_reached(situation),
        **situation.stamp,
    )
    words = (command.definition, command.decision_words, command.reasons, command.remedy, command.outstanding)
    promised = tuple(each.words for each in command.promises)
    return replace(answered, told=_told(case.apply(answered), situation)), words + promised


def _escalate(command: Escalate, case: Case, situation: Situation) -> tuple[Event, tuple[Words, ...]]:
    later = situation.policy.next_stage(case.stage)
    if later is None:
        raise ImpossibleMove("at the last stage", "Escalated")
    _require(case, Escalated)
    limit = next((each for each in case_deadlines(case, situation.policy, situation.calendar)
                  if each.kind == ESCALATE_BY and each.stage == case.stage), None)  # fmt: skip
    asked_on = situation.happened_on or situation.today
    escalated = Escalated(
        stage=later.number,
        late=limit is not None and asked_on > limit.due,
        words=command.words.ref if command.words else None,
        **situation.stamp,
    )
    words = (command.words,) if command.words else ()
    return replace(escalated, told=_told(case.apply(escalated), situation)), words


def _problems_with(promises: tuple[Promised, ...], situation: Situation) -> dict[str, str]:
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


def _happened_in_order(case: Case | None, situation: Situation) -> None:
    """Nothing is written down before it happened, nor before what it follows: clocks count from these days."""
    day = situation.happened_on or situation.today
    if day > situation.today:
        raise Incomplete({"happened_on": N_("This day is still to come. Write the day it happened")})
    if case and day < max(_days(case.stages[case.stage])):
        raise Incomplete({"happened_on": N_("This day is before the last step. Write a later day")})


def _days(dates: StageDates) -> list[date]:
    return [day for day in (dates.started, dates.acknowledged, dates.answered) if day]


def _reached(situation: Situation) -> date:
    """The day an answer counts as received: the same day by e-mail, else the second working day after posting."""
    sent = situation.happened_on or situation.today
    return sent if situation.person.can_be_mailed else situation.calendar.after(sent, POSTED_WORKING_DAYS)


def _told(case: Case, situation: Situation) -> Mapping[str, date]:
    """The dates of the case's present stage, as they are told to the resident with this event."""
    every = case_deadlines(case, situation.policy, situation.calendar)
    return {each.kind: each.due for each in every if each.stage == case.stage and each.met_on is None}


def _deadline(case: Case, kind: str, situation: Situation) -> Deadline:
    every = case_deadlines(case, situation.policy, situation.calendar)
    return next(each for each in every if each.kind == kind and each.stage == case.stage)


def _require(case: Case, event: type[Event], **words: Words) -> None:
    """The move must be possible, and these words must not be empty."""
    if not case.allows(event):
        raise ImpossibleMove(case.phase, event.__name__)
    empty = {field: N_("Write this before you send") for field, value in words.items() if not value.text.strip()}
    if empty:
        raise Incomplete(empty)
