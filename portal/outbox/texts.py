"""Text messages: that there is something to read and where, and nothing of what it is. Anybody may see a phone."""

import json
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta

from portal.domain.outcome import LONDON
from portal.outbox.addressed import told_to
from portal.outbox.folder import Folder
from portal.outbox.gateway import Gateway
from portal.outbox.ids import message_id
from portal.outbox.kinds import SOMETHING_NEW
from portal.outbox.segments import segments
from portal.outbox.told import Told
from portal.outbox.trouble import NotYet, UnusableAddress
from portal.outbox.way_in import code_text
from portal.parts import Parts
from portal.services.getting_in import TEXT_CODE
from portal.services.office import Office
from portal.store import OutboxRow

MOST = 2
"""Messages that one text may take. The landlord's name is left out where it would take more."""
UNITED_KINGDOM = "44"
DIGITS = range(8, 16)
"""How many a number has with its country's (E.164)."""


@contextmanager
def texting(parts: Parts) -> Iterator[Callable[[OutboxRow], None]]:
    """Sends texts, by SMS_URL or into home/outbox.

    It raises Unwanted, NotFound, UnusableAddress, NotYet, NotSent, PostClosed.
    """
    gateway, folder = Gateway(parts.settings.sms_url), Folder(parts.settings.home / "outbox")

    def send(row: OutboxRow) -> None:
        (phone, words), id = text_for(parts, row), message_id(row)
        to = dialled(phone)
        if parts.settings.sms_url:
            content = json.dumps({"to": to, "text": words, "id": id}).encode()
            gateway.hand_over(content, {"Content-Type": "application/json"}, id)
        else:
            folder.write(f"{id}.txt", f"{to}\n\n{words}\n".encode())

    yield send


def text_for(parts: Parts, row: OutboxRow) -> tuple[str, str]:
    """The number and the words of a waiting text. Raises Unwanted, NotFound, NotYet.

    What somebody asked for a moment ago goes at any hour.
    """
    if asked := ASKED_TEXTS.get(row.kind):
        return asked(parts.office(row.landlord), row, parts.base_of(row.landlord))
    told = told_to(parts, row)
    if until := waits_until(parts.clock(), parts.settings.text_hours):
        raise NotYet(until)
    return told.person.phone, words_of(told)


def waits_until(now: datetime, hours: range) -> datetime | None:
    """When the night is over, outside these hours in London; else nothing. A phone that rings at three helps nobody."""
    here = now.astimezone(LONDON)
    if here.hour in hours:
        return None
    day = here.date() + timedelta(days=here.hour >= hours.stop)
    return datetime.combine(day, time(hours.start), LONDON).astimezone(UTC)


def words_of(told: Told) -> str:
    """What the text says, in two messages at most unless the address alone is longer."""
    about = told.about
    plain = f"{about.wording.say(SOMETHING_NEW)}\n{about.page}"
    named = f"{about.policy.name}: {plain}"
    return named if segments(named) <= MOST else plain


def dialled(phone: str) -> str:
    """A number as it was typed, in the form in which it can be dialled from anywhere. Raises UnusableAddress.

    Without a country it is one of the United Kingdom's.
    """
    digits = "".join(str(unicodedata.decimal(sign)) for sign in phone if sign.isdecimal())
    abroad = digits.removeprefix("00") if digits.startswith("00") else digits
    named = abroad != digits or phone.strip().startswith("+") or digits.startswith(UNITED_KINGDOM)
    number = abroad if named else UNITED_KINGDOM + digits.removeprefix("0")
    if number.startswith(UNITED_KINGDOM):  # people write +44 (0)7700
        number = UNITED_KINGDOM + number.removeprefix(UNITED_KINGDOM).removeprefix("0")
    if len(number) not in DIGITS:
        raise UnusableAddress("what stands there is no phone number")
    return f"+{number}"


ASKED_TEXTS: Mapping[str, Callable[[Office, OutboxRow, str], tuple[str, str]]] = {TEXT_CODE: code_text}
"""Texts that somebody asked for, which tell of no event."""
