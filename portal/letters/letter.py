"""A letter or a form before it is set: to whom, from whom, in which language and size, and what it says."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from portal.blocks import Block
from portal.languages import Language
from portal.letters.to_fill import ToFill


class Size(IntEnum):
    """The size of the smallest print in a letter, in points: as usual, large print, and larger still."""

    STANDARD = 12
    LARGE = 18
    LARGER = 24


@dataclass(frozen=True)
class Sender:
    """The landlord, as it stands at the head of a letter."""

    name: str
    address: tuple[str, ...] = ()
    phone: str = ""


@dataclass(frozen=True)
class Letter:
    """A letter. `to` is name and address line by line, for the window of the envelope; it may be empty:
    then there is no envelope, and no room is left for its window.

    `title` says what it is about: it is the first heading and what a screen reader calls the document.
    """

    to: tuple[str, ...]
    sender: Sender
    day: date
    title: str
    reference: str
    language: Language
    blocks: tuple[Block | ToFill, ...]
    size: Size = Size.STANDARD
