"""The `putright` command. Exit codes: 0 done, 1 the answer is no, 2 wrong usage."""

import argparse
import os
import sys
from collections.abc import Sequence
from types import ModuleType

from portal import logs
from portal.cli import assistant, cases, deadlines, keeping, policy, serving, staff
from portal.domain.errors import NotFound, NotKept, WrongData
from portal.secret import take_kept_secret
from portal.settings import WrongSettings

DONE, NO, USAGE = 0, 1, 2
TOPICS: tuple[ModuleType, ...] = (serving, assistant, policy, deadlines, staff, cases, keeping)


def parser() -> argparse.ArgumentParser:
    """Every command, by topic. Each leaves its function in `do`."""
    top = argparse.ArgumentParser(prog="putright", description="Complaints of residents of social landlords.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for topic in TOPICS:
        topic.add_to(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. What went wrong goes to standard error."""
    logs.set_up(os.environ.get("LOG_FORMAT", ""))
    take_kept_secret(os.environ)
    try:
        asked = parser().parse_args(arguments)
        return int(asked.do(asked))
    except SystemExit as stopped:
        return stopped.code if isinstance(stopped.code, int) else USAGE
    except WrongSettings as wrong:
        return _say(wrong, USAGE)
    except (NotFound, WrongData, NotKept) as wrong:
        return _say(wrong, NO)
    except BrokenPipeError:
        # Whoever read our words has gone (`putright policy list | head`): that is no fault.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _say(wrong: Exception, code: int) -> int:
    words = f"There is no {wrong} here." if isinstance(wrong, NotFound) else str(wrong)
    print(f"putright: {words}", file=sys.stderr)
    return code
