"""What was decided comes back as it was: cases, words, queue, messages and tasks."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.domain.case import Phase
from portal.domain.errors import AlreadyMade, LostUpdate, NotAllowed, NotFound
from portal.domain.terms import Exclusion, Ground, Kind
from portal.store import LandlordStore, Store
from tests.builders import LANDLORD, MORNING, a_case, a_draft, a_file, a_person, a_policy, some_words


def test_a_case_with_a_long_history_comes_back_event_by_event(store: LandlordStore) -> None:
    case = a_case(files=(a_file(),)).acknowledged().assigned().later(days=7).extended(date(2027, 1, 18))
    case = case.messaged().noted().answered().escalated().acknowledged(by="staff:kim").answered(by="staff:kim").closed()
    case.kept_in(store)
    assert store.case(case.reference) == case.made
    assert store.all_words(case.made) == case.words


def test_a_case_that_was_never_made_is_not_found(store: LandlordStore) -> None:
    assert not store.has("OAK-7K3F-92QD")
    with pytest.raises(NotFound):
        store.case("OAK-7K3F-92QD")


def test_the_first_to_write_wins_and_the_other_is_told(store: LandlordStore) -> None:
    case = a_case().kept_in(store)
    case.acknowledged().kept_in(store)
    late = case.noted().outcomes[-1]
    with pytest.raises(LostUpdate):
        store.commit(late)
    assert store.case(case.reference).version == 2
    assert late.words[0].id not in store.words(late.words[0].ref)


def test_nothing_is_written_where_an_event_would_leave_a_gap(store: LandlordStore) -> None:
    case = a_case().kept_in(store)
    with pytest.raises(LostUpdate):
        store.commit(case.acknowledged().noted().outcomes[-1])
    assert store.case(case.reference).version == 1


def test_making_a_draft_again_gives_the_reference_it_was_given_first(store: LandlordStore) -> None:
    draft = a_draft()
    store.save_draft(draft, MORNING)
    first, second = a_case(draft=draft), a_case(draft=draft)
    store.commit(*first.outcomes, draft=draft.made(first.reference))
    with pytest.raises(AlreadyMade) as made:
        store.commit(*second.outcomes, draft=draft.made(second.reference))
    assert made.value.reference == first.reference
    assert not store.has(second.reference)
    assert store.draft(draft.id) == draft.made(first.reference)


def test_a_draft_makes_a_complaint_and_a_service_request_in_one_go_and_each_knows_the_other(
    store: LandlordStore,
) -> None:
    draft = a_draft()
    complaint = a_case(draft=draft, reference="OAK-AAAA-AAAA", linked_to="OAK-BBBB-BBBB")
    request = a_case(draft=draft, reference="OAK-BBBB-BBBB", kind=Kind.SERVICE_REQUEST, linked_to="OAK-AAAA-AAAA")
    store.commit(*complaint.outcomes, *request.outcomes, draft=draft.made(complaint.reference))
    assert store.case_of_draft(draft.id) == complaint.reference
    assert store.case_of_draft(draft.id, Kind.SERVICE_REQUEST) == request.reference
    assert store.linked(complaint.reference) == (request.reference,)
    assert store.linked(request.reference) == (complaint.reference,)


def test_an_answer_given_while_the_draft_is_being_made_is_not_lost(store: LandlordStore) -> None:
    draft = a_draft()
    store.save_draft(draft.answered({"name": "Amina B."}), MORNING)
    case = a_case(draft=draft)
    with pytest.raises(LostUpdate):
        store.commit(*case.outcomes, draft=draft.made(case.reference))
    assert not store.has(case.reference)
    assert store.draft(draft.id).answers["name"] == "Amina B."


def test_two_cases_never_share_a_reference(store: LandlordStore, whole: Store) -> None:
    a_case(reference="OAK-7K3F-92QD").kept_in(store)
    with pytest.raises(LostUpdate):
        a_case(reference="OAK-7K3F-92QD", policy=a_policy(landlord="elm-homes")).kept_in(whole.at("elm-homes"))
    with pytest.raises(LostUpdate):
        store.commit(*a_case(reference="OAK-7K3F-92QD").outcomes)


def test_a_case_of_another_landlord_cannot_be_made_here(whole: Store) -> None:
    with pytest.raises(NotAllowed):
        a_case(policy=a_policy(landlord="elm-homes")).kept_in(whole.at(LANDLORD))


def test_erased_words_are_gone_and_the_case_still_stands(store: LandlordStore) -> None:
    case = a_case().acknowledged().kept_in(store)
    answers = case.made.made.answers
    store.erase([answers.id])
    assert store.words(answers) == {}
    assert answers.id not in store.all_words(case.made)
    assert len(store.all_words(case.made)) == 3
    assert store.case(case.reference) == case.made


def test_words_come_back_letter_by_letter_whatever_they_hold(store: LandlordStore) -> None:
    typed = "It's “wet” \u202e 🏚️ لا\r\n\x00 \\u0000 %s :name"
    case = a_case().messaged(typed).kept_in(store)
    assert typed in store.all_words(case.made).values()


def test_the_queue_has_the_longest_overdue_first_what_has_no_date_last_and_nothing_that_is_over(
    store: LandlordStore,
) -> None:
    soon = a_case(now=MORNING - timedelta(days=40)).kept_in(store)
    later = a_case().kept_in(store)
    undated = a_case(kind=Kind.COMPLIMENT).kept_in(store)
    closed = a_case().acknowledged().answered().closed().kept_in(store)
    court = Exclusion("court", Ground.COURT_FILED, "It is at court", "2.2")
    refused = a_case(policy=a_policy(exclusions=(court,))).refused().kept_in(store)
    rows = store.queue(MORNING.date())
    assert [row.reference for row in rows] == [soon.reference, later.reference, undated.reference]
    assert rows[0] == soon.queue_row
    assert {row.reference for row in store.queue(closed=True)} == {closed.reference, refused.reference}


def test_the_queue_follows_the_case(store: LandlordStore) -> None:
    case = a_case().acknowledged().assigned("kim").kept_in(store)
    assert store.queue() == [case.queue_row]
    assert store.queue()[0].phase is Phase.ACKNOWLEDGED


def test_a_case_is_found_by_the_beginning_of_its_reference(store: LandlordStore) -> None:
    case = a_case(reference="OAK-7K3F-92QD").kept_in(store)
    a_case(reference="OAK-8K3F-92QD").kept_in(store)
    for typed in ("OAK-7K3F-92QD", "oak 7k", "oak7", "oak-7k3f92qd"):
        assert store.search(typed) == [case.queue_row]
    for typed in ("", "%", "_", "7K3F", "OAK-7K3F-92QD-9"):
        assert store.search(typed) == []


def test_the_queue_made_again_from_the_events_is_the_one_that_was_live(store: LandlordStore, whole: Store) -> None:
    escalated = a_case().acknowledged().answered().escalated()
    cases = [a_case(), a_case().acknowledged(), escalated, a_case(kind=Kind.SUGGESTION)]
    rows = {case.kept_in(store).reference: case.queue_row for case in cases}
    live = store.queue()
    assert whole.wrong_in_queue(lambda case: rows[case.reference]) == ()
    whole.rebuild_queue(lambda case: rows[case.reference])
    assert store.queue() == live


def test_a_wrong_line_in_the_queue_is_noticed_and_mended(store: LandlordStore, whole: Store) -> None:
    case = a_case().kept_in(store)
    moved = case.acknowledged().queue_row
    assert whole.wrong_in_queue(lambda _: moved) == (case.reference,)
    whole.rebuild_queue(lambda _: moved)
    assert store.queue() == [moved]


def test_all_cases_of_all_landlords_are_read_one_by_one(whole: Store) -> None:
    oak = [a_case().acknowledged().kept_in(whole.at(LANDLORD)) for _ in range(3)]
    elm = a_case(policy=a_policy(landlord="elm-homes", letters="ELM")).kept_in(whole.at("elm-homes"))
    assert {case.reference: case for case in whole.all_cases()} == {c.reference: c.made for c in (*oak, elm)}


def test_a_person_who_cannot_be_mailed_is_a_task_until_somebody_has_rung_them(store: LandlordStore) -> None:
    by_phone = a_person(email="", phone="020 7946 0000", contact_by=("phone",))
    case = a_case(person=by_phone).kept_in(store)
    (task,) = store.tasks(case.reference)
    assert (task.kind, task.number, task.done_at) == ("tell_receipt", 1, None)
    store.finish_task(task.id, "staff:sam", MORNING)
    store.finish_task(task.id, "staff:kim", MORNING + timedelta(hours=1))
    assert store.tasks() == []
    (done,) = store.tasks(case.reference, open_only=False)
    assert (done.done_at, done.done_by) == (MORNING, "staff:sam")
    with pytest.raises(NotFound):
        store.finish_task(task.id + 1, "staff:sam", MORNING)


def test_words_that_two_cases_made_together_refer_to_are_kept_once(store: LandlordStore) -> None:
    shared = some_words("the same answers")
    first, second = (a_case().messaged() for _ in range(2))
    outcomes = [*first.outcomes[:1], *second.outcomes[:1]]
    store.commit(*(replace(outcome, words=(*outcome.words, shared)) for outcome in outcomes))
    assert store.words(shared.ref) == {shared.id: shared.text}
