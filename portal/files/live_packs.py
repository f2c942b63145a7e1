"""The packs of a running server: a changed file takes effect by itself, a wrong one changes nothing."""

import logging
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock

from portal.domain.errors import WrongData
from portal.domain.policy import Policy
from portal.files.codes import POLICIES
from portal.files.kept_packs import KeptPacks
from portal.files.packs import Packs, contents_of, landlord_folders, policies_of, wrong_hosts

SECONDS = 5.0
"""How often the files are looked at. A look takes less than a millisecond."""

Traces = tuple[tuple[str, int, int], ...]
"""Of every file in a landlord's folder: name, size, when it changed."""
Read = tuple[dict[str, bytes], tuple[Policy, ...]]
"""A landlord's files as they are, and the packs they hold."""

log = logging.getLogger(__name__)


class LivePacks:
    """Every landlord's packs as their files say now; where those are wrong, as they last said it well.

    `kept` is a folder of our own for copies, so that a restart does not depend on a file that is wrong today; None
    keeps none. `clock` counts seconds. Raises WrongData at the start for a wrong pack without a good copy.
    """

    def __init__(
        self, folder: Path = POLICIES, kept: Path | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._folder, self._clock, self._lock = folder, clock, Lock()
        self._kept = KeptPacks(kept) if kept else None
        self._traces: dict[str, Traces] = {}
        self._wrong: dict[str, str] = {}
        self._packs = self._with({})
        self._next_look = clock() + SECONDS
        self._look(starting=True)

    def now(self) -> Packs:
        """The packs. Looks for changes at most every few seconds; whoever comes meanwhile gets what was there."""
        if self._clock() >= self._next_look and self._lock.acquire(blocking=False):
            try:
                self._next_look = self._clock() + SECONDS
                self._look()
            finally:
                self._lock.release()
        return self._packs

    def made_under(self, landlord: str, version: str, hash: str) -> Policy:
        """The pack with the words it had when a case was made; its words of today where those are not kept.

        Raises NotFound.
        """
        return self.now().made_under(landlord, version, hash)

    def _look(self, starting: bool = False) -> None:
        traces = {folder.name: _traces(folder) for folder in landlord_folders(self._folder)}
        if traces == self._traces:
            return
        before, self._traces = self._traces, traces
        good: dict[str, Read] = {}
        wrong: dict[str, WrongData] = {}
        for landlord in sorted(traces.keys() | before.keys()):
            if traces.get(landlord) != before.get(landlord) or landlord in self._wrong:
                try:
                    good[landlord] = self._read(landlord)
                except WrongData as error:
                    wrong[landlord] = error
        while clash := next(wrong_hosts(self._after(good)), None):
            wrong[clash[0]] = clash[1]
            del good[clash[0]]
        if starting:
            self._packs = self._with(self._copies(wrong))
            for _, clashing in wrong_hosts(self._after(good)):
                raise clashing
        self._packs = self._with(self._after(good))
        for landlord, (contents, _) in good.items():
            if self._kept:
                self._kept.keep(landlord, contents)
        self._tell(wrong)

    def _read(self, landlord: str) -> Read:
        folder = self._folder / landlord
        contents = contents_of(folder)
        for policy in self._packs.policies.get(landlord, ()):
            if policy.version not in contents:
                mend = "Put it back; to be without it, start the server again."
                raise WrongData(f"policies/{policy.id}.yaml", None, "the file is gone, and cases may need it.", mend)
        return contents, policies_of(landlord, contents, folder)

    def _copies(self, wrong: Mapping[str, WrongData]) -> dict[str, tuple[Policy, ...]]:
        """What was kept of the landlords whose files are wrong at the start. Raises the first that has no copy."""
        copies: dict[str, tuple[Policy, ...]] = {}
        for landlord, error in wrong.items():
            copies[landlord] = self._kept.last_good(landlord) if self._kept else ()
            if not copies[landlord]:
                raise error
        return copies

    def _after(self, good: Mapping[str, Read]) -> dict[str, tuple[Policy, ...]]:
        """Every landlord's packs once these are taken. They come last, so that a clash is theirs."""
        others = {landlord: each for landlord, each in self._packs.policies.items() if landlord not in good}
        return {**others, **{landlord: policies for landlord, (_, policies) in good.items()}}

    def _tell(self, wrong: Mapping[str, WrongData]) -> None:
        """Once for each mistake, not once for each look."""
        for landlord, error in wrong.items():
            if self._wrong.get(landlord) != str(error):
                log.warning("%s The last good packs of %s stay.", error, landlord)
        self._wrong = {landlord: str(error) for landlord, error in wrong.items()}

    def _with(self, policies: Mapping[str, tuple[Policy, ...]]) -> Packs:
        return Packs(policies, self._kept.made_under) if self._kept else Packs(policies)


def _traces(folder: Path) -> Traces:
    """What a look tells of the files: enough to see that one changed. A file that goes meanwhile is not there."""
    found: list[tuple[str, int, int]] = []
    with suppress(OSError):
        for path in sorted(folder.rglob("*")):
            with suppress(OSError):
                stat = path.stat()
                found.append((str(path.relative_to(folder)), stat.st_size, stat.st_mtime_ns))
    return tuple(found)
