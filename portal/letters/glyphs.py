"""What our fonts can print. One character without a picture would stop the whole letter, so it is known beforehand."""

import re
import struct
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from unicodedata import category

FONTS = Path(__file__).parent / "fonts"
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""Stands where somebody wrote what no font of ours has."""
JOINERS = frozenset("\u200c\u200d\u200e\u200f\u061c\u2066\u2067\u2068\u2069")
"""Print nothing, but decide how letters join and which way words run. Marks that turn text round by force are not
among them: nobody needs them, and they could make a letter say what nobody wrote."""
NOT_ALONE = range(0x1EE00, 0x1EF00)
"""Letters of Arabic formulas: Amiri has them, but Typst loses them beside other scripts."""
SPACES = ("Zs", "Zl", "Zp")


class FontsMissing(Exception):
    """The fonts were not fetched yet: `python -m portal.prepare` does that."""


def printable(words: str) -> str:
    """Words with each run of what cannot be printed as one UNKNOWN. Line ends stay, other control characters go."""
    return re.sub(f"{UNKNOWN}+", UNKNOWN, "\n".join("".join(_signs(line)) for line in words.splitlines()))


@cache
def fonts_with() -> Mapping[str, int]:
    """For each character that a font of ours has: which fonts have it, a bit for each. Raises FontsMissing."""
    found = sorted(FONTS.glob("*Regular.ttf"))
    if not found:
        raise FontsMissing(f"no fonts in {FONTS}: run python -m portal.prepare")
    having: dict[str, int] = {}
    for number, path in enumerate(found):
        for code in set(_code_points(path.read_bytes())).difference(NOT_ALONE):
            having[chr(code)] = having.get(chr(code), 0) | 1 << number
    return having


def _signs(line: str) -> Iterator[str]:
    """Each character as it can be printed. A mark needs a font that also has the letter it belongs to."""
    having, fonts = fonts_with(), 0
    for sign in line:
        kind = category(sign)
        if sign in JOINERS:
            yield sign
        elif sign == "\t" or kind in SPACES:
            fonts = having[" "]
            yield sign if sign in having else " "
        elif kind in ("Cc", "Cf") or "\ufe00" <= sign <= "\ufe0f":
            continue
        else:
            fonts = having.get(sign, 0) & (fonts if kind[0] == "M" else -1)
            yield sign if fonts and kind[0] != "C" else UNKNOWN


def _code_points(font: bytes) -> Iterator[int]:
    """The code points of a TrueType font, from its table `cmap` (OpenType 1.9, cmap, formats 4 and 12)."""
    tables = {font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0] for at in range(12, 12 + 16 * font[5], 16)}
    start = tables[b"cmap"]
    maps = {}
    for number in range(struct.unpack_from(">H", font, start + 2)[0]):
        offset = start + struct.unpack_from(">4xI", font, start + 4 + 8 * number)[0]
        maps[struct.unpack_from(">H", font, offset)[0]] = offset
    if 12 in maps:
        yield from _of_format_12(font, maps[12])
    else:
        yield from _of_format_4(font, maps[4])


def _of_format_12(font: bytes, at: int) -> Iterator[int]:
    groups = struct.unpack_from(">I", font, at + 12)[0]
    for first, last, glyph in struct.iter_unpack(">III", font[at + 16 : at + 16 + 12 * groups]):
        yield from range(first if glyph else first + 1, last + 1)


def _of_format_4(font: bytes, at: int) -> Iterator[int]:
    size = struct.unpack_from(">H", font, at + 6)[0]

    def column(number: int) -> tuple[int, ...]:
        return struct.unpack_from(f">{size // 2}H", font, at + 14 + number * size + (2 if number else 0))

    for place, (last, first, delta, offset) in enumerate(zip(*map(column, range(4)), strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                (glyph,) = struct.unpack_from(">H", font, at + 16 + 3 * size + 2 * place + offset + 2 * (code - first))
            if (glyph + delta) % 0x10000:
                yield code
