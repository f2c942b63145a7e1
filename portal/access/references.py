"""References: the names of cases, short enough to say on the telephone. A name, not a secret."""

import secrets
from random import Random
from types import ModuleType

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0 O 1 I L U: nobody has to ask which is meant."""
GROUP, GROUPS = 4, 2


def new_reference(letters: str, rng: ModuleType | Random = secrets) -> str:
    """A new reference such as `LMJ-7K3F-92QD`; `letters` are the landlord's."""
    chosen = "".join(rng.choice(LETTERS) for _ in range(GROUP * GROUPS))
    return f"{letters}-{chosen[:GROUP]}-{chosen[GROUP:]}"


def normal_reference(typed: str | None) -> str:
    """A reference as it was typed, in any case, with or without spaces and hyphens, as we write it."""
    plain = plain_letters(typed)
    letters, rest = plain[: -GROUP * GROUPS], plain[-GROUP * GROUPS :]
    return f"{letters}-{rest[:GROUP]}-{rest[GROUP:]}" if letters else plain


def plain_letters(typed: str | None) -> str:
    """Only the letters A to Z and digits of what was typed, as capitals."""
    return "".join(letter for letter in (typed or "").upper() if letter.isascii() and letter.isalnum())
