"""The form that a resident signs: in every language and size it can be read aloud, filled in by hand, and is theirs."""

from dataclasses import replace
from datetime import date

import pytest

from portal.blocks import Paragraph
from portal.domain.consent import SCOPES, Grant, Relationship, Scope
from portal.domain.kept import Ref
from portal.domain.person_record import Representation
from portal.files.packs import Packs
from portal.languages import LANGUAGES
from portal.letters.letter import Size
from portal.letters.setting import letter_pdf
from portal.letters.to_fill import Line, Tick
from portal.services.consent_paper import OnPaper, consent_paper
from portal.wording import Wording
from tests.letters.reader import Reader, plain
from tests.letters.sample import saying

POLICY = Packs.load().policies["leathermarket-jmb"][-1]
REFERENCE = "LMJ-7K3F-92QD"
ASKED = Grant((Scope.SEE, Scope.LETTERS), (REFERENCE,), date(2027, 3, 31))
KOFI = Representation("kofi", Relationship.COUNCILLOR, Ref("", ""), REFERENCE, "resident", asked=ASKED)
BLANK = OnPaper(POLICY, LANGUAGES["en"], date(2026, 12, 1))
NAMED = replace(
    BLANK,
    resident="Grace Obi",
    reference=REFERENCE,
    acts=KOFI,
    details={"name": "Kofi Mensah", "organisation": "Southwark Council"},
)


def squeezed(words: str) -> str:
    return "".join(plain(words).split())


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("code", LANGUAGES)
def test_it_says_who_what_and_where_in_every_language_and_size(code: str, size: Size) -> None:
    say = Wording(code).say
    reader = Reader(consent_paper(replace(NAMED, language=LANGUAGES[code], size=size)))
    told = squeezed(reader.text)
    asked_for = (
        say(words) for words in (*SCOPES.values(), "Your signature", "Until when? Leave this out if it has no end.")
    )
    for words in (
        "Grace Obi",
        "Kofi Mensah",
        "Southwark Council",
        REFERENCE,
        "complaints@leathermarketjmb.org.uk",
        *asked_for,
    ):
        assert squeezed(words) in told, words
    assert min(each.points for each in reader.signs) >= size
    assert "<pdfuaid:part>1</pdfuaid:part>" in reader.metadata
    assert reader.catalogue["Lang"].decode().partition("-")[0] == LANGUAGES[code].html_lang


def test_what_was_asked_for_is_said_and_not_ticked_for_them() -> None:
    told = Reader(consent_paper(NAMED)).text
    assert "They asked for this: See the case Get copies of what you send me" in told
    assert "Until Wednesday 31 March 2027." in told
    assert "☑" not in told


def test_a_blank_one_names_nobody_and_asks_for_all_of_it() -> None:
    told = Reader(consent_paper(BLANK)).text
    for words in (
        "Your name",
        "Their name",
        "Who they are to you",
        "Only one complaint",
        "The reference of the complaint",
    ):
        assert words in told
    assert "Reference:" not in told
    assert "They asked for this" not in told


def test_who_told_us_no_name_has_a_line_to_write_it_on() -> None:
    assert "Your name" in Reader(consent_paper(replace(NAMED, resident=""))).text


def test_nothing_of_the_case_or_of_how_to_reach_the_resident_is_on_it() -> None:
    told = Reader(consent_paper(replace(NAMED, details={**NAMED.details, "email": "kofi@example.com"}))).text
    assert "kofi@example.com" not in told


@pytest.mark.parametrize("size", Size)
def test_boxes_and_lines_are_drawn_and_not_read_aloud(size: Size) -> None:
    letter = saying(Tick("See the case"), Line("Your signature"), size=size)
    reader = Reader(letter_pdf(letter))
    assert reader.text.endswith("See the case Your signature")
    box, words = reader.where("See"), reader.where("Your")
    assert box.left > words.left, "the box stands before its words"


def test_without_anybody_to_send_it_to_no_room_is_left_for_a_window() -> None:
    letter = saying(Paragraph("Nobody came."))
    with_window, without = (Reader(letter_pdf(each)) for each in (letter, replace(letter, to=())))
    assert with_window.where("Nobody").top > 90
    assert without.where("Nobody").top < 90


@pytest.mark.parametrize("name", ['#panic("no") $x$ *b*', "👩‍👩‍👧‍👦", "", "\u202egnp"])
def test_whatever_people_are_called_it_is_made(name: str) -> None:
    strange = replace(NAMED, resident=name, details={"name": name, "organisation": name})
    assert consent_paper(strange).startswith(b"%PDF")
