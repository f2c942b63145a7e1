"""Making a complaint, a service request, a compliment or a suggestion from a draft."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4

from portal.access import StoredCode, kept, new_code, new_reference
from portal.domain.adjustments import needs_of
from portal.domain.case import Case
from portal.domain.commands import Assign, Make
from portal.domain.deciding import decide
from portal.domain.deciding_people import PersonOutcome
from portal.domain.draft import Answer, Draft
from portal.domain.errors import AlreadyMade
from portal.domain.events import REPRESENTATIVE, RESIDENT, SYSTEM
from portal.domain.kept import File
from portal.domain.outcome import Outcome
from portal.domain.people import Person, is_for_someone_else
from portal.domain.permissions import UNDER_18
from portal.domain.person_events import RepresentativeNamed
from portal.domain.person_record import PersonRecord
from portal.domain.recipients import Acting
from portal.domain.terms import Kind
from portal.services import primary_contact
from portal.services.casework import CaseFile, acting_for, contact_of
from portal.services.contact_keys import representatives_found_by, resident_found_by
from portal.services.drafts import begin, finished_answers, keep
from portal.services.new_words import new_words
from portal.services.office import Office
from portal.services.told_of_people import told_of_people


@dataclass(frozen=True)
class Receipt:
    """What a resident is given after the commit. `code` is empty where this draft had been made before."""

    reference: str
    code: str
    service_request: str = ""


KINDS_MADE: Mapping[str, tuple[Kind, ...]] = {
    "both": (Kind.COMPLAINT, Kind.SERVICE_REQUEST),
    "only_pass_on": (Kind.SERVICE_REQUEST,),
}


ABOUT_THE_ISSUE = (
    "story", "told_before", "pass_on", "started", "still_going", "in_court", "also_true", "remedies", "outcome",
    "photos",
)  # fmt: skip
"""The questions about what went wrong. The others are about who complains, and are answered once for all."""


def make_complaint(
    office: Office,
    draft: Draft,
    *,
    by: str = RESIDENT,
    recorded_by: str = "",
    on: date | None = None,
    called: str = "",
) -> Receipt:
    """Make the case or cases this draft asks for, once: asking again gives the same reference.

    `on` is the day it was received, where staff write down what came by phone, letter or in person. `called` is the
    policy's own kind of complaint; a policy of that day that does not know it takes its first.
    Raises UnfinishedDraft while a question is open, Incomplete for a day to come, NotKept where nothing was written.
    """
    if draft.reference:
        return Receipt(draft.reference, "")
    answers = finished_answers(office, draft)
    kinds = KINDS_MADE.get(str(answers.get("pass_on", "")), (Kind.COMPLAINT,))
    return make(office, draft, answers, kinds, by=by, recorded_by=recorded_by, on=on, called=called)


def make(
    office: Office,
    draft: Draft,
    answers: Mapping[str, Answer],
    kinds: Sequence[Kind],
    *,
    by: str,
    recorded_by: str,
    on: date | None = None,
    called: str = "",
    joined_to: Case | None = None,
) -> Receipt:
    """Make one linked case of each kind from these answers, in one transaction. The first kind leads.

    A case is bound to the policy in force on the day it was received. `joined_to` is another case of the same person,
    which the first one is linked to. Where the answers say that somebody acts for the resident, the case says that it
    was that one who made it.
    """
    policy = office.packs.in_force(office.landlord, on) if on else office.policy
    files = _files(office, answers)
    record = office.store.person(joined_to.made.person if joined_to else uuid4().hex)
    known = office.store.all_words(record)
    person = contact_of(answers, record, known, draft.language)
    references = [new_reference(policy.letters) for _ in kinds]
    situation = office.situation(policy, person, by=by, recorded_by=recorded_by, on=on)
    people = told_of_people(answers, record, references[0], situation)
    acting = _acting(office, person, record, known, people)
    holder = _holder(office, answers, people, joined_to)
    told_by = REPRESENTATIVE + holder if holder and not joined_to else by
    situation = replace(situation, by=told_by, needs=needs_of(record.in_place), acting=acting)
    outcomes: list[Outcome] = []
    for kind, reference in zip(kinds, references, strict=True):
        linked = references[0] if reference != references[0] else "".join(references[1:2])
        words = new_words(json.dumps(answers, ensure_ascii=False))
        command = Make(
            reference,
            draft,
            record.id,
            kind,
            words,
            files,
            linked_to=linked or (joined_to.reference if joined_to else ""),
            called=called if called in (each.id for each in policy.named(kind)) else "",
        )
        outcomes.append(decide(command, None, situation))
    if contact := primary_contact.contact_of(office, record):
        given = replace(situation, by=SYSTEM, recorded_by="")
        outcomes += [decide(Assign(contact), Case.from_events(each.events), given) for each in outcomes]
    code = new_code()
    stored = StoredCode(references[0], kept(code, references[0], office.secret), holder=holder)
    found_by = (*resident_found_by(office, person, record.id), *representatives_found_by(office, acting, references[0]))
    try:
        office.store.commit(*outcomes, code=stored, draft=draft.made(references[0]), people=people, found_by=found_by)
    except AlreadyMade as made:
        return Receipt(made.reference, "")
    office.poke()
    return Receipt(references[0], code, references[1] if len(references) > 1 else "")


def complain_as_well(office: Office, passed_on: CaseFile) -> Draft:
    """A draft of a complaint about something that was only passed on, with everything told already. Raises NotKept."""
    answers = {asked: given for asked, given in passed_on.answers.items() if asked not in ("pass_on", "photos")}
    fresh = begin(office, "complaint", passed_on.case.made.language, passed_on.case.made.channel)
    return keep(office, fresh, lambda draft: draft.answered({**answers, "told_before": "told"}))


def raise_new_issue(
    office: Office,
    file: CaseFile,
    story: str,
    *,
    by: str,
    on: date | None,
    channel: str,
    draft_id: str,
    called: str = "",
) -> Receipt:
    """A complaint about something new that the person of this case told somebody (`by`, staff) on a day: linked to it.

    Who they are and how to reach them is taken from the case. `draft_id` is the page's own, so that sending twice
    makes one. Raises Incomplete for a day to come, NotKept.
    """
    made = file.case.made
    answers = {asked: given for asked, given in file.answers.items() if asked not in ABOUT_THE_ISSUE}
    draft = Draft(id=draft_id, landlord=office.landlord, journey="complaint", language=made.language, channel=channel)
    told = {**answers, "story": story}
    kinds = (Kind.COMPLAINT,)
    return make(office, draft, told, kinds, by=RESIDENT, recorded_by=by, on=on, called=called, joined_to=file.case)


def give_feedback(office: Office, draft: Draft) -> Receipt:
    """Keep a compliment or a suggestion, once. Raises UnfinishedDraft while a question is open, NotKept."""
    answers = finished_answers(office, draft)
    if draft.reference:
        return Receipt(draft.reference, "")
    told = {asked: answer for asked, answer in answers.items() if answer and asked != "kind"}
    ways: dict[str, Answer] = {"contact_by": ("email",)} if "email" in told else {}
    return make(office, draft, {**told, **ways}, (Kind(str(answers["kind"])),), by=RESIDENT, recorded_by="")


def _acting(
    office: Office, person: Person, record: PersonRecord, words: Mapping[str, str], people: Sequence[PersonOutcome]
) -> Acting:
    """Who acts for the person with what is told of them now."""
    for outcome in people:
        record = record.apply(outcome.events[0])
        words = {**words, **{each.id: each.text for each in outcome.words}}
    return acting_for(person, record, words, office.today)


def _holder(
    office: Office, answers: Mapping[str, Answer], people: Sequence[PersonOutcome], joined_to: Case | None
) -> str:
    """Whose the code is: theirs who tell us. Empty for the resident, else the id of whoever acts for them."""
    if not is_for_someone_else(answers):
        return ""
    events = (event for outcome in people for event in outcome.events)
    named = next((event.representative for event in events if isinstance(event, RepresentativeNamed)), "")
    return named or (office.store.maker_of(joined_to.reference) if joined_to else "") or UNDER_18


def _files(office: Office, answers: Mapping[str, Answer]) -> tuple[File, ...]:
    photos = answers.get("photos", ())
    return tuple(office.store.file(id) for id in photos) if isinstance(photos, tuple) else ()
