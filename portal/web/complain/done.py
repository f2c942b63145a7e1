"""We have it: reference, code, dates, and what happens next."""

from collections.abc import Iterator
from contextlib import suppress

from flask import redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import access
from portal.domain.case import Case
from portal.domain.channels import EMAIL, channel_for
from portal.domain.errors import NotAllowed
from portal.domain.terms import Kind
from portal.services.casework import CaseFile, open_file
from portal.services.complaints import complain_as_well
from portal.triage_words import SENT
from portal.web.case import shown
from portal.web.case.reading import calendar_of
from portal.web.complain.blueprint import SEE_OTHER, next_page, pages, the_draft
from portal.web.cookies import DRAFT, begin_session, draft_session
from portal.web.guards import public
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.ombudsman import ombudsman

SHOWN = "code_shown"
"""In the form's cookie: the reference whose code this browser has been shown."""


@pages.get("/<landlord>/complain/done")
@public
def done() -> str | AnyResponse:
    """The receipt. For half an hour this browser may open it again, each time with a new code, until it is kept."""
    file = _made_here()
    if file is None:
        return redirect(url_for("case.sign_in"), SEE_OTHER)
    reference, complaint = file.case.reference, file.case.kind is Kind.COMPLAINT
    code = _new_code(reference)
    again = code is not None and session.get(SHOWN) == reference
    if code:
        session[SHOWN] = reference
    return render_template(
        "done.html",
        title=_("We have your complaint") if complaint else _("We pass it on today"),
        told=_told(file),
        reference=reference,
        code=code,
        is_new_code=again,
        kept_url=url_for("complain.kept") if code else None,
        steps=list(_steps(file.case)),
        passed_on=_passed_on(file.case),
        dates=shown.dates(file, office().today),
        hints=shown.hints(file),
        hints_text=_(SENT),
        ics_url=url_for("complain.calendar") if complaint else None,
        case_url=url_for("case.sign_in"),
        complain_url=None if complaint else url_for("complain.as_well"),
        ombudsman=ombudsman(file.policy),
    )


@pages.post("/<landlord>/complain/done/kept")
@public
def kept() -> AnyResponse:
    """ "I have kept it": the code is not shown again."""
    here, drafted, file = office(), draft_session(), _made_here()
    if drafted and file:
        with suppress(NotAllowed):  # half an hour has passed: it is not shown again anyway
            access.code_kept(here.store, drafted, file.case.reference, now=here.clock())
    return redirect(url_for("case.sign_in"), SEE_OTHER)


@pages.get("/<landlord>/complain/dates.ics")
@public
def calendar() -> AnyResponse:
    """The dates for a phone's calendar."""
    file = _made_here()
    return calendar_of(file) if file else redirect(url_for("case.sign_in"), SEE_OTHER)


@pages.post("/<landlord>/complain/as-well")
@public
def as_well() -> AnyResponse:
    """Complain about what was only passed on; what was told already is not asked again."""
    file = _made_here()
    if file is None or file.case.kind is Kind.COMPLAINT:
        return redirect(url_for("complain.start"), SEE_OTHER)
    draft = complain_as_well(office(), file)
    return begin_session(redirect(next_page(draft), SEE_OTHER), DRAFT, office().landlord, draft.id)


def _made_here() -> CaseFile | None:
    """The case this browser's draft became; nothing for anybody else, nor after a long pause."""
    draft, drafted = the_draft(), draft_session()
    asleep = drafted is None or drafted.asleep(office().clock())
    return open_file(office(), draft.reference) if draft.reference and not asleep else None


def _new_code(reference: str) -> str | None:
    drafted = draft_session()
    if drafted is None or request.method == "HEAD":  # a code that nobody reads must not end the one written down
        return None
    try:
        return access.renew_code(office().store, drafted, reference, secret=office().secret, now=office().clock())
    except NotAllowed:
        return None


def _steps(case: Case) -> Iterator[str]:
    if case.kind is not Kind.COMPLAINT:
        yield _("The people who do the work read it.")
        yield _("If nothing happens, or you are not happy with what happens, you can complain at any time.")
        return
    yield _("We write to you about how we understand your complaint, and ask if something is not clear.")
    yield _("We look into it with an open mind.")
    yield _("We send you our answer: what we decided, why, and what we will do by when.")
    yield _("If you are not happy with it, you can ask for it to be looked at again. You do not need to say why.")


def _passed_on(case: Case) -> str | None:
    """The service request that was made with the complaint."""
    linked = office().store.linked(case.reference) if case.kind is Kind.COMPLAINT else ()
    passed = [each for each in linked if office().store.case(each).kind is Kind.SERVICE_REQUEST]
    return passed[0] if passed else None


def _told(file: CaseFile) -> str:
    """Where it goes: to whoever told us. What becomes of it is for the resident; who acts for them is asked in."""
    if maker := office().store.maker_of(file.case.reference):
        acting = file.acting(office().today)
        is_sent = channel_for(acting.people[maker]) == EMAIL if maker in acting.people else False
        return _("We are sending this to %(email)s too.", email=acting.people[maker].email) if is_sent else ""
    if file.person.can_be_mailed:
        return _("We are sending this to %(email)s too.", email=file.person.email)
    if not file.person.can_be_reached:
        return _("Come back here with your reference and code to see our answer.")
    return ""
