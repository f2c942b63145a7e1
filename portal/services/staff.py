"""The landlord's people who work with cases: let in, shut out, by their e-mail address."""

import secrets
from dataclasses import replace
from uuid import uuid4

from portal import access
from portal.domain.errors import LostUpdate, NotFound, PutrightError
from portal.services.office import Office
from portal.store import StaffMember

LETTERS = "abcdefghjkmnpqrstvwxyz23456789"
GROUPS, GROUP = 5, 4
ROLES = ("reader", "handler", "reviewer", "manager", "admin")
"""From the least to the most: whoever may do more may do what the ones before may."""
STAFF = "staff:"
"""How events name a member of staff: `staff:<id>`."""


class EmailTaken(PutrightError):
    """Somebody has this e-mail address already, here or at another landlord."""


def may_act_as(member: StaffMember, role: str) -> bool:
    """Is this their role, or a lower one?"""
    return ROLES.index(member.role) >= ROLES.index(role)


def new_password() -> str:
    """A random password that can be read out: five groups of four, about 98 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def add_staff(office: Office, email: str, name: str, role: str) -> str:
    """Let somebody in, with one of `ROLES`. Returns their password, shown once. Raises EmailTaken."""
    if office.store.staff_by_email(email):
        raise EmailTaken(email)
    password = new_password()
    member = StaffMember(
        uuid4().hex, office.landlord, email.strip(), name.strip(), role, access.hash_password(password)
    )
    try:
        office.store.save_staff(member)
    except LostUpdate:
        raise EmailTaken(email) from None
    return password


def reset_password(office: Office, email: str) -> str:
    """Give somebody a new password, shown once, and end their sessions. Lets in again whoever was shut out.

    Raises NotFound.
    """
    password = new_password()
    changed = replace(find_staff(office, email), password_hash=access.hash_password(password), disabled=False)
    _keep(office, changed)
    return password


def disable(office: Office, email: str) -> None:
    """Shut somebody out, at once. What they did stays theirs. Raises NotFound."""
    _keep(office, replace(find_staff(office, email), disabled=True))


def find_staff(office: Office, email: str) -> StaffMember:
    """The member of staff with this e-mail address. Raises NotFound."""
    if member := office.store.staff_by_email(email):
        return member
    raise NotFound(email)


def working_staff(office: Office) -> list[StaffMember]:
    """Everybody who can be given a case, by name: not shut out, and more than a reader."""
    return [member for member in office.store.all_staff() if not member.disabled and member.role != "reader"]


def staff_name(office: Office, id: str) -> str:
    """The name of a member of staff (an id, or `staff:<id>` as events have it); empty for one we do not know."""
    try:
        return office.store.staff(id.removeprefix(STAFF)).name
    except NotFound:
        return ""


def _keep(office: Office, member: StaffMember) -> None:
    office.store.save_staff(member)
    office.store.end_sessions("staff", member.id)
