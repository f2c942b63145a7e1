"""Letters that staff print and post, or read aloud: the PDF, or the words, that wait beside their task."""

from io import BytesIO

from flask import Response, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.errors import NotFound
from portal.outbox.letters import letters_of, to_print
from portal.outbox.read_aloud import ALOUD, aloud
from portal.outbox.trouble import Unwanted
from portal.store import TaskRow
from portal.web.guards import needs
from portal.web.here import office, parts
from portal.web.staff.blueprint import pages
from portal.web.typed import Field


@pages.get("/cases/<reference>/letters/<int:id>")
@needs("reader")
def letter(reference: str, id: int) -> AnyResponse:
    """One letter of this case, as it is printed. It is nobody's to keep but the printer's: no browser stores it."""
    row = next((each for each in office().store.letters(reference) if each.id == id), None)
    if row is None:
        raise NotFound
    try:
        pdf = to_print(parts(), row)
    except Unwanted:  # it went, and what it was made of is not wanted there any more
        raise NotFound from None
    name = f"{reference}-{row.number}.pdf"
    response = send_file(BytesIO(pdf), mimetype="application/pdf", as_attachment=True, download_name=name, etag=False)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@pages.get("/cases/<reference>/tasks/<int:id>/words")
@needs("handler")
def words_to_read(reference: str, id: int) -> AnyResponse:
    """What a task asks to record, as plain text in the resident's language, in order. No browser stores it."""
    tasks = office().store.tasks(reference, open_only=False)
    task = next((each for each in tasks if each.id == id and each.kind in ALOUD), None)
    if task is None:
        raise NotFound
    response = Response(aloud(parts(), office().landlord, task), mimetype="text/plain")
    response.headers["Content-Disposition"] = f'attachment; filename="{reference}-{task.id}.txt"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def to_post(task: TaskRow) -> list[Field]:
    """The letters that a task asks to post, each with where it is downloaded."""
    return [
        {"url": url_for("staff.letter", reference=row.reference, id=row.id)}
        for row in letters_of(parts(), task, office().landlord)
    ]
