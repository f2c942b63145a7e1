"""Which event sends which message, to whom, and by which channel."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portal.domain.case import Case
from portal.domain.channels import CALL, CHANNELS, EMAIL, channels_for
from portal.domain.events import (
    REPRESENTATIVE,
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
from portal.domain.needs import AS_USUAL, Needs
from portal.domain.people import Person
from portal.domain.policy import Policy
from portal.domain.recipients import RECEIVED, Acting
from portal.domain.terms import Kind

REPAIRS = "repairs"

EVENT_MESSAGES: Mapping[type[Event], str] = {
    Made: "receipt",
    Acknowledged: "acknowledgement",
    Extended: "extension",
    Answered: "answer",
    Escalated: "escalation",
    Closed: "closing",
    Withdrawn: "withdrawn",
    MessageSent: "message",
    Refused: "refusal",
    Accepted: "accepted",
    Updated: "update",
    ActionTaken: "action",
    MoreTimeGiven: "more_time",
    Paused: "paused",
    Resumed: "resumed",
    DateMoved: "date_moved",
    CodeReissued: "new_code",
}
WITHOUT_CALL = ("new_code",)
"""What somebody was told by a person anyway, so that nobody needs to call them."""
SILENT: tuple[type[Event], ...] = (Assigned, Noted, Spoke, Surveyed)


@dataclass(frozen=True)
class Message:
    """A message to be sent for one event (its number in the stream). What it says is made at delivery.

    `recipient` is RESIDENT, REPAIRS or a prefix with an id, like `representative:<id>`; `channel` one of CHANNELS.
    """

    kind: str
    recipient: str
    number: int
    channel: str = EMAIL


@dataclass(frozen=True)
class Task:
    """Something a person of the landlord's has to do. `number` is the event that asks for it."""

    kind: str
    number: int


def tell_task(kind: str, recipient: str = RESIDENT) -> str:
    """The task to tell them by a person what a message of this kind says."""
    return f"tell_{kind}" if recipient == RESIDENT else f"tell_{kind}:{recipient}"


def ways_to(
    kind: str, reference: str, person: Person, needs: Needs, acting: Acting | None
) -> dict[str, tuple[str, ...]]:
    """The channels of a message about this case, by who gets it.

    The resident gets it too where nobody who should get it instead can be reached.
    """
    told = acting.receive(kind, reference) if acting else (RESIDENT,)
    own = channels_for(person, kind, needs)
    ways = {who: own if who == RESIDENT else channels_of(who, kind, acting) for who in told}
    return ways if RESIDENT in ways or any(ways.values()) or kind == RECEIVED else {RESIDENT: own}


def channels_of(recipient: str, kind: str, acting: Acting | None) -> tuple[str, ...]:
    """The channels to somebody who acts for the resident; none where we do not know how to reach them."""
    known = acting.people.get(recipient.removeprefix(REPRESENTATIVE)) if acting else None
    return channels_for(known, kind) if known else ()


def messages_for(
    case: Case, event: Event, person: Person, policy: Policy, needs: Needs = AS_USUAL, acting: Acting | None = None
) -> tuple[tuple[Message, ...], tuple[Task, ...]]:
    """What one event, the last of `case`, sends and asks for. Who else than the resident gets it follows from `acting`.

    Where software cannot tell somebody, or not in full, a member of staff is asked to. A resident who needs to hear
    what others read gets it read aloud as well.
    """
    number, kind = case.version, EVENT_MESSAGES.get(type(event))
    if kind is None:
        return (), ()
    if isinstance(event, MessageSent) and event.to != RESIDENT:
        return (), (Task("contact" if event.contact else "read_message", number),)
    if isinstance(event, Made) and case.kind is Kind.CONTACT:
        return (), (Task("contact", number),)
    needs = needs.for_event(event)
    ways = {(kind, who): by for who, by in ways_to(kind, case.reference, person, needs, acting).items()}
    if isinstance(event, Made) and acting:
        began = ways_to(RECEIVED, case.reference, person, needs, acting)
        ways |= {(RECEIVED, who): by for who, by in began.items() if (kind, who) not in ways}
    messages, tasks = sent_by(ways, number)
    if needs.audio and any(message.recipient == RESIDENT for message in messages):
        tasks.append(Task("read_aloud", number))
    if isinstance(event, Made) and case.kind is Kind.SERVICE_REQUEST:
        if policy.contacts.repairs_email:
            messages.append(Message("service_request", REPAIRS, number))
        else:
            tasks.append(Task("pass_on", number))
    tasks += [Task(kind, number) for kind in _further_tasks(case, event, policy)]
    return tuple(messages), tuple(tasks)


def sent_by(ways: Mapping[tuple[str, str], tuple[str, ...]], number: int) -> tuple[list[Message], list[Task]]:
    """The messages, and the tasks where a person has to tell it, of channels by kind and recipient."""
    messages = [Message(*told, number, way) for told, channels in ways.items() for way in channels if way in CHANNELS]
    by_a_person = [told for told, channels in ways.items() if CALL in channels and told[0] not in WITHOUT_CALL]
    return messages, [Task(tell_task(*told), number) for told in by_a_person]


def _further_tasks(case: Case, event: Event, policy: Policy) -> Iterator[str]:
    """What an event asks of staff besides telling the resident."""
    if isinstance(event, Escalated):
        if policy.stage(event.stage).held_by:
            yield "hand_over"
        if event.hearing:
            yield "hearing"
    if isinstance(event, Closed) and policy.survey and case.kind is Kind.COMPLAINT:
        yield "survey"
