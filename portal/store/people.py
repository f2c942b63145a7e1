"""People: the events of each person's own record, in a stream beside those of the cases."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import cast

from sqlalchemy import Connection, RowMapping, bindparam, func, insert, literal, select

from portal.domain.deciding_people import PersonOutcome
from portal.domain.errors import LostUpdate, NotFound
from portal.domain.person_events import PersonEvent
from portal.domain.person_record import PersonRecord
from portal.store import tables
from portal.store.contacts import CONTACT, FoundBy, rewrite_contacts
from portal.store.event_json import as_row, from_row
from portal.store.landlord import PERSON, AtLandlord
from portal.store.outbox_rows import unsent

EVENT = tables.events.c
EVENTS = (
    select(tables.events)
    .where(EVENT.landlord == bindparam("landlord"), EVENT.stream == bindparam("stream"))
    .order_by(EVENT.number)
)
MANY = (
    select(tables.events)
    .where(EVENT.landlord == bindparam("landlord"), EVENT.stream.in_(bindparam("streams", expanding=True)))
    .order_by(EVENT.stream, EVENT.number)
)
WHOSE = select(tables.cases.c.person).where(
    tables.cases.c.landlord == bindparam("landlord"), tables.cases.c.reference == bindparam("reference")
)
OF_A_CASE = (
    select(tables.events)
    .where(
        EVENT.landlord == bindparam("landlord"),
        EVENT.stream
        == select(literal(PERSON) + tables.cases.c.person)
        .where(tables.cases.c.landlord == bindparam("landlord"), tables.cases.c.reference == bindparam("reference"))
        .scalar_subquery(),
    )
    .order_by(EVENT.number)
)
LAST = select(func.max(EVENT.number)).where(
    EVENT.landlord == bindparam("landlord"), EVENT.stream == bindparam("stream")
)


class People(AtLandlord):
    """The people of one landlord."""

    def person(self, id: str) -> PersonRecord:
        """The record of this person: empty where nothing was said of them yet."""
        with self._database.reading() as connection:
            rows = connection.execute(EVENTS, {"landlord": self.landlord, "stream": PERSON + id}).mappings()
            return PersonRecord.from_events(id, [cast(PersonEvent, from_row(row)) for row in rows])

    def people(self, ids: Iterable[str]) -> dict[str, PersonRecord]:
        """The records of these people, by their ids, in one query."""
        streams = {PERSON + id: id for id in ids}
        with self._database.reading() as connection:
            rows = connection.execute(MANY, {"landlord": self.landlord, "streams": list(streams)}).mappings()
            found = {stream: [cast(PersonEvent, from_row(row)) for row in of_one] for stream, of_one in by_stream(rows)}
        return {id: PersonRecord.from_events(id, found.get(stream, ())) for stream, id in streams.items()}

    def record_of(self, reference: str) -> PersonRecord:
        """The record of the person whose case this is. Raises NotFound."""
        with self._database.reading() as connection:
            rows = connection.execute(OF_A_CASE, {"landlord": self.landlord, "reference": reference}).mappings().all()
        if not rows:
            return PersonRecord(self.person_of(reference))
        id = str(rows[0]["stream"]).removeprefix(PERSON)
        return PersonRecord.from_events(id, [cast(PersonEvent, from_row(row)) for row in rows])

    def cases_of(self, person: str) -> tuple[str, ...]:
        """The references of all cases of this person, the newest first."""
        case = tables.cases.c
        found = select(case.reference).where(case.landlord == self.landlord, case.person == person)
        with self._database.reading() as connection:
            return tuple(connection.scalars(found.order_by(case.made_at.desc(), case.reference)))

    def person_of(self, reference: str) -> str:
        """Whose case this is. Raises NotFound."""
        with self._database.reading() as connection:
            person = connection.scalar(WHOSE, {"landlord": self.landlord, "reference": reference})
        if person is None:
            raise NotFound
        return str(person)

    def cases_with_codes(self, person: str) -> tuple[str, ...]:
        """The cases of this person that open by themselves, in order."""
        case, code = tables.cases.c, tables.access_codes.c
        found = (
            select(case.reference)
            .join(tables.access_codes, (code.landlord == case.landlord) & (code.reference == case.reference))
            .where(case.landlord == self.landlord, case.person == person)
        )
        with self._database.reading() as connection:
            return tuple(connection.scalars(found.distinct().order_by(case.reference)))

    def commit_person(
        self, *outcomes: PersonOutcome, found_by: Mapping[str, Sequence[FoundBy]] = MappingProxyType({})
    ) -> None:
        """Write everything these commands decided, or nothing. Raises LostUpdate, NotKept.

        `found_by` says by what those who act for the person find each case (its reference) from now on.
        """
        with self._database.writing() as connection:
            self._write_people(connection, outcomes)
            if found_by:
                rewrite_contacts(connection, self.landlord, found_by, CONTACT.holder != "")

    def _write_people(self, connection: Connection, outcomes: Sequence[PersonOutcome]) -> None:
        for outcome in outcomes:
            stream = PERSON + outcome.person
            last = connection.scalar(LAST, {"landlord": self.landlord, "stream": stream}) or 0
            if last != outcome.expected:
                raise LostUpdate(f"{stream} has {last} events, not {outcome.expected}")
            now, own = outcome.events[-1].recorded_at, {"landlord": self.landlord}
            numbered = enumerate(outcome.events, start=outcome.expected + 1)
            rows = [{**own, "stream": stream, "number": number, **as_row(event)} for number, event in numbered]
            connection.execute(insert(tables.events), rows)
            for task in outcome.tasks:
                row = {**own, "reference": outcome.reference, **asdict(task)}
                connection.execute(insert(tables.tasks), {**row, "made_at": now, "done_at": None, "done_by": ""})
            for message in outcome.messages:
                connection.execute(
                    insert(tables.outbox_rows), {**own, "reference": stream, **asdict(message), **unsent(now)}
                )
            for words in outcome.words:
                connection.execute(insert(tables.words), {**own, "reference": stream, **asdict(words)})


def every_person(connection: Connection) -> Iterator[tuple[str, PersonRecord]]:
    """The records of all landlords, each with its landlord, one at a time."""
    ordered = select(tables.events).where(EVENT.stream.startswith(PERSON))
    ordered = ordered.order_by(EVENT.landlord, EVENT.stream, EVENT.number)
    rows = connection.execute(ordered, execution_options={"yield_per": 500}).mappings()
    for (landlord, stream), of_one in groupby(rows, _stream):
        events = [cast(PersonEvent, from_row(row)) for row in of_one]
        yield landlord, PersonRecord.from_events(stream.removeprefix(PERSON), events)


def by_stream(rows: Iterable[RowMapping]) -> Iterator[tuple[str, Iterator[RowMapping]]]:
    """Rows of events in the order of their streams, stream by stream."""
    return groupby(rows, itemgetter("stream"))


def _stream(row: RowMapping) -> tuple[str, str]:
    return row["landlord"], row["stream"]
