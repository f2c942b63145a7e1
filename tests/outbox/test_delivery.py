"""Nothing that waits is lost, nothing is said twice, and nothing goes where it is not wanted any more."""

import socket
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage

import pytest

from portal.outbox import deliver_waiting
from portal.outbox.delivery import PAUSES, Delivered
from portal.outbox.post import post_of
from portal.parts import Parts
from portal.services.casework import open_file
from portal.services.office import Office
from tests.outbox import steps
from tests.outbox.conftest import Clock, MailServer, text_of

Made = Callable[..., str]
Written = Callable[[], list[EmailMessage]]


def test_a_mail_server_is_given_each_message_once(mailing: Parts, made: Made, mail_server: MailServer) -> None:
    reference = made()
    assert deliver_waiting(mailing) == Delivered(sent=1)
    assert deliver_waiting(mailing) == Delivered()
    (mail,) = mail_server.messages
    assert mail["To"] == "amina@example.com"
    assert mail["From"] == "Leathermarket JMB <complaints@leathermarketjmb.org.uk>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert reference in text_of(mail)


def test_a_server_that_is_away_is_asked_again_after_growing_pauses(
    mailing: Parts, made: Made, clock: Clock, mail_server: MailServer
) -> None:
    made()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        away = replace(
            mailing, settings=replace(mailing.settings, smtp_url=f"smtp://127.0.0.1:{taken.getsockname()[1]}")
        )
        for pause in PAUSES[:3]:
            assert deliver_waiting(away) == Delivered(later=1)
            assert deliver_waiting(away) == Delivered()
            clock.now += pause
    assert list(PAUSES) == sorted(PAUSES)
    assert deliver_waiting(mailing) == Delivered(sent=1)
    assert len(mail_server.mails) == 1


def test_a_closed_post_holds_back_the_rest_of_the_round(mailing: Parts, made: Made, clock: Clock) -> None:
    made(), made()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        away = replace(
            mailing, settings=replace(mailing.settings, smtp_url=f"smtp://127.0.0.1:{taken.getsockname()[1]}")
        )
        assert deliver_waiting(away) == Delivered(later=1)
    assert deliver_waiting(mailing) == Delivered(sent=1)


def test_an_address_that_is_refused_for_good_is_given_up_and_the_others_go(
    mailing: Parts, made: Made, clock: Clock, mail_server: MailServer
) -> None:
    mail_server.refuse, mail_server.refuse_only = {"RCPT": "550 no such person"}, "nobody"
    made(email="nobody@example.com"), made()
    assert deliver_waiting(mailing) == Delivered(sent=1, given_up=1)
    clock.move(days=2)
    assert deliver_waiting(mailing) == Delivered()


def test_a_mail_refused_for_now_waits(mailing: Parts, made: Made, clock: Clock, mail_server: MailServer) -> None:
    mail_server.refuse = {"DATA": "451 come back later"}
    made()
    assert deliver_waiting(mailing) == Delivered(later=1)
    mail_server.refuse = {}
    clock.now += PAUSES[0]
    assert deliver_waiting(mailing) == Delivered(sent=1)


def test_after_the_last_pause_a_message_is_given_up(
    mailing: Parts, made: Made, clock: Clock, mail_server: MailServer
) -> None:
    mail_server.refuse = {"DATA": "451 come back later"}
    made()
    rounds = []
    for pause in (*PAUSES, PAUSES[-1]):
        rounds.append(deliver_waiting(mailing))
        clock.now += pause
    assert rounds == [*[Delivered(later=1)] * len(PAUSES), Delivered(given_up=1)]
    assert deliver_waiting(mailing) == Delivered()


def test_dying_between_sending_and_marking_sends_the_same_mail_again(
    mailing: Parts, made: Made, clock: Clock, mail_server: MailServer
) -> None:
    made()

    class PowerCut(BaseException):
        """Nothing after this happens."""

    def cut(*_: object) -> None:
        raise PowerCut

    store = type("DyingStore", (type(mailing.store),), {"sent": cut})(mailing.store._database)
    with pytest.raises(PowerCut):
        deliver_waiting(replace(mailing, store=store))
    assert deliver_waiting(mailing) == Delivered()
    clock.move(minutes=6)
    assert deliver_waiting(mailing) == Delivered(sent=1)
    first, second = mail_server.messages
    assert first["Message-ID"] == second["Message-ID"]


def test_no_two_messages_share_a_message_id(parts: Parts, office: Office, made: Made, written: Written) -> None:
    reference = made()
    made()
    steps.acknowledge(office, reference)
    steps.answer(office, reference)
    deliver_waiting(parts)
    ids = [mail["Message-ID"] for mail in written()]
    assert len(ids) == len(set(ids)) == 4


def test_who_erased_what_they_told_us_gets_no_mail(parts: Parts, office: Office, made: Made, written: Written) -> None:
    reference = made()
    office.store.erase([open_file(office, reference).case.made.answers.id])
    assert deliver_waiting(parts) == Delivered(given_up=1)
    assert not written()


def test_words_erased_meanwhile_are_left_out_and_the_rest_is_told(
    parts: Parts, office: Office, made: Made, written: Written
) -> None:
    reference = made()
    deliver_waiting(parts)
    steps.message(office, reference, "A secret.")
    sent = open_file(office, reference).case.events[-1]
    office.store.erase([sent.words.id])
    assert deliver_waiting(parts) == Delivered(sent=1)
    assert "A secret." not in text_of(written()[-1])


def test_a_line_break_in_an_address_cannot_add_a_recipient(parts: Parts, made: Made, written: Written) -> None:
    made(email="a@example.com\nBcc: all@example.com")
    assert deliver_waiting(parts) == Delivered(given_up=1)
    assert not written()


def test_a_message_that_cannot_be_worded_does_not_hold_up_the_others(
    parts: Parts, office: Office, made: Made, written: Written, caplog: pytest.LogCaptureFixture
) -> None:
    office.store.ask_for_mail("nonsense", made(), 1, "resident", office.clock())
    made()
    assert deliver_waiting(parts) == Delivered(sent=2, later=1)
    assert "cannot be made" in caplog.text


def test_a_name_and_password_in_the_url_are_used(mailing: Parts, made: Made, mail_server: MailServer) -> None:
    made()
    url = f"smtp://sam:p%40ss@127.0.0.1:{mail_server.port}"
    with_password = replace(mailing, settings=replace(mailing.settings, smtp_url=url))
    assert deliver_waiting(with_password) == Delivered(later=1)  # this server offers no sign-in, and none is skipped
    assert post_of(with_password.settings) != post_of(mailing.settings)


def test_the_folder_is_closed_to_others(parts: Parts, made: Made) -> None:
    made()
    deliver_waiting(parts)
    assert (parts.settings.home / "outbox").stat().st_mode & 0o077 == 0
