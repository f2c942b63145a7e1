"""`putright policy`: the packs, listed, shown and checked."""

import argparse

from portal.cli import policy_check, policy_show
from portal.cli.options import Commands, command, group
from portal.files import pack_schema
from portal.files.packs import Packs


def add_to(commands: Commands) -> None:
    """Add the commands."""
    actions = group(commands, "policy", "The landlords' policies.")
    command(actions, "list", "List the packs.", list_packs)
    policy_show.add_arguments(command(actions, "show", "Show a policy as a resident reads it.", policy_show.show))
    command(actions, "schema", "Print the JSON Schema of packs, for editors.", print_schema)
    held = "Hold packs against the Housing Ombudsman's Code."
    policy_check.add_arguments(command(actions, "check", held, policy_check.check))


def list_packs(asked: argparse.Namespace) -> int:
    """One line a pack."""
    packs = Packs.load()
    for landlord in packs.landlords:
        for policy in packs.policies[landlord]:
            until = f" to {policy.in_force_to}" if policy.in_force_to else ""
            print(f"{policy.id}  {policy.name}, {policy.title}, from {policy.in_force_from}{until}")
    return 0


def print_schema(asked: argparse.Namespace) -> int:
    """What a pack may hold: kept as `portal/policies/pack.schema.json`, which is this."""
    print(pack_schema.as_text(), end="")
    return 0
