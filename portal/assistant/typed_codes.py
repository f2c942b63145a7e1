"""A reference and code typed into the conversation: tried at the door, and masked before anything is kept."""

import re
from dataclasses import dataclass
from functools import cache

from portal import access
from portal.access.codes import LENGTH, LETTERS, MEANT
from portal.access.references import plain_letters
from portal.domain.errors import NotFound, TooManyTries
from portal.services.office import Office

MASK = "[code]"
SHORT = 10
GROUPED = re.compile(r"\b[0-9a-z]{4}(?P<dash>[-–])?[\s-]*[0-9a-z]{4}(?(dash)[\s–-]*|\s+)[0-9a-z]{2}\b", re.IGNORECASE)
TOGETHER = re.compile(r"\b[0-9a-z]{10}\b", re.IGNORECASE)
AROUND = re.compile(r"\b(?:the|my|code|reference|ref|number|is|and|access|it|please|hi|hello)\b|[:,;.]", re.IGNORECASE)
RIGHT, WRONG, WAIT, HALF = "", "wrong", "wait", "half"
ACTING = "acting"
"""The code of somebody who acts for the resident: it opens the page, which shows what they may see."""


@dataclass(frozen=True)
class Tried:
    """The message without its code, and what came of it: `door` as the slot has it, `opened` the case's reference."""

    text: str
    has_code: bool = False
    door: str = ""
    opened: str = ""

    @property
    def is_about_the_case(self) -> bool:
        """Is the message little more than a code? Then it asks where the case is."""
        return self.has_code and len(self.text.split()) <= SHORT


def try_code(office: Office, text: str, address: str) -> Tried:
    """Find a code in a message and try it. `address` is counted for the limit on tries."""
    if len(text) < LENGTH:
        return Tried(text)
    reference = _reference(office.policy.letters).search(text)
    rest = text if reference is None else text[: reference.start()] + "\x00" + text[reference.end() :]
    code = _code(rest, is_sure=reference is not None)
    if code is None:
        return Tried(text)
    masked = rest.replace(code, MASK).replace("\x00", reference.group() if reference else "")
    if reference is None:
        return Tried(masked, True, HALF)
    try:
        opened = access.open_door(
            office.store, reference.group(), code, address=address, secret=office.secret, now=office.clock()
        )
    except NotFound:
        return Tried(masked, True, WRONG)
    except TooManyTries:
        return Tried(masked, True, WAIT)
    return Tried(masked, True, ACTING) if opened.holder else Tried(masked, True, RIGHT, opened.case.reference)


@cache
def _reference(letters: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(letters)}[\s–-]*[0-9a-z]{{4}}[\s–-]*[0-9a-z]{{4}}\b", re.IGNORECASE)


def _code(text: str, *, is_sure: bool) -> str | None:
    """The part of the text that looks like a code. With a reference beside it, less is asked of its looks."""
    for pattern in (TOGETHER, GROUPED):
        for match in pattern.finditer(text):
            if _looks_like_one(match.group(), is_sure and len(text.split()) <= SHORT):
                return match.group()
    alone = " ".join(AROUND.sub(" ", text.replace("\x00", " ")).split())
    if is_sure and len(plain_letters(alone)) == LENGTH and alone in text:
        return alone
    return None


def _looks_like_one(typed: str, is_sure: bool) -> bool:
    letters = plain_letters(typed)
    if len(letters) != LENGTH:
        return False
    if is_sure:
        return True
    has_both = any(c.isdigit() for c in letters) and any(c.isalpha() for c in letters)
    return (has_both or typed.count("-") >= 2) and not set(letters.translate(MEANT)) - set(LETTERS)
