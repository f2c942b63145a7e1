"""What the answers of a complaint say about people: what to do differently, and who acts for whom."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from uuid import uuid4

from portal.domain.adjustments import IN_LANGUAGES, meant
from portal.domain.consent import Grant, Relationship, Scope
from portal.domain.deciding_people import PersonOutcome, decide_for_person
from portal.domain.draft import Answer
from portal.domain.events import REPRESENTATIVE
from portal.domain.outcome import Situation
from portal.domain.people import (
    ACTING_FOR,
    ANOTHER_LANGUAGE,
    Person,
    is_same_person,
    of_the_representative,
    same_contact,
    several,
    words,
)
from portal.domain.person_commands import AskAdjustment, AskConsent, NameRepresentative, PersonCommand
from portal.domain.person_events import AdjustmentAsked
from portal.domain.person_record import PersonRecord
from portal.services.new_words import new_words

MINOR = "minor"
ASKED_AT_FIRST = (Scope.SEE, Scope.SPEAK, Scope.LETTERS)
"""What a resident is asked to allow somebody who began for them; they can choose less, or more."""


def told_of_people(
    answers: Mapping[str, Answer], record: PersonRecord, reference: str, situation: Situation
) -> tuple[PersonOutcome, ...]:
    """What is written on the person's record with a new case (`reference`): nothing that stands there already.

    A case that is joined to another one comes with the answers of that one, whatever became of them since.
    """
    outcomes: list[PersonOutcome] = []
    representative = () if record.representations else _representative(answers, reference, situation.person)
    for by, command in (*_adjustments(answers, record), *representative):
        outcome = decide_for_person(command, record, reference, situation.as_by(by) if by else situation)
        outcomes.append(outcome)
        record = record.apply(outcome.events[0])
    return tuple(outcomes)


def _adjustments(answers: Mapping[str, Answer], record: PersonRecord) -> Iterator[tuple[str, PersonCommand]]:
    asked_before = {event.need for event in record.events if isinstance(event, AdjustmentAsked)}
    for command in asked_adjustments(answers, record):
        if not asked_before or command.need not in {*asked_before, ""}:
            yield "", command
    said = words(answers, "adjustment_words")
    if said and not record.adjustments:
        yield "", AskAdjustment(uuid4().hex, "", new_words(said))


def asked_adjustments(answers: Mapping[str, Answer], record: PersonRecord) -> Iterator[AskAdjustment]:
    """What these answers ask to be done differently, without what is done already or waits for an answer.

    Own words are about the one thing that was chosen; else they ask for something by themselves.
    """
    known = {each.need for each in (*record.in_place, *record.waiting)}
    needs = tuple(dict.fromkeys((*several(answers, "adjustments"), *several(answers, "needs"))))
    said = words(answers, "need_words")
    about_one = len(needs) == 1 and needs[0] not in known
    language = words(answers, "need_language").replace(ANOTHER_LANGUAGE, "")
    for need in needs:
        if need not in known:
            kept = new_words(said) if said and about_one else None
            yield AskAdjustment(uuid4().hex, need, kept, language if meant(need) in IN_LANGUAGES else "")
    if said and not about_one:
        yield AskAdjustment(uuid4().hex, "", new_words(said))


def _representative(
    answers: Mapping[str, Answer], reference: str, resident: Person
) -> Iterator[tuple[str, PersonCommand]]:
    """Their record begins with the complaint, and asks for no other. Nobody under 18 is taken as one."""
    details = of_the_representative(answers)
    if not details or words(answers, ACTING_FOR + "over_18") == MINOR:
        return
    id = uuid4().hex
    relationship = Relationship(words(answers, ACTING_FOR + "relationship") or Relationship.FAMILY)
    named = naming(id, relationship, details, resident, over_18=True)
    yield REPRESENTATIVE + id, replace(named, oneself=False)  # who complains is heard; staff see that it is one contact
    yield REPRESENTATIVE + id, AskConsent(id, Grant(ASKED_AT_FIRST, (reference,)))


def naming(
    id: str, relationship: Relationship, details: Mapping[str, Answer], resident: Person, *, over_18: bool
) -> NameRepresentative:
    """Somebody with these details (answers by question: name, organisation, email, phone and so on) acts for them."""
    other = Person.from_answers(details, resident.language)
    return NameRepresentative(
        representative=id,
        relationship=relationship,
        details=new_words(json.dumps(details, ensure_ascii=False)),
        over_18=over_18,
        same_contact=same_contact(resident, other),
        oneself=is_same_person(resident, other),
    )
