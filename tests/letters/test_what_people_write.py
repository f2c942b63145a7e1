"""Whatever a person wrote, their letter is made, all of it is on the paper, and none of it is taken for an order."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.blocks import Block, Heading, Items, Link, Paragraph, Quote
from portal.languages import LANGUAGES
from portal.letters.glyphs import UNKNOWN, printable
from portal.letters.letter import Sender, Size
from portal.letters.setting import letter_pdf
from tests.letters.reader import Reader
from tests.letters.sample import sample, saying

EDGES = 24, 210 - 24
"""Where print may stand, in mm from the left."""
STRANGE = {
    "nothing": "",
    "only spaces": " \n\t ",
    "a NUL": "before\0after",
    "half an emoji": "before\ud83dafter",
    "control characters": "bell\x07 escape\x1b[2J form feed\x0c end",
    "text turned round by force": "\u202egnp.exe\u202c \u2067\u2067\u2067 open",
    "emoji of several parts": "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏿 🇬🇧 1️⃣",
    "a letter under fifty accents": "a" + "\u0301" * 50,
    "a mark of another script": "ب\u09be 漢\u064b",
    "letters of formulas": "漢\U0001ee5b\U0001ee10",
    "a byte order mark": "\ufeffbefore\ufffe\uffff",
    "private signs": "\ue000\U0010ffff",
    "no letter of ours": "ฉันหนาว",
    "Typst": '#panic("no") #import "@preview/cetz:0.1": * $x$ *b* _i_ = H <l> @r // c \\ `r` [ ] { } #sys.inputs',
    "JSON": '"}], "size": 900, \\u0000 {{page}} {pages}',
}


def all_of(words: str) -> tuple[Block, ...]:
    return Heading(words), Paragraph(words), Quote(words), Items((words, words)), Link(words, words)


@pytest.mark.parametrize("code", ["en", "ar", "zh"])
@pytest.mark.parametrize("words", STRANGE.values(), ids=STRANGE)
def test_a_letter_is_made_of_anything(words: str, code: str) -> None:
    letter = saying(*all_of(words), code=code)
    sender = Sender(words, (words,), words)
    assert letter_pdf(replace(letter, to=(words,), sender=sender, title=words, reference=words)).startswith(b"%PDF")


@settings(max_examples=60, deadline=None)
@given(words=st.text(), code=st.sampled_from(tuple(LANGUAGES)))
def test_a_letter_is_made_of_any_characters(words: str, code: str) -> None:
    letter_pdf(saying(*all_of(words), code=code))


@pytest.mark.wide
@settings(max_examples=1000, deadline=None)
@given(words=st.text(), code=st.sampled_from(tuple(LANGUAGES)))
def test_a_letter_is_made_of_very_many_characters(words: str, code: str) -> None:
    letter_pdf(saying(*all_of(words), code=code))


def test_a_letter_to_nobody_that_says_nothing_still_says_when_and_from_whom() -> None:
    letter = replace(sample(), to=(), title="", reference="", blocks=())
    reader = Reader(letter_pdf(letter))
    assert reader.title == "Example Homes"
    assert "Tuesday 1 December 2026" in reader.text


LONG = ["W" * 400, "https://example.org/" + "case/" * 200, "ب" * 3000, "漢" * 3000]


@pytest.mark.parametrize(("word", "size"), [("x" * 50_000, 12), *product(LONG, Size)])
def test_a_word_longer_than_a_line_is_broken_and_none_of_it_lost(word: str, size: int) -> None:
    reader = Reader(letter_pdf(saying(Paragraph(word), size=size)))
    assert word in reader.text.replace(" ", "")
    assert min(each.left for each in reader.signs) > EDGES[0] - 0.5
    assert max(each.right for each in reader.signs) < EDGES[1] + 0.5


@pytest.mark.parametrize("size", Size)
def test_two_hundred_lines_are_two_hundred_lines_on_numbered_pages(size: Size) -> None:
    lines = [f"line {number}." for number in range(1, 201)]
    reader = Reader(letter_pdf(saying(Quote("\n".join(lines)), size=size)))
    assert " ".join(lines) in reader.text
    assert len({(each.page, each.top) for each in reader.signs if not each.artifact}) >= 200
    assert all(f"Page {page} of {reader.pages}" in reader.foot for page in range(1, reader.pages + 1))
    assert max(each.top for each in reader.signs if not each.artifact) < min(
        each.top for each in reader.signs if each.artifact
    )


def test_what_cannot_be_printed_is_marked_and_the_letter_says_so() -> None:
    told = Reader(letter_pdf(saying(Quote("I said ฉันหนาว to them."), Quote("And 🥶.")))).text
    assert f"I said {UNKNOWN} to them. And 🥶. We could not print every sign here." in told
    assert "We could not print" not in Reader(letter_pdf(sample())).text


def test_marks_that_turn_text_round_by_force_are_left_out_and_those_that_keep_numbers_together_stay() -> None:
    assert printable("\u202eabc\u202c \u20680141\u2069") == "abc \u20680141\u2069"


def test_nothing_a_person_wrote_is_taken_for_an_order() -> None:
    assert STRANGE["Typst"] in Reader(letter_pdf(saying(Paragraph(STRANGE["Typst"])))).text


def test_equal_letters_are_equal_files() -> None:
    assert letter_pdf(sample("ar")) == letter_pdf(sample("ar"))


def test_the_address_stands_in_the_window_of_the_envelope() -> None:
    reader = Reader(letter_pdf(sample()))
    first, last = reader.where("Ms"), reader.where("L1")
    capitals = 0.714 * 12 * 25.4 / 72
    assert first.left >= 20
    assert first.top - capitals > 54.9
    assert last.top < 79
    assert reader.where("Tuesday").top > 90
