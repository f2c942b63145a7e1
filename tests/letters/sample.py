"""A letter for the tests: the same message in any language and size."""

from dataclasses import replace
from datetime import date

from portal.blocks import Block, Heading, Items, Link, Paragraph, Quote
from portal.languages import IN_EASY_ENGLISH, LANGUAGES, date_in_full
from portal.letters.letter import Letter, Sender, Size
from portal.wording import NOTES, WHAT, Wording

RESIDENT = ("Ms Mary O’Neil", "Flat 4", "12 Example Street", "Liverpool", "L1 8JQ")
LANDLORD = Sender("Example Homes", ("1 High Street", "Poynton", "SK12 1GA"), "0345 111 3300")
DAY = date(2026, 12, 1)
REFERENCE = "EX-2026-0001"
PAGE = "https://putright.example.org/example/case"
WROTE = "The boiler is broken (since 3 October).\nNobody came."


def sentences(code: str) -> tuple[str, ...]:
    """What letters may say, in a language: a sentence with a phone number, a date in each month, what is due."""
    first = IN_EASY_ENGLISH.get(code, "We understand you: %(phone)s.") % {"phone": LANDLORD.phone}
    months = (date_in_full(date(2026, month, 2 * month), code) for month in range(1, 13))
    return (first, *months, *map(Wording(code).say, (*WHAT.values(), *NOTES.values())))


def sample(code: str = "en", size: int = 12) -> Letter:
    """A letter with every kind of block."""
    said = sentences(code)
    blocks = (*map(Paragraph, said[:4]), Heading(said[0]), Quote(WROTE), Items(said[4:]), Link(said[0], PAGE))
    return Letter(RESIDENT, LANDLORD, DAY, said[0], REFERENCE, LANGUAGES[code], blocks, Size(size))


def saying(*blocks: Block, code: str = "en", size: int = 12) -> Letter:
    """A letter that says just this."""
    return replace(sample(code, size), blocks=blocks)


def written(letter: Letter) -> list[str]:
    """Everything a letter says, in the order in which it is read."""
    say = Wording(letter.language.code)
    sender = letter.sender
    words = [sender.name, *sender.address, sender.phone, *letter.to, say.day(letter.day)]
    words += [say.say("Reference: %(reference)s", reference=letter.reference), letter.title]
    for block in letter.blocks:
        words += block.lines if isinstance(block, Items) else (block.words,)
        words += (block.url,) if isinstance(block, Link) else ()
    return words
