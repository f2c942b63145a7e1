"""Text messages: a real gateway is handed each once, and nobody who sees the phone learns what it is about."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from portal.domain.draft import Answer
from portal.languages import CATALOGUES, LANGUAGES
from portal.outbox import deliver_waiting
from portal.outbox.delivery import PAUSES, Delivered
from portal.outbox.segments import segments
from portal.outbox.texts import MOST, dialled
from portal.outbox.trouble import UnusableAddress
from portal.parts import Parts
from portal.services.office import Office
from tests.outbox import steps
from tests.outbox.conftest import Clock, HttpServer

Made = Callable[..., str]
TEXTING: dict[str, Answer] = {"contact_by": ("text",), "email": "", "phone": "07700 900982", "contact_when": ""}


@pytest.fixture
def texting(parts: Parts, gateway: HttpServer) -> Parts:
    """The same installation, with SMS_URL set."""
    return replace(parts, settings=replace(parts.settings, sms_url=gateway.url))


def tasks(office: Office, reference: str) -> list[str]:
    return [task.kind for task in office.store.tasks(reference)]


def test_a_gateway_is_handed_each_text_once(texting: Parts, made: Made, gateway: HttpServer) -> None:
    made(**TEXTING)
    assert deliver_waiting(texting) == Delivered(sent=1)
    assert deliver_waiting(texting) == Delivered()
    (handed,) = gateway.handed
    told = json.loads(handed.content)
    assert told["to"] == "+447700900982"
    assert told["text"] == (
        "Leathermarket JMB: There is something new for you to read.\nhttps://complaints.example/leathermarket-jmb/case"
    )
    assert handed.path == "/v1/send?account=7"
    assert handed.headers["Authorization"] == "Bearer s/cret"
    assert handed.headers["Content-Type"] == "application/json"
    assert handed.headers["Idempotency-Key"] == told["id"]
    assert "@" not in handed.headers["Host"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_is_short_and_says_nothing_of_what_it_is_about(
    parts: Parts, office: Office, made: Made, language: str
) -> None:
    reference = made(**TEXTING, language=language)
    steps.acknowledge(office, reference)
    steps.answer(office, reference)
    assert deliver_waiting(parts).sent == 3
    texts = {path.read_text() for path in (parts.settings.home / "outbox").glob("*.txt")}
    (text,) = texts
    number, _, words = text.strip().partition("\n\n")
    assert number == "+447700900982"
    assert segments(words) <= MOST
    assert words.endswith("\nhttps://complaints.example/leathermarket-jmb/case")
    for telling in ("lift", "complaint", "Amina", reference, "answer"):
        assert telling not in words.replace("complaints.example", "")
    is_translated = (CATALOGUES / language).exists() and LANGUAGES[language].html_lang != "en"
    assert ("There is something new for you to read." in words) is not is_translated


def test_the_name_is_left_out_where_it_would_make_the_text_longer(office: Office, parts: Parts, made: Made) -> None:
    made(**TEXTING, language="ar")
    far = replace(parts.settings, base_url="https://complaints-and-compliments.of-all-residents.homes.example.org")
    deliver_waiting(replace(parts, settings=far))
    (path,) = (parts.settings.home / "outbox").glob("*.txt")
    assert "Leathermarket JMB" not in path.read_text()
    assert path.read_text().endswith("/leathermarket-jmb/case\n")


def test_what_must_be_in_writing_is_asked_of_a_person_too(parts: Parts, office: Office, made: Made) -> None:
    reference = made(**TEXTING)
    assert tasks(office, reference) == []
    steps.acknowledge(office, reference)
    steps.message(office, reference)
    steps.answer(office, reference)
    assert tasks(office, reference) == ["tell_acknowledgement", "tell_answer"]
    assert deliver_waiting(parts) == Delivered(sent=4)


@pytest.mark.parametrize("status", [400, 410, 422])
def test_a_text_refused_for_good_becomes_a_task(
    texting: Parts, office: Office, made: Made, gateway: HttpServer, status: int
) -> None:
    gateway.answers = [status, 202]
    refused, taken = made(**TEXTING), made(**TEXTING)
    assert deliver_waiting(texting) == Delivered(sent=1, given_up=1)
    assert (tasks(office, refused), tasks(office, taken)) == (["tell_receipt"], [])


@pytest.mark.parametrize("status", [500, 503, 408, 409])
def test_a_text_that_cannot_be_taken_now_is_tried_again(
    texting: Parts, office: Office, made: Made, gateway: HttpServer, clock: Clock, status: int
) -> None:
    gateway.answers = [status, 202]
    reference = made(**TEXTING)
    assert deliver_waiting(texting) == Delivered(later=1)
    clock.now += PAUSES[0]
    assert deliver_waiting(texting) == Delivered(sent=1)
    assert tasks(office, reference) == []


@pytest.mark.parametrize("status", [301, 307, 401, 403, 404, 429])
def test_a_gateway_that_does_not_let_us_in_loses_nothing(
    texting: Parts, office: Office, made: Made, gateway: HttpServer, clock: Clock, status: int
) -> None:
    gateway.answers = [status, 202]
    made(**TEXTING), made(**TEXTING)
    assert deliver_waiting(texting) == Delivered(later=1)
    assert len(gateway.handed) == 1, "the rest of the round is spared"
    clock.now += PAUSES[0]
    assert deliver_waiting(texting) == Delivered(sent=2)


def test_one_that_hangs_up_is_handed_the_same_id_again(
    texting: Parts, made: Made, gateway: HttpServer, clock: Clock
) -> None:
    gateway.hangs_up = True
    made(**TEXTING)
    assert deliver_waiting(texting) == Delivered(later=1)
    gateway.hangs_up = False
    clock.now += PAUSES[0]
    assert deliver_waiting(texting) == Delivered(sent=1)
    first, second = (each.headers["Idempotency-Key"] for each in gateway.handed)
    assert first == second


def test_a_number_that_is_none_becomes_a_task(parts: Parts, office: Office, made: Made) -> None:
    reference = made(**{**TEXTING, "phone": "07700 900982 or 0207 450 8000"})
    assert deliver_waiting(parts) == Delivered(given_up=1)
    assert tasks(office, reference) == ["tell_receipt"]


@pytest.mark.parametrize(
    ("made_at", "sent_at"),
    [
        (datetime(2026, 12, 18, 3, 10, tzinfo=UTC), datetime(2026, 12, 18, 8, 0, tzinfo=UTC)),
        (datetime(2026, 12, 18, 21, 0, tzinfo=UTC), datetime(2026, 12, 19, 8, 0, tzinfo=UTC)),
        (datetime(2026, 7, 1, 6, 59, tzinfo=UTC), datetime(2026, 7, 1, 7, 0, tzinfo=UTC)),  # summer time
    ],
)
def test_nobody_is_woken_by_a_text(
    parts: Parts, made: Made, clock: Clock, made_at: datetime, sent_at: datetime
) -> None:
    clock.now = made_at
    made(**TEXTING)
    assert deliver_waiting(parts) == Delivered(later=1)
    clock.now = sent_at - timedelta(seconds=1)
    assert deliver_waiting(parts) == Delivered()
    clock.now = sent_at
    assert deliver_waiting(parts) == Delivered(sent=1)


@pytest.mark.parametrize(("hour", "goes"), [(9, False), (10, True), (15, True), (16, False)])
def test_a_landlord_may_have_other_hours_for_texts(
    parts: Parts, made: Made, clock: Clock, hour: int, goes: bool
) -> None:
    shorter = replace(parts, settings=replace(parts.settings, text_hours=range(10, 16)))
    clock.now = datetime(2026, 12, 18, hour, 30, tzinfo=UTC)
    made(**TEXTING)
    assert deliver_waiting(shorter) == Delivered(sent=goes, later=not goes)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("07700 900982", "+447700900982"),
        ("+44 (0)7700 900982", "+447700900982"),
        ("0044 7700 900982", "+447700900982"),
        ("447700900982", "+447700900982"),
        ("7700900982", "+447700900982"),
        ("+48 601 234 567", "+48601234567"),
        ("٠٧٧٠٠ ٩٠٠٩٨٢", "+447700900982"),
    ],
)
def test_a_number_is_dialled_as_it_was_meant(typed: str, number: str) -> None:
    assert dialled(typed) == number


@pytest.mark.parametrize("typed", ["", "999", "07700 900982 or 0207 450 8000", "none"])
def test_what_is_no_number_is_not_dialled(typed: str) -> None:
    with pytest.raises(UnusableAddress):
        dialled(typed)


@pytest.mark.parametrize(
    ("words", "number"),
    [("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("a" * 307, 3), ("€" * 80, 1), ("€" * 81, 2),
     ("ł" * 70, 1), ("ł" * 71, 2), ("ł" * 134, 2), ("ł" * 135, 3), ("😀" * 35, 1), ("😀" * 36, 2)],
)  # fmt: skip
def test_texts_are_counted_as_phone_companies_do(words: str, number: int) -> None:
    assert segments(words) == number
