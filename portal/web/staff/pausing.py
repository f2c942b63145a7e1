"""Letting the policy's own clocks wait, where the policy names reasons for that, and letting them run again."""

from portal.domain.commands import Command, Pause, Resume
from portal.domain.events import Paused, Resumed
from portal.domain.words import N_
from portal.web.here import gettext as _
from portal.web.staff.desk import Action, Desk
from portal.web.staff.telling import how_they_hear, their_words
from portal.web.typed import Field, field, line

THE_CODE_GOES_ON = N_("Only our policy's own dates wait. The dates of the Housing Ombudsman's Code go on.")


def is_paused(desk: Desk) -> bool:
    """Do the policy's clocks wait at this stage?"""
    return desk.case.stages[desk.case.stage].is_paused


def _fields(desk: Desk) -> list[Field]:
    reasons = [{"value": each.id, "text": _(each.words)} for each in desk.file.policy.pauses]
    return [
        field("choice", "pause", _("Which reason of our policy?"), options=reasons),
        field("longtext", "reason", _("Why, in this case?"), hint=_("The resident reads this."), rows="4"),
    ]


def _pause(desk: Desk) -> Command:
    return Pause(line("pause"), desk.words("reason"))


PAUSE = Action(
    title=N_("Pause our own dates"),
    text=N_("For a reason that our policy names."),
    submit=N_("Pause and tell the resident"),
    done=N_("Our own dates wait now. The resident was told."),
    icon="calendar",
    event=Paused,
    fields=_fields,
    command=_pause,
    offered=lambda desk: bool(desk.file.policy.pauses) and not is_paused(desk),
    intro=lambda desk: [_(THE_CODE_GOES_ON)],
    sends=how_they_hear,
    aside=their_words,
)
RESUME = Action(
    title=N_("End the pause"),
    text=N_("Our own dates run again from today."),
    submit=N_("End the pause and tell the resident"),
    done=N_("Our own dates run again. The resident was told."),
    icon="calendar",
    event=Resumed,
    fields=lambda desk: [],
    command=lambda desk: Resume(),
    offered=is_paused,
    intro=lambda desk: [_("The days we have waited are added to our own dates.")],
    sends=how_they_hear,
)
