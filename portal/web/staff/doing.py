"""Doing one thing with a case: its form, what is wrong with it, what has changed meanwhile, and the doing."""

from collections.abc import Mapping, Sequence

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.errors import AnswerIncomplete, ImpossibleMove, Incomplete, LostUpdate, NotFound, SamePerson
from portal.domain.timeline import history
from portal.services.casework import carry_out, try_out
from portal.services.staff import staff_name
from portal.web.case import shown
from portal.web.guards import needs, shows_again
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.staff.acknowledging import ACKNOWLEDGE, EXTEND
from portal.web.staff.agreed_ways import despite_fields, minded, no_reason
from portal.web.staff.answering import ANSWER, missing_fields
from portal.web.staff.blueprint import pages
from portal.web.staff.desk import Action, Desk
from portal.web.staff.ending import CLOSE, SURVEY, WITHDRAW
from portal.web.staff.going_on import ESCALATE, MORE_TIME
from portal.web.staff.keeping import ASSIGN, MESSAGE, NOTE
from portal.web.staff.pausing import PAUSE, RESUME
from portal.web.staff.queue import name_of
from portal.web.staff.refusing import ACCEPT, REFUSE
from portal.web.staff.speaking import ACTION, SPEAK, UPDATE
from portal.web.staff.telling import how_they_hear
from portal.web.typed import (
    Field,
    form_id,
    is_shown_again,
    line,
    number,
    text,
    too_long,
    typed_again,
    unplaced,
    with_problems,
)

SEE_OTHER, CONFLICT = 303, 409
ACTIONS: Mapping[str, Action] = {
    "acknowledge": ACKNOWLEDGE,
    "answer": ANSWER,
    "speak": SPEAK,
    "update": UPDATE,
    "action": ACTION,
    "extend": EXTEND,
    "pause": PAUSE,
    "resume": RESUME,
    "message": MESSAGE,
    "assign": ASSIGN,
    "note": NOTE,
    "escalate": ESCALATE,
    "more-time": MORE_TIME,
    "refuse": REFUSE,
    "accept": ACCEPT,
    "close": CLOSE,
    "withdraw": WITHDRAW,
    "survey": SURVEY,
}
KEPT_IN_PREVIEW = ("csrf_token", "do", "more", "again")


@pages.route("/cases/<reference>/<name>", methods=("GET", "POST"))
@needs("handler")
@shows_again
def act(reference: str, name: str) -> str | tuple[str, int] | AnyResponse:
    """One thing staff do with a case."""
    if name not in ACTIONS:
        raise NotFound(name)
    action, desk = ACTIONS[name], Desk.at(reference)
    if request.method == "GET":
        if not action.fits(desk):
            raise ImpossibleMove(desk.case.phase, name)
        return _form(desk, action)
    if is_shown_again() or "more" in request.form or line("do") == "change":
        return _form(desk, action, notices=typed_again() if is_shown_again() and "again" not in request.form else [])
    return _do(desk, action, name)


def _do(desk: Desk, action: Action, name: str) -> str | tuple[str, int] | AnyResponse:
    problems = {**too_long(*(field for field in request.form if field != "csrf_token")), **action.wrong(desk)}
    problems |= no_reason(desk)
    if problems:
        return _form(desk, action, problems)
    road = try_out if action.preview and line("do") != "send" else carry_out
    try:
        road(
            office(),
            desk.case.reference,
            action.command(desk),
            by=action.decided_by(desk),
            recorded_by=desk.by,
            on=action.day(desk),
            seen=_seen(),
        )
    except AnswerIncomplete as missing:
        return _form(desk, action, missing_fields(missing.missing))
    except Incomplete as wrong:
        return _form(desk, action, action.placed(wrong.problems))
    except (LostUpdate, ImpossibleMove, SamePerson):
        return _form(Desk.at(desk.case.reference), action), CONFLICT
    if road is try_out:
        return _previewed(desk, action)
    return redirect(url_for("staff.case", reference=desk.case.reference, done=name), SEE_OTHER)


def _form(
    desk: Desk,
    action: Action,
    problems: Mapping[str, str] | None = None,
    notices: Sequence[Field] = (),
) -> str:
    wrong = problems or {}
    fields = with_problems([*despite_fields(desk), *action.fields(desk)], wrong)
    refused = action.refused(desk)
    return render_template(
        "staff/form.html",
        heading=action.heading(desk),
        caption=_caption(desk),
        intro=[*minded(desk), *action.intro(desk)],
        warning=refused,
        instead=_instead(desk, action) if refused else None,
        fields=fields,
        errors=unplaced(fields, wrong),
        hidden={"version": str(desk.case.version), "form": form_id(), **action.hidden(desk)},
        submit_text="" if refused or not action.fits(desk) else _(action.submit),
        more=_(action.more) if action.more else "",
        sends=action.sends(desk) if action.fits(desk) else [],
        aside=action.aside(desk),
        changed=_news(desk) if request.method == "POST" else [],
        back_url=url_for("staff.case", reference=desk.case.reference),
        notices=notices,
    )


def _seen() -> int:
    """The version of the case that this form was opened on."""
    return number("version") or 0


def _news(desk: Desk) -> list[Field]:
    """What happened to the case while the form was open."""
    news = [each for each in history(desk.case, desk.file.policy) if each.number > _seen()]
    return shown.timeline(desk.file, news, lambda file: "", name_of=_name_of)


def _name_of(id: str) -> str:
    return staff_name(office(), id)


def _previewed(desk: Desk, action: Action) -> str:
    assert action.preview is not None  # noqa: S101  its only caller asks first
    return render_template(
        "staff/preview.html",
        heading=_("Read it before you send it"),
        caption=_caption(desk),
        parts=action.preview(desk),
        minds=action.minds(desk),
        sends=how_they_hear(desk),
        hidden={name: text(name) for name in request.form if name not in KEPT_IN_PREVIEW},
        back_url=url_for("staff.case", reference=desk.case.reference),
    )


def _caption(desk: Desk) -> str:
    return f"{desk.case.reference} · {name_of(desk.file)}"


def _instead(desk: Desk, action: Action) -> Field | None:
    if not action.instead:
        return None
    other = ACTIONS[action.instead]
    return {
        "url": url_for("staff.act", reference=desk.case.reference, name=action.instead),
        "text": other.heading(desk),
    }
