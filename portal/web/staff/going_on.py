"""The resident goes on to the next stage, or is given more time to ask for it."""

from portal.domain.case_dates import may_go_on
from portal.domain.commands import Command, Escalate, GiveMoreTime
from portal.domain.deadlines import ESCALATE_BY
from portal.domain.events import Escalated, MoreTimeGiven
from portal.domain.statutory import is_beyond_the_code
from portal.domain.words import N_
from portal.web.case import shown
from portal.web.here import gettext as _
from portal.web.staff.days import day_field, happened_on, new_date, no_day, no_new_date
from portal.web.staff.desk import Action, Desk
from portal.web.staff.telling import how_they_hear
from portal.web.typed import Field, field, line, text

HEARING = "hearing"


def _fields(desk: Desk) -> list[Field]:
    later = desk.file.policy.next_stage(desk.case.stage)
    how = later.hearing if later else ""
    wishes = [{"value": HEARING, "text": _("They want to be heard in person"), "hint": _(how)}]
    return [
        day_field(desk, _("On which day did they ask?")),
        field("longtext", "words", _("What they said"), optional=True, hint=_("They need not give a reason.")),
        *([field("choices", HEARING, _("To be heard"), value=[], options=wishes)] if later and later.hearing else []),
    ]


def _offered(desk: Desk) -> bool:
    """After an answer, also the last one: then the page says that the Ombudsman comes next."""
    return bool(desk.case.stages[desk.case.stage].answered) or may_go_on(desk.case, desk.file.policy) is not None


def _refused(desk: Desk) -> str:
    if desk.file.policy.next_stage(desk.case.stage):
        return ""
    return _("This was the last stage. Tell the resident about the %(name)s.", name=desk.file.policy.ombudsman.name)


def _intro(desk: Desk) -> list[str]:
    policy, later = desk.file.policy, desk.file.policy.next_stage(desk.case.stage)
    if later is None:
        return []
    said = [_("%(responder)s answers at the next stage.", responder=_(later.responder))]
    if is_beyond_the_code(policy, later.number, desk.office.today):
        name = policy.ombudsman.name
        said.append(_("This stage is only offered. The resident can ask the %(name)s at once.", name=name))
    return said


def _sends(desk: Desk) -> list[str]:
    limit = desk.file.deadline(ESCALATE_BY)
    by = [_("The resident's time to ask ends on %(day)s. A later request is marked late and sent all the same.",
            day=shown.wording().day(limit.due))] if limit else []  # fmt: skip
    return [*by, *how_they_hear(desk)]


def _request(desk: Desk) -> Command:
    return Escalate(desk.words("words") if text("words") else None, hearing=line(HEARING) == HEARING)


ESCALATE = Action(
    title=N_("The resident asks for the next stage"),
    text=N_("By phone, letter or in person. No reason is needed."),
    submit=N_("Send it to the next stage"),
    done=N_("The complaint went to the next stage."),
    icon="arrow",
    event=Escalated,
    fields=_fields,
    command=_request,
    offered=_offered,
    wrong=no_day,
    refused=_refused,
    intro=_intro,
    sends=_sends,
    day=happened_on,
    by_resident=True,
)


def _time_fields(desk: Desk) -> list[Field]:
    return [
        field("date", "new_date", _("Until which day can they ask?")),
        field("longtext", "reason", _("Why?"), hint=_("The resident reads this."), rows="4"),
    ]


def _time_intro(desk: Desk) -> list[str]:
    limit = desk.file.deadline(ESCALATE_BY)
    return [_("Their time to ask ends on %(day)s.", day=shown.wording().day(limit.due))] if limit else []


def _more_time(desk: Desk) -> Command:
    return GiveMoreTime(new_date(), desk.words("reason"))


MORE_TIME = Action(
    title=N_("Give the resident more time"),
    text=N_("To ask for the next stage, as you agreed."),
    submit=N_("Give more time and tell them"),
    done=N_("The resident has more time, and was told."),
    icon="calendar",
    event=MoreTimeGiven,
    fields=_time_fields,
    command=_more_time,
    offered=lambda desk: desk.file.deadline(ESCALATE_BY) is not None,
    wrong=no_new_date,
    intro=_time_intro,
    sends=how_they_hear,
)
