"""We have it: reference, code, dates, and what happens next."""

from flask import Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import access
from portal.calendar_file import calendar_file
from portal.domain.errors import NotAllowed, NotFound
from portal.domain.policy import Kind
from portal.services.casework import CaseFile, open_file
from portal.web.complain.blueprint import SEE_OTHER, pages, the_draft
from portal.web.cookies import draft_session
from portal.web.guards import public
from portal.web.here import gettext as _
from portal.web.here import language, office
from portal.web.ombudsman import ombudsman
from portal.wording import ExplainedDate, Wording


@pages.get("/<landlord>/complain/done")
@public
def done() -> str:
    """The receipt. For half an hour this browser may open it again, each time with a new code, until it is kept."""
    file = _made_here()
    complaint = file.case.kind is Kind.COMPLAINT
    linked = office().store.linked(file.case.reference)
    code = _new_code(file.case.reference)
    return render_template(
        "done.html",
        title=_("We have your complaint") if complaint else _("We pass it on today"),
        reference=file.case.reference,
        code=code,
        kept_url=url_for("complain.kept") if code else None,
        dates=[date for _kind, date in _dates(file)],
        ics_url=url_for("complain.calendar") if complaint else None,
        case_url=url_for("case.sign_in"),
        steps=_steps(file, linked),
        told=_told(file),
        ombudsman=ombudsman(file.policy),
    )


@pages.post("/<landlord>/complain/done/kept")
@public
def kept() -> AnyResponse:
    """ "I have kept it": the code is not shown again."""
    session, file = draft_session(), _made_here()
    if session:
        access.code_kept(office().store, session, file.case.reference, now=office().clock())
    return redirect(url_for("case.sign_in"), SEE_OTHER)


@pages.get("/<landlord>/complain/dates.ics")
@public
def calendar() -> Response:
    """The dates for a phone's calendar."""
    file = _made_here()
    text = calendar_file(file.case.reference, _dates(file), office().clock(), file.policy.name)
    headers = {"Content-Disposition": f'attachment; filename="{file.case.reference}.ics"'}
    return Response(text, mimetype="text/calendar", headers=headers)


def _made_here() -> CaseFile:
    """The case this browser's draft became. Raises NotFound for anybody else."""
    draft = the_draft()
    if not draft.reference:
        raise NotFound("done")
    return open_file(office(), draft.reference)


def _new_code(reference: str) -> str | None:
    session = draft_session()
    if session is None:
        return None
    try:
        return access.renew_code(office().store, session, reference, secret=office().secret, now=office().clock())
    except NotAllowed:
        return None


def _dates(file: CaseFile) -> list[tuple[str, ExplainedDate]]:
    wording = Wording(language().code)
    open_ones = [each for each in file.deadlines if each.met_on is None]
    return [(f"{each.kind}-{each.stage}", wording.explain(each, office().today)) for each in open_ones]


def _steps(file: CaseFile, linked: tuple[str, ...]) -> list[str]:
    if file.case.kind is not Kind.COMPLAINT:
        return [
            _("The people who do the work read it."),
            _("If nothing happens, or you are not happy with what happens, you can complain at any time."),
        ]
    steps = [
        _("We write to you about how we understand your complaint, and ask if something is not clear."),
        _("We look into it with an open mind."),
        _("We send you our answer: what we decided, why, and what we will do by when."),
        _("If you are not happy with it, you can ask for it to be looked at again. You do not need to say why."),
    ]
    if linked:
        passed = _(
            "We also passed it on to the people who do the work. That has the reference %(reference)s.",
            reference=linked[0],
        )
        steps.insert(0, passed)
    return steps


def _told(file: CaseFile) -> str | None:
    if file.person.can_be_mailed:
        return _("We are sending this to %(email)s too.", email=file.person.email)
    return None
