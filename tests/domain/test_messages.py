"""Each event of a case: whom it tells, by which channel, and what it asks of staff."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from portal.domain.case import Case
from portal.domain.channels import EMAIL, LETTER, TEXT
from portal.domain.commands import GiveNewCode, MoveDate
from portal.domain.events import (
    RESIDENT,
    Accepted,
    Acknowledged,
    ActionTaken,
    Answered,
    Assigned,
    Closed,
    CodeReissued,
    DateMoved,
    Escalated,
    Event,
    Extended,
    Made,
    MessageSent,
    MoreTimeGiven,
    Noted,
    Paused,
    Refused,
    Resumed,
    Spoke,
    Surveyed,
    Updated,
    Withdrawn,
)
from portal.domain.messages import REPAIRS, SILENT, Message, Task, messages_for
from portal.domain.needs import AS_USUAL, Needs
from portal.domain.people import Person
from portal.domain.person_events import PersonEvent
from portal.domain.terms import Choice, Exclusion, Ground, Kind
from tests.builders import CaseBuilder, a_case, a_person, a_policy, some_words

POLICY = a_policy(
    exclusions=(Exclusion("old", Ground.OTHER, "It is too old.", "2.1"),),
    pauses=(Choice("ask", "We wait for you"),),
)
NEVER = date(2027, 3, 1)
DATES = date(2026, 12, 22), date(2026, 12, 23)


def new() -> CaseBuilder:
    return a_case(policy=POLICY)


CASES: dict[type[Event], tuple[Callable[[], CaseBuilder], str]] = {
    Made: (new, "receipt"),
    Acknowledged: (lambda: new().acknowledged(), "acknowledgement"),
    Extended: (lambda: new().acknowledged().extended(NEVER), "extension"),
    Answered: (lambda: new().acknowledged().answered(), "answer"),
    Escalated: (lambda: new().acknowledged().answered().escalated(), "escalation"),
    Refused: (lambda: new().refused(), "refusal"),
    Accepted: (lambda: new().refused().accepted(), "accepted"),
    Closed: (lambda: new().acknowledged().answered().closed(), "closing"),
    Withdrawn: (lambda: new().withdrawn(), "withdrawn"),
    Updated: (lambda: new().updated(), "update"),
    ActionTaken: (lambda: new().action_taken(), "action"),
    MoreTimeGiven: (lambda: new().acknowledged().answered().more_time(NEVER), "more_time"),
    Paused: (lambda: new().paused(), "paused"),
    Resumed: (lambda: new().paused().resumed(), "resumed"),
    DateMoved: (lambda: new().does(MoveDate("acknowledge", *DATES, "policy")), "date_moved"),
    MessageSent: (lambda: new().messaged("We come.", to=RESIDENT, by="staff:sam"), "message"),
    CodeReissued: (lambda: new().does(GiveNewCode(("known_voice",), some_words(""))), "new_code"),
    Assigned: (lambda: new().assigned(), ""),
    Noted: (lambda: new().noted(), ""),
    Spoke: (lambda: new().spoke(), ""),
    Surveyed: (lambda: new().acknowledged().answered().closed().surveyed(), ""),
}
FORMAL = {Acknowledged, Extended, Answered, Escalated, Refused, Closed}
"""What the Code wants in writing."""
TOLD_BY_A_PERSON = {CodeReissued}
"""Whoever is given a new code is speaking with us."""

BY_EMAIL = a_person(safe_message="safe")
BY_POST = replace(BY_EMAIL, contact_by=("post",), address="1 Leather Court")
BY_TEXT = replace(BY_EMAIL, contact_by=("text",), phone="07700 900982")
BY_PHONE = replace(BY_TEXT, contact_by=("phone",))
UNSAFE = replace(BY_EMAIL, safe_message="not_safe")
NOBODY = Person()

REACHED: dict[str, tuple[Person, Needs, str, str]] = {
    "by e-mail": (BY_EMAIL, AS_USUAL, EMAIL, "never"),
    "by letter": (BY_POST, AS_USUAL, LETTER, "never"),
    "by text": (BY_TEXT, AS_USUAL, TEXT, "formal"),
    "by phone": (BY_PHONE, AS_USUAL, "", "always"),
    "where no message is safe": (UNSAFE, AS_USUAL, "", "always"),
    "by phone alone, as agreed": (BY_EMAIL, Needs(phone_only=True), "", "always"),
    "by letter alone, as agreed": (
        replace(BY_EMAIL, address="1 Leather Court"), Needs(letter_only=True), LETTER, "never",
    ),
    "never by phone, as agreed": (BY_TEXT, Needs(no_phone=True), "", "always"),
    "in no way": (NOBODY, AS_USUAL, "", "never"),
}  # fmt: skip
"""Who it is, what was agreed, the channel of the message, and when a member of staff is asked to tell them."""


def decided(case: Case, person: Person, needs: Needs) -> tuple[tuple[Message, ...], tuple[Task, ...]]:
    return messages_for(case, case.events[-1], person, POLICY, needs)


def test_every_kind_of_event_is_decided_here() -> None:
    assert set(CASES) == set(Event.__subclasses__()) - {PersonEvent}
    assert {event for event, (_, kind) in CASES.items() if not kind} == set(SILENT)


@pytest.mark.parametrize("reached", REACHED)
@pytest.mark.parametrize("event", CASES)
def test_an_event_tells_the_resident_by_the_channel_that_is_right_for_them(event: type[Event], reached: str) -> None:
    build, kind = CASES[event]
    person, needs, channel, asked = REACHED[reached]
    case = build().made
    assert type(case.events[-1]) is event
    messages, tasks = decided(case, person, needs)
    number = case.version
    assert messages == ((Message(kind, RESIDENT, number, channel),) if kind and channel else ())
    asks = asked == "always" or (asked == "formal" and event in FORMAL)
    expected = {Task(f"tell_{kind}", number)} if kind and asks and event not in TOLD_BY_A_PERSON else set()
    assert {task for task in tasks if task.kind.startswith("tell_")} == expected


def test_a_message_to_us_goes_to_nobody_and_is_read_by_a_person() -> None:
    case = new().messaged().made
    for person, needs, *_ in REACHED.values():
        assert decided(case, person, needs) == ((), (Task("read_message", 2),))


def test_a_request_for_work_reaches_those_who_do_it_however_the_resident_is_reached() -> None:
    case = a_case(policy=POLICY, kind=Kind.SERVICE_REQUEST).made
    for person, needs, *_ in REACHED.values():
        messages, _ = decided(case, person, needs)
        assert [each for each in messages if each.recipient == REPAIRS] == [
            Message("service_request", REPAIRS, 1, EMAIL)
        ]


def test_who_needs_to_hear_it_gets_a_recording_of_everything_that_is_sent() -> None:
    case = new().acknowledged().made
    assert Task("read_aloud", 2) in decided(case, BY_POST, Needs(audio=True))[1]
    assert Task("read_aloud", 2) not in decided(case, BY_PHONE, Needs(audio=True))[1]
    assert Task("read_aloud", 2) not in decided(case, BY_POST, AS_USUAL)[1]


def test_an_answer_that_goes_by_post_reaches_them_when_the_post_does() -> None:
    by_post = a_case(policy=POLICY, person=BY_POST).acknowledged().answered().made
    by_email = a_case(policy=POLICY, person=BY_EMAIL).acknowledged().answered().made
    assert by_post.stages[1].answer_reached == date(2026, 12, 17)
    assert by_email.stages[1].answer_reached == date(2026, 12, 15)
