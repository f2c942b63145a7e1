"""The timeline: a sentence for every kind of event, and nothing for residents that is for staff."""

from datetime import date

import pytest

from portal.domain import events as event_module
from portal.domain.events import ActionTaken, DateMoved, Event, Made, MessageSent, Noted
from portal.domain.terms import Kind
from portal.domain.timeline import FOR_STAFF, MADE, SENTENCES, TO_STAFF, history, timeline
from portal.wording import Wording
from tests.builders import CaseBuilder, a_case

ENGLISH = Wording("en")
EVENTS = [kind for kind in vars(event_module).values() if isinstance(kind, type) and issubclass(kind, Event)][1:]


def everything() -> CaseBuilder:
    """A case in which everything has happened that can."""
    return (
        a_case()
        .assigned()
        .messaged("Is there any news?")
        .messaged("Not yet", to="resident", by="staff:sam")
        .acknowledged()
        .extended(date(2027, 1, 6))
        .noted("Rang, no answer")
        .answered()
        .escalated()
        .acknowledged(by="staff:ash")
        .answered(by="staff:ash")
        .closed(by="staff:ash")
    )


def told(case: CaseBuilder) -> list[str]:
    """The resident's timeline in English, oldest first."""
    lines = timeline(case.made, case.policy)
    return [ENGLISH.say(line.sentence, **line.values) for line in reversed(lines)]


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
def test_every_kind_of_event_has_a_sentence_or_is_for_staff(kind: type[Event]) -> None:
    assert kind in (*SENTENCES, *FOR_STAFF, Made, MessageSent, ActionTaken, DateMoved)
    assert kind in (*TO_STAFF, MessageSent, ActionTaken, DateMoved)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_case_says_what_was_received(kind: Kind) -> None:
    assert MADE[kind].startswith(("We received your ", "You told us what you need "))
    assert told(a_case(kind=kind)) == [MADE[kind]]


def test_the_whole_story_of_a_case_in_order() -> None:
    assert told(everything()) == [
        "We received your complaint.",
        "Somebody was asked to deal with it.",
        "You sent us a message.",
        "We sent you a message.",
        "We wrote to say that we have your complaint, and how we understand it.",
        "We told you that we need until Wednesday 6 January 2027.",
        "We sent you our answer at Stage 1.",
        "You asked us to look again. It went to Stage 2.",
        "We wrote to say that we have your complaint, and how we understand it.",
        "We sent you our answer at Stage 2.",
        "We closed the case.",
    ]


def test_residents_never_see_a_note_for_staff() -> None:
    case = a_case().noted("He sounds drunk")
    assert [line.number for line in timeline(case.made, case.policy)] == [1]
    assert any(isinstance(event, Noted) for event in case.events)


def test_staff_see_every_event_newest_first() -> None:
    case = everything()
    lines = history(case.made, case.policy)
    assert [line.number for line in lines] == list(range(len(case.events), 0, -1))
    assert all(ENGLISH.say(line.sentence, **line.values) for line in lines)


def test_lines_keep_the_number_of_their_event_so_that_a_link_to_one_stays() -> None:
    case = a_case().noted().acknowledged()
    assert [line.number for line in timeline(case.made, case.policy)] == [3, 1]
