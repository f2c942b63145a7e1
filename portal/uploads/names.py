"""File names fit to be shown back: no folders, nothing unseen, not too long."""

import re
import unicodedata

from portal.uploads.kinds import ENDINGS, PDF

LONGEST = 100
"""Characters in a name shown, its ending included."""

_JOINERS = "\u200c\u200d"
_KNOWN_ENDINGS = frozenset(ending for endings in ENDINGS.values() for ending in endings)


def clean(name: str, kind: str | None = None) -> str:
    """`name` without folders, control characters and marks that turn the reading direction, and with its true ending.

    Joiners stay, for letters use them (Urdu, Bengali). Where `kind` is given, an ending that tells another kind is
    replaced and an unknown one is only added to: `IMG_1.HEIC` kept as JPEG is `IMG_1.jpg`, `letter 3.4` is
    `letter 3.4.pdf`.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(c if c in _JOINERS or unicodedata.category(c)[0] not in "CZ" else _gap(c) for c in last)
    tidy = " ".join(seen.split()).strip(". " + _JOINERS)
    stem, dot, ending = tidy.rpartition(".")
    known = f"{dot}{ending}".lower() in _KNOWN_ENDINGS
    stem, ending = (stem, f".{ending}") if stem and known else (tidy, "")
    if kind and ending.lower() not in ENDINGS[kind]:
        ending = ENDINGS[kind][0]
    stem = stem[: LONGEST - len(ending)].rstrip(". ")
    return (stem or ("document" if kind == PDF else "photo" if kind else "file")) + ending


def _gap(character: str) -> str:
    return " " if character.isspace() or unicodedata.category(character)[0] == "Z" else ""
