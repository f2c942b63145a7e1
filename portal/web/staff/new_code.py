"""A new code for somebody who lost theirs: what was checked is recorded, the code is shown once."""

from flask import render_template, request, url_for

from portal.domain.commands import CHECKS, GiveNewCode
from portal.domain.errors import Incomplete, LostUpdate, NotFound
from portal.domain.words import N_
from portal.services.getting_in import give_new_code
from portal.web.guards import needs, shows_again
from portal.web.here import gettext as _
from portal.web.staff.agreed_ways import minded
from portal.web.staff.blueprint import pages
from portal.web.staff.desk import Desk
from portal.web.staff.queue import name_of
from portal.web.typed import (
    Field,
    field,
    form_id,
    is_shown_again,
    number,
    too_long,
    typed_again,
    unplaced,
    with_problems,
)

CONFLICT = 409
CHECKED, WORDS = "checked", "words"
CHANGED = N_("The case has changed while this page was open. Read it again, then press the button again.")


@pages.route("/cases/<reference>/new-code", methods=("GET", "POST"))
@needs("handler")
@shows_again
def new_code(reference: str) -> str | tuple[str, int]:
    """Ask what was checked, then end the old code and show the new one."""
    desk = Desk.at(reference)
    if not _has_code(desk):
        raise NotFound(reference)
    if request.method == "GET" or is_shown_again():
        return _form(desk)
    if problems := too_long(WORDS):
        return _form(desk, problems)
    command = GiveNewCode(tuple(request.form.getlist(CHECKED)), desk.words(WORDS))
    try:
        code = give_new_code(desk.office, reference, command, by=desk.by, seen=number("version") or 0)
    except Incomplete as missing:
        return _form(desk, missing.problems)
    except LostUpdate:
        return _form(Desk.at(reference), notices=[{"kind": "info", "text": _(CHANGED)}]), CONFLICT
    return render_template(
        "staff/new_code.html",
        reference=reference,
        code=code,
        again_url=url_for("staff.new_code", reference=reference),
        case_url=url_for("staff.case", reference=reference),
    )


def new_code_link(desk: Desk) -> list[Field]:
    """The way to it from the page of a case that has a code."""
    if not _has_code(desk):
        return []
    url = url_for("staff.new_code", reference=desk.case.reference)
    return [{"url": url, "title": _("Give a new code"), "text": _("Where they have lost theirs."), "icon": "exit"}]


def _has_code(desk: Desk) -> bool:
    return desk.office.store.code(desk.case.reference) is not None


def _form(desk: Desk, problems: dict[str, str] | None = None, notices: object = None) -> str:
    checks = [{"value": value, "text": _(words)} for value, words in CHECKS.items()]
    fields = [
        field("choices", CHECKED, _("What did you check?"), value=[], options=checks, hint=_("Two things or more.")),
        field("longtext", WORDS, _("Note"), optional=True, rows="3", hint=_("The resident may ask to read it.")),
    ]
    wrong = problems or {}
    fields = with_problems(fields, wrong)
    return render_template(
        "staff/form.html",
        heading=_("Give a new code"),
        caption=f"{desk.case.reference} · {name_of(desk.file)}",
        intro=[
            *minded(desk),
            _("First make sure that it is the resident. Ask; do not read out what we have."),
            _("The old code ends at once, and the case is closed on every device. You see the new code once."),
        ],
        fields=fields,
        errors=unplaced(fields, wrong),
        hidden={"form": form_id(), "version": str(desk.case.version)},
        submit_text=_("Give a new code"),
        back_url=url_for("staff.case", reference=desk.case.reference),
        notices=notices or (typed_again() if is_shown_again() and "again" not in request.form else []),
    )
