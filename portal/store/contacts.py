"""Cases by the contacts of whoever may open them. Only keys are kept (HMACs): nobody can read a contact out of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import ColumnElement, Connection, bindparam, delete, exists, insert, select, update

from portal.store import tables
from portal.store.landlord import AtLandlord

PERSON_SESSION = "person"
OPENS_NOTHING = {"what": "", "chosen": ""}
"""A session that was ended so, for good; left for a while, so that whoever has it is told once that it is over."""


@dataclass(frozen=True)
class FoundBy:
    """A contact (`key`) by which somebody's way into a case is found.

    `whose` tells people of one contact apart: a household may share a mailbox. `holder` is as in `StoredCode`: empty
    for the resident, else the id of somebody who acts for them.
    """

    key: str
    whose: str
    holder: str = ""


@dataclass(frozen=True)
class Opening:
    """A case that somebody may open as its resident, or as the `holder` who acts for the resident (`person`)."""

    reference: str
    person: str
    holder: str


CONTACT, CASE = tables.contacts.c, tables.cases.c
OPENINGS = (
    select(CONTACT.reference, CONTACT.person, CONTACT.holder)
    .join(tables.cases, (CASE.landlord == CONTACT.landlord) & (CASE.reference == CONTACT.reference))
    .where(CONTACT.landlord == bindparam("landlord"), CONTACT.whose == bindparam("whose"))
    .order_by(CASE.made_at.desc(), CONTACT.reference, CONTACT.holder)
)
OPENINGS_OF_ONE = OPENINGS.where(CONTACT.reference == bindparam("reference"))


class Contacts(AtLandlord):
    """Who opens which case by which contact, at one landlord. What they may do there is asked elsewhere, each time."""

    def finds_nobody(self) -> bool:
        """Is no case found by any contact? So it is after the tables were made anew, until they are written again."""
        with self._database.reading() as connection:
            found = connection.scalar(select(CONTACT.key).where(CONTACT.landlord == self.landlord).limit(1))
        return found is None

    def openings(self, whose: str) -> tuple[Opening, ...]:
        """What this person of a contact may open, the newest case first."""
        with self._database.reading() as connection:
            rows = connection.execute(OPENINGS, {"landlord": self.landlord, "whose": whose})
            return tuple(Opening(*row) for row in rows)

    def openings_of(self, whose: str, reference: str) -> tuple[Opening, ...]:
        """As whom this person of a contact may open one case; empty for a case that is not theirs."""
        own = {"landlord": self.landlord, "whose": whose, "reference": reference}
        with self._database.reading() as connection:
            return tuple(Opening(*row) for row in connection.execute(OPENINGS_OF_ONE, own))

    def opens_several(self, whose: str) -> bool:
        """Does this person of a contact open more than one case?"""
        found = select(CONTACT.reference).where(CONTACT.landlord == self.landlord, CONTACT.whose == whose).distinct()
        with self._database.reading() as connection:
            return len(connection.scalars(found.limit(2)).all()) > 1

    def people_of_contact(self, key: str) -> tuple[str, ...]:
        """The people (`whose`) who may open something by this contact, in order."""
        found = select(CONTACT.whose).where(CONTACT.landlord == self.landlord, CONTACT.key == key).distinct()
        with self._database.reading() as connection:
            return tuple(connection.scalars(found.order_by(CONTACT.whose)))

    def is_contact_of(self, key: str, whose: str) -> bool:
        """Does this person still open anything by this contact?"""
        found = select(CONTACT.whose).where(
            CONTACT.landlord == self.landlord, CONTACT.key == key, CONTACT.whose == whose
        )
        with self._database.reading() as connection:
            return connection.scalar(found.limit(1)) is not None

    def found_by(self, reference: str) -> tuple[FoundBy, ...]:
        """By what a case is found, in order."""
        found = select(CONTACT.key, CONTACT.whose, CONTACT.holder).where(
            CONTACT.landlord == self.landlord, CONTACT.reference == reference
        )
        with self._database.reading() as connection:
            rows = connection.execute(found.order_by(CONTACT.key, CONTACT.holder))
            return tuple(FoundBy(*row) for row in rows)

    def keep_contacts(self, reference: str, found_by: Iterable[FoundBy]) -> None:
        """A case is found by these now, and by no others. Who came by a contact that opens nothing is signed out."""
        with self._database.writing() as connection:
            rewrite_contacts(connection, self.landlord, {reference: tuple(found_by)})


def rewrite_contacts(
    connection: Connection,
    landlord: str,
    found_by: Mapping[str, Sequence[FoundBy]],
    *more: ColumnElement[bool],
) -> None:
    """Find each case (by its reference) by these and no others, inside a transaction that is open.

    `more` narrows what is replaced.
    """
    old = (CONTACT.landlord == landlord, CONTACT.reference.in_(list(found_by)), *more)
    before = set(connection.scalars(select(CONTACT.whose).where(*old)))
    connection.execute(delete(tables.contacts).where(*old))
    for reference, each in found_by.items():
        write_contacts(connection, landlord, reference, each)
    session = tables.sessions.c
    opens_something = exists().where(CONTACT.landlord == landlord, CONTACT.whose == session.what)
    signed_in = (session.landlord == landlord, session.kind == PERSON_SESSION, session.what.in_(before))
    connection.execute(update(tables.sessions).where(*signed_in, ~opens_something).values(**OPENS_NOTHING))


def write_contacts(connection: Connection, landlord: str, reference: str, found_by: Iterable[FoundBy]) -> None:
    """Write by what a case is found, inside a transaction that is open."""
    person = connection.scalar(select(CASE.person).where(CASE.landlord == landlord, CASE.reference == reference))
    own = {"landlord": landlord, "reference": reference, "person": person}
    if rows := [{**own, **asdict(each)} for each in dict.fromkeys(found_by)]:
        connection.execute(insert(tables.contacts), rows)
