"""A case is its events: what may follow what, and what they add up to."""

from datetime import date

import pytest

from portal.domain.case import COMPLAINT_MOVES, OTHER_MOVES, Case, Phase
from portal.domain.commands import Refuse
from portal.domain.errors import ImpossibleMove
from portal.domain.events import (
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
from portal.domain.terms import Exclusion, Ground, Kind
from tests.builders import CaseBuilder, a_case, a_policy, some_words

STEPS = (
    Acknowledged, Extended, Answered, Escalated, Closed, Withdrawn, Refused, Accepted, Spoke, Updated, ActionTaken,
    Paused, Resumed, MoreTimeGiven, Surveyed,
)  # fmt: skip
UNDER_WAY = {Extended, Spoke, Updated, ActionTaken, Paused, Resumed, Refused, Escalated}
POSSIBLE = {
    Phase.RECEIVED: {Acknowledged, Withdrawn, *UNDER_WAY},
    Phase.ACKNOWLEDGED: {Answered, Withdrawn, *UNDER_WAY},
    Phase.ANSWERED: {Escalated, Closed, Withdrawn, ActionTaken, MoreTimeGiven},
    Phase.CLOSED: {Escalated, MoreTimeGiven, Surveyed},
    Phase.REFUSED: {Accepted},
}
"""Out of a stage that is not answered only an informal one can be left: the decision says so, not this table."""


AT_COURT = Exclusion("court", Ground.COURT_FILED, "It is at court", "2.1")


def in_phase(phase: Phase) -> CaseBuilder:
    """A complaint at its first stage, in this phase."""
    cases = {
        Phase.RECEIVED: a_case(),
        Phase.ACKNOWLEDGED: a_case().acknowledged(),
        Phase.ANSWERED: a_case().acknowledged().answered(),
        Phase.CLOSED: a_case().acknowledged().answered().closed(),
        Phase.REFUSED: a_case(policy=a_policy(exclusions=(AT_COURT,))).does(
            Refuse("court", some_words("A claim was filed"), some_words(""))
        ),
    }
    return cases[phase]


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("event", STEPS)
def test_only_these_steps_may_follow(phase: Phase, event: type[Event]) -> None:
    case = in_phase(phase).made
    assert case.phase is phase
    assert case.allows(event) == (event in POSSIBLE[phase])


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("event", [Assigned, MessageSent, Noted, DateMoved, CodeReissued])
def test_people_can_talk_and_hand_over_at_any_time(phase: Phase, event: type[Event]) -> None:
    assert (phase, event) in COMPLAINT_MOVES
    assert (phase, event) in OTHER_MOVES


@pytest.mark.parametrize("kind", [Kind.SERVICE_REQUEST, Kind.COMPLIMENT, Kind.SUGGESTION, Kind.CONTACT])
def test_what_is_no_complaint_is_only_closed_or_withdrawn(kind: Kind) -> None:
    case = a_case(kind=kind)
    assert {event for event in STEPS if case.made.allows(event)} == {Closed, Withdrawn}
    assert case.closed().made.phase is Phase.CLOSED


def test_what_is_needed_differently_is_ended_need_by_need_and_never_withdrawn_whole() -> None:
    assert not a_case(kind=Kind.ADJUSTMENT).made.allows(Withdrawn)


def test_an_impossible_move_is_named_and_changes_nothing() -> None:
    case = a_case().made
    answered = a_case().acknowledged().answered().events[-1]
    with pytest.raises(ImpossibleMove) as error:
        case.apply(answered)
    assert (error.value.phase, error.value.event) == ("received", "Answered")
    assert case.version == 1


def test_a_case_begins_with_being_made() -> None:
    noted = a_case().noted().events[-1]
    with pytest.raises(ImpossibleMove):
        Case.from_events([noted])


def test_the_same_events_add_up_to_the_same_case() -> None:
    case = a_case().acknowledged().messaged().answered().escalated().made
    assert Case.from_events(case.events) == case


def test_a_new_stage_starts_its_own_dates_and_has_nobody_yet() -> None:
    case = a_case().assigned("sam").acknowledged().answered().later(days=7).escalated().made
    assert (case.stage, case.phase, case.handler) == (2, Phase.RECEIVED, "")
    assert case.stages[1].answered == date(2026, 12, 15)
    assert case.stages[2].started == date(2026, 12, 22)
    assert case.stages[2].acknowledged is None


def test_it_remembers_who_answered_each_stage() -> None:
    case = a_case().acknowledged().answered(by="staff:sam").escalated().acknowledged().answered(by="staff:ash").made
    assert case.answered_by == {1: "staff:sam", 2: "staff:ash"}
