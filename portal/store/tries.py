"""How often somebody has tried a code or a password lately, counted before the try is heard."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from portal.store import tables
from portal.store.landlord import AtLandlord


class Tries(AtLandlord):
    """The tries at one landlord's door. Keys are hashes of whatever is counted: a case, an address."""

    def count_try(
        self, keys: Iterable[str], now: datetime, wait_after: Callable[[int], timedelta], forget: timedelta
    ) -> timedelta:
        """Count one try under each key, all or none. Returns how long to wait: zero where this try is heard.

        `wait_after(n)` is the wait after the nth try; a key not tried for `forget` starts again. A try that
        comes too early is not heard and not counted, so that nobody can be kept waiting for good.
        """
        tried = tables.tries.c
        wanted = sorted(set(keys))
        with self._database.writing() as connection:
            make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
            new = {"landlord": self.landlord, "count": 0, "last_at": now, "wait_until": now}
            # Rows first, then locks on them: two tries at once must not both be the fifth.
            connection.execute(make(tables.tries).on_conflict_do_nothing(), [{**new, "key": key} for key in wanted])
            own = (tried.landlord == self.landlord, tried.key.in_(wanted))
            found = select(tables.tries).where(*own).order_by(tried.key).with_for_update()
            rows = connection.execute(found).mappings().all()
            wait: timedelta = max(row["wait_until"] for row in rows) - now
            if wait > timedelta(0):
                return wait
            for row in rows:
                count = 1 if now - row["last_at"] > forget else row["count"] + 1
                change = update(tables.tries).where(tried.landlord == self.landlord, tried.key == row["key"])
                connection.execute(change.values(count=count, last_at=now, wait_until=now + wait_after(count)))
        return timedelta(0)

    def forget_tries(self, key: str) -> None:
        """The right code was given: what is counted under this key starts again."""
        tried = tables.tries.c
        with self._database.writing() as connection:
            connection.execute(delete(tables.tries).where(tried.landlord == self.landlord, tried.key == key))

    def take_back_try(self, key: str, now: datetime) -> None:
        """The try just counted was right, and counts for nothing under this key. Earlier ones still do."""
        tried = tables.tries.c
        own = update(tables.tries).where(tried.landlord == self.landlord, tried.key == key, tried.count > 0)
        with self._database.writing() as connection:
            connection.execute(own.values(count=tried.count - 1, wait_until=now))
