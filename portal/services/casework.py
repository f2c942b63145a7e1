"""What happens to a case once it is made: one road for residents and staff."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.domain.case import RESIDENT, Case
from portal.domain.commands import Command, case_deadlines, decide
from portal.domain.deadlines import Deadline, next_deadline
from portal.domain.draft import Answer
from portal.domain.errors import LostUpdate
from portal.domain.people import Person
from portal.domain.policy import Policy
from portal.services.office import Office

TRIES = 5


@dataclass(frozen=True)
class CaseFile:
    """A case with everything that is read beside it. `words` maps an id to what was written; erased ones are absent."""

    case: Case
    policy: Policy
    answers: Mapping[str, Answer]
    person: Person
    words: Mapping[str, str]
    deadlines: tuple[Deadline, ...]

    @property
    def next_deadline(self) -> Deadline | None:
        """The landlord's next duty, or None when nothing is due."""
        return next_deadline(self.deadlines)


def open_file(office: Office, reference: str) -> CaseFile:
    """Read a case. Raises NotFound."""
    case = office.store.case(reference)
    policy = office.policy_of(case)
    words = office.store.all_words(case)
    answers = answers_from(words.get(case.made.answers.id, "{}"))
    person = Person.from_answers(answers, case.made.language)
    return CaseFile(case, policy, answers, person, words, case_deadlines(case, policy, office.calendar(policy)))


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
) -> Case:
    """Decide a command on a case and write what comes of it, once. Returns the case as it was before.

    A resident's own words are tried again when somebody else was first; staff are told instead, since what
    they decided on has changed. Raises NotFound, LostUpdate, NotKept and the errors of `decide`.
    """
    for attempt in range(TRIES):
        file = open_file(office, reference)
        situation = office.situation(file.policy, file.person, by=by, recorded_by=recorded_by, on=on)
        outcome = decide(command, file.case, situation)
        try:
            office.store.commit(outcome)
        except LostUpdate:
            if by != RESIDENT or attempt == TRIES - 1:
                raise
            continue
        office.poke()
        return file.case
    raise LostUpdate(reference)
