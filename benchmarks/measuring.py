"""Fair timings: both sides in turn, medians, so that a machine's drift touches both alike."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter_ns


@dataclass(frozen=True)
class Finding:
    """One figure beside its limit. `value` and `limit` share the unit."""

    name: str
    value: float
    limit: float
    unit: str

    @property
    def holds(self) -> bool:
        """Is it within its limit?"""
        return self.value <= self.limit

    def __str__(self) -> str:
        mark = "holds" if self.holds else "FAILS"
        return f"{mark}  {self.name}: {self.value:.1f} {self.unit} (limit {self.limit:g})"


def milliseconds(call: Callable[[], object], times: int) -> float:
    """The median time of one call, after a few that are not counted."""
    for _ in range(max(3, times // 10)):
        call()
    return median(_timed(call) for _ in range(times)) / 1e6


def ratio(ours: Callable[[], object], theirs: Callable[[], object], times: int) -> float:
    """How many times as long ours takes: the median over pairs taken in turn."""
    for _ in range(max(3, times // 10)):
        ours()
        theirs()
    return median(_timed(ours) / _timed(theirs) for _ in range(times))


def _timed(call: Callable[[], object]) -> int:
    start = perf_counter_ns()
    call()
    return perf_counter_ns() - start
