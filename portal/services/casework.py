"""What happens to a case once it is made: one road for residents and staff."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import IO, BinaryIO, cast

from portal.domain.adjustments import needs_of
from portal.domain.case import Case
from portal.domain.case_dates import case_deadlines, upcoming
from portal.domain.commands import Assign, Command
from portal.domain.deadlines import Deadline
from portal.domain.deciding import decide
from portal.domain.draft import Answer
from portal.domain.errors import LostUpdate, NotKept
from portal.domain.events import REPRESENTATIVE, RESIDENT
from portal.domain.kept import File, Ref, Words
from portal.domain.needs import Needs
from portal.domain.outcome import Outcome
from portal.domain.people import Person, of_the_resident
from portal.domain.person_record import PersonRecord
from portal.domain.policy import Policy
from portal.domain.recipients import Acting
from portal.services.office import Office
from portal.services.staff import staff_name
from portal.uploads import Scanner, check

TRIES = 5


@dataclass(frozen=True)
class CaseFile:
    """A case with everything that is read beside it. `words` maps an id to what was written; erased ones are absent.

    `needs` is what was agreed with the resident about how they are reached.
    """

    case: Case
    policy: Policy
    answers: Mapping[str, Answer]
    person: Person
    words: Mapping[str, str]
    deadlines: tuple[Deadline, ...]
    record: PersonRecord
    needs: Needs

    @property
    def next_deadline(self) -> Deadline | None:
        """The landlord's next duty, or None when nothing is due."""
        return upcoming(self.case, self.deadlines)

    def acting(self, today: date) -> Acting:
        """Who acts for the resident on this London date, and how to reach them."""
        return acting_for(self.person, self.record, self.words, today)

    def deadline(self, kind: str) -> Deadline | None:
        """The deadline of this kind at the present stage, met or not."""
        return next((each for each in self.deadlines if each.kind == kind and each.stage == self.case.stage), None)


def open_file(office: Office, reference: str) -> CaseFile:
    """Read a case. Raises NotFound."""
    case = office.store.case(reference)
    policy = office.policy_of(case)
    record = office.store.person(case.made.person)
    words = office.store.all_words(case, record)
    answers = answers_from(words.get(case.made.answers.id, "{}"))
    person = contact_of(answers, record, words, case.made.language)
    due = case_deadlines(case, policy, office.calendar(policy))
    return CaseFile(case, policy, answers, person, words, due, record, needs_of(record.in_place))


def contact_of(answers: Mapping[str, Answer], record: PersonRecord, words: Mapping[str, str], language: str) -> Person:
    """How to reach the resident now: as they told us last, whoever made the case."""
    return Person.from_answers(own_answers(answers, record, words), language)


def own_answers(answers: Mapping[str, Answer], record: PersonRecord, words: Mapping[str, str]) -> dict[str, Answer]:
    """What the resident told of themself, and last of how to reach them, by question."""
    changed = answers_from(words.get(record.contact.id, "{}")) if record.contact else {}
    return {**of_the_resident(answers), **changed}


def acting_for(person: Person, record: PersonRecord, words: Mapping[str, str], today: date) -> Acting:
    """Who acts for this person on this London date; written to in the person's language where we know no other."""
    people = {
        id: Person.from_answers(answers_from(words.get(each.details.id, "{}")), person.language)
        for id, each in record.representations.items()
    }
    return Acting(record, people, today)


def answers_from(text: str) -> dict[str, Answer]:
    """Answers as they were kept: lists become tuples again."""
    return {id: tuple(value) if isinstance(value, list) else str(value) for id, value in json.loads(text).items()}


def carry_out(
    office: Office,
    reference: str,
    command: Command,
    *,
    by: str = RESIDENT,
    recorded_by: str = "",
    on: date | None = None,
    seen: int | None = None,
) -> Case:
    """Decide a command on a case and write what comes of it, once. Returns the case as it was before.

    `seen` is the version of the case that somebody decided on: LostUpdate where it has changed since. Without it,
    the words of a resident, or of somebody who acts for them, are tried again when somebody else was first. Words that
    the case has already, known by their id, are not written a second time: a form sent twice does it once.
    Raises NotFound, LostUpdate, NotKept and the errors of `decide`.
    """
    for attempt in range(TRIES):
        file = open_file(office, reference)
        if is_sent(command, file.case):
            return file.case
        outcome = _decided(office, file, command, by=by, recorded_by=recorded_by, on=on, seen=seen)
        try:
            office.store.commit(outcome)
        except LostUpdate:
            if not by.startswith((RESIDENT, REPRESENTATIVE)) or seen is not None or attempt == TRIES - 1:
                raise
            continue
        office.poke()
        return file.case
    raise LostUpdate(reference)


def try_out(
    office: Office,
    reference: str,
    command: Command,
    *,
    by: str,
    recorded_by: str = "",
    on: date | None = None,
    seen: int | None = None,
) -> Outcome:
    """What `carry_out` would write, and nothing written. Raises what it raises."""
    return _decided(office, open_file(office, reference), command, by=by, recorded_by=recorded_by, on=on, seen=seen)


def is_sent(command: Command, case: Case) -> bool:
    """Has this very form been sent before? Its words are in the case already, or who it is given to has it."""
    if isinstance(command, Assign):
        return case.handler == command.to
    written = {value.id for value in vars(command).values() if isinstance(value, Words)}
    return any(value.id in written for e in case.events for value in vars(e).values() if isinstance(value, Ref))


def keep_file(office: Office, reference: str, name: str, stream: IO[bytes], scanner: Scanner | None) -> File:
    """Check a photo or document, clean it and keep it for this case. Raises NotTaken, NotKept.

    It becomes part of the case with the message that it is sent with.
    """
    checked = check(name, cast(BinaryIO, stream), scan=scanner)
    file = File(office.shelf.put(checked), checked.name, checked.type, checked.size, checked.digest)
    try:
        office.store.add_file(file, reference, office.clock())
    except NotKept:
        office.shelf.delete(file.id)  # or a photo nobody knows of would stay for ever
        raise
    return file


def handler_name(office: Office, case: Case) -> str:
    """Who deals with the case now, by name; empty where nobody does."""
    return staff_name(office, case.handler) if case.handler else ""


def _decided(
    office: Office, file: CaseFile, command: Command, *, by: str, recorded_by: str, on: date | None, seen: int | None
) -> Outcome:
    if seen is not None and seen != file.case.version:
        raise LostUpdate(f"{file.case.reference} has {file.case.version} events, not {seen}")
    acting = file.acting(office.today)
    situation = office.situation(
        file.policy, file.person, by=by, recorded_by=recorded_by, on=on, needs=file.needs, acting=acting
    )
    return decide(command, file.case, situation)
