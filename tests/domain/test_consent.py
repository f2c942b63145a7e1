"""Consent to be represented: what may follow what, what each proof is worth, and when it ends."""

from datetime import date, timedelta
from typing import Any

import pytest

from portal.domain.consent import Grant, Proof, Relationship, Scope, Standing
from portal.domain.errors import ImpossibleMove, Incomplete, NotAllowed
from portal.domain.person_commands import (
    AskConsent,
    ConfirmConsent,
    ExtendConsent,
    NameRepresentative,
    NarrowConsent,
    RefuseConsent,
    RemindOfEnd,
    WithdrawConsent,
)
from portal.domain.person_events import (
    ConsentAsked,
    ConsentConfirmed,
    ConsentExpired,
    ConsentExtended,
    ConsentNarrowed,
    ConsentRefused,
    ConsentReminded,
    ConsentWithdrawn,
    PersonEvent,
    RepresentativeNamed,
)
from portal.domain.person_record import PersonRecord, Representation
from tests.builders import GRACE, MORNING, RecordBuilder, a_record, some_words

TODAY = MORNING.date()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
SAM, BY_GRACE = "staff:sam", f"representative:{GRACE}"
THIS, OTHER = "OAK-7K3F-92QD", "OAK-8K3F-92QD"
SEE = Grant((Scope.SEE,))
SEE_AND_SPEAK = Grant((Scope.SEE, Scope.SPEAK))

STAMP: dict[str, Any] = {
    "happened_on": TODAY,
    "recorded_at": MORNING,
    "decided_by": "resident",
    "recorded_by": "resident",
    "reference": THIS,
    "representative": GRACE,
}
EVENTS: dict[str, PersonEvent] = {
    "name": RepresentativeNamed(relationship=Relationship.FAMILY, details=some_words().ref, **STAMP),
    "ask": ConsentAsked(grant=SEE, **STAMP),
    "confirm": ConsentConfirmed(grant=SEE, proof=Proof.OWN_CASE, **STAMP),
    "refuse": ConsentRefused(**STAMP),
    "narrow": ConsentNarrowed(grant=SEE, **STAMP),
    "extend": ConsentExtended(until=None, **STAMP),
    "remind": ConsentReminded(until=TODAY, **STAMP),
    "expire": ConsentExpired(**STAMP),
    "withdraw": ConsentWithdrawn(**STAMP),
}
WAY_TO: dict[str, tuple[str, ...]] = {
    "unknown": (),
    "named": ("name",),
    "asked": ("name", "ask"),
    "confirmed": ("name", "ask", "confirm"),
    "refused": ("name", "ask", "refuse"),
    "expired": ("name", "ask", "confirm", "expire"),
    "withdrawn": ("name", "ask", "confirm", "withdraw"),
}
TABLE = """
          | name  | ask       | confirm   | refuse    | narrow    | extend    | remind    | expire  | withdraw
unknown   | named | -         | -         | -         | -         | -         | -         | -       | -
named     | -     | asked     | confirmed | -         | -         | -         | -         | -       | withdrawn
asked     | -     | asked     | confirmed | refused   | -         | -         | -         | -       | withdrawn
confirmed | -     | confirmed | confirmed | confirmed | confirmed | confirmed | confirmed | expired | withdrawn
refused   | -     | asked     | -         | -         | -         | -         | -         | -       | -
expired   | -     | asked     | -         | -         | -         | -         | -         | -       | -
withdrawn | -     | asked     | -         | -         | -         | -         | -         | -       | -
"""
"""What each event makes of a consent in each part of its life; `-` cannot happen."""
HEAD, *ROWS = ([cell.strip() for cell in line.split("|")] for line in TABLE.strip("\n").splitlines())
CELLS = [(standing, event, after) for standing, *cells in ROWS for event, after in zip(HEAD[1:], cells, strict=True)]


def grace(record: RecordBuilder) -> Representation:
    return record.record.representations[GRACE]


def confirm(grant: Grant = SEE, proof: Proof = Proof.OWN_CASE, seen_by: str = "", **more: Any) -> ConfirmConsent:
    return ConfirmConsent(GRACE, grant, proof, seen_by, **more)


def by_link(asked: RecordBuilder, grant: Grant = SEE) -> ConfirmConsent:
    """The answer that the link gives which was sent with the question asked now."""
    return confirm(grant, Proof.OWN_LINK, asked_at=grace(asked).asked_at)


class TestALife:
    def test_the_table_has_every_standing_and_every_event(self) -> None:
        assert {standing for standing, *_ in ROWS} == {"unknown", *Standing}
        assert HEAD[1:] == list(EVENTS)
        assert len(CELLS) == 7 * 9

    @pytest.mark.parametrize(("standing", "event", "after"), CELLS, ids=[f"{each[0]}-{each[1]}" for each in CELLS])
    def test_what_may_follow_what(self, standing: str, event: str, after: str) -> None:
        before = PersonRecord.from_events("amina", [EVENTS[each] for each in WAY_TO[standing]])
        if standing != "unknown":
            assert before.representations[GRACE].standing == standing
        if after == "-":
            with pytest.raises(ImpossibleMove):
                before.apply(EVENTS[event])
        else:
            assert before.apply(EVENTS[event]).representations[GRACE].standing == after

    @pytest.mark.parametrize("over", ["refused", "expired", "withdrawn"])
    def test_nothing_is_allowed_or_asked_once_it_is_over(self, over: str) -> None:
        record = PersonRecord.from_events("amina", [EVENTS[each] for each in WAY_TO[over]])
        known = record.representations[GRACE]
        assert (known.granted, known.asked, known.asked_at) == (None, None, 0)

    def test_what_is_allowed_stays_while_more_is_asked_for_and_when_that_is_refused(self) -> None:
        asked = a_record().with_consent(Scope.SEE).asked_consent(Scope.SEE, Scope.SPEAK)
        for record in (asked, asked.refused()):
            assert grace(record).granted == SEE
            assert grace(record).allows(Scope.SEE, THIS, TODAY)
            assert not grace(record).allows(Scope.SPEAK, THIS, TODAY)

    def test_is_one_record_a_person(self) -> None:
        both = a_record().with_consent(Scope.SEE).with_consent(Scope.SPEAK, representative="mp").withdrawn("mp")
        assert [each.standing for each in both.record.representations.values()] == ["confirmed", "withdrawn"]
        assert [each.id for each in both.record.acting(THIS, Scope.SEE, TODAY)] == [GRACE]

    def test_an_adjustment_says_nothing_about_it(self) -> None:
        assert grace(a_record().with_consent(Scope.SEE).adjusted()).granted == SEE


class TestAGrant:
    @pytest.mark.parametrize(
        ("cases", "reference", "covered"),
        [((), THIS, True), ((THIS,), THIS, True), ((OTHER,), THIS, False), ((OTHER, THIS), THIS, True)],
    )
    def test_covers_the_cases_it_names_or_all(self, cases: tuple[str, ...], reference: str, covered: bool) -> None:
        assert Grant((Scope.SEE,), cases).covers(Scope.SEE, reference) is covered
        assert not Grant((Scope.SEE,), cases).covers(Scope.SPEAK, reference)

    @pytest.mark.parametrize(
        ("until", "holds"), [(None, True), (YESTERDAY, False), (TODAY, True), (TOMORROW, True), (date.min, False)]
    )
    def test_holds_up_to_and_with_its_last_day(self, until: date | None, holds: bool) -> None:
        assert Grant((Scope.SEE,), until=until).holds_on(TODAY) is holds

    @pytest.mark.parametrize(
        ("less", "more", "within"),
        [
            (SEE, SEE, True),
            (SEE, SEE_AND_SPEAK, True),
            (SEE_AND_SPEAK, SEE, False),
            (Grant((Scope.LETTERS,)), SEE_AND_SPEAK, False),
            (Grant((Scope.SPEAK, Scope.SEE)), SEE_AND_SPEAK, True),  # in whichever order
            (Grant((Scope.SEE,), (THIS,)), SEE, True),
            (SEE, Grant((Scope.SEE,), (THIS,)), False),  # all cases are more than one
            (Grant((Scope.SEE,), (THIS,)), Grant((Scope.SEE,), (OTHER,)), False),
            (Grant((Scope.SEE,), (THIS,)), Grant((Scope.SEE,), (OTHER, THIS)), True),
            (Grant((Scope.SEE,), until=TODAY), SEE, True),
            (SEE, Grant((Scope.SEE,), until=TODAY), False),  # without an end is more than any end
            (Grant((Scope.SEE,), until=TODAY), Grant((Scope.SEE,), until=TODAY), True),
            (Grant((Scope.SEE,), until=TODAY), Grant((Scope.SEE,), until=TOMORROW), True),
            (Grant((Scope.SEE,), until=TOMORROW), Grant((Scope.SEE,), until=TODAY), False),
        ],
    )
    def test_is_within_what_allows_as_much_or_more(self, less: Grant, more: Grant, within: bool) -> None:
        assert less.is_within(more) is within

    @pytest.mark.parametrize(
        ("grant", "field"),
        [
            (Grant(()), "scope"),
            (Grant((Scope.LETTERS, Scope.LETTERS_INSTEAD)), "scope"),
            (Grant((Scope.LETTERS_INSTEAD, Scope.SEE, Scope.LETTERS), (THIS,)), "scope"),
            (Grant((Scope.SEE,), until=YESTERDAY), "until"),
            (Grant((Scope.SEE,), until=TODAY), ""),
            (Grant((Scope.LETTERS,)), ""),
            (Grant((Scope.LETTERS_INSTEAD,)), ""),
        ],
    )
    def test_is_refused_beside_what_is_wrong_with_it(self, grant: Grant, field: str) -> None:
        for command in (AskConsent(GRACE, grant), confirm(grant)):
            if field:
                with pytest.raises(Incomplete) as wrong:
                    a_record().named().does(command)
                assert set(wrong.value.problems) == {field}
            else:
                assert a_record().named().does(command).record.version == 2


class TestAsking:
    @pytest.mark.parametrize("by", ["resident", SAM, BY_GRACE])
    def test_can_begin_on_either_side(self, by: str) -> None:
        asked = a_record().named(by=by).asked_consent(Scope.SEE, by=by)
        assert (grace(asked).standing, grace(asked).named_by) == (Standing.ASKED, by)

    def test_nobody_under_18_is_taken(self) -> None:
        minor = NameRepresentative(GRACE, Relationship.FAMILY, some_words("{}"), over_18=False)
        for by in ("resident", SAM, BY_GRACE):
            with pytest.raises(Incomplete) as wrong:
                a_record().does(minor, by=by)
            assert set(wrong.value.problems) == {"over_18"}

    def test_nobody_acts_for_themself(self) -> None:
        oneself = NameRepresentative(GRACE, Relationship.FAMILY, some_words("{}"), over_18=True, oneself=True)
        with pytest.raises(Incomplete) as wrong:
            a_record().does(oneself)
        assert set(wrong.value.problems) == {"name"}

    def test_the_same_contact_is_seen_by_staff(self) -> None:
        assert grace(a_record().named(same_contact=True)).same_contact

    def test_one_who_was_not_named_cannot_be_asked_about(self) -> None:
        with pytest.raises(ImpossibleMove):
            a_record().does(AskConsent(GRACE, SEE))

    @pytest.mark.parametrize("over", ["refused", "withdrawn"])
    def test_one_to_whom_the_resident_said_no_does_not_ask_again_by_themself(self, over: str) -> None:
        asked = a_record().asked_consent(Scope.SEE)
        record = asked.refused() if over == "refused" else asked.withdrawn()
        with pytest.raises(NotAllowed):
            record.does(AskConsent(GRACE, SEE), by=BY_GRACE)
        for by in ("resident", SAM):
            assert grace(record.does(AskConsent(GRACE, SEE), by=by)).standing is Standing.ASKED

    def test_one_whose_time_is_over_may_ask_again(self) -> None:
        over = a_record().with_consent(Scope.SEE, until=TODAY).later(days=1).expired()
        assert grace(over.does(AskConsent(GRACE, SEE), by=BY_GRACE)).standing is Standing.ASKED


class TestALink:
    """A link, or a code by text, answers the question that it was sent with: once, and only that."""

    def test_confirms_what_was_asked(self) -> None:
        asked = a_record().asked_consent(Scope.SEE)
        confirmed = grace(asked.does(by_link(asked)))
        assert (confirmed.standing, confirmed.granted, confirmed.proof) == (Standing.CONFIRMED, SEE, Proof.OWN_LINK)

    def test_may_allow_less_than_was_asked(self) -> None:
        asked = a_record().asked_consent(Scope.SEE, Scope.SPEAK)
        less = Grant((Scope.SPEAK,), (THIS,), TOMORROW)
        assert grace(asked.does(by_link(asked, less))).granted == less

    @pytest.mark.parametrize(
        "more",
        [
            SEE_AND_SPEAK,
            Grant((Scope.SEE,)),
            Grant((Scope.SEE,), (THIS, OTHER), TOMORROW),
            Grant((Scope.SEE,), (THIS,)),
        ],
    )
    def test_never_allows_more_than_was_asked(self, more: Grant) -> None:
        asked = a_record().asked_consent(Scope.SEE, cases=(THIS,), until=TOMORROW)
        with pytest.raises(NotAllowed):
            asked.does(by_link(asked, more))

    def test_works_once(self) -> None:
        asked = a_record().asked_consent(Scope.SEE)
        link = by_link(asked)
        with pytest.raises(ImpossibleMove):
            asked.does(link).does(link)

    def test_works_no_more_once_it_was_asked_anew(self) -> None:
        asked = a_record().asked_consent(Scope.SEE, Scope.SPEAK)
        old = by_link(asked)
        anew = asked.asked_consent(Scope.SEE)
        with pytest.raises(ImpossibleMove):
            anew.does(old)
        assert grace(anew.does(by_link(anew))).granted == SEE

    def test_works_no_more_once_it_was_refused_or_taken_back(self) -> None:
        asked = a_record().asked_consent(Scope.SEE)
        for over in (asked.refused(), asked.withdrawn(), asked.does(by_link(asked)).withdrawn()):
            with pytest.raises(ImpossibleMove):
                over.does(by_link(asked))

    def test_works_no_more_for_a_consent_that_was_asked_for_again_after_it_was_taken_back(self) -> None:
        asked = a_record().asked_consent(Scope.SEE, Scope.SPEAK)
        again = asked.withdrawn().asked_consent(Scope.SEE)
        with pytest.raises(ImpossibleMove):
            again.does(by_link(asked))

    def test_works_no_more_once_its_consent_has_ended(self) -> None:
        asked = a_record().asked_consent(Scope.SEE, until=TODAY)
        over = asked.does(by_link(asked, Grant((Scope.SEE,), until=TODAY))).later(days=1).expired()
        with pytest.raises(ImpossibleMove):
            over.does(by_link(asked))

    def test_does_not_answer_what_was_asked_about_somebody_else(self) -> None:
        asked = a_record().asked_consent(Scope.SEE)
        both = asked.asked_consent(Scope.SEE, representative="mp")
        with pytest.raises(ImpossibleMove):
            both.does(ConfirmConsent("mp", SEE, Proof.OWN_LINK, asked_at=grace(asked).asked_at))

    def test_refuses_once_and_only_what_was_asked_with_it(self) -> None:
        asked = a_record().asked_consent(Scope.SEE)
        refuse = RefuseConsent(GRACE, grace(asked).asked_at)
        assert grace(asked.does(refuse)).standing is Standing.REFUSED
        for record in (asked.does(refuse), asked.asked_consent(Scope.SEE), asked.withdrawn()):
            with pytest.raises(ImpossibleMove):
                record.does(refuse)

    @pytest.mark.parametrize("asked_at", [0, -1, 1, 99])
    def test_that_is_made_up_answers_nothing(self, asked_at: int) -> None:
        for record in (a_record().named(), a_record().with_consent(Scope.SPEAK), a_record().asked_consent(Scope.SEE)):
            for answer in (confirm(SEE, Proof.OWN_LINK, asked_at=asked_at), RefuseConsent(GRACE, asked_at)):
                with pytest.raises(ImpossibleMove):
                    record.does(answer)

    @pytest.mark.parametrize("proof", [Proof.OWN_LINK, Proof.TEXT_CODE])
    def test_proves_nothing_without_its_question(self, proof: Proof) -> None:
        asked = a_record().asked_consent(Scope.SEE)
        with pytest.raises(NotAllowed):
            asked.does(confirm(SEE, proof))

    @pytest.mark.parametrize("proof", [Proof.OWN_LINK, Proof.TEXT_CODE])
    def test_proves_nothing_where_the_representative_reads_what_the_resident_is_sent(self, proof: Proof) -> None:
        asked = a_record().named(same_contact=True).asked_consent(Scope.SEE)
        with pytest.raises(NotAllowed):
            asked.does(confirm(SEE, proof, asked_at=grace(asked).asked_at))
        for known in (confirm(), confirm(proof=Proof.SPOKEN, seen_by="sam")):
            by = "resident" if known.proof is Proof.OWN_CASE else SAM
            assert grace(asked.does(known, by=by)).standing is Standing.CONFIRMED


class TestAProof:
    @pytest.mark.parametrize("proof", [Proof.SPOKEN, Proof.SIGNED_FORM, Proof.AUTHORITY])
    def test_that_staff_saw_has_their_name_to_it(self, proof: Proof) -> None:
        named = a_record().named(relationship=Relationship.ATTORNEY)
        with pytest.raises(Incomplete) as wrong:
            named.does(confirm(proof=proof), by=SAM)
        assert set(wrong.value.problems) == {"proof"}
        seen = grace(named.does(confirm(proof=proof, seen_by="sam"), by=SAM))
        assert (seen.standing, seen.proof, seen.seen_by) == (Standing.CONFIRMED, proof, "sam")

    @pytest.mark.parametrize("proof", [Proof.SPOKEN, Proof.SIGNED_FORM, Proof.AUTHORITY])
    def test_that_staff_saw_cannot_be_claimed_by_the_resident_alone(self, proof: Proof) -> None:
        named = a_record().named(relationship=Relationship.ATTORNEY)
        with pytest.raises(NotAllowed):
            named.does(confirm(proof=proof, seen_by="sam"))
        assert grace(named.does(confirm(proof=proof, seen_by="sam"), recorded_by=SAM)).seen_by == "sam"

    @pytest.mark.parametrize("proof", [Proof.OWN_CASE, Proof.OWN_LINK, Proof.TEXT_CODE])
    @pytest.mark.parametrize(("by", "recorded_by"), [(SAM, ""), ("resident", SAM), ("system", ""), (BY_GRACE, "")])
    def test_that_is_the_residents_own_nobody_else_gives(self, proof: Proof, by: str, recorded_by: str) -> None:
        asked = a_record().asked_consent(Scope.SEE)
        command = confirm(proof=proof, seen_by="sam", asked_at=grace(asked).asked_at)
        with pytest.raises(NotAllowed):
            asked.does(command, by=by, recorded_by=recorded_by)
        assert grace(asked.does(command)).standing is Standing.CONFIRMED

    @pytest.mark.parametrize("relationship", Relationship)
    def test_of_papers_is_for_those_the_law_lets_act(self, relationship: Relationship) -> None:
        named = a_record().named(relationship=relationship)
        papers = confirm(proof=Proof.AUTHORITY, seen_by="sam")
        if relationship in ("attorney", "deputy", "executor"):
            assert grace(named.does(papers, by=SAM)).proof is Proof.AUTHORITY
        else:
            with pytest.raises(Incomplete) as wrong:
                named.does(papers, by=SAM)
            assert set(wrong.value.problems) == {"proof"}

    def test_is_kept_with_its_words_and_the_day_it_was_given(self) -> None:
        words = some_words("She said so on the phone")
        spoken = confirm(proof=Proof.SPOKEN, seen_by="sam", words=words)
        record = a_record().named().does(spoken, recorded_by=SAM, on=YESTERDAY)
        assert grace(record).confirmed_on == YESTERDAY
        assert words.id in record.words

    def test_on_the_residents_own_page_may_allow_more_than_was_asked(self) -> None:
        asked = a_record().asked_consent(Scope.SEE, until=TODAY)
        assert grace(asked.does(confirm(SEE_AND_SPEAK))).granted == SEE_AND_SPEAK


class TestNarrowing:
    ALLOWED = Grant((Scope.SEE, Scope.SPEAK), (THIS, OTHER), date(2027, 6, 30))

    def allowed(self) -> RecordBuilder:
        return a_record().with_consent(*self.ALLOWED.scope, cases=self.ALLOWED.cases, until=self.ALLOWED.until)

    @pytest.mark.parametrize(
        "less",
        [
            Grant((Scope.SEE,), (THIS, OTHER), date(2027, 6, 30)),
            Grant((Scope.SEE, Scope.SPEAK), (OTHER,), date(2027, 6, 30)),
            Grant((Scope.SEE, Scope.SPEAK), (THIS, OTHER), TODAY),
        ],
    )
    def test_allows_less_at_once(self, less: Grant) -> None:
        for by in ("resident", SAM):
            assert grace(self.allowed().does(NarrowConsent(GRACE, less), by=by)).granted == less

    @pytest.mark.parametrize(
        "more",
        [
            Grant((Scope.SEE, Scope.REMEDY), (THIS,), TOMORROW),
            Grant((Scope.SEE,), (), TOMORROW),
            Grant((Scope.SEE,), (THIS,), None),
            Grant((Scope.SEE,), (THIS,), date(2027, 7, 1)),
        ],
    )
    def test_never_allows_more(self, more: Grant) -> None:
        with pytest.raises(NotAllowed):
            self.allowed().does(NarrowConsent(GRACE, more))

    @pytest.mark.parametrize("wrong", [Grant(()), Grant((Scope.SEE,), (THIS,), YESTERDAY)])
    def test_leaves_something_to_come(self, wrong: Grant) -> None:
        with pytest.raises(Incomplete):
            self.allowed().does(NarrowConsent(GRACE, wrong))

    def test_is_for_a_consent_that_is_there(self) -> None:
        for record in (a_record().named(), a_record().asked_consent(Scope.SEE), self.allowed().withdrawn()):
            with pytest.raises(ImpossibleMove):
                record.does(NarrowConsent(GRACE, SEE))


class TestTheEnd:
    @pytest.mark.parametrize(("days", "allowed"), [(0, True), (30, True), (31, True), (32, False), (400, False)])
    def test_comes_after_the_last_day_whether_or_not_it_was_written_down(self, days: int, allowed: bool) -> None:
        consent = grace(a_record().with_consent(Scope.SEE, until=TODAY + timedelta(days=31)))
        day = TODAY + timedelta(days=days)
        assert consent.is_in_force(day) is allowed
        assert consent.allows(Scope.SEE, THIS, day) is allowed

    def test_is_not_written_down_before_its_day(self) -> None:
        consent = a_record().with_consent(Scope.SEE, until=TODAY)
        with pytest.raises(ImpossibleMove):
            consent.expired()
        assert grace(consent.later(days=1).expired()).standing is Standing.EXPIRED

    def test_never_comes_where_none_was_set(self) -> None:
        with pytest.raises(ImpossibleMove):
            a_record().with_consent(Scope.SEE).later(days=9_999).expired()

    def test_is_told_ahead_where_there_is_one(self) -> None:
        with pytest.raises(ImpossibleMove):
            a_record().with_consent(Scope.SEE).does(RemindOfEnd(GRACE), by="system")
        event = (
            a_record().with_consent(Scope.SEE, until=TOMORROW).does(RemindOfEnd(GRACE), by="system").record.events[-1]
        )
        assert isinstance(event, ConsentReminded)
        assert event.until == TOMORROW

    @pytest.mark.parametrize("until", [TOMORROW, TODAY + timedelta(days=60), None])
    def test_is_moved_to_a_later_day_by_the_resident(self, until: date | None) -> None:
        consent = a_record().with_consent(Scope.SEE, Scope.SPEAK, cases=(THIS,), until=TODAY)
        for recorded_by in ("", SAM):
            moved = grace(consent.does(ExtendConsent(GRACE, until), recorded_by=recorded_by))
            assert moved.granted == Grant((Scope.SEE, Scope.SPEAK), (THIS,), until)

    @pytest.mark.parametrize("until", [YESTERDAY, TODAY, TOMORROW])
    def test_is_not_moved_to_the_same_or_an_earlier_day(self, until: date) -> None:
        with pytest.raises(Incomplete) as wrong:
            a_record().with_consent(Scope.SEE, until=TOMORROW).does(ExtendConsent(GRACE, until))
        assert set(wrong.value.problems) == {"until"}

    def test_is_not_moved_to_a_day_that_is_over(self) -> None:
        over = a_record().with_consent(Scope.SEE, until=TODAY).later(days=9)
        with pytest.raises(Incomplete):
            over.does(ExtendConsent(GRACE, TODAY + timedelta(days=8)))

    @pytest.mark.parametrize("until", [TOMORROW, None])
    def test_is_not_given_to_what_has_none_as_if_that_were_longer(self, until: date | None) -> None:
        with pytest.raises(ImpossibleMove):
            a_record().with_consent(Scope.SEE).does(ExtendConsent(GRACE, until))

    @pytest.mark.parametrize("by", [SAM, "system", BY_GRACE])
    def test_is_moved_by_nobody_else(self, by: str) -> None:
        with pytest.raises(NotAllowed):
            a_record().with_consent(Scope.SEE, until=TODAY).does(ExtendConsent(GRACE, TOMORROW), by=by)


class TestTakingItBack:
    def test_ends_everything_at_once(self) -> None:
        over = a_record().with_consent(Scope.SEE, Scope.SPEAK).withdrawn()
        assert not any(grace(over).allows(scope, THIS, TODAY) for scope in Scope)

    @pytest.mark.parametrize("by", ["resident", SAM, BY_GRACE])
    def test_is_for_the_resident_for_staff_who_write_it_down_and_for_whoever_steps_down(self, by: str) -> None:
        assert grace(a_record().with_consent(Scope.SEE).does(WithdrawConsent(GRACE), by=by)).granted is None

    def test_is_not_for_somebody_else_who_acts_for_them(self) -> None:
        both = a_record().with_consent(Scope.SEE).with_consent(Scope.SEE, representative="mp")
        with pytest.raises(NotAllowed):
            both.does(WithdrawConsent("mp"), by=BY_GRACE)

    def test_can_be_done_quietly_by_the_resident_and_never_by_whoever_steps_down(self) -> None:
        allowed = a_record().with_consent(Scope.SEE)
        for by, quiet in (("resident", True), (SAM, True), (BY_GRACE, False)):
            event = allowed.does(WithdrawConsent(GRACE, quietly=True), by=by).record.events[-1]
            assert isinstance(event, ConsentWithdrawn)
            assert event.quietly is quiet
