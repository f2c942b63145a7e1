"""The landlord's people who work with cases."""

from dataclasses import asdict, dataclass

from sqlalchemy import ColumnElement, select

from portal.domain.errors import NotAllowed, NotFound
from portal.store import tables
from portal.store.engine import Database, put
from portal.store.landlord import AtLandlord


@dataclass(frozen=True)
class StaffMember:
    """A member of staff. `email` is theirs alone among all landlords, and compared in small letters."""

    id: str
    landlord: str
    email: str
    name: str
    role: str
    password_hash: str
    disabled: bool = False


class Staff(AtLandlord):
    """The staff of one landlord."""

    def staff(self, id: str) -> StaffMember:
        """The member of staff with this id, disabled or not. Raises NotFound."""
        found = self._find(tables.staff.c.id == id)
        if not found:
            raise NotFound
        return found[0]

    def staff_by_email(self, email: str) -> StaffMember | None:
        """The member of staff with this e-mail address, in any case."""
        found = self._find(tables.staff.c.email == small(email))
        return found[0] if found else None

    def all_staff(self) -> list[StaffMember]:
        """Everybody, by name."""
        return sorted(self._find(), key=lambda member: (member.name.casefold(), member.id))

    def save_staff(self, member: StaffMember) -> None:
        """Keep a member of staff, new or changed. Raises LostUpdate where somebody else has this e-mail address."""
        if member.landlord != self.landlord:
            raise NotAllowed(f"not a member of staff of {self.landlord}")
        row = {**asdict(member), "email": small(member.email), "disabled": int(member.disabled)}
        with self._database.writing() as connection:
            found = connection.scalar(select(tables.staff.c.landlord).where(tables.staff.c.id == member.id))
            if found not in (None, self.landlord):
                raise NotAllowed(f"not a member of staff of {self.landlord}")
            put(connection, tables.staff, row)

    def _find(self, *where: ColumnElement[bool]) -> list[StaffMember]:
        return find_staff(self._database, tables.staff.c.landlord == self.landlord, *where)


def find_staff(database: Database, *where: ColumnElement[bool]) -> list[StaffMember]:
    """Members of staff, of any landlord."""
    with database.reading() as connection:
        rows = connection.execute(select(tables.staff).where(*where)).mappings()
        return [StaffMember(**{**row, "disabled": bool(row["disabled"])}) for row in rows]


def small(email: str) -> str:
    """An e-mail address as it is compared."""
    return email.strip().lower()
