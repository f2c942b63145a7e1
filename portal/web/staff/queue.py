"""The queue: what is due, overdue first; and finding a case by its reference."""

from collections import Counter
from collections.abc import Collection
from datetime import date

from flask import g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.clock import london_day
from portal.domain.adjustments import Adjustment
from portal.domain.case import OVER
from portal.domain.outcome import QueueRow
from portal.domain.person_messages import REVIEW
from portal.domain.terms import Kind
from portal.domain.words import N_
from portal.services.adjustments import come_first
from portal.services.casework import CaseFile, handler_name, open_file
from portal.store import TaskRow
from portal.web.case import shown
from portal.web.guards import needs
from portal.web.here import gettext as _
from portal.web.here import ngettext, office
from portal.web.staff.blueprint import pages
from portal.web.staff.facts import flags_of_needs, kind_of
from portal.web.staff.hazards import FLAG, hazards_of
from portal.web.staff.primary_contact import contact_flag
from portal.web.staff.steps import step_of, words_of
from portal.web.typed import Field

A_PAGE = 50
SOON = 2
FILTERS = {"mine": N_("Mine"), "all": N_("All open"), "closed": N_("Closed or refused")}


@pages.get("/")
@needs("reader")
def queue() -> str | AnyResponse:
    """The cases by their next date."""
    typed = request.args.get("q", "").strip()
    found = office().store.search(typed) if typed else []
    if len(found) == 1:
        return redirect(url_for("staff.case", reference=found[0].reference))
    first = come_first(office())
    lists = _lists(first)
    asked = request.args.get("show", "mine" if lists["mine"] else "all")
    which = asked if asked in FILTERS else "all"
    rows = found if typed else lists[which]
    page = min(max(request.args.get("page", 1, type=int), 1), max(1, -(-len(rows) // A_PAGE)))
    tasks = office().store.tasks()
    waiting = Counter(task.reference for task in tasks)
    return render_template(
        "staff/queue.html",
        filters=[_filter(name, len(lists[name]), not typed and name == which) for name in FILTERS],
        rows=[
            _row(each, waiting[each.reference], first.get(each.reference))
            for each in rows[(page - 1) * A_PAGE : page * A_PAGE]
        ],
        reviews=[_to_review(task) for task in tasks if task.kind == REVIEW],
        record_url=url_for("staff.record"),
        search=typed,
        more_url=_page_url(which, page + 1) if len(rows) > page * A_PAGE else None,
        less_url=_page_url(which, page - 1) if page > 1 else None,
    )


def _to_review(task: TaskRow) -> Field:
    """Whose adjustments are to be looked at again, since which day."""
    return {
        "url": url_for("staff.case", reference=task.reference),
        "reference": task.reference,
        "person": name_of(open_file(office(), task.reference)),
        "day": shown.wording().day(london_day(task.made_at)),
    }


def _lists(first: Collection[str]) -> dict[str, list[QueueRow]]:
    store = office().store
    opened = store.queue(office().today, first=first)
    mine = [row for row in opened if row.handler == g.staff.id]
    return {"mine": mine, "all": opened, "closed": store.queue(closed=True)}


def _filter(name: str, count: int, current: bool) -> Field:
    return {"url": url_for("staff.queue", show=name), "text": _(FILTERS[name]), "count": count, "current": current}


def _page_url(which: str, page: int) -> str:
    return url_for("staff.queue", show=which, page=page)


def _row(row: QueueRow, tasks: int, first: Adjustment | None) -> Field:
    file = open_file(office(), row.reference)
    return {
        "url": url_for("staff.case", reference=row.reference),
        "reference": row.reference,
        "person": name_of(file),
        "subject": str(file.answers.get("story", ""))[:120],
        "stage": _stage(row, file),
        "step": words_of(step_of(file), file),
        "due": shown.wording().day(row.due) if row.due else "",
        "due_iso": row.due.isoformat() if row.due else "",
        "urgency": _urgency(row.due),
        "left": working_days_left(row.due),
        "certainty": certainty(file),
        "first": _why_first(file, first) if first else "",
        "handler": handler_name(office(), file.case),
        "flags": _flags(file, tasks),
    }


def _why_first(file: CaseFile, agreed: Adjustment) -> str:
    """Why it comes before others of the same day: that we agreed it, and what we told them of it."""
    told = file.words.get(agreed.told.id, "") if agreed.told else ""
    return " ".join(filter(None, [_("We agreed to deal with them before others of the same day."), told]))


def _stage(row: QueueRow, file: CaseFile) -> str:
    if row.kind is Kind.COMPLAINT:
        return _(file.policy.stage(row.stage).name)
    return kind_of(file)


def name_of(file: CaseFile) -> str:
    """Who complains, as staff see it: never a guess."""
    return file.person.name or _("No name given")


def working_days_left(due: date | None) -> str:
    """How many working days are left, or by how many it is late."""
    if due is None:
        return ""
    days = office().calendar(office().policy).between(office().today, due)
    if office().today > due:
        return ngettext("%(num)s working day late", "%(num)s working days late", max(1, -days))
    if office().today == due:
        return _("Today")
    return ngettext("%(num)s working day left", "%(num)s working days left", days)


def certainty(file: CaseFile) -> str:
    """How sure the computer is of the next date: certain, projected, or that a person decides."""
    upcoming = file.next_deadline
    if upcoming is None:
        return "certain" if file.case.phase in OVER else "person"
    is_projected = upcoming.projected and not upcoming.extended_from
    return "projected" if is_projected or not upcoming.certain else "certain"


def _urgency(due: date | None) -> str:
    today = office().today
    if due is None:
        return "none"
    if due <= today:
        return "late" if due < today else "today"
    return "soon" if office().calendar(office().policy).between(today, due) <= SOON else "later"


def _flags(file: CaseFile, tasks: int) -> list[str]:
    flags = [(bool(tasks), ngettext("%(num)s task", "%(num)s tasks", tasks))]
    flags.append((bool(hazards_of(file)), _(FLAG)))
    flags += [(file.person.is_unsafe_to_message, _("Do not leave a message"))]
    return [*(words for wanted, words in flags if wanted), *flags_of_needs(file), *contact_flag(file)]
