"""The first pack of Leathermarket JMB holds what its "not right first time" policy of 11 July 2018 says."""

from datetime import date

import pytest

from portal.domain.policy import OMBUDSMAN, Clock, Extension, Start, Window
from portal.domain.terms import PROMISES, Kind, Unit
from portal.files.packs import Packs

PACKS = Packs.load()
PACK = PACKS.version("leathermarket-jmb", "2018")


def test_is_in_force_from_11_july_2018_until_the_day_before_version_3_1() -> None:
    assert (PACK.in_force_from, PACK.in_force_to) == (date(2018, 7, 11), date(2024, 6, 26))
    assert PACKS.in_force("leathermarket-jmb", date(2018, 7, 11)) == PACK
    assert PACKS.in_force("leathermarket-jmb", date(2024, 6, 26)) == PACK
    assert PACKS.in_force("leathermarket-jmb", date(2024, 6, 27)).version == "2024"


def test_names_no_day_of_its_own_review() -> None:
    assert PACK.review_due is None


def test_knows_two_kinds_of_case_and_deals_with_both_as_complaints() -> None:
    assert [(each.id, each.kind) for each in PACK.kinds] == [
        ("official_complaint", Kind.COMPLAINT),
        ("not_right_first_time", Kind.COMPLAINT),
    ]


def test_counts_as_a_complaint_whatever_was_not_right_first_time_but_does_not_name_what_was_left_undone() -> None:
    assert set(PACK.definition.covers) == {
        "however_made", "service_standard", "actions", "own_staff", "acting_on_behalf", "one_resident", "group",
    }  # fmt: skip
    assert "did not get it right the first time" in PACK.definition.words


WAYS = {each.id: each for each in PACK.channels}


class TestTheWaysIn:
    def test_are_seven(self) -> None:
        assert set(WAYS) == {
            "email", "letter", "dictated", "representative", "staff", "director", "council",
        }  # fmt: skip

    def test_e_mail_to_the_comments_box_is_liked_best(self) -> None:
        assert PACK.contacts.email == "comments@leathermarketjmb.org.uk"
        assert "best way" in WAYS["email"].words

    def test_a_letter_is_headed_with_either_name(self) -> None:
        assert "official complaint or not right first time" in WAYS["letter"].words

    def test_it_is_dictated_to_somebody_who_was_not_part_of_it(self) -> None:
        assert "not part of it" in WAYS["dictated"].words
        assert WAYS["dictated"].source == "8"

    def test_managers_can_start_it_and_a_director_hands_it_on_if_staff_are_told_too(self) -> None:
        assert "managers can start it" in WAYS["staff"].words
        assert "Tell someone in our office too" in WAYS["director"].words

    def test_the_council_takes_longer_and_only_looks_after_the_landlord_has(self) -> None:
        words = WAYS["council"].words
        assert "takes longer" in words
        assert "only looks at it after we have" in words


class TestLevelOne:
    LEVEL = PACK.stage(1)

    def test_is_met_within_15_working_days_by_the_action_or_by_confirming_it_in_writing(self) -> None:
        assert self.LEVEL.clocks == (
            Clock("respond", 15, Unit.WORKING, Start.RECEIVED, "policy 10, Level 1", ("action", "confirmation")),
        )

    def test_promises_no_acknowledgement(self) -> None:
        assert self.LEVEL.clock("acknowledge") is None

    def test_may_take_5_working_days_more(self) -> None:
        assert self.LEVEL.extension == Extension(5, Unit.WORKING, "policy 10, Level 1")

    def test_its_answer_shows_the_way_to_level_two_for_which_no_time_is_set(self) -> None:
        assert self.LEVEL.answer == ("next_stage",)
        assert self.LEVEL.window is None


class TestLevelTwo:
    LEVEL = PACK.stage(2)

    def test_is_decided_by_a_director_or_a_senior_manager_who_did_not_deal_with_level_one(self) -> None:
        assert self.LEVEL.responder == "A director or a senior manager"
        assert self.LEVEL.not_by == ("earlier_stages",)

    def test_is_decided_within_25_working_days_of_the_request(self) -> None:
        source = "policy 10, Level 2"
        assert self.LEVEL.clock("respond") == Clock("respond", 25, Unit.WORKING, Start.REQUESTED, source)

    def test_tells_how_it_stands_within_15_working_days_of_each_contact(self) -> None:
        assert self.LEVEL.clock("update") == Clock("update", 15, Unit.WORKING, Start.CONTACT, "policy 10, Level 2")

    def test_names_no_longer_time(self) -> None:
        assert self.LEVEL.extension is None

    def test_hears_the_resident_who_asks_and_gives_days(self) -> None:
        assert "ask to tell us in person" in self.LEVEL.hearing
        assert "days on which you can come" in self.LEVEL.hearing

    def test_sends_new_issues_back_to_level_one(self) -> None:
        assert self.LEVEL.new_issues == "separate"

    def test_its_answer_holds_the_decision_and_the_way_to_level_three(self) -> None:
        assert self.LEVEL.answer == ("decision", "next_stage")

    def test_leaves_15_working_days_to_ask_for_level_three(self) -> None:
        assert self.LEVEL.window == Window(15, Unit.WORKING, "policy 10, Level 3")


class TestLevelThree:
    LEVEL = PACK.stage(3)

    def test_is_southwark_s_independent_review(self) -> None:
        assert PACK.bodies[self.LEVEL.held_by].email == "complaints@southwark.gov.uk"
        assert self.LEVEL.responder == "Southwark Council"
        assert self.LEVEL.not_by == ("earlier_stages",)

    def test_has_no_clock(self) -> None:
        assert (self.LEVEL.clocks, self.LEVEL.extension, self.LEVEL.window) == ((), None, None)

    def test_is_asked_for_at_the_landlord_who_reports_to_the_council(self) -> None:
        assert "Tell us" in self.LEVEL.words
        assert "report" in self.LEVEL.words


def test_level_four_is_the_ombudsman_s_so_level_three_is_the_landlord_s_last() -> None:
    assert PACK.stage(4).held_by == OMBUDSMAN
    assert [stage.number for stage in PACK.own_stages] == [1, 2, 3]
    assert PACK.next_stage(3) is None


def test_closes_the_road_to_the_ombudsman_until_the_end_and_prints_only_a_website() -> None:
    assert PACK.ombudsman_terms.not_until
    assert PACK.ombudsman_terms.printed == ("www.housing-ombudsman.org.uk",)
    assert PACK.ombudsman.phone == "0300 111 3000", "what residents are shown is checked, not printed"


def test_the_three_outcomes() -> None:
    assert [(each.id, each.source) for each in PACK.outcomes] == [
        ("put_right", "1a"), ("judgement_reviewed", "1b"), ("cannot_meet", "1c"),
    ]  # fmt: skip
    assert "tell you why" in PACK.outcomes[-1].words


def test_money_only_for_a_direct_loss_that_no_insurance_pays_and_only_by_the_manager_or_deputy() -> None:
    assert PACK.money is not None
    assert PACK.money.who == ("the Manager", "the Deputy Manager")
    assert PACK.money.only_direct_loss
    assert "insurance" in PACK.money.words
    assert PACK.money.source == "4"


def test_the_six_remedies() -> None:
    assert {each.id: each.source for each in PACK.remedies} == {
        "put_right": "1a", "apology": "3", "explanation": "1c and 6", "reconsider": "1b", "change_practice": "3",
        "money": "4",
    }  # fmt: skip


def test_the_four_adjustments_one_of_them_a_main_person_to_talk_to() -> None:
    assert {each.id: each.source for each in PACK.adjustments} == {
        "dictated": "8", "home_visit": "8", "priority": "8", "primary_contact": "9",
    }  # fmt: skip
    assert "one main person" in PACK.adjustments[-1].words, "the primary point of contact, not the only one"


class TestUnreasonableBehaviour:
    FOUND = PACK.unreasonable_behaviour

    def test_is_number_tone_abuse_and_what_somebody_is_thought_to_want(self) -> None:
        assert set(self.FOUND.grounds) == {"number_of_requests", "tone", "abuse", "intention"}

    def test_may_be_met_by_a_cap_of_12_a_year(self) -> None:
        assert self.FOUND.cap == 12
        assert "15 working days" in self.FOUND.words

    def test_is_first_explained_then_warned_of_then_talked_over_then_limited(self) -> None:
        told, warned, met, limited = self.FOUND.steps
        assert "why" in told
        assert "Our Manager" in warned
        assert "the Deputy Manager" in warned
        assert "a director and a manager" in met
        assert "limit" in limited

    def test_is_limited_by_the_chair_and_the_manager_and_looked_at_again_after_a_year_on_request(self) -> None:
        assert self.FOUND.who == ("the Chair of our board", "the Manager")
        assert "One year after" in self.FOUND.review
        assert not self.FOUND.refuses


def test_only_takes_what_belongs_to_the_management_agreement() -> None:
    assert [(each.who, each.source) for each in PACK.not_ours] == [("Southwark Council", "1")]
    assert PACK.exclusions == ()


@pytest.mark.parametrize(
    ("promise", "source"),
    [
        ("contractors_inside", "1"), ("learns", "3"), ("withheld_explained", "6"), ("spoken_to", "10, Level 1"),
        ("action_followed_up", "10, Level 1"), ("extension_explained", "10, Level 1"),
        ("unresolved_goes_on", "10, Level 1"), ("chance_to_speak", "10, Level 2"),
        ("every_point_answered", "10, Level 2"),
    ],
)  # fmt: skip
def test_what_it_promises_and_where(promise: str, source: str) -> None:
    assert PACK.says[promise] == source


@pytest.mark.parametrize(
    "promise", ["ombudsman_any_time", "published", "refusal_explained", "restriction_fair", "annual_report", "private"]
)
def test_what_it_does_not_promise_is_not_put_in_its_mouth(promise: str) -> None:
    assert promise in PROMISES
    assert promise not in PACK.says


def test_the_policies_it_leans_on() -> None:
    assert [each.name for each in PACK.linked_policies] == [
        "Repairs policy", "Anti-social behaviour policy", "Service standards",
    ]  # fmt: skip
