"""Policies, drafts and cases for tests: each as plain as it can be, changed by saying what differs.

`a_case().acknowledged().answered().kept_in(store)` is a case with its history, made by the real rules;
`a_record(case).adjusted("large_print").with_consent(Scope.SEE).kept_in(store)` is the record of its person.
"""

import json
import secrets
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Self
from uuid import uuid4

from portal.access import StoredCode, kept, new_reference
from portal.domain.calendar import Calendar
from portal.domain.case import Case
from portal.domain.case_dates import queue_row
from portal.domain.commands import (
    Accept,
    Acknowledge,
    Assign,
    Close,
    Command,
    Escalate,
    Extend,
    GiveAnswer,
    GiveMoreTime,
    Make,
    Note,
    Pause,
    Promised,
    Refuse,
    Resume,
    Send,
    Speak,
    Survey,
    TakeAction,
    Update,
    Withdraw,
)
from portal.domain.consent import Grant, Proof, Relationship, Scope
from portal.domain.contacts import Body, Contacts
from portal.domain.deciding import decide
from portal.domain.deciding_people import PersonOutcome, decide_for_person
from portal.domain.draft import Answer, Draft
from portal.domain.events import RESIDENT, Event
from portal.domain.kept import File, Words
from portal.domain.outcome import Outcome, QueueRow, Situation
from portal.domain.people import Person
from portal.domain.person_commands import (
    AgreeAdjustment,
    AskAdjustment,
    AskConsent,
    ConfirmConsent,
    ExpireConsent,
    NameRepresentative,
    PersonCommand,
    RefuseConsent,
    WithdrawConsent,
)
from portal.domain.person_record import PersonRecord
from portal.domain.policy import Clock, Extension, Policy, Stage, Start, Window
from portal.domain.recipients import Acting
from portal.domain.terms import COVERS, Choice, Definition, Kind, Said, Unit
from portal.files.codes import statutory
from portal.services.casework import acting_for
from portal.store import LandlordStore

LANDLORD = "oak-homes"
SECRET = "a secret of tests"
CODE = "K7QM-3XRT-9D"
MORNING = datetime(2026, 12, 15, 10, 30, tzinfo=UTC)
"""A Tuesday, ten days before Christmas."""

HOLIDAYS = {
    date(2026, 12, 25): "Christmas Day",
    date(2026, 12, 28): "Boxing Day (observed)",
    date(2027, 1, 1): "New Year's Day",
    date(2027, 3, 26): "Good Friday",
    date(2027, 3, 29): "Easter Monday",
    date(2027, 5, 3): "Early May bank holiday",
    date(2027, 5, 31): "Spring bank holiday",
    date(2027, 8, 30): "Summer bank holiday",
}

ANSWERS: dict[str, Answer] = {
    "story": "The lift has been broken for three weeks and my mother cannot leave the house.",
    "name": "Amina Begum",
    "email": "amina@example.com",
    "contact_by": ("email",),
}


def a_calendar() -> Calendar:
    """England's working days around the turn of 2026."""
    return Calendar(date(2025, 1, 1), date(2029, 12, 31), HOLIDAYS, known_until=date(2027, 12, 31))


def a_stage(number: int, days: int) -> Stage:
    """A stage: acknowledged in 5 working days, answered in `days` more, which may be doubled."""
    start = Start.RECEIVED if number == 1 else Start.REQUESTED
    return Stage(
        number=number,
        name=f"Stage {number}",
        responder="a manager",
        clocks=(
            Clock("acknowledge", 5, Unit.WORKING, start, f"{number}.1"),
            Clock("respond", days, Unit.WORKING, Start.ACKNOWLEDGED, f"{number}.2"),
        ),
        extension=Extension(days, Unit.WORKING, f"{number}.3"),
        window=Window(20, Unit.WORKING, f"{number}.4") if number == 1 else None,
    )


def a_policy(**changes: Any) -> Policy:
    """A landlord's policy as the Code wants it: two stages, of 10 and 20 working days."""
    plain = Policy(
        landlord=LANDLORD,
        version="2024",
        name="Oak Homes",
        letters="OAK",
        title="Complaints policy",
        in_force_from=date(2024, 4, 1),
        in_force_to=None,
        review_due=None,
        region="england",
        colour="#0b3c49",
        contacts=Contacts("help@oak.example", "020 7946 0999", "1 Oak Street", repairs_email="repairs@oak.example"),
        definition=Definition("an expression of dissatisfaction, however made", "1.1", COVERS),
        service_request=Said("a first request to put something right", "1.2"),
        exclusions=(),
        stages=(a_stage(1, 10), a_stage(2, 20)),
        adjustments=(Choice("large_print", "Large print"),),
        remedies=(Choice("apology", "An apology"), Choice("repair", "A repair")),
        ombudsman=Body("Housing Ombudsman", "0300 111 3000", "PO Box 1484", "https://example.org", date(2026, 1, 5)),
        representative=Said("Anybody may act for you.", "1.3"),
        anonymous=Said("You need not give your name.", "1.4"),
        statutory=statutory("england"),
        hash="f" * 64,
    )
    return replace(plain, **changes)


def a_person(**changes: Any) -> Person:
    """Somebody who wants to be written to by e-mail."""
    return replace(Person.from_answers(ANSWERS, "en"), **changes)


def a_draft(**changes: Any) -> Draft:
    """A finished draft, not made yet."""
    plain = Draft(
        id=uuid4().hex, landlord=LANDLORD, journey="complaint", language="en", answers=dict(ANSWERS), version=4
    )
    return replace(plain, **changes)


def a_file(**changes: Any) -> File:
    """A photo."""
    return replace(File(secrets.token_hex(16), "lift.jpg", "image/jpeg", 48_213, "d" * 64), **changes)


def some_words(text: str = "We are sorry.") -> Words:
    """Words with an id and a salt of their own."""
    return Words(uuid4().hex, text, secrets.token_hex(16))


@dataclass(frozen=True)
class CaseBuilder:
    """A case as it grows. Each step is one command, decided by the real rules, and returns the case after it."""

    policy: Policy
    person: Person
    now: datetime
    calendar: Calendar = field(default_factory=a_calendar)
    case: Case | None = None
    outcomes: tuple[Outcome, ...] = ()

    def does(self, command: Command, *, by: str = "staff:sam") -> Self:
        """Any command, by the resident or by staff."""
        situation = Situation(self.policy, self.calendar, self.person, self.now, by=by)
        outcome = decide(command, self.case, situation)
        case = Case.from_events((*(self.case.events if self.case else ()), *outcome.events))
        return replace(self, case=case, outcomes=(*self.outcomes, outcome))

    def later(self, **time: float) -> Self:
        """The same case some time later: `later(days=3)`."""
        return replace(self, now=self.now + timedelta(**time))

    def acknowledged(self, *, by: str = "staff:sam") -> Self:
        """Acknowledged, with the complaint definition."""
        definition = some_words("The lift is broken"), some_words("A working lift"), some_words("The street outside")
        return self.does(Acknowledge(*definition), by=by)

    def assigned(self, to: str = "sam", *, by: str = "staff:sam") -> Self:
        """Given to a member of staff."""
        return self.does(Assign(to), by=by)

    def extended(self, new_date: date, *, by: str = "staff:sam") -> Self:
        """To be answered later than first said."""
        return self.does(Extend(some_words("We wait for a part"), new_date, some_words("Every Friday")), by=by)

    def answered(self, *, by: str = "staff:sam") -> Self:
        """Answered in writing, upheld, with a promise of a repair in two weeks."""
        promise = Promised("repair", some_words("We mend the lift"), self.now.date() + timedelta(days=14))
        answer = GiveAnswer(
            definition=some_words("The lift is broken"),
            decision="upheld",
            decision_words=some_words("You are right"),
            reasons=some_words("We were too slow"),
            remedy=some_words("An apology and a repair"),
            outstanding=some_words("The repair"),
            promises=(promise,),
        )
        return self.does(answer, by=by)

    def escalated(self, *, by: str = "resident") -> Self:
        """Taken to the next stage by the resident."""
        return self.does(Escalate(), by=by)

    def refused(self, exclusion: str = "", *, by: str = "staff:sam") -> Self:
        """Not taken, or not taken further: on the policy's first ground, or this one."""
        chosen = exclusion or self.policy.exclusions[0].id
        return self.does(Refuse(chosen, some_words("The claim of 3 May"), some_words("None applies")), by=by)

    def accepted(self, *, by: str = "staff:sam") -> Self:
        """The refusal taken back."""
        return self.does(Accept(some_words("It is still going on")), by=by)

    def spoke(self, *, by: str = "staff:sam") -> Self:
        """Spoken with."""
        return self.does(Speak(some_words("She is at home in the mornings")), by=by)

    def updated(self, *, by: str = "staff:sam") -> Self:
        """Told how it stands."""
        return self.does(Update(some_words("The part has come")), by=by)

    def action_taken(self, how: str = "action", *, by: str = "staff:sam") -> Self:
        """What puts it right was done, or confirmed in writing (`confirmation`)."""
        return self.does(TakeAction(how, some_words("The lift works")), by=by)

    def more_time(self, new_date: date, *, by: str = "staff:sam") -> Self:
        """More time for the resident to ask for the next stage."""
        return self.does(GiveMoreTime(new_date, some_words("She was in hospital")), by=by)

    def paused(self, pause: str = "", *, by: str = "staff:sam") -> Self:
        """The policy's clocks wait: for its first reason, or this one."""
        return self.does(Pause(pause or self.policy.pauses[0].id, some_words("We wait for papers")), by=by)

    def resumed(self, *, by: str = "staff:sam") -> Self:
        """The policy's clocks run again."""
        return self.does(Resume(), by=by)

    def surveyed(self, *, by: str = "staff:sam") -> Self:
        """Asked how satisfied they are."""
        return self.does(Survey(), by=by)

    def messaged(self, text: str = "Is there any news?", *, to: str = "landlord", by: str = "resident") -> Self:
        """A message between the resident and the landlord."""
        return self.does(Send(to, some_words(text)), by=by)

    def noted(self, text: str = "Rang, no answer", *, by: str = "staff:sam") -> Self:
        """A note for staff."""
        return self.does(Note(some_words(text)), by=by)

    def closed(self, *, by: str = "staff:sam") -> Self:
        """Closed."""
        return self.does(Close(some_words("All is mended")), by=by)

    def withdrawn(self, text: str = "", *, by: str = RESIDENT) -> Self:
        """The resident told us to stop."""
        return self.does(Withdraw(some_words(text) if text else None), by=by)

    @property
    def made(self) -> Case:
        """The case so far."""
        assert self.case is not None
        return self.case

    @property
    def reference(self) -> str:
        """Its reference."""
        return self.made.reference

    @property
    def events(self) -> tuple[Event, ...]:
        """Its events so far."""
        return self.made.events

    @property
    def words(self) -> dict[str, str]:
        """Everything written in it, by id."""
        return {words.id: words.text for outcome in self.outcomes for words in outcome.words}

    @property
    def queue_row(self) -> QueueRow:
        """Its line in the staff queue."""
        return queue_row(self.made, self.policy, self.calendar)

    def kept_in(self, store: LandlordStore) -> Self:
        """Write what the store does not have yet. The access code is CODE, kept with SECRET."""
        have = store.case(self.reference).version if store.has(self.reference) else 0
        for outcome in self.outcomes[have:]:
            made = outcome.expected == 0
            code = StoredCode(self.reference, kept(CODE, self.reference, SECRET)) if made else None
            store.commit(outcome, code=code)
        return self


def a_case(
    *,
    policy: Policy | None = None,
    person: Person | None = None,
    now: datetime = MORNING,
    kind: Kind = Kind.COMPLAINT,
    draft: Draft | None = None,
    reference: str = "",
    files: tuple[File, ...] = (),
    linked_to: str = "",
    calendar: Calendar | None = None,
) -> CaseBuilder:
    """A case just made from a draft."""
    policy = policy or a_policy()
    draft = draft or a_draft(landlord=policy.landlord)
    answers = some_words(json.dumps(draft.answers))
    make = Make(
        reference or new_reference(policy.letters), draft, uuid4().hex, kind, answers, files, linked_to=linked_to
    )
    builder = CaseBuilder(policy, person or a_person(), now, calendar or a_calendar())
    return builder.does(make, by="resident")


GRACE = "grace"
"""The representative of these tests, unless another one is named."""


@dataclass(frozen=True)
class RecordBuilder:
    """A person's record as it grows, said with one case of theirs. Each step is one command, by the real rules."""

    record: PersonRecord
    reference: str
    policy: Policy
    person: Person
    now: datetime
    calendar: Calendar = field(default_factory=a_calendar)
    outcomes: tuple[PersonOutcome, ...] = ()

    def does(
        self, command: PersonCommand, *, by: str = RESIDENT, recorded_by: str = "", on: date | None = None
    ) -> Self:
        """Any command, by the resident, by staff or by somebody who acts for them."""
        situation = Situation(
            self.policy, self.calendar, self.person, self.now, by, recorded_by, on, acting=self.acting
        )
        outcome = decide_for_person(command, self.record, self.reference, situation)
        return replace(self, record=self.record.apply(outcome.events[0]), outcomes=(*self.outcomes, outcome))

    def later(self, **time: float) -> Self:
        """The same record some time later: `later(days=3)`."""
        return replace(self, now=self.now + timedelta(**time))

    def said_with(self, reference: str) -> Self:
        """What comes next is said with another case of theirs."""
        return replace(self, reference=reference)

    def asked_for(self, need: str = "large_print", words: str = "") -> Self:
        """They asked for something to be done differently. Its id is the need."""
        return self.does(AskAdjustment(need, need, some_words(words) if words else None))

    def adjusted(self, need: str = "large_print", *, review_on: date | None = None) -> Self:
        """Asked for and agreed as it was asked."""
        agree = AgreeAdjustment(need, need, some_words(""), review_on=review_on)
        return self.asked_for(need).does(agree, by="staff:sam")

    def named(
        self,
        representative: str = GRACE,
        relationship: Relationship = Relationship.FAMILY,
        *,
        same_contact: bool = False,
        by: str = RESIDENT,
    ) -> Self:
        """Somebody acts for them, who is allowed nothing yet."""
        told = {"name": representative.title(), "email": f"{representative}@example.com", "contact_by": ["email"]}
        details = some_words(json.dumps(told))
        command = NameRepresentative(representative, relationship, details, over_18=True, same_contact=same_contact)
        return self.does(command, by=by)

    def asked_consent(
        self,
        *scope: Scope,
        representative: str = GRACE,
        cases: tuple[str, ...] = (),
        until: date | None = None,
        by: str = "staff:sam",
    ) -> Self:
        """The resident was asked to allow this somebody, named now where they were not before, these things."""
        known = self if representative in self.record.representations else self.named(representative)
        return known.does(AskConsent(representative, Grant(scope, cases, until)), by=by)

    def with_consent(
        self,
        *scope: Scope,
        representative: str = GRACE,
        cases: tuple[str, ...] = (),
        until: date | None = None,
    ) -> Self:
        """The resident allows this somebody, named now where they were not before, these things, on their own page."""
        known = self if representative in self.record.representations else self.named(representative)
        return known.does(ConfirmConsent(representative, Grant(scope, cases, until), Proof.OWN_CASE))

    def refused(self, representative: str = GRACE) -> Self:
        """The resident does not allow what was asked."""
        return self.does(RefuseConsent(representative))

    def expired(self, representative: str = GRACE) -> Self:
        """The end of a consent was written down."""
        return self.does(ExpireConsent(representative), by="system")

    def withdrawn(self, representative: str = GRACE, *, quietly: bool = False) -> Self:
        """The resident took it back."""
        return self.does(WithdrawConsent(representative, quietly))

    @property
    def acting(self) -> Acting:
        """Who acts for the person now, and how to reach them."""
        return acting_for(self.person, self.record, self.words, self.now.date())

    @property
    def words(self) -> dict[str, str]:
        """Everything written in it, by id."""
        return {words.id: words.text for outcome in self.outcomes for words in outcome.words}

    def kept_in(self, store: LandlordStore) -> Self:
        """Write what the store does not have yet. The case it was said with must be there."""
        have = store.person(self.record.id).version
        for outcome in self.outcomes[have:]:
            store.commit_person(outcome)
        return self


def a_record(
    case: CaseBuilder | None = None, *, person: Person | None = None, now: datetime = MORNING
) -> RecordBuilder:
    """The record of this case's person, or of somebody's: nothing was said of them yet."""
    if case is None:
        return RecordBuilder(PersonRecord("amina"), "OAK-7K3F-92QD", a_policy(), person or a_person(), now)
    id = case.made.made.person
    return RecordBuilder(PersonRecord(id), case.reference, case.policy, person or case.person, now, case.calendar)
