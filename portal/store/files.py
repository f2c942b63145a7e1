"""What was sent with a draft or a case: names and types here, the files themselves on the shelf."""

from datetime import datetime

from sqlalchemy import RowMapping, delete, insert, select

from portal.domain.errors import NotFound
from portal.domain.kept import File
from portal.store import tables
from portal.store.landlord import AtLandlord


class Files(AtLandlord):
    """The files of one landlord's drafts and cases."""

    def add_file(self, file: File, belongs_to: str, now: datetime) -> None:
        """Keep what is known of a file. `belongs_to` is a draft's id or a case's reference."""
        row = {"landlord": self.landlord, "belongs_to": belongs_to, "kept_at": now}
        known = {"id": file.id, "name": file.name, "type": file.type, "size": file.size, "digest": file.digest}
        with self._database.writing() as connection:
            connection.execute(insert(tables.files), {**row, **known})

    def files(self, belongs_to: str) -> tuple[File, ...]:
        """The files of a draft not made yet, or of a case, oldest first."""
        file = tables.files.c
        found = select(tables.files).where(file.landlord == self.landlord, file.belongs_to == belongs_to)
        with self._database.reading() as connection:
            rows = connection.execute(found.order_by(file.kept_at, file.id)).mappings()
            return tuple(_file(row) for row in rows)

    def file(self, id: str) -> File:
        """One file. Raises NotFound."""
        file = tables.files.c
        with self._database.reading() as connection:
            found = select(tables.files).where(file.landlord == self.landlord, file.id == id)
            row = connection.execute(found).mappings().first()
        if row is None:
            raise NotFound
        return _file(row)

    def remove_file(self, id: str) -> None:
        """Forget a file; whoever calls this takes it from the shelf. One that is not here is left alone."""
        file = tables.files.c
        with self._database.writing() as connection:
            connection.execute(delete(tables.files).where(file.landlord == self.landlord, file.id == id))


def _file(row: RowMapping) -> File:
    return File(row["id"], row["name"], row["type"], row["size"], row["digest"])
