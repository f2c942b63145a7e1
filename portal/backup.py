"""Everything that is kept on one machine, copied into one file and put back."""

import re
import shutil
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from sqlalchemy import make_url

from portal.secret import NAME as SECRET
from portal.settings import Settings

DATABASE, FILES, PACKS = "putright.db", "files", "packs"
A_FILE = re.compile(rf"{FILES}/[0-9a-f]{{2}}/[0-9a-f]{{2}}/[0-9a-f]{{32}}")
A_PACK = re.compile(rf"{PACKS}/[a-z0-9-]+/[A-Za-z0-9-]+\.yaml")
"""Each case keeps the policy it was made under, word for word: without it the case could not be read as it was."""


class NotCopied(Exception):
    """Why nothing was copied or put back, and what to do."""


def back_up(settings: Settings, to: Path) -> int:
    """Copy the database, as of one moment, then the files. Returns how many files. Raises NotCopied.

    The database goes first: a file is on the shelf before the database names it.
    """
    database = _database(settings)
    if not database.is_file():
        raise NotCopied(f"there is no database at {database}.")
    if to.exists():
        raise NotCopied(f"{to} is there already. Name another file.")
    part = to.with_name(to.name + ".part")
    try:
        with TemporaryDirectory(dir=settings.home) as folder, part.open("xb") as out:
            part.chmod(0o600)
            copy = Path(folder) / DATABASE
            _copy_database(database, copy)
            with tarfile.open(fileobj=out, mode="w:gz", compresslevel=1) as tar:
                tar.add(copy, DATABASE)
                if (settings.home / SECRET).is_file():
                    tar.add(settings.home / SECRET, SECRET)
                for path in _files(settings.home, PACKS):
                    _add(tar, settings.home, path)
                files = [_add(tar, settings.home, path) for path in _files(settings.home, FILES)]
        part.rename(to)
    finally:
        part.unlink(missing_ok=True)
    return sum(files)


def put_back(settings: Settings, source: Path) -> int:
    """Put a copy into an empty home. Returns how many files. Raises NotCopied."""
    database = _database(settings)
    if database.exists():
        raise NotCopied(f"{database} is there already. Move it away first, then try again.")
    if not source.is_file():
        raise NotCopied(f"there is no file {source}.")
    files, part = 0, database.with_name(database.name + ".part")
    try:
        with tarfile.open(source, "r:gz") as tar:
            for member in tar:
                content = tar.extractfile(member)
                if content is None or not member.isreg():
                    continue
                if member.name == DATABASE:
                    _write(part, content)
                elif member.name == SECRET and not (settings.home / SECRET).exists():
                    _write(settings.home / SECRET, content)
                elif A_PACK.fullmatch(member.name):
                    _write(settings.home / member.name, content)
                elif A_FILE.fullmatch(member.name):
                    _write(settings.home / member.name, content)
                    files += 1
    except tarfile.TarError as error:
        raise NotCopied(f"{source} is not a copy made by `putright backup`: {error}.") from error
    if not part.exists():
        raise NotCopied(f"{source} is not a copy made by `putright backup`: it holds no database.")
    part.rename(database)
    return files


def _database(settings: Settings) -> Path:
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite":
        raise NotCopied("this database is PostgreSQL. Use pg_dump and pg_restore, and copy the files beside it.")
    return Path(url.database or "").absolute()


def _copy_database(database: Path, copy: Path) -> None:
    with closing(sqlite3.connect(database)) as old, closing(sqlite3.connect(copy)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it


def _files(home: Path, folder: str) -> Iterator[Path]:
    return (path for path in sorted((home / folder).rglob("*")) if path.is_file())


def _add(tar: tarfile.TarFile, home: Path, path: Path) -> int:
    """Add one file; one that was erased meanwhile is left out."""
    try:
        tar.add(path, path.relative_to(home).as_posix())
    except FileNotFoundError:
        return 0
    return 1


def _write(path: Path, content: IO[bytes]) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("wb") as out:
        path.chmod(0o600)
        shutil.copyfileobj(content, out)
