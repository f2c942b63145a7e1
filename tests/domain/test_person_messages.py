"""Each event of a person's record: whom it tells and what it asks of staff; each need: what comes of it."""

import pytest

from portal.domain.adjustments import NEEDS, Need, needs_of
from portal.domain.consent import Grant, Scope
from portal.domain.messages import Message, Task
from portal.domain.needs import AS_USUAL, Needs
from portal.domain.person_commands import (
    AcknowledgeAdjustment,
    AgreeAdjustment,
    AskConsent,
    ChallengeAdjustment,
    ChangeContact,
    DeclineAdjustment,
    EndAdjustment,
    ExtendConsent,
    NarrowConsent,
    RemindOfEnd,
    ReviewAdjustment,
    SendSignedForm,
    WithdrawConsent,
)
from portal.domain.person_events import PersonEvent
from portal.domain.person_messages import NEED_TASKS, PERSON_MESSAGES, SILENT, TASKS
from tests.builders import GRACE, MORNING, RecordBuilder, a_file, a_person, a_record, some_words

SAM = "staff:sam"
TODAY = MORNING.date()
BY_PHONE = a_person(email="", phone="020 7946 0000", contact_by=("phone",))
BOTH, RESIDENT, REPRESENTATIVE, NOBODY = (
    ("resident", f"representative:{GRACE}"),
    ("resident",),
    (f"representative:{GRACE}",),
    (),
)


def happens(to: RecordBuilder) -> dict[str, tuple[RecordBuilder, tuple[str, ...], tuple[str, ...]]]:
    """For each kind of event, by its name: a record where it happened last, whom it tells, and the tasks it makes."""
    asked = to.asked_for("large_print")
    agreed = asked.does(AgreeAdjustment("large_print", "large_print", some_words("")), by=SAM)
    declined = asked.does(DeclineAdjustment("large_print", some_words("No printer")), by=SAM)
    allowed = to.with_consent(Scope.SEE, Scope.SPEAK, until=TODAY)
    less = NarrowConsent(GRACE, Grant((Scope.SEE,), until=TODAY))
    return {
        "ContactChanged": (to.does(ChangeContact(some_words("{}"))), RESIDENT, ()),
        "AdjustmentAsked": (asked, NOBODY, ("decide_adjustment",)),
        "AdjustmentAcknowledged": (asked.does(AcknowledgeAdjustment("large_print"), by=SAM), RESIDENT, ()),
        "AdjustmentAgreed": (agreed, RESIDENT, ()),
        "AdjustmentDeclined": (declined, RESIDENT, ()),
        "AdjustmentChallenged": (
            declined.does(ChallengeAdjustment("large_print", some_words(""))),
            NOBODY,
            ("decide_adjustment_again",),
        ),
        "AdjustmentReviewed": (agreed.does(ReviewAdjustment("large_print", some_words("")), by=SAM), RESIDENT, ()),
        "AdjustmentEnded": (agreed.does(EndAdjustment("large_print", some_words(""))), RESIDENT, ()),
        "RepresentativeNamed": (to.named(), NOBODY, ()),
        "ConsentAsked": (to.asked_consent(Scope.SEE), RESIDENT, ()),
        "SignedFormSent": (
            to.asked_consent(Scope.SEE).does(SendSignedForm(GRACE, (a_file(),))),
            NOBODY,
            ("read_signed_form",),
        ),
        "ConsentConfirmed": (allowed, BOTH, ()),
        "ConsentRefused": (to.asked_consent(Scope.SEE).refused(), REPRESENTATIVE, ()),
        "ConsentNarrowed": (allowed.does(less), BOTH, ()),
        "ConsentExtended": (allowed.does(ExtendConsent(GRACE, None)), BOTH, ()),
        "ConsentReminded": (allowed.does(RemindOfEnd(GRACE), by="system"), RESIDENT, ()),
        "ConsentExpired": (allowed.later(days=1).expired(), BOTH, ()),
        "ConsentWithdrawn": (allowed.withdrawn(), BOTH, ()),
    }


MAILED, PHONED = happens(a_record()), happens(a_record(person=BY_PHONE))


def kinds_of(event: type[PersonEvent]) -> set[type[PersonEvent]]:
    return {event for each in event.__subclasses__() for event in (each, *kinds_of(each))}


def test_every_kind_of_event_has_a_decision() -> None:
    kinds = kinds_of(PersonEvent)
    assert not set(PERSON_MESSAGES) & set(SILENT)
    assert set(PERSON_MESSAGES) | set(SILENT) == kinds
    assert set(TASKS) <= set(SILENT), "what tells nobody is answered by staff"
    assert set(MAILED) == {kind.__name__ for kind in kinds}


@pytest.mark.parametrize("kind", MAILED)
def test_whom_it_tells_and_what_it_asks_of_staff(kind: str) -> None:
    record, told, tasks = MAILED[kind]
    last, number = record.outcomes[-1], record.record.version
    assert type(last.events[-1]).__name__ == kind
    assert tuple((message.recipient, message.number) for message in last.messages) == tuple((to, number) for to in told)
    assert last.tasks == tuple(Task(task, number) for task in tasks)


@pytest.mark.parametrize("kind", PHONED)
def test_whoever_cannot_be_written_to_is_told_by_a_person(kind: str) -> None:
    record, told, tasks = PHONED[kind]
    last, number = record.outcomes[-1], record.record.version
    assert [message.recipient for message in last.messages] == [to for to in told if to != "resident"]
    name = MAILED[kind][0].outcomes[-1].messages[0].kind if told else ""
    by_hand = (f"tell_{name}",) if "resident" in told else ()
    assert last.tasks == tuple(Task(task, number) for task in (*tasks, *by_hand))


def test_each_kind_of_message_has_one_event() -> None:
    kinds = [told.kind for told in PERSON_MESSAGES.values()]
    assert len(set(kinds)) == len(kinds)


class TestQuietly:
    @pytest.mark.parametrize("record", [a_record(), a_record(person=BY_PHONE)])
    def test_what_is_taken_back_quietly_is_told_to_nobody(self, record: RecordBuilder) -> None:
        last = record.with_consent(Scope.SEE).withdrawn(quietly=True).outcomes[-1]
        assert (last.messages, last.tasks) == ((), ())

    def test_a_representative_who_steps_down_cannot_hide_it(self) -> None:
        record = a_record().with_consent(Scope.SEE).does(WithdrawConsent(GRACE, True), by=f"representative:{GRACE}")
        assert tuple(message.recipient for message in record.outcomes[-1].messages) == BOTH


def test_nobody_is_asked_for_consent_by_a_message_that_its_representative_reads_too() -> None:
    last = a_record().named(same_contact=True).asked_consent(Scope.SEE).outcomes[-1]
    assert (last.messages, last.tasks) == ((), (Task("tell_consent_asked", 2),))


def test_nobody_is_asked_for_consent_at_a_contact_that_only_its_representative_told_us() -> None:
    asks = AskConsent(GRACE, Grant((Scope.SEE,)))
    last = a_record().named().does(asks, by=f"representative:{GRACE}").outcomes[-1]
    assert (last.messages, last.tasks) == ((), (Task("tell_consent_asked", 2),))


ACTS: dict[Need, Needs] = {
    Need.LARGE_PRINT_18: Needs(large_print=18),
    Need.LARGE_PRINT_24: Needs(large_print=24),
    Need.EASY_READ: Needs(easy_read=True),
    Need.PHONE_ONLY: Needs(phone_only=True),
    Need.LETTER_ONLY: Needs(letter_only=True),
    Need.NO_PHONE: Needs(no_phone=True),
}
"""What changes every message to the person from then on."""
ASKED_WHEN_AGREED = (Need.ONE_CONTACT, Need.EXTRA_TIME)
"""What staff give as they agree: a name, and a later day."""
ARRANGED = {
    Need.AUDIO: "record_audio",
    Need.TRANSLATION: "book_interpreter",
    Need.SIGN_LANGUAGE: "book_signer",
    Need.HOME_VISIT: "arrange_visit",
    Need.ACCESSIBLE_VENUE: "arrange_venue",
    Need.HEARING_LOOP: "arrange_loop",
    Need.SUPPORT_WORKER: "invite_support_worker",
    Need.TRAVEL_COSTS: "pay_travel",
    Need.CARER_COSTS: "pay_carer",
    Need.PRIORITY: "deal_with_first",
    Need.MEDIATION: "refer_mediation",
    Need.ADVOCACY: "refer_advocacy",
    Need.SIGNPOSTING: "signpost",
}


class TestANeed:
    def test_has_words_and_comes_to_something_every_one(self) -> None:
        assert set(NEEDS) == set(Need)
        assert sorted([*ACTS, *ASKED_WHEN_AGREED, *ARRANGED]) == sorted(Need)
        assert set(NEED_TASKS) == set(ARRANGED)

    @pytest.mark.parametrize("need", ARRANGED)
    def test_that_somebody_must_arrange_is_a_task_once_it_is_agreed(self, need: Need) -> None:
        asked, agreed = a_record().adjusted(need).outcomes
        assert Task(ARRANGED[need], 2) in agreed.tasks
        assert [task.kind for task in asked.tasks] == ["decide_adjustment"]

    @pytest.mark.parametrize("need", [*ACTS, *ASKED_WHEN_AGREED])
    def test_that_needs_no_arranging_is_no_task_save_to_tell_them_in_the_way_they_need(self, need: Need) -> None:
        agreed = a_record().adjusted(need).outcomes[-1]
        by_a_person = need in (Need.PHONE_ONLY, Need.LETTER_ONLY)  # Amina gave no address: somebody asks for it
        assert agreed.tasks == ((Task("tell_adjustment_agreed", 2),) if by_a_person else ())
        assert agreed.messages == (() if by_a_person else (Message("adjustment_agreed", "resident", 2),))

    @pytest.mark.parametrize("need", ACTS)
    def test_that_acts_does_so_from_the_day_it_is_agreed_until_it_is_over(self, need: Need) -> None:
        asked = a_record().asked_for(need)
        agreed = asked.does(AgreeAdjustment(need, need, some_words("")), by=SAM).later(days=30)
        over = agreed.does(EndAdjustment(need, some_words("")))
        found = [needs_of(record.record.in_place) for record in (asked, agreed, over)]
        assert found == [AS_USUAL, ACTS[need], AS_USUAL]

    @pytest.mark.parametrize("need", ["primary_contact", "a_need_of_the_policys_own"])
    def test_that_only_a_policy_knows_is_agreed_without_a_task(self, need: str) -> None:
        agreed = a_record().adjusted(need)
        assert agreed.outcomes[-1].tasks == ()
        assert needs_of(agreed.record.in_place) == AS_USUAL
