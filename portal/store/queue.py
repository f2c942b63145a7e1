"""The staff queue and the tasks beside it: derived from the cases, kept so that a page needs one query."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, case, func, insert, select, update

from portal.domain.case import OVER, Phase
from portal.domain.errors import LostUpdate, NotFound
from portal.domain.outcome import QueueRow
from portal.domain.terms import Kind
from portal.store import tables
from portal.store.landlord import AtLandlord


@dataclass(frozen=True)
class TaskRow:
    """Something to be done by a person. `done_at` is None while it is open."""

    id: int
    reference: str
    number: int
    kind: str
    made_at: datetime
    done_at: datetime | None
    done_by: str


class Queue(AtLandlord):
    """The queue of one landlord."""

    def queue(self, today: date | None = None, *, closed: bool = False, first: Collection[str] = ()) -> list[QueueRow]:
        """The open cases (or those that are over: closed and refused), overdue first and then by due date.

        Those without a date come last. `first` are references that come before others of the same day, never before a
        nearer one.

        `today` only says which are overdue, and any day gives the same order: the longest overdue is due the earliest.
        """
        phase = tables.queue_rows.c.phase
        return self._rows(phase.in_(OVER) if closed else phase.not_in(OVER), first)

    def search(self, text: str) -> list[QueueRow]:
        """The cases whose reference begins so, typed in any case, with or without hyphens and spaces."""
        typed = "".join(letter for letter in text.upper() if letter.isalnum())
        reference = func.replace(tables.queue_rows.c.reference, "-", "")
        return self._rows(reference.startswith(typed, autoescape=True)) if typed else []

    def tasks(self, reference: str | None = None, open_only: bool = True) -> list[TaskRow]:
        """What is to be done, oldest first; for one case or for all."""
        task = tables.tasks.c
        found = select(*[task[name] for name in TaskRow.__dataclass_fields__]).where(task.landlord == self.landlord)
        if reference is not None:
            found = found.where(task.reference == reference)
        if open_only:
            found = found.where(task.done_at.is_(None))
        with self._database.reading() as connection:
            return [TaskRow(**row) for row in connection.execute(found.order_by(task.id)).mappings()]

    def ever_asked(self, kind: str) -> tuple[str, ...]:
        """The references of the cases where staff were ever asked for this, done or not, in order."""
        task = tables.tasks.c
        found = select(task.reference).distinct().where(task.landlord == self.landlord, task.kind == kind)
        with self._database.reading() as connection:
            return tuple(connection.scalars(found.order_by(task.reference)))

    def ask_staff(self, reference: str, number: int, kind: str, now: datetime) -> None:
        """Ask for something to be done because of event `number`. Asking again asks once, even after it was done."""
        row = {"landlord": self.landlord, "reference": reference, "number": number, "kind": kind}
        with suppress(LostUpdate), self._database.writing() as connection:  # it was asked for already
            connection.execute(insert(tables.tasks), {**row, "made_at": now, "done_at": None, "done_by": ""})

    def finish_task(self, id: int, by: str, now: datetime) -> None:
        """It is done. Doing it again changes nothing. Raises NotFound."""
        task = tables.tasks.c
        own = (task.landlord == self.landlord, task.id == id)
        with self._database.writing() as connection:
            if connection.scalar(select(task.id).where(*own)) is None:
                raise NotFound
            connection.execute(update(tables.tasks).where(*own, task.done_at.is_(None)).values(done_at=now, done_by=by))

    def _rows(self, which: ColumnElement[bool], first: Collection[str] = ()) -> list[QueueRow]:
        row = tables.queue_rows.c
        without_date_last = case((row.due.is_(None), 1), else_=0)
        these_first = case((row.reference.in_(first), 0), else_=1)
        found = select(tables.queue_rows).where(row.landlord == self.landlord, which)
        with self._database.reading() as connection:
            ordered = found.order_by(without_date_last, row.due, these_first, row.received, row.reference)
            return [queue_row(each) for each in connection.execute(ordered).mappings()]


def as_queue_row(landlord: str, row: QueueRow) -> dict[str, Any]:
    """The columns of a line of the queue."""
    return {"landlord": landlord, **{name: getattr(row, name) for name in QueueRow.__dataclass_fields__}}


def queue_row(row: RowMapping) -> QueueRow:
    """The line of the queue in these columns."""
    kept = {name: row[name] for name in QueueRow.__dataclass_fields__}
    return QueueRow(**{**kept, "kind": Kind(row["kind"]), "phase": Phase(row["phase"])})
