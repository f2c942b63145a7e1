"""Mails that somebody asked for, which tell of no event. They hold an address, so they go once they are settled."""

from contextlib import suppress
from datetime import datetime

from sqlalchemy import delete, insert

from portal.domain.channels import EMAIL
from portal.domain.errors import LostUpdate
from portal.store import tables
from portal.store.landlord import AtLandlord
from portal.store.outbox_rows import unsent


class AskedMail(AtLandlord):
    """The mails that were asked for at one landlord."""

    def ask_for_mail(self, kind: str, about: str, number: int, address: str, now: datetime) -> None:
        """Have a mail of this kind sent to an address; `about` and `number` are a draft and its version, say.

        Asking twice for the same sends one.
        """
        row = {"landlord": self.landlord, "reference": about, "number": number, "recipient": address, "kind": kind}
        with suppress(LostUpdate), self._database.writing() as connection:  # it was asked for already
            connection.execute(insert(tables.outbox_rows), {**row, "channel": EMAIL, **unsent(now)})

    def forget_mail(self, id: int) -> None:
        """It was sent, or never will be: forget whom it was for."""
        mine = (tables.outbox_rows.c.landlord == self.landlord, tables.outbox_rows.c.id == id)
        with self._database.writing() as connection:
            connection.execute(delete(tables.outbox_rows).where(*mine))
