"""Messages that wait to be sent: written with the events, claimed by one worker at a time."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, literal, or_, select, update

from portal.domain.channels import CHANNELS, LETTER
from portal.domain.errors import LostUpdate
from portal.domain.messages import Message
from portal.store import tables
from portal.store.engine import Database
from portal.store.landlord import PERSON, AtLandlord

CLAIM = timedelta(minutes=5)
"""How long a worker may take to send what it claimed. If it dies, the message waits again after that."""


@dataclass(frozen=True)
class OutboxRow:
    """A message to be sent for event `number` of a case by a channel. `tries` counts this one too."""

    id: int
    landlord: str
    reference: str
    number: int
    recipient: str
    kind: str
    channel: str
    made_at: datetime
    tries: int


COLUMNS = [tables.outbox_rows.c[name] for name in OutboxRow.__dataclass_fields__]


def unsent(now: datetime) -> dict[str, object]:
    """What every message begins with: it waits from now on."""
    return {"made_at": now, "next_try": now, "sent_at": None, "tries": 0, "why": ""}


class Outbox:
    """The messages of all landlords, for the worker."""

    _database: Database

    def waiting(self, now: datetime, limit: int, channels: Collection[str] = CHANNELS) -> list[OutboxRow]:
        """Claim up to `limit` messages of these channels whose time has come, oldest first.

        Nobody else gets them for five minutes.
        """
        row = tables.outbox_rows.c
        ready = (row.next_try <= now, row.channel.in_(channels))
        due = select(row.id).where(*ready).order_by(row.id).limit(limit)
        taken = due.with_for_update(skip_locked=True).cte("due")
        claim = (
            update(tables.outbox_rows)
            .where(row.id.in_(select(taken.c.id)))
            .values(next_try=now + CLAIM, tries=row.tries + 1)
            .returning(*COLUMNS)
        )
        with self._database.writing() as connection:
            claimed = [OutboxRow(**each) for each in connection.execute(claim).mappings()]
        return sorted(claimed, key=lambda each: each.id)

    def sent(self, row: OutboxRow, now: datetime) -> None:
        """It was sent: nobody sends it again."""
        self._settle(row, sent_at=now, next_try=None, why="")

    def failed(self, row: OutboxRow, now: datetime, why: str, next_try: datetime | None) -> None:
        """It could not be sent at `now`. Without a `next_try` it is given up, and `why` says so to staff."""
        self._settle(row, next_try=next_try, why=f"{now.isoformat(timespec='seconds')} {why}")

    def _settle(self, row: OutboxRow, **values: object) -> None:
        kept = tables.outbox_rows.c
        change = update(tables.outbox_rows).where(kept.id == row.id, kept.sent_at.is_(None)).values(**values)
        with self._database.writing() as connection:
            connection.execute(change)


class Messages(AtLandlord):
    """The messages of one landlord."""

    def tell(self, reference: str, message: Message, now: datetime) -> None:
        """Send this message about an event of this case too, unless it was sent or waits already."""
        row = {"landlord": self.landlord, "reference": reference, **asdict(message), **unsent(now)}
        with suppress(LostUpdate), self._database.writing() as connection:
            connection.execute(insert(tables.outbox_rows), row)

    def letters(self, reference: str) -> list[OutboxRow]:
        """The letters about this case, and about the record of its person, that went out, oldest first."""
        row, case = tables.outbox_rows.c, tables.cases.c
        of_this_case = (case.landlord == self.landlord, case.reference == reference)
        record = select(literal(PERSON) + case.person).where(*of_this_case).scalar_subquery()
        mine = (row.landlord == self.landlord, or_(row.reference == reference, row.reference == record))
        found = select(*COLUMNS).where(*mine, row.channel == LETTER, row.sent_at.is_not(None)).order_by(row.id)
        with self._database.reading() as connection:
            return [OutboxRow(**each) for each in connection.execute(found).mappings()]
