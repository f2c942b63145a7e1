"""The assistant's conversations: what it remembers, every line that was said, and whose turn it is."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, tuple_

from portal.conversation_words import Line
from portal.store import tables
from portal.store.engine import put
from portal.store.landlord import AtLandlord


class Trackers(AtLandlord):
    """The conversations of one landlord, by sender."""

    def tracker(self, sender: str) -> str | None:
        """What the assistant remembers of the conversation, as JSON, if there is one."""
        tracker = tables.trackers.c
        found = select(tracker.data).where(tracker.landlord == self.landlord, tracker.sender == sender)
        with self._database.reading() as connection:
            return connection.scalar(found)

    def save_tracker(self, sender: str, json: str, now: datetime, said: Iterable[Line] = ()) -> None:
        """Keep the conversation as it is now, and with it the lines that were `said` since it was kept last.

        In haste: a power cut may take the last turns, never an answer, which the draft holds.
        """
        row = {"landlord": self.landlord, "sender": sender, "data": json, "changed_at": now}
        lines = [
            {"landlord": self.landlord, "sender": sender, "said_at": line.at or now, "line": _written(line)}
            for line in said
        ]
        with self._database.writing(hasty=True) as connection:
            put(connection, tables.trackers, row)
            if lines:
                connection.execute(insert(tables.conversation_lines), lines)

    def conversation(self, sender: str, last: int | None = None) -> list[Line]:
        """Everything that was said, in order: the whole of it, or its `last` lines."""
        line = tables.conversation_lines.c
        own = (line.landlord == self.landlord, line.sender == sender)
        found = select(line.line, line.said_at).where(*own).order_by(line.id.desc()).limit(last)
        with self._database.reading() as connection:
            return [_read(row) for row in connection.execute(found)][::-1]

    def end_tracker(self, sender: str) -> None:
        """Forget the conversation, every line of it."""
        with self._database.writing() as connection:
            for table in (tables.trackers, tables.conversation_lines):
                own = (table.c.landlord == self.landlord, table.c.sender == sender)
                connection.execute(delete(table).where(*own))

    def turn(self, sender: str) -> AbstractContextManager[None]:
        """One turn at a time a sender, over all threads and processes. Not within another. Raises NotKept."""
        return self._database.turn(f"{self.landlord}/{sender}")


def forget_conversations(connection: Connection, *, remembered_since: datetime, said_since: datetime) -> None:
    """Forget what the assistant remembers of those who wrote last before the one moment, every line before the other.

    What it remembers is gone where the lines are gone.
    """
    tracker, line = tables.trackers.c, tables.conversation_lines.c
    connection.execute(delete(tables.trackers).where(tracker.changed_at < max(remembered_since, said_since)))
    whose = tuple_(line.landlord, line.sender)
    over = (
        select(line.landlord, line.sender)
        .group_by(line.landlord, line.sender)
        .having(func.max(line.said_at) < said_since)
    )
    connection.execute(delete(tables.conversation_lines).where(whose.in_(over)))


def _written(line: Line) -> dict[str, Any]:
    return {name: value for name, value in vars(line).items() if value and name != "at"}


def _read(row: Row[Any, Any]) -> Line:
    buttons = tuple((title, payload) for title, payload in row.line.get("buttons", ()))
    return Line(**{"text": "", **row.line, "buttons": buttons}, at=row.said_at)
