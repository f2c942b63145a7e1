"""The one check every file passes before anything keeps it: size, true type, viruses, a fresh drawing."""

from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

from portal.uploads.child import BECOMES
from portal.uploads.errors import Broken, Empty, Infected, NotAPicture, ScanUnavailable, TooLarge
from portal.uploads.kinds import PHOTOS, is_whole_pdf, kind_of
from portal.uploads.names import clean
from portal.uploads.pictures import Limits, redrawn
from portal.uploads.scanning import Scanner, Silent

USUAL = Limits()


@dataclass(frozen=True)
class CheckedFile:
    """A file fit to keep: its cleaned name, its type now, its size in bytes, the SHA-256 of its content in hex."""

    name: str
    type: str
    content: bytes
    size: int
    digest: str


def check(name: str, content: bytes | BinaryIO, *, limits: Limits = USUAL, scan: Scanner | None) -> CheckedFile:
    """Check what somebody sent under `name`, and clean it where it is a photo.

    What its bytes say is what it is. A photo of a type we take is taken whatever its name says (messengers name a JPEG
    `.png`), and gets its true ending; a program or a page is refused whatever its name says. Photos are drawn afresh,
    without place, time, camera or hidden parts; HEIC becomes JPEG. PDFs cannot be cleaned and are kept as they came
    (`kinds.is_whole_pdf`). `content` is read no further than one byte over the limit. `scan` is None where no scanner
    is configured.

    Raises: Empty, TooLarge, TooManyPixels, NotAPicture, Broken, Infected, ScanUnavailable, Busy.
    """
    shown = clean(name)
    given = content if isinstance(content, bytes) else content.read(limits.file_size + 1)
    if not given:
        raise Empty(shown)
    if len(given) > limits.file_size:
        raise TooLarge(shown, megabytes=limits.file_size // (1024 * 1024))
    kind = kind_of(given)
    if kind is None:
        raise NotAPicture(shown)
    if scan is not None:
        _scanned(shown, given, scan)
    if kind in PHOTOS:
        return _checked(name, BECOMES[kind], redrawn(shown, given, kind, limits))
    if not is_whole_pdf(given):
        raise Broken(shown)
    return _checked(name, kind, given)


def _scanned(shown: str, given: bytes, scan: Scanner) -> None:
    # As it was sent, and before any decoder opens it.
    try:
        found = scan.virus_in(given)
    except Silent as error:
        raise ScanUnavailable(shown) from error
    if found is not None:
        raise Infected(shown, found)


def _checked(name: str, kind: str, kept: bytes) -> CheckedFile:
    return CheckedFile(clean(name, kind), kind, kept, len(kept), sha256(kept).hexdigest())
