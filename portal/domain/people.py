"""The people of a case, read from the answers they gave."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.domain.draft import Answer

ANOTHER_LANGUAGE = "other"
"""They want one that is not offered: staff read it in the answers and ask which."""


@dataclass(frozen=True)
class Person:
    """Whoever made the complaint, and how they want to be reached. Empty means not given, never guessed."""

    name: str = ""
    acting_for: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    contact_by: tuple[str, ...] = ()
    contact_when: str = ""
    safe_message: str = ""
    language: str = "en"
    adjustments: tuple[str, ...] = ()
    adjustment_words: str = ""

    @classmethod
    def from_answers(cls, answers: Mapping[str, Answer], language: str) -> "Person":
        """The person these answers describe; `language` is used where none that we write was asked for."""
        asked_for = words(answers, "language")
        return cls(
            name=words(answers, "name"),
            acting_for=words(answers, "acting_for_name"),
            email=words(answers, "email"),
            phone=words(answers, "phone"),
            address=words(answers, "address"),
            postcode=words(answers, "postcode"),
            contact_by=several(answers, "contact_by"),
            contact_when=words(answers, "contact_when"),
            safe_message=words(answers, "safe_message"),
            language=language if asked_for in ("", ANOTHER_LANGUAGE) else asked_for,
            adjustments=several(answers, "adjustments"),
            adjustment_words=words(answers, "adjustment_words"),
        )

    @property
    def can_be_mailed(self) -> bool:
        """May we write to them by e-mail? Only where they chose it, gave an address, and nobody else may read it."""
        return bool(self.email) and "email" in self.contact_by and self.safe_message != "not_safe"

    @property
    def is_safe_to_message(self) -> bool:
        """Did they say that nobody else hears or reads a message?"""
        return self.safe_message == "safe"

    @property
    def is_unsafe_to_message(self) -> bool:
        """Did they say that somebody might, or that they would rather not say?"""
        return self.safe_message in ("not_safe", "rather_not")

    @property
    def can_be_reached(self) -> bool:
        """Is there any way to tell them anything?"""
        return bool(self.email or self.phone or (self.address and "post" in self.contact_by))


def words(answers: Mapping[str, Answer], question: str) -> str:
    """A single answer as words; empty where it was not given or is not a single one."""
    value = answers.get(question, "")
    return value if isinstance(value, str) else ""


def several(answers: Mapping[str, Answer], question: str) -> tuple[str, ...]:
    """A multiple answer; empty where it was not given."""
    value = answers.get(question, ())
    return value if isinstance(value, tuple) else ()
