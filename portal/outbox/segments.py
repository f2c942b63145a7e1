"""How long a text message is: what fits into 7 bits a letter costs half of what any other script does (3GPP 23.038)."""

from math import ceil

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("^{}\\[~]|€\f")
"""Each of these takes the room of two."""


def segments(words: str) -> int:
    """How many messages a phone company counts: of 160 letters or 70 signs, a little less where there are several."""
    if set(words) <= BASIC | EXTENDED:
        length, alone, joined = len(words) + sum(letter in EXTENDED for letter in words), 160, 153
    else:
        length, alone, joined = len(words.encode("utf-16-be")) // 2, 70, 67
    return 1 if length <= alone else ceil(length / joined)
