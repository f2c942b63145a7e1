"""Photos and documents from a phone: the good ones are kept at once, each of the others is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from flask import request

from portal.domain.journey import MOST_FILES, Page, Problem
from portal.domain.words import N_
from portal.services.casework import keep_file
from portal.uploads import NotTaken
from portal.web.here import office, parts

PHOTOS = "photos"
NAMED = N_("%(name)s: %(problem)s")


def is_photo_page(page: Page) -> bool:
    """Is this the page that takes files?"""
    return any(question.kind == "files" for question in page.questions)


@dataclass(frozen=True)
class Photos:
    """What came of a post: what was wrong, and whether to stay on the page (a file was added or taken away)."""

    problems: Mapping[str, Problem]
    stays: bool

    @classmethod
    def from_form(cls, draft: str) -> Self:
        """Keep new files for this draft, or take one away."""
        if removed := request.form.get("remove"):
            _take_away(draft, removed)
            return cls({}, stays=True)
        sent = [each for each in request.files.getlist(PHOTOS) if each.filename]
        kept = len(office().store.files(draft))
        for number, each in enumerate(sent):
            if kept + number >= MOST_FILES:
                limit = N_("Send no more than %(limit)s photos or documents here. You can add more later")
                return cls({PHOTOS: Problem(PHOTOS, limit, {"limit": MOST_FILES})}, stays=True)
            try:
                keep_file(office(), draft, each.filename or "", each.stream, parts().scanner)
            except NotTaken as refused:
                return cls({PHOTOS: Problem(PHOTOS, refused.words, refused.parts)}, stays=True)
        return cls({}, stays=bool(sent) and request.form.get("go") != "on")


def _take_away(draft: str, id: str) -> None:
    """Take away one of this draft's own files."""
    if id in {file.id for file in office().store.files(draft)}:
        office().store.remove_file(id)
        office().shelf.delete(id)
