"""What staff are asked to do besides the next step, in words."""

from flask import url_for

from portal.case_words import responder
from portal.domain.events import Escalated
from portal.domain.words import N_
from portal.store import TaskRow
from portal.web.case import shown
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.staff.desk import Desk
from portal.web.typed import Field

TASKS = {
    "read_message": N_("Read the resident's message"),
    "contact": N_("Contact the resident, the way and at the time they asked for"),
    "pass_on": N_("Pass the request on to the people who do the work"),
    "hand_over": N_("Send it to %(body)s, who answers at this stage"),
    "hearing": N_("Agree with the resident when and where they are heard in person"),
    "survey": N_("Ask the resident how satisfied they are"),
    "tell_receipt": N_("Tell the resident that we have it, with the reference and the dates"),
    "tell_acknowledgement": N_("Tell the resident how we understand it"),
    "tell_extension": N_("Tell the resident the new date and why"),
    "tell_answer": N_("Send the resident the answer"),
    "tell_escalation": N_("Tell the resident that it went to the next stage, and the dates"),
    "tell_closing": N_("Tell the resident that the case is closed"),
    "tell_message": N_("Give the resident our message"),
    "tell_refusal": N_("Tell the resident that we cannot look into it, why, and about the Ombudsman"),
    "tell_accepted": N_("Tell the resident that we look into it after all"),
    "tell_update": N_("Tell the resident how it stands"),
    "tell_action": N_("Tell the resident what was done to put it right"),
    "tell_more_time": N_("Tell the resident that they have more time, and until when"),
    "tell_paused": N_("Tell the resident that our own dates wait, and why"),
    "tell_resumed": N_("Tell the resident that our own dates run again"),
    "tell_date_moved": N_("Tell the resident that a date has moved, and why"),
}


def open_tasks(desk: Desk) -> list[Field]:
    """The open tasks of a case, oldest first."""
    return [
        {
            "what": _words(desk, task),
            "url": url_for("staff.task_done", id=task.id),
            "day": shown.wording().day(desk.case.events[task.number - 1].happened_on),
        }
        for task in office().store.tasks(desk.case.reference)
    ]


def _words(desk: Desk, task: TaskRow) -> str:
    event, policy = desk.case.events[task.number - 1], desk.file.policy
    if not isinstance(event, Escalated):
        return _(TASKS.get(task.kind, task.kind))
    stage = policy.stage(event.stage)
    words = _(TASKS.get(task.kind, task.kind), body=responder(stage, policy, shown.wording()))
    body = policy.bodies.get(stage.held_by)
    reach = [body.email, body.phone] if body and task.kind == "hand_over" else []
    return ". ".join([words, *filter(None, reach)])
