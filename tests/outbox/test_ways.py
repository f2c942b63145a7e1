"""Mails, texts and letters side by side: none holds up another, and each is checked again when it goes."""

from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage

import pytest

from portal.domain.channels import CHANNELS
from portal.domain.draft import Answer
from portal.outbox import deliver_waiting
from portal.outbox.delivery import WAYS, Delivered
from portal.parts import Parts
from portal.services.office import Office
from tests.outbox import steps
from tests.outbox.conftest import Clock, HttpServer, MailServer, text_of

Made = Callable[..., str]
Written = Callable[[], list[EmailMessage]]
BY_TEXT: dict[str, Answer] = {"contact_by": ("text",), "email": "", "phone": "07700 900982", "contact_when": ""}
BY_POST: dict[str, Answer] = {"contact_by": ("post",), "email": ""}
CLOSED = "127.0.0.1:1"
"""Nobody listens there."""


class PowerCut(BaseException):
    """Nothing after this happens."""


@pytest.fixture
def sending(mailing: Parts, gateway: HttpServer) -> Parts:
    """The same installation, with a server for each channel."""
    return replace(mailing, settings=replace(mailing.settings, sms_url=gateway.url, letters_url=gateway.url))


def test_there_is_a_way_for_every_channel() -> None:
    assert set(WAYS) == set(CHANNELS)


@pytest.mark.parametrize(
    "closed",
    [
        {"smtp_url": f"smtp://{CLOSED}"},
        {"sms_url": f"http://{CLOSED}"},
        {"letters_url": f"http://{CLOSED}"},
        {"smtp_url": f"smtp://{CLOSED}", "sms_url": f"http://{CLOSED}"},
    ],
)
def test_a_closed_channel_holds_up_no_other(
    sending: Parts, made: Made, mail_server: MailServer, gateway: HttpServer, closed: dict[str, str]
) -> None:
    for _ in range(2):
        made(), made(**BY_TEXT), made(**BY_POST)
    away = replace(sending, settings=replace(sending.settings, **closed))
    assert deliver_waiting(away) == Delivered(sent=6 - 2 * len(closed), later=len(closed))
    assert len(mail_server.mails) + len(gateway.handed) == 6 - 2 * len(closed)
    assert deliver_waiting(sending) == Delivered(sent=len(closed)), "the one that was tried waits a minute"


@pytest.mark.parametrize("answers", [{}, BY_TEXT, BY_POST], ids=["e-mail", "text", "letter"])
def test_dying_between_sending_and_marking_sends_it_again_under_the_same_id(
    sending: Parts, made: Made, clock: Clock, mail_server: MailServer, gateway: HttpServer, answers: dict[str, Answer]
) -> None:
    made(**answers)

    def cut(*_: object) -> None:
        raise PowerCut

    store = type("DyingStore", (type(sending.store),), {"sent": cut})(sending.store._database)
    with pytest.raises(PowerCut):
        deliver_waiting(replace(sending, store=store))
    assert deliver_waiting(sending) == Delivered()
    clock.move(minutes=6)
    assert deliver_waiting(sending) == Delivered(sent=1)
    ids = [mail["Message-ID"] for mail in mail_server.messages]
    ids += [handed.headers["Idempotency-Key"] for handed in gateway.handed]
    assert len(ids) == 2
    assert len(set(ids)) == 1


@pytest.mark.parametrize(("answers", "folder"), [(BY_TEXT, "outbox"), (BY_POST, "letters")], ids=["text", "letter"])
def test_dying_on_one_machine_leaves_one_file_and_one_task(
    parts: Parts, office: Office, made: Made, clock: Clock, answers: dict[str, Answer], folder: str
) -> None:
    reference = made(**answers)

    def cut(*_: object) -> None:
        raise PowerCut

    store = type("DyingStore", (type(parts.store),), {"sent": cut})(parts.store._database)
    with pytest.raises(PowerCut):
        deliver_waiting(replace(parts, store=store))
    clock.move(minutes=6)
    assert deliver_waiting(parts) == Delivered(sent=1)
    assert len(list((parts.settings.home / folder).iterdir())) == 1
    assert len(office.store.tasks(reference)) == (1 if folder == "letters" else 0)


def test_a_letter_that_was_posted_is_not_asked_for_again(
    parts: Parts, office: Office, made: Made, clock: Clock
) -> None:
    reference = made(**BY_POST)
    deliver_waiting(parts)
    (task,) = office.store.tasks(reference)
    office.store.finish_task(task.id, "staff:sam", clock())
    office.store.ask_staff(reference, task.number, task.kind, clock())
    assert office.store.tasks(reference) == []


def test_whoever_chose_another_way_meanwhile_is_told_by_a_person(
    parts: Parts, office: Office, made: Made, written: Written
) -> None:
    reference = made()
    steps.agree(office, reference, "letter_only")
    deliver_waiting(parts)
    assert not any("We have your complaint." in text_of(mail) for mail in written())
    assert "tell_receipt" in [task.kind for task in office.store.tasks(reference)]
