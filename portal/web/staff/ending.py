"""The end of a case: closing it, and asking the resident how satisfied they are."""

from portal.domain.commands import Close, Survey
from portal.domain.deadlines import ESCALATE_BY
from portal.domain.events import Closed, Surveyed
from portal.domain.words import N_
from portal.web.case import shown
from portal.web.here import gettext as _
from portal.web.staff.desk import Action, Desk
from portal.web.staff.telling import how_they_hear
from portal.web.typed import Field, field


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


def _is_still_to_ask(desk: Desk) -> bool:
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
