"""By which channel somebody is told: what they chose, what is safe, what was agreed with them."""

from dataclasses import replace

import pytest

from portal.domain.channels import CALL, EMAIL, FORMAL, LETTER, TEXT, channel_for, channels_for
from portal.domain.messages import EVENT_MESSAGES
from portal.domain.needs import AS_USUAL, Needs
from portal.domain.people import Person
from portal.domain.person_messages import PERSON_MESSAGES

ALL = Person(
    name="Amina Begum",
    email="amina@example.com",
    phone="07700 900982",
    address="1 Leather Court",
    contact_by=("email", "phone", "text", "post"),
    safe_message="safe",
)
NOBODY = Person()


def choosing(*ways: str) -> Person:
    """Somebody who gave everything and chose only these ways."""
    return replace(ALL, contact_by=ways)


@pytest.mark.parametrize(
    ("person", "needs", "channel"),
    [
        (ALL, AS_USUAL, EMAIL),
        (choosing("email"), AS_USUAL, EMAIL),
        (choosing("post", "text", "phone"), AS_USUAL, LETTER),
        (choosing("text", "phone"), AS_USUAL, TEXT),
        (choosing("phone"), AS_USUAL, CALL),
        (choosing(), AS_USUAL, CALL),
        (NOBODY, AS_USUAL, None),
        # what was chosen but not given
        (replace(ALL, email=""), AS_USUAL, LETTER),
        (replace(choosing("post", "text"), address=""), AS_USUAL, TEXT),
        (replace(choosing("text"), phone=""), AS_USUAL, CALL),
        (Person(address="1 Leather Court"), AS_USUAL, None),  # where it happened, not where they want to read
        # safety goes before everything
        (replace(ALL, safe_message="not_safe"), AS_USUAL, CALL),
        (replace(ALL, safe_message="not_safe"), Needs(letter_only=True), CALL),
        (replace(ALL, safe_message="rather_not"), AS_USUAL, EMAIL),
        (replace(choosing("text"), safe_message="rather_not"), AS_USUAL, TEXT),
        # what was agreed goes before what was ticked
        (ALL, Needs(phone_only=True), CALL),
        (choosing("post"), Needs(phone_only=True), CALL),
        (NOBODY, Needs(phone_only=True), None),
        (ALL, Needs(letter_only=True), LETTER),
        (Person(address="1 Leather Court"), Needs(letter_only=True), LETTER),
        (Person(email="amina@example.com"), Needs(letter_only=True), CALL),
        (NOBODY, Needs(letter_only=True), None),
        (ALL, Needs(no_phone=True), EMAIL),
        (choosing("text"), Needs(no_phone=True), CALL),  # they left an e-mail address that a person may ask them about
        (Person(phone="07700 900982", contact_by=("text",)), Needs(no_phone=True), CALL),  # a person finds another way
        # these change what is sent, not how
        (ALL, Needs(large_print=24, easy_read=True, audio=True, language="pl"), EMAIL),
    ],
)
def test_a_message_goes_by_the_channel_that_tells_most(person: Person, needs: Needs, channel: str | None) -> None:
    assert channel_for(person, needs) == channel


@pytest.mark.parametrize("kind", [*EVENT_MESSAGES.values(), *(told.kind for told in PERSON_MESSAGES.values())])
def test_what_must_be_in_writing_is_not_left_to_a_text(kind: str) -> None:
    expected = (TEXT, CALL) if kind in FORMAL else (TEXT,)
    assert channels_for(choosing("text"), kind) == expected
    assert channels_for(choosing("post"), kind) == (LETTER,)
    assert channels_for(NOBODY, kind) == ()


def test_what_is_formal_is_told_of_by_some_event() -> None:
    assert set(FORMAL) <= {*EVENT_MESSAGES.values(), *(told.kind for told in PERSON_MESSAGES.values())}
