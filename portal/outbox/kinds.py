"""What each kind of message says to the resident."""

from collections.abc import Callable, Iterator, Mapping

from portal.domain.words import N_
from portal.outbox.about import About
from portal.outbox.answers import answer, closing, escalation, more_time
from portal.outbox.mail import Block, Paragraph
from portal.outbox.taken import accepted, acknowledgement, receipt, refusal
from portal.outbox.under_way import action, date_moved, extension, message, paused, resumed, update


def discreet(about: About) -> Iterator[Block]:
    """For somebody whose mail others may read: that there is something, and nothing of what it is."""
    yield Paragraph(about.wording.say(N_("There is something new for you to read.")))


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
}
