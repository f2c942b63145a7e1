"""`putright staff`: the landlords' people, let in and shut out."""

import argparse
import sys

from portal.cli.options import Commands, command, group
from portal.services import staff as service
from portal.services.office import Office


def add_to(commands: Commands) -> None:
    """Add the commands."""
    actions = group(commands, "staff", "The people who work with cases.")
    adding = command(actions, "add", "Let somebody in; prints their password.", add)
    adding.add_argument("email", metavar="EMAIL")
    adding.add_argument("--role", choices=service.ROLES, required=True)
    adding.add_argument("--name", default="", help="how colleagues know them; the first half of the address")
    listing = command(actions, "list", "List them.", show)
    for parser in (adding, listing):
        parser.add_argument("--landlord", metavar="L", required=parser is adding)
    for name, help, do in (("disable", "Shut somebody out.", disable), ("reset", "Give a new password.", reset)):
        parser = command(actions, name, help, do)
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--landlord", metavar="L")


def add(asked: argparse.Namespace) -> int:
    """Let somebody in."""
    name = asked.name or asked.email.partition("@")[0]
    if "@" not in asked.email:
        print("putright staff add: EMAIL must be an e-mail address.", file=sys.stderr)
        return 2
    try:
        password = service.add_staff(_office(asked.landlord), asked.email, name, asked.role)
    except service.EmailTaken:
        print(f"putright staff add: {asked.email} is let in already. Try: putright staff reset", file=sys.stderr)
        return 1
    print(f"{asked.email} can sign in with the password {password}")
    return 0


def show(asked: argparse.Namespace) -> int:
    """One line a person."""
    from portal.parts import from_environment

    for landlord in (asked.landlord,) if asked.landlord else from_environment().packs.landlords:
        for member in _office(landlord).store.all_staff():
            print(f"{landlord}  {member.email}  {member.role}  {member.name}{'  shut out' if member.disabled else ''}")
    return 0


def disable(asked: argparse.Namespace) -> int:
    """Shut somebody out."""
    service.disable(_office_of(asked), asked.email)
    print(f"{asked.email} is shut out.")
    return 0


def reset(asked: argparse.Namespace) -> int:
    """Give somebody a new password."""
    password = service.reset_password(_office_of(asked), asked.email)
    print(f"{asked.email} can sign in with the password {password}")
    return 0


def _office(landlord: str) -> Office:
    from portal.parts import from_environment

    return from_environment().office(landlord)


def _office_of(asked: argparse.Namespace) -> Office:
    """The office of this person, who works at one landlord only. Raises NotFound where nobody has that address."""
    from portal.domain.errors import NotFound
    from portal.parts import from_environment

    member = from_environment().store.staff_by_email(asked.email)
    if member is None or (asked.landlord and member.landlord != asked.landlord):
        raise NotFound(asked.email)
    return _office(member.landlord)
