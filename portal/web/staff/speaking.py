"""What staff do between the acknowledgement and the answer: speak, tell how it stands, put it right."""

from portal.domain.commands import Command, Speak, TakeAction, Update
from portal.domain.deadlines import RESPOND
from portal.domain.events import ActionTaken, Spoke, Updated
from portal.domain.words import N_
from portal.web.case import shown
from portal.web.here import gettext as _
from portal.web.staff.agreed_ways import reason
from portal.web.staff.days import day_field, happened_on, no_day
from portal.web.staff.desk import Action, Desk
from portal.web.staff.telling import how_they_hear, their_words
from portal.web.typed import Field, field, line

HOW = {
    "action": N_("It was done"),
    "confirmation": N_("We confirmed in writing that it is coming"),
}


def _spoke_fields(desk: Desk) -> list[Field]:
    return [
        day_field(desk, _("On which day did you speak?")),
        field("longtext", "words", _("What was said"), hint=_("The resident may ask to read it."), rows="5"),
    ]


SPEAK = Action(
    title=N_("Spoke with the resident"),
    text=N_("Write down when, and what was said."),
    submit=N_("Keep it"),
    done=N_("We saved that you spoke with them."),
    icon="phone",
    event=Spoke,
    fields=_spoke_fields,
    command=lambda desk: Speak(desk.words("words"), reason(desk)),
    wrong=no_day,
    day=happened_on,
    aside=their_words,
)

UPDATE = Action(
    title=N_("Tell the resident how it stands"),
    text=N_("The next date for an update counts from today."),
    submit=N_("Send the update"),
    done=N_("The resident was told how it stands."),
    icon="send",
    event=Updated,
    fields=lambda desk: [
        field(
            "longtext", "words", _("How does it stand?"), rows="5",
            hint=_("What has been done, and what comes next. The resident reads this."),
        )
    ],
    command=lambda desk: Update(desk.words("words")),
    sends=how_they_hear,
    aside=their_words,
)  # fmt: skip


def _action_fields(desk: Desk) -> list[Field]:
    options = [{"value": how, "text": _(words), "hint": _meets(desk, how)} for how, words in HOW.items()]
    return [
        field("choice", "how", _("What happened?"), options=options),
        day_field(desk, _("On which day?")),
        field("longtext", "words", _("What was done, or what was confirmed"), hint=_("The resident reads this.")),
    ]


def _meets(desk: Desk, how: str) -> str:
    """What this counts as, where the policy's own clock for the answer says so."""
    stage, due = desk.file.policy.stage(desk.case.stage), desk.file.deadline(RESPOND)
    clock = stage.clock(RESPOND)
    if clock is None or due is None or how not in clock.met_by:
        return ""
    if due.source != clock.source:
        return _("It meets our policy's own date. The Code still wants a written answer.")
    return _("Our policy says that this meets the date of our answer: %(day)s.", day=shown.wording().day(due.due))


def _taken(desk: Desk) -> Command:
    return TakeAction(line("how"), desk.words("words"))


ACTION = Action(
    title=N_("What puts it right was done"),
    text=N_("Done, or confirmed in writing."),
    submit=N_("Tell the resident"),
    done=N_("The resident was told what was done."),
    icon="check",
    event=ActionTaken,
    fields=_action_fields,
    command=_taken,
    wrong=no_day,
    day=happened_on,
    sends=how_they_hear,
    aside=their_words,
)
