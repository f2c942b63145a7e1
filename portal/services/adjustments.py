"""What we do differently for somebody: asked for with a case of theirs or by itself, answered, looked at again."""

from dataclasses import replace
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from portal.domain.adjustments import Adjustment, Need, meant
from portal.domain.deadlines import ESCALATE_BY, Deadline
from portal.domain.draft import Draft
from portal.domain.errors import Incomplete
from portal.domain.events import RESIDENT, MoreTimeGiven
from portal.domain.person_commands import AskAdjustment, PersonCommand
from portal.domain.person_messages import NEED_TASKS, REVIEW, TASKS
from portal.domain.person_record import PersonRecord
from portal.domain.terms import Kind
from portal.domain.words import N_
from portal.services.casework import CaseFile, open_file
from portal.services.complaints import Receipt, make
from portal.services.drafts import finished_answers
from portal.services.office import Office
from portal.services.people import do_for_person
from portal.services.told_of_people import asked_adjustments

NOTHING_ASKED = N_("Choose what helps you, or write it in your own words")


def ask_for_adjustments(office: Office, draft: Draft, *, by: str = RESIDENT) -> Receipt:
    """Ask for what a draft says, once. With the case it names, for every case of that person; else by itself.

    By itself it is a small case with a reference and a code of its own; `code` is empty otherwise. What is done
    already, or waits for an answer, is not asked for twice. Raises UnfinishedDraft, Incomplete where nothing is asked
    for, NotFound, NotKept.
    """
    answers = finished_answers(office, draft)
    if draft.reference:
        return Receipt(draft.reference, "")
    if not answers.get("needs") and not answers.get("need_words"):
        raise Incomplete({"need_words": NOTHING_ASKED})
    reference = str(answers.get("case", ""))
    if not reference:
        told = {**answers, "story": answers.get("need_words", "")}
        return make(office, draft, told, (Kind.ADJUSTMENT,), by=by, recorded_by="")
    record = office.store.person(office.store.person_of(reference))
    for place, command in enumerate(asked_adjustments(answers, record)):
        once = _once(command, f"{draft.id} {place}")
        if once.adjustment not in record.adjustments:
            do_for_person(office, reference, once, by=by)
    return Receipt(reference, "")


def answer_adjustment(
    office: Office, reference: str, adjustment: str, command: PersonCommand, *, by: str, seen: int
) -> PersonRecord:
    """Do this to an adjustment, and tick off that somebody was to answer it or look at it again.

    Raises what `do_for_person` raises.
    """
    record = do_for_person(office, reference, command, by=by, seen=seen)
    if not record.adjustments[adjustment].is_waiting:
        asked = {n for n, each in enumerate(record.events, 1) if getattr(each, "adjustment", "") == adjustment}
        for case in office.store.cases_of(record.id):
            for task in office.store.tasks(case):
                if task.number in asked and task.kind in (*TASKS.values(), REVIEW):
                    office.store.finish_task(task.id, by, office.clock())
    return record


def come_first(office: Office) -> dict[str, Adjustment]:
    """The cases of people whom we agreed to deal with first, by reference, each with what was agreed.

    Where it was ever agreed, staff were asked to; whether it still is, the person's record says.
    """
    asked = office.store.ever_asked(NEED_TASKS[Need.PRIORITY])
    found: dict[str, Adjustment] = {}
    for id, record in office.store.people({office.store.person_of(reference) for reference in asked}).items():
        agreed = next((each for each in record.in_place if meant(each.need) == Need.PRIORITY), None)
        if agreed:
            found |= dict.fromkeys(office.store.cases_of(id), agreed)
    return found


def own_limits(office: Office, record: PersonRecord) -> list[tuple[CaseFile, Deadline]]:
    """The time of this person to go on, in each case of theirs where it runs: what more time to answer can move."""
    files = (open_file(office, reference) for reference in office.store.cases_of(record.id))
    limits = ((file, file.deadline(ESCALATE_BY)) for file in files if file.case.allows(MoreTimeGiven))
    return [(file, limit) for file, limit in limits if limit and limit.met_on is None]


def to_review(record: PersonRecord, today: date) -> list[Adjustment]:
    """The adjustments of somebody whose day to be looked at again has come."""
    return [each for each in record.in_place if each.review_on and each.review_on <= today]


def ask_for_reviews(office: Office, record: PersonRecord) -> int:
    """Ask staff to look again at what is due for it, once for each day of review. Returns at how many."""
    due = to_review(record, office.today)
    for each in due:
        last = max(n for n, event in enumerate(record.events, 1) if getattr(event, "adjustment", "") == each.id)
        office.store.ask_staff(each.reference, last, REVIEW, office.clock())
    return len(due)


def _once(command: AskAdjustment, seed: str) -> AskAdjustment:
    """The same with ids that follow from the form, so that sending it twice asks once."""
    id = uuid5(NAMESPACE_URL, f"adjustment {seed}").hex
    words = replace(command.words, id=uuid5(NAMESPACE_URL, f"words {seed}").hex) if command.words else None
    return replace(command, adjustment=id, words=words)
