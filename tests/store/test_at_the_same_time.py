"""Many people, threads and processes at once: nothing is lost, nothing is made twice."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from portal.domain.case import Case
from portal.domain.case_dates import queue_row
from portal.domain.errors import AlreadyMade, LostUpdate, NotKept
from portal.domain.outcome import QueueRow
from portal.store import LandlordStore, Store, open_store
from tests.builders import LANDLORD, MORNING, a_calendar, a_case, a_draft, a_policy


def test_of_eight_people_who_write_at_once_one_wins_and_seven_are_told(store: LandlordStore) -> None:
    case = a_case().kept_in(store)
    ready = threading.Barrier(8)

    def note(number: int) -> str:
        outcome = case.noted(f"note {number}").outcomes[-1]
        ready.wait()
        try:
            store.commit(outcome)
        except LostUpdate:
            return "told"
        return "kept"

    with ThreadPoolExecutor(8) as people:
        results = sorted(people.map(note, range(8)))
    assert results == ["kept"] + ["told"] * 7
    assert store.case(case.reference).version == 2


def test_a_hundred_drafts_sent_twice_at_the_same_moment_make_a_hundred_cases(
    store: LandlordStore, whole: Store, database: str, tmp_path: Path
) -> None:
    drafts = [a_draft() for _ in range(100)]
    for draft in drafts:
        store.save_draft(draft, MORNING)
    elsewhere = open_store(database, tmp_path)

    def send(number: int) -> str:
        draft = drafts[number // 2]
        case = a_case(draft=draft)
        try:
            (store, elsewhere.at(LANDLORD))[number % 2].commit(*case.outcomes, draft=draft.made(case.reference))
        except AlreadyMade as made:
            return made.reference
        return case.reference

    with ThreadPoolExecutor(8) as people:
        told = list(people.map(send, range(200)))
    elsewhere.close()
    assert told[::2] == told[1::2]
    assert sorted(case.reference for case in whole.all_cases()) == sorted(told[::2])
    assert len(set(told)) == 100
    assert len(whole.waiting(MORNING, 500)) == 100


def row_for(case: Case) -> QueueRow:
    return queue_row(case, a_policy(), a_calendar())


def test_a_queue_that_people_work_on_is_not_called_wrong(store: LandlordStore, whole: Store) -> None:
    def row_while_others_work(case: Case) -> QueueRow:
        a_case().kept_in(store)
        return row_for(case)

    for _ in range(3):
        a_case().acknowledged().kept_in(store)
    assert whole.wrong_in_queue(row_while_others_work) == ()
    assert len(store.queue()) == 6
    assert whole.wrong_in_queue(row_for) == ()


def test_a_queue_made_again_while_people_work_on_it_is_right(store: LandlordStore, whole: Store) -> None:
    def work(number: int) -> None:
        case = a_case().kept_in(store)
        if number % 5 == 0:
            whole.rebuild_queue(row_for)
        case.acknowledged().kept_in(store)

    with ThreadPoolExecutor(6) as people:
        list(people.map(work, range(40)))
    assert whole.wrong_in_queue(row_for) == ()
    assert len(store.queue()) == 40


def test_readers_do_not_wait_for_a_writer(store: LandlordStore, whole: Store) -> None:
    case = a_case().kept_in(store)
    with whole._database.writing() as connection:
        connection.exec_driver_sql("UPDATE queue_rows SET handler = 'somebody'")
        with ThreadPoolExecutor(1) as reader:
            rows = reader.submit(store.queue).result(timeout=5)
    assert rows == [case.queue_row]


@pytest.fixture
def impatient(database: str, tmp_path: Path) -> Store:
    """The same store, which waits a fifth of a second only."""
    return open_store(database, tmp_path, wait=0.2)


def test_a_write_that_waits_too_long_is_not_kept_and_says_so(
    store: LandlordStore, whole: Store, impatient: Store
) -> None:
    case = a_case().kept_in(store)
    with whole._database.writing() as connection:
        connection.exec_driver_sql("UPDATE queue_rows SET handler = 'somebody'")
        with pytest.raises(NotKept):
            case.acknowledged().kept_in(impatient.at(LANDLORD))
    case.acknowledged().kept_in(impatient.at(LANDLORD))
    impatient.close()


def test_a_conversation_has_one_turn_at_a_time(whole: Store, database: str, tmp_path: Path) -> None:
    elsewhere = open_store(database, tmp_path)
    stores = [whole.at(LANDLORD), elsewhere.at(LANDLORD)]
    said: list[str] = []

    def turn(number: int) -> None:
        with stores[number % 2].turn("page:1"):
            said.append("asks")
            time.sleep(0.005)
            said.append("is answered")

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(turn, range(12)))
    elsewhere.close()
    assert said == ["asks", "is answered"] * 12


def test_a_turn_that_never_ends_keeps_nobody_waiting_for_ever(store: LandlordStore, impatient: Store) -> None:
    began = time.monotonic()
    with store.turn("page:1"):
        with pytest.raises(NotKept), impatient.at(LANDLORD).turn("page:1"):
            pass
        with impatient.at("elm-homes").turn("page:1"), impatient.at(LANDLORD).turn("page:9"):
            pass
    with impatient.at(LANDLORD).turn("page:1"):
        pass
    impatient.close()
    assert time.monotonic() - began < 5


def test_an_error_in_a_turn_ends_the_turn_and_keeps_its_name(store: LandlordStore, impatient: Store) -> None:
    with pytest.raises(OSError, match="my own"), store.turn("page:1"):
        raise OSError("my own")
    with impatient.at(LANDLORD).turn("page:1"):
        pass
    impatient.close()


def test_a_turn_may_write_and_so_may_others_meanwhile(store: LandlordStore) -> None:
    def talk(number: int) -> None:
        with store.turn(f"page:{number}"):
            store.save_tracker(f"page:{number}", f'{{"turn": {number}}}', MORNING)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(talk, range(40)))
    assert [store.tracker(f"page:{number}") for number in (0, 39)] == ['{"turn": 0}', '{"turn": 39}']
