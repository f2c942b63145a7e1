"""Which event sends which message, and to whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portal.domain.case import Case
from portal.domain.events import (
    RESIDENT,
    Accepted,
    Acknowledged,
    ActionTaken,
    Answered,
    Assigned,
    Closed,
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
)
from portal.domain.people import Person
from portal.domain.policy import Policy
from portal.domain.terms import Kind

REPAIRS = "repairs"

EVENT_MESSAGES: Mapping[type[Event], str] = {
    Made: "receipt",
    Acknowledged: "acknowledgement",
    Extended: "extension",
    Answered: "answer",
    Escalated: "escalation",
    Closed: "closing",
    MessageSent: "message",
    Refused: "refusal",
    Accepted: "accepted",
    Updated: "update",
    ActionTaken: "action",
    MoreTimeGiven: "more_time",
    Paused: "paused",
    Resumed: "resumed",
    DateMoved: "date_moved",
}
SILENT: tuple[type[Event], ...] = (Assigned, Noted, Spoke, Surveyed)


@dataclass(frozen=True)
class Message:
    """A message to be sent for one event (its number in the stream). What it says is made at delivery."""

    kind: str
    recipient: str
    number: int


@dataclass(frozen=True)
class Task:
    """Something a person of the landlord's has to do. `number` is the event that asks for it."""

    kind: str
    number: int


def messages_for(
    case: Case, event: Event, person: Person, policy: Policy
) -> tuple[tuple[Message, ...], tuple[Task, ...]]:
    """What one event, the last of `case`, sends and asks for.

    Where a resident cannot be mailed but can be reached, somebody is asked to tell them.
    """
    number, kind = case.version, EVENT_MESSAGES.get(type(event))
    if kind is None:
        return (), ()
    if isinstance(event, MessageSent) and event.to != RESIDENT:
        return (), (Task("contact" if event.contact else "read_message", number),)
    if isinstance(event, Made) and case.kind is Kind.CONTACT:
        return (), (Task("contact", number),)
    messages = [Message(kind, RESIDENT, number)] if person.can_be_mailed else []
    tasks = [Task(f"tell_{kind}", number)] if person.can_be_reached and not person.can_be_mailed else []
    if isinstance(event, Made) and case.kind is Kind.SERVICE_REQUEST:
        if policy.contacts.repairs_email:
            messages.append(Message("service_request", REPAIRS, number))
        else:
            tasks.append(Task("pass_on", number))
    tasks += [Task(kind, number) for kind in _further_tasks(case, event, policy)]
    return tuple(messages), tuple(tasks)


def _further_tasks(case: Case, event: Event, policy: Policy) -> Iterator[str]:
    """What an event asks of staff besides telling the resident."""
    if isinstance(event, Escalated):
        if policy.stage(event.stage).held_by:
            yield "hand_over"
        if event.hearing:
            yield "hearing"
    if isinstance(event, Closed) and policy.survey and case.kind is Kind.COMPLAINT:
        yield "survey"
