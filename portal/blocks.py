"""What a message says, in parts that are written once and set as a mail, a text or a letter."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A heading, for those who jump from one to the next."""

    words: str


@dataclass(frozen=True)
class Paragraph:
    """One or more sentences of ours."""

    words: str


@dataclass(frozen=True)
class Quote:
    """What a person wrote, as they wrote it, in whatever language and direction."""

    words: str


@dataclass(frozen=True)
class Items:
    """A list."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """Where to go, on a line of its own."""

    words: str
    url: str


Block = Heading | Paragraph | Quote | Items | Link
