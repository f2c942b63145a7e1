"""Why a file was not taken, each reason by name and in words for the person who sent it."""

from typing import ClassVar

from portal.domain.errors import PutrightError
from portal.domain.words import N_


class NotTaken(PutrightError):
    """A file that was refused, or that we could not check.

    `words` is the sentence to translate and `parts` fills it: `_(error.words) % error.parts`. `parts["name"]` is the
    file's name, already cleaned (`names.clean`); a page sets it apart with `<bdi>`, for it may be Arabic in English.
    """

    words: ClassVar[str]

    def __init__(self, name: str, **parts: str | int) -> None:
        self.name = name
        self.parts: dict[str, str | int] = {"name": name, **parts}
        super().__init__(self.words % self.parts)


class Empty(NotTaken):
    """Nothing in the file: a photo still on its way from the cloud, as a rule."""

    words = N_("“%(name)s” is empty. Open it on your phone first, then choose it again.")


class TooLarge(NotTaken):
    """More bytes than `Limits.file_size`. `parts["megabytes"]` is the most we take."""

    words = N_("“%(name)s” is too big. A file can be up to %(megabytes)s MB. Take a screenshot of it and send that.")


class TooManyPixels(TooLarge):
    """A picture that would need too much memory to open, however few bytes it has."""

    words = N_("“%(name)s” is too big a picture for us to open. Take a screenshot of it and send that.")


class NotAPicture(NotTaken):
    """Neither a photo nor a PDF, whatever its name or its sender says."""

    words = N_("“%(name)s” is not a photo or a PDF. You can send JPEG, PNG, HEIC and PDF files.")


class Broken(NotTaken):
    """It begins as a photo or a PDF does and cannot be read to its end."""

    words = N_("We cannot open “%(name)s”. It may be damaged. Save it again or take a new photo, then send that.")


class Infected(NotTaken):
    """The virus scanner knows it. `found` is the scanner's name for it, for the log."""

    words = N_("We did not keep “%(name)s”. Our virus check found something harmful in it.")

    def __init__(self, name: str, found: str) -> None:
        self.found = found
        super().__init__(name)


class NotCheckedYet(NotTaken):
    """Nothing wrong with the file: we cannot check it now. The only errors here worth the same try again."""

    words = N_("We cannot check “%(name)s” at the moment. Try again in a few minutes. You can carry on without it.")


class ScanUnavailable(NotCheckedYet):
    """A virus scanner is configured and does not answer. Nothing is kept unscanned."""


class Busy(NotCheckedYet):
    """Too many photos are waiting for their turn."""
