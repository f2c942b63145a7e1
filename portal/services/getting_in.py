"""Getting in without a code: by a link or a text somebody opens all their cases; staff give a new code."""

from dataclasses import dataclass
from itertools import islice

from portal import access
from portal.access import EMAIL, TEXT
from portal.domain.commands import GiveNewCode
from portal.domain.errors import NotFound
from portal.domain.people import Person
from portal.services.casework import is_sent, open_file, try_out
from portal.services.contact_keys import (
    keys_of,
    keys_of_representative,
    representatives_found_by,
    resident_found_by,
)
from portal.services.office import Office
from portal.services.openable import Openable, openable
from portal.store import WayIn

OPEN_CASES, TEXT_CODE = "open_cases", "text_code"
"""The kinds of the messages with a link and with a code; the first is the purpose of that link too."""
MESSAGES = {EMAIL: OPEN_CASES, TEXT: TEXT_CODE}


@dataclass(frozen=True)
class Addressed:
    """A way in that is to be sent now: what was asked for, for which of the people who have the contact, and to whom.

    `acts` says that they have nothing of their own here, only cases of others.
    """

    way: WayIn
    whose: str
    person: Person
    acts: bool


@dataclass(frozen=True)
class CameIn:
    """Somebody who has shown that a contact is theirs, and the newest of what they may open, two at most."""

    whose: str
    openable: tuple[Openable, ...]


def ask_way_in(office: Office, how: str, contact: str, asker: str, address: str) -> str:
    """Ask for a link or a code, from this address, for what was typed as contact. Returns the id of what was asked for.

    Whether a case has that contact shows in nothing. Raises TooManyTries, counted by contact and by address.
    """
    key, now = access.contact_key(how, contact, office.secret), office.clock()
    access.not_too_often(office.store, f"way in to {key}", f"way in from {address}", secret=office.secret, now=now)
    id = access.ask_way_in(office.store, how, key, asker, MESSAGES[how], secret=office.secret, now=now)
    office.poke()
    return id


def addressed(office: Office, id: str, whose: str) -> Addressed:
    """Whom a way in goes to: the contact as we have it, never as it was typed. Raises NotFound where it ended."""
    way = office.store.way_in(id, office.clock())
    if way is None or not office.store.is_contact_of(way.contact, whose):
        raise NotFound
    for each in openable(office, office.store.openings(whose)):
        file = open_file(office, each.reference)
        person, keys = file.person, keys_of(file.person, office.secret)
        if not each.reader.is_resident:
            person = file.acting(office.today).people[each.reader.representative]
            keys = keys_of_representative(person, office.secret)
        if way.contact in keys:
            return Addressed(way, whose, person, acts=not has_own(office, whose))
    raise NotFound


def has_own(office: Office, whose: str) -> bool:
    """Has this person of a contact any case of their own?"""
    return any(not each.holder for each in office.store.openings(whose))


def link_to_cases(office: Office, to: Addressed, base_url: str) -> str:
    """The address of a link that opens their cases once, until what was asked for ends. Raises NotKept."""
    now = office.clock()
    what = f"{to.way.id} {to.whose}"
    token = access.new_link(office.store, OPEN_CASES, what, now=now, lasts=to.way.until - now)
    return f"{base_url.rstrip('/')}/{office.landlord}/case/link/{token}"


def way_of_link(office: Office, token: str) -> WayIn:
    """What a link was asked for with; looking uses up nothing. Raises NotFound."""
    return _of_link(office, token)[0]


def claim_link(office: Office, token: str, asker: str | None, number: str) -> CameIn | None:
    """Use up a link, from the browser that asked or with the number it shows; None for a wrong number.

    Raises NotFound for a link that was used or is too old, after too many wrong numbers, and for whoever may open
    nothing any more.
    """
    way, whose = _of_link(office, token)
    is_right = access.asked_here(way, asker) or access.proves(
        office.store, way.id, number, secret=office.secret, now=office.clock()
    )
    if not is_right:
        return None
    if not office.store.use_way_in(way.id) or access.claim(office.store, token, OPEN_CASES, office.clock()) is None:
        raise NotFound
    return _came_in(office, way, whose)


def claim_code(office: Office, id: str, asker: str | None, code: str) -> CameIn | None:
    """Use up a code sent by text, in the browser that asked for it; None for a wrong one. Raises as `claim_link`."""
    way = office.store.way_in(id, office.clock())
    if way is None or not access.asked_here(way, asker):
        raise NotFound
    whose = access.whose_code(office.store, id, code, secret=office.secret, now=office.clock())
    if not whose:
        return None
    if not office.store.use_way_in(id):
        raise NotFound
    return _came_in(office, way, whose)


def contacts_changed(office: Office, reference: str) -> None:
    """How to reach the person of this case has changed: no old contact opens any case of theirs, nor stays in one."""
    for each in office.store.cases_with_codes(office.store.person_of(reference)):
        _index(office, each)


def index_contacts(office: Office) -> int:
    """Find every case by its contacts again, whatever the table said. Returns how many cases there are."""
    references = office.store.references_with_codes()
    for reference in references:
        _index(office, reference)
    return len(references)


def index_what_is_missing(office: Office) -> None:
    """Find cases by their contacts again where none is: a new version of the tables begins without them."""
    if office.store.finds_nobody():
        index_contacts(office)


def _index(office: Office, reference: str) -> None:
    file = open_file(office, reference)
    own = resident_found_by(office, file.person, file.case.made.person)
    acting = representatives_found_by(office, file.acting(office.today), reference)
    office.store.keep_contacts(reference, (*own, *acting))


def _of_link(office: Office, token: str) -> tuple[WayIn, str]:
    """What a link was asked for with, and for whom it is. Raises NotFound."""
    link = access.peek(office.store, token, OPEN_CASES, office.clock())
    id, _, whose = link.what.partition(" ") if link else ("", "", "")
    way = office.store.way_in(id, office.clock()) if link else None
    if way is None:
        raise NotFound
    return way, whose


def _came_in(office: Office, way: WayIn, whose: str) -> CameIn:
    """Raises NotFound where the contact is theirs no more, or opens nothing."""
    found = tuple(islice(openable(office, office.store.openings(whose)), 2))
    if not found or not office.store.is_contact_of(way.contact, whose):
        raise NotFound
    return CameIn(whose, found)


def give_new_code(office: Office, reference: str, command: GiveNewCode, *, by: str, seen: int) -> str:
    """A new code for a case, after what staff checked: the old one ends, and so does every session of the case.

    Empty where this very form was sent before: a code is shown once. Raises what `carry_out` raises, and NotFound for
    a case that has no code of its own.
    """
    if office.store.code(reference) is None:
        raise NotFound(reference)
    if is_sent(command, open_file(office, reference).case):
        return ""
    outcome = try_out(office, reference, command, by=by, seen=seen)
    code, stored = access.replace_code(reference, office.secret)
    office.store.commit(outcome, code=stored)
    office.store.end_sessions_that_open((reference,))
    office.poke()
    return code
