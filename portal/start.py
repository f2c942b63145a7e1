"""`make run`: everything made ready, then the portal with its worker beside it, until Ctrl-C."""

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import MutableMapping, Sequence
from pathlib import Path
from types import FrameType

from portal.cli.options import at_least_one
from portal.demo import every_story, load_demo, open_accounts
from portal.parts import Parts, from_environment
from portal.secret import keep_a_secret
from portal.settings import WrongSettings

HOST = "127.0.0.1"
DEMO_LOADED = "demo-loaded"
PATIENCE = 15
"""Seconds that server and worker are given to finish what they do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Start, wait, stop both. Returns the exit code of whichever stopped first by itself, or 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=at_least_one, default=8000)
    port = parser.parse_args(arguments).port
    keep_a_secret(os.environ)
    os.environ["BASE_URL"] = f"http://{HOST}:{port}"
    try:
        parts = from_environment()
    except WrongSettings as wrong:
        print(wrong, file=sys.stderr)
        return 2
    parts.store.upgrade()
    _load_demo_once(parts)
    _welcome(parts, os.environ["BASE_URL"])
    parts.store.close()
    putright = [sys.executable, "-m", "portal.cli"]
    return _together([*putright, "serve", "--host", HOST, "--port", str(port)], [*putright, "worker"], os.environ)


def _load_demo_once(parts: Parts) -> None:
    """Demonstration cases, the first time only: what somebody does with them stays done."""
    mark: Path = parts.settings.home / DEMO_LOADED
    if not mark.exists() and not parts.settings.smtp_url:
        load_demo(parts, every_story(parts))
        mark.touch()


def _welcome(parts: Parts, url: str) -> None:
    print(f"\nPutright is at {url}\n\nFor staff: {url}/staff/")
    for account in open_accounts(parts):
        print(f"  {account.email}  password {account.password}")
    if not parts.settings.smtp_url:
        print(f"\nMails are written to {parts.settings.home / 'outbox'}")
    print("\nCtrl-C stops it.\n", flush=True)


def _together(server: Sequence[str], worker: Sequence[str], env: MutableMapping[str, str]) -> int:
    """Run both; when either ends, or we are asked to stop, stop the other too.

    They have sessions of their own, so that Ctrl-C reaches us alone and both are stopped in good order.
    """
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, _as_ctrl_c)
    running = [subprocess.Popen(each, env=dict(env), start_new_session=True) for each in (server, worker)]
    code = 0
    try:
        while all(each.poll() is None for each in running):
            try:
                running[0].wait(timeout=0.5)
            except subprocess.TimeoutExpired:
                continue
        code = max(each.returncode or 0 for each in running)
    except KeyboardInterrupt:
        print("\nStopping.", flush=True)
    for each in running:
        if each.poll() is None:
            each.terminate()
    for each in running:
        try:
            each.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(each.pid, signal.SIGKILL)
    return code


def _as_ctrl_c(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
