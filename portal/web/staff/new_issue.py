"""Something new that the resident tells us while a case is open: a case of its own, or part of this one (Code 6.8)."""

from uuid import NAMESPACE_URL, uuid5

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.case import Phase
from portal.domain.commands import Note
from portal.domain.errors import ImpossibleMove
from portal.domain.terms import Kind
from portal.domain.words import N_
from portal.services.casework import carry_out
from portal.services.complaints import raise_new_issue
from portal.web.guards import needs, shows_again
from portal.web.here import gettext as _
from portal.web.staff.blueprint import pages
from portal.web.staff.desk import Desk
from portal.web.staff.queue import name_of
from portal.web.staff.receiving import CALLED, CHANNEL, RECEIVED, receiving_fields, wrong_receiving
from portal.web.staff.telling import how_they_hear, their_words
from portal.web.typed import (
    Field,
    day,
    field,
    form_id,
    is_shown_again,
    line,
    text,
    too_long,
    typed_again,
    with_problems,
)

SEE_OTHER = 303
WHERE, SEPARATE, JOIN, STORY = "where", "separate", "join", "story"
NEW_ISSUE = N_("The resident tells us something new")


@pages.route("/cases/<reference>/new-issue", methods=("GET", "POST"))
@needs("handler")
@shows_again
def new_issue(reference: str) -> str | AnyResponse:
    """Write down something new: a linked case of its own, or a note on this one."""
    desk = Desk.at(reference)
    if desk.case.kind is not Kind.COMPLAINT:
        raise ImpossibleMove(desk.case.phase, "new issue")
    if request.method == "GET" or is_shown_again():
        return _form(desk, {})
    joins = _may_join(desk) and line(WHERE) == JOIN
    if problems := _wrong(desk, joins):
        return _form(desk, problems)
    if joins:
        carry_out(desk.office, desk.case.reference, Note(desk.words(STORY)), by=desk.by)
        return redirect(url_for("staff.case", reference=desk.case.reference, done="note"), SEE_OTHER)
    return redirect(url_for("staff.record_done", draft_id=_raise(desk)), SEE_OTHER)


def new_issue_link(desk: Desk) -> list[Field]:
    """The way to it from a complaint's page."""
    if desk.case.kind is not Kind.COMPLAINT:
        return []
    url = url_for("staff.new_issue", reference=desk.case.reference)
    return [
        {"url": url, "title": _(NEW_ISSUE), "text": _("A new complaint that belongs to this one."), "icon": "folder"}
    ]


def _raise(desk: Desk) -> str:
    """Make the new case, once for this form. Returns the id of the draft that it is made of."""
    draft_id = uuid5(NAMESPACE_URL, repr((desk.case.reference, form_id(), text(STORY)))).hex
    raise_new_issue(
        desk.office,
        desk.file,
        text(STORY),
        by=desk.by,
        on=day(RECEIVED),
        channel=line(CHANNEL),
        draft_id=draft_id,
        called=line(CALLED),
    )
    return draft_id


def _may_join(desk: Desk) -> bool:
    """Only until we have answered, and not where the policy wants a case of its own."""
    stage = desk.file.policy.stage(desk.case.stage)
    return stage.new_issues != SEPARATE and desk.case.phase in (Phase.RECEIVED, Phase.ACKNOWLEDGED)


def _wrong(desk: Desk, joins: bool) -> dict[str, str]:
    problems = too_long(STORY)
    if not text(STORY):
        problems[STORY] = N_("Write what they told us")
    if _may_join(desk) and line(WHERE) not in (SEPARATE, JOIN):
        problems[WHERE] = N_("Choose one of the answers")
    return problems if joins else {**problems, **wrong_receiving()}


def _form(desk: Desk, problems: dict[str, str]) -> str:
    choice = field(
        "choice", WHERE, _("Where does it belong?"),
        options=[
            {"value": JOIN, "text": _("To this complaint"), "hint": _("It is about the same thing, and does not delay "
             "our answer. It is kept as a note: answer it too.")},
            {"value": SEPARATE, "text": _("It is a new complaint"), "hint": _("It gets its own reference and dates.")},
        ],
    )  # fmt: skip
    fields = [
        field("longtext", STORY, _("What they told us"), hint=_("In their own words.")),
        *([choice] if _may_join(desk) else []),
        *receiving_fields(),
    ]
    return render_template(
        "staff/form.html",
        heading=_(NEW_ISSUE),
        caption=f"{desk.case.reference} · {name_of(desk.file)}",
        intro=_intro(desk),
        fields=with_problems(fields, problems),
        hidden={"form": form_id()},
        submit_text=_("Keep it"),
        sends=how_they_hear(desk),
        aside=their_words(desk),
        back_url=url_for("staff.case", reference=desk.case.reference),
        notices=typed_again() if is_shown_again() and "again" not in request.form else [],
    )


def _intro(desk: Desk) -> list[str]:
    person = _("A new complaint takes the name and the ways to reach them from this one, and is linked to it.")
    if desk.file.policy.stage(desk.case.stage).new_issues == SEPARATE:
        return [_("Our policy says that something new at this stage is always a new complaint."), person]
    if not _may_join(desk):
        return [_("We have answered already, so this is a new complaint."), person]
    return [person]
