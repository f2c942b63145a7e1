"""A case opens to its reference and code; guessing is slowed down, and nobody is locked out for good."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from portal.access import StoredCode, kept, open_case
from portal.access.doors import wait_after
from portal.domain.case import Case
from portal.domain.errors import NotFound, TooManyTries
from portal.store import LandlordStore, Store
from tests.builders import CODE, MORNING, SECRET, CaseBuilder, a_case

HOME, ELSEWHERE = "203.0.113.7", "198.51.100.9"
WRONG = "AAAA-AAAA-AA"

Try = Callable[..., Case]


@pytest.fixture
def case(store: LandlordStore) -> CaseBuilder:
    return a_case(reference="OAK-7K3F-92QD").kept_in(store)


@pytest.fixture
def attempt(store: LandlordStore) -> Try:
    def attempt(
        reference: str | None = "OAK-7K3F-92QD", code: str | None = CODE, address: str = HOME, now: datetime = MORNING
    ) -> Case:
        return open_case(store, reference, code, address=address, secret=SECRET, now=now)

    return attempt


def refused(attempt: Try, **how: object) -> str:
    with pytest.raises((NotFound, TooManyTries)) as error:
        attempt(**how)
    return type(error.value).__name__


def test_a_case_opens_to_its_reference_and_code_typed_in_any_way(attempt: Try, case: CaseBuilder) -> None:
    assert attempt() == case.made
    assert attempt(" oak 7k3f92qd", "k7qm 3xrt 9d") == case.made


def test_a_wrong_code_and_a_wrong_reference_are_refused_in_the_same_words(attempt: Try, case: CaseBuilder) -> None:
    words = set()
    for reference, code in (("OAK-7K3F-92QD", WRONG), ("OAK-AAAA-AAAA", CODE), (None, None), ("\x00", "")):
        with pytest.raises(NotFound) as error:
            attempt(reference, code)
        words.add(str(error.value))
    assert len(words) == 1


def test_the_code_of_one_case_does_not_open_another(attempt: Try, case: CaseBuilder, store: LandlordStore) -> None:
    other = a_case()
    store.commit(*other.outcomes, code=StoredCode(other.reference, kept(WRONG, other.reference, SECRET)))
    assert refused(attempt, reference=other.reference) == "NotFound"
    assert attempt(other.reference, WRONG) == other.made


@pytest.mark.parametrize("reference", ["OAK-7K3F-92QD", "OAK-AAAA-AAAA"], ids=["a case", "no case"])
def test_after_five_wrong_tries_even_the_right_code_must_wait(attempt: Try, case: CaseBuilder, reference: str) -> None:
    for _ in range(5):
        assert refused(attempt, reference=reference, code=WRONG) == "NotFound"
    with pytest.raises(TooManyTries) as slow:
        attempt(reference)
    assert slow.value.wait == 30


def test_the_right_code_opens_the_case_after_the_wait(attempt: Try, case: CaseBuilder) -> None:
    for _ in range(5):
        refused(attempt, code=WRONG)
    assert refused(attempt, now=MORNING + timedelta(seconds=29)) == "TooManyTries"
    later = MORNING + timedelta(seconds=30)
    assert attempt(now=later) == case.made
    assert attempt(address=ELSEWHERE, now=later) == case.made


def test_each_further_wrong_try_waits_twice_as_long_up_to_a_quarter_of_an_hour() -> None:
    waits = [wait_after(tries).total_seconds() for tries in range(1, 13)]
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]
    assert wait_after(10**9) == timedelta(minutes=15)


def test_trying_too_early_does_not_make_the_wait_longer(attempt: Try, case: CaseBuilder) -> None:
    for _ in range(5):
        refused(attempt, code=WRONG)
    for second in range(30):
        assert refused(attempt, code=WRONG, now=MORNING + timedelta(seconds=second)) == "TooManyTries"
    assert attempt(now=MORNING + timedelta(seconds=30)) == case.made


def test_guesses_at_one_case_are_counted_wherever_they_come_from(attempt: Try, case: CaseBuilder) -> None:
    for number in range(5):
        refused(attempt, code=WRONG, address=f"198.51.100.{number}")
    assert refused(attempt, address=HOME) == "TooManyTries"


def test_guesses_from_one_address_are_counted_whichever_case_they_are_at(
    attempt: Try, case: CaseBuilder, store: LandlordStore
) -> None:
    for number in range(5):
        refused(attempt, reference=f"OAK-AAAA-AAA{number + 2}", code=WRONG)
    assert refused(attempt) == "TooManyTries"
    assert attempt(address=ELSEWHERE) == case.made


def test_opening_ones_own_case_between_guesses_does_not_help_guessing(attempt: Try, case: CaseBuilder) -> None:
    for number in range(5):
        assert refused(attempt, reference=f"OAK-AAAA-AAA{number + 2}", code=WRONG) == "NotFound"
        if number < 4:
            assert attempt() == case.made
    assert refused(attempt) == "TooManyTries"


def test_opening_a_case_many_times_is_no_guessing(attempt: Try, case: CaseBuilder) -> None:
    for _ in range(12):
        assert attempt() == case.made


def test_wrong_tries_are_forgotten_after_a_quiet_hour(attempt: Try, case: CaseBuilder) -> None:
    for _ in range(4):
        refused(attempt, code=WRONG)
    later = MORNING + timedelta(hours=1, seconds=1)
    for _ in range(4):
        assert refused(attempt, code=WRONG, now=later) == "NotFound"
    assert attempt(now=later) == case.made


def test_of_many_guesses_at_once_only_five_are_heard(attempt: Try, case: CaseBuilder) -> None:
    with ThreadPoolExecutor(8) as guessers:
        results = list(guessers.map(lambda _: refused(attempt, code=WRONG), range(24)))
    assert results.count("NotFound") == 5
    assert results.count("TooManyTries") == 19


def test_who_tried_what_cannot_be_read_from_the_table(attempt: Try, case: CaseBuilder, whole: Store) -> None:
    refused(attempt, code=WRONG)
    with whole._database.reading() as connection:
        rows = str(connection.exec_driver_sql("SELECT * FROM tries").all())
    assert HOME not in rows
    assert case.reference not in rows


def test_tries_a_day_old_are_tidied_away(attempt: Try, case: CaseBuilder, whole: Store) -> None:
    refused(attempt, code=WRONG)
    whole.tidy(MORNING + timedelta(days=1, seconds=1))
    with whole._database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM tries").scalar_one() == 0
