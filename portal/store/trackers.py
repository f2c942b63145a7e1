"""The assistant's conversations, and whose turn it is."""

from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import delete, select

from portal.store import tables
from portal.store.engine import put
from portal.store.landlord import AtLandlord


class Trackers(AtLandlord):
    """The conversations of one landlord, by sender."""

    def tracker(self, sender: str) -> str | None:
        """The conversation so far, as JSON, if there is one."""
        tracker = tables.trackers.c
        found = select(tracker.data).where(tracker.landlord == self.landlord, tracker.sender == sender)
        with self._database.reading() as connection:
            return connection.scalar(found)

    def save_tracker(self, sender: str, json: str, now: datetime) -> None:
        """Keep the conversation as it is now."""
        row = {"landlord": self.landlord, "sender": sender, "data": json, "changed_at": now}
        with self._database.writing() as connection:
            put(connection, tables.trackers, row)

    def end_tracker(self, sender: str) -> None:
        """Forget the conversation."""
        tracker = tables.trackers.c
        with self._database.writing() as connection:
            own = (tracker.landlord == self.landlord, tracker.sender == sender)
            connection.execute(delete(tables.trackers).where(*own))

    def turn(self, sender: str) -> AbstractContextManager[None]:
        """One turn at a time a sender, over all threads and processes. Not within another. Raises NotKept."""
        return self._database.turn(f"{self.landlord}/{sender}")
