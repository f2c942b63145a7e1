"""Cases: what a command decided is written once, in one transaction, and read back as events."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, bindparam, func, insert, or_, select, update

from portal.domain.case import Case
from portal.domain.deciding_people import PersonOutcome
from portal.domain.draft import Draft
from portal.domain.errors import AlreadyMade, LostUpdate, NotAllowed, NotFound
from portal.domain.events import Made
from portal.domain.messages import Message, Task
from portal.domain.outcome import Outcome
from portal.domain.terms import Kind
from portal.store import tables
from portal.store.codes import StoredCode
from portal.store.contacts import FoundBy, write_contacts
from portal.store.drafts import write_made_draft
from portal.store.engine import put
from portal.store.event_json import as_row, from_row
from portal.store.landlord import CASE
from portal.store.outbox_rows import unsent
from portal.store.people import MANY, People, by_stream
from portal.store.queue import as_queue_row
from portal.store.words import FIND

Columns = Mapping[str, Any]

EVENTS = (
    select(tables.events)
    .where(tables.events.c.landlord == bindparam("landlord"), tables.events.c.stream == bindparam("stream"))
    .order_by(tables.events.c.number)
)
MADE = select(tables.events.c.stream, tables.events.c.data).where(
    tables.events.c.landlord == bindparam("landlord"),
    tables.events.c.number == 1,
    tables.events.c.stream.in_(bindparam("streams", expanding=True)),
)
LAST = select(func.max(tables.events.c.number)).where(
    tables.events.c.landlord == bindparam("landlord"), tables.events.c.stream == bindparam("stream")
)


class Cases(People):
    """The cases of one landlord."""

    def commit(
        self,
        *outcomes: Outcome,
        code: StoredCode | None = None,
        draft: Draft | None = None,
        people: Sequence[PersonOutcome] = (),
        found_by: Sequence[FoundBy] = (),
    ) -> None:
        """Write everything these commands decided, with the access code and the draft they came of, or nothing.

        `people` is what was decided with it on the records of people; `found_by` are the contacts by which the first
        case, which has the code, is found again.

        Raises AlreadyMade where this draft was made before, LostUpdate where somebody else was first (a
        case has more events than `expected`, or the draft has changed since), NotKept where nothing could be written.
        """
        try:
            with self._database.writing() as connection:
                for outcome in outcomes:
                    self._write(connection, outcome)
                self._write_words(connection, outcomes)
                self._write_people(connection, people)
                now = outcomes[-1].events[-1].recorded_at
                if code:
                    row = {"landlord": self.landlord, "reference": code.reference, "holder": code.holder}
                    row["hmac"] = code.hmac
                    kept_at = now if code.is_kept else None
                    put(connection, tables.access_codes, {**row, "made_at": now, "kept_at": kept_at})
                if found_by:
                    write_contacts(connection, self.landlord, outcomes[0].reference, found_by)
                if draft:
                    write_made_draft(connection, self.landlord, draft, now)
        except LostUpdate as lost:
            for outcome in outcomes:
                first = outcome.events[0]
                if isinstance(first, Made) and (made := self.case_of_draft(first.draft, first.kind)):
                    raise AlreadyMade(made) from lost
            raise

    def case(self, reference: str) -> Case:
        """The case with this reference, folded from its events. Raises NotFound."""
        with self._database.reading() as connection:
            found = connection.execute(EVENTS, {"landlord": self.landlord, "stream": CASE + reference})
            events = [from_row(row) for row in found.mappings()]
        if not events:
            raise NotFound
        return Case.from_events(events)

    def cases(self, references: Iterable[str]) -> dict[str, Case]:
        """The cases with these references, by them, in one query. Those that are not here are absent."""
        streams = {CASE + reference: reference for reference in references}
        with self._database.reading() as connection:
            rows = connection.execute(MANY, {"landlord": self.landlord, "streams": list(streams)}).mappings()
            return {
                streams[stream]: Case.from_events(from_row(row) for row in of_one) for stream, of_one in by_stream(rows)
            }

    def answers_of(self, references: Iterable[str]) -> dict[str, str]:
        """What was answered when these cases were made, as it was kept, by their references. Erased ones are absent."""
        streams = {CASE + reference: reference for reference in references}
        with self._database.reading() as connection:
            made = connection.execute(MADE, {"landlord": self.landlord, "streams": list(streams)})
            cases = {str(data["answers"]["id"]): streams[stream] for stream, data in made}
            words = connection.execute(FIND, {"landlord": self.landlord, "ids": list(cases)})
            return {cases[id]: text for id, text in words}

    def has(self, reference: str) -> bool:
        """Is there such a case here?"""
        found = select(tables.cases.c.reference).where(
            tables.cases.c.landlord == self.landlord, tables.cases.c.reference == reference
        )
        with self._database.reading() as connection:
            return connection.scalar(found) is not None

    def case_of_draft(self, draft_id: str, kind: Kind = Kind.COMPLAINT) -> str | None:
        """The reference of the case of this kind that the draft became, if it was made."""
        found = select(tables.cases.c.reference).where(
            tables.cases.c.landlord == self.landlord, tables.cases.c.draft == draft_id, tables.cases.c.kind == kind
        )
        with self._database.reading() as connection:
            return connection.scalar(found)

    def linked(self, reference: str) -> tuple[str, ...]:
        """The references of the cases joined to this one, whichever of them says so."""
        case = tables.cases.c
        found = select(case.reference, case.linked_to).where(
            case.landlord == self.landlord, or_(case.reference == reference, case.linked_to == reference)
        )
        with self._database.reading() as connection:
            pairs = [tuple(row) for row in connection.execute(found)]
        return tuple(sorted({each for pair in pairs for each in pair} - {reference, ""}))

    def _write(self, connection: Connection, outcome: Outcome) -> None:
        stream = CASE + outcome.reference
        last = connection.scalar(LAST, {"landlord": self.landlord, "stream": stream}) or 0
        if last != outcome.expected:
            raise LostUpdate(f"{outcome.reference} has {last} events, not {outcome.expected}")
        own = {"landlord": self.landlord, "reference": outcome.reference}
        now = outcome.events[-1].recorded_at
        for event in outcome.events:
            if isinstance(event, Made):
                self._index(connection, event)
        numbered = enumerate(outcome.events, start=outcome.expected + 1)
        rows = [{"landlord": self.landlord, "stream": stream, "number": n, **as_row(event)} for n, event in numbered]
        connection.execute(insert(tables.events), rows)
        if outcome.queue:
            put(connection, tables.queue_rows, as_queue_row(self.landlord, outcome.queue))
        self._add(connection, tables.tasks, own, outcome.tasks, {"made_at": now, "done_at": None, "done_by": ""})
        self._add(connection, tables.outbox_rows, own, outcome.messages, unsent(now))

    def _add(
        self, connection: Connection, table: Table, own: Columns, values: Sequence[Message | Task], more: Columns
    ) -> None:
        """A row for each of these values, which are distinct."""
        if values:
            connection.execute(insert(table), [{**own, **asdict(value), **more} for value in values])

    def _write_words(self, connection: Connection, outcomes: Sequence[Outcome]) -> None:
        """What was written, once each: two cases made together may refer to the same words."""
        rows = {
            words.id: {"landlord": self.landlord, "reference": outcome.reference, **asdict(words)}
            for outcome in outcomes
            for words in outcome.words
        }
        if rows:
            connection.execute(insert(tables.words), list(rows.values()))

    def _index(self, connection: Connection, made: Made) -> None:
        """Find the case by its draft and its links, and keep the files of its draft for as long as the case."""
        if made.landlord != self.landlord:
            raise NotAllowed(f"{made.reference} is not a case of {self.landlord}")
        row = {"landlord": self.landlord, "reference": made.reference, "kind": made.kind, "draft": made.draft}
        more = {"person": made.person, "linked_to": made.linked_to, "made_at": made.recorded_at}
        connection.execute(insert(tables.cases), {**row, **more})
        file = tables.files.c
        kept = update(tables.files).where(
            file.landlord == self.landlord, file.belongs_to == made.draft, file.id.in_([f.id for f in made.files])
        )
        if made.files:
            connection.execute(kept.values(belongs_to=made.reference))


def every_case(connection: Connection) -> Iterator[Case]:
    """All cases of all landlords, one at a time."""
    event = tables.events.c
    ordered = select(tables.events).where(event.stream.startswith(CASE))
    ordered = ordered.order_by(event.landlord, event.stream, event.number)
    rows = connection.execute(ordered, execution_options={"yield_per": 500}).mappings()
    for _, of_one in groupby(rows, _stream):
        yield Case.from_events(from_row(row) for row in of_one)


def _stream(row: RowMapping) -> tuple[str, str]:
    return row["landlord"], row["stream"]
