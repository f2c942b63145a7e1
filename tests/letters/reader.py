"""Reads a letter as a careful program would: glyph by glyph, with the words its tags give them (ActualText).

No ready extractor does that for all our languages: PDFium turns Gurmukhi round and splits phone numbers in Arabic, and
pypdf and pdfminer leave ActualText out, so that vowel signs come twice. So pdfminer only takes the file apart here, and
lines that run from right to left are put back into the order in which they are read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any
from unicodedata import bidirectional, category

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

MM = 25.4 / 72


@dataclass(frozen=True)
class Sign:
    """A glyph: what it says, on which page, where (mm from the left and the top), how large (points), in which font."""

    words: str
    page: int
    left: float
    right: float
    top: float
    points: float
    font: str
    artifact: bool

    @property
    def way(self) -> str:
        """Which way it runs: ltr, rtl, or empty for spaces and the like."""
        kinds = {bidirectional(each) for each in self.words}
        return "rtl" if kinds & {"R", "AL"} else "ltr" if kinds & {"L", "EN", "AN"} else ""


class Reader:
    """A letter, taken apart."""

    def __init__(self, pdf: bytes) -> None:
        self.document = PDFDocument(PDFParser(BytesIO(pdf)))
        manager = PDFResourceManager()
        device = _Signs(manager)
        for page in PDFPage.create_pages(self.document):
            PDFPageInterpreter(manager, device).process_page(page)
        self.signs, self.pages = device.signs, device.page
        self.catalogue: dict[str, Any] = self.document.catalog

    @cached_property
    def text(self) -> str:
        """What stands in the letter but at the foot of its pages, in reading order, with single spaces."""
        return self._text(False)

    @cached_property
    def foot(self) -> str:
        """What stands at the foot of the pages."""
        return self._text(True)

    def _text(self, artifact: bool) -> str:
        signs = [each for each in self.signs if each.artifact is artifact]
        return plain("".join(" " * run.begins_line + run.words for run in _runs(signs)).replace("•", " "))

    def where(self, words: str) -> Sign:
        """The first glyph of these words (written without spaces), wherever they stand in the order of drawing."""
        drawn = "".join(each.words or "\0" for each in self.signs)
        at = drawn.index(words)
        places = [number for number, each in enumerate(self.signs) for _ in (each.words or "\0")]
        return self.signs[places[at]]

    @cached_property
    def tags(self) -> list[str]:
        """The types of all structure elements, in order."""
        return list(_types(self.catalogue["StructTreeRoot"]))

    @property
    def title(self) -> str:
        """The title of the document."""
        return decode_text(resolve1(self.document.info[0]["Title"]))

    @property
    def metadata(self) -> str:
        """The XMP packet."""
        return resolve1(self.catalogue["Metadata"]).get_data().decode()


def plain(words: str) -> str:
    """Words as they can be compared: single spaces, and nothing that is not seen."""
    seen = "".join(each for each in words if category(each) != "Cf")
    return " ".join(seen.split())


@dataclass(frozen=True)
class Run:
    """Glyphs of one line that were drawn from left to right, as they are read; a new line may begin with it."""

    signs: tuple[Sign, ...]
    begins_line: bool
    goes_back: bool

    @property
    def words(self) -> str:
        return "".join(each.words for each in (reversed(self.signs) if self.is_rtl else self.signs))

    @property
    def is_rtl(self) -> bool:
        ways = {each.way for each in self.signs}
        return "rtl" in ways or (self.goes_back and "ltr" not in ways)


def _runs(signs: list[Sign]) -> Iterator[Run]:
    """The runs of a text: a new one begins with each line, wherever the pen went back, and where the direction turns.

    Runs are drawn in the order in which they are read; only within one that runs to the left is the order turned.
    """
    run: list[Sign] = []
    begins, back, way = True, False, ""
    for sign in signs:
        last = run[-1] if run else None
        new_line = last is not None and (last.page != sign.page or abs(last.top - sign.top) > sign.points * MM / 2)
        goes_back = last is not None and not new_line and sign.right <= min(each.left for each in run) + 0.2
        turned = bool(way and sign.way and sign.way != way)
        if new_line or goes_back or turned:
            yield Run(tuple(run), begins, back)
            run, begins, back, way = [], new_line, goes_back, ""
        run.append(sign)
        way = way or sign.way
    yield Run(tuple(run), begins, back)


def _types(element: Any) -> Iterator[str]:
    element = resolve1(element)
    if isinstance(element, list):
        for each in element:
            yield from _types(each)
    elif isinstance(element, dict):
        if "S" in element:
            yield element["S"].name
        yield from _types(element.get("K"))


class _Signs(PDFTextDevice):
    """Collects every glyph that is drawn."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.signs: list[Sign] = []
        self.page, self.height = 0, 0.0
        self.tags: list[tuple[str, list[str]]] = []

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        self.page, self.height = self.page + 1, page.mediabox[3]

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        said = [decode_text(props["ActualText"])] if isinstance(props, dict) and "ActualText" in props else []
        self.tags.append((tag.name, said))

    def end_tag(self) -> None:
        self.tags.pop()

    def render_char(self, matrix: Any, font: Any, size: float, scaling: float, rise: float, cid: int, *_: Any) -> float:
        advance = font.char_width(cid) * size * scaling
        across, down = matrix[4], self.height - matrix[5]
        self.signs.append(
            Sign(
                self._words(font, cid),
                self.page,
                across * MM,
                (across + advance) * MM,
                down * MM,
                round(size * abs(matrix[3]), 2),
                font.fontname.partition("+")[2],
                any(name == "Artifact" for name, _ in self.tags),
            )
        )
        return float(advance)

    def _words(self, font: Any, cid: int) -> str:
        """Glyphs that share one text say it with the first of them."""
        for number, (name, said) in enumerate(self.tags):
            if said:
                self.tags[number] = (name, ["", *said[1:]]) if said[0] else (name, said)
                return said[0]
        return str(font.to_unichr(cid))
