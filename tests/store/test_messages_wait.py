"""Messages are written with their event, claimed by one worker at a time, and sent once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from portal.store import LandlordStore, Store
from tests.builders import MORNING, a_case

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
