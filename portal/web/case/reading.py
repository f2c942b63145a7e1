"""The case page: where is it now, what happens next and by when, what can I do, what has happened."""

from collections.abc import Iterator

from flask import Response, g, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import case_words
from portal.calendar_file import calendar_file
from portal.domain.case import OVER, Phase
from portal.domain.case_dates import may_go_on
from portal.domain.errors import NotFound
from portal.domain.events import REPRESENTATIVE, RESIDENT, CodeReissued, Event, MessageSent, Spoke, Withdrawn
from portal.domain.kept import File
from portal.domain.permissions import Right
from portal.domain.terms import Kind
from portal.domain.timeline import timeline
from portal.domain.words import N_
from portal.services.casework import CaseFile, handler_name, open_file
from portal.services.staff import STAFF
from portal.triage_words import SENT
from portal.web.case import shown
from portal.web.case.adjustments import now_of
from portal.web.case.blueprint import pages
from portal.web.case.looks import looked
from portal.web.case.people import name_by, name_of_resident, people_who_act
from portal.web.case.refused import refusal
from portal.web.cookies import PERSON, case_session
from portal.web.guards import allowed, resident
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.ombudsman import ombudsman
from portal.web.readers import may_here
from portal.web.typed import Field

DONE = {
    "message": N_("We have your message. It is in the list of what has happened."),
    "photos": N_("We have what you sent. It is in the list of what has happened."),
    "escalated": N_("We have your request to look again. The new dates are below."),
    "named": N_("They can act for you from now on."),
    "allowed": N_("They can act for you from now on."),
    "refused": N_("We tell them that you said no."),
    "changed": N_("It is changed from now on."),
    "form": N_("We have the form. We look at it and tell you. Until then nothing changes."),
    "contact": N_("We use your new contact from now on."),
    "withdrawn": N_("We have stopped, as you told us to."),
    "stopped": N_("It has stopped. They see nothing any more."),
}


FOR_STAFF_FIRST = (Spoke, CodeReissued)
"""What staff noted of a talk, or of who they spoke with, is theirs, and is given to whoever asks for it."""


def the_case() -> str:
    """The page of the case that is open (`g.reference`), as whoever is here may see it."""
    here, is_resident = office(), g.reader.is_resident
    file = open_file(here, g.reference)
    looked(file, "case")
    complaint = file.case.kind is Kind.COMPLAINT
    dates = shown.dates(file, here.today)
    return render_template(
        "case.html",
        case=_summary(file),
        stages=shown.stages(file),
        next=next(iter(dates), None),
        more_dates=dates[1:],
        no_time=case_words.no_time(file.case, file.deadlines, shown.wording()),
        hints=shown.hints(file),
        hints_text=_(SENT),
        refused=refusal(file),
        understanding=shown.understanding(file),
        answers=shown.answers(file),
        promises=shown.promises(file, here.today),
        actions=_actions(file),
        acting=people_who_act(file) if is_resident else None,
        acts_for=name_of_resident(file) if not is_resident else "",
        timeline=shown.timeline(
            file,
            timeline(file.case, file.policy),
            _file_url,
            lambda event: _who(file, event),
            without_words=FOR_STAFF_FIRST,
        ),
        adjusted=now_of(file),
        adjustments_url=url_for("case.adjustments") if may_here(Right.ASK_ADJUSTMENT) else None,
        ombudsman=ombudsman(file.policy) if complaint else None,
        linked=here.store.linked(g.reference) if is_resident else (),
        ics_url=url_for("case.dates") if dates else None,
        sign_out_url=url_for("case.sign_out"),
        devices_url=url_for("case.devices"),
        all_url=_all_url(),
        keep_url=url_for("case.keep"),
        notices=_notices(),
    )


@pages.get("/<landlord>/case/dates.ics")
@resident
@allowed(Right.SEE)
def dates() -> Response:
    """The dates still to come, for a calendar."""
    return calendar_of(open_file(office(), g.reference))


def calendar_of(file: CaseFile) -> Response:
    """The dates of a case still to come, as a calendar file. Each has a name that stays when the date moves."""
    kinds = (f"{each.stage}-{each.kind}" for each in shown.open_deadlines(file))
    dated = zip(kinds, shown.dates(file, office().today), strict=True)
    text = calendar_file(file.case.reference, dated, office().clock(), file.policy.name)
    response = Response(text, mimetype="text/calendar")
    response.headers["Content-Disposition"] = f'attachment; filename="{file.case.reference}.ics"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@pages.get("/<landlord>/case/files/<id>")
@resident
@allowed(Right.SEE)
def file(id: str) -> AnyResponse:
    """A photo or document of this case, and of no other."""
    case = open_file(office(), g.reference)
    looked(case, "file")
    return download(next((each for each in shown.all_files(case) if each.id == id), None))


def download(file: File | None) -> AnyResponse:
    """A file as an attachment, never shown inside a page: it comes from a stranger. Raises NotFound."""
    if file is None:
        raise NotFound
    stream = office().shelf.open(file.id)
    response = send_file(stream, mimetype=file.type, as_attachment=True, download_name=file.name, etag=False)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _summary(file: CaseFile) -> Field:
    case, policy, wording = file.case, file.policy, shown.wording()
    stage = policy.stage(case.stage)
    is_open = case.kind is Kind.COMPLAINT and case.phase not in OVER
    is_named = is_open and bool(case.stage != case.made.stage or stage.held_by)
    held_by = policy.bodies.get(stage.held_by)
    return {
        "reference": case.reference,
        "kind": case.kind.value,
        "title": case_words.title(case, policy, wording),
        "status": case_words.status(case, policy, wording),
        "story": str(file.answers.get("story", "")),
        "erased": case.made.answers.id not in file.words,
        "handler": handler_name(office(), case) if case.phase not in OVER else "",
        "team": policy.name,
        "responder": case_words.responder(stage, policy, wording) if is_named else "",
        "gate": _(stage.gate) if is_named and stage.gate and case.phase is Phase.RECEIVED else "",
        "held_by": {"email": held_by.email, "phone": held_by.phone} if held_by and is_named else None,
        "phone": policy.contacts.phone,
    }


def _actions(file: CaseFile) -> list[Field]:
    speaking = [
        ("case.message", "chat", _("Write to us about it"), _("Your message goes to whoever deals with it.")),
        ("case.photos", "folder", _("Add a photo or document"), ""),
    ]
    choices = [*(speaking if may_here(Right.WRITE) else []), *_ways_on(file), *_own_choices(file)]
    return [{"url": url_for(to), "icon": i, "title": t, "text": s} for to, i, t, s in choices]


def _ways_on(file: CaseFile) -> Iterator[tuple[str, str, str, str]]:
    """The next stage, where it may be asked for now; the Ombudsman, where it is their turn."""
    case = file.case
    is_final = case_words.is_final_for_the_code(case) and case.phase in (Phase.ANSWERED, Phase.CLOSED)
    if is_final or case.phase is Phase.REFUSED:
        yield "home.the_ombudsman", "arrow", _("Ask the Ombudsman"), _("They are free and not part of us.")
    if (later := may_go_on(case, file.policy)) and may_here(Right.ESCALATE):
        without_answer = _("You do not have to wait for our answer here.")
        text = _("If you are not happy with our answer.") if case.stages[case.stage].answered else without_answer
        text = _("Only if you want to. You can go to the Ombudsman now.") if is_final else text
        yield "case.escalate", "arrow", case_words.next_road(later, case, shown.wording()), text


def _own_choices(file: CaseFile) -> Iterator[tuple[str, str, str, str]]:
    """What only the resident decides: how we reach them, and to stop."""
    if may_here(Right.CHANGE_CONTACT):
        yield "case.contact", "phone", _("Change how we reach you"), _("Email, phone, address, and what is safe.")
    if file.case.allows(Withdrawn) and may_here(Right.WITHDRAW_CASE):
        yield "case.withdraw", "folder", _("Tell us to stop"), _("If you do not want us to look into it any more.")


def _who(file: CaseFile, event: Event) -> str:
    """Us and you: names of staff are for whoever deals with it now."""
    if event.decided_by.startswith(REPRESENTATIVE):
        return _("By %(name)s", name=name_by(file, event.decided_by))
    if isinstance(event, MessageSent):
        return ""
    return _("Written down for you by our staff") if _is_written_down(event) else ""


def _is_written_down(event: Event) -> bool:
    return event.decided_by == RESIDENT and event.recorded_by.startswith(STAFF)


def _file_url(file: File) -> str:
    return url_for("case.file", id=file.id)


def _all_url() -> str:
    """The list of cases, for whoever has several open at once."""
    session = case_session()
    has_several = session and session.kind == PERSON and office().store.opens_several(session.what)
    return url_for("case.yours") if has_several else ""


def _notices() -> list[Field]:
    done = DONE.get(request.args.get("done", ""))
    return [{"kind": "good", "text": _(done)}] if done else []
