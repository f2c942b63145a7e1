"""What people send from a phone: checked, cleaned and kept. Knows no web, no database, no complaint."""

from portal.uploads.bodies import drain
from portal.uploads.checking import CheckedFile, check
from portal.uploads.errors import (
    Broken,
    Busy,
    Empty,
    Infected,
    NotAPicture,
    NotCheckedYet,
    NotTaken,
    ScanUnavailable,
    TooLarge,
    TooManyPixels,
)
from portal.uploads.pictures import Limits
from portal.uploads.scanning import Clamd, Scanner
from portal.uploads.shelf import FileShelf, Shelf

__all__ = [
    "Broken",
    "Busy",
    "CheckedFile",
    "Clamd",
    "Empty",
    "FileShelf",
    "Infected",
    "Limits",
    "NotAPicture",
    "NotCheckedYet",
    "NotTaken",
    "ScanUnavailable",
    "Scanner",
    "Shelf",
    "TooLarge",
    "TooManyPixels",
    "check",
    "drain",
]
