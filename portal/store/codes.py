"""Access codes, as HMACs: enough to know a code again, not to read it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from portal.domain.errors import NotFound
from portal.store import tables
from portal.store.landlord import AtLandlord


@dataclass(frozen=True)
class StoredCode:
    """The code of a case. The code itself is never stored."""

    reference: str
    hmac: str


class Codes(AtLandlord):
    """The access codes of one landlord's cases."""

    def code(self, reference: str) -> StoredCode | None:
        """The code of this case, if there is such a case."""
        code = tables.access_codes.c
        found = select(code.hmac).where(code.landlord == self.landlord, code.reference == reference)
        with self._database.reading() as connection:
            hmac = connection.scalar(found)
        return None if hmac is None else StoredCode(reference, hmac)

    def replace_code(self, code: StoredCode, now: datetime) -> bool:
        """End the old code with a new one, unless the resident has said that they kept the old one: then False."""
        old = tables.access_codes.c
        change = update(tables.access_codes).where(
            old.landlord == self.landlord, old.reference == code.reference, old.kept_at.is_(None)
        )
        with self._database.writing() as connection:
            return connection.execute(change.values(hmac=code.hmac, made_at=now)).rowcount == 1

    def code_was_kept(self, reference: str, now: datetime) -> None:
        """The resident has the code: no new one is given. Raises NotFound."""
        code = tables.access_codes.c
        change = update(tables.access_codes).where(code.landlord == self.landlord, code.reference == reference)
        with self._database.writing() as connection:
            if connection.execute(change.values(kept_at=now)).rowcount != 1:
                raise NotFound
