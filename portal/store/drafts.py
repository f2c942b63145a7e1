"""Complaints not made yet: kept as each answer is given."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, insert, or_, select, update

from portal.domain.draft import Answer, Draft
from portal.domain.errors import LostUpdate, NotFound
from portal.store import tables
from portal.store.landlord import AtLandlord

ONE = select(tables.drafts).where(
    tables.drafts.c.landlord == bindparam("landlord"), tables.drafts.c.id == bindparam("id")
)

_KEPT = tables.drafts.c
CHANGE = (
    update(tables.drafts)
    .where(
        _KEPT.id == bindparam("this_id"),
        _KEPT.landlord == bindparam("this_landlord"),
        or_(_KEPT.reference == "", _KEPT.reference == bindparam("this_reference")),
    )
    .values({column: bindparam(column.name) for column in _KEPT})
)
CHANGE_VERSION = CHANGE.where(_KEPT.version == bindparam("this_version"))
"""Made once: building a statement anew takes longer than the database does with it."""


class Drafts(AtLandlord):
    """The drafts of one landlord."""

    def draft(self, id: str) -> Draft:
        """The draft as it was last kept. Raises NotFound, also once it has expired or moved to another landlord."""
        with self._database.reading() as connection:
            row = connection.execute(ONE, {"landlord": self.landlord, "id": id}).mappings().first()
        if row is None:
            raise NotFound
        return _draft(row)

    def save_draft(self, draft: Draft, now: datetime, *, expected_version: int | None = None) -> None:
        """Keep a draft, new or changed. Raises NotKept, and LostUpdate where it was made meanwhile or has moved.

        With `expected_version` (0 for a new one), also LostUpdate where it is not the version that was changed.
        """
        row = _row(self.landlord, draft, now)
        which = {"this_id": draft.id, "this_landlord": self.landlord, "this_reference": draft.reference}
        change = CHANGE if expected_version is None else CHANGE_VERSION
        with self._database.writing() as connection:
            changed = connection.execute(change, {**row, **which, "this_version": expected_version}).rowcount
            if changed == 0:
                if expected_version:
                    raise LostUpdate(f"draft is not at version {expected_version}")
                connection.execute(insert(tables.drafts), row)

    def end_draft(self, id: str) -> None:
        """Forget a draft that was not sent. Again does no harm."""
        old = tables.drafts.c
        mine = (old.id == id, old.landlord == self.landlord, old.reference == "")
        with self._database.writing() as connection:
            connection.execute(delete(tables.drafts).where(*mine))

    def give_draft(self, draft: Draft, to_landlord: str, now: datetime) -> None:
        """Hand over a draft (as `draft.moved(to_landlord)` left it), with its files, sessions and links.

        Raises LostUpdate where it has been made, has moved, or has changed since `draft` was read.
        """
        old = tables.drafts.c
        change = update(tables.drafts).where(
            old.id == draft.id, old.landlord == self.landlord, old.reference == "", old.version < draft.version
        )
        file, session, link = tables.files.c, tables.sessions.c, tables.links.c
        theirs = {"landlord": to_landlord}
        with self._database.writing() as connection:
            if connection.execute(change.values(_row(to_landlord, draft, now))).rowcount == 0:
                raise LostUpdate("draft has changed")
            own_files = (file.landlord == self.landlord, file.belongs_to == draft.id)
            connection.execute(update(tables.files).where(*own_files).values(theirs))
            own_sessions = (session.landlord == self.landlord, session.kind == "draft", session.what == draft.id)
            connection.execute(update(tables.sessions).where(*own_sessions).values(theirs))
            own_links = (link.landlord == self.landlord, link.what == draft.id)
            connection.execute(update(tables.links).where(*own_links).values(theirs))


def write_made_draft(connection: Connection, landlord: str, draft: Draft, now: datetime) -> None:
    """The draft after it was made. Raises LostUpdate where an answer was given meanwhile that is not in the case."""
    old = tables.drafts.c
    change = update(tables.drafts).where(
        old.id == draft.id, old.landlord == landlord, old.reference == "", old.version < draft.version
    )
    if connection.execute(change.values(_row(landlord, draft, now))).rowcount == 0:
        connection.execute(insert(tables.drafts), _row(landlord, draft, now))


def _row(landlord: str, draft: Draft, now: datetime) -> dict[str, Any]:
    return {
        "id": draft.id,
        "landlord": landlord,
        "journey": draft.journey,
        "language": draft.language,
        "channel": draft.channel,
        "answers": dict(draft.answers),
        "unsent": dict(draft.unsent),
        "version": draft.version,
        "reference": draft.reference,
        "touched_at": now,
    }


def _draft(row: RowMapping) -> Draft:
    kept = {name: value for name, value in row.items() if name != "touched_at"}
    return Draft(**{**kept, "answers": {asked: _answer(value) for asked, value in row["answers"].items()}})


def _answer(value: str | list[str]) -> Answer:
    return tuple(value) if isinstance(value, list) else value
