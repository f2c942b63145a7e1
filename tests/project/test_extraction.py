"""Words to translate are found in YAML data, and what is no word is left alone."""

from io import BytesIO

from portal.files import catalogues
from portal.files.extract import extract_words

PACK = b"""
name: Oak Homes
title: Complaints policy
definition:
  words: >-
    A complaint is when
    you tell us.
  source: "3.0"
stages:
  - number: 1
    name: Stage one
    responder: A manager
remedies:
  - {id: apology, words: Say sorry, source: "6.0"}
promises:
  - Keep you informed
languages: [en, pl]
ombudsman:
  name: Housing Ombudsman Service
"""


def found(data: bytes, **options: str) -> dict[str, int]:
    """The words in this file, with their lines."""
    return {words: line for line, _, words, _ in extract_words(BytesIO(data), {}, (), options)}


def test_the_words_of_a_pack_are_found_with_their_lines() -> None:
    assert found(PACK) == {
        "A complaint is when you tell us.": 5,
        "Stage one": 11,
        "A manager": 12,
        "Say sorry": 14,
        "Keep you informed": 16,
    }


def test_a_journey_has_a_title_that_is_read() -> None:
    assert found(b"id: complaint\ntitle: Tell us", also="title") == {"Tell us": 2}


def test_words_of_code_data_templates_and_plurals_are_all_collected() -> None:
    collected = catalogues.collected()
    for words in (
        "What went wrong?",
        "Say sorry",
        "Stage one",
        "We have your complaint. Your reference is %(reference)s.",
        "Why this date?",
        "Goodbye. What you told me is kept. You can come back any time.",
    ):
        assert words in collected, words
    assert collected.get("The rule is %(num)s working day.").pluralizable
    assert "leathermarket-jmb" not in collected


def test_no_place_names_a_line() -> None:
    """Lines would change with every edit and bury what a translator has to read."""
    assert b".py:" not in catalogues.as_text(catalogues.collected())
