"""What somebody who came by a contact may open: their own cases, and those of others for whom they may act today."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from portal.domain.permissions import Reader, Right, may
from portal.domain.person_record import PersonRecord
from portal.services.office import Office
from portal.store import Opening

AT_ONCE = 50
"""How many cases are looked at with one query."""


@dataclass(frozen=True)
class Openable:
    """A case of this person's (`person`), and as whom it is opened. `record` is empty for the reader's own cases."""

    reference: str
    person: str
    reader: Reader
    record: PersonRecord


def openable(office: Office, openings: Sequence[Opening]) -> Iterator[Openable]:
    """Those of these cases that may be known of today, each once, in their order, a few at a time."""
    cases = [tuple(ways) for _, ways in groupby(openings, lambda each: each.reference)]
    for at in range(0, len(cases), AT_ONCE):
        yield from _openable(office, cases[at : at + AT_ONCE])


def reader_of(readers: Iterable[Reader], record: PersonRecord, reference: str, today: date) -> Reader | None:
    """Who of these opens this case today: whoever may do most with it. None where nobody may even know of it."""
    known = [each for each in readers if may(each, Right.KNOW_RECEIVED, record, reference, today)]
    if len(known) < 2:
        return known[0] if known else None
    return max(known, key=lambda each: sum(may(each, right, record, reference, today) for right in Right))


def _openable(office: Office, cases: Sequence[tuple[Opening, ...]]) -> Iterator[Openable]:
    others = {each.person for ways in cases for each in ways if each.holder}
    records = office.store.people(others) if others else {}
    for ways in cases:
        reference, person = ways[0].reference, ways[0].person
        record = records.get(person, PersonRecord(person))
        reader = reader_of([Reader(each.holder) for each in ways], record, reference, office.today)
        if reader is not None:
            yield Openable(reference, person, reader, record)
