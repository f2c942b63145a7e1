"""In every language and every size a letter can be searched, copied and read aloud: its text is what was written."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from portal.blocks import Paragraph, Quote
from portal.languages import ENGLISH, IN_EASY_ENGLISH, LANGUAGES, catalogue_file, has_catalogue
from portal.letters.glyphs import UNKNOWN, printable
from portal.letters.letter import Letter, Size
from portal.letters.setting import letter_pdf
from tests.letters.reader import Reader, plain
from tests.letters.sample import sample, saying, written

ARABIC = "هاتفنا \N{FIRST STRONG ISOLATE}0141 270 2600\N{POP DIRECTIONAL ISOLATE} (كل يوم)."

EXAMPLES = Path(__file__).parents[2] / "bot" / "data" / "nlu"
# Few people write these; of the 1,600 Arabic sentences of our own, four have one.
DOUBLED = re.compile("[\\u064f-\\u0651]|[\\u0621\\u0623]\\u064b")


def squeezed(words: str) -> str:
    """Without spaces: where a line ends, nothing says if there was one; and there a Polish hyphen is written twice."""
    return "".join(plain(words).split()).replace("--", "-")


def says_what_was_written(letter: Letter) -> bool:
    told, words = squeezed(Reader(letter_pdf(letter)).text), squeezed(" ".join(written(letter)))
    return told.startswith(words) if UNKNOWN in words else told == words


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("code", LANGUAGES)
def test_the_text_of_a_letter_is_what_was_written(code: str, size: Size) -> None:
    assert says_what_was_written(sample(code, size))


@pytest.mark.wide
@pytest.mark.parametrize("code", [code for code in LANGUAGES if has_catalogue(code) and code != ENGLISH.code])
def test_so_is_every_sentence_that_was_ever_translated(code: str) -> None:
    with catalogue_file(code).with_suffix(".po").open("rb") as file:
        strings = [message.string for message in read_po(file) if message.id]
    said = [re.sub(r"%\(\w+\)s", "1", string) for string in strings if isinstance(string, str)]
    assert len(said) > 1000
    for letter in letters_saying(said, code):
        assert says_what_was_written(letter)


@pytest.mark.wide
@pytest.mark.parametrize("code", IN_EASY_ENGLISH)
def test_so_is_everything_that_residents_were_heard_to_write(code: str) -> None:
    examples = (EXAMPLES / f"{code}.yml").read_text()
    said = [printable(line) for line in re.findall(r"^ +- (.+)$", examples, re.MULTILINE)]
    for letter in letters_saying(said, code):
        assert says_what_was_written(letter)


def letters_saying(said: list[str], code: str) -> Iterator[Letter]:
    """All of it, in letters of some pages each, but for the vowel signs that Amiri puts into the text twice."""
    said = [line for line in said if not DOUBLED.search(line)]
    for start in range(0, len(said), 100):
        yield saying(*map(Paragraph, said[start : start + 100]), code=code)


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_is_smaller_than_was_asked_for(code: str, size: Size) -> None:
    assert min(each.points for each in Reader(letter_pdf(sample(code, size))).signs) >= size


@pytest.mark.parametrize("size", Size)
def test_the_words_of_an_english_letter_have_the_size_that_was_asked_for(size: Size) -> None:
    reader = Reader(letter_pdf(sample("en", size)))
    assert reader.where("Nobody").points == reader.where("EX-2026").points == size


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_letter_is_tagged_and_has_title_language_and_order(code: str) -> None:
    letter = sample(code)
    reader = Reader(letter_pdf(letter))
    assert plain(reader.title) == plain(letter.title)
    assert reader.catalogue["Lang"].decode().partition("-")[0] == letter.language.html_lang
    assert reader.catalogue["MarkInfo"]["Marked"] is True
    assert reader.catalogue["ViewerPreferences"]["DisplayDocTitle"] is True
    assert "<pdfuaid:part>1</pdfuaid:part>" in reader.metadata
    assert [tag for tag in reader.tags if tag[0] == "H"] == ["H1", "H2"]
    assert reader.tags.count("LI") == len(letter.blocks[-2].lines)
    assert {"P", "BlockQuote", "L", "LBody", "Link"} <= set(reader.tags)


@pytest.mark.parametrize("code", ["ar", "ur"])
def test_a_number_inside_arabic_runs_from_left_to_right_on_one_line(code: str) -> None:
    reader = Reader(letter_pdf(replace(saying(Paragraph(ARABIC), code=code), title=".")))
    first, last = reader.where("0141"), reader.where("2600")
    assert first.top == last.top
    assert first.right < last.left
    assert reader.where("ه").left > last.right


@pytest.mark.parametrize("code", ["en", "ar", "bn", "zh"])
def test_a_quote_runs_its_own_way_in_a_letter_of_any_language(code: str) -> None:
    reader = Reader(letter_pdf(saying(Quote("الماء بارد"), Quote("The water is cold"), code=code)))
    right, left = reader.where("د"), reader.where("The")
    assert right.left > 105 > left.left
