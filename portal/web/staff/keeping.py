"""The smaller things: give the case to somebody, write to the resident, keep a note, write down a request, close."""

from datetime import date

from portal.domain.case import Assigned, Closed, Escalated, MessageSent, Noted
from portal.domain.commands import Assign, Close, Command, Escalate, Note, Send
from portal.domain.deadlines import ESCALATE_BY
from portal.domain.words import N_
from portal.services.staff import working_staff
from portal.web.case import shown
from portal.web.here import gettext as _
from portal.web.staff.desk import Action, Desk
from portal.web.staff.telling import how_they_hear, their_words
from portal.web.typed import Field, day, field, line, text


def _colleagues(desk: Desk) -> list[Field]:
    others = [each for each in working_staff(desk.office) if each.id != desk.me.id]
    options = [{"value": each.id, "text": each.name, "hint": each.email} for each in others]
    me = {"value": desk.me.id, "text": _("Me (%(name)s)", name=desk.me.name)}
    return [field("choice", "to", _("Who deals with it?"), value=desk.case.handler, options=[me, *options])]


def _not_a_colleague(desk: Desk) -> dict[str, str]:
    known = {each.id for each in working_staff(desk.office)}
    return {} if line("to") in known else {"to": N_("Choose who deals with it")}


ASSIGN = Action(
    title=N_("Give it to somebody"),
    text=N_("To you, or to a colleague."),
    submit=N_("Give it to them"),
    done=N_("Somebody else deals with it now."),
    icon="people",
    event=Assigned,
    fields=_colleagues,
    command=lambda desk: Assign(line("to")),
    wrong=_not_a_colleague,
)

MESSAGE = Action(
    title=N_("Write to the resident"),
    text=N_("A question, or how it is going."),
    submit=N_("Send the message"),
    done=N_("The message was sent."),
    icon="chat",
    event=MessageSent,
    fields=lambda desk: [field("longtext", "words", _("Your message to the resident"))],
    command=lambda desk: Send("resident", desk.words("words")),
    sends=how_they_hear,
    aside=their_words,
)

NOTE = Action(
    title=N_("Add a note"),
    text=N_("For staff. The resident does not see it, but may ask for it."),
    submit=N_("Keep the note"),
    done=N_("The note was kept."),
    icon="pencil",
    event=Noted,
    fields=lambda desk: [field("longtext", "words", _("Note"), hint=_("The resident may ask to read it."))],
    command=lambda desk: Note(desk.words("words")),
)


def _request_fields(desk: Desk) -> list[Field]:
    return [
        field("date", "happened_on", _("On which day did they ask?"), value=desk.office.today.isoformat()),
        field("longtext", "words", _("What they said"), optional=True, hint=_("They need not give a reason.")),
    ]


def _request_wrong(desk: Desk) -> dict[str, str]:
    return {} if day("happened_on") else {"happened_on": N_("Write a date, like 24/11/2026")}


def _request_day(desk: Desk) -> date | None:
    return day("happened_on")


def _request_refused(desk: Desk) -> str:
    if desk.file.policy.next_stage(desk.case.stage):
        return ""
    return _("This was the last stage. Tell the resident about the %(name)s.", name=desk.file.policy.ombudsman.name)


def _request_intro(desk: Desk) -> list[str]:
    later = desk.file.policy.next_stage(desk.case.stage)
    return [_("%(responder)s answers at the next stage.", responder=_(later.responder))] if later else []


def _request_sends(desk: Desk) -> list[str]:
    limit = desk.file.deadline(ESCALATE_BY)
    by = [_("The resident's time to ask ends on %(day)s. A later request is marked late and sent all the same.",
            day=shown.wording().day(limit.due))] if limit else []  # fmt: skip
    return [*by, *how_they_hear(desk)]


def _request(desk: Desk) -> Command:
    return Escalate(desk.words("words") if text("words") else None)


ESCALATE = Action(
    title=N_("The resident asks for the next stage"),
    text=N_("By phone, letter or in person. No reason is needed."),
    submit=N_("Send it to the next stage"),
    done=N_("The complaint went to the next stage."),
    icon="arrow",
    event=Escalated,
    fields=_request_fields,
    command=_request,
    wrong=_request_wrong,
    refused=_request_refused,
    intro=_request_intro,
    sends=_request_sends,
    day=_request_day,
    by_resident=True,
)


def _closing_sends(desk: Desk) -> list[str]:
    limit = desk.file.deadline(ESCALATE_BY)
    can_go_on = limit and desk.file.policy.next_stage(desk.case.stage)
    kept = [_("The resident can still ask for the next stage. Their time ends on %(day)s.",
              day=shown.wording().day(limit.due))] if limit and can_go_on else []  # fmt: skip
    return [*kept, *how_they_hear(desk)]


CLOSE = Action(
    title=N_("Close"),
    text=N_("When nothing more is to be done."),
    submit=N_("Close the case"),
    done=N_("The case is closed."),
    icon="folder",
    event=Closed,
    fields=lambda desk: [
        field("longtext", "reason", _("Why is it closed?"), rows="4", hint=_("The resident reads this."))
    ],
    command=lambda desk: Close(desk.words("reason")),
    sends=_closing_sends,
)
