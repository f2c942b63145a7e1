"""Whoever acts for a resident: what they do with the resident's record, and that they allow themselves nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.adjustments import Need
from portal.domain.consent import Grant, Proof, Relationship, Scope
from portal.domain.errors import NotAllowed, PutrightError
from portal.domain.permissions import Reader, Right, may
from portal.domain.person_commands import (
    AgreeAdjustment,
    AskAdjustment,
    AskConsent,
    ChallengeAdjustment,
    ChangeContact,
    ConfirmConsent,
    DeclineAdjustment,
    EndAdjustment,
    ExpireConsent,
    ExtendConsent,
    NameRepresentative,
    NarrowConsent,
    PersonCommand,
    RefuseConsent,
    RemindOfEnd,
    WithdrawConsent,
)
from tests.builders import GRACE, MORNING, a_record, some_words

TODAY = MORNING.date()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
SAM, BY_GRACE = "staff:sam", f"representative:{GRACE}"
THIS, OTHER = "OAK-7K3F-92QD", "OAK-8K3F-92QD"
SEE = Grant((Scope.SEE,))

OWN = (
    lambda: ConfirmConsent(GRACE, SEE, Proof.OWN_CASE),
    lambda: ConfirmConsent(GRACE, SEE, Proof.SPOKEN, "sam"),
    lambda: ConfirmConsent(GRACE, SEE, Proof.SIGNED_FORM, "sam"),
    lambda: ConfirmConsent(GRACE, SEE, Proof.AUTHORITY, "sam"),
    lambda: ConfirmConsent(GRACE, SEE, Proof.ELECTED, "sam"),
    lambda: ConfirmConsent(GRACE, SEE, Proof.OWN_LINK, asked_at=3),
    lambda: RefuseConsent(GRACE),
    lambda: NarrowConsent(GRACE, SEE),
    lambda: ExtendConsent(GRACE, None),
    lambda: ExpireConsent(GRACE),
    lambda: RemindOfEnd(GRACE),
    lambda: ChangeContact(some_words("{}")),
    lambda: AgreeAdjustment("audio", "audio", some_words("")),
    lambda: DeclineAdjustment("audio", some_words("No")),
    lambda: EndAdjustment("audio", some_words("No")),
)
"""What nobody does for somebody else, whatever they are allowed."""


class TestWhoeverActsForThem:
    @pytest.mark.parametrize("command", OWN)
    def test_allows_nothing_to_themself_and_takes_nothing_from_the_resident(
        self, command: Callable[[], PersonCommand]
    ) -> None:
        attorney = a_record().asked_for("audio").named(relationship=Relationship.ATTORNEY)
        full = attorney.with_consent(Scope.SEE, Scope.SPEAK, Scope.LETTERS, Scope.REMEDY, until=TOMORROW)
        for record in (attorney.asked_consent(Scope.SEE), full):
            for recorded_by in ("", SAM, "resident"):
                with pytest.raises(NotAllowed):
                    record.does(command(), by=BY_GRACE, recorded_by=recorded_by)

    def test_names_and_asks_for_nobody_else(self) -> None:
        acting = a_record().with_consent(Scope.SEE, Scope.SPEAK)
        other = NameRepresentative("mp", Relationship.MP, some_words("{}"), over_18=True)
        with pytest.raises(NotAllowed):
            acting.does(other, by=BY_GRACE)
        with pytest.raises(NotAllowed):
            acting.named("mp").does(AskConsent("mp", SEE), by=BY_GRACE)

    @pytest.mark.parametrize("by", ["representative:", "representative:nobody"])
    def test_is_somebody_who_was_named(self, by: str) -> None:
        for command in (AskAdjustment("audio", Need.AUDIO), AskConsent(GRACE, SEE), WithdrawConsent(GRACE)):
            with pytest.raises(NotAllowed):
                a_record().with_consent(Scope.SPEAK).does(command, by=by)

    def test_asks_for_adjustments_once_they_may_speak(self) -> None:
        ask = AskAdjustment("audio", Need.AUDIO)
        for record in (a_record().asked_consent(Scope.SPEAK), a_record().with_consent(Scope.SEE)):
            with pytest.raises(NotAllowed):
                record.does(ask, by=BY_GRACE)
        assert a_record().with_consent(Scope.SPEAK).does(ask, by=BY_GRACE).record.waiting

    def test_does_not_agree_with_our_answer_once_they_may_speak(self) -> None:
        challenge = ChallengeAdjustment("audio", some_words("He cannot read it."))
        declined = a_record().asked_for("audio").does(DeclineAdjustment("audio", some_words("No")), by=SAM)
        for record in (declined.asked_consent(Scope.SPEAK), declined.with_consent(Scope.SEE, Scope.LETTERS)):
            with pytest.raises(NotAllowed):
                record.does(challenge, by=BY_GRACE)
        assert declined.with_consent(Scope.SPEAK).does(challenge, by=BY_GRACE).record.waiting


GRANTS = st.builds(
    Grant,
    st.lists(st.sampled_from(Scope), max_size=3, unique=True).map(tuple),
    st.sampled_from([(), (THIS,), (OTHER,)]),
    st.sampled_from([None, YESTERDAY, TODAY, TOMORROW]),
)
IDS = st.sampled_from([GRACE, "mp"])
ANY_COMMAND = st.one_of(
    st.builds(
        NameRepresentative, IDS, st.sampled_from(Relationship), st.builds(some_words, st.just("{}")), st.booleans()
    ),
    st.builds(AskConsent, IDS, GRANTS),
    st.builds(
        ConfirmConsent,
        IDS,
        GRANTS,
        st.sampled_from(Proof),
        st.sampled_from(["", "sam"]),
        asked_at=st.none() | st.integers(0, 9),
    ),
    st.builds(RefuseConsent, IDS, st.none() | st.integers(0, 9)),
    st.builds(NarrowConsent, IDS, GRANTS),
    st.builds(ExtendConsent, IDS, st.sampled_from([None, TODAY, TOMORROW])),
    st.builds(ExpireConsent, IDS),
    st.builds(RemindOfEnd, IDS),
    st.builds(WithdrawConsent, IDS, st.booleans()),
    st.builds(AskAdjustment, st.sampled_from(["audio", "braille"]), st.just("audio")),
)
ACTING = st.sampled_from([BY_GRACE, "representative:mp", "representative:"])
FORGED = st.sampled_from(["", "resident", SAM])


@given(st.lists(st.tuples(ACTING, FORGED, ANY_COMMAND), max_size=25))
def test_nothing_that_representatives_do_ever_lets_them_see_a_case(
    steps: list[tuple[str, str, PersonCommand]],
) -> None:
    """Whatever they send, under whichever id, even where staff write it down for them."""
    record = a_record().named().asked_consent(Scope.SEE)
    for by, recorded_by, command in steps:
        try:
            record = record.does(command, by=by, recorded_by=recorded_by)
        except PutrightError:
            continue
    for id in (GRACE, "mp"):
        for reference in (THIS, OTHER):
            for right in set(Right) - {Right.KNOW_RECEIVED}:
                assert not may(Reader(id), right, record.record, reference, TODAY)
