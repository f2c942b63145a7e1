"""Messages are written with their event, claimed by one worker at a time, and sent once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from portal.domain.channels import EMAIL, LETTER, TEXT
from portal.store import LandlordStore, Store
from tests.builders import MORNING, a_case, a_person

MINUTE = timedelta(minutes=1)


def test_a_receipt_waits_as_soon_as_the_case_is_made(store: LandlordStore, whole: Store) -> None:
    case = a_case().acknowledged().noted().kept_in(store)
    waiting = whole.waiting(MORNING, 10)
    told = [(row.landlord, row.reference, row.number, row.kind, row.recipient, row.tries) for row in waiting]
    assert told == [
        (store.landlord, case.reference, 1, "receipt", "resident", 1),
        (store.landlord, case.reference, 2, "acknowledgement", "resident", 1),
    ]


def test_a_message_sent_is_never_claimed_again(store: LandlordStore, whole: Store) -> None:
    a_case().kept_in(store)
    (row,) = whole.waiting(MORNING, 10)
    whole.sent(row, MORNING)
    assert whole.waiting(MORNING + timedelta(days=9), 10) == []
    whole.failed(row, MORNING, "too late to fail", MORNING)
    assert whole.waiting(MORNING + timedelta(days=9), 10) == []


def test_a_message_that_failed_waits_for_its_next_try(store: LandlordStore, whole: Store) -> None:
    a_case().kept_in(store)
    (row,) = whole.waiting(MORNING, 10)
    whole.failed(row, MORNING, "mail server away", MORNING + 20 * MINUTE)
    assert whole.waiting(MORNING + 19 * MINUTE, 10) == []
    (again,) = whole.waiting(MORNING + 20 * MINUTE, 10)
    assert (again.id, again.tries) == (row.id, 2)
    whole.failed(again, MORNING, "no such mailbox", None)
    assert whole.waiting(MORNING + timedelta(days=9), 10) == []


def test_what_a_dead_worker_claimed_waits_again_after_a_while(store: LandlordStore, whole: Store) -> None:
    a_case().kept_in(store)
    (row,) = whole.waiting(MORNING, 10)
    assert whole.waiting(MORNING + 4 * MINUTE, 10) == []
    assert [again.id for again in whole.waiting(MORNING + 5 * MINUTE, 10)] == [row.id]


def test_no_two_workers_get_the_same_message(store: LandlordStore, whole: Store) -> None:
    cases = [a_case().kept_in(store) for _ in range(40)]
    with ThreadPoolExecutor(8) as workers:
        claims = [workers.submit(whole.waiting, MORNING, 3) for _ in range(16)]
        claimed = [row.reference for claim in claims for row in claim.result()]
    claimed += [row.reference for row in whole.waiting(MORNING, 40)]
    assert sorted(claimed) == sorted(case.reference for case in cases)


def test_a_worker_that_cannot_send_one_channel_claims_the_others(store: LandlordStore, whole: Store) -> None:
    a_case().kept_in(store)
    by_post = a_case(person=a_person(contact_by=("post",), address="1 Leather Court")).kept_in(store)
    assert whole.waiting(MORNING, 10, ()) == []
    (row,) = whole.waiting(MORNING, 10, (TEXT, LETTER))
    assert (row.reference, row.channel) == (by_post.reference, LETTER)
    assert [row.channel for row in whole.waiting(MORNING, 10)] == [EMAIL]


def test_letters_that_went_out_are_found_by_their_case(store: LandlordStore, whole: Store) -> None:
    by_post = a_case(person=a_person(contact_by=("post",), address="1 Leather Court")).acknowledged().kept_in(store)
    a_case().kept_in(store)
    first, _ = whole.waiting(MORNING, 2, (LETTER,))
    assert store.letters(by_post.reference) == []
    whole.sent(first, MORNING)
    assert [row.id for row in store.letters(by_post.reference)] == [first.id]
    assert whole.at("another").letters(by_post.reference) == []


def test_a_task_that_was_asked_for_is_asked_for_once(store: LandlordStore) -> None:
    case = a_case().kept_in(store)
    for _ in range(2):
        store.ask_staff(case.reference, 1, "post_receipt", MORNING)
    (task,) = store.tasks(case.reference)
    store.finish_task(task.id, "staff:sam", MORNING)
    store.ask_staff(case.reference, 1, "post_receipt", MORNING)
    assert store.tasks(case.reference) == []
