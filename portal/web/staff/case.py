"""One case for staff: the warnings, the next lawful step, everything that is known, what can be done."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.events import REPRESENTATIVE, RESIDENT, SYSTEM, Event
from portal.domain.kept import File
from portal.domain.next_step import due_at
from portal.domain.timeline import history
from portal.domain.words import N_
from portal.outbox.letters import letters_of, posted
from portal.services.casework import CaseFile
from portal.services.staff import may_act_as, staff_name
from portal.web.case import shown
from portal.web.case.looks import write_look
from portal.web.case.people import name_by
from portal.web.case.reading import download
from portal.web.files import size
from portal.web.guards import needs
from portal.web.here import gettext as _
from portal.web.here import office, parts
from portal.web.staff.adjusting import adjustments_of
from portal.web.staff.blueprint import pages
from portal.web.staff.desk import Desk
from portal.web.staff.doing import ACTIONS
from portal.web.staff.facts import alerts, facts, status
from portal.web.staff.naming import naming_link
from portal.web.staff.new_code import new_code_link
from portal.web.staff.new_issue import new_issue_link
from portal.web.staff.queue import name_of, working_days_left
from portal.web.staff.representing import representatives
from portal.web.staff.steps import action_of, step_of, words_of
from portal.web.staff.tasks import open_tasks
from portal.web.staff.told import contact, everything_told
from portal.web.typed import Field, form_id, line

SEE_OTHER = 303
OTHERS_DONE = {
    "task": N_("It is ticked off."),
    "adjustment": N_("It is kept, and the resident is told."),
    "consent": N_("It is written down."),
}


@pages.get("/cases/<reference>")
@needs("reader")
def case(reference: str) -> str:
    """A case, its next lawful step first."""
    desk = Desk.at(reference)
    file, may_act = desk.file, may_act_as(desk.me, "handler")
    write_look(file, desk.by, "case")
    return render_template(
        "staff/case.html",
        case=_summary(desk),
        step=_step(desk) if may_act else None,
        actions=_actions(desk) if may_act else [],
        adjustments=adjustments_of(desk),
        representatives=representatives(desk),
        tasks=open_tasks(desk),
        may_act=may_act,
        stages=shown.stages(file),
        understanding=shown.understanding(file),
        promises=shown.promises(file, office().today),
        dates=shown.dates(file, office().today),
        files=[_file(reference, each) for each in shown.all_files(file)],
        timeline=shown.timeline(
            file,
            history(file.case, file.policy),
            lambda each: _file(reference, each)["url"],
            lambda event: _who(file, event),
            lambda who: _named(file, who),
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
    desk = Desk.at(reference)
    files = shown.all_files(desk.file)
    write_look(desk.file, desk.by, "file")
    return download(next((each for each in files if each.id == id), None))


@pages.post("/tasks/<int:id>/done")
@needs("handler")
def task_done(id: int) -> AnyResponse:
    """Tick a task off."""
    desk = Desk.at(line("reference"))
    task = next((each for each in office().store.tasks(desk.case.reference, open_only=False) if each.id == id), None)
    if task is None:
        return redirect(url_for("staff.case", reference=desk.case.reference), SEE_OTHER)
    office().store.finish_task(id, desk.by, office().clock())
    for row in letters_of(parts(), task, office().landlord):
        posted(parts(), row)
    return redirect(url_for("staff.case", reference=desk.case.reference, done="task"), SEE_OTHER)


def _summary(desk: Desk) -> Field:
    file = desk.file
    return {
        "reference": desk.case.reference,
        "person": name_of(file),
        "status": status(desk),
        "alerts": alerts(desk),
        "story": str(file.answers.get("story", "")) or (_(shown.ERASED) if _is_erased(desk) else ""),
        "contact": contact(file),
        "told": everything_told(office(), file),
        "facts": facts(desk),
        "linked": [
            {"reference": each, "url": url_for("staff.case", reference=each)}
            for each in office().store.linked(desk.case.reference)
        ],
    }


def _is_erased(desk: Desk) -> bool:
    return desk.case.made.answers.id not in desk.file.words


def _step(desk: Desk) -> Field | None:
    file, step = desk.file, step_of(desk.file)
    name = action_of(step)
    if not name:
        return None
    due = due_at(step, desk.case, file.deadlines)
    refused = ACTIONS[name].refused(desk)
    doing = ACTIONS[name].instead if refused else name
    return {
        "title": words_of(step, file),
        "due": shown.wording().day(due.due) if due else "",
        "left": working_days_left(due.due) if due else "",
        "why": shown.wording().explain(due, office().today, desk.case.events) if due else None,
        "refused": refused,
        "url": url_for("staff.act", reference=desk.case.reference, name=doing),
        "text": ACTIONS[doing].heading(desk),
    }


def _actions(desk: Desk) -> list[Field]:
    not_here = (action_of(step_of(desk.file)), "note")
    fitting = {n: each for n, each in ACTIONS.items() if n not in not_here and each.fits(desk)}
    links = [
        {
            "url": url_for("staff.act", reference=desk.case.reference, name=name),
            "title": action.heading(desk),
            "text": _(action.text),
            "icon": action.icon,
        }
        for name, action in fitting.items()
        if not (name == "escalate" and action.refused(desk))
    ]
    return [*links, *naming_link(desk), *new_issue_link(desk), *new_code_link(desk)]


def _file(reference: str, file: File) -> dict[str, str]:
    url = url_for("staff.case_file", reference=reference, id=file.id)
    return {"name": file.name, "url": url, "size": size(file.size)}


def _who(file: CaseFile, event: Event) -> str:
    """Who decided, and who wrote it down where that is somebody else."""
    decided, recorded = _named(file, event.decided_by), _named(file, event.recorded_by)
    return decided if decided == recorded else _("%(who)s, written down by %(by)s", who=decided, by=recorded)


def _named(file: CaseFile, who: str) -> str:
    if who.startswith(REPRESENTATIVE):
        return _("%(name)s, who acts for the resident", name=name_by(file, who))
    known = {RESIDENT: _("The resident"), SYSTEM: _("The software")}
    return known.get(who) or staff_name(office(), who) or _("Somebody who has left")


def _notices() -> list[Field]:
    done = request.args.get("done", "")
    words = OTHERS_DONE.get(done) or (ACTIONS[done].done if done in ACTIONS else "")
    return [{"kind": "good", "text": _(words)}] if words else []
