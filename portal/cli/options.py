"""Options that several commands share, and how dates are read."""

import argparse
import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from portal.clock import london_day
from portal.domain.outcome import LONDON

Commands = Any
"""What `add_subparsers` gives: argparse names its type only privately."""


def command(
    commands: Commands, name: str, help: str, do: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    """A new command that calls `do`."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=help, description=help)
    parser.set_defaults(do=do)
    return parser


def group(commands: Commands, name: str, help: str) -> Commands:
    """A command that only holds others."""
    parser = commands.add_parser(name, help=help, description=help)
    return parser.add_subparsers(dest=name, required=True, metavar="ACTION")


def with_json(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """`--json`: one document on standard output, and nothing else."""
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    return parser


def print_json(document: object) -> None:
    """Print one JSON document."""
    print(json.dumps(document, ensure_ascii=False, indent=2))


def day(text: str) -> date:
    """A date, or a moment: then its day in London. A moment without a zone is one in London."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; write it like 2026-12-18") from None
    return london_day(moment if moment.tzinfo else moment.replace(tzinfo=LONDON))


def at_least_one(text: str) -> int:
    """A whole number, 1 or more."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of 1 or more")
    return int(text)
