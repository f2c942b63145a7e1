"""By which contacts people can get in: only by those that they chose and that nobody else reads."""

from collections.abc import Iterable, Iterator

from portal.access import EMAIL, TEXT, contact_key, whose_key
from portal.domain.people import Person, folded
from portal.domain.permissions import Reader, Right, may
from portal.domain.recipients import Acting
from portal.services.office import Office
from portal.store import FoundBy


def keys_of(person: Person, secret: str) -> tuple[str, ...]:
    """The keys of a resident's contacts to which a link or a code may be sent: whoever reads it opens all of a case."""
    return tuple(_keys(person, person.contact_by, secret)) if person.is_safe_to_message else ()


def keys_of_representative(person: Person, secret: str) -> tuple[str, ...]:
    """The same of somebody who acts for a resident: the ways they chose; where they were not asked, all we know.

    A phone that they chose gets the code that they ask for, as it is often the resident who told us of it.
    """
    chosen = person.contact_by or (EMAIL, TEXT)
    reached = (*chosen, TEXT) if "phone" in chosen else chosen
    return () if person.is_unsafe_to_message else tuple(_keys(person, reached, secret))


def resident_found_by(office: Office, person: Person, id: str) -> tuple[FoundBy, ...]:
    """By what the resident (whose record is `id`) finds a case of theirs."""
    return _found_by(keys_of(person, office.secret), person, id, office.secret)


def representatives_found_by(office: Office, acting: Acting, reference: str) -> tuple[FoundBy, ...]:
    """By what those who act for the resident find this case: nobody who may not even know of it."""
    return tuple(
        found
        for id, person in acting.people.items()
        if may(Reader(id), Right.KNOW_RECEIVED, acting.record, reference, acting.today)
        for found in _found_by(keys_of_representative(person, office.secret), person, id, office.secret, id)
    )


def _found_by(keys: Iterable[str], person: Person, id: str, secret: str, holder: str = "") -> tuple[FoundBy, ...]:
    """People of one contact are told apart by name. Whoever gave none is apart from all others: no name has a break."""
    who = folded(person.name) or f"\n{id}"
    return tuple(FoundBy(key, whose_key(key, who, secret), holder) for key in keys)


def _keys(person: Person, chosen: tuple[str, ...], secret: str) -> Iterator[str]:
    ways = ((EMAIL, person.email), (TEXT, person.phone))
    yield from (contact_key(how, to, secret) for how, to in ways if to and how in chosen)
