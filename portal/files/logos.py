"""A landlord's logo: a PNG that lies beside its packs, small enough for every page."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from struct import unpack_from
from zlib import crc32

LARGEST = 100_000
"""Bytes: every page shows it, on a telephone far from any mast too."""
WIDEST, HIGHEST = 1200, 400
"""Pixels: it is shown 48 high, and screens have up to three pixels for one."""
BEGINS = b"\x89PNG\r\n\x1a\n"
MARK = 12
"""So many letters of the content's hash tell one logo from the next."""


@dataclass(frozen=True)
class Logo:
    """A logo as it is served. `mark` changes with its content; `width` and `height` are in pixels."""

    content: bytes
    mark: str
    width: int
    height: int


def check_logo(path: Path) -> str | None:
    """What is wrong with a logo, as the end of a sentence that names it; None where nothing is."""
    try:
        if path.stat().st_size > LARGEST:
            return f"is larger than {LARGEST // 1000} kB."
        return _problem(path.read_bytes())
    except OSError as error:
        return f"cannot be read ({error.strerror})."


def read_logo(path: Path) -> Logo | None:
    """The logo, or None for a file that is gone or has become wrong since it was checked."""
    try:
        found = path.stat()
        return _read(path, found.st_mtime_ns, found.st_size)
    except OSError:
        return None


@lru_cache(maxsize=256)
def _read(path: Path, changed: int, size: int) -> Logo | None:
    content = path.read_bytes() if size <= LARGEST else b""
    if _problem(content):
        return None
    return Logo(content, sha256(content).hexdigest()[:MARK], *unpack_from(">II", content, len(BEGINS) + 8))


def _problem(content: bytes) -> str | None:
    if not content.startswith(BEGINS):
        return "is no PNG."
    chunks = list(_chunks(content))
    kinds = [kind for kind, _ in chunks]
    if kinds[:1] != [b"IHDR"] or len(chunks[0][1]) != 13 or b"IDAT" not in kinds or kinds[-1:] != [b"IEND"]:
        return "is a broken PNG."
    width, height = unpack_from(">II", chunks[0][1])
    if not (0 < width <= WIDEST and 0 < height <= HIGHEST):
        return f"is {width} by {height} pixels; {WIDEST} by {HIGHEST} is the most."
    if b"acTL" in kinds:
        return "moves (WCAG 2.2.2)."
    return None


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and data of each chunk, as far as they are whole. Nothing is read behind the end of the picture."""
    at, kind = len(BEGINS), b""
    while kind != b"IEND" and at + 12 <= len(content):
        (length,) = unpack_from(">I", content, at)
        kind, data = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        after = at + 12 + length
        if after > len(content) or unpack_from(">I", content, after - 4)[0] != crc32(kind + data):
            return
        yield kind, data
        at = after
