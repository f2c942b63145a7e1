"""Joins everything but Flask and the actions. The app, the command line, the worker and the actions start here."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from portal import clock
from portal.files.packs import Packs
from portal.services.office import Office
from portal.settings import Settings
from portal.store import Store, open_store
from portal.uploads import Clamd, FileShelf, Scanner, Shelf


def nobody_to_poke() -> None:
    """Where no worker is told at once, its own sweep finds what waits within a minute."""


@dataclass(frozen=True)
class Parts:
    """One installation, joined. `poke` tells the worker that something waits to be sent."""

    settings: Settings
    store: Store
    packs: Packs
    shelf: Shelf
    scanner: Scanner | None
    clock: Callable[[], datetime] = clock.now
    poke: Callable[[], None] = nobody_to_poke

    @classmethod
    def of(cls, settings: Settings) -> "Parts":
        """Join the parts that these settings ask for. Raises WrongData where a pack is wrong."""
        settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        return cls(
            settings=settings,
            store=open_store(settings.database_url, settings.home),
            packs=Packs.load(),
            shelf=FileShelf(settings.home / "files"),
            scanner=Clamd(Path(settings.clamd_socket)) if settings.clamd_socket else None,
        )

    def office(self, landlord: str) -> Office:
        """One landlord's office. Raises NotFound for a landlord without a pack."""
        self.packs.in_force(landlord, clock.london_day(self.clock()))
        return Office(
            landlord, self.store.at(landlord), self.packs, self.shelf, self.clock, self.settings.secret_key, self.poke
        )

    def told(self, poke: Callable[[], None]) -> "Parts":
        """The same parts, with somebody to poke."""
        return replace(self, poke=poke)


@cache
def from_environment() -> Parts:
    """The parts of this process, from its environment, joined once."""
    return Parts.of(Settings.from_env(os.environ))
