"""A link to carry on with a draft: made when it is sent, working once, its address forgotten."""

import re
from collections.abc import Callable
from email.message import EmailMessage

from sqlalchemy import select

from portal import access
from portal.domain.draft import Draft
from portal.outbox import deliver_waiting
from portal.outbox.delivery import Delivered
from portal.parts import Parts
from portal.services.drafts import CARRY_ON
from portal.services.office import Office
from portal.store import tables
from tests.outbox.conftest import LANDLORD, Clock, text_of

Written = Callable[[], list[EmailMessage]]
DRAFT = Draft("d1", LANDLORD, "complaint", "en", {"story": "The lift."}, version=3)


def test_the_link_opens_the_draft_once(parts: Parts, office: Office, clock: Clock, written: Written) -> None:
    office.store.save_draft(DRAFT, clock())
    office.store.ask_for_mail(CARRY_ON, "d1", 3, "amina@example.com", clock())
    assert deliver_waiting(parts) == Delivered(sent=1)
    (mail,) = written()
    found = re.search(rf"https://complaints.example/{LANDLORD}/carry-on/(\S+)", text_of(mail))
    assert found
    assert mail["To"] == "amina@example.com"
    assert mail["Subject"] == "A message from Leathermarket JMB"
    assert "until Friday 25 December 2026" in text_of(mail)
    link = access.claim(office.store, found[1], CARRY_ON, clock())
    assert link is not None
    assert link.what == "d1"
    assert access.peek(office.store, found[1], CARRY_ON, clock()) is None


def test_asking_twice_for_the_same_sends_one(parts: Parts, office: Office, clock: Clock) -> None:
    office.store.save_draft(DRAFT, clock())
    for _ in range(2):
        office.store.ask_for_mail(CARRY_ON, "d1", 3, "amina@example.com", clock())
    assert deliver_waiting(parts) == Delivered(sent=1)


def test_the_address_is_forgotten_once_it_was_used(parts: Parts, office: Office, clock: Clock) -> None:
    office.store.save_draft(DRAFT, clock())
    office.store.ask_for_mail(CARRY_ON, "d1", 3, "amina@example.com", clock())
    deliver_waiting(parts)
    with parts.store._database.reading() as connection:
        assert connection.execute(select(tables.outbox_rows)).all() == []


def test_no_link_is_sent_for_what_was_sent_meanwhile(
    parts: Parts, office: Office, clock: Clock, written: Written
) -> None:
    office.store.save_draft(DRAFT.made("LMJ-7K3F-92QD"), clock())
    office.store.ask_for_mail(CARRY_ON, "d1", 3, "amina@example.com", clock())
    assert deliver_waiting(parts) == Delivered(given_up=1)
    assert not written()
