"""Letters on paper: handed to a printer once, or kept for a member of staff who posts them."""

from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from io import BytesIO

import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTTextBox, LTTextLine

from portal.domain.draft import Answer
from portal.outbox import deliver_waiting
from portal.outbox.delivery import PAUSES, Delivered
from portal.outbox.letters import letters_of, posted, to_print
from portal.parts import Parts
from portal.services.office import Office
from tests.outbox import steps
from tests.outbox.conftest import LANDLORD, Clock, HttpServer, words_on

Made = Callable[..., str]
Written = Callable[[], list[EmailMessage]]
POSTING: dict[str, Answer] = {"contact_by": ("post",), "email": ""}


@pytest.fixture
def printing(parts: Parts, gateway: HttpServer) -> Parts:
    """The same installation, with LETTERS_URL set."""
    return replace(parts, settings=replace(parts.settings, letters_url=gateway.url))


def kept(parts: Parts) -> list[bytes]:
    """The letters that wait here to be posted."""
    return [path.read_bytes() for path in sorted((parts.settings.home / "letters").glob("*.pdf"))]


def tasks(office: Office, reference: str) -> list[str]:
    return [task.kind for task in office.store.tasks(reference)]


def test_a_printer_is_handed_each_letter_once(printing: Parts, office: Office, made: Made, gateway: HttpServer) -> None:
    reference = made(**POSTING)
    assert deliver_waiting(printing) == Delivered(sent=1)
    assert deliver_waiting(printing) == Delivered()
    (handed,) = gateway.handed
    assert handed.headers["Content-Type"] == "application/pdf"
    assert handed.headers["X-Reference"] == reference
    assert handed.headers["X-Message-Id"] == handed.headers["Idempotency-Key"]
    assert handed.headers["Authorization"] == "Bearer s/cret"
    text = words_on(handed.content)
    for words in ("Amina Begum", "Flat 4, Example House", "SE1 0AA", reference, "By Tuesday 29 December 2026"):
        assert words in text
    assert not kept(printing)
    assert tasks(office, reference) == []


def test_without_a_printer_staff_are_asked_to_post_it(parts: Parts, office: Office, made: Made) -> None:
    reference = made(**POSTING)
    assert deliver_waiting(parts) == Delivered(sent=1)
    (pdf,) = kept(parts)
    assert reference in words_on(pdf)
    assert (parts.settings.home / "letters").stat().st_mode & 0o077 == 0
    (task,) = office.store.tasks(reference)
    assert task.kind == "post_receipt"
    (row,) = letters_of(parts, task, LANDLORD)
    assert to_print(parts, row) == pdf


def test_a_letter_lost_before_it_was_printed_is_made_again(parts: Parts, office: Office, made: Made) -> None:
    reference = made(**POSTING)
    deliver_waiting(parts)
    (row,) = office.store.letters(reference)
    (before,) = kept(parts)
    posted(parts, row)
    assert not kept(parts)
    assert words_on(to_print(parts, row)) == words_on(before)


@pytest.mark.parametrize(("need", "size"), [("large_print", 18), ("larger_print", 24)])
def test_a_letter_has_the_print_that_was_agreed(parts: Parts, office: Office, made: Made, need: str, size: int) -> None:
    reference = made(**POSTING)
    deliver_waiting(parts)
    (small,) = kept(parts)
    steps.agree(office, reference, need)
    steps.message(office, reference)
    deliver_waiting(parts)
    (large,) = [pdf for pdf in kept(parts) if pdf != small and "We come on Monday." in words_on(pdf)]
    assert smallest_print(large) / smallest_print(small) == pytest.approx(size / 12, rel=0.01)


def test_who_reads_letters_alone_gets_no_mail(parts: Parts, office: Office, made: Made, written: Written) -> None:
    reference = made()
    deliver_waiting(parts)
    steps.agree(office, reference, "letter_only")
    steps.message(office, reference)
    deliver_waiting(parts)
    assert not any("We come on Monday." in str(mail) for mail in written())
    assert any("We come on Monday." in words_on(pdf) for pdf in kept(parts))


def test_who_would_rather_not_say_what_is_safe_gets_a_letter_that_says_nothing(
    parts: Parts, office: Office, made: Made
) -> None:
    reference = made(**POSTING, safe_message="rather_not")
    steps.message(office, reference)
    deliver_waiting(parts)
    for pdf in kept(parts):
        text = words_on(pdf)
        assert "There is something new for you to read." in text
        assert "We come on Monday." not in text
        assert "We have your complaint" not in text


@pytest.mark.parametrize(("status", "became"), [(422, Delivered(given_up=1)), (503, Delivered(later=1))])
def test_a_printer_that_does_not_take_it(
    printing: Parts, office: Office, made: Made, gateway: HttpServer, clock: Clock, status: int, became: Delivered
) -> None:
    gateway.answers = [status, 202]
    reference = made(**POSTING)
    assert deliver_waiting(printing) == became
    clock.now += PAUSES[0]
    assert deliver_waiting(printing) == Delivered(sent=became.later)
    assert tasks(office, reference) == ["tell_receipt"] * became.given_up


def smallest_print(pdf: bytes) -> float:
    """The height of the smallest letters."""
    lines = [line for page in extract_pages(BytesIO(pdf)) for box in page if isinstance(box, LTTextBox) for line in box]
    return min(each.size for line in lines if isinstance(line, LTTextLine) for each in line if isinstance(each, LTChar))
