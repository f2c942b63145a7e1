"""A photo of a form that the resident signed: who may send one, that it allows nothing, how it becomes the proof."""

import pytest

from portal.domain.consent import MOST_FORMS, Grant, Proof, Scope, Standing
from portal.domain.errors import ImpossibleMove, Incomplete, NotAllowed
from portal.domain.person_commands import ConfirmConsent, SendSignedForm
from portal.domain.person_record import Representation
from tests.builders import GRACE, RecordBuilder, a_file, a_record

SAM, BY_GRACE = "staff:sam", f"representative:{GRACE}"
SEE = Grant((Scope.SEE,))
PHOTO = a_file(name="form.jpg")


def grace(record: RecordBuilder) -> Representation:
    return record.record.representations[GRACE]


def sent(record: RecordBuilder, by: str = BY_GRACE) -> RecordBuilder:
    return record.does(SendSignedForm(GRACE, (PHOTO,)), by=by)


def confirm(*forms: str, proof: Proof = Proof.SIGNED_FORM) -> ConfirmConsent:
    return ConfirmConsent(GRACE, SEE, proof, "sam", forms=forms)


class TestSendingOne:
    @pytest.mark.parametrize("by", ["resident", BY_GRACE, SAM])
    def test_confirms_nothing_and_asks_staff_to_look(self, by: str) -> None:
        for before in (a_record().named(), a_record().asked_consent(Scope.SEE)):
            record = sent(before, by)
            assert (grace(record).standing, grace(record).granted) == (grace(before).standing, None)
            assert [task.kind for task in record.outcomes[-1].tasks] == ["read_signed_form"]
            assert not record.outcomes[-1].messages
            assert grace(record).files == (PHOTO,)

    def test_takes_nothing_away_from_what_is_allowed(self) -> None:
        record = sent(a_record().with_consent(Scope.SEE))
        assert (grace(record).granted, grace(record).proof) == (SEE, Proof.OWN_CASE)

    def test_leaves_an_open_question_open(self) -> None:
        asked = a_record().asked_consent(Scope.SEE)
        assert grace(sent(asked)).asked_at == grace(asked).asked_at

    @pytest.mark.parametrize("over", ["refused", "withdrawn", "unknown"])
    def test_does_not_help_whom_the_resident_said_no_to(self, over: str) -> None:
        asked = a_record().asked_consent(Scope.SEE)
        record = {"refused": asked.refused(), "withdrawn": asked.withdrawn(), "unknown": a_record()}[over]
        with pytest.raises(ImpossibleMove):
            sent(record)
        assert over == "unknown" or not grace(record).takes_forms

    def test_is_for_oneself_alone(self) -> None:
        both = a_record().named().named("mp")
        with pytest.raises(NotAllowed):
            both.does(SendSignedForm("mp", (PHOTO,)), by=BY_GRACE)

    def test_needs_a_photo_and_takes_no_heap_of_them(self) -> None:
        many = tuple(a_file() for _ in range(MOST_FORMS))
        named = a_record().named()
        for files in ((), (*many, PHOTO)):
            with pytest.raises(Incomplete) as wrong:
                named.does(SendSignedForm(GRACE, files))
            assert set(wrong.value.problems) == {"signed_form"}
        with pytest.raises(Incomplete):
            sent(named.does(SendSignedForm(GRACE, many)))


class TestTheProof:
    def test_is_the_photo_that_staff_looked_at(self) -> None:
        record = sent(a_record().named()).does(confirm(PHOTO.id), recorded_by=SAM)
        known = grace(record)
        assert (known.standing, known.proof, known.forms) == (Standing.CONFIRMED, Proof.SIGNED_FORM, (PHOTO.id,))

    def test_may_be_paper_that_nobody_took_a_photo_of(self) -> None:
        assert grace(a_record().named().does(confirm(), recorded_by=SAM)).forms == ()

    def test_is_no_file_that_did_not_come_for_this_somebody(self) -> None:
        both = sent(a_record().named().named("mp"))
        with pytest.raises(NotAllowed):
            both.does(confirm("made-up"), recorded_by=SAM)
        with pytest.raises(NotAllowed):
            both.does(ConfirmConsent("mp", SEE, Proof.SIGNED_FORM, "sam", forms=(PHOTO.id,)), recorded_by=SAM)

    def test_goes_with_no_other_proof(self) -> None:
        with pytest.raises(NotAllowed):
            sent(a_record().named()).does(confirm(PHOTO.id, proof=Proof.SPOKEN), recorded_by=SAM)

    def test_is_not_claimed_by_whoever_sent_it(self) -> None:
        for by in (BY_GRACE, "resident"):
            with pytest.raises(NotAllowed):
                sent(a_record().named()).does(confirm(PHOTO.id), by=by)

    def test_is_the_newest_once_something_else_is(self) -> None:
        record = sent(a_record().named()).does(confirm(PHOTO.id), recorded_by=SAM)
        own = record.does(ConfirmConsent(GRACE, Grant((Scope.SEE, Scope.SPEAK)), Proof.OWN_CASE))
        assert grace(own).forms == ()
        assert grace(own).files == (PHOTO,)
