"""Refusing, taking up again, going further, waiting: what each step needs, and what it does to the dates."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.domain.case import Phase
from portal.domain.case_dates import going_on, may_answer, may_go_on, upcoming
from portal.domain.commands import (
    Accept,
    Escalate,
    GiveMoreTime,
    Make,
    Pause,
    Refuse,
    Resume,
    Speak,
    Survey,
    TakeAction,
    Update,
)
from portal.domain.deadlines import ESCALATE_BY, RESPOND, SPEAK, SURVEY, deadlines
from portal.domain.deciding import decide
from portal.domain.errors import ImpossibleMove, Incomplete
from portal.domain.events import Escalated, Made, Paused, Resumed
from portal.domain.outcome import Situation
from portal.domain.policy import Clock, Stage, Start
from portal.domain.terms import CaseKind, Choice, Exclusion, Ground, Kind, Unit
from tests.builders import MORNING, CaseBuilder, a_calendar, a_case, a_draft, a_person, a_policy, a_stage, some_words

OLD = Exclusion("old", Ground.OVER_TIME, "It is old", "4", unless=("still_going",))
COURT = Exclusion("court", Ground.COURT_FILED, "It is at court", "4")
EXCLUDING = a_policy(exclusions=(OLD, COURT))
NOUGHT = Stage(
    0,
    "Stage 0",
    "the first person you meet",
    (Clock(SPEAK, 3, Unit.WORKING, Start.RECEIVED, "policy 3"),),
    informal=True,
)
WITH_NOUGHT = a_policy(stages=(NOUGHT, a_stage(1, 10), a_stage(2, 20)))
THREE = a_policy(stages=(a_stage(1, 10), a_stage(2, 20), a_stage(3, 20)))


def refusal(exclusion: str = "court", reasons: str = "The claim form is of 3 March", considered: str = "") -> Refuse:
    return Refuse(exclusion, some_words(reasons), some_words(considered))


def tasks_of(case: CaseBuilder) -> list[str]:
    return [task.kind for task in case.outcomes[-1].tasks]


class TestRefusing:
    def test_ends_the_case_until_it_is_taken_back(self) -> None:
        case = a_case(policy=EXCLUDING).does(refusal())
        assert case.made.phase is Phase.REFUSED
        assert case.queue_row.due is None
        again = case.does(Accept(some_words("The claim was withdrawn")))
        assert again.made.phase is Phase.RECEIVED
        assert again.queue_row.due == a_case(policy=EXCLUDING).queue_row.due

    def test_sends_the_resident_a_letter(self) -> None:
        case = a_case(policy=EXCLUDING).does(refusal())
        assert [message.kind for message in case.outcomes[-1].messages] == ["refusal"]

    @pytest.mark.parametrize(
        ("command", "field"),
        [
            (refusal(exclusion="rudeness"), "exclusion"),
            (refusal(exclusion=""), "exclusion"),
            (refusal(reasons="  "), "reasons"),
            (refusal(exclusion="old"), "considered"),
        ],
    )
    def test_needs_a_ground_of_the_policy_reasons_and_thought_of_its_exceptions(
        self, command: Refuse, field: str
    ) -> None:
        with pytest.raises(Incomplete) as error:
            a_case(policy=EXCLUDING).does(command)
        assert list(error.value.problems) == [field]

    def test_a_policy_without_exclusions_refuses_nothing(self) -> None:
        with pytest.raises(Incomplete):
            a_case().does(refusal())

    def test_an_answered_case_cannot_be_refused(self) -> None:
        with pytest.raises(ImpossibleMove):
            a_case(policy=EXCLUDING).acknowledged().answered().does(refusal())

    def test_a_request_for_the_next_stage_can(self) -> None:
        case = a_case(policy=EXCLUDING).acknowledged().answered().escalated().does(refusal())
        assert (case.made.phase, case.made.stage) == (Phase.REFUSED, 2)

    def test_a_refused_case_cannot_be_taken_further_here(self) -> None:
        case = a_case(policy=EXCLUDING).does(refusal())
        assert may_go_on(case.made, EXCLUDING) is None
        with pytest.raises(ImpossibleMove):
            case.escalated()


class TestAnInformalStage:
    def test_is_where_a_case_begins(self) -> None:
        case = a_case(policy=WITH_NOUGHT).made
        assert (case.stage, list(case.stages)) == (0, [0])

    def test_can_be_left_before_it_is_answered(self) -> None:
        case = a_case(policy=WITH_NOUGHT)
        later = may_go_on(case.made, WITH_NOUGHT)
        assert later is not None
        assert later.number == 1
        assert case.escalated().made.stage == 1

    def test_a_formal_one_cannot(self) -> None:
        case = a_case(policy=WITH_NOUGHT).escalated()
        assert may_go_on(case.made, WITH_NOUGHT) is None
        with pytest.raises(ImpossibleMove):
            case.escalated()

    def test_who_answered_there_may_answer_the_first_formal_stage_but_not_the_second(self) -> None:
        case = a_case(policy=WITH_NOUGHT).acknowledged().answered().escalated().acknowledged()
        assert may_answer(case.made, WITH_NOUGHT, "staff:sam")
        second = case.answered().escalated()
        assert not may_answer(second.made, WITH_NOUGHT, "staff:sam")

    def test_an_acknowledgement_given_there_counts_for_the_code_s_first_stage(self) -> None:
        case = a_case(policy=WITH_NOUGHT).acknowledged().escalated().made
        found = deadlines(case.stages, WITH_NOUGHT, a_case().calendar)
        first = [each for each in found if each.stage == 1 and each.kind == "acknowledge"]
        assert [each.met_on for each in first] == [date(2026, 12, 15)]


class TestAThirdStage:
    def test_is_only_offered_beside_the_ombudsman_while_the_code_binds(self) -> None:
        second = a_case(policy=THREE).acknowledged().answered().escalated().acknowledged().made
        assert going_on(second, THREE, date(2026, 12, 15)) == "stage:3 ombudsman"
        assert going_on(second, THREE, date(2024, 3, 31)) == "stage:3"

    def test_has_the_code_s_second_clock(self) -> None:
        case = a_case(policy=replace(THREE, stages=(*THREE.stages[:2], Stage(3, "Stage 3", "the council", ()))))
        third = (
            case.acknowledged().answered().escalated().acknowledged(by="staff:ash").answered(by="staff:ash").escalated()
        )
        last = third.made.stages[3]
        found = {
            each.kind: each.source
            for each in deadlines({1: last, 3: last}, third.policy, third.calendar)
            if each.stage == 3
        }
        assert found == {"acknowledge": "Code 6.11", "respond": "Code 6.14"}

    def test_the_ombudsman_s_own_level_is_no_stage_to_ask_for_here(self) -> None:
        levels = a_policy(
            stages=(a_stage(1, 10), a_stage(2, 20), Stage(3, "Level 3", "The Ombudsman", (), held_by="ombudsman"))
        )
        case = a_case(policy=levels).acknowledged().answered().escalated().acknowledged().made
        assert going_on(case, levels, date(2026, 12, 15)) == "ombudsman"


class TestAStageHeldBySomebodyElse:
    def test_staff_are_asked_to_send_it_there(self) -> None:
        council = a_policy(stages=(a_stage(1, 10), replace(a_stage(2, 20), held_by="council")))
        assert "hand_over" in tasks_of(a_case(policy=council).acknowledged().answered().escalated())
        assert "hand_over" not in tasks_of(a_case().acknowledged().answered().escalated())


class TestAHearing:
    HEARS = a_policy(stages=(a_stage(1, 10), replace(a_stage(2, 20), hearing="You can speak to us yourself")))

    def test_is_kept_and_asked_of_staff_where_the_policy_offers_it(self) -> None:
        case = a_case(policy=self.HEARS).acknowledged().answered().does(Escalate(hearing=True), by="resident")
        assert isinstance(case.events[-1], Escalated)
        assert case.events[-1].hearing
        assert "hearing" in tasks_of(case)

    def test_elsewhere_nobody_can_be_promised_one(self) -> None:
        case = a_case().acknowledged().answered().does(Escalate(hearing=True), by="resident")
        assert isinstance(case.events[-1], Escalated)
        assert not case.events[-1].hearing


class TestMoreTimeForTheResident:
    def test_makes_their_limit_later(self) -> None:
        case = a_case().acknowledged().answered()
        limit = next(
            each.due for each in deadlines(case.made.stages, case.policy, case.calendar) if each.kind == ESCALATE_BY
        )
        longer = case.does(GiveMoreTime(date(2027, 3, 1), some_words("You were in hospital")))
        found = {each.kind: each for each in deadlines(longer.made.stages, case.policy, case.calendar)}
        assert (found[ESCALATE_BY].due, found[ESCALATE_BY].extended_from) == (date(2027, 3, 1), limit)

    def test_never_earlier(self) -> None:
        with pytest.raises(Incomplete):
            a_case().acknowledged().answered().does(GiveMoreTime(date(2026, 12, 16), some_words("A slip")))

    def test_only_where_there_is_a_limit(self) -> None:
        with pytest.raises(ImpossibleMove):
            a_case().acknowledged().does(GiveMoreTime(date(2027, 3, 1), some_words("Too early")))


class TestWaiting:
    PAUSING = a_policy(pauses=(Choice("away", "You are away"),))

    def test_only_for_a_reason_the_policy_gives(self) -> None:
        with pytest.raises(Incomplete):
            a_case().does(Pause("away", some_words("On holiday")))

    def test_once_at_a_time_and_then_on_again(self) -> None:
        case = a_case(policy=self.PAUSING).does(Pause("away", some_words("On holiday")))
        assert isinstance(case.events[-1], Paused)
        with pytest.raises(ImpossibleMove):
            case.does(Pause("away", some_words("Again")))
        on = case.later(days=3).does(Resume())
        assert isinstance(on.events[-1], Resumed)
        assert RESPOND in on.events[-1].told
        assert not on.made.stages[1].is_paused
        with pytest.raises(ImpossibleMove):
            on.does(Resume())


class TestTalkingAndDoing:
    def test_a_talk_meets_its_clock(self) -> None:
        case = a_case(policy=WITH_NOUGHT).does(Speak(some_words("She wants a letter")))
        talk = next(each for each in deadlines(case.made.stages, WITH_NOUGHT, case.calendar) if each.kind == SPEAK)
        assert talk.met_on == date(2026, 12, 15)

    def test_a_talk_may_be_written_down_after_a_later_step(self) -> None:
        case = a_case(policy=WITH_NOUGHT).later(days=2).acknowledged()
        situation = Situation(
            WITH_NOUGHT, a_calendar(), a_person(), MORNING + timedelta(days=3), by="staff:sam",
            happened_on=date(2026, 12, 16),
        )  # fmt: skip
        spoke = decide(Speak(some_words("She rang")), case.made, situation).events[0]
        assert spoke.happened_on == date(2026, 12, 16)
        with pytest.raises(Incomplete):
            decide(Speak(some_words("Too early")), case.made, replace(situation, happened_on=date(2026, 12, 14)))

    def test_an_update_is_sent(self) -> None:
        case = a_case().does(Update(some_words("We wait for a part")))
        assert [message.kind for message in case.outcomes[-1].messages] == ["update"]

    def test_what_was_done_must_be_one_or_the_other(self) -> None:
        with pytest.raises(Incomplete):
            a_case().does(TakeAction("promised", some_words("Soon")))
        assert a_case().does(TakeAction("action", some_words("Mended"))).made.stages[1].acted == date(2026, 12, 15)


class TestAfterClosing:
    SURVEYS = a_policy(survey=Clock(SURVEY, 5, Unit.WORKING, Start.CLOSED, "policy 3.11"))

    def test_the_survey_is_due_and_asked_of_staff(self) -> None:
        case = a_case(policy=self.SURVEYS).acknowledged().answered().closed()
        assert "survey" in tasks_of(case)
        assert (case.queue_row.next_kind, case.queue_row.due) == (SURVEY, date(2026, 12, 22))
        done = case.does(Survey())
        assert upcoming(done.made, deadlines(done.made.stages, self.SURVEYS, done.calendar)) is None

    def test_without_one_nothing_is_due(self) -> None:
        case = a_case().acknowledged().answered().closed()
        assert (tasks_of(case), case.queue_row.due) == ([], None)


class TestKindsOfCase:
    NAMED = a_policy(
        kinds=(
            CaseKind("official", "Official complaint", "You wrote so", "7", Kind.COMPLAINT),
            CaseKind("not_right", "Not right first time", "It was not right", "4", Kind.COMPLAINT),
        )
    )

    def made(self, called: str) -> Made:
        make = Make("OAK-7K3F-92QD", a_draft(), "person", Kind.COMPLAINT, some_words("{}"), called=called)
        situation = Situation(self.NAMED, a_calendar(), a_person(), MORNING)
        event = decide(make, None, situation).events[0]
        assert isinstance(event, Made)
        return event

    def test_staff_choose_one_of_the_policy_s(self) -> None:
        assert self.made("not_right").called == "not_right"

    def test_and_no_other(self) -> None:
        with pytest.raises(Incomplete):
            self.made("grumble")

    def test_the_first_one_is_taken_where_nobody_chose(self) -> None:
        event = a_case(policy=self.NAMED).events[0]
        assert isinstance(event, Made)
        assert event.called == "official"

    def test_a_policy_without_names_has_none(self) -> None:
        event = a_case().events[0]
        assert isinstance(event, Made)
        assert event.called == ""
