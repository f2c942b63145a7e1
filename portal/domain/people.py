"""The people of a case, read from the answers they gave."""

from collections.abc import Mapping
from dataclasses import dataclass
from unicodedata import normalize

from portal.domain.draft import Answer

ANOTHER_LANGUAGE = "other"
"""They want one that is not offered: staff read it in the answers and ask which."""


@dataclass(frozen=True)
class Person:
    """Whoever made the complaint, and how they want to be reached. Empty means not given, never guessed."""

    name: str = ""
    organisation: str = ""
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
            organisation=words(answers, "organisation"),
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


SOMEONE_ELSE = "someone_else"
ACTING_FOR = "acting_for_"
CONTACT = (
    "name", "organisation", "email", "phone", "contact_by", "contact_when", "safe_message", "language",
)  # fmt: skip
"""What is asked about whoever fills in the questions: in a complaint for somebody else, the representative."""


def is_for_someone_else(answers: Mapping[str, Answer]) -> bool:
    """Were these answers given by somebody who acts for the resident?"""
    return words(answers, "for_whom") == SOMEONE_ELSE


def of_the_resident(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers about the resident: those of whoever acts for them are left out, and never taken for theirs.

    What was told of how to reach the resident becomes their ways; whether that is safe, they can only say themselves.
    """
    if not is_for_someone_else(answers):
        return dict(answers)
    own: dict[str, Answer] = {asked: answer for asked, answer in answers.items() if asked not in CONTACT}
    for field in ("name", "email", "phone"):
        if told := words(answers, ACTING_FOR + field):
            own[field] = told
    ways = (("email",) if "email" in own else ()) + (("phone", "text") if "phone" in own else ())
    return {**own, "contact_by": ways} if ways else own


def of_the_representative(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """What somebody who acts for the resident told of themself, by question; empty where nobody does."""
    if not is_for_someone_else(answers):
        return {}
    own = {asked: answers[asked] for asked in CONTACT if asked in answers}
    organisation = words(answers, ACTING_FOR + "organisation")
    return {**own, "organisation": organisation} if organisation else own


def same_contact(one: Person, other: Person) -> bool:
    """Do both have the same e-mail address or phone number? Then staff look twice who agrees to what."""
    emails = {one.email.casefold()} & {other.email.casefold()} - {""}
    phones = {_digits(one.phone)} & {_digits(other.phone)} - {""}
    return bool(emails or phones)


def is_same_person(one: Person, other: Person) -> bool:
    """Do both have the same name and the same contact? Then nobody acts for anybody."""
    return folded(one.name) == folded(other.name) and same_contact(one, other)


def folded(name: str) -> str:
    """A name as it tells people apart: small or big letters, blanks and ways of typing a letter make no difference."""
    return " ".join(normalize("NFKC", name).casefold().split())


def _digits(phone: str) -> str:
    return "".join(each for each in phone if each.isdigit())[-10:]


def words(answers: Mapping[str, Answer], question: str) -> str:
    """A single answer as words; empty where it was not given or is not a single one."""
    value = answers.get(question, "")
    return value if isinstance(value, str) else ""


def several(answers: Mapping[str, Answer], question: str) -> tuple[str, ...]:
    """A multiple answer; empty where it was not given."""
    value = answers.get(question, ())
    return value if isinstance(value, tuple) else ()
