"""Photos and documents from a phone: the good ones are kept at once, each of the others is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from flask import redirect, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.journey import FILES, MOST_FILES, Page, Problem
from portal.domain.words import N_
from portal.services.drafts import files_changed
from portal.web.complain.blueprint import CHECK, SEE_OTHER, pages
from portal.web.errors import read_away, too_large_page
from portal.web.files import take
from portal.web.here import gettext as _
from portal.web.here import office

PHOTOS = "photos"
TOO_LARGE = N_("That was too much at once. Each photo can be up to 10 MB. Send a few at a time")
SEVERAL = "%(problems)s"
"""Several problems of one field stand on a line each."""


def is_photo_page(page: Page) -> bool:
    """Is this the page that takes files?"""
    return any(question.kind == "files" for question in page.questions)


@dataclass(frozen=True)
class Photos:
    """What came of a post: what was wrong, and whether to stay on the page: one was taken away, or more are to come."""

    problems: Mapping[str, Problem]
    stays: bool

    @classmethod
    def from_form(cls, draft: str) -> Self:
        """Keep new files for this draft, or take one away. A file that is not taken keeps no other from being kept."""
        if removed := request.form.get("remove"):
            _take_away(draft, removed)
            return cls({}, stays=True)
        wrong = [problem for each in request.files.getlist(PHOTOS) if each.filename and (problem := _keep(draft, each))]
        files_changed(office(), draft, PHOTOS)
        problems = {PHOTOS: Problem(PHOTOS, SEVERAL, {"problems": "\n".join(dict.fromkeys(wrong))})} if wrong else {}
        return cls(problems, stays="more" in request.form)


@pages.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> AnyResponse | tuple[str, int]:
    """More than a request may hold: the page of photos says so, beside those kept before."""
    if (request.view_args or {}).get("page") != PHOTOS:
        return too_large_page()
    read_away()
    came_from = CHECK if request.args.get("from") == CHECK["from"] else {}
    return redirect(url_for("complain.ask", page=PHOTOS, too_large="yes", **came_from), SEE_OTHER)


def _keep(draft: str, sent: FileStorage) -> str:
    """Keep one file; what is wrong with it, or nothing."""
    if len(office().store.files(draft)) >= MOST_FILES:
        return _(FILES, limit=MOST_FILES)
    taken = take(draft, sent)
    return taken if isinstance(taken, str) else ""


def _take_away(draft: str, id: str) -> None:
    """Take away one of this draft's own files."""
    if id in {file.id for file in office().store.files(draft)}:
        office().store.remove_file(id)
        files_changed(office(), draft, PHOTOS)
        office().shelf.delete(id)
