"""A letter as a PDF: tagged, titled and in its language (PDF/UA-1), in fonts of our own, the same everywhere."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from threading import Lock
from unicodedata import bidirectional

import typst

from portal.blocks import Block, Heading, Items, Link, Paragraph, Quote
from portal.domain.words import N_
from portal.languages import Language
from portal.letters.glyphs import FONTS, UNKNOWN, printable
from portal.letters.letter import Letter
from portal.letters.to_fill import Line, Tick, ToFill
from portal.wording import Wording

FOLDER = Path(__file__).parent
REFERENCE = N_("Reference: %(reference)s")
PAGE = N_("Page %(page)s of %(pages)s")
MISSING = N_(
    "We could not print every sign here. Where one is missing, you see %(mark)s. Ask us, and we tell you what it is."
)
NUMBER = re.compile(r"\d[\d ]{5,14}\d")
PAGES_TURNED = b"/Direction/R2L", b"/Direction/L2R"
"""Typst says of every Punjabi letter that its pages turn to the right, and PDFium then reads Gurmukhi, and the Latin of
Arabic letters, backwards. A letter has no pages to turn; its words keep their direction. Both have the same length."""
ONE_AT_A_TIME = Lock()
"""A compiler keeps what it has read, and is not made for two threads."""


def letter_pdf(letter: Letter) -> bytes:
    """The letter as a PDF, some milliseconds' work. Equal letters give equal bytes.

    Whatever was written in it: what no font has is marked, and the letter says so. Raises FontsMissing.
    """
    told = json.dumps(_told(letter))
    with ONE_AT_A_TIME:
        pdf = _compiler().compile(format="pdf", sys_inputs={"letter": told}, pdf_standards=["ua-1"])
    if not isinstance(pdf, bytes):
        raise TypeError(f"a letter in one file was asked for, not {type(pdf).__name__}")
    return pdf.replace(*PAGES_TURNED)


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    return typst.Compiler(FOLDER / "letter.typ", root=FOLDER, font_paths=fonts, ignore_system_fonts=True)


def _told(letter: Letter) -> dict[str, object]:
    """What the template sets, as JSON values."""
    wording, language = Wording(letter.language.code), letter.language
    reference, sender = _line(letter.reference), letter.sender
    blocks = list(_blocks(letter.blocks))
    if UNKNOWN in json.dumps(blocks, ensure_ascii=False):
        blocks.append({"kind": "paragraph", "words": _words(wording.say(MISSING, mark=UNKNOWN))})
    return {
        "to": _lines(letter.to),
        "sender": _lines((sender.name, *sender.address, sender.phone)),
        "day": _words(wording.day(letter.day)),
        "title": _line(letter.title) or reference or _line(sender.name) or "Letter",
        "reference": reference,
        "reference_line": _words(wording.say(REFERENCE, reference=reference)) if reference else "",
        "page": _words(wording.say(PAGE, page="{page}", pages="{pages}")),
        "language": _language(language),
        "size": int(letter.size),
        "blocks": blocks,
    }


def _language(language: Language) -> dict[str, str]:
    code, _, region = language.locale.partition("_")
    return {"code": code, "region": region, "direction": language.direction}


def _blocks(blocks: tuple[Block | ToFill, ...]) -> Iterator[dict[str, object]]:
    """Each block that says something."""
    for block in blocks:
        match block:
            case Items():
                if lines := _lines(block.lines):
                    yield {"kind": "items", "lines": lines}
            case Link():
                yield {"kind": "link", "words": _words(block.words), "url": _line(block.url)}
            case Tick() | Line():
                yield {"kind": type(block).__name__.lower(), "words": _words(block.words).strip()}
            case Quote() | Heading() | Paragraph():
                if words := _words(block.words).strip():
                    yield {"kind": type(block).__name__.lower(), "words": words, "direction": direction_of(words)}


def direction_of(words: str) -> str:
    """Which way words run: that of the first letter that has one (Unicode Bidirectional Algorithm, P2)."""
    strong = (bidirectional(sign) for sign in words)
    return "rtl" if next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L" else "ltr"


def _lines(lines: tuple[str, ...]) -> list[str]:
    return [line for line in map(_line, lines) if line]


def _line(words: str) -> str:
    return _words(" ".join(words.split()))


def _words(words: str) -> str:
    """What can be printed of the words; the groups of a phone number stay on one line."""
    return NUMBER.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), printable(words))
