"""What lies on the desk of somebody who does something with a case, and what doing something is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from flask import g

from portal.domain.case import Case
from portal.domain.commands import Command
from portal.domain.events import RESIDENT, Event
from portal.domain.kept import Words
from portal.services.casework import CaseFile, open_file
from portal.services.office import Office
from portal.services.staff import STAFF
from portal.store import StaffMember
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.typed import Field, words_once


@dataclass(frozen=True)
class Desk:
    """One case, opened by one member of staff."""

    office: Office
    file: CaseFile
    me: StaffMember

    @classmethod
    def at(cls, reference: str) -> Self:
        """This request's desk. Raises NotFound: a case of another landlord's is none."""
        return cls(office(), open_file(office(), reference), g.staff)

    @property
    def case(self) -> Case:
        """The case as it is now."""
        return self.file.case

    @property
    def by(self) -> str:
        """How events name whoever sits here."""
        return STAFF + self.me.id

    def words(self, name: str) -> Words:
        """What was typed into a field, to be kept, once for this form."""
        return words_once(name, self.case.reference)


def nothing(desk: Desk) -> list[Any]:
    """Nothing to say."""
    return []


def no_hidden(desk: Desk) -> dict[str, str]:
    """Nothing more to carry along."""
    return {}


def today(desk: Desk) -> date | None:
    """It happens now."""
    return None


def no_problems(desk: Desk) -> dict[str, str]:
    """Nothing wrong that the rules would not find themselves."""
    return {}


def always(desk: Desk) -> bool:
    """Wherever its event may happen."""
    return True


def nobody_refused(desk: Desk) -> str:
    """No reason why this person may not do it."""
    return ""


@dataclass(frozen=True)
class Action:
    """One thing staff do with a case: a form, and the command that comes of it. Words are marked, not translated.

    `wrong` finds what the rules cannot see (a date that is none). `refused` says why this person may not do it,
    and `instead` names the action that helps then. `sends` says what goes to whom; `aside` is read while writing.
    `placed` maps what the rules find wrong to the form's own fields. `more` is the words of a button for another row.
    `preview` shows everything before it is sent, and `minds` what to think of once more. `day` is when it happened,
    where that is not now. `offered` asks more than whether its event may happen. `named` is the title where it depends
    on the case.
    """

    title: str
    submit: str
    done: str
    icon: str
    event: type[Event]
    fields: Callable[[Desk], list[Field]]
    command: Callable[[Desk], Command]
    text: str = ""
    named: Callable[[Desk], str] | None = None
    offered: Callable[[Desk], bool] = always
    wrong: Callable[[Desk], Mapping[str, str]] = no_problems
    refused: Callable[[Desk], str] = nobody_refused
    intro: Callable[[Desk], list[str]] = nothing
    sends: Callable[[Desk], list[str]] = nothing
    aside: Callable[[Desk], list[Field]] = nothing
    hidden: Callable[[Desk], dict[str, str]] = no_hidden
    placed: Callable[[Mapping[str, str]], dict[str, str]] = dict
    preview: Callable[[Desk], list[Field]] | None = None
    minds: Callable[[Desk], list[str]] = nothing
    more: str = ""
    instead: str = ""
    by_resident: bool = False
    day: Callable[[Desk], date | None] = today

    def decided_by(self, desk: Desk) -> str:
        """Who decides it: whoever sits here, or the resident, whose wish they write down."""
        return RESIDENT if self.by_resident else desk.by

    def heading(self, desk: Desk) -> str:
        """What it is called in this case, in the page's language."""
        return _(self.named(desk) if self.named else self.title)

    def fits(self, desk: Desk) -> bool:
        """Can it be done at this point of the case, under its policy?"""
        return desk.case.allows(self.event) and self.offered(desk)
