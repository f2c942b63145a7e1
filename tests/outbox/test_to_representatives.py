"""Whoever acts for a resident gets what they may, in their own way, and nothing once they may not."""

from collections.abc import Callable
from email.message import EmailMessage

import pytest

from portal.domain.consent import Grant, Proof, Scope
from portal.domain.draft import Answer
from portal.domain.person_commands import (
    AskConsent,
    ConfirmConsent,
    ExtendConsent,
    NarrowConsent,
    RefuseConsent,
    WithdrawConsent,
)
from portal.outbox import deliver_waiting
from portal.outbox.delivery import Delivered
from portal.parts import Parts
from portal.services.office import Office
from portal.services.people import do_for_person
from tests.outbox import steps
from tests.outbox.conftest import LANDLORD, Clock, MailServer, page_of, text_of

Made = Callable[..., str]
KOFI, GRACE = "kofi@advice.example", "grace@example.com"
FOR_GRACE: dict[str, Answer] = {
    "for_whom": "someone_else",
    "name": "Kofi Obi",
    "email": KOFI,
    "acting_for_name": "Grace Obi",
    "acting_for_email": GRACE,
    "acting_for_phone": "",
    "acting_for_agreed": "agreed",
    "acting_for_relationship": "advocate",
    "acting_for_organisation": "Bermondsey Advice",
    "acting_for_over_18": "adult",
}
STORY = "The lift has been broken since July."
SUBJECT = "A message from Leathermarket JMB about "


@pytest.fixture
def acted(mailing: Parts, made: Made, mail_server: MailServer) -> str:
    """Kofi's complaint for Grace, after the first messages have gone."""
    reference = made(**FOR_GRACE)
    deliver_waiting(mailing)
    return reference


@pytest.fixture
def sent(mailing: Parts, acted: str, mail_server: MailServer) -> Callable[[], dict[str, EmailMessage]]:
    """Delivers what waits; the last of what was sent since the last time, by address."""

    def deliver() -> dict[str, EmailMessage]:
        before = len(mail_server.mails)
        deliver_waiting(mailing)
        fresh = mail_server.messages[before:]
        return {str(mail["To"]): mail for mail in fresh}

    return deliver


Sent = Callable[[], dict[str, EmailMessage]]


def kofi_of(office: Office, reference: str) -> str:
    (id,) = office.store.person(office.store.person_of(reference)).representations
    return id


def allow(office: Office, reference: str, *scope: Scope, cases: tuple[str, ...] = ()) -> str:
    id = kofi_of(office, reference)
    do_for_person(office, reference, ConfirmConsent(id, Grant(scope, cases), Proof.OWN_CASE))
    return id


def tasks(office: Office, reference: str) -> list[str]:
    return [task.kind for task in office.store.tasks(reference)]


class TestBeforeTheResidentHasSaidYes:
    def test_they_hear_that_we_have_it_and_nothing_of_what_it_is(self, acted: str, mail_server: MailServer) -> None:
        mail = next(mail for mail in mail_server.messages if mail["To"] == KOFI)
        assert mail["Subject"] == SUBJECT + acted
        text = text_of(mail)
        assert f"We have what you told us for Grace Obi. The reference is {acted}." in text
        assert "Until they say yes, we can tell you nothing more about it." in text
        assert f"https://complaints.example/{LANDLORD}/case" in text, "they have its code"
        assert STORY not in text

    def test_they_get_nothing_more(self, office: Office, acted: str, sent: Sent) -> None:
        steps.acknowledge(office, acted)
        assert set(sent()) == {GRACE}

    def test_the_resident_is_asked_by_a_link_once_staff_know_whose_contact_it_is(
        self, office: Office, acted: str, mailing: Parts, mail_server: MailServer
    ) -> None:
        assert not [mail for mail in mail_server.messages if "/consent/" in text_of(mail)]
        assert "tell_consent_asked" in tasks(office, acted)
        again = AskConsent(kofi_of(office, acted), Grant((Scope.SEE,)))
        do_for_person(office, acted, again, by=steps.HANDLER)
        deliver_waiting(mailing)
        asked = [text_of(mail) for mail in mail_server.messages if "/consent/" in text_of(mail)]
        (text,) = asked
        assert "There is something new for you to read and answer." in text
        for telling in ("Kofi", "act for you", STORY, acted):
            assert telling not in text

    def test_whoever_said_that_it_is_safe_reads_who_asks_and_for_what(
        self, office: Office, made: Made, mailing: Parts, mail_server: MailServer
    ) -> None:
        reference = made()
        deliver_waiting(mailing)
        steps.name(office, reference, "kofi", email=KOFI)
        do_for_person(office, reference, AskConsent("kofi", Grant((Scope.SEE, Scope.LETTERS))), by=steps.HANDLER)
        deliver_waiting(mailing)
        text = text_of(mail_server.messages[-1])
        for words in ("Kofi Obi wants to act for you.", "See the case", "Get copies of what you send me", "/consent/"):
            assert words in text
        assert "Speak and write for me" not in text
        assert STORY not in text

    def test_a_question_that_was_answered_meanwhile_is_not_sent(
        self, office: Office, made: Made, mailing: Parts, mail_server: MailServer
    ) -> None:
        reference = made()
        deliver_waiting(mailing)
        steps.name(office, reference, "kofi", email=KOFI)
        do_for_person(office, reference, AskConsent("kofi", Grant((Scope.SEE,))), by=steps.HANDLER)
        do_for_person(office, reference, RefuseConsent("kofi"))
        deliver_waiting(mailing)
        assert not [mail for mail in mail_server.messages if "/consent/" in text_of(mail)]
        assert "tell_consent_asked" not in tasks(office, reference)


class TestACopy:
    def test_says_what_the_resident_reads_and_why_it_comes_to_them(
        self, office: Office, acted: str, sent: Sent
    ) -> None:
        allow(office, acted, Scope.SEE, Scope.LETTERS)
        sent()
        steps.acknowledge(office, acted)
        mails = sent()
        assert set(mails) == {GRACE, KOFI}
        assert mails[KOFI]["Subject"] == SUBJECT + acted
        text = text_of(mails[KOFI])
        assert "You get this because you act for Grace Obi." in text
        assert "The lift fails." in text
        assert "The lift fails." in page_of(mails[KOFI])
        assert "The lift fails." not in text_of(mails[GRACE]), "she has not told us that it is safe"

    def test_is_not_sent_to_somebody_who_may_do_everything_else(self, office: Office, acted: str, sent: Sent) -> None:
        allow(office, acted, Scope.SEE, Scope.SPEAK, Scope.REMEDY)
        sent()
        steps.acknowledge(office, acted)
        assert set(sent()) == {GRACE}

    def test_is_not_sent_to_whoever_acts_in_another_case(self, office: Office, acted: str, sent: Sent) -> None:
        allow(office, acted, Scope.LETTERS, cases=("LMJ-7K3F-92QD",))
        sent()
        steps.acknowledge(office, acted)
        assert set(sent()) == {GRACE}

    def test_is_discreet_where_others_may_read_their_mail(
        self, office: Office, made: Made, mailing: Parts, mail_server: MailServer
    ) -> None:
        reference = made(**{**FOR_GRACE, "safe_message": "rather_not"})
        allow(office, reference, Scope.LETTERS)
        steps.acknowledge(office, reference)
        deliver_waiting(mailing)
        for mail in mail_server.messages:
            assert "There is something new for you to read" in text_of(mail)
            assert "The lift fails." not in text_of(mail)
            assert "Grace" not in text_of(mail)

    def test_is_in_their_language(self, office: Office, made: Made, mailing: Parts, mail_server: MailServer) -> None:
        reference = made(**{**FOR_GRACE, "language": "pl"})
        allow(office, reference, Scope.LETTERS)
        steps.acknowledge(office, reference)
        deliver_waiting(mailing)
        languages = {str(mail["To"]): mail["Content-Language"] for mail in mail_server.messages}
        assert languages[KOFI] == "pl"


class TestInTheirPlace:
    def test_they_get_it_and_the_resident_does_not(self, office: Office, acted: str, sent: Sent) -> None:
        allow(office, acted, Scope.LETTERS_INSTEAD)
        assert set(sent()) == {GRACE, KOFI}, "what was allowed is told to both"
        steps.acknowledge(office, acted)
        (mail,) = sent().values()
        assert mail["To"] == KOFI
        assert "and in their place" in text_of(mail)

    def test_the_resident_still_hears_what_is_decided_for_them(self, office: Office, acted: str, sent: Sent) -> None:
        allow(office, acted, Scope.LETTERS_INSTEAD)
        sent()
        steps.agree(office, acted, "large_print")
        assert set(sent()) == {GRACE}

    def test_what_waits_when_it_is_taken_back_goes_to_the_resident(
        self, office: Office, acted: str, sent: Sent
    ) -> None:
        id = allow(office, acted, Scope.LETTERS_INSTEAD)
        sent()
        steps.acknowledge(office, acted)
        do_for_person(office, acted, WithdrawConsent(id, quietly=True))
        mails = sent()
        assert set(mails) == {GRACE}
        assert "tell_acknowledgement" not in tasks(office, acted)


class TestAfterItIsTakenBack:
    def test_a_copy_that_waits_is_not_sent_and_nobody_is_asked_to_tell_them(
        self, office: Office, acted: str, sent: Sent
    ) -> None:
        id = allow(office, acted, Scope.LETTERS)
        sent()
        steps.acknowledge(office, acted)
        do_for_person(office, acted, WithdrawConsent(id, quietly=True))
        assert set(sent()) == {GRACE}
        assert not [task for task in tasks(office, acted) if task.startswith("tell_")], (
            "nor is there a question left to ask"
        )

    def test_nor_is_that_they_were_allowed_more(self, office: Office, acted: str, sent: Sent) -> None:
        id = allow(office, acted, Scope.LETTERS)
        do_for_person(office, acted, WithdrawConsent(id, quietly=True))
        assert KOFI not in sent()

    def test_they_are_told_kindly_and_without_reasons(self, office: Office, acted: str, sent: Sent) -> None:
        id = allow(office, acted, Scope.LETTERS)
        sent()
        do_for_person(office, acted, WithdrawConsent(id))
        text = text_of(sent()[KOFI])
        assert "You do not act for Grace Obi any more." in text
        assert "Thank you for your help." in text
        assert f"/{LANDLORD}/case" not in text

    def test_who_steps_down_is_told_so(self, office: Office, acted: str, sent: Sent) -> None:
        id = allow(office, acted, Scope.LETTERS)
        sent()
        do_for_person(office, acted, WithdrawConsent(id), by=f"representative:{id}")
        assert "You told us that you do not act for Grace Obi any more." in text_of(sent()[KOFI])

    def test_nothing_more_goes_to_them(self, office: Office, acted: str, sent: Sent) -> None:
        id = allow(office, acted, Scope.LETTERS_INSTEAD)
        do_for_person(office, acted, WithdrawConsent(id))
        sent()
        steps.acknowledge(office, acted)
        assert set(sent()) == {GRACE}


def test_each_change_of_what_they_may_is_told_to_both(office: Office, acted: str, sent: Sent, clock: Clock) -> None:
    id = kofi_of(office, acted)
    until, today = clock().date().replace(month=12, day=31), clock().date()
    assert today < until
    wide = ConfirmConsent(id, Grant((Scope.SEE, Scope.SPEAK), until=until), Proof.OWN_CASE)
    less = NarrowConsent(id, Grant((Scope.SEE,), until=until))
    told = []
    for command in (wide, less, ExtendConsent(id, None)):
        do_for_person(office, acted, command)
        mails = sent()
        assert set(mails) == {GRACE, KOFI}
        told.append(text_of(mails[KOFI]))
    assert "Grace Obi said yes: you may act for them." in told[0]
    assert "- Write to us for them, and ask us to look again" in told[0]
    assert "Until Thursday 31 December 2026." in told[0]
    assert "Grace Obi changed what you may do for them." in told[1]
    assert "Write to us for them" not in told[1]
    assert "You may act for Grace Obi until they stop it." in told[2]


def test_a_refusal_is_told_to_whoever_asked_alone(office: Office, acted: str, sent: Sent) -> None:
    do_for_person(office, acted, RefuseConsent(kofi_of(office, acted)))
    mails = sent()
    assert set(mails) == {KOFI}
    assert "They do not want that." in text_of(mails[KOFI])


def test_an_address_of_theirs_that_does_not_work_is_told_to_staff(
    mailing: Parts, office: Office, acted: str, mail_server: MailServer
) -> None:
    id = allow(office, acted, Scope.LETTERS)
    deliver_waiting(mailing)
    mail_server.refuse, mail_server.refuse_only = {"RCPT": "550 no such person"}, "kofi"
    steps.acknowledge(office, acted)
    assert deliver_waiting(mailing) == Delivered(sent=1, given_up=1)
    assert f"tell_acknowledgement:representative:{id}" in tasks(office, acted)
