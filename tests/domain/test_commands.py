"""What people do, decided by the rules: known answers, with dates counted by hand on the calendar.

Leathermarket JMB's own policy, in England: acknowledged in 5 working days, answered in 10 more, 28 days to ask for
stage two, answered by Southwark Council 20 working days after the request.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from portal.domain.case import Case
from portal.domain.case_dates import going_on, may_answer, queue_row
from portal.domain.commands import (
    Acknowledge,
    Assign,
    Close,
    Command,
    Escalate,
    Extend,
    GiveAnswer,
    Make,
    Note,
    Promised,
    Send,
)
from portal.domain.deadlines import REFER_BY
from portal.domain.deciding import decide
from portal.domain.errors import AnswerIncomplete, ImpossibleMove, Incomplete, SamePerson
from portal.domain.events import RESIDENT, Acknowledged, Answered, Escalated, Event, Extended, Made, MessageSent
from portal.domain.outcome import Situation
from portal.domain.people import Person
from portal.domain.terms import Kind
from portal.files.packs import Packs
from portal.holiday_list import calendar_of
from tests.builders import a_draft, a_file, a_person, some_words

POLICY = Packs.load().version("leathermarket-jmb", "2024")
CALENDAR = calendar_of("england")
SAM, ASH = "staff:sam", "staff:ash"
BY_POST = a_person(email="", contact_by=("post",), address="1 Leather Court", phone="")


def on(day: str, *, by: str = SAM, person: Person | None = None, **more: Any) -> Situation:
    """Ten in the morning of that day in London, with somebody who decides."""
    now = datetime.fromisoformat(f"{day}T10:00:00").replace(tzinfo=UTC)
    return Situation(POLICY, CALENDAR, person or a_person(), now, by=by, **more)


def after(case: Case | None, command: Command, situation: Situation) -> Case:
    """The case after a command."""
    outcome = decide(command, case, situation)
    return Case.from_events((*(case.events if case else ()), *outcome.events))


def make(kind: Kind = Kind.COMPLAINT) -> Make:
    return Make("LMJ-7K3F-92QD", a_draft(landlord=POLICY.landlord), uuid4().hex, kind, some_words("{}"))


def acknowledge(**changes: str) -> Acknowledge:
    texts = {"understanding": "The lift.", "outcome": "A working lift.", "not_responsible": "", **changes}
    return Acknowledge(**{name: some_words(text) for name, text in texts.items()})


def answer(**changes: Any) -> GiveAnswer:
    texts = ("definition", "decision_words", "reasons", "remedy", "outstanding")
    words = {name: some_words(changes.pop(name, f"The {name}.")) for name in texts}
    return GiveAnswer(**{"decision": "upheld", **words, **changes})


def extend(new_date: str, reason: str = "We wait for a part.", intervals: str = "") -> Extend:
    return Extend(some_words(reason), date.fromisoformat(new_date), some_words(intervals))


def made_on(day: str) -> Case:
    return after(None, make(), on(day, by=RESIDENT))


def acknowledged_on(received: str, day: str) -> Case:
    return after(made_on(received), acknowledge(), on(day))


def answered_on(day: str, person: Person | None = None) -> Case:
    """Received and acknowledged a week before, answered on this day."""
    return after(acknowledged_on("2026-11-02", "2026-11-02"), answer(), on(day, person=person))


def told(case: Case) -> dict[str, str]:
    """The dates told with the last event, as ISO."""
    event: Any = case.events[-1]
    return {kind: day.isoformat() for kind, day in event.told.items()}


@pytest.mark.parametrize(
    ("received", "acknowledge_by", "answer_by"),
    [
        # 5 working days, then 10 more from there: to the vectors of five and of fifteen.
        ("2024-12-23", "2025-01-02", "2025-01-16"),
        ("2026-11-20", "2026-11-27", "2026-12-11"),
        ("2026-11-21", "2026-11-27", "2026-12-11"),
        ("2026-12-23", "2027-01-04", "2027-01-18"),
    ],
)
def test_the_dates_told_on_the_day_it_is_made(received: str, acknowledge_by: str, answer_by: str) -> None:
    assert told(made_on(received)) == {"acknowledge": acknowledge_by, "respond": answer_by}


def test_a_complaint_late_in_the_evening_is_received_that_day() -> None:
    summer = datetime(2026, 6, 30, 22, 50, tzinfo=UTC)  # ten to midnight in London
    case = after(None, make(), replace(on("2026-06-30", by=RESIDENT), now=summer))
    assert case.made.happened_on == date(2026, 6, 30)
    after_midnight = replace(on("2026-06-30", by=RESIDENT), now=summer.replace(hour=23, minute=10))
    assert after(None, make(), after_midnight).made.happened_on == date(2026, 7, 1)


@pytest.mark.parametrize("kind", [Kind.SERVICE_REQUEST, Kind.COMPLIMENT, Kind.SUGGESTION])
def test_what_is_no_complaint_is_told_no_dates(kind: Kind) -> None:
    assert told(after(None, make(kind), on("2026-11-20", by=RESIDENT))) == {}


class TestAcknowledge:
    def test_the_answer_is_due_ten_working_days_later(self) -> None:
        assert told(acknowledged_on("2026-11-20", "2026-11-24")) == {"respond": "2026-12-08"}

    def test_a_late_acknowledgement_does_not_postpone_the_answer(self) -> None:
        assert told(acknowledged_on("2026-11-20", "2026-12-04")) == {"respond": "2026-12-11"}

    @pytest.mark.parametrize("field", ["understanding", "outcome"])
    def test_the_definition_must_be_written(self, field: str) -> None:
        with pytest.raises(Incomplete) as error:
            decide(acknowledge(**{field: "  "}), made_on("2026-11-20"), on("2026-11-23"))
        assert set(error.value.problems) == {field}

    def test_it_is_done_once(self) -> None:
        with pytest.raises(ImpossibleMove):
            decide(acknowledge(), acknowledged_on("2026-11-20", "2026-11-24"), on("2026-11-25"))


class TestExtend:
    """Acknowledged on 24 November: due on 8 December; ten working days more end on 22 December."""

    def extended(self, command: Extend, day: str = "2026-12-07") -> Event:
        return decide(command, acknowledged_on("2026-11-20", "2026-11-24"), on(day)).events[0]

    def test_up_to_the_usual_limit_a_reason_is_enough(self) -> None:
        event = self.extended(extend("2026-12-22"))
        assert isinstance(event, Extended)
        assert (event.original, event.new_date, event.intervals) == (date(2026, 12, 8), date(2026, 12, 22), None)

    def test_beyond_it_the_updates_agreed_are_needed(self) -> None:
        with pytest.raises(Incomplete) as error:
            self.extended(extend("2026-12-23"))
        assert set(error.value.problems) == {"intervals"}
        event = self.extended(extend("2026-12-23", intervals="Every Friday by phone"))
        assert isinstance(event, Extended)
        assert event.intervals is not None

    @pytest.mark.parametrize("new_date", ["2026-12-08", "2026-12-07", "2026-12-12", "2026-12-25"])
    def test_the_new_date_is_a_later_working_day(self, new_date: str) -> None:
        with pytest.raises(Incomplete) as error:
            self.extended(extend(new_date, intervals="Every Friday"))
        assert set(error.value.problems) == {"new_date"}

    def test_a_reason_is_needed(self) -> None:
        with pytest.raises(Incomplete) as error:
            self.extended(extend("2026-12-22", reason=""))
        assert set(error.value.problems) == {"reason"}

    def test_extending_twice_does_not_move_the_usual_limit(self) -> None:
        once = after(acknowledged_on("2026-11-20", "2026-11-24"), extend("2026-12-18"), on("2026-12-07"))
        with pytest.raises(Incomplete) as error:
            decide(extend("2026-12-23"), once, on("2026-12-17"))
        assert set(error.value.problems) == {"intervals"}
        assert queue_row(once, POLICY, CALENDAR).due == date(2026, 12, 18)


class TestAnswer:
    ITEMS = ("definition", "decision_words", "reasons", "remedy", "outstanding")

    @pytest.mark.parametrize("item", ITEMS)
    def test_it_cannot_be_sent_with_an_item_missing(self, item: str) -> None:
        with pytest.raises(AnswerIncomplete) as error:
            decide(answer(**{item: " \n"}), acknowledged_on("2026-11-20", "2026-11-24"), on("2026-12-01"))
        assert error.value.missing == ({"decision_words": "decision"}.get(item, item),)

    def test_everything_missing_is_named_at_once(self) -> None:
        empty = answer(decision="", **dict.fromkeys(self.ITEMS, ""))
        with pytest.raises(AnswerIncomplete) as error:
            decide(empty, acknowledged_on("2026-11-20", "2026-11-24"), on("2026-12-01"))
        assert error.value.missing == ("definition", "decision", "reasons", "remedy", "outstanding")

    @pytest.mark.parametrize("decision", ["", "maybe", "UPHELD"])
    def test_the_decision_is_one_of_three(self, decision: str) -> None:
        with pytest.raises(AnswerIncomplete):
            decide(answer(decision=decision), acknowledged_on("2026-11-20", "2026-11-24"), on("2026-12-01"))

    def test_it_comes_after_the_acknowledgement(self) -> None:
        with pytest.raises(ImpossibleMove):
            decide(answer(), made_on("2026-11-20"), on("2026-11-24"))

    def test_a_promise_says_what_and_by_when(self) -> None:
        promises = (
            Promised("action", some_words("Mend the lift"), date(2026, 12, 18)),
            Promised("money", some_words(" "), None),
            Promised("", some_words("Ring you"), date(2026, 11, 30)),
        )
        with pytest.raises(Incomplete) as error:
            decide(answer(promises=promises), acknowledged_on("2026-11-20", "2026-11-24"), on("2026-12-01"))
        assert set(error.value.problems) == {"promise_2_words", "promise_2_by", "promise_3_by"}

    def test_by_email_the_residents_time_starts_that_day(self) -> None:
        case = answered_on("2026-11-09")
        assert told(case) == {"escalate_by": "2026-12-07"}
        assert isinstance(case.events[-1], Answered)
        assert case.events[-1].going_on == "stage:2"

    def test_by_post_it_starts_on_the_second_working_day_after(self) -> None:
        case = answered_on("2026-11-13", BY_POST)  # Friday; reached on Tuesday 17; 28 days later is 15 December
        assert isinstance(case.events[-1], Answered)
        assert case.events[-1].reached_on == date(2026, 11, 17)
        assert told(case) == {"escalate_by": "2026-12-15"}

    def test_a_last_day_that_is_closed_moves_to_the_next_working_day(self) -> None:
        assert told(answered_on("2026-11-27")) == {"escalate_by": "2026-12-29"}  # Christmas Day, then to the 29th


class TestStageTwo:
    def escalated(self) -> Case:
        return after(answered_on("2026-11-09"), Escalate(), on("2027-01-04", by=RESIDENT))

    def test_no_reason_is_needed_and_the_new_dates_are_told(self) -> None:
        # The Code: acknowledged in 5 working days. The policy: answered in 20 of the request, sooner than the Code's.
        assert told(self.escalated()) == {"acknowledge": "2027-01-11", "respond": "2027-02-01"}

    @pytest.mark.parametrize(("day", "late"), [("2026-12-07", False), ("2026-12-08", True), ("2027-06-01", True)])
    def test_late_is_marked_and_sent_all_the_same(self, day: str, late: bool) -> None:
        case = after(answered_on("2026-11-09"), Escalate(), on(day, by=RESIDENT))
        assert isinstance(case.events[-1], Escalated)
        assert case.events[-1].late is late
        assert case.stage == 2

    def test_a_request_written_down_later_counts_from_the_day_it_was_made(self) -> None:
        asked = on("2026-12-10", by=RESIDENT, recorded_by=SAM, happened_on=date(2026, 12, 7))
        (event,) = decide(Escalate(), answered_on("2026-11-09"), asked).events
        assert isinstance(event, Escalated)
        assert not event.late
        assert (event.decided_by, event.recorded_by) == (RESIDENT, SAM)
        assert event.told == {"acknowledge": date(2026, 12, 14), "respond": date(2027, 1, 7)}

    def test_who_answered_stage_one_cannot_answer_stage_two(self) -> None:
        case = after(self.escalated(), acknowledge(), on("2027-01-05", by=ASH))
        assert not may_answer(case, POLICY, SAM)
        with pytest.raises(SamePerson):
            decide(answer(), case, on("2027-01-12", by=SAM))
        final = after(case, answer(), on("2027-01-12", by=ASH))
        assert final.events[-1].decided_by == ASH

    def test_after_the_last_stage_there_is_the_ombudsman(self) -> None:
        case = after(self.escalated(), acknowledge(), on("2027-01-05", by=ASH))
        final = after(case, answer(), on("2027-01-12", by=ASH))
        assert going_on(final, POLICY, date(2027, 1, 12)) == "ombudsman"
        assert told(final) == {REFER_BY: "2028-01-12"}
        with pytest.raises(ImpossibleMove):
            decide(Escalate(), final, on("2027-01-13", by=RESIDENT))

    def test_before_an_answer_it_is_refused(self) -> None:
        with pytest.raises(ImpossibleMove):
            decide(Escalate(), made_on("2026-11-20"), on("2026-11-23", by=RESIDENT))


class TestDays:
    def test_nothing_is_received_tomorrow(self) -> None:
        with pytest.raises(Incomplete) as error:
            decide(make(), None, on("2026-11-20", by=RESIDENT, happened_on=date(2026, 11, 21)))
        assert set(error.value.problems) == {"happened_on"}

    def test_a_letter_of_last_week_starts_the_clocks_last_week(self) -> None:
        letter = on("2026-11-20", by=RESIDENT, recorded_by=SAM, happened_on=date(2026, 11, 13))
        case = after(None, make(), letter)
        assert told(case) == {"acknowledge": "2026-11-20", "respond": "2026-12-04"}
        assert isinstance(case.made, Made)
        assert (case.made.decided_by, case.made.recorded_by) == (RESIDENT, SAM)

    def test_nothing_happens_before_what_it_follows(self) -> None:
        early = on("2026-12-10", by=RESIDENT, recorded_by=SAM, happened_on=date(2026, 11, 8))
        with pytest.raises(Incomplete) as error:
            decide(Escalate(), answered_on("2026-11-09"), early)
        assert set(error.value.problems) == {"happened_on"}


@pytest.mark.parametrize("command", [Send("landlord", some_words(" ")), Note(some_words("")), Close(some_words(""))])
def test_nothing_empty_is_kept(command: Command) -> None:
    with pytest.raises(Incomplete):
        decide(command, answered_on("2026-11-09"), on("2026-11-10"))


def test_photos_need_no_words() -> None:
    sent = decide(Send("landlord", some_words(""), (a_file(),)), made_on("2026-11-20"), on("2026-11-20")).events[0]
    assert isinstance(sent, MessageSent)
    assert len(sent.files) == 1


def test_a_closed_case_is_in_nobodys_way() -> None:
    closed = after(answered_on("2026-11-09"), Close(some_words("All is done.")), on("2026-12-10"))
    assert queue_row(closed, POLICY, CALENDAR).due is None


def test_the_queue_names_the_next_duty() -> None:
    case = made_on("2026-11-20")
    row = queue_row(after(case, Assign("sam"), on("2026-11-20")), POLICY, CALENDAR)
    assert (row.next_kind, row.due, row.handler) == ("acknowledge", date(2026, 11, 27), "sam")
    row = queue_row(after(case, acknowledge(), on("2026-11-24")), POLICY, CALENDAR)
    assert (row.next_kind, row.due) == ("respond", date(2026, 12, 8))


def test_every_command_needs_a_case_but_making_one() -> None:
    with pytest.raises(ImpossibleMove):
        decide(acknowledge(), None, on("2026-11-20"))
    assert isinstance(decide(make(), None, on("2026-11-20")).events[0], Made)
    assert isinstance(acknowledged_on("2026-11-20", "2026-11-24").events[1], Acknowledged)
