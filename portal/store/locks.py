"""Locks between threads and processes of one machine, as files: gone with whoever held them, however they died."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from portal.domain.errors import NotKept

FIRST_PAUSE, LONGEST_PAUSE = 0.000_5, 0.01
"""Seconds between looks at a taken lock: short at first, since a write takes about a millisecond."""


@contextmanager
def file_lock(path: Path, wait: float) -> Iterator[None]:
    """Hold the lock of this name. Raises NotKept after `wait` seconds, and OSError where no file can be made."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(file, path, monotonic() + wait)
        try:
            yield
        finally:
            # Not left to close(): a child forked meanwhile shares this file and would go on holding the lock.
            fcntl.flock(file, fcntl.LOCK_UN)
    finally:
        os.close(file)


def _take(file: int, path: Path, until: float) -> None:
    pause = FIRST_PAUSE
    while True:
        try:
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() >= until:
                raise NotKept(f"{path.name} is taken") from None
        sleep(pause)
        pause = min(pause * 1.5, LONGEST_PAUSE)
