"""Whatever colour a pack may have, its shades can be read on every ground we have (WCAG 1.4.3, 1.4.11)."""

import re
from itertools import product
from pathlib import Path

import pytest

from portal.web.shades import SHADES, shades_of

SCSS = Path(__file__).parent.parent.parent / "static" / "scss"
WORDS, MARKS = 4.5, 3.0
GROUNDS = {"white": "#ffffff", "the warm strip": "#faf6ef", "good news": "#f0f8f3", "parts of the library": "#f1f6f5"}
STEPS = range(0, 256, 15)


def light(colour: str) -> float:
    """Relative luminance, as WCAG has it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How far two colours lie apart: 1 to 21."""
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


ACCEPTED = [
    colour
    for colour in (
        "#767676",
        *(f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in product(STEPS, repeat=3)),
    )
    if contrast(colour, "#ffffff") >= WORDS
]
"""Colours over the whole range that a pack may have, the lightest grey too."""


def test_there_are_colours_at_the_edge() -> None:
    assert len(ACCEPTED) > 1000
    assert min(contrast(colour, "#ffffff") for colour in ACCEPTED) < 4.6


def test_every_shade_can_be_read_where_it_is_used() -> None:
    for colour in ACCEPTED:
        shades = shades_of(colour)
        grounds = {**GROUNDS, "its tint": shades["--brand-tint"]}
        for name, ground in grounds.items():
            for words in ("--brand-text", "--brand-dark"):
                assert contrast(shades[words], ground) >= WORDS, (colour, words, name)
            assert contrast(shades["--brand"], ground) >= MARKS, (colour, name)
        for behind in ("--brand", "--brand-dark"):
            assert contrast(shades[behind], "#ffffff") >= WORDS, (colour, "white words", behind)
        for fixed in ("#1c2422", "#4b5654"):
            assert contrast(fixed, shades["--brand-tint"]) >= WORDS, (colour, fixed)


def test_the_stylesheet_names_the_grounds_and_shades_that_are_tested() -> None:
    sheets = "\n".join(path.read_text() for path in sorted(SCSS.glob("*.scss")))
    assert set(re.findall(r"--brand[\w-]*", sheets)) == set(SHADES)
    assert not re.search(r"(?<![-\w])color:\s*var\(--brand\)", sheets), "words are --brand-text"
    assert not re.search(r"(?<!-)color:\s*var\(--brand-(line|tint)\)", sheets), "lines and grounds are no words"
    grounds = {each.lower() for each in re.findall(r"background(?:-color)?:\s*(#\w+)", sheets)}
    dark = {ground for ground in grounds if len(ground) == 7 and light(ground) < 0.2}
    assert grounds - dark - {"#fff"} <= set(GROUNDS.values())
    assert "--warm: #faf6ef" in sheets


@pytest.mark.parametrize("colour", ["#0b5563", "#000000", "#767676"])
def test_shades_are_whole_colours(colour: str) -> None:
    assert shades_of(colour)["--brand"] == colour
    assert all(re.fullmatch(r"#[0-9a-f]{6}", shade) for shade in shades_of(colour).values())
