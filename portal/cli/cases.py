"""`putright demo`: cases of people who do not exist, to look at."""

import argparse
import sys

from portal.cli.options import Commands, at_least_one, command
from portal.domain.errors import NotAllowed


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = command(commands, "demo", "Make demonstration cases, once.", demo)
    parser.add_argument("--cases", type=at_least_one, metavar="N", help="how many in all; one of each kind without it")


def demo(asked: argparse.Namespace) -> int:
    """Make them, where the portal is reached from this machine only."""
    from portal.demo import load_demo
    from portal.parts import from_environment

    parts = from_environment()
    parts.store.upgrade()
    try:
        made = load_demo(parts, asked.cases) if asked.cases else load_demo(parts)
    except NotAllowed as why:
        print(f"putright demo: {why}.", file=sys.stderr)
        return 1
    print(f"{len(made)} demonstration cases were made." if made else "The demonstration cases are there already.")
    return 0
