"""Messages that wait to be sent: written with the events, claimed by one worker at a time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update

from portal.store import tables
from portal.store.engine import Database

CLAIM = timedelta(minutes=5)
"""How long a worker may take to send what it claimed. If it dies, the message waits again after that."""


@dataclass(frozen=True)
class OutboxRow:
    """A message to be sent for event `number` of a case. `tries` counts this one too."""

    id: int
    landlord: str
    reference: str
    number: int
    recipient: str
    kind: str
    made_at: datetime
    tries: int


def unsent(now: datetime) -> dict[str, object]:
    """What every message begins with: it waits from now on."""
    return {"made_at": now, "next_try": now, "sent_at": None, "tries": 0, "why": ""}


class Outbox:
    """The messages of all landlords, for the worker."""

    _database: Database

    def waiting(self, now: datetime, limit: int) -> list[OutboxRow]:
        """Claim up to `limit` messages whose time has come, oldest first. Nobody else gets them for five minutes."""
        row = tables.outbox_rows.c
        due = select(row.id).where(row.next_try <= now).order_by(row.id).limit(limit)
        taken = due.with_for_update(skip_locked=True).cte("due")
        claim = (
            update(tables.outbox_rows)
            .where(row.id.in_(select(taken.c.id)))
            .values(next_try=now + CLAIM, tries=row.tries + 1)
            .returning(*[row[name] for name in OutboxRow.__dataclass_fields__])
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
