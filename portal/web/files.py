"""Photos and documents that come with a form: each is kept, or it is said why not."""

from werkzeug.datastructures import FileStorage

from portal.domain.kept import File
from portal.services.casework import keep_file
from portal.uploads import NotTaken
from portal.web.here import gettext as _
from portal.web.here import office, parts


def take(owner: str, sent: FileStorage) -> File | str:
    """Keep one file for a draft (its id) or a case (its reference), or say what is wrong with it. Raises NotKept."""
    try:
        return keep_file(office(), owner, sent.filename or "", sent.stream, parts().scanner)
    except NotTaken as refused:
        return _(refused.words, **refused.parts)


def size(bytes: int) -> str:
    """How large a file is."""
    return f"{bytes / 1_000_000:.1f} MB" if bytes >= 100_000 else f"{max(1, round(bytes / 1000))} kB"
