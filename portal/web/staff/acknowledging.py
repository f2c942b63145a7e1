"""Acknowledge and define the complaint (Code 5.6, 5.7); take longer (Code 6.4, 6.15)."""

from portal.domain.commands import Acknowledge, Command, Extend
from portal.domain.deadlines import RESPOND, Deadline
from portal.domain.events import Acknowledged, Extended
from portal.domain.people import several, words
from portal.domain.words import N_
from portal.services.new_words import new_words
from portal.web.case import shown
from portal.web.here import gettext as _
from portal.web.staff.days import new_date, no_new_date
from portal.web.staff.desk import Action, Desk
from portal.web.staff.telling import how_they_hear, their_words, with_ombudsman
from portal.web.typed import Field, field, line, number, text

EVERY = "update_every"
ALL_OURS, PARTLY_OURS = "all_ours", "partly_ours"


def _fields(desk: Desk) -> list[Field]:
    choices = [
        {"value": ALL_OURS, "text": _("All of it is ours")},
        {"value": PARTLY_OURS, "text": _("Part of it is not ours")},
    ]
    return [
        field(
            "longtext", "understanding", _("How we understand the complaint"),
            hint=_("In your own words, every point of it. The resident reads this and can put it right."),
        ),
        field(
            "longtext", "outcome", _("What the resident wants to happen"), value=wanted(desk), rows="5",
            hint=_("From what they chose and wrote. Change it if they told you more."),
        ),
        field("choice", "ours", _("Is all of it ours to deal with?"), options=choices),
        field("longtext", "not_responsible", _("What is not ours, and who deals with it"), optional=True, rows="4"),
    ]  # fmt: skip


def wanted(desk: Desk) -> str:
    """What would put it right: the remedies they chose and their own words."""
    chosen = several(desk.file.answers, "remedies")
    lines = [_(choice.words) for choice in desk.file.policy.remedies if choice.id in chosen]
    return "\n".join(filter(None, [*lines, words(desk.file.answers, "outcome")]))


def _wrong(desk: Desk) -> dict[str, str]:
    if line("ours") not in (ALL_OURS, PARTLY_OURS):
        return {"ours": N_("Choose one of the answers")}
    if line("ours") == PARTLY_OURS and not text("not_responsible"):
        return {"not_responsible": N_("Write what is not ours, and who deals with it")}
    return {}


def _command(desk: Desk) -> Command:
    not_ours = desk.words("not_responsible")
    if line("ours") == ALL_OURS:
        not_ours = new_words(_("All of it is ours to deal with."))
    return Acknowledge(desk.words("understanding"), desk.words("outcome"), not_ours)


ACKNOWLEDGE = Action(
    title=N_("Acknowledge"),
    text=N_("Say that we have it, and how we understand it."),
    submit=N_("Send the acknowledgement"),
    done=N_("The acknowledgement was sent."),
    icon="check",
    event=Acknowledged,
    fields=_fields,
    command=_command,
    wrong=_wrong,
    sends=how_they_hear,
    aside=their_words,
)


def _respond(desk: Desk) -> Deadline | None:
    return desk.file.deadline(RESPOND)


def _limit(desk: Desk) -> str:
    respond = _respond(desk)
    if respond is None or respond.latest is None:
        return _("A working day. There is no usual limit.")
    return _("A working day. The usual limit is %(day)s.", day=shown.wording().day(respond.latest))


def _extension_fields(desk: Desk) -> list[Field]:
    return [
        field("longtext", "reason", _("Why do we need longer?"), hint=_("The resident reads this."), rows="5"),
        field("date", "new_date", _("When will we answer?"), hint=_limit(desk)),
        field(
            "longtext", "intervals", _("Which updates did you agree with the resident?"), optional=True, rows="4",
            hint=_("Needed only for a day after the usual limit: when you tell them how it is going, and how."),
        ),
        field(
            "text", EVERY, _("An update every … working days"), optional=True, inputmode="numeric",
            hint=_("A number, like 5. The date of the next update is then in the list of cases."),
        ),
    ]  # fmt: skip


def _extension_intro(desk: Desk) -> list[str]:
    respond = _respond(desk)
    return [_("We said that we answer by %(day)s.", day=shown.wording().day(respond.due))] if respond else []


def _extension_wrong(desk: Desk) -> dict[str, str]:
    is_number = not line(EVERY) or number(EVERY)
    return {**no_new_date(desk), **({} if is_number else {EVERY: N_("Write how many working days, 1 or more")})}


def _extension(desk: Desk) -> Command:
    return Extend(desk.words("reason"), new_date(), desk.words("intervals"), update_every=number(EVERY))


EXTEND = Action(
    title=N_("Take longer to answer"),
    text=N_("With a good reason and a new date."),
    submit=N_("Send the new date"),
    done=N_("The resident was told the new date."),
    icon="calendar",
    event=Extended,
    fields=_extension_fields,
    command=_extension,
    offered=lambda desk: _respond(desk) is not None,
    wrong=_extension_wrong,
    intro=_extension_intro,
    sends=with_ombudsman,
    aside=their_words,
)
