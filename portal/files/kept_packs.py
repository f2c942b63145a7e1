"""Packs as they were when they were read well: the last good ones, and each that a case may have been made under."""

import logging
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from portal.domain.errors import WrongData
from portal.domain.policy import Policy
from portal.files.packs import policies_of, policy_of
from portal.files.yaml_tree import LARGEST

HASH = re.compile(r"[0-9a-f]{64}")

log = logging.getLogger(__name__)


class KeptPacks:
    """Copies under a folder of our own: `<landlord>/<version>.yaml` and `by-hash/<sha256>.yaml`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[tuple[str, str, str], Policy] = {}

    def keep(self, landlord: str, contents: Mapping[str, bytes]) -> None:
        """Keep one landlord's packs, by version, instead of those kept before. A full disk is logged, and no more."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for version, content in contents.items():
                _write(self.folder / "by-hash" / f"{sha256(content).hexdigest()}.yaml", content)
                _write(self.folder / landlord / f"{version}.yaml", content)
            for path in (self.folder / landlord).glob("*.yaml"):
                if path.stem not in contents:
                    path.unlink(missing_ok=True)
        except OSError as error:
            log.warning("The packs of %s could not be kept: %s", landlord, error)

    def last_good(self, landlord: str) -> tuple[Policy, ...]:
        """One landlord's packs as last kept; none where there are none that can still be read."""
        try:
            contents = {path.stem: path.read_bytes() for path in sorted((self.folder / landlord).glob("*.yaml"))}
            return policies_of(landlord, contents)
        except (OSError, WrongData) as error:
            log.warning("The kept packs of %s cannot be used: %s", landlord, error)
            return ()

    def made_under(self, landlord: str, version: str, hash: str) -> Policy | None:
        """The pack that had this name and this hash, or None where it is not kept. Nobody gets another's."""
        asked = landlord, version, hash
        if asked not in self._known:
            found = self._by_hash(*asked)
            if found is None:
                return None
            self._known[asked] = found
        return self._known[asked]

    def _by_hash(self, landlord: str, version: str, hash: str) -> Policy | None:
        if not HASH.fullmatch(hash):
            return None
        try:
            with (self.folder / "by-hash" / f"{hash}.yaml").open("rb") as file:
                content = file.read(LARGEST + 1)
            return policy_of(landlord, version, content) if sha256(content).hexdigest() == hash else None
        except FileNotFoundError:
            return None
        except (OSError, WrongData) as error:
            log.warning("The pack kept for cases made under %s/%s cannot be used: %s", landlord, version, error)
            return None


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, for our eyes alone, and only where it is not there yet."""
    with suppress(FileNotFoundError):
        if path.read_bytes() == content:
            return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
