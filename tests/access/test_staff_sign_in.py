"""Staff sign in with their e-mail address and password; guessing is slowed down."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from argon2 import PasswordHasher

from portal.access import hash_password, needs_new_hash, password_matches, sign_in
from portal.domain.errors import NotFound, TooManyTries
from portal.store import StaffMember, Store
from tests.builders import LANDLORD, MORNING, SECRET

PASSWORD = "a long sentence about oaks"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
SAM = StaffMember("sam", LANDLORD, "sam@oak.example", "Sam", "handler", QUICK)


@pytest.fixture
def sam(whole: Store) -> StaffMember:
    whole.at(LANDLORD).save_staff(SAM)
    return SAM


def comes(
    store: Store, password: str = PASSWORD, email: str = SAM.email, address: str = "::1", now: datetime = MORNING
) -> StaffMember:
    return sign_in(store, email, password, address=address, secret=SECRET, now=now)


def test_passwords_are_kept_as_argon2id_with_a_salt_of_their_own() -> None:
    first, second = hash_password(PASSWORD), hash_password(PASSWORD)
    assert first.startswith("$argon2id$")
    assert first != second
    assert password_matches(first, PASSWORD)
    assert not password_matches(first, PASSWORD + " ")
    assert not needs_new_hash(first)


@pytest.mark.parametrize("broken", ["", "x", "$argon2id$", "$2b$12$abc"])
def test_a_broken_hash_matches_nothing(broken: str) -> None:
    assert not password_matches(broken, "")


def test_the_right_password_signs_in_and_an_old_hash_is_made_stronger(whole: Store, sam: StaffMember) -> None:
    member = comes(whole, email=" SAM@Oak.example ")
    assert replace(member, password_hash=QUICK) == sam
    assert not needs_new_hash(member.password_hash)
    assert whole.at(LANDLORD).staff("sam") == member
    assert comes(whole) == member


def test_wrong_password_unknown_address_and_disabled_account_are_refused_alike(whole: Store, sam: StaffMember) -> None:
    gone = StaffMember("kim", LANDLORD, "kim@oak.example", "Kim", "handler", QUICK, disabled=True)
    whole.at(LANDLORD).save_staff(gone)
    words = set()
    for email, password in ((SAM.email, "wrong"), ("nobody@oak.example", PASSWORD), (gone.email, PASSWORD), ("", "")):
        with pytest.raises(NotFound) as error:
            comes(whole, password, email)
        words.add(str(error.value))
    assert len(words) == 1


@pytest.mark.parametrize("email", [SAM.email, "nobody@oak.example"])
def test_guesses_at_one_account_are_slowed_down_wherever_they_come_from(
    whole: Store, sam: StaffMember, email: str
) -> None:
    for number in range(5):
        with pytest.raises(NotFound):
            comes(whole, "wrong", email, f"198.51.100.{number}")
    with pytest.raises(TooManyTries):
        comes(whole, PASSWORD, email, "203.0.113.7")
    if email == SAM.email:
        assert comes(whole, address="203.0.113.7", now=MORNING + timedelta(seconds=30)).id == "sam"


def test_guesses_from_one_address_are_slowed_down_whichever_account_they_are_at(whole: Store, sam: StaffMember) -> None:
    for number in range(5):
        with pytest.raises(NotFound):
            comes(whole, "wrong", f"{number}@oak.example", "198.51.100.9")
    with pytest.raises(TooManyTries):
        comes(whole, address="198.51.100.9")
    assert comes(whole, address="203.0.113.7").id == "sam"


def test_staff_come_back_as_they_were_saved(whole: Store, sam: StaffMember) -> None:
    store = whole.at(LANDLORD)
    kim = StaffMember("kim", LANDLORD, "Kim@Oak.example", "Ada Kim", "reviewer", QUICK)
    store.save_staff(kim)
    assert store.all_staff() == [replace(kim, email="kim@oak.example"), sam]
    changed = replace(sam, role="manager", disabled=True)
    store.save_staff(changed)
    assert store.staff("sam") == store.staff_by_email("SAM@oak.example") == changed
    assert store.staff_by_email("nobody@oak.example") is None
