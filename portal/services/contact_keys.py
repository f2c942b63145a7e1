"""By which contacts a person can get in: only by those that they chose and that nobody else reads."""

from portal.access import EMAIL, TEXT, contact_key
from portal.domain.people import Person


def keys_of(person: Person, secret: str) -> tuple[str, ...]:
    """The keys of their contacts to which a link or a code may be sent. Whoever reads it opens the whole case."""
    if not person.is_safe_to_message:
        return ()
    ways = ((EMAIL, person.email, "email"), (TEXT, person.phone, "text"))
    return tuple(contact_key(how, to, secret) for how, to, chosen in ways if to and chosen in person.contact_by)
