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


RICH_PACK = b"""
kinds:
  - {id: praise, name: A compliment, handled_as: compliment, words: You are happy}
channels:
  - {id: phone, words: This is the best way}
exclusions:
  - id: court
    ground: court_filed
    words: It is at court
    means: A judge decides
    instead: Ask the court
    who: The judge
stages:
  - name: Level 1
    words: It is best to phone
    responder: A manager
    deputies: [our Director, our Head]
    not_by: [involved]
    hearing: You can meet us
    gate: First we say if we look again
money: {who: [our manager], words: We may pay}
unreasonable_behaviour:
  words: We stay kind
  grounds: [abuse]
  who: [our Head of Housing]
  steps: [We phone you]
  review: Ask us after a year
not_ours:
  - {words: Street lights, who: Your council, source: "1"}
closures:
  - {first: 2026-12-24, why: Our Christmas break}
linked_policies:
  - {name: Pay Policy, about: How we pay, source: "2", url: https://oak.example/pay}
ombudsman:
  body: housing_ombudsman
  not_until: Only when we have ended
  designated_person: A councillor
  printed: [PO Box 152]
says:
  published: "7.0"
bodies:
  council: {name: The council, email: a@council.example}
"""


def test_all_that_a_resident_reads_in_a_pack_is_found_and_nothing_else() -> None:
    assert set(found(RICH_PACK)) == {
        "A compliment", "You are happy", "This is the best way", "It is at court", "A judge decides", "Ask the court",
        "The judge", "Level 1", "It is best to phone", "A manager", "our Director", "our Head", "You can meet us",
        "First we say if we look again", "our manager", "We may pay", "We stay kind", "our Head of Housing",
        "We phone you", "Ask us after a year", "Street lights", "Your council", "Our Christmas break", "How we pay",
        "Only when we have ended", "A councillor",
    }  # fmt: skip


def test_what_an_answer_means_to_the_rules_is_no_word() -> None:
    assert found(b'options:\n  - {value: told, words: I have told you, means: "yes"}\n') == {"I have told you": 2}


def test_the_code_and_the_bodies_are_not_for_translators() -> None:
    places = {place for message in catalogues.collected() for place, _ in message.locations}
    assert "portal/policies/leathermarket-jmb/2024.yaml" in places
    assert not [place for place in places if "/code-" in place or "bodies" in place]


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
