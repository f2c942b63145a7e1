"""A councillor or an MP whom the resident asked: how far the policy lets them act on that, and who decides it."""

from dataclasses import replace
from typing import Any

import pytest

from portal.domain.consent import ELECTED, ELECTED_MAY, Grant, Proof, Relationship, Scope, Standing
from portal.domain.errors import ImpossibleMove, Incomplete, NotAllowed
from portal.domain.permissions import Reader, Right, may
from portal.domain.person_commands import AskConsent, ChangeContact, ConfirmConsent, WithdrawConsent
from portal.domain.person_events import ConsentConfirmed
from portal.domain.person_record import Representation
from portal.domain.terms import WHEN_ASKED, WITH_CONSENT, ElectedMembers
from tests.builders import MORNING, RecordBuilder, a_policy, a_record, some_words

MP, SAM, BY_MP = "mp", "staff:sam", "representative:mp"
TODAY = MORNING.date()
THIS, OTHER = "OAK-7K3F-92QD", "OAK-8K3F-92QD"
ANSWER = Grant(ELECTED_MAY, (THIS,))


def where_they_may(may_act: str = WHEN_ASKED) -> RecordBuilder:
    """A record under a policy that speaks of elected members in its part 3.12."""
    return replace(a_record(), policy=replace(a_policy(), elected_members=ElectedMembers(may_act, "3.12")))


def named(record: RecordBuilder, relationship: Relationship = Relationship.MP, by: str = BY_MP) -> RecordBuilder:
    return record.named(MP, relationship, by=by)


def as_elected(grant: Grant = ANSWER, **more: Any) -> ConfirmConsent:
    return ConfirmConsent(MP, grant, Proof.ELECTED, **{"seen_by": "sam", **more})


def mp(record: RecordBuilder) -> Representation:
    return record.record.representations[MP]


class TestWhereThePolicyLetsThemAct:
    @pytest.mark.parametrize("relationship", ELECTED)
    @pytest.mark.parametrize("asked", [False, True])
    def test_staff_confirm_them_in_one_step_and_the_policy_is_the_ground(
        self, relationship: Relationship, asked: bool
    ) -> None:
        record = named(where_they_may(), relationship)
        record = record.asked_consent(Scope.SEE, representative=MP) if asked else record
        known = mp(record.does(as_elected(), by=SAM))
        assert (known.standing, known.proof, known.seen_by) == (Standing.CONFIRMED, Proof.ELECTED, "sam")
        assert (known.granted, known.source) == (ANSWER, "3.12")

    def test_they_write_about_the_case_and_get_our_answers_and_no_more(self) -> None:
        record = named(where_they_may()).does(as_elected(), by=SAM).record
        rights = {right for right in Right if may(Reader(MP), right, record, THIS, TODAY)}
        assert rights == {Right.KNOW_RECEIVED, Right.WRITE, Right.ESCALATE, Right.ASK_ADJUSTMENT}
        assert not any(may(Reader(MP), right, record, OTHER, TODAY) for right in Right)
        assert record.acting(THIS, Scope.LETTERS, TODAY)
        assert not record.acting(OTHER, Scope.LETTERS, TODAY)

    @pytest.mark.parametrize(
        "more",
        [
            Grant(ELECTED_MAY),
            Grant(ELECTED_MAY, (OTHER,)),
            Grant(ELECTED_MAY, (THIS, OTHER)),
            Grant((*ELECTED_MAY, Scope.SEE), (THIS,)),
            Grant((Scope.REMEDY,), (THIS,)),
            Grant((Scope.LETTERS_INSTEAD,), (THIS,)),
        ],
    )
    def test_nobody_lets_them_do_more_than_an_answer_about_this_case_needs(self, more: Grant) -> None:
        with pytest.raises(NotAllowed):
            named(where_they_may()).does(as_elected(more), by=SAM)

    @pytest.mark.parametrize("relationship", [each for each in Relationship if each not in ELECTED])
    def test_it_is_for_nobody_else(self, relationship: Relationship) -> None:
        with pytest.raises(Incomplete) as wrong:
            named(where_they_may(), relationship).does(as_elected(), by=SAM)
        assert set(wrong.value.problems) == {"proof"}

    @pytest.mark.parametrize(("by", "recorded_by"), [(BY_MP, ""), ("resident", ""), ("resident", SAM)])
    def test_being_elected_is_confirmed_by_staff_and_claimed_by_nobody(self, by: str, recorded_by: str) -> None:
        with pytest.raises(NotAllowed):
            named(where_they_may()).does(as_elected(), by=by, recorded_by=recorded_by)

    def test_whoever_made_sure_has_their_name_to_it(self) -> None:
        with pytest.raises(Incomplete):
            named(where_they_may()).does(as_elected(seen_by=""), by=SAM)

    def test_no_photo_of_a_form_is_the_proof_of_it(self) -> None:
        with pytest.raises(NotAllowed):
            named(where_they_may()).does(as_elected(forms=("1",)), by=SAM)


class TestWhereItAsksForConsent:
    @pytest.mark.parametrize("policy", ["silent", WITH_CONSENT])
    def test_they_are_as_anybody(self, policy: str) -> None:
        record = named(a_record() if policy == "silent" else where_they_may(policy))
        with pytest.raises(NotAllowed):
            record.does(as_elected(), by=SAM)
        spoken = ConfirmConsent(MP, Grant((Scope.SEE,)), Proof.SPOKEN, "sam")
        assert mp(record.does(spoken, recorded_by=SAM)).proof is Proof.SPOKEN


class TestTheResident:
    def test_is_told_with_the_elected_member(self) -> None:
        told = named(where_they_may(), by="resident").does(as_elected(), by=SAM).outcomes[-1]
        assert {message.recipient for message in told.messages} == {"resident", BY_MP}

    def test_is_told_by_staff_where_only_the_elected_member_told_us_how_to_reach_them(self) -> None:
        told = named(where_they_may()).does(as_elected(), by=SAM).outcomes[-1]
        assert [message.recipient for message in told.messages] == [BY_MP]
        assert [task.kind for task in told.tasks] == ["tell_consent_confirmed"]
        own = named(where_they_may()).does(ChangeContact(some_words('{"email": "own@example.com"}')))
        assert "resident" in {message.recipient for message in own.does(as_elected(), by=SAM).outcomes[-1].messages}

    def test_at_risk_is_sent_nothing_and_sees_it_on_their_own_page(self) -> None:
        record = named(where_they_may(), by="resident").does(as_elected(quietly=True), by=SAM)
        assert [message.recipient for message in record.outcomes[-1].messages] == [BY_MP]
        assert not record.outcomes[-1].tasks
        assert mp(record).granted == ANSWER

    def test_can_take_it_back_and_then_it_needs_their_own_yes(self) -> None:
        stopped = named(where_they_may()).does(as_elected(), by=SAM).withdrawn(MP)
        assert mp(stopped).granted is None
        again = stopped.does(AskConsent(MP, ANSWER), by=SAM)
        with pytest.raises(ImpossibleMove):
            again.does(as_elected(), by=SAM)
        assert mp(again.does(ConfirmConsent(MP, ANSWER, Proof.OWN_CASE))).standing is Standing.CONFIRMED

    def test_who_said_no_is_not_overruled(self) -> None:
        refused = named(where_they_may()).asked_consent(Scope.SEE, representative=MP).refused(MP)
        for record in (refused, refused.does(AskConsent(MP, ANSWER), by=SAM)):
            with pytest.raises(ImpossibleMove):
                record.does(as_elected(), by=SAM)

    def test_who_narrowed_what_they_may_do_is_not_overruled(self) -> None:
        allowed = named(where_they_may()).does(ConfirmConsent(MP, Grant((Scope.SPEAK,), (THIS,)), Proof.OWN_CASE))
        with pytest.raises(ImpossibleMove):
            allowed.does(as_elected(), by=SAM)

    def test_can_allow_more_on_their_own_page(self) -> None:
        record = named(where_they_may()).does(as_elected(), by=SAM)
        more = record.does(ConfirmConsent(MP, Grant((Scope.SEE,)), Proof.OWN_CASE))
        assert (mp(more).proof, mp(more).source) == (Proof.OWN_CASE, "")

    def test_one_who_stepped_down_by_themself_may_be_confirmed_again(self) -> None:
        record = named(where_they_may()).does(as_elected(), by=SAM).does(WithdrawConsent(MP), by=BY_MP)
        again = record.does(AskConsent(MP, ANSWER), by=SAM).does(as_elected(), by=SAM)
        assert mp(again).standing is Standing.CONFIRMED


def test_the_event_keeps_the_part_of_the_policy_it_stands_on() -> None:
    (*_earlier, event) = named(where_they_may()).does(as_elected(), by=SAM).record.events
    assert isinstance(event, ConsentConfirmed)
    assert (event.source, event.decided_by, event.forms) == ("3.12", SAM, ())
