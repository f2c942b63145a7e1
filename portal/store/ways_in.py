"""Ways in that somebody asked for: by whom, to which contact, and what proves that it was they."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from portal.store import tables
from portal.store.engine import put
from portal.store.landlord import AtLandlord
from portal.store.outbox_rows import unsent


@dataclass(frozen=True)
class WayIn:
    """A link or a code that was asked for. `contact` and `asker` are hashes: nothing here opens anything.

    `proof` is the hash of the number beside a link; of a text, what its codes are made of, with a secret.
    """

    id: str
    how: str
    contact: str
    asker: str
    proof: str
    until: datetime


COLUMNS = [tables.ways_in.c[name] for name in WayIn.__dataclass_fields__]


class WaysIn(AtLandlord):
    """What was asked for at one landlord's door."""

    def ask_way_in(self, way: WayIn, message: str, number: int, now: datetime) -> None:
        """Keep it, in place of what was asked for before; and have this message sent to each who has the contact.

        The message holds no address: it goes to the one in the case, of the person (`whose`) that it is for. While one
        waits, no other does; `number` tells each from those before.
        """
        contact, row = tables.contacts.c, tables.outbox_rows.c
        found = select(contact.whose).where(contact.landlord == self.landlord, contact.key == way.contact).distinct()
        about = {"landlord": self.landlord, "reference": way.id, "kind": message}
        waits = select(row.recipient).where(*(row[name] == value for name, value in about.items()))
        with self._database.writing() as connection:
            put(connection, tables.ways_in, {"landlord": self.landlord, **asdict(way), "tries": 0})
            waiting = set(connection.scalars(waits))
            new = [each for each in connection.scalars(found.order_by(contact.whose)) if each not in waiting]
            more = {"number": number, "channel": way.how, **unsent(now)}
            if new:
                connection.execute(insert(tables.outbox_rows), [{**about, "recipient": to, **more} for to in new])

    def way_in(self, id: str, now: datetime) -> WayIn | None:
        """What was asked for, if it still lasts."""
        way = tables.ways_in.c
        found = select(*COLUMNS).where(way.landlord == self.landlord, way.id == id, way.until > now)
        with self._database.reading() as connection:
            row = connection.execute(found).mappings().first()
        return WayIn(**row) if row else None

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
