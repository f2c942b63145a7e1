"""What was typed into a form: tidied, never shortened, and shown again with what is wrong."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

from flask import g, request

from portal.domain.days import day_written
from portal.domain.journey import KINDS
from portal.domain.kept import File, Words
from portal.services.new_words import new_words
from portal.web.here import gettext as _

Field = dict[str, Any]
MOST = 50_000
LONGEST_NUMBER = 9


def text(name: str) -> str:
    """Words in a large field."""
    return str(KINDS["longtext"].read(request.form.getlist(name)))


def line(name: str) -> str:
    """Words on one line, or a chosen value."""
    return str(KINDS["text"].read(request.form.getlist(name)))


def chosen(name: str) -> list[str]:
    """Every value that was chosen in a field."""
    return request.form.getlist(name)


def number(name: str) -> int | None:
    """A whole number that a form of ours carries; None for anything else."""
    given = line(name)
    return int(given) if given.isascii() and given.isdigit() and len(given) <= LONGEST_NUMBER else None


def day(name: str) -> date | None:
    """A date as a date field sends it, or as people in England write it; None where it is neither."""
    return day_written(line(name))


def words_once(name: str, owner: str, files: Iterable[File] = ()) -> Words:
    """Words in a field, to be kept. The same form sent again gives the same id, so that it says it once.

    The id is made from the form's own and its `owner` (a case's reference), so that nobody can name words elsewhere;
    and from what is said and sent with it: somebody who goes back and changes it says something new.
    """
    made = new_words(text(name))
    sent = (owner, form_id(), name, made.text, *sorted(file.digest for file in files))
    return Words(uuid5(NAMESPACE_URL, repr(sent)).hex, made.text, made.salt)


def form_id() -> str:
    """What tells this form from another one of the same page."""
    return line("form") or uuid4().hex


def is_shown_again() -> bool:
    """Is the form only to be shown again with what was typed: too old, or typed before signing in once more?"""
    return bool(g.get("stale")) or "again" in request.form


def is_sending() -> bool:
    """Is the form being sent, and not only to be shown again?"""
    return request.method == "POST" and not is_shown_again()


def typed_again() -> list[Field]:
    """The notice on a form that was open for too long."""
    return [{"kind": "info", "text": _("Press the button again. The page was open for a long time.")}]


def field(kind: str, id: str, label: str, *, value: object = "", **more: object) -> Field:
    """A field (see components/fields.html); what was typed comes before `value`."""
    if request.method == "POST" and kind != "files":
        value = request.form.getlist(id) if kind == "choices" else text(id)
    return {"kind": kind, "id": id, "label": label, "value": value, **more}


def with_problems(fields: Iterable[Field], problems: Mapping[str, str]) -> list[Field]:
    """The fields with what is wrong said beside each, also inside groups."""
    return [_with_problem(each, problems) for each in fields]


def _with_problem(each: Field, problems: Mapping[str, str]) -> Field:
    if "fields" in each:
        return {**each, "fields": with_problems(each["fields"], problems)}
    wrong = problems.get(each["id"])
    return {**each, "error": _(wrong)} if wrong else each


def unplaced(fields: Iterable[Field], problems: Mapping[str, str]) -> list[dict[str, str]]:
    """Problems of no field on this page, for the summary at its top."""
    placed = set(_ids(fields))
    return [{"text": _(words), "href": "#main"} for name, words in problems.items() if name not in placed]


def _ids(fields: Iterable[Field]) -> Iterator[str]:
    for each in fields:
        if "fields" in each:
            yield from _ids(each["fields"])
        else:
            yield each["id"]


def too_long(*names: str) -> dict[str, str]:
    """Which of these fields hold more than we can keep."""
    return {name: _("This is too long. Keep it under 50,000 letters") for name in names if len(text(name)) > MOST}
