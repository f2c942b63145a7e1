"""What people wrote, kept apart from the events so that it can be erased."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from sqlalchemy import bindparam, delete, select

from portal.domain.case import Case
from portal.domain.kept import Ref
from portal.domain.person_record import PersonRecord
from portal.store import tables
from portal.store.landlord import AtLandlord

FIND = select(tables.words.c.id, tables.words.c.text).where(
    tables.words.c.landlord == bindparam("landlord"), tables.words.c.id.in_(bindparam("ids", expanding=True))
)


class WordsKept(AtLandlord):
    """Words by their references."""

    def words(self, *refs: Ref) -> dict[str, str]:
        """The text of each, by id. Erased ones are absent."""
        with self._database.reading() as connection:
            found = connection.execute(FIND, {"landlord": self.landlord, "ids": sorted({ref.id for ref in refs})})
            return {row.id: row.text for row in found}

    def all_words(self, *folds: Case | PersonRecord) -> dict[str, str]:
        """Every text that the events of these cases and records refer to, by id, in one query, save erased ones."""
        return self.words(*refs_in(tuple(fold.events for fold in folds)))

    def erase(self, ids: Iterable[str]) -> None:
        """Erase these words and their salts for good. No event changes. Ids not kept here are left alone."""
        gone = delete(tables.words).where(tables.words.c.landlord == self.landlord, tables.words.c.id.in_(list(ids)))
        with self._database.writing() as connection:
            connection.execute(gone)


def refs_in(value: Any) -> Iterator[Ref]:
    """Every reference inside an event, or anything made of events."""
    if isinstance(value, Ref):
        yield value
    elif isinstance(value, Mapping):
        yield from refs_in(tuple(value.values()))
    elif isinstance(value, tuple):
        for each in value:
            yield from refs_in(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from refs_in(getattr(value, field.name))
