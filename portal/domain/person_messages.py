"""Which event of a person's record sends which message, to whom, and what it asks of staff."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.domain.adjustments import Need, meant, needs_of
from portal.domain.channels import CALL, channels_for
from portal.domain.consent import Proof
from portal.domain.events import REPRESENTATIVE, RESIDENT
from portal.domain.messages import Message, Task, sent_by
from portal.domain.people import Person
from portal.domain.person_events import (
    AdjustmentAcknowledged,
    AdjustmentAgreed,
    AdjustmentAsked,
    AdjustmentChallenged,
    AdjustmentDeclined,
    AdjustmentEnded,
    AdjustmentReviewed,
    ConsentAsked,
    ConsentConfirmed,
    ConsentExpired,
    ConsentExtended,
    ConsentNarrowed,
    ConsentRefused,
    ConsentReminded,
    ConsentWithdrawn,
    ContactChanged,
    PersonEvent,
    RepresentativeNamed,
    SignedFormSent,
)
from portal.domain.person_record import PersonRecord


@dataclass(frozen=True)
class Told:
    """The message of one kind of event, and who gets it."""

    kind: str
    resident: bool = False
    representative: bool = False


PERSON_MESSAGES: Mapping[type[PersonEvent], Told] = {
    ContactChanged: Told("contact_changed", resident=True),
    AdjustmentAcknowledged: Told("adjustment_acknowledged", resident=True),
    AdjustmentAgreed: Told("adjustment_agreed", resident=True),
    AdjustmentDeclined: Told("adjustment_declined", resident=True),
    AdjustmentReviewed: Told("adjustment_reviewed", resident=True),
    AdjustmentEnded: Told("adjustment_ended", resident=True),
    ConsentAsked: Told("consent_asked", resident=True),
    ConsentConfirmed: Told("consent_confirmed", resident=True, representative=True),
    ConsentRefused: Told("consent_refused", representative=True),
    ConsentNarrowed: Told("consent_narrowed", resident=True, representative=True),
    ConsentExtended: Told("consent_extended", resident=True, representative=True),
    ConsentReminded: Told("consent_reminded", resident=True),
    ConsentExpired: Told("consent_expired", resident=True, representative=True),
    ConsentWithdrawn: Told("consent_withdrawn", resident=True, representative=True),
}
SILENT: tuple[type[PersonEvent], ...] = (AdjustmentAsked, AdjustmentChallenged, RepresentativeNamed, SignedFormSent)
"""Whoever did it sees it done; staff are asked to answer."""
TASKS: Mapping[type[PersonEvent], str] = {
    AdjustmentAsked: "decide_adjustment",
    AdjustmentChallenged: "decide_adjustment_again",
    SignedFormSent: "read_signed_form",
}
REVIEW = "review_adjustment"
"""The task to ask if it still helps, on its day (Code 5.10)."""
READ_ALOUD = "read_record_aloud"
"""For who needs to hear what others read."""
NEED_TASKS: Mapping[str, str] = {
    Need.AUDIO: "record_audio",
    Need.TRANSLATION: "book_interpreter",
    Need.SIGN_LANGUAGE: "book_signer",
    Need.HOME_VISIT: "arrange_visit",
    Need.ACCESSIBLE_VENUE: "arrange_venue",
    Need.HEARING_LOOP: "arrange_loop",
    Need.SUPPORT_WORKER: "invite_support_worker",
    Need.TRAVEL_COSTS: "pay_travel",
    Need.CARER_COSTS: "pay_carer",
    Need.PRIORITY: "deal_with_first",
    Need.MEDIATION: "refer_mediation",
    Need.ADVOCACY: "refer_advocacy",
    Need.SIGNPOSTING: "signpost",
}
"""What a person has to arrange once it is agreed. Needs that are not here act by themselves."""


def person_messages(
    record: PersonRecord, event: PersonEvent, person: Person, acting: Mapping[str, Person]
) -> tuple[tuple[Message, ...], tuple[Task, ...]]:
    """What one event, the last of `record`, sends and asks for. Who cannot be written to is told by staff.

    `acting` are those who act for the person, by their id. What is done quietly is told to nobody, for others may read
    it; but who may act is told that they may. Nor is somebody asked for their consent at a contact that only the one
    who wants it told us, or where that one reads along: staff ask them, and send the question once they know whose
    contact it is. So are they told by staff of an elected member whom we let act on their own word.
    """
    number, told = record.version, PERSON_MESSAGES.get(type(event))
    needs, quietly, id = needs_of(record.in_place), getattr(event, "quietly", False), _about_whom(event)
    tasks = [Task(TASKS[type(event)], number)] if type(event) in TASKS else []
    ways: dict[tuple[str, str], tuple[str, ...]] = {}
    if told and told.resident and not quietly:
        ways[told.kind, RESIDENT] = (CALL,) if _is_unproven(event, record) else channels_for(person, told.kind, needs)
    is_kept_from_them = quietly and not isinstance(event, ConsentConfirmed)
    if told and told.representative and not is_kept_from_them and id in acting:
        ways[told.kind, REPRESENTATIVE + id] = channels_for(acting[id], told.kind)
    messages, by_a_person = sent_by(ways, number)
    tasks += by_a_person
    if needs.audio and any(message.recipient == RESIDENT for message in messages):
        tasks.append(Task(READ_ALOUD, number))
    if isinstance(event, AdjustmentAgreed) and meant(event.need) in NEED_TASKS:
        tasks.append(Task(NEED_TASKS[meant(event.need)], number))
    return tuple(messages), tuple(tasks)


def _is_unproven(event: PersonEvent, record: PersonRecord) -> bool:
    """Would it reach nobody for certain, since whoever wants to act may be the one who reads it?"""
    if isinstance(event, ConsentAsked):
        return event.decided_by.startswith(REPRESENTATIVE) or record.representations[event.representative].same_contact
    if isinstance(event, ConsentConfirmed) and event.proof is Proof.ELECTED:
        known = record.representations[event.representative]
        return known.same_contact or (known.named_by.startswith(REPRESENTATIVE) and record.contact is None)
    return False


def _about_whom(event: PersonEvent) -> str:
    """The id of the representative that an event is about; empty for one about the person alone."""
    return str(getattr(event, "representative", ""))
