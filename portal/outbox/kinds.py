"""What each kind of message says to the resident."""

from collections.abc import Callable, Iterator, Mapping

from portal.blocks import Block, Paragraph
from portal.domain.words import N_
from portal.outbox import adjusted, consents
from portal.outbox.about import About, AboutPerson
from portal.outbox.answers import answer, closing, escalation, more_time, withdrawn
from portal.outbox.taken import accepted, acknowledgement, receipt, refusal
from portal.outbox.under_way import action, date_moved, extension, message, paused, resumed, update
from portal.outbox.way_in import new_code

SOMETHING_NEW = N_("There is something new for you to read.")


def discreet(about: About) -> Iterator[Block]:
    """For somebody whose mail others may read: that there is something, and nothing of what it is."""
    yield Paragraph(about.wording.say(SOMETHING_NEW))


TO_RESIDENT: Mapping[str, Callable[[About], Iterator[Block]]] = {
    "receipt": receipt,
    "acknowledgement": acknowledgement,
    "refusal": refusal,
    "accepted": accepted,
    "extension": extension,
    "update": update,
    "action": action,
    "paused": paused,
    "resumed": resumed,
    "date_moved": date_moved,
    "message": message,
    "answer": answer,
    "escalation": escalation,
    "more_time": more_time,
    "closing": closing,
    "withdrawn": withdrawn,
    "new_code": new_code,
}
OF_PERSON: Mapping[str, Callable[[AboutPerson], Iterator[Block]]] = {
    "contact_changed": adjusted.contact_changed,
    "adjustment_acknowledged": adjusted.acknowledged,
    "adjustment_agreed": adjusted.agreed,
    "adjustment_declined": adjusted.declined,
    "adjustment_reviewed": adjusted.reviewed,
    "adjustment_ended": adjusted.ended,
    "consent_asked": consents.asked,
    "consent_confirmed": consents.confirmed,
    "consent_narrowed": consents.narrowed,
    "consent_extended": consents.extended,
    "consent_reminded": consents.reminded,
    "consent_expired": consents.expired,
    "consent_withdrawn": consents.withdrawn,
}
"""What is said to the resident about their own record."""
