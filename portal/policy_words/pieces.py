"""What a policy in words is made of, whoever shows it: steps, and sections of sentences and points."""

from collections.abc import Iterable
from dataclasses import dataclass

from babel.lists import format_list

from portal.domain.contacts import Body
from portal.domain.words import N_
from portal.languages import ENGLISH, LANGUAGES
from portal.wording import Wording

ENDS = (".", "?", ":", "؟", "۔", "।", "。")


@dataclass(frozen=True)
class Contact:
    """A way to reach somebody: `kind` is phone, email, website or address (on one line)."""

    kind: str
    value: str


@dataclass(frozen=True)
class Point:
    """One point of a list: its words, the sentences that belong to it, and a way to reach somebody.

    `foreign` says that the words are a name that no language translates.
    """

    words: str
    more: tuple[str, ...] = ()
    contact: Contact | None = None
    foreign: bool = False


@dataclass(frozen=True)
class Section:
    """Something the policy says: sentences, then points, then what stands under headings of its own.

    `id` names it within the page. `foreign` says that the title is a name that no language translates.
    """

    id: str
    title: str
    said: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    parts: tuple["Section", ...] = ()
    foreign: bool = False

    @property
    def is_empty(self) -> bool:
        """Is the policy silent about it?"""
        return not (self.said or self.points or self.parts)


@dataclass(frozen=True)
class Step:
    """One step of the road. `place` is "Step 1 of 3"; `section` is the id of the section that tells more."""

    number: int
    place: str
    name: str
    who: str
    time: tuple[str, ...]
    section: str
    note: str = ""


@dataclass(frozen=True)
class PolicyInWords:
    """A whole policy. `title` is the page's, `about` what version this is."""

    title: str
    steps_title: str
    steps: tuple[Step, ...]
    sections: tuple[Section, ...]
    about: tuple[str, ...]


def points(words: Iterable[str]) -> tuple[Point, ...]:
    """Points of nothing but words."""
    return tuple(Point(each) for each in words)


def ended(words: str) -> str:
    """Words as a sentence: a short entry of a pack has no full stop."""
    return words if not words or words.endswith(ENDS) else f"{words}."


def either(words: Iterable[str], wording: Wording) -> str:
    """One of several, as the language lists them: "a manager, a director or the board"."""
    return format_list(list(words), style="or", locale=LANGUAGES.get(wording.code, ENGLISH).locale)


def both(words: Iterable[str], wording: Wording) -> str:
    """All of several, as the language lists them: "the Chair and the Manager"."""
    return format_list(list(words), style="standard", locale=LANGUAGES.get(wording.code, ENGLISH).locale)


def one_line(address: str) -> str:
    """A postal address on one line."""
    return ", ".join(address.splitlines())


def reach(id: str, body: Body, wording: Wording) -> tuple[Section, ...]:
    """Under its own name every contact we have of somebody else, and when it was last checked; nothing where none."""
    ways = (
        (wording.say(N_("%(name)s website"), name=body.name), "website", body.complain_at or body.website),
        (wording.say(N_("Phone:")), "phone", body.phone),
        (wording.say(N_("Email:")), "email", "" if body.complain_at else body.email),
        (wording.say(N_("Post:")), "address", one_line(body.address)),
    )
    found = tuple(Point(words, contact=Contact(kind, value)) for words, kind, value in ways if value)
    checked = wording.say(N_("We last checked this on %(day)s."), day=body.checked_on)
    return (Section(id, body.name, (checked,), found, foreign=True),) if found else ()
