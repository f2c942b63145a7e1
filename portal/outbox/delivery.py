"""Delivery: each waiting message is claimed, checked again, worded, sent by its channel, and marked."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta

from portal.domain.channels import EMAIL, LETTER, TEXT
from portal.domain.errors import NotFound
from portal.outbox import left_over
from portal.outbox.addressed import ASKED_MAILS, mail_for
from portal.outbox.ids import message_id
from portal.outbox.letters import posting
from portal.outbox.mail import as_message
from portal.outbox.post import post_of
from portal.outbox.texts import ASKED_TEXTS, texting
from portal.outbox.trouble import Needless, NotSent, NotYet, PostClosed, UnusableAddress, Unwanted
from portal.parts import Parts
from portal.store import OutboxRow

PAUSES = tuple(timedelta(minutes=each) for each in (1, 2, 5, 15, 30, 60, 120, 240, 480, 720, 1440, 1440, 1440))
"""How long to wait after the first failure, the second…: five days in all, then a member of staff is asked instead."""

log = logging.getLogger(__name__)

Send = Callable[[OutboxRow], None]


@dataclass(frozen=True)
class Delivered:
    """What became of the messages of one round."""

    sent: int = 0
    later: int = 0
    given_up: int = 0


@contextmanager
def mailing(parts: Parts) -> Iterator[Send]:
    """Sends mails, by SMTP_URL or into home/outbox.

    It raises Unwanted, NotFound, UnusableAddress, NotSent, PostClosed.
    """
    with post_of(parts.settings).open() as send:
        yield lambda row: send(as_message(mail_for(parts, row), message_id(row), parts.clock()))


WAYS: Mapping[str, Callable[[Parts], AbstractContextManager[Send]]] = {
    EMAIL: mailing,
    TEXT: texting,
    LETTER: posting,
}


def deliver_waiting(parts: Parts) -> Delivered:
    """Send what waits, one message at a time, until nothing is due whose channel is open.

    A message is marked after it was sent: should we die in between, it is sent again under the same id.
    """
    rounds = {"sent": 0, "later": 0, "given_up": 0}
    with ExitStack() as closing:
        ways = {channel: closing.enter_context(way(parts)) for channel, way in WAYS.items()}
        while ways and (rows := parts.store.waiting(parts.clock(), 1, tuple(ways))):
            (row,) = rows
            try:
                rounds[_deliver(parts, row, ways[row.channel])] += 1
            except PostClosed as closed:
                log.warning("no %s can be sent now: %s", row.channel, closed)
                rounds[_put_off(parts, row, str(closed))] += 1
                del ways[row.channel]
    return Delivered(**rounds)


def _deliver(parts: Parts, row: OutboxRow, send: Send) -> str:
    try:
        send(row)
    except Needless as reason:
        left_over.to_the_resident(parts, row)
        parts.store.failed(row, parts.clock(), str(reason), None)
        return "given_up"
    except (Unwanted, UnusableAddress) as reason:
        return _give_up(parts, row, str(reason))
    except NotYet as early:
        parts.store.failed(row, parts.clock(), str(early), early.until)
        return "later"
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
    left_over.ask_a_person(parts, row)
    parts.store.failed(row, parts.clock(), why, None)
    _forget_address(parts, row)
    return "given_up"


def _forget_address(parts: Parts, row: OutboxRow) -> None:
    if row.kind in ASKED_MAILS or row.kind in ASKED_TEXTS:
        parts.store.at(row.landlord).forget_mail(row.id)
