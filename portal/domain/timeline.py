"""What has happened, in plain words: one sentence for each kind of event, for the resident and for staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.domain.case import Case
from portal.domain.commands import CHECKS
from portal.domain.events import (
    RESIDENT,
    Accepted,
    Acknowledged,
    ActionTaken,
    Answered,
    Assigned,
    Closed,
    CodeReissued,
    DateMoved,
    Escalated,
    Event,
    Extended,
    Made,
    MessageSent,
    MoreTimeGiven,
    Noted,
    Paused,
    Refused,
    Resumed,
    Spoke,
    Surveyed,
    Updated,
    Withdrawn,
)
from portal.domain.policy import Policy
from portal.domain.terms import Kind
from portal.domain.words import N_


@dataclass(frozen=True)
class Line:
    """One line of the timeline: a sentence to translate and the values for its placeholders (dates stay dates)."""

    number: int
    happened_on: date
    sentence: str
    values: Mapping[str, object]


MADE = {
    Kind.COMPLAINT: N_("We received your complaint."),
    Kind.SERVICE_REQUEST: N_("We received your request for work."),
    Kind.COMPLIMENT: N_("We received your thanks."),
    Kind.SUGGESTION: N_("We received your idea."),
    Kind.CONTACT: N_("We received your wish to speak to a person."),
    Kind.ADJUSTMENT: N_("You told us what you need done differently."),
}
SENTENCES: Mapping[type[Event], str] = {
    Acknowledged: N_("We wrote to say that we have your complaint, and how we understand it."),
    Assigned: N_("Somebody was asked to deal with it."),
    Extended: N_("We told you that we need until %(new_date)s."),
    Answered: N_("We sent you our answer at %(stage)s."),
    Escalated: N_("You asked us to look again. It went to %(stage)s."),
    Closed: N_("We closed the case."),
    Withdrawn: N_("You told us to stop. We do not look into it any more."),
    Refused: N_("We told you that we cannot look into it, and why."),
    Accepted: N_("We looked at that again. We look into your complaint after all."),
    Spoke: N_("We spoke with you about it."),
    Updated: N_("We told you how it stands."),
    MoreTimeGiven: N_("You have more time to ask us to look again: until %(new_date)s."),
    Paused: N_("We paused our own dates and told you why."),
    Resumed: N_("Our own dates run again."),
    Surveyed: N_("We asked you how we did."),
    CodeReissued: N_("We gave you a new code. The old one does not work any more."),
}
ACTION_TAKEN = {
    "action": N_("We did what puts it right."),
    "confirmation": N_("We wrote to you that what puts it right is being done."),
}
MOVED = {
    "holiday": N_("A new bank holiday moved a date from %(old)s to %(new)s."),
    "policy": N_("A date was corrected from %(old)s to %(new)s."),
}
FROM_YOU, FROM_US = N_("You sent us a message."), N_("We sent you a message.")
TO_STAFF: Mapping[type[Event], str] = {
    Made: N_("The case was made."),
    Acknowledged: N_("Acknowledged."),
    Assigned: N_("Given to %(to)s."),
    Extended: N_("Extended to %(new_date)s."),
    Answered: N_("Answered at %(stage)s."),
    Escalated: N_("The resident asked us to look again. It went to %(stage)s."),
    Closed: N_("Closed."),
    Withdrawn: N_("The resident withdrew it."),
    Noted: N_("Note for staff."),
    Refused: N_("Refused at %(stage)s."),
    Accepted: N_("The refusal was taken back."),
    Spoke: N_("Spoke with the resident."),
    Updated: N_("Told the resident how it stands."),
    MoreTimeGiven: N_("The resident has more time: until %(new_date)s."),
    Paused: N_("Paused: the policy's clocks wait."),
    Resumed: N_("The policy's clocks run again."),
    Surveyed: N_("Asked the resident how satisfied they are."),
    CodeReissued: N_("A new code was given. Checked: %(checked)s."),
}
ACTION_FOR_STAFF = {
    "action": N_("What puts it right was done."),
    "confirmation": N_("What puts it right was confirmed in writing."),
}
FROM_RESIDENT, TO_RESIDENT = N_("The resident sent a message."), N_("A message was sent to the resident.")
FOR_STAFF: tuple[type[Event], ...] = (Noted,)


def timeline(case: Case, policy: Policy) -> tuple[Line, ...]:
    """The lines a resident reads, newest first. Notes for staff are not among them."""
    shown = ((number, event) for number, event in enumerate(case.events, 1) if not isinstance(event, FOR_STAFF))
    return tuple(Line(n, e.happened_on, _sentence(e, case), _values(e, policy)) for n, e in shown)[::-1]


def history(case: Case, policy: Policy) -> tuple[Line, ...]:
    """Every event in words for staff, newest first, notes among them."""
    numbered = enumerate(case.events, 1)
    return tuple(Line(n, e.happened_on, _staff_sentence(e), _values(e, policy)) for n, e in numbered)[::-1]


def _staff_sentence(event: Event) -> str:
    if isinstance(event, MessageSent):
        return TO_RESIDENT if event.to == RESIDENT else FROM_RESIDENT
    if isinstance(event, ActionTaken):
        return ACTION_FOR_STAFF[event.how]
    return MOVED[event.why] if isinstance(event, DateMoved) else TO_STAFF[type(event)]


def _sentence(event: Event, case: Case) -> str:
    match event:
        case Made():
            return MADE[case.kind]
        case MessageSent():
            return FROM_US if event.to == RESIDENT else FROM_YOU
        case ActionTaken():
            return ACTION_TAKEN[event.how]
        case DateMoved():
            return MOVED[event.why]
        case _:
            return SENTENCES[type(event)]


def _values(event: Event, policy: Policy) -> Mapping[str, object]:
    match event:
        case Extended() | MoreTimeGiven():
            return {"new_date": event.new_date}
        case DateMoved():
            return {"old": event.old, "new": event.new}
        case Assigned():
            return {"to": event.to}
        case CodeReissued():
            return {"checked": tuple(CHECKS[each] for each in event.checked)}
        case Answered() | Escalated() | Refused():
            return {"stage": policy.stage(event.stage).name}
        case _:
            return {}
