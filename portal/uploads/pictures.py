"""Drawing a photo afresh, in a program of its own that may fall over without us."""

import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from tempfile import TemporaryFile

from portal.uploads import child
from portal.uploads.errors import Broken, Busy, TooManyPixels

_MOST_OUT = 64 * 1024 * 1024
"""Bytes the program may write: 3,000 × 3,000 see-through pixels of pure noise, with room."""

_ONE_AT_A_TIME = threading.Lock()
"""For each server process: ten people sending photos take ten turns, not ten times the memory."""


@dataclass(frozen=True)
class Limits:
    """What a file may cost us."""

    file_size: int = 10 * 1024 * 1024
    """Bytes as sent. Phones count a megabyte as 1,000,000 or 1,048,576 bytes: this is the kinder reading of 10 MB."""
    pixels: int = 65_000_000
    """The largest phone sensors that stay under 10 MB give 9,248 × 6,944."""
    long_side: int = 3000
    """Pixels kept on the longer side: enough to read a meter or a letter."""
    memory: int = 768 * 1024 * 1024
    """Bytes of address space for one photo. Resident, measured: 48-megapixel HEIC 373 MB; 64-megapixel PNG 628 MB."""
    cpu: int = 15
    """Seconds of processor time for one photo. Measured: 2 for a 48-megapixel HEIC."""
    patience: float = 30.0
    """Seconds by the clock for one photo."""
    wait: float = 60.0
    """Seconds to wait for one's turn."""


def redrawn(name: str, content: bytes, kind: str, limits: Limits) -> bytes:
    """The photo without anything but its picture, as `child.BECOMES[kind]`.

    Raises: Broken, TooManyPixels, Busy; RuntimeError where the program itself cannot start (Pillow missing).
    """
    if not _ONE_AT_A_TIME.acquire(timeout=limits.wait):
        raise Busy(name)
    try:
        status, picture = _run(content, kind, limits)
    except subprocess.TimeoutExpired:
        raise Broken(name) from None
    finally:
        _ONE_AT_A_TIME.release()
    if status == child.Ending.DONE:
        return picture
    if status == child.Ending.TOO_MANY_PIXELS:
        raise TooManyPixels(name)
    if status == child.Ending.BROKEN or status < 0:  # below zero: a signal ended a decoder that went over its limits
        raise Broken(name)
    raise RuntimeError(f"{child.__file__} ended with status {status}; its own words are on standard error")


def _run(content: bytes, kind: str, limits: Limits) -> tuple[int, bytes]:
    numbers = (limits.memory, limits.cpu, _MOST_OUT, limits.pixels, limits.long_side)
    # By path, isolated (-I) and with almost no environment: nothing of ours is loaded, no SECRET_KEY is to be found.
    command = [sys.executable, "-I", child.__file__, kind, *map(str, numbers)]
    surroundings = {key: os.environ[key] for key in ("LD_LIBRARY_PATH",) if key in os.environ}
    with TemporaryFile() as out:  # a file, not a pipe: RLIMIT_FSIZE then bounds what a decoder gone wild makes us read
        ended = subprocess.run(  # noqa: S603  the command is ours: a fixed program, a type out of our table, numbers
            command, input=content, stdout=out, timeout=limits.patience, env=surroundings, cwd="/", check=False
        )
        out.seek(0)
        return ended.returncode, out.read()
