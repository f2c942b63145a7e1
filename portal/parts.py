"""Joins everything but Flask and the actions. The app, the command line, the worker and the actions start here."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from portal import clock
from portal.domain.errors import NotFound
from portal.files.codes import POLICIES
from portal.files.live_packs import LivePacks
from portal.files.packs import Packs
from portal.services.office import Office
from portal.settings import Settings, WrongSettings
from portal.store import Store, open_store
from portal.uploads import Clamd, FileShelf, Scanner, Shelf


def nobody_to_poke() -> None:
    """Where no worker is told at once, its own sweep finds what waits within a minute."""


@dataclass(frozen=True)
class Parts:
    """One installation, joined. `poke` tells the worker that something waits to be sent.

    `live` gives the packs as their files are now; Packs themselves, as tests have them, stay as they are.
    `policies` is the folder where logos lie beside them.
    """

    settings: Settings
    store: Store
    live: LivePacks | Packs
    shelf: Shelf
    scanner: Scanner | None
    clock: Callable[[], datetime] = clock.now
    poke: Callable[[], None] = nobody_to_poke
    policies: Path = POLICIES

    @classmethod
    def of(cls, settings: Settings) -> "Parts":
        """Join the parts that these settings ask for. Raises WrongData where a pack is wrong, and WrongSettings."""
        settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        parts = cls(
            settings=settings,
            store=open_store(settings.database_url, settings.home),
            live=LivePacks(kept=settings.home / "packs"),
            shelf=FileShelf(settings.home / "files"),
            scanner=Clamd(Path(settings.clamd_socket)) if settings.clamd_socket else None,
        )
        refuse_lost_landlords(parts)
        return parts

    @property
    def packs(self) -> Packs:
        """Every landlord's packs, now. What is asked of one answer stays the same while it is held."""
        return self.live.now()

    def office(self, landlord: str) -> Office:
        """One landlord's office. Raises NotFound for a landlord without a pack, and for the one that is an example."""
        packs = self.packs
        if landlord not in packs.landlords:
            raise NotFound(landlord)
        return Office(
            landlord, self.store.at(landlord), packs, self.shelf, self.clock, self.settings.secret_key, self.poke
        )

    def base_of(self, landlord: str) -> str:
        """Where a landlord's pages are reached, like `https://complaints.oak.example`; no slash at the end.

        On its own host name, where it has one, by the scheme and the port of BASE_URL; a portal that is only reached
        from its own machine is reached by no other name. Raises NotFound.
        """
        base, hosts = urlsplit(self.settings.base_url.rstrip("/")), self.office(landlord).policy.hosts
        if not hosts or self.settings.is_loopback:
            return base.geturl()
        return base._replace(netloc=f"{hosts[0]}:{base.port}" if base.port else hosts[0]).geturl()

    def told(self, poke: Callable[[], None]) -> "Parts":
        """The same parts, with somebody to poke."""
        return replace(self, poke=poke)


def refuse_lost_landlords(parts: Parts) -> None:
    """Raises WrongSettings where BASE_URL is one landlord's own host name and others, who have none, need it."""
    hosts = {landlord: parts.office(landlord).policy.hosts for landlord in parts.packs.landlords}
    base = urlsplit(parts.settings.base_url).hostname
    owner, lost = (
        next((name for name in hosts if base in hosts[name]), None),
        [name for name in hosts if not hosts[name]],
    )
    if owner and lost:
        words = f"BASE_URL is the own host name of {owner}, so nobody would reach {', '.join(lost)}: name another host."
        raise WrongSettings([words])


@cache
def from_environment() -> Parts:
    """The parts of this process, from its environment, joined once."""
    return Parts.of(Settings.from_env(os.environ))
