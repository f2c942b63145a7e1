"""A wrong journey is refused with its file, its line, what is wrong and how to mend it."""

from pathlib import Path

import pytest

from portal.files.journeys import load_journey
from tests.files.wrong_files import JOURNEY, changed, line_of, must_help, refused_journey

FILE = "journeys/pets.yaml"

# what is changed, into what, the words on the line that is named, what is said, what the mend says
WRONG = {
    "an unknown key": ("title: ", "colour: red\ntitle: ", "colour", "no key 'colour'", "questions"),
    "an unknown key of a question": ("short: Age", "short: Age\n    hnit: x", "hnit", "no key 'hnit'", "hint"),
    "no questions": (
        JOURNEY[JOURNEY.index("questions") :],
        "questions: []\n",
        "questions",
        "it needs 1",
        "Add what is",
    ),
    "a question without words": ("    words: How old is it?\n", "", "id: age", "words is missing", "Add words"),
    "a question without a short name": ("    short: Age\n", "", "id: age", "short is missing", "Add short"),
    "an option without words": (", words: A cat", "", "value: cat", "words is missing", "Add words"),
    "an unknown kind": ("kind: choice", "kind: dance", "kind: dance", "kind is 'dance'", "choice"),
    "a choice without options": (
        "kind: text\n    page: name\n    words: How",
        "kind: choice\n    page: name\n    words: How",
        "kind: choice\n    page: name",
        "does not fit its options",
        "Only choice and choices",
    ),
    "options of a text": ("kind: choice", "kind: text", "kind: text\n    page: pet", "does not fit", "Only choice"),
    "the same question twice": (
        "id: age",
        "id: name",
        "id: name\n    kind: text\n    page: name\n    words: How",
        "already a question 'name'",
        "another id",
    ),
    "two options with one value": ("value: cat", "value: dog", "    options:", "value 'dog'", "value of its own"),
    "a question that waits for a later one": (
        "when: {pet: [dog]}",
        "when: {age: [dog]}",
        "id: name",
        "waits for 'age', which is not asked before",
        "Move it further down",
    ),
    "a question that waits for itself": (
        "when: {pet: [dog]}",
        "unless: {name: [Rex]}",
        "id: name",
        "waits for 'name'",
        "Move it further down",
    ),
    "a question that waits for an answer nobody can give": (
        "{pet: [dog]}",
        "{pet: [horse]}",
        "id: name",
        "to be 'horse'",
        "Use one of: dog, cat",
    ),
    "a condition that is no list": ("{pet: [dog]}", "{pet: dog}", "when: {pet: dog}", "list of words", "[one, two]"),
    "a page split in two": (
        "    page: name\n    words: How",
        "    page: pet\n    words: How",
        "page: pet\n    words: How",
        "page 'pet' is split in two",
        "one after the other",
    ),
    "yes as a value's meaning": (
        "value: dog,",
        "value: dog, means: true,",
        "means: true",
        "not words",
        "quotation marks",
    ),
    "words for a flag": ("short: Age", "short: Age\n    optional: maybe", "optional", "'maybe'", "true or false"),
    "an unknown list of options": (
        "short: Age",
        "short: Age\n    options_from: cakes",
        "options_from",
        "'cakes'",
        "remedies",
    ),
    "another name than its file": ("id: pets", "id: cats", "id: cats", "id is 'cats'", "Call it 'pets', like its file"),
    "an alias": ("title: Your pets", "title: *pets", "*pets", "anchors and aliases", "Write the value out"),
    "a key that is yes": ("title: ", "yes: x\ntitle: ", "yes: x", "true or false to some", "Rename the key"),
    "a heading for no page": (
        "questions:\n",
        "headings: [{page: tail, words: Tails}]\nquestions:\n",
        "headings",
        "no page 'tail'",
        "a page that a question stands on",
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_journey_is_refused_with_its_line_and_its_mend(tmp_path: Path, wrong: str) -> None:
    old, new, place, what, mend = WRONG[wrong]
    content = changed(JOURNEY, old, new)
    must_help(refused_journey(tmp_path, content), FILE, line_of(content, place), what, mend)


def test_the_journey_that_the_others_break_is_whole(tmp_path: Path) -> None:
    (tmp_path / "pets.yaml").write_text(JOURNEY, encoding="utf-8")
    journey = load_journey("pets", tmp_path)
    assert [page.id for page in journey.pages] == ["pet", "name"]
    assert [question.id for question in journey.pages[1].questions] == ["name", "age"]


def test_a_page_split_in_two_is_refused(tmp_path: Path) -> None:
    content = JOURNEY + "  - {id: colour, kind: text, page: pet, words: Which colour?, short: Colour}\n"
    error = refused_journey(tmp_path, content)
    must_help(error, FILE, line_of(content, "id: colour"), "page 'pet' is split in two", "one after the other")
