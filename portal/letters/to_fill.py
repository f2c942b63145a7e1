"""What is filled in by hand on paper: boxes to tick, and lines to write on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tick:
    """A box to tick, and what ticking it says."""

    words: str


@dataclass(frozen=True)
class Line:
    """What to write, and a line to write it on."""

    words: str


ToFill = Tick | Line
