"""Access codes, as HMACs: enough to know a code again, not to read it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from portal.domain.errors import NotFound
from portal.domain.events import REPRESENTATIVE
from portal.store import tables
from portal.store.engine import put
from portal.store.landlord import CASE, AtLandlord


@dataclass(frozen=True)
class StoredCode:
    """A code of a case. The code itself is never stored. `is_kept`: whoever made the case gets no other one.

    `holder` is whose it is: empty for the resident, else the id of somebody who acts for them.
    """

    reference: str
    hmac: str
    is_kept: bool = False
    holder: str = ""


class Codes(AtLandlord):
    """The access codes of one landlord's cases."""

    def code(self, reference: str) -> StoredCode | None:
        """A code of this case, the resident's where they have one; None where there is no such case."""
        return next(iter(self.codes(reference)), None)

    def codes(self, reference: str) -> tuple[StoredCode, ...]:
        """Every code of this case, the resident's first."""
        code = tables.access_codes.c
        found = select(code.hmac, code.holder).where(code.landlord == self.landlord, code.reference == reference)
        with self._database.reading() as connection:
            rows = connection.execute(found.order_by(code.holder))
            return tuple(StoredCode(reference, hmac, holder=holder) for hmac, holder in rows)

    def maker_of(self, reference: str) -> str:
        """Who made this case: empty for the resident, else the id of whoever acted for them, who got its code.

        Its first event says so. Where that names the resident, it may be older than such events, or joined to a case
        that somebody else made: then it goes by whose code is the oldest.
        """
        event, code = tables.events.c, tables.access_codes.c
        said = select(event.decided_by).where(
            event.landlord == self.landlord, event.stream == CASE + reference, event.number == 1
        )
        found = select(code.holder).where(code.landlord == self.landlord, code.reference == reference)
        with self._database.reading() as connection:
            by = str(connection.scalar(said) or "")
            if by.startswith(REPRESENTATIVE):
                return by.removeprefix(REPRESENTATIVE)
            return str(connection.scalar(found.order_by(code.made_at, code.holder).limit(1)) or "")

    def references_with_codes(self) -> tuple[str, ...]:
        """Every case that opens to a code, in order."""
        code = tables.access_codes.c
        found = select(code.reference).where(code.landlord == self.landlord).distinct().order_by(code.reference)
        with self._database.reading() as connection:
            return tuple(connection.scalars(found))

    def replace_code(self, code: StoredCode, now: datetime) -> bool:
        """End the old code with a new one, unless the resident has said that they kept the old one: then False."""
        old = tables.access_codes.c
        change = update(tables.access_codes).where(
            old.landlord == self.landlord, old.reference == code.reference, old.kept_at.is_(None)
        )
        with self._database.writing() as connection:
            return connection.execute(change.values(hmac=code.hmac, made_at=now)).rowcount == 1

    def keep_code(self, code: StoredCode, now: datetime) -> None:
        """The code of its holder from now on, in place of the one they had."""
        row = {"landlord": self.landlord, "reference": code.reference, "holder": code.holder, "hmac": code.hmac}
        with self._database.writing() as connection:
            put(connection, tables.access_codes, {**row, "made_at": now, "kept_at": now if code.is_kept else None})

    def code_was_kept(self, reference: str, now: datetime) -> None:
        """The resident has the code: no new one is given. Raises NotFound."""
        code = tables.access_codes.c
        change = update(tables.access_codes).where(code.landlord == self.landlord, code.reference == reference)
        with self._database.writing() as connection:
            if connection.execute(change.values(kept_at=now)).rowcount == 0:
                raise NotFound
