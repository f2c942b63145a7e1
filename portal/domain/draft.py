"""The answers so far, whichever way they were given: a page, the assistant or a telephone."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

Answer = str | tuple[str, ...]
"""One answer: words or a chosen value, or several chosen values. An empty one means asked and left out."""


@dataclass(frozen=True)
class Draft:
    """A complaint not made yet. `version` grows by one with each change; `reference` is set once it is made.

    `unsent` holds words typed but not yet sent, by question, so that a dead battery loses nothing.
    """

    id: str
    landlord: str
    journey: str
    language: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    unsent: Mapping[str, str] = field(default_factory=dict)
    version: int = 0
    reference: str = ""
    channel: str = "page"

    def answered(self, answers: Mapping[str, Answer]) -> "Draft":
        """The draft with these answers given, replacing earlier ones to the same questions."""
        unsent = {question: words for question, words in self.unsent.items() if question not in answers}
        return replace(self, answers={**self.answers, **answers}, unsent=unsent, version=self.version + 1)

    def typed(self, unsent: Mapping[str, str]) -> "Draft":
        """The draft with words that were typed but not sent."""
        return replace(self, unsent={**self.unsent, **unsent}, version=self.version + 1)

    def without(self, question: str) -> "Draft":
        """The draft with one answer taken back, to be asked again."""
        answers = {asked: value for asked, value in self.answers.items() if asked != question}
        return replace(self, answers=answers, version=self.version + 1)

    def moved(self, landlord: str) -> "Draft":
        """The same answers for another landlord. Choices from the old landlord's own lists are asked again."""
        answers = {asked: value for asked, value in self.answers.items() if asked not in ("remedies", "adjustments")}
        return replace(self, landlord=landlord, answers=answers, version=self.version + 1)

    def made(self, reference: str) -> "Draft":
        """The draft after the complaint was made: its words now belong to the case."""
        return replace(self, reference=reference, answers={}, unsent={}, version=self.version + 1)
