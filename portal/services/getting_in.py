"""Getting in without a code: a link by e-mail or a code by text opens all cases of a contact; staff give a new code."""

from dataclasses import dataclass

from portal import access
from portal.access import EMAIL, TEXT
from portal.domain.commands import GiveNewCode
from portal.domain.errors import NotFound
from portal.services.casework import CaseFile, is_sent, open_file, try_out
from portal.services.contact_keys import keys_of
from portal.services.office import Office
from portal.store import WayIn

OPEN_CASES, TEXT_CODE = "open_cases", "text_code"
"""The kinds of the messages with a link and with a code; the first is the purpose of that link too."""
MESSAGES = {EMAIL: OPEN_CASES, TEXT: TEXT_CODE}


@dataclass(frozen=True)
class Addressed:
    """A way in that is to be sent now: what was asked for, and the newest case of whom it goes to."""

    way: WayIn
    file: CaseFile


def ask_way_in(office: Office, how: str, contact: str, asker: str, address: str) -> str:
    """Ask for a link or a code, from this address, for what was typed as contact. Returns the id of what was asked for.

    Whether a case has that contact shows in nothing. Raises TooManyTries, counted by contact and by address.
    """
    key, now = access.contact_key(how, contact, office.secret), office.clock()
    access.not_too_often(office.store, f"way in to {key}", f"way in from {address}", secret=office.secret, now=now)
    id = access.ask_way_in(office.store, how, key, asker, MESSAGES[how], secret=office.secret, now=now)
    office.poke()
    return id


def addressed(office: Office, id: str) -> Addressed:
    """Whom a way in goes to: the contact as the case has it, never as it was typed. Raises NotFound where it ended."""
    way = office.store.way_in(id, office.clock())
    files = cases_of_contact(office, way.contact) if way else []
    if way is None or not files:
        raise NotFound
    return Addressed(way, files[0])


def link_to_cases(office: Office, way: WayIn, base_url: str) -> str:
    """The address of a link that opens the cases once, until what was asked for ends. Raises NotKept."""
    now = office.clock()
    token = access.new_link(office.store, OPEN_CASES, way.id, now=now, lasts=way.until - now)
    return f"{base_url.rstrip('/')}/{office.landlord}/case/link/{token}"


def way_of_link(office: Office, token: str) -> WayIn:
    """What a link was asked for with; looking uses up nothing. Raises NotFound."""
    link = access.peek(office.store, token, OPEN_CASES, office.clock())
    way = office.store.way_in(link.what, office.clock()) if link else None
    if way is None:
        raise NotFound
    return way


def claim_link(office: Office, token: str, asker: str | None, number: str) -> WayIn | None:
    """Use up a link, from the browser that asked or with the number it shows; None for a wrong number.

    Raises NotFound for a link that was used or is too old, and after too many wrong numbers.
    """
    way = way_of_link(office, token)
    is_right = access.asked_here(way, asker) or access.proves(
        office.store, way.id, number, secret=office.secret, now=office.clock()
    )
    if not is_right:
        return None
    if not office.store.use_way_in(way.id) or access.claim(office.store, token, OPEN_CASES, office.clock()) is None:
        raise NotFound
    return way


def claim_code(office: Office, id: str, asker: str | None, code: str) -> WayIn | None:
    """Use up a code sent by text, in the browser that asked for it; None for a wrong one. Raises NotFound."""
    way = office.store.way_in(id, office.clock())
    if way is None or not access.asked_here(way, asker):
        raise NotFound
    if not access.proves(office.store, id, code, secret=office.secret, now=office.clock()):
        return None
    if not office.store.use_way_in(id):
        raise NotFound
    return way


def cases_of_contact(office: Office, key: str) -> list[CaseFile]:
    """The cases that this contact opens today, the newest first: people change and take back how to reach them."""
    files = [open_file(office, each) for each in office.store.cases_of_contact(key)]
    return [file for file in files if key in keys_of(file.person, office.secret)]


def contacts_changed(office: Office, reference: str) -> None:
    """How to reach the person of this case has changed: no old contact opens any case of theirs, nor stays in one."""
    cases = [each for each in office.store.cases_of(office.store.person_of(reference)) if office.store.code(each)]
    old = {each: office.store.contacts_of(each) for each in cases}
    for each in cases:
        office.store.keep_contacts(each, keys_of(open_file(office, each).person, office.secret))
    now = {key for each in cases for key in office.store.contacts_of(each)}
    for key in {key for keys in old.values() for key in keys} - now:
        office.store.end_sessions("person", key)


def index_contacts(office: Office) -> int:
    """Find every case by its contacts again, whatever the table said. Returns how many cases there are."""
    references = office.store.references_with_codes()
    for reference in references:
        office.store.keep_contacts(reference, keys_of(open_file(office, reference).person, office.secret))
    return len(references)


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
