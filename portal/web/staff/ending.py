"""The end of a case: closing it, the resident who wants to stop, and asking how satisfied they are."""

from portal.domain.commands import Close, Survey, Withdraw
from portal.domain.deadlines import ESCALATE_BY
from portal.domain.events import Closed, Surveyed, Withdrawn
from portal.domain.words import N_
from portal.web.case import shown
from portal.web.here import gettext as _
from portal.web.staff.days import day_field, happened_on, no_day
from portal.web.staff.desk import Action, Desk
from portal.web.staff.telling import how_they_hear
from portal.web.typed import Field, field, text


def _reason(desk: Desk) -> list[Field]:
    return [field("longtext", "reason", _("Why is it closed?"), rows="4", hint=_("The resident reads this."))]


def _closing_intro(desk: Desk) -> list[str]:
    closing = desk.file.policy.closing
    return [_("Our policy: %(closing)s", closing=_(closing.words))] if closing else []


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
    fields=_reason,
    command=lambda desk: Close(desk.words("reason")),
    intro=_closing_intro,
    sends=_closing_sends,
)


def _wish(desk: Desk) -> list[Field]:
    return [
        day_field(desk, _("On which day did they tell you?")),
        field("longtext", "words", _("What they said"), optional=True, hint=_("They need not give a reason.")),
    ]


def _wish_intro(desk: Desk) -> list[str]:
    return [
        _("Only where the resident told you so themselves. It ends our work on this case."),
        _("Tell them: what we promised stays, and they can tell us about it again at any time."),
    ]


WITHDRAW = Action(
    title=N_("The resident wants to stop"),
    text=N_("They told you that they withdraw it."),
    submit=N_("Save that they want to stop"),
    done=N_("The resident withdrew it. Nothing more is due."),
    icon="folder",
    event=Withdrawn,
    fields=_wish,
    command=lambda desk: Withdraw(desk.words("words") if text("words") else None),
    intro=_wish_intro,
    wrong=no_day,
    sends=how_they_hear,
    day=happened_on,
    by_resident=True,
)


def _is_still_to_ask(desk: Desk) -> bool:
    if desk.case.is_withdrawn:
        return False
    return desk.file.policy.survey is not None and desk.case.stages[desk.case.stage].surveyed is None


SURVEY = Action(
    title=N_("The survey was sent"),
    text=N_("You asked the resident how satisfied they are."),
    submit=N_("Yes, it was sent"),
    done=N_("We saved that the survey was sent."),
    icon="send",
    event=Surveyed,
    fields=lambda desk: [],
    command=lambda desk: Survey(),
    offered=_is_still_to_ask,
    intro=lambda desk: [_("Ask the resident how satisfied they are, then say here that you did.")],
)
