"""Packs and deadlines: how long a date takes once warm, a pack to load, all packs to be checked."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from timeit import repeat

from benchmarks.measuring import Finding, milliseconds
from portal.domain.case import StageDates
from portal.domain.deadlines import deadlines
from portal.files.codes import POLICIES
from portal.files.packs import Packs, load_pack, policy_of
from portal.holiday_list import calendar_of

CALLS = 20_000
CHECK = (sys.executable, "-m", "portal.cli", "policy", "check")


def findings() -> Iterator[Finding]:
    """Microseconds for a deadline, milliseconds for a pack, seconds for the check with its start."""
    policy, calendar = Packs.load().version("leathermarket-jmb", "2024"), calendar_of("england")
    first, second = StageDates(date(2026, 11, 2), date(2026, 11, 4), date(2026, 11, 20)), StageDates(date(2026, 12, 1))
    stages = {1: first, 2: second}
    many = len(deadlines(stages, policy, calendar))
    best = min(repeat(lambda: deadlines(stages, policy, calendar), number=CALLS, repeat=5)) / CALLS * 1e6
    yield Finding("a deadline with its working, once warm", best / many, 2, "µs")
    longest = max(POLICIES.glob("*/*.yaml"), key=lambda path: path.stat().st_size)
    yield Finding("the longest pack, read from its file", milliseconds(lambda: _read_anew(longest), 10), 150, "ms")
    yield Finding("the same pack, once read", milliseconds(lambda: load_pack(longest), 100), 1, "ms")
    yield Finding("all packs checked, start of the program included", milliseconds(_check_all, 3) / 1000, 2, "s")


def _read_anew(path: Path) -> None:
    policy_of.cache_clear()
    load_pack(path)


def _check_all() -> None:
    subprocess.run(CHECK, capture_output=True, check=False)
