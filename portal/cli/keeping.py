"""`putright db`, `putright backup`, `putright restore`: the database and its copies."""

import argparse
import sys
from pathlib import Path

from portal.cli.options import Commands, command, group


def add_to(commands: Commands) -> None:
    """Add the commands."""
    actions = group(commands, "db", "The database.")
    command(actions, "upgrade", "Bring the tables to this version.", upgrade)
    command(actions, "rebuild", "Make the staff queue and the index of contacts again.", rebuild)
    command(commands, "backup", "Copy database and files into one file.", backup).add_argument("file", type=Path)
    command(commands, "restore", "Put a copy back into an empty home.", restore).add_argument("file", type=Path)


def upgrade(asked: argparse.Namespace) -> int:
    """Upgrade the tables."""
    from portal.parts import from_environment

    from_environment().store.upgrade()
    return 0


def rebuild(asked: argparse.Namespace) -> int:
    """Rebuild the queue, and by which contacts cases are found."""
    from portal.domain.case import Case
    from portal.domain.case_dates import queue_row
    from portal.domain.outcome import QueueRow
    from portal.parts import from_environment
    from portal.services.getting_in import index_contacts

    parts = from_environment()

    def row_for(case: Case) -> QueueRow:
        office = parts.office(case.made.landlord)
        policy = office.policy_of(case)
        return queue_row(case, policy, office.calendar(policy))

    wrong = parts.store.wrong_in_queue(row_for)
    parts.store.rebuild_queue(row_for)
    print(f"The queue is made again. {len(wrong)} lines were not what their events say.")
    found = sum(index_contacts(parts.office(landlord)) for landlord in parts.packs.landlords)
    print(f"{found} cases are found by their contacts again.")
    return 0


def backup(asked: argparse.Namespace) -> int:
    """Copy everything that is kept here, while it is in use."""
    from portal.backup import NotCopied, back_up
    from portal.parts import from_environment

    try:
        files = back_up(from_environment().settings, asked.file)
    except NotCopied as why:
        print(f"putright backup: {why}", file=sys.stderr)
        return 1
    print(f"{asked.file}: the database and {files} files. Whoever can read it can read every complaint: keep it safe.")
    return 0


def restore(asked: argparse.Namespace) -> int:
    """Put a copy back. Nothing that is there already is overwritten."""
    from portal.backup import NotCopied, put_back
    from portal.parts import from_environment

    try:
        files = put_back(from_environment().settings, asked.file)
    except NotCopied as why:
        print(f"putright restore: {why}", file=sys.stderr)
        return 1
    print(f"The database and {files} files are back.")
    return 0
