"""Photos and documents sent with a form: the good ones are kept while the others are mended."""

from dataclasses import dataclass
from typing import Self

from flask import request

from portal.domain.journey import MOST_FILES
from portal.domain.kept import File
from portal.domain.words import N_
from portal.web.files import take
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.typed import is_shown_again, line

TOO_MANY = N_("Send no more than %(limit)s at a time. You can send more after this.")


@dataclass(frozen=True)
class SentPhotos:
    """What came with a form: files kept so far, what is wrong with others, and whether the form is being sent."""

    kept: tuple[File, ...]
    problems: dict[str, str]
    is_sending: bool

    @classmethod
    def from_form(cls, owner: str, name: str = "photos") -> Self:
        """Read the form: keep new files for `owner`, a case's reference; take away the one asked for."""
        removed = line("remove")
        kept = [office().store.file(id) for id in _own(owner, line("kept").split()) if id != removed]
        problems: list[str] = []
        for each in [] if is_shown_again() else request.files.getlist(name):
            if not each.filename:
                continue
            if len(kept) >= MOST_FILES:
                problems.append(_(TOO_MANY, limit=MOST_FILES))
                break
            taken = take(owner, each)
            if isinstance(taken, File):
                kept.append(taken)
            else:
                problems.append(taken)
        wrong = {name: " ".join(problems)} if problems else {}
        return cls(tuple(kept), wrong, request.method == "POST" and not removed)

    @property
    def kept_ids(self) -> str:
        """The files kept so far, as a hidden value of the form."""
        return " ".join(file.id for file in self.kept)


def _own(owner: str, ids: list[str]) -> list[str]:
    """Of these ids, those of files that belong to this case: a form may name anything."""
    mine = {file.id for file in office().store.files(owner)}
    return [id for id in dict.fromkeys(ids) if id in mine]
