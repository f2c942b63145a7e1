"""Which event sends which message, and to whom."""

from collections.abc import Mapping
from dataclasses import dataclass

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
from portal.domain.people import Person
from portal.domain.policy import Kind, Policy

REPAIRS = "repairs"

EVENT_MESSAGES: Mapping[type[Event], str] = {
    Made: "receipt",
    Acknowledged: "acknowledgement",
    Extended: "extension",
    Answered: "answer",
    Escalated: "escalation",
    Closed: "closing",
    MessageSent: "message",
}
SILENT: tuple[type[Event], ...] = (Assigned, Noted)


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
        return (), (Task("read_message", number),)
    messages = [Message(kind, RESIDENT, number)] if person.can_be_mailed else []
    tasks = [Task(f"tell_{kind}", number)] if person.can_be_reached and not person.can_be_mailed else []
    if isinstance(event, Made) and case.kind is Kind.SERVICE_REQUEST:
        if policy.contacts.repairs_email:
            messages.append(Message("service_request", REPAIRS, number))
        else:
            tasks.append(Task("pass_on", number))
    return tuple(messages), tuple(tasks)
