"""Guessing: what a code, a text code and a number are worth against 10 guesses a second, from our own figures."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import pytest

from portal.access import (
    EMAIL,
    TEXT,
    ask_way_in,
    contact_key,
    new_asker,
    number_of,
    proves,
    text_code,
    whose_code,
    whose_key,
)
from portal.access.codes import LENGTH, LETTERS, code_of, new_code, plain_code
from portal.access.doors import FORGET, LONGEST_WAIT, wait_after
from portal.access.ways_in import DIGITS, LASTS, MOST_TRIES
from portal.domain.errors import NotFound
from portal.store import FoundBy, LandlordStore, Store
from tests.builders import MORNING, SECRET, CaseBuilder, a_case, a_draft

HOUR = timedelta(hours=1)
GUESSES = 10 * 3600
"""Ten a second for an hour."""
WANTED = Fraction(1, 10**9)
SECURITY = Path(__file__).parents[2] / "docs" / "security.md"


def heard_in(time: timedelta) -> int:
    """How many tries under one key are heard in this time, by somebody who tries whenever it is allowed."""
    now, tries = timedelta(0), 0
    while now < time:
        tries += 1
        now += wait_after(tries)
    return tries


class TestTheArithmetic:
    """These figures stand in docs/security.md."""

    def test_a_code_without_any_limit(self) -> None:
        codes = len(set(LETTERS)) ** LENGTH
        assert codes == 28**10 == 296_196_766_695_424
        assert Fraction(GUESSES, codes) < WANTED
        assert f"{GUESSES / codes:.1e}" == "1.2e-10"

    def test_a_code_with_our_limits(self) -> None:
        assert heard_in(HOUR) == 12
        assert f"{heard_in(HOUR) / 28**10:.1e}" == "4.1e-14"

    def test_a_text_code_is_as_long_as_any_code(self) -> None:
        code = plain_code(new_code())
        assert len(code) == LENGTH
        assert set(code) <= set(LETTERS)
        assert Fraction(GUESSES, len(LETTERS) ** LENGTH) < WANTED

    def test_a_text_code_with_our_limits(self) -> None:
        guesses = heard_in(HOUR) * MOST_TRIES[TEXT]
        assert guesses == 60
        assert f"{guesses / 28**10:.1e}" == "2.0e-13"
        assert f"{5 * guesses / 28**10:.1e}" == "1.0e-12", "a family of five with one number, each with a code"
        assert Fraction(5 * guesses, 28**10) < WANTED

    def test_six_digits_would_not_have_been_enough(self) -> None:
        assert Fraction(heard_in(HOUR) * MOST_TRIES[TEXT], 10**6) > WANTED

    def test_a_number_is_worth_something_only_with_its_link(self) -> None:
        assert Fraction(GUESSES, 2**256) < WANTED, "the link, at ten guesses a second"
        assert Fraction(MOST_TRIES[EMAIL], 10**DIGITS) == Fraction(3, 10_000), "with a link that was forwarded"

    def test_nobody_waits_longer_than_a_quarter_of_an_hour_nor_pays_after_a_quiet_hour(self) -> None:
        assert max(wait_after(tries) for tries in range(100)) == LONGEST_WAIT == timedelta(minutes=15)
        assert FORGET == HOUR

    @pytest.mark.parametrize(
        "figure",
        ["296,196,766,695,424", "1.2 × 10⁻¹⁰", "4.1 × 10⁻¹⁴", "2.0 × 10⁻¹³", "1.0 × 10⁻¹²", "3 in 10,000", "12 tries"],
    )
    def test_the_document_says_the_same(self, figure: str) -> None:
        assert figure in SECURITY.read_text(encoding="utf-8")


Asked = Callable[..., str]


@pytest.fixture
def case(store: LandlordStore) -> CaseBuilder:
    """A case that is found by an e-mail address and a phone number."""
    case = a_case().kept_in(store)
    store.keep_contacts(case.reference, [of_amina(EMAIL, "amina@example.com"), of_amina(TEXT, "07700 900982")])
    return case


def of_amina(how: str, contact: str, name: str = "amina begum") -> FoundBy:
    """By what Amina, or somebody else with the same contact, is found."""
    key = contact_key(how, contact, SECRET)
    return FoundBy(key, whose_key(key, name, SECRET))


@pytest.fixture
def asked(store: LandlordStore, case: CaseBuilder) -> Asked:
    def ask(how: str = EMAIL, contact: str = "amina@example.com", asker: str = "me", now: datetime = MORNING) -> str:
        key = contact_key(how, contact, SECRET)
        return ask_way_in(store, how, key, asker, "open_cases", secret=SECRET, now=now)

    return ask


def right(store: LandlordStore, id: str, given: str, now: datetime = MORNING) -> bool:
    return proves(store, id, given, secret=SECRET, now=now)


def whose(store: LandlordStore, id: str, given: str, now: datetime = MORNING) -> str:
    return whose_code(store, id, given, secret=SECRET, now=now)


def test_the_number_proves_it_and_no_other_does(store: LandlordStore, asked: Asked) -> None:
    id, number = asked(), number_of("me", SECRET)
    assert not right(store, id, str((int(number) + 1) % 10**DIGITS))
    assert right(store, id, number)
    assert number_of("me", SECRET) == number
    assert len(number) == DIGITS


@pytest.mark.parametrize(("how", "contact"), [(EMAIL, "amina@example.com"), (TEXT, "07700 900982")])
def test_of_many_guesses_at_once_only_the_first_few_are_heard(
    store: LandlordStore, asked: Asked, how: str, contact: str
) -> None:
    id = asked(how, contact)

    hear = right if how == EMAIL else whose

    def guess(_number: int) -> str:
        try:
            return str(bool(hear(store, id, "no")))
        except NotFound:
            return "not heard"

    with ThreadPoolExecutor(8) as guessers:
        results = list(guessers.map(guess, range(20)))
    assert results.count("False") == MOST_TRIES[how]
    assert results.count("not heard") == 20 - MOST_TRIES[how]


def test_a_way_in_ends_when_its_time_is_over(store: LandlordStore, asked: Asked, whole: Store) -> None:
    id = asked()
    with pytest.raises(NotFound):
        right(store, id, number_of("me", SECRET), MORNING + LASTS[EMAIL])
    whole.tidy(MORNING + LASTS[EMAIL] + timedelta(seconds=1))
    with whole._database.reading() as connection:
        assert connection.exec_driver_sql("SELECT * FROM ways_in").all() == []


def code_sent(store: LandlordStore, id: str, to: str) -> str:
    way = store.way_in(id, MORNING)
    assert way
    return text_code(way, to, SECRET)


def test_each_who_has_a_number_gets_a_code_of_their_own(store: LandlordStore, case: CaseBuilder, asked: Asked) -> None:
    amina, omar = (of_amina(TEXT, "07700 900982", name) for name in ("amina begum", "omar begum"))
    store.keep_contacts(case.reference, [amina])
    store.keep_contacts(a_case(draft=a_draft(id="his")).kept_in(store).reference, [omar])
    id = asked(TEXT, "07700 900982")
    hers, his = code_sent(store, id, amina.whose), code_sent(store, id, omar.whose)
    assert hers != his
    assert whose(store, id, hers.lower().replace("-", " ")) == amina.whose
    assert whose(store, id, his) == omar.whose


def test_a_code_is_nobodys_before_it_was_sent_to_them_and_another_one_each_time_it_is_asked_for(
    store: LandlordStore, asked: Asked
) -> None:
    amina, stranger = of_amina(TEXT, "07700 900982"), of_amina(TEXT, "07700 900982", "somebody else")
    id = asked(TEXT, "07700 900982")
    assert whose(store, id, "") == ""
    assert whose(store, id, code_sent(store, id, stranger.whose)) == "", "nobody of that name has the number"
    first = code_sent(store, id, amina.whose)
    assert asked(TEXT, "07700 900982") == id
    assert whose(store, id, first) == ""
    assert whose(store, id, code_sent(store, id, amina.whose)) == amina.whose


def test_codes_made_of_secrets_are_spread_over_all_letters() -> None:
    made = [plain_code(code_of(sha256(bytes([number])).digest())) for number in range(200)]
    assert {len(each) for each in made} == {LENGTH}
    assert set("".join(made)) == set(LETTERS)
    assert len(set(made)) == len(made)


def test_only_one_of_many_uses_it_up(store: LandlordStore, asked: Asked) -> None:
    id = asked()
    with ThreadPoolExecutor(8) as people:
        assert sum(people.map(lambda _: store.use_way_in(id), range(16))) == 1


def test_a_message_waits_only_where_a_case_has_the_contact_and_once(
    store: LandlordStore, asked: Asked, whole: Store
) -> None:
    def waiting() -> list[tuple[str, str]]:
        rows = whole.waiting(MORNING + timedelta(days=60), 9)
        return [(row.recipient, row.channel) for row in rows if row.kind == "open_cases"]

    asked(contact="nobody@example.com", asker="somebody else")
    assert waiting() == []
    asked()
    asked()
    assert waiting() == [(of_amina(EMAIL, "amina@example.com").whose, "email")]


def test_who_asked_for_what_cannot_be_read_from_the_tables(store: LandlordStore, asked: Asked, whole: Store) -> None:
    asker = new_asker()
    asked(asker=asker)
    with whole._database.reading() as connection:
        tables = ("ways_in", "contacts", "outbox_rows")
        rows = str([connection.exec_driver_sql(f"SELECT * FROM {table}").all() for table in tables])
    assert "amina" not in rows
    assert asker not in rows


@pytest.mark.parametrize("typed", ["07700 900982", "+44 7700 900982", "0044 7700900982", "+44 (0)7700 900 982"])
def test_a_phone_number_is_the_same_however_it_was_written(typed: str) -> None:
    assert contact_key(TEXT, typed, SECRET) == contact_key(TEXT, "07700900982", SECRET)


def test_an_email_address_is_the_same_in_any_case_and_under_another_secret_another(store: LandlordStore) -> None:
    key = contact_key(EMAIL, " Amina@Example.com", SECRET)
    assert key == contact_key(EMAIL, "amina@example.com", SECRET)
    assert key != contact_key(EMAIL, "amina@example.com", "another secret")
    assert key != contact_key(TEXT, "amina@example.com", SECRET)


def test_a_contact_that_was_taken_away_finds_nothing(store: LandlordStore, case: CaseBuilder, whole: Store) -> None:
    amina = of_amina(EMAIL, "amina@example.com")
    assert [each.reference for each in store.openings(amina.whose)] == [case.reference]
    assert store.people_of_contact(amina.key) == (amina.whose,)
    assert whole.at("elm-homes").openings(amina.whose) == ()
    assert whole.at("elm-homes").people_of_contact(amina.key) == ()
    store.keep_contacts(case.reference, [])
    assert store.openings(amina.whose) == ()
    assert not store.is_contact_of(amina.key, amina.whose)
