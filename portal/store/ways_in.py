"""Ways in that somebody asked for: by whom, to which contact, and what proves that it was they."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from portal.domain.errors import NotFound
from portal.domain.events import RESIDENT
from portal.store import tables
from portal.store.engine import put
from portal.store.landlord import AtLandlord
from portal.store.outbox_rows import unsent


@dataclass(frozen=True)
class WayIn:
    """A link or a code that was asked for. `contact`, `asker` and `proof` are hashes: nothing here opens anything."""

    id: str
    how: str
    contact: str
    asker: str
    proof: str
    until: datetime


SAME = ("landlord", "reference", "kind")
COLUMNS = [tables.ways_in.c[name] for name in WayIn.__dataclass_fields__]


class WaysIn(AtLandlord):
    """What was asked for at one landlord's door."""

    def ask_way_in(self, way: WayIn, message: str, number: int, now: datetime) -> None:
        """Keep it, in place of what was asked for before; and have this message sent where a case has the contact.

        The message holds no address: it goes to the one in the case. While one waits, no other does; `number` tells
        each from those before.
        """
        contact = tables.contacts.c
        found = select(contact.reference).where(contact.landlord == self.landlord, contact.key == way.contact).limit(1)
        row = {"landlord": self.landlord, "reference": way.id, "number": number, "recipient": RESIDENT, "kind": message}
        row["channel"] = way.how
        waits = select(tables.outbox_rows.c.id).where(*(tables.outbox_rows.c[name] == row[name] for name in SAME))
        with self._database.writing() as connection:
            put(connection, tables.ways_in, {"landlord": self.landlord, **asdict(way), "tries": 0})
            if connection.scalar(found) is not None and connection.scalar(waits) is None:
                connection.execute(insert(tables.outbox_rows), {**row, **unsent(now)})

    def way_in(self, id: str, now: datetime) -> WayIn | None:
        """What was asked for, if it still lasts."""
        way = tables.ways_in.c
        found = select(*COLUMNS).where(way.landlord == self.landlord, way.id == id, way.until > now)
        with self._database.reading() as connection:
            row = connection.execute(found).mappings().first()
        return WayIn(**row) if row else None

    def set_proof(self, id: str, proof: str, now: datetime) -> None:
        """What proves it from now on. Raises NotFound where it lasts no longer."""
        way = tables.ways_in.c
        change = update(tables.ways_in).where(way.landlord == self.landlord, way.id == id, way.until > now)
        with self._database.writing() as connection:
            if connection.execute(change.values(proof=proof)).rowcount != 1:
                raise NotFound

    def count_way_in(self, id: str, most: int, now: datetime) -> WayIn | None:
        """Count one try at it, before it is heard. Nothing after the last one that is allowed."""
        way = tables.ways_in.c
        own = (way.landlord == self.landlord, way.id == id, way.until > now, way.tries < most)
        change = update(tables.ways_in).where(*own).values(tries=way.tries + 1).returning(*COLUMNS)
        with self._database.writing() as connection:
            row = connection.execute(change).mappings().first()
        return WayIn(**row) if row else None

    def use_way_in(self, id: str) -> bool:
        """Use it up. Of two who do so at once, one gets True."""
        way = tables.ways_in.c
        with self._database.writing() as connection:
            gone = delete(tables.ways_in).where(way.landlord == self.landlord, way.id == id)
            return connection.execute(gone).rowcount == 1
