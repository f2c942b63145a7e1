"""The records of people lie beside the cases: they come back event by event, each landlord's apart."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.domain.consent import Grant, Proof, Relationship, Scope
from portal.domain.errors import LostUpdate, NotFound
from portal.domain.person_commands import (
    AcknowledgeAdjustment,
    AskAdjustment,
    ChallengeAdjustment,
    ChangeContact,
    ConfirmConsent,
    DeclineAdjustment,
    EndAdjustment,
    ExtendConsent,
    NarrowConsent,
    RemindOfEnd,
    ReviewAdjustment,
    SendSignedForm,
)
from portal.domain.person_events import PersonEvent
from portal.store import LandlordStore, Store
from tests.builders import (
    GRACE,
    LANDLORD,
    MORNING,
    RecordBuilder,
    a_case,
    a_file,
    a_person,
    a_policy,
    a_record,
    some_words,
)

SAM = "staff:sam"
TODAY = MORNING.date()


def everything(record: RecordBuilder) -> RecordBuilder:
    """A record in which each kind of event happened, with every field that can be filled."""
    words, reference = some_words, record.reference
    record = record.does(ChangeContact(words('{"email": "new@example.com"}')), recorded_by=SAM, on=date(2026, 12, 11))
    record = record.asked_for("audio", "My eyes are weak").does(AcknowledgeAdjustment("audio"), by=SAM)
    record = record.does(DeclineAdjustment("audio", words("We have no time")), by=SAM)
    record = record.does(ChallengeAdjustment("audio", words("I cannot read")))
    record = record.does(AskAdjustment("translation", "translation", language="pl"))
    record = record.adjusted("large_print", review_on=date(2027, 12, 15))
    record = record.does(ReviewAdjustment("large_print", words("It helps"), date(2028, 12, 15)), by=SAM)
    record = record.does(EndAdjustment("large_print", words("New glasses")))
    record = record.named(relationship=Relationship.ATTORNEY, same_contact=True)
    record = record.asked_consent(Scope.SEE, Scope.SPEAK, cases=(reference,), until=TODAY).refused()
    record = record.asked_consent(Scope.SEE, Scope.SPEAK)
    grant = Grant((Scope.SEE, Scope.SPEAK), (reference,), TODAY)
    record = record.does(SendSignedForm(GRACE, (a_file(name="page 1.jpg"), a_file(name="page 2.pdf"))))
    form = tuple(file.id for file in record.record.representations[GRACE].files)
    record = record.does(ConfirmConsent(GRACE, grant, Proof.SIGNED_FORM, "sam", forms=form, quietly=True), by=SAM)
    record = record.does(ConfirmConsent(GRACE, grant, Proof.AUTHORITY, "sam", words("Seen on 3 May")), by=SAM)
    record = record.does(NarrowConsent(GRACE, Grant((Scope.SEE,), (reference,), TODAY)))
    record = record.does(ExtendConsent(GRACE, TODAY + timedelta(days=3)))
    record = record.does(RemindOfEnd(GRACE), by="system").later(days=4).expired()
    return record.with_consent(Scope.LETTERS_INSTEAD, representative="mp").withdrawn("mp", quietly=True)


def kinds_of(event: type[PersonEvent]) -> set[type[PersonEvent]]:
    return {event for each in event.__subclasses__() for event in (each, *kinds_of(each))}


def test_everything_that_can_happen_comes_back_as_it_was(store: LandlordStore) -> None:
    record = everything(a_record(a_case().kept_in(store)))
    assert {type(event) for event in record.record.events} == kinds_of(PersonEvent)
    record.kept_in(store)
    assert store.person(record.record.id) == record.record
    assert store.all_words(record.record) == record.words


def test_somebody_of_whom_nothing_was_said_has_an_empty_record(store: LandlordStore) -> None:
    case = a_case().kept_in(store)
    record = store.person(case.made.made.person)
    assert (record.version, record.adjustments, record.representations) == (0, {}, {})
    assert store.all_words(record) == {}


def test_a_person_has_one_record_for_all_their_cases(store: LandlordStore) -> None:
    first = a_case().kept_in(store)
    second = a_case(now=MORNING + timedelta(hours=1))
    (made,) = second.outcomes
    joined = replace(made.events[0], person=first.made.made.person)  # type: ignore[call-arg]  # a case is Made first
    store.commit(replace(made, events=(joined,)))
    record = a_record(first).asked_for("audio").said_with(second.reference).asked_for("large_print").kept_in(store)
    assert store.cases_of(record.record.id) == (second.reference, first.reference)
    assert store.person_of(first.reference) == store.person_of(second.reference) == record.record.id
    assert [each.reference for each in store.person(record.record.id).waiting] == [first.reference, second.reference]
    assert [task.kind for task in store.tasks(second.reference)] == ["decide_adjustment"]


def test_whose_a_case_is_is_not_known_where_there_is_none(store: LandlordStore) -> None:
    with pytest.raises(NotFound):
        store.person_of("OAK-7K3F-92QD")
    assert store.cases_of("nobody") == ()


ANOTHER: dict[str, Callable[[LandlordStore, RecordBuilder], object]] = {
    "record": lambda store, record: store.person(record.record.id).events,
    "words": lambda store, record: store.all_words(record.record),
    "cases": lambda store, record: store.cases_of(record.record.id),
}


@pytest.mark.parametrize("read", ANOTHER.values(), ids=ANOTHER)
def test_another_landlord_sees_nothing_of_it(
    read: Callable[[LandlordStore, RecordBuilder], object], store: LandlordStore, whole: Store
) -> None:
    record = everything(a_record(a_case().kept_in(store))).kept_in(store)
    assert read(store, record)
    assert not read(whole.at("elm-homes"), record)


def test_another_landlord_changes_nothing_of_it(store: LandlordStore, whole: Store) -> None:
    case = a_case().kept_in(store)
    record = a_record(case).asked_for("audio").kept_in(store)
    elm = whole.at("elm-homes")
    with pytest.raises(NotFound):
        elm.person_of(case.reference)
    with pytest.raises(LostUpdate):
        elm.commit_person(record.adjusted("large_print").outcomes[-1])
    elm.erase(record.asked_for("large_print", "Bigger").words)
    assert store.person(record.record.id) == record.record


def test_two_landlords_may_know_somebody_by_the_same_id(store: LandlordStore, whole: Store) -> None:
    case = a_case().kept_in(store)
    theirs = a_case(policy=a_policy(landlord="elm-homes", letters="ELM")).kept_in(whole.at("elm-homes"))
    ours = a_record(case).asked_for("audio").kept_in(store)
    other = a_record(theirs)
    other = replace(other, record=replace(other.record, id=ours.record.id)).adjusted("large_print")
    other.kept_in(whole.at("elm-homes"))
    assert store.person(ours.record.id) == ours.record
    assert whole.at("elm-homes").person(ours.record.id) == other.record
    assert dict(whole.all_people()) == {LANDLORD: ours.record, "elm-homes": other.record}


def test_the_first_to_write_wins_and_the_other_is_told(store: LandlordStore) -> None:
    record = a_record(a_case().kept_in(store)).asked_for("audio").kept_in(store)
    record.does(AcknowledgeAdjustment("audio"), by=SAM).kept_in(store)
    late = record.does(DeclineAdjustment("audio", some_words("No"))).outcomes[-1]
    with pytest.raises(LostUpdate):
        store.commit_person(late)
    assert store.person(record.record.id).version == 2
    assert store.words(late.words[0].ref) == {}
    assert [task.kind for task in store.tasks()] == ["decide_adjustment"]


def test_of_many_who_write_at_once_one_is_first(store: LandlordStore) -> None:
    record = a_record(a_case().kept_in(store))
    outcomes = [record.asked_for("audio", f"words {number}").outcomes[-1] for number in range(8)]

    def write(number: int) -> bool:
        try:
            store.commit_person(outcomes[number])
        except LostUpdate:
            return False
        return True

    with ThreadPoolExecutor(8) as writers:
        assert sum(writers.map(write, range(8))) == 1
    assert store.person(record.record.id).version == 1
    assert len(store.all_words(store.person(record.record.id))) == 1


def test_several_things_are_written_together_or_not_at_all(store: LandlordStore) -> None:
    record = a_record(a_case().kept_in(store)).asked_for("audio").asked_for("large_print")
    store.commit_person(*record.outcomes)
    assert store.person(record.record.id).version == 2
    more = record.asked_for("home_visit").asked_for("hearing_loop")
    with pytest.raises(LostUpdate):
        store.commit_person(more.outcomes[2], replace(more.outcomes[3], expected=9))
    assert store.person(record.record.id).version == 2


def test_a_case_that_is_not_made_leaves_nothing_on_the_record_of_its_person(store: LandlordStore) -> None:
    case = a_case(reference="OAK-7K3F-92QD").kept_in(store)
    again = a_case(reference="OAK-7K3F-92QD")
    with pytest.raises(LostUpdate):
        store.commit(*again.outcomes, people=a_record(again).asked_for("audio").outcomes)
    assert store.person(again.made.made.person).version == 0
    assert store.tasks(case.reference) == []


def test_erased_words_are_gone_and_the_record_still_stands(store: LandlordStore) -> None:
    record = everything(a_record(a_case().kept_in(store))).kept_in(store)
    details = record.record.representations[GRACE].details
    store.erase([details.id])
    assert store.words(details) == {}
    assert details.id not in store.all_words(record.record)
    assert len(store.all_words(record.record)) == len(record.words) - 1
    assert store.person(record.record.id) == record.record


def test_what_is_to_be_sent_waits_for_the_person_and_what_is_to_be_done_stands_by_the_case(
    store: LandlordStore, whole: Store
) -> None:
    by_phone = a_person(email="", phone="020 7946 0000", contact_by=("phone",))
    written, phoned = a_case().kept_in(store), a_case(person=by_phone).kept_in(store)
    a_record(written).with_consent(Scope.SEE).kept_in(store)
    told = [row for row in whole.waiting(MORNING + timedelta(hours=1), 10) if row.kind != "receipt"]
    person = f"person:{written.made.made.person}"
    assert sorted((row.reference, row.number, row.kind, row.recipient) for row in told) == [
        (person, 2, "consent_confirmed", f"representative:{GRACE}"),
        (person, 2, "consent_confirmed", "resident"),
    ]
    a_record(phoned).adjusted("audio").kept_in(store)
    kinds = [(task.number, task.kind) for task in store.tasks(phoned.reference) if task.kind != "tell_receipt"]
    assert sorted(kinds) == [(1, "decide_adjustment"), (2, "record_audio"), (2, "tell_adjustment_agreed")]
