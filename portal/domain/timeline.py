"""What has happened, in plain words: one sentence for each kind of event, for the resident and for staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

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
)
from portal.domain.policy import Kind, Policy
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
}
SENTENCES: Mapping[type[Event], str] = {
    Acknowledged: N_("We wrote to say that we have your complaint, and how we understand it."),
    Assigned: N_("Somebody was asked to deal with it."),
    Extended: N_("We told you that we need until %(new_date)s."),
    Answered: N_("We sent you our answer at %(stage)s."),
    Escalated: N_("You asked us to look again. It went to %(stage)s."),
    Closed: N_("We closed the case."),
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
    Noted: N_("Note for staff."),
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
    return TO_STAFF[type(event)]


def _sentence(event: Event, case: Case) -> str:
    match event:
        case Made():
            return MADE[case.kind]
        case MessageSent():
            return FROM_US if event.to == RESIDENT else FROM_YOU
        case _:
            return SENTENCES[type(event)]


def _values(event: Event, policy: Policy) -> Mapping[str, object]:
    match event:
        case Extended():
            return {"new_date": event.new_date}
        case Assigned():
            return {"to": event.to}
        case Answered() | Escalated():
            return {"stage": policy.stage(event.stage).name}
        case _:
            return {}
