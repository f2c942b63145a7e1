"""Letters on paper: handed to whoever prints and posts them, or kept for a member of staff who does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from portal.domain.events import RESIDENT
from portal.letters.letter import Size
from portal.letters.setting import letter_pdf
from portal.outbox.addressed import as_mail, told_to
from portal.outbox.as_letter import letter_from
from portal.outbox.folder import Folder
from portal.outbox.gateway import Gateway
from portal.outbox.ids import message_id
from portal.outbox.told import Told
from portal.parts import Parts
from portal.store import OutboxRow, TaskRow

JUST_WRITTEN = timedelta(hours=1)
POST = "post_"
"""How the task of posting a letter begins: what it says follows, and a colon and to whom where not to the resident."""


@contextmanager
def posting(parts: Parts) -> Iterator[Callable[[OutboxRow], None]]:
    """Sends letters, by LETTERS_URL or by a task for staff. It raises Unwanted, NotFound, NotSent, PostClosed."""
    gateway = Gateway(parts.settings.letters_url)

    def send(row: OutboxRow) -> None:
        told = told_to(parts, row)
        pdf, reference = _set(told), told.about.case.reference
        if parts.settings.letters_url:
            headers = {"Content-Type": "application/pdf", "X-Message-Id": message_id(row), "X-Reference": reference}
            gateway.hand_over(pdf, headers, message_id(row))
            return
        _kept(parts).write(_name(row), pdf)
        parts.store.at(row.landlord).ask_staff(reference, row.number, _task_of(row), parts.clock())

    yield send


def pdf_of(parts: Parts, row: OutboxRow) -> bytes:
    """The letter as it is printed, at the size agreed with whoever reads it. Raises Unwanted, NotFound."""
    return _set(told_to(parts, row))


def _set(told: Told) -> bytes:
    about, person = told.about, told.person
    to = tuple(line for line in (person.name, *person.address.splitlines(), person.postcode) if line.strip())
    size = Size(told.needs.large_print or Size.STANDARD)
    letter = letter_from(as_mail(told), to, about.policy.contacts, about.office.today, about.case.reference, size)
    return letter_pdf(letter)


def to_print(parts: Parts, row: OutboxRow) -> bytes:
    """A letter that staff post: as it was kept, or made anew where this machine does not have it.

    Raises Unwanted, NotFound.
    """
    path = _kept(parts).path / _name(row)
    return path.read_bytes() if path.exists() else pdf_of(parts, row)


def letters_of(parts: Parts, task: TaskRow, landlord: str) -> list[OutboxRow]:
    """The letters that a task asks to post; none for any other task."""
    sent = parts.store.at(landlord).letters(task.reference)
    return [row for row in sent if (row.number, _task_of(row)) == (task.number, task.kind)]


def posted(parts: Parts, row: OutboxRow) -> None:
    """It is in the post: what was kept of it goes."""
    (_kept(parts).path / _name(row)).unlink(missing_ok=True)


def erase_old(parts: Parts) -> int:
    """Erase the letters kept here that nobody is to post any more, or that lay here too long. Returns how many went.

    One that is still to be posted is made anew when somebody opens it. The youngest stay: whoever writes a letter asks
    for it to be posted only afterwards.
    """
    now, waiting, gone = parts.clock().timestamp(), set(_to_be_posted(parts)), 0
    for path in _kept(parts).path.glob("putright-*"):
        age = timedelta(seconds=now - path.stat().st_mtime)
        if age > (timedelta(days=parts.settings.keep_letters) if path.name in waiting else JUST_WRITTEN):
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _to_be_posted(parts: Parts) -> Iterator[str]:
    """The names of the letters that staff are still asked to post."""
    for landlord in parts.packs.landlords:
        for task in parts.store.at(landlord).tasks():
            if task.kind.startswith(POST):
                yield from (_name(row) for row in letters_of(parts, task, landlord))


def _task_of(row: OutboxRow) -> str:
    return f"{POST}{row.kind}" if row.recipient == RESIDENT else f"{POST}{row.kind}:{row.recipient}"


def _name(row: OutboxRow) -> str:
    return f"{message_id(row)}.pdf"


def _kept(parts: Parts) -> Folder:
    return Folder(parts.settings.home / "letters")
