"""Who looked at a person's cases, and when: staff, and whoever acts for them. The person may read it."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import insert, select

from portal.domain.errors import LostUpdate
from portal.store import tables
from portal.store.landlord import AtLandlord

MOST = 200
"""Of the newest: nobody reads more, and older ones are given to whoever asks for them."""


@dataclass(frozen=True)
class Look:
    """Somebody (`staff:<id>` or `representative:<id>`) looked at a page of a case. Once an hour is written down."""

    reference: str
    person: str
    who: str
    page: str
    looked_at: datetime


COLUMNS = [tables.looks.c[name] for name in Look.__dataclass_fields__]


class Looks(AtLandlord):
    """Who looked at what, at one landlord."""

    def looked(self, look: Look) -> None:
        """Write it down, unless the same was written in this hour."""
        hour = look.looked_at.strftime("%Y-%m-%dT%H")
        key = {"landlord": self.landlord, "reference": look.reference, "who": look.who, "page": look.page, "hour": hour}
        same = select(tables.looks.c.who).where(*(tables.looks.c[name] == value for name, value in key.items()))
        with self._database.reading() as connection:
            if connection.scalar(same) is not None:
                return
        try:
            with self._database.writing() as connection:
                connection.execute(insert(tables.looks), {**key, **asdict(look)})
        except LostUpdate:  # another window of theirs was first
            return

    def looks_at(self, person: str) -> tuple[Look, ...]:
        """Who looked at the cases of this person, the newest first."""
        look = tables.looks.c
        found = select(*COLUMNS).where(look.landlord == self.landlord, look.person == person)
        with self._database.reading() as connection:
            rows = connection.execute(found.order_by(look.looked_at.desc(), look.who, look.page).limit(MOST))
            return tuple(Look(**row) for row in rows.mappings())
