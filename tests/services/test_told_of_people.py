"""What a complaint says about people is on the record of its person: what they need, and who acts for whom."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import uuid4

import pytest

from portal.domain.adjustments import Life
from portal.domain.consent import Grant, Proof, Relationship, Scope, Standing
from portal.domain.draft import Answer, Draft
from portal.domain.errors import Incomplete, LostUpdate, NotAllowed, NotFound
from portal.domain.kept import Words
from portal.domain.permissions import RESIDENT_READER, Reader, Right
from portal.domain.person_commands import (
    AgreeAdjustment,
    AskAdjustment,
    ChangeContact,
    ConfirmConsent,
    DeclineAdjustment,
    PersonCommand,
    WithdrawConsent,
)
from portal.domain.person_events import ConsentAsked, RepresentativeNamed
from portal.domain.person_record import Representation
from portal.domain.terms import Kind
from portal.services.casework import open_file
from portal.services.complaints import Receipt, make, raise_new_issue
from portal.services.office import Office
from portal.services.people import PersonFile, do_for_person, is_allowed, open_person
from portal.services.told_of_people import naming
from tests.builders import a_person, some_words
from tests.web.conftest import ANSWERS, Clock

SAM = "staff:sam"
FOR_GRACE: dict[str, Answer] = {
    "for_whom": "someone_else",
    "name": "Kofi Obi",
    "email": "kofi@advice.example",
    "acting_for_name": "Grace Obi",
    "acting_for_email": "grace@example.com",
    "acting_for_phone": "020 7946 0123",
    "acting_for_relationship": "advocate",
    "acting_for_organisation": "Bermondsey Advice",
    "acting_for_over_18": "adult",
}


def complain(
    office: Office,
    told: Mapping[str, Answer] | None = None,
    *,
    draft: str = "",
    kinds: tuple[Kind, ...] = (Kind.COMPLAINT,),
) -> Receipt:
    """A complaint with these answers, where they differ from Amina's."""
    made = Draft(draft or uuid4().hex, office.landlord, "complaint", "en", dict(ANSWERS), version=1)
    return make(office, made, {**ANSWERS, **(told or {})}, kinds, by="resident", recorded_by="")


def for_grace(office: Office, **told: Answer) -> PersonFile:
    """Kofi's complaint for Grace, and what her record says then."""
    return open_person(office, complain(office, {**FOR_GRACE, **told}).reference)


def acting(file: PersonFile) -> Representation:
    (representation,) = file.record.representations.values()
    return representation


def new_issue(office: Office, reference: str) -> Receipt:
    """Staff raise something new that the same person told them."""
    return raise_new_issue(
        office, open_file(office, reference), "Mice", by=SAM, on=None, channel="phone", draft_id=uuid4().hex
    )


class TestAComplaintForSomebodyElse:
    def test_names_whoever_began_it_and_asks_for_consent(self, office: Office) -> None:
        receipt = complain(office, FOR_GRACE)
        file = open_person(office, receipt.reference)
        named, asked = file.record.events
        assert isinstance(named, RepresentativeNamed)
        assert isinstance(asked, ConsentAsked)
        by = f"representative:{named.representative}"
        assert {(event.decided_by, event.recorded_by, event.reference) for event in (named, asked)} == {
            (by, by, receipt.reference)
        }
        kofi = acting(file)
        assert (kofi.standing, kofi.relationship, kofi.same_contact) == (Standing.ASKED, Relationship.ADVOCATE, False)
        assert (kofi.asked, kofi.granted) == (Grant((Scope.SEE, Scope.SPEAK, Scope.LETTERS), file.cases), None)
        details = file.details(kofi)
        assert details["name"] == "Kofi Obi"
        assert details["organisation"] == "Bermondsey Advice"
        assert details["email"] == "kofi@advice.example"
        assert "Grace" not in str(details)

    def test_runs_at_once_and_belongs_to_the_resident(self, office: Office) -> None:
        receipt = complain(office, FOR_GRACE)
        file = open_file(office, receipt.reference)
        assert {deadline.kind for deadline in file.deadlines} >= {"acknowledge", "respond"}
        assert (file.person.name, file.person.email) == ("Grace Obi", "grace@example.com")
        assert "kofi@advice.example" not in (file.person.email, file.person.phone)

    def test_lets_whoever_began_it_know_that_we_have_it_and_no_more(self, office: Office) -> None:
        receipt = complain(office, FOR_GRACE)
        kofi = Reader(acting(open_person(office, receipt.reference)).id)
        allowed = {right for right in Right if is_allowed(office, kofi, right, receipt.reference)}
        assert allowed == {Right.KNOW_RECEIVED}

    def test_asks_staff_to_ask_since_only_whoever_wants_it_told_us_how_to_reach_the_resident(
        self, office: Office
    ) -> None:
        receipt = complain(office, FOR_GRACE)
        assert [task.kind for task in office.store.tasks(receipt.reference)] == ["tell_consent_asked"]
        out_of_reach = complain(office, {**FOR_GRACE, "acting_for_email": "", "acting_for_phone": ""})
        assert "tell_consent_asked" in {task.kind for task in office.store.tasks(out_of_reach.reference)}

    def test_by_a_minor_is_made_and_names_nobody(self, office: Office) -> None:
        file = for_grace(office, acting_for_over_18="minor")
        assert file.record.version == 0
        (reference,) = file.cases
        assert open_file(office, reference).person.name == "Grace Obi"

    def test_of_the_residents_own_contact_is_shown_to_staff(self, office: Office) -> None:
        for email, phone in (("Grace@Example.com", ""), ("", "+44 20 7946 0123")):
            file = for_grace(office, email=email, phone=phone)
            assert acting(file).same_contact
            (reference,) = file.cases
            # and no link goes where whoever wants the consent reads it
            assert "tell_consent_asked" in {task.kind for task in office.store.tasks(reference)}

    def test_by_the_resident_themself_under_another_heading_is_made_all_the_same(self, office: Office) -> None:
        file = for_grace(office, name="grace  OBI", email="grace@example.com")
        assert len(file.cases) == 1
        assert acting(file).same_contact

    def test_with_a_service_request_is_one_person_named_once(self, office: Office) -> None:
        receipt = complain(office, FOR_GRACE, kinds=(Kind.COMPLAINT, Kind.SERVICE_REQUEST))
        assert receipt.service_request
        file = open_person(office, receipt.service_request)
        assert set(file.cases) == {receipt.reference, receipt.service_request}
        assert file.record.version == 2

    def test_sent_twice_names_one(self, office: Office) -> None:
        first = complain(office, FOR_GRACE, draft="d" * 32)
        again = complain(office, FOR_GRACE, draft="d" * 32)
        assert again.reference == first.reference
        assert open_person(office, first.reference).record.version == 2

    @pytest.mark.parametrize("answer", ["agreed", "refused"])
    def test_joined_to_another_asks_nothing_twice(self, office: Office, answer: str, clock: Clock) -> None:
        first = complain(office, FOR_GRACE)
        kofi = acting(open_person(office, first.reference))
        if answer == "agreed":
            confirm = ConfirmConsent(kofi.id, Grant((Scope.SEE,)), Proof.SPOKEN, "sam")
            do_for_person(office, first.reference, confirm, recorded_by=SAM)
        else:
            do_for_person(office, first.reference, WithdrawConsent(kofi.id))
        before = open_person(office, first.reference).record
        clock.now += timedelta(days=1)
        second = new_issue(office, first.reference)
        file = open_person(office, second.reference)
        assert file.cases == (second.reference, first.reference)
        assert file.record == before


class TestAComplaintForOneself:
    def test_names_nobody(self, office: Office) -> None:
        file = open_person(office, complain(office).reference)
        assert (file.record.version, len(file.cases)) == (0, 1)

    def test_with_needs_asks_for_each_and_for_the_words(self, office: Office) -> None:
        receipt = complain(
            office, {"adjustments": ("large_print", "audio"), "adjustment_words": "Ring twice, the bell is weak"}
        )
        file = open_person(office, receipt.reference)
        assert [(each.need, file.said(each.words)) for each in file.record.waiting] == [
            ("large_print", ""),
            ("audio", ""),
            ("", "Ring twice, the bell is weak"),
        ]
        assert {each.reference for each in file.record.waiting} == {receipt.reference}
        assert [task.kind for task in office.store.tasks(receipt.reference)] == ["decide_adjustment"] * 3

    @pytest.mark.parametrize("became", [Life.ASKED, Life.AGREED, Life.AGREED_DIFFERENTLY, Life.DECLINED])
    def test_joined_to_another_asks_nothing_twice(self, office: Office, clock: Clock, became: Life) -> None:
        first = complain(office, {"adjustments": ("large_print",), "adjustment_words": "Ring twice"})
        print, _ = open_person(office, first.reference).record.waiting
        answers: dict[Life, PersonCommand] = {
            Life.AGREED: AgreeAdjustment(print.id, "large_print", some_words("")),
            Life.AGREED_DIFFERENTLY: AgreeAdjustment(print.id, "audio", some_words("Read aloud"), differently=True),
            Life.DECLINED: DeclineAdjustment(print.id, some_words("Our printer is small")),
        }
        if became in answers:
            do_for_person(office, first.reference, answers[became], by=SAM)
        before = open_person(office, first.reference).record
        clock.now += timedelta(days=1)
        second = new_issue(office, first.reference)
        assert open_person(office, second.reference).record == before
        assert open_file(office, second.reference).record == before, "what was agreed follows to every case"

    def test_of_somebody_new_is_another_person(self, office: Office) -> None:
        one, other = (open_person(office, complain(office, {"adjustments": ("audio",)}).reference) for _ in range(2))
        assert one.record.id != other.record.id
        assert len(one.cases) == len(other.cases) == 1


class TestSomebodyWithTheResidentsOwnNameAndContact:
    def test_cannot_be_named_as_acting_for_them(self, office: Office) -> None:
        receipt = complain(office)
        resident = open_file(office, receipt.reference).person
        oneself = naming(
            uuid4().hex,
            Relationship.FAMILY,
            {"name": " amina BEGUM", "email": "AMINA@example.com"},
            resident,
            over_18=True,
        )
        with pytest.raises(Incomplete) as wrong:
            do_for_person(office, receipt.reference, oneself)
        assert set(wrong.value.problems) == {"name"}
        assert open_person(office, receipt.reference).record.version == 0

    @pytest.mark.parametrize(
        ("details", "same_contact"),
        [
            ({"name": "Amina Begum", "email": "the-other-amina@example.com"}, False),  # a daughter of the same name
            ({"name": "Yusuf Begum", "email": "amina@example.com"}, True),  # a husband with the same mailbox
            ({"name": "Yusuf Begum", "phone": "07700 900123"}, True),
            ({"name": "Yusuf Begum"}, False),
        ],
    )
    def test_is_not_somebody_with_the_same_name_or_the_same_contact(
        self, details: dict[str, Answer], same_contact: bool
    ) -> None:
        amina = a_person(phone="+44 7700 900 123")
        named = naming("yusuf", Relationship.FAMILY, details, amina, over_18=True)
        assert (named.oneself, named.same_contact) == (False, same_contact)


class TestARecord:
    """`do_for_person`, the one road to it."""

    def test_keeps_what_was_agreed_for_every_case_of_theirs(self, office: Office) -> None:
        receipt = complain(office)
        adjustment = uuid4().hex
        do_for_person(office, receipt.reference, AskAdjustment(adjustment, "large_print"))
        agree = AgreeAdjustment(adjustment, "large_print", some_words(""))
        do_for_person(office, receipt.reference, agree, by=SAM)
        second = new_issue(office, receipt.reference)
        assert open_file(office, second.reference).needs.large_print == 18

    def test_is_written_once_however_often_a_form_is_sent(self, office: Office) -> None:
        receipt = complain(office, FOR_GRACE)
        kofi = acting(open_person(office, receipt.reference)).id
        forms: tuple[PersonCommand, ...] = (
            AskAdjustment("audio", "audio"),
            AskAdjustment("words", "", some_words("Ring twice")),
            ChangeContact(some_words('{"email": "new@example.com"}')),
            WithdrawConsent(kofi),
        )
        for command in forms:
            first = do_for_person(office, receipt.reference, command)
            assert do_for_person(office, receipt.reference, command).version == first.version

    def test_is_not_changed_by_somebody_who_decided_on_an_older_one(self, office: Office) -> None:
        receipt = complain(office)
        seen = do_for_person(office, receipt.reference, AskAdjustment("audio", "audio")).version
        do_for_person(office, receipt.reference, AskAdjustment("large_print", "large_print"))
        late = AgreeAdjustment("audio", "audio", some_words(""))
        with pytest.raises(LostUpdate):
            do_for_person(office, receipt.reference, late, by=SAM, seen=seen)
        do_for_person(office, receipt.reference, late, by=SAM, seen=seen + 1)

    def test_tells_how_to_reach_them_now_in_every_case(self, office: Office) -> None:
        receipt = complain(office)
        second = new_issue(office, receipt.reference)
        words = Words(uuid4().hex, '{"email": "new@example.com", "contact_by": ["email"]}', "salt")
        do_for_person(office, receipt.reference, ChangeContact(words))
        for reference in (receipt.reference, second.reference):
            person = open_file(office, reference).person
            assert (person.email, person.name) == ("new@example.com", "Amina Begum")

    def test_stops_what_somebody_may_do_the_moment_it_is_taken_back(self, office: Office) -> None:
        receipt = complain(office, FOR_GRACE)
        kofi = acting(open_person(office, receipt.reference))
        confirm = ConfirmConsent(kofi.id, Grant((Scope.SEE,)), Proof.SPOKEN, "sam")
        do_for_person(office, receipt.reference, confirm, recorded_by=SAM)
        reader = Reader(kofi.id)
        assert is_allowed(office, reader, Right.SEE, receipt.reference)
        do_for_person(office, receipt.reference, WithdrawConsent(kofi.id))
        assert not any(is_allowed(office, reader, right, receipt.reference) for right in Right)
        with pytest.raises(NotAllowed):
            do_for_person(office, receipt.reference, AskAdjustment("a", "audio"), by=f"representative:{kofi.id}")
        assert all(is_allowed(office, RESIDENT_READER, right, receipt.reference) for right in Right)

    def test_ends_with_the_last_day_in_london(self, office: Office, clock: Clock) -> None:
        receipt = complain(office, FOR_GRACE)
        kofi = acting(open_person(office, receipt.reference))
        confirm = ConfirmConsent(kofi.id, Grant((Scope.SEE,), until=office.today), Proof.SPOKEN, "sam")
        do_for_person(office, receipt.reference, confirm, recorded_by=SAM)
        clock.is_on("2026-11-20", "23:59")
        assert is_allowed(office, Reader(kofi.id), Right.SEE, receipt.reference)
        clock.is_on("2026-11-21", "00:00")
        assert not is_allowed(office, Reader(kofi.id), Right.SEE, receipt.reference)

    def test_is_not_found_without_a_case(self, office: Office) -> None:
        with pytest.raises(NotFound):
            open_person(office, "LMJ-7K3F-92QD")
        with pytest.raises(NotFound):
            do_for_person(office, "LMJ-7K3F-92QD", AskAdjustment("audio", "audio"))
        with pytest.raises(NotFound):
            is_allowed(office, Reader("kofi"), Right.SEE, "LMJ-7K3F-92QD")
