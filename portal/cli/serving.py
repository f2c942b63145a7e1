"""`putright serve` and `putright worker`."""

import argparse

from portal.cli.options import Commands, at_least_one, command

THREADS = 16
"""Requests at once in one process. More than the cores can work on: a slow phone that sends a photo holds one."""


def add_to(commands: Commands) -> None:
    """Add the commands."""
    serving = command(commands, "serve", "Serve the portal.", serve)
    serving.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    serving.add_argument("--port", type=at_least_one, default=8000, help="port to listen on (8000)")
    serving.add_argument("--workers", type=at_least_one, default=1, help="server processes (1)")
    command(commands, "worker", "Send waiting messages and tidy up, until stopped.", work)


def serve(asked: argparse.Namespace) -> int:
    """Serve until stopped."""
    from granian.constants import Interfaces
    from granian.server import Server

    from portal.demo import shut_accounts
    from portal.logs import GRANIAN
    from portal.parts import from_environment

    # Read here too, so that wrong settings and packs are named once and not by each server process.
    parts = from_environment()
    parts.store.upgrade()
    if not parts.settings.is_loopback:
        shut_accounts(parts)
    Server(
        "portal.wsgi:app",
        address=asked.host,
        port=asked.port,
        workers=asked.workers,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        backpressure=128,
        workers_kill_timeout=10,
        log_dictconfig=GRANIAN,
    ).serve()
    return 0


def work(asked: argparse.Namespace) -> int:
    """Work until stopped."""
    from portal.parts import from_environment
    from portal.worker import work

    work(from_environment())
    return 0
