"""What happens to a person's record: adjustments, who acts for them, how to reach them. One road for everybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.domain.consent import Standing
from portal.domain.deciding_people import PersonOutcome, decide_for_person
from portal.domain.draft import Answer
from portal.domain.errors import LostUpdate
from portal.domain.events import RESIDENT
from portal.domain.kept import Ref, Words
from portal.domain.messages import tell_task
from portal.domain.people import Person, of_the_resident
from portal.domain.permissions import Reader, Right, may
from portal.domain.person_commands import (
    AskAdjustment,
    ChangeContact,
    ConfirmConsent,
    ExpireConsent,
    NameRepresentative,
    PersonCommand,
    RefuseConsent,
    WithdrawConsent,
)
from portal.domain.person_events import ConsentAsked, PersonEvent, SignedFormSent
from portal.domain.person_messages import PERSON_MESSAGES, TASKS
from portal.domain.person_record import PersonRecord, Representation
from portal.services.casework import CaseFile, acting_for, answers_from, open_file
from portal.services.contact_keys import representatives_found_by
from portal.services.office import Office
from portal.store import FoundBy

TRIES = 5
ANSWERING = (ConfirmConsent, RefuseConsent, WithdrawConsent)
"""After these, no question about the consent is left to ask."""
OPEN_QUESTIONS: Mapping[type[PersonEvent], str] = {
    ConsentAsked: tell_task(PERSON_MESSAGES[ConsentAsked].kind),
    SignedFormSent: TASKS[SignedFormSent],
}
"""What staff were asked to do about a consent, by the event that asked for it."""
ENDING = (WithdrawConsent, RefuseConsent, ExpireConsent)
"""After these, who is allowed nothing more is signed out at once. Every page asks anew whether they may be there."""


@dataclass(frozen=True)
class PersonFile:
    """A person's record with what was written in it. `words` maps an id to the text; erased ones are absent."""

    record: PersonRecord
    words: Mapping[str, str]
    cases: tuple[str, ...]

    def said(self, ref: Ref | None) -> str:
        """What was written; empty where nothing was, or it was erased."""
        return self.words.get(ref.id, "") if ref else ""

    def details(self, representation: Representation) -> dict[str, Answer]:
        """What is known of somebody who acts for them: name, organisation, email, phone and so on, by question."""
        return answers_from(self.said(representation.details) or "{}")


def open_person(office: Office, reference: str) -> PersonFile:
    """The record of the person whose case this is. Raises NotFound."""
    person = office.store.person_of(reference)
    record = office.store.person(person)
    return PersonFile(record, office.store.all_words(record), office.store.cases_of(person))


def do_for_person(
    office: Office,
    reference: str,
    command: PersonCommand,
    *,
    by: str = RESIDENT,
    recorded_by: str = "",
    on: date | None = None,
    seen: int | None = None,
) -> PersonRecord:
    """Decide a command on the record of this case's person, and write what comes of it, once. Returns it as it is then.

    `by` is `resident`, `representative:<id>` or `staff:<id>`. `seen` is the version that somebody decided on:
    LostUpdate where it has changed since. Words that the record has already, by their id, are not written twice: a
    form sent twice does it once. Raises NotFound, LostUpdate, NotKept and the errors of `decide_for_person`.
    """
    for attempt in range(TRIES):
        file = open_file(office, reference)
        record = office.store.person(file.case.made.person)
        if _is_done(command, record):
            return record
        if seen is not None and seen != record.version:
            raise LostUpdate(f"the record has {record.version} events, not {seen}")
        person, acting = _reached_at(command, file), file.acting(office.today)
        situation = office.situation(file.policy, person, by=by, recorded_by=recorded_by, on=on, acting=acting)
        outcome = decide_for_person(command, record, reference, situation)
        try:
            office.store.commit_person(outcome, found_by=acting_found_by(office, record, file, outcome))
        except LostUpdate:
            if attempt == TRIES - 1 or seen is not None:
                raise
            continue
        after = record.apply(outcome.events[0])
        if isinstance(command, ENDING) and after.representations[command.representative].granted is None:
            office.store.end_sessions_held_by(command.representative)
        if isinstance(command, ANSWERING):
            _asked_enough(office, after, command.representative, recorded_by or by)
        office.poke()
        return after
    raise LostUpdate(reference)


def acting_found_by(
    office: Office, record: PersonRecord, file: CaseFile, *outcomes: PersonOutcome
) -> dict[str, tuple[FoundBy, ...]]:
    """By what those who act for this person find each of their cases once these are written; empty for no change."""
    if not any(hasattr(event, "representative") for outcome in outcomes for event in outcome.events):
        return {}
    words = {**file.words, **{each.id: each.text for outcome in outcomes for each in outcome.words}}
    for event in (event for outcome in outcomes for event in outcome.events):
        record = record.apply(event)
    acting = acting_for(file.person, record, words, office.today)
    cases = office.store.cases_with_codes(record.id)
    return {reference: representatives_found_by(office, acting, reference) for reference in cases}


def _asked_enough(office: Office, record: PersonRecord, representative: str, by: str) -> None:
    """The question is answered: nobody of ours has to ask it, or to look at a form, any more."""
    asked = {
        (number, OPEN_QUESTIONS[type(event)])
        for number, event in enumerate(record.events, start=1)
        if type(event) in OPEN_QUESTIONS and getattr(event, "representative", "") == representative
    }
    for reference in office.store.cases_of(record.id):
        for task in office.store.tasks(reference):
            if (task.number, task.kind) in asked:
                office.store.finish_task(task.id, by, office.clock())


def is_allowed(office: Office, reader: Reader, right: Right, reference: str) -> bool:
    """May this reader do that with this case, today? Raises NotFound."""
    if reader.is_resident:
        return True
    return may(reader, right, office.store.record_of(reference), reference, office.today)


def _reached_at(command: PersonCommand, file: CaseFile) -> Person:
    """How the person is reached once this is done: who changes their contact is told at the new one."""
    if not isinstance(command, ChangeContact):
        return file.person
    own = {**of_the_resident(file.answers), **answers_from(command.answers.text)}
    return Person.from_answers(own, file.case.made.language)


def _is_done(command: PersonCommand, record: PersonRecord) -> bool:
    """Was this very form sent before? The record has its words, or what it names, already."""
    if isinstance(command, AskAdjustment) and command.adjustment in record.adjustments:
        return True
    if isinstance(command, NameRepresentative | WithdrawConsent):
        known = record.representations.get(command.representative)
        return known is not None and (isinstance(command, NameRepresentative) or known.standing is Standing.WITHDRAWN)
    written = {value.id for value in vars(command).values() if isinstance(value, Words)}
    return any(
        value.id in written for event in record.events for value in vars(event).values() if isinstance(value, Ref)
    )
