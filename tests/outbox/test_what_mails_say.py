"""Each message tells its reader what the Code wants told, in their language, and nothing to anybody else."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from email.message import EmailMessage

import html5lib
import pytest

from portal.blocks import Quote
from portal.domain.events import Event
from portal.domain.messages import EVENT_MESSAGES, SILENT
from portal.domain.person_events import PersonEvent
from portal.languages import ENGLISH
from portal.outbox import deliver_waiting
from portal.outbox.kinds import TO_RESIDENT
from portal.outbox.mail import Mail, as_message
from portal.parts import Parts
from portal.services.office import Office
from tests.outbox import steps
from tests.outbox.conftest import Clock, page_of, parsed, text_of

Made = Callable[..., str]
Written = Callable[[], list[EmailMessage]]
OMBUDSMAN = "0300 111 3000"


def test_every_event_has_a_message_or_is_silent_on_purpose() -> None:
    kinds = set(Event.__subclasses__()) - {PersonEvent}
    assert kinds == set(EVENT_MESSAGES) | set(SILENT)
    assert not set(EVENT_MESSAGES) & set(SILENT)


def test_every_message_to_a_resident_has_its_words() -> None:
    assert set(TO_RESIDENT) == set(EVENT_MESSAGES.values())


def test_a_receipt_tells_the_dates_and_why(parts: Parts, made: Made, written: Written) -> None:
    reference = made()
    deliver_waiting(parts)
    (mail,) = written()
    text = text_of(mail)
    assert mail["To"] == "amina@example.com"
    assert reference in text
    assert "By Tuesday 29 December 2026" in text
    assert "We count from the day it reached us: Friday 18 December 2026." in text
    assert "5 working days" in text
    assert f"https://complaints.example/{'leathermarket-jmb'}/case" in text
    assert "0207 450 8000" in text


def test_the_subject_says_nothing_about_complaining(parts: Parts, made: Made, written: Written) -> None:
    reference = made()
    deliver_waiting(parts)
    assert written()[0]["Subject"] == f"A message from Leathermarket JMB about {reference}"


def test_no_mail_ever_holds_a_code(parts: Parts, office: Office, clock: Clock, made: Made, written: Written) -> None:
    reference = made()
    stored = office.store.code(reference)
    deliver_waiting(parts)
    assert stored is not None
    assert stored.hmac not in written()[0].as_string()
    assert "We never send your code by email." in text_of(written()[0])


def test_an_acknowledgement_carries_the_complaint_definition(
    parts: Parts, office: Office, clock: Clock, made: Made, written: Written
) -> None:
    reference = made()
    clock.move(days=3)
    steps.acknowledge(office, reference)
    deliver_waiting(parts)
    text = text_of(written()[-1])
    for words in ("The lift fails.", "A lift that works.", "The lift in the next block."):
        assert words in text
    assert "By Thursday 7 January 2027" in text


def test_an_extension_tells_both_dates_the_reason_and_the_ombudsman(
    parts: Parts, office: Office, clock: Clock, made: Made, written: Written
) -> None:
    reference = made()
    steps.acknowledge(office, reference)
    steps.extend(office, reference, date(2027, 1, 12))
    deliver_waiting(parts)
    text = text_of(written()[-1])
    assert "We said we would answer you by Wednesday 6 January 2027." in text
    assert "The new date is Tuesday 12 January 2027." in text
    assert "A part comes late." in text
    assert OMBUDSMAN in text


def test_a_first_answer_holds_the_seven_items_and_the_next_stage(
    parts: Parts, office: Office, clock: Clock, made: Made, written: Written
) -> None:
    reference = made()
    steps.acknowledge(office, reference)
    clock.move(days=7)
    steps.answer(office, reference)
    deliver_waiting(parts)
    text = text_of(written()[-1])
    for item in (
        "Stage one",
        "the definition",
        "We agree with your complaint.",
        "the decision in words",
        "the reasons",
        "the remedy",
        "the promise, by Monday 1 February 2027",
        "what is outstanding",
        "You can ask us to look again. You do not have to say why.",
        "Stage two",
    ):
        assert item in text, item
    assert "We count from the day our answer reached you: Friday 25 December 2026." in text
    assert "By Friday 22 January 2027" in text
    assert OMBUDSMAN in text


def test_a_final_answer_leads_to_the_ombudsman_and_no_further_stage(
    parts: Parts, office: Office, clock: Clock, made: Made, written: Written
) -> None:
    reference = made()
    steps.acknowledge(office, reference)
    steps.answer(office, reference)
    steps.escalate(office, reference)
    steps.acknowledge(office, reference, by=steps.REVIEWER)
    steps.answer(office, reference, by=steps.REVIEWER)
    deliver_waiting(parts)
    text = text_of(written()[-1])
    assert "This is our final answer." in text
    assert "you can ask them to look into your complaint" in text
    assert "look again" not in text
    assert OMBUDSMAN in text


def test_a_late_request_is_said_to_be_late_and_sent_on(
    parts: Parts, office: Office, clock: Clock, made: Made, written: Written
) -> None:
    reference = made()
    steps.acknowledge(office, reference)
    steps.answer(office, reference)
    clock.move(days=60)
    steps.escalate(office, reference)
    deliver_waiting(parts)
    text = text_of(written()[-1])
    assert "We have sent it on all the same." in text
    assert "Southwark Council" in text


def test_a_message_and_a_closing_say_what_was_written(
    parts: Parts, office: Office, made: Made, written: Written
) -> None:
    reference = made()
    steps.acknowledge(office, reference)
    steps.answer(office, reference)
    steps.message(office, reference)
    steps.close(office, reference)
    deliver_waiting(parts)
    message, closing = written()[-2:]
    assert "We come on Monday." in text_of(message)
    assert "All is done." in text_of(closing)
    assert "you can still ask us to look again" in text_of(closing)


def test_a_mail_about_the_past_tells_the_dates_of_then(
    parts: Parts, office: Office, clock: Clock, made: Made, written: Written
) -> None:
    reference = made()
    steps.acknowledge(office, reference)
    steps.extend(office, reference, date(2027, 1, 12))
    deliver_waiting(parts)
    receipt, acknowledgement, _ = written()
    assert "By Tuesday 29 December 2026" in text_of(receipt)
    assert "By Wednesday 6 January 2027" in text_of(acknowledgement)


def test_a_service_request_reaches_those_who_do_the_work(parts: Parts, made: Made, written: Written) -> None:
    reference = made(told_before="first_time", pass_on="both")
    deliver_waiting(parts)
    to_repairs = [mail for mail in written() if mail["Subject"].startswith("Service request")]
    assert len(to_repairs) == 1
    text = text_of(to_repairs[0])
    assert to_repairs[0]["To"] == "complaints@leathermarketjmb.org.uk"
    assert "The lift has been broken since July." in text
    assert "Flat 4, Example House" in text
    assert reference in text


def test_the_request_passed_on_is_opened_by_the_complaint_that_has_the_code(
    parts: Parts, made: Made, written: Written
) -> None:
    reference = made(told_before="first_time", pass_on="both")
    deliver_waiting(parts)
    receipts = [text_of(mail) for mail in written() if mail["To"] == "amina@example.com"]
    assert len(receipts) == 2
    assert all(f"Your reference is {reference}." in text for text in receipts)


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("pl", "ltr")])
def test_both_halves_say_which_language_they_are_in(
    parts: Parts, made: Made, written: Written, language: str, direction: str
) -> None:
    made(language=language)
    deliver_waiting(parts)
    (mail,) = written()
    root = html5lib.parse(page_of(mail), namespaceHTMLElements=False)
    assert mail["Content-Language"] == language
    assert root.get("lang") == language
    assert root.get("dir") == direction


def test_arabic_arrives_as_it_was_meant(parts: Parts, made: Made, written: Written) -> None:
    made(language="ar")
    deliver_waiting(parts)
    (mail,) = written()
    raw = (parts.settings.home / "outbox").glob("*.eml").__next__().read_bytes()
    raw.decode("ascii")
    assert "الثلاثاء، 29 ديسمبر 2026" in text_of(mail)
    assert "\N{LEFT-TO-RIGHT ISOLATE}0207 450 8000\N{POP DIRECTIONAL ISOLATE}" in text_of(mail)


def test_what_people_wrote_cannot_become_markup_or_headers(
    parts: Parts, office: Office, made: Made, written: Written
) -> None:
    reference = made()
    words = "Bcc: all@example.com\r\n\r\n<script>alert(1)</script> \0 \u202e &amp;"
    steps.message(office, reference, words)
    deliver_waiting(parts)
    mail = written()[-1]
    assert mail["Bcc"] is None
    assert "<script>" not in page_of(mail)
    assert "&lt;script&gt;" in page_of(mail)
    assert "<script>alert(1)</script>" in text_of(mail)
    html5lib.HTMLParser(strict=True).parse(page_of(mail))


def test_half_an_emoji_does_not_stop_a_mail() -> None:
    mail = Mail(
        "a@example.com", "Oak", "b@example.com", "About\n Bcc: x@example.com", ENGLISH, (Quote("\ud83d NUL\0"),)
    )
    sent = parsed(bytes(as_message(mail, "1", datetime(2026, 12, 18, tzinfo=UTC))))
    assert sent["Bcc"] is None
    assert "? NUL" in text_of(sent)


def test_whoever_would_rather_not_say_what_is_safe_gets_no_more_than_a_sign(
    parts: Parts, office: Office, made: Made, written: Written
) -> None:
    reference = made(safe_message="rather_not")
    steps.acknowledge(office, reference)
    deliver_waiting(parts)
    text = text_of(written()[-1])
    assert "There is something new for you to read." in text
    assert "complaint" not in text.replace("complaints@", "").replace("Complaints,", "").replace(
        "complaints.example", ""
    )
    assert "The lift" not in text


def test_whoever_must_not_be_left_a_message_is_not_mailed_but_told_by_a_person(
    parts: Parts, office: Office, made: Made, written: Written
) -> None:
    reference = made(safe_message="not_safe")
    deliver_waiting(parts)
    assert not written()
    assert [task.kind for task in office.store.tasks(reference)] == ["tell_receipt"]
