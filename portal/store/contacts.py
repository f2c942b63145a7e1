"""Cases by the contacts of their person. Only keys are kept (HMACs): nobody can read a contact out of them."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from portal.store import tables
from portal.store.landlord import AtLandlord


class Contacts(AtLandlord):
    """Which case has which contact, at one landlord."""

    def cases_of_contact(self, key: str) -> tuple[str, ...]:
        """The references of the cases with this contact, the newest first."""
        contact, case = tables.contacts.c, tables.cases.c
        found = (
            select(contact.reference)
            .join(tables.cases, (case.landlord == contact.landlord) & (case.reference == contact.reference))
            .where(contact.landlord == self.landlord, contact.key == key)
            .order_by(case.made_at.desc(), case.reference)
        )
        with self._database.reading() as connection:
            return tuple(connection.scalars(found))

    def is_contact_of(self, key: str, reference: str) -> bool:
        """Has this case this contact?"""
        contact = tables.contacts.c
        found = select(contact.reference).where(
            contact.landlord == self.landlord, contact.key == key, contact.reference == reference
        )
        with self._database.reading() as connection:
            return connection.scalar(found) is not None

    def contacts_of(self, reference: str) -> tuple[str, ...]:
        """The keys of the contacts of a case."""
        contact = tables.contacts.c
        found = select(contact.key).where(contact.landlord == self.landlord, contact.reference == reference)
        with self._database.reading() as connection:
            return tuple(connection.scalars(found.order_by(contact.key)))

    def keep_contacts(self, reference: str, keys: Iterable[str]) -> None:
        """The contacts of a case are these now, and no others: with none, it is found by none any more."""
        with self._database.writing() as connection:
            gone = (tables.contacts.c.landlord == self.landlord, tables.contacts.c.reference == reference)
            connection.execute(delete(tables.contacts).where(*gone))
            write_contacts(connection, self.landlord, reference, keys)


def write_contacts(connection: Connection, landlord: str, reference: str, keys: Iterable[str]) -> None:
    """Write the contacts of a case inside a transaction that is open."""
    case = tables.cases.c
    person = connection.scalar(select(case.person).where(case.landlord == landlord, case.reference == reference))
    own = {"landlord": landlord, "reference": reference, "person": person}
    if rows := [{**own, "key": key} for key in dict.fromkeys(keys)]:
        connection.execute(insert(tables.contacts), rows)
