"""Where checked files are kept, under random ids that say nothing of whose they are."""

import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from portal.domain.errors import NotFound, NotKept
from portal.uploads.checking import CheckedFile


class Shelf(Protocol):
    """Keeps files. Names and types belong to the erasable table, beside the id that `put` gives."""

    def put(self, checked: CheckedFile) -> str:
        """Keep it and return its id. When this returns it outlives a power cut. Raises: NotKept."""

    def open(self, stored: str) -> BinaryIO:
        """The file of this id, to be read and closed. Raises: NotFound."""

    def delete(self, stored: str) -> None:
        """Erase it, at once or again (an erasure cut short is run again). Raises: NotFound for what is no id."""


@dataclass(frozen=True)
class FileShelf:
    """Files on this machine's disk, `home/ab/cd/abcd…`, readable by the server's own user only."""

    home: Path

    def put(self, checked: CheckedFile) -> str:
        stored = secrets.token_hex(16)
        path = self._path(stored)
        levels = (self.home, path.parent.parent, path.parent)
        try:
            for level in levels:
                level.mkdir(mode=0o700, parents=level == self.home, exist_ok=True)
            _write(path, checked.content)
            for level in levels:  # each time: another process may have made a folder and not have come to this line yet
                _sync(level)
        except OSError as error:
            raise NotKept(f"{self.home}: {error}") from error
        return stored

    def open(self, stored: str) -> BinaryIO:
        try:
            return self._path(stored).open("rb")
        except FileNotFoundError:
            raise NotFound from None

    def delete(self, stored: str) -> None:
        path = self._path(stored)
        try:
            path.unlink()
        except FileNotFoundError:
            return
        _sync(path.parent)

    def _path(self, stored: str) -> Path:
        if not re.fullmatch(r"[0-9a-f]{32}", stored):
            raise NotFound
        return self.home / stored[:2] / stored[2:4] / stored


def _write(path: Path, content: bytes) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(file, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
    except OSError:
        path.unlink(missing_ok=True)  # half a file on a full disk helps nobody
        raise


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
