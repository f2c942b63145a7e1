"""Delivery: each waiting message is claimed, checked again, worded, sent, and marked."""

import logging
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from portal.domain.errors import NotFound
from portal.outbox.addressed import mail_for
from portal.outbox.mail import UnusableAddress, Unwanted, as_message
from portal.outbox.post import NotSent, Post, PostClosed, Send, post_of
from portal.parts import Parts
from portal.services.drafts import CARRY_ON
from portal.store import OutboxRow

PAUSES = tuple(timedelta(minutes=each) for each in (1, 2, 5, 15, 30, 60, 120, 240, 480, 720, 1440, 1440, 1440))
"""How long to wait after the first failure, the second…: five days in all, then it is given up and staff see why."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Delivered:
    """What became of the messages of one round."""

    sent: int = 0
    later: int = 0
    given_up: int = 0


def deliver_waiting(parts: Parts, post: Post | None = None) -> Delivered:
    """Send what waits, one message at a time, until nothing is due or the post is closed.

    A message is marked after it was sent: should we die in between, it is sent again with the same Message-ID.
    """
    rounds = {"sent": 0, "later": 0, "given_up": 0}
    with (post or post_of(parts.settings)).open() as send:
        while rows := parts.store.waiting(parts.clock(), 1):
            try:
                rounds[_deliver(parts, rows[0], send)] += 1
            except PostClosed as closed:
                log.warning("no mail can be sent now: %s", closed)
                rounds[_put_off(parts, rows[0], str(closed))] += 1
                break
    return Delivered(**rounds)


def message_id(row: OutboxRow) -> str:
    """The left half of the Message-ID: the row's own, the same at every try, and telling nothing."""
    what = f"{row.id} {row.landlord} {row.reference} {row.number} {row.recipient} {row.kind}"
    return f"putright-{row.id}-{sha256(what.encode()).hexdigest()[:20]}"


def _deliver(parts: Parts, row: OutboxRow, send: Send) -> str:
    try:
        send(as_message(mail_for(parts, row), message_id(row), parts.clock()))
    except (Unwanted, UnusableAddress) as reason:
        return _give_up(parts, row, str(reason))
    except NotFound:
        return _give_up(parts, row, "what it is about is gone")
    except NotSent as problem:
        return _give_up(parts, row, str(problem)) if problem.for_good else _put_off(parts, row, str(problem))
    except PostClosed:
        raise
    except Exception as fault:  # a message that cannot be worded must not hold up the others
        log.exception("message %s cannot be made", row.id)
        return _put_off(parts, row, repr(fault))
    parts.store.sent(row, parts.clock())
    _forget_address(parts, row)
    return "sent"


def _put_off(parts: Parts, row: OutboxRow, why: str) -> str:
    if row.tries > len(PAUSES):
        return _give_up(parts, row, why)
    log.warning("message %s waits after try %s", row.id, row.tries)
    now = parts.clock()
    parts.store.failed(row, now, why, now + PAUSES[row.tries - 1])
    return "later"


def _give_up(parts: Parts, row: OutboxRow, why: str) -> str:
    log.warning("message %s is given up", row.id)
    parts.store.failed(row, parts.clock(), why, None)
    _forget_address(parts, row)
    return "given_up"


def _forget_address(parts: Parts, row: OutboxRow) -> None:
    if row.kind == CARRY_ON:
        parts.store.at(row.landlord).forget_mail(row.id)
