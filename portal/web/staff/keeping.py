"""The smaller things: give the case to somebody, write to the resident, keep a note."""

from portal.domain.commands import Assign, Note, Send
from portal.domain.events import Assigned, MessageSent, Noted
from portal.domain.words import N_
from portal.services.staff import working_staff
from portal.web.here import gettext as _
from portal.web.staff.agreed_ways import as_it_goes, reason
from portal.web.staff.desk import Action, Desk
from portal.web.staff.primary_contact import minded_contact
from portal.web.staff.telling import how_they_hear, their_words
from portal.web.typed import Field, field, line


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
    intro=minded_contact,
)

MESSAGE = Action(
    title=N_("Write to the resident"),
    text=N_("A question, or how it is going."),
    submit=N_("Send the message"),
    done=N_("The message was sent."),
    icon="chat",
    event=MessageSent,
    fields=lambda desk: [field("longtext", "words", _("Your message to the resident"))],
    command=lambda desk: Send("resident", desk.words("words"), despite=reason(desk)),
    sends=lambda desk: how_they_hear(desk, as_it_goes(desk)),
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
