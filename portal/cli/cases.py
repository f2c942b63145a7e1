"""`putright demo`: cases of people who do not exist, to look at."""

import argparse
import sys

from portal.cli.options import Commands, at_least_one, command


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = command(commands, "demo", "Make demonstration cases, once.", demo)
    parser.add_argument("--cases", type=at_least_one, metavar="N", help="how many; one of each kind without it")


def demo(asked: argparse.Namespace) -> int:
    """Make them, where the portal is reached from this machine only."""
    from portal.demo import load_demo
    from portal.parts import from_environment

    parts = from_environment()
    if not parts.settings.is_loopback:
        print("putright demo: BASE_URL is not this machine; invented cases do not belong here.", file=sys.stderr)
        return 1
    parts.store.upgrade()
    made = load_demo(parts, asked.cases)
    print(f"{len(made)} demonstration cases were made." if made else "The demonstration cases are there already.")
    return 0
