"""Answers as they grow, the person they describe, and words kept apart from events."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from portal.domain.draft import Draft
from portal.domain.kept import Words
from portal.domain.people import Person
from portal.domain.policy import Policy
from portal.files.packs import Packs

EMPTY = Draft(id="d1", landlord="oak-homes", journey="complaint", language="pl")


class TestADraft:
    def test_grows_by_one_version_with_each_change(self) -> None:
        draft = EMPTY.answered({"story": "Cold"}).answered({"name": "Amina"}).without("name").typed({"outcome": "He"})
        assert (draft.version, draft.answers, draft.unsent) == (4, {"story": "Cold"}, {"outcome": "He"})

    def test_a_change_leaves_the_one_before_as_it_was(self) -> None:
        EMPTY.answered({"story": "Cold"})
        assert EMPTY.answers == {}

    def test_a_later_answer_replaces_the_earlier(self) -> None:
        assert EMPTY.answered({"story": "Cold"}).answered({"story": "Colder"}).answers == {"story": "Colder"}

    def test_words_typed_are_let_go_once_sent(self) -> None:
        draft = EMPTY.typed({"story": "It is c", "outcome": "Mend"}).answered({"story": "It is cold"})
        assert draft.unsent == {"outcome": "Mend"}

    def test_moved_to_another_landlord_keeps_all_but_that_landlord_s_lists(self) -> None:
        draft = EMPTY.answered({"story": "Cold", "remedies": ("money",), "adjustments": ("home_visit",)})
        moved = draft.moved("elm-homes")
        assert (moved.landlord, moved.answers, moved.id) == ("elm-homes", {"story": "Cold"}, "d1")

    def test_once_made_keeps_its_reference_and_no_words(self) -> None:
        made = EMPTY.answered({"story": "Cold"}).typed({"outcome": "He"}).made("OAK-1")
        assert (made.reference, made.answers, made.unsent) == ("OAK-1", {}, {})


ANSWERS = {"name": "Amina Begum", "email": "amina@example.com", "contact_by": ("email",), "safe_message": "safe"}


class TestAPerson:
    def test_is_what_they_told_us_and_nothing_guessed(self) -> None:
        person = Person.from_answers(ANSWERS, "bn")
        assert (person.name, person.email, person.phone, person.language) == (
            "Amina Begum", "amina@example.com", "", "bn",
        )  # fmt: skip

    def test_is_answered_in_the_language_they_asked_for(self) -> None:
        assert Person.from_answers({**ANSWERS, "language": "ar"}, "en").language == "ar"

    def test_is_answered_in_the_language_they_used_where_theirs_is_not_offered(self) -> None:
        assert Person.from_answers({**ANSWERS, "language": "other"}, "pl").language == "pl"

    @pytest.mark.parametrize(
        ("changed", "may"),
        [
            ({}, True),
            ({"safe_message": ""}, True),
            ({"safe_message": "not_safe"}, False),
            ({"email": ""}, False),
            ({"contact_by": ("phone",)}, False),
            ({"contact_by": ()}, False),
        ],
    )
    def test_is_mailed_only_where_they_chose_it_and_it_is_safe(self, changed: dict[str, object], may: bool) -> None:
        assert Person.from_answers({**ANSWERS, **changed}, "en").can_be_mailed is may  # type: ignore[dict-item]  # answers

    @pytest.mark.parametrize(
        ("person", "can"),
        [
            (Person(), False),
            (Person(phone="07700 900 982"), True),
            (Person(email="a@b.org"), True),
            (Person(address="1 Oak Street"), False),  # the place it is about, not a way to write
            (Person(address="1 Oak Street", contact_by=("post",)), True),
        ],
    )
    def test_can_be_reached(self, person: Person, can: bool) -> None:
        assert person.can_be_reached is can

    def test_ignores_an_answer_of_the_wrong_shape(self) -> None:
        person = Person.from_answers({"name": ("two", "names"), "contact_by": "email"}, "en")
        assert (person.name, person.contact_by) == ("", ())


class TestWordsKeptApart:
    def test_are_proved_unchanged_by_a_salted_digest(self) -> None:
        assert Words("w1", "It is cold.", "salt").ref.digest == sha256(b"saltIt is cold.").hexdigest()

    def test_the_same_words_of_two_people_cannot_be_matched(self) -> None:
        assert Words("w1", "It is cold.", "one").ref.digest != Words("w1", "It is cold.", "two").ref.digest


class TestAPolicyInTime:
    POLICY: Policy = Packs.load().version("leathermarket-jmb", "2024")

    @pytest.mark.parametrize(
        ("day", "in_force"),
        [(date(2024, 6, 26), False), (date(2024, 6, 27), True), (date(2031, 1, 1), True)],
    )
    def test_without_an_end_goes_on(self, day: date, in_force: bool) -> None:
        assert self.POLICY.in_force_on(day) is in_force

    def test_with_an_end_includes_its_last_day(self) -> None:
        ended = replace(self.POLICY, in_force_to=date(2027, 6, 27))
        assert ended.in_force_on(date(2027, 6, 27))
        assert not ended.in_force_on(date(2027, 6, 28))

    def test_goes_from_stage_one_to_two_and_then_to_the_ombudsman(self) -> None:
        second = self.POLICY.next_stage(1)
        assert second is not None
        assert second.number == 2
        assert self.POLICY.next_stage(2) is None

    def test_has_no_third_stage(self) -> None:
        with pytest.raises(KeyError):
            self.POLICY.stage(3)
