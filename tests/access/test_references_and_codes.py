"""References can be said on the telephone; codes open a case and can be read from nothing that is kept."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.access import StoredCode, kept, matches, new_code, new_reference, normal_reference
from portal.access.codes import LETTERS

SECRET = "a secret"
REFERENCE = "OAK-7K3F-92QD"


def test_a_reference_has_the_landlords_letters_and_none_that_look_alike() -> None:
    for _ in range(200):
        letters, *groups = new_reference("LMJ").split("-")
        assert letters == "LMJ"
        assert [len(group) for group in groups] == [4, 4]
        assert not set("".join(groups)) & set("0O1ILU")


def test_a_reference_can_be_made_again_in_a_test() -> None:
    assert new_reference("LMJ", Random(7)) == new_reference("LMJ", Random(7))


@pytest.mark.parametrize(
    "typed", ["LMJ-7K3F-92QD", "lmj 7k3f 92qd", " lmj7k3f92qd\n", "LMJ–7K3F–92QD", "l.m.j/7k3f_92qd"]
)
def test_a_reference_is_known_however_it_is_typed(typed: str) -> None:
    assert normal_reference(typed) == "LMJ-7K3F-92QD"


@pytest.mark.parametrize("typed", [None, "", " ", "-", "\x00", "７Ｋ", "7K3F92QD", "x", "مرحبا"])
def test_what_is_no_reference_is_tidied_and_never_an_error(typed: str | None) -> None:
    assert normal_reference(typed) in ("", "7K3F92QD", "X")


@given(st.text())
def test_tidying_twice_is_tidying_once(typed: str) -> None:
    assert normal_reference(normal_reference(typed)) == normal_reference(typed)


def test_a_code_is_ten_of_twenty_eight_letters_in_groups() -> None:
    assert len(set(LETTERS)) == 28
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    for code in codes:
        assert [len(group) for group in code.split("-")] == [4, 4, 2]
        assert set(code) <= {*LETTERS, "-"}
    assert set("".join(codes)) == {*LETTERS, "-"}


@pytest.mark.parametrize("typed", ["K7QM-3XRT-9D", "k7qm 3xrt 9d", "k7qm3xrt9d", "K7QM - 3XRT - 9D "])
def test_a_code_is_known_however_it_is_typed(typed: str) -> None:
    stored = StoredCode(REFERENCE, kept("K7QM-3XRT-9D", REFERENCE, SECRET))
    assert matches(typed, stored, SECRET)


@pytest.mark.parametrize("typed", [None, "", "K7QM-3XRT-9E", "K7QM-3XRT-9", "K7QM-3XRT-9DD", "\x00", "🏚️"])
def test_another_code_is_not(typed: str | None) -> None:
    assert not matches(typed, StoredCode(REFERENCE, kept("K7QM-3XRT-9D", REFERENCE, SECRET)), SECRET)


def test_a_code_written_with_an_s_or_z_was_meant_as_5_or_2() -> None:
    assert matches("SZSZ-SZSZ-SZ", StoredCode(REFERENCE, kept("5252-5252-52", REFERENCE, SECRET)), SECRET)


def test_what_is_kept_opens_no_other_case_and_nothing_under_another_secret() -> None:
    hmac = kept("K7QM-3XRT-9D", REFERENCE, SECRET)
    assert not matches("K7QM-3XRT-9D", StoredCode("OAK-AAAA-AAAA", hmac), SECRET)
    assert not matches("K7QM-3XRT-9D", StoredCode(REFERENCE, hmac), "another secret")
    assert "K7QM" not in hmac
