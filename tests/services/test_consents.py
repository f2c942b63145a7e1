"""Consents end on their day, and the resident hears two weeks before, once."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from portal.domain.consent import Grant, Proof, Relationship, Scope, Standing
from portal.domain.events import SYSTEM
from portal.domain.person_commands import ConfirmConsent, ExtendConsent, NameRepresentative, WithdrawConsent
from portal.domain.person_events import ConsentExpired, ConsentReminded
from portal.parts import Parts
from portal.services.complaints import Receipt
from portal.services.office import Office
from portal.services.people import do_for_person
from portal.worker import end_all_consents
from tests.builders import some_words
from tests.web.conftest import Clock

KOFI = "kofi"
LAST_DAY = date(2027, 3, 31)
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def reference(office: Office, complaint: Callable[..., Receipt], clock: Clock) -> str:
    """A case whose resident lets Kofi act until LAST_DAY; it is December."""
    reference = complaint().reference
    named = NameRepresentative(KOFI, Relationship.FAMILY, some_words('{"name": "Kofi Obi"}'), over_18=True)
    do_for_person(office, reference, named)
    allow(office, reference, LAST_DAY)
    return reference


def allow(office: Office, reference: str, until: date) -> None:
    do_for_person(office, reference, ConfirmConsent(KOFI, Grant((Scope.SEE,), until=until), Proof.OWN_CASE))


def night(parts: Parts, clock: Clock, day: date) -> int:
    """The night before this day dawns, at ten past three in London."""
    clock.now = datetime(day.year, day.month, day.day, 3, 10, tzinfo=LONDON)
    return end_all_consents(parts)


def standing(office: Office, reference: str) -> Standing:
    return office.store.person(office.store.person_of(reference)).representations[KOFI].standing


def events(office: Office, reference: str, kind: type) -> list[object]:
    record = office.store.person(office.store.person_of(reference))
    return [event for event in record.events if isinstance(event, kind)]


def test_it_is_over_the_night_after_its_last_day_once(
    parts: Parts, office: Office, reference: str, clock: Clock
) -> None:
    night(parts, clock, date(2027, 3, 20))
    assert night(parts, clock, LAST_DAY) == 0
    assert standing(office, reference) is Standing.CONFIRMED
    assert night(parts, clock, date(2027, 4, 1)) == 1
    assert standing(office, reference) is Standing.EXPIRED
    assert night(parts, clock, date(2027, 4, 2)) == 0
    (expired,) = events(office, reference, ConsentExpired)
    assert isinstance(expired, ConsentExpired)
    assert (expired.decided_by, expired.happened_on) == (SYSTEM, date(2027, 4, 1))


def test_the_resident_is_reminded_fourteen_days_before_once(
    parts: Parts, office: Office, reference: str, clock: Clock
) -> None:
    assert night(parts, clock, date(2027, 3, 16)) == 0
    assert night(parts, clock, date(2027, 3, 17)) == 1
    assert night(parts, clock, date(2027, 3, 18)) == 0
    (reminded,) = events(office, reference, ConsentReminded)
    assert isinstance(reminded, ConsentReminded)
    assert reminded.until == LAST_DAY
    waiting = [row for row in parts.store.waiting(clock(), 50) if row.kind == "consent_reminded"]
    assert [row.recipient for row in waiting] == ["resident"]


def test_who_allows_it_for_longer_is_reminded_again_before_the_new_day(
    parts: Parts, office: Office, reference: str, clock: Clock
) -> None:
    night(parts, clock, date(2027, 3, 17))
    do_for_person(office, reference, ExtendConsent(KOFI, date(2027, 6, 30)))
    assert night(parts, clock, date(2027, 4, 1)) == 0
    assert night(parts, clock, date(2027, 6, 16)) == 1
    assert standing(office, reference) is Standing.CONFIRMED


def test_nobody_is_reminded_of_what_they_allowed_for_two_weeks_or_less(
    parts: Parts, office: Office, reference: str, clock: Clock
) -> None:
    clock.now = datetime(2027, 3, 1, 12, tzinfo=LONDON)
    allow(office, reference, date(2027, 3, 15))
    assert [night(parts, clock, date(2027, 3, day)) for day in range(2, 16)] == [0] * 14
    assert night(parts, clock, date(2027, 3, 16)) == 1


def test_what_was_taken_back_is_neither_ended_nor_reminded_of(
    parts: Parts, office: Office, reference: str, clock: Clock
) -> None:
    do_for_person(office, reference, WithdrawConsent(KOFI))
    assert [night(parts, clock, day) for day in (date(2027, 3, 17), date(2027, 4, 1))] == [0, 0]
    assert standing(office, reference) is Standing.WITHDRAWN


def test_what_has_no_end_goes_on(parts: Parts, office: Office, reference: str, clock: Clock) -> None:
    do_for_person(office, reference, ExtendConsent(KOFI, None))
    assert [night(parts, clock, day) for day in (date(2027, 3, 17), date(2030, 4, 1))] == [0, 0]
