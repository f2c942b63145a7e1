"""Who receives a message about a case: the resident, whoever acts for them, or both."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from portal.domain.consent import Scope
from portal.domain.events import REPRESENTATIVE, RESIDENT
from portal.domain.people import Person
from portal.domain.permissions import Reader, Right, may
from portal.domain.person_record import PersonRecord

RECEIVED = "received"
"""To whoever began a case and may not see it: that we have it, and no more."""
FOR_THE_RESIDENT_ALONE = ("new_code",)
"""What is no news of the case: it says who can open it."""


@dataclass(frozen=True)
class Acting:
    """Who acts for a resident on a London date: the record, and how to reach those people, by their id."""

    record: PersonRecord
    people: Mapping[str, Person]
    today: date

    def receive(self, kind: str, reference: str) -> tuple[str, ...]:
        """Who gets a message of this kind about this case."""
        return recipients(kind, self.record, reference, self.today)


def recipients(kind: str, record: PersonRecord, reference: str, today: date) -> tuple[str, ...]:
    """Who gets a message of this kind about this case of this person, on this London date.

    `letters` is a copy; `letters_instead` takes the resident's place, save in what only the resident may have. Whoever
    may not see the case is told that we have it, once, and only of the case that they are named with.
    """
    if kind == RECEIVED:
        return tuple(REPRESENTATIVE + id for id in _who_began(record, reference, today))
    if kind in FOR_THE_RESIDENT_ALONE:
        return (RESIDENT,)
    copies = tuple(REPRESENTATIVE + each.id for each in record.acting(reference, Scope.LETTERS, today))
    instead = tuple(REPRESENTATIVE + each.id for each in record.acting(reference, Scope.LETTERS_INSTEAD, today))
    return (*instead, *copies) if instead else (RESIDENT, *copies)


def _who_began(record: PersonRecord, reference: str, today: date) -> Iterator[str]:
    """Those who are named with this case and may know that we have it."""
    for each in record.representations.values():
        if each.reference == reference and may(Reader(each.id), Right.KNOW_RECEIVED, record, reference, today):
            yield each.id
