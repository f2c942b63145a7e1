"""What becomes of a message that does not go: a member of staff tells it, or the resident gets it after all."""

from contextlib import suppress

from portal.domain.channels import channel_for, channels_for
from portal.domain.errors import NotFound
from portal.domain.events import REPRESENTATIVE, RESIDENT
from portal.domain.messages import sent_by, tell_task
from portal.domain.recipients import RECEIVED
from portal.outbox.addressed import about_of
from portal.parts import Parts
from portal.store import OutboxRow
from portal.store.landlord import PERSON


def ask_a_person(parts: Parts, row: OutboxRow) -> None:
    """Whoever could not be told this way, and can still be reached, is told by a member of staff."""
    if not row.recipient.startswith((RESIDENT, REPRESENTATIVE)):
        return
    with suppress(NotFound):
        about = about_of(parts, row)
        person, needs = about.file.person, about.file.needs
        acting = about.file.acting(about.office.today).people.get(row.recipient.removeprefix(REPRESENTATIVE))
        can_be_told = channel_for(acting) if acting else row.recipient == RESIDENT and channel_for(person, needs)
        if can_be_told:
            task = tell_task(row.kind, row.recipient)
            about.office.store.ask_staff(about.case.reference, row.number, task, parts.clock())


def to_the_resident(parts: Parts, row: OutboxRow) -> None:
    """What was to go to somebody in the resident's place, and is not theirs any more, goes to the resident.

    Whoever has it already, as of a copy, is not told again.
    """
    is_copy = row.recipient.startswith(REPRESENTATIVE) and row.kind != RECEIVED
    if not is_copy or row.reference.startswith(PERSON):
        return
    with suppress(NotFound):
        about = about_of(parts, row)
        channels = channels_for(about.file.person, row.kind, about.file.needs)
        messages, tasks = sent_by({(row.kind, RESIDENT): channels}, row.number)
        for message in messages:
            about.office.store.tell(row.reference, message, parts.clock())
        for task in tasks:
            about.office.store.ask_staff(row.reference, task.number, task.kind, parts.clock())
