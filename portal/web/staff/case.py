"""One case for staff: the warnings, the next lawful step, everything that is known, what can be done."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.case import RESIDENT, SYSTEM, Event, Phase
from portal.domain.commands import may_answer, queue_row
from portal.domain.kept import File
from portal.domain.policy import Kind
from portal.domain.timeline import history
from portal.domain.words import N_
from portal.services.casework import handler_name
from portal.services.staff import may_act_as, staff_name
from portal.web.case import shown
from portal.web.case.reading import download
from portal.web.files import size
from portal.web.guards import needs
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.staff.answering import SAME_PERSON
from portal.web.staff.blueprint import pages
from portal.web.staff.desk import Desk
from portal.web.staff.doing import ACTIONS
from portal.web.staff.queue import adjusted, name_of, step_of, working_days_left
from portal.web.staff.told import contact, everything_told
from portal.web.typed import Field, form_id, line

SEE_OTHER = 303
NEXT = {Phase.RECEIVED: "acknowledge", Phase.ACKNOWLEDGED: "answer", Phase.ANSWERED: "close"}
TASKS = {
    "read_message": N_("Read the resident's message"),
    "pass_on": N_("Pass the request on to the people who do the work"),
    "tell_receipt": N_("Tell the resident that we have it, with the reference and the dates"),
    "tell_acknowledgement": N_("Tell the resident how we understand it"),
    "tell_extension": N_("Tell the resident the new date and why"),
    "tell_answer": N_("Send the resident the answer"),
    "tell_escalation": N_("Tell the resident that it went to the next stage, and the dates"),
    "tell_closing": N_("Tell the resident that the case is closed"),
    "tell_message": N_("Give the resident our message"),
}


@pages.get("/cases/<reference>")
@needs("reader")
def case(reference: str) -> str:
    """A case, its next lawful step first."""
    desk = Desk.at(reference)
    file, may_act = desk.file, may_act_as(desk.me, "handler")
    return render_template(
        "staff/case.html",
        case=_summary(desk),
        step=_step(desk) if may_act else None,
        actions=_actions(desk) if may_act else [],
        tasks=_tasks(desk),
        may_act=may_act,
        stages=shown.stages(file),
        understanding=shown.understanding(file),
        promises=shown.promises(file, office().today),
        dates=shown.dates(file, office().today),
        files=[_file(reference, each) for each in shown.all_files(file)],
        timeline=shown.timeline(
            file, history(file.case, file.policy), lambda each: _file(reference, each)["url"], _who, _named
        ),
        note_action=url_for("staff.act", reference=reference, name="note") if may_act else None,
        version=desk.case.version,
        form=form_id(),
        notices=_notices(),
        back_url=url_for("staff.queue"),
    )


@pages.get("/cases/<reference>/files/<id>")
@needs("reader")
def case_file(reference: str, id: str) -> AnyResponse:
    """A photo or document of this case."""
    files = shown.all_files(Desk.at(reference).file)
    return download(next((each for each in files if each.id == id), None))


@pages.post("/tasks/<int:id>/done")
@needs("handler")
def task_done(id: int) -> AnyResponse:
    """Tick a task off."""
    desk = Desk.at(line("reference"))
    if id not in (task.id for task in office().store.tasks(desk.case.reference, open_only=False)):
        return redirect(url_for("staff.case", reference=desk.case.reference), SEE_OTHER)
    office().store.finish_task(id, desk.by, office().clock())
    return redirect(url_for("staff.case", reference=desk.case.reference, done="task"), SEE_OTHER)


def _summary(desk: Desk) -> Field:
    file = desk.file
    return {
        "reference": desk.case.reference,
        "person": name_of(file),
        "status": _status(desk),
        "alerts": _alerts(desk),
        "story": str(file.answers.get("story", "")) or (_(shown.ERASED) if _is_erased(desk) else ""),
        "contact": contact(file),
        "told": everything_told(office(), file),
        "facts": _facts(desk),
        "linked": [
            {"reference": each, "url": url_for("staff.case", reference=each)}
            for each in office().store.linked(desk.case.reference)
        ],
    }


def _is_erased(desk: Desk) -> bool:
    return desk.case.made.answers.id not in desk.file.words


def _status(desk: Desk) -> str:
    stage = _(desk.file.policy.stage(desk.case.stage).name)
    where = [stage] if desk.case.kind is Kind.COMPLAINT else []
    return ", ".join([_(shown.TITLES_FOR_STAFF[desk.case.kind]), *where, _(shown.PHASES[desk.case.phase]).lower()])


def _alerts(desk: Desk) -> list[str]:
    alerts = [_("Do not leave a message. Speak only to the resident.")] if desk.file.person.is_unsafe_to_message else []
    if needs_more := adjusted(desk.file):
        alerts.append(_("What this resident needs: %(needs)s", needs="; ".join(needs_more)))
    return alerts


def _facts(desk: Desk) -> list[Field]:
    made, policy = desk.case.made, desk.file.policy
    recorded = staff_name(office(), made.recorded_by) if made.recorded_by != made.decided_by else ""
    facts = [
        (_("Deals with it"), handler_name(office(), desk.case) or _("Nobody yet")),
        (_("Answers at this stage"), _(policy.stage(desk.case.stage).responder)),
        (_("Received"), shown.wording().day(made.happened_on)),
        (_("How it came"), _(shown.CHANNELS.get(made.channel, made.channel))),
        (_("Written down by"), recorded),
        (_("Policy"), f"{policy.title} ({policy.version})"),
    ]
    return [{"label": label, "value": value} for label, value in facts if value]


def _step(desk: Desk) -> Field | None:
    name = NEXT.get(desk.case.phase)
    if desk.case.kind is not Kind.COMPLAINT:
        name = "close" if desk.case.phase is Phase.RECEIVED else None
    if name is None:
        return None
    row = queue_row(desk.case, desk.file.policy, office().calendar(desk.file.policy))
    due = desk.file.next_deadline
    refused = name == "answer" and not may_answer(desk.case, desk.by)
    doing = "assign" if refused else name
    return {
        "title": step_of(row),
        "due": shown.wording().day(due.due) if due else "",
        "left": working_days_left(due.due) if due else "",
        "why": shown.wording().explain(due, office().today) if due else None,
        "refused": _(SAME_PERSON) if refused else "",
        "url": url_for("staff.act", reference=desk.case.reference, name=doing),
        "text": _(ACTIONS[doing].title),
    }


def _actions(desk: Desk) -> list[Field]:
    first = NEXT.get(desk.case.phase)
    return [
        {
            "url": url_for("staff.act", reference=desk.case.reference, name=name),
            "title": _(action.title),
            "text": _(action.text),
            "icon": action.icon,
        }
        for name, action in ACTIONS.items()
        if name not in (first, "note") and action.fits(desk.case) and not (name == "escalate" and action.refused(desk))
    ]


def _tasks(desk: Desk) -> list[Field]:
    return [
        {
            "what": _(TASKS.get(task.kind, task.kind)),
            "url": url_for("staff.task_done", id=task.id),
            "day": shown.wording().day(desk.case.events[task.number - 1].happened_on),
        }
        for task in office().store.tasks(desk.case.reference)
    ]


def _file(reference: str, file: File) -> dict[str, str]:
    url = url_for("staff.case_file", reference=reference, id=file.id)
    return {"name": file.name, "url": url, "size": size(file.size)}


def _who(event: Event) -> str:
    """Who decided, and who wrote it down where that is somebody else."""
    decided, recorded = _named(event.decided_by), _named(event.recorded_by)
    return decided if decided == recorded else _("%(who)s, written down by %(by)s", who=decided, by=recorded)


def _named(who: str) -> str:
    known = {RESIDENT: _("The resident"), SYSTEM: _("The software")}
    return known.get(who) or staff_name(office(), who) or _("Somebody who has left")


def _notices() -> list[Field]:
    done = request.args.get("done", "")
    words = N_("It is ticked off.") if done == "task" else ACTIONS[done].done if done in ACTIONS else ""
    return [{"kind": "good", "text": _(words)}] if words else []
