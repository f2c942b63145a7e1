"""The pack of jLiving holds what its Complaints Policy and Procedure of 2024 says."""

from datetime import date

import pytest

from portal.domain.policy import Clock, Extension, Start, Window
from portal.domain.terms import PROMISES, Exclusion, Ground, Length, Unit
from portal.files.packs import Packs

PACKS = Packs.load()
PACK = PACKS.version("jliving", "2024")
SEVEN_ITEMS = ("stage", "definition", "decision", "reasons", "remedy", "outstanding", "ombudsman")


def excluded(id: str) -> Exclusion:
    found = PACK.exclusion(id)
    assert found is not None
    return found


def test_is_in_force_from_april_2024_and_names_no_day_of_review() -> None:
    assert (PACK.in_force_from, PACK.in_force_to, PACK.review_due) == (date(2024, 4, 1), None, None)
    assert PACKS.in_force("jliving", date(2026, 11, 23)) == PACK


def test_can_be_reached_at_its_head_office_whose_address_is_not_printed() -> None:
    assert (PACK.name, PACK.letters) == ("jLiving", "JLV")
    assert PACK.contacts.phone == "0208 381 4901"
    assert PACK.contacts.email == "info@jliving.org.uk"
    assert (PACK.contacts.address, PACK.contacts.emergency_phone) == ("", "")


def test_anyone_may_complain_who_uses_the_service_or_is_affected_by_it() -> None:
    assert "uses our service" in PACK.who_may_complain.words
    assert "affected" in PACK.who_may_complain.words


def test_has_the_code_s_definition_whole() -> None:
    assert len(PACK.definition.covers) == 8


WAYS = {each.id: each for each in PACK.channels}


class TestTheWaysIn:
    def test_are_five_and_a_relative_or_friend(self) -> None:
        assert set(WAYS) == {"phone", "letter", "email", "social_media", "in_person", "representative"}

    def test_what_comes_by_social_media_is_answered_in_writing_or_by_phone(self) -> None:
        assert WAYS["social_media"].answered_by == ("letter", "phone")

    def test_no_other_way_is_answered_elsewhere(self) -> None:
        assert [each.id for each in PACK.channels if each.answered_by] == ["social_media"]


def test_consent_for_somebody_else_is_given_in_writing_or_in_person() -> None:
    for words in ("family", "friend", "in writing or in person"):
        assert words in PACK.representative.words


class TestTheNineExclusions:
    def test_are_these_in_the_policy_s_order(self) -> None:
        assert [(each.id, each.ground) for each in PACK.exclusions] == [
            ("other_residents", Ground.OTHER_RESIDENTS),
            ("solicitor", Ground.SOLICITOR),
            ("insurer", Ground.INSURER),
            ("ombudsman", Ground.OMBUDSMAN),
            ("over_12_months", Ground.OVER_TIME),
            ("already_considered", Ground.PURSUED_UNREASONABLY),
            ("not_ours", Ground.NOT_OURS),
            ("appeal", Ground.APPEAL),
            ("charges", Ground.CHARGES),
        ]

    @pytest.mark.parametrize(
        ("id", "unless"),
        [
            ("other_residents", "standards_missed"),
            ("over_12_months", "needed_more_time"),
            ("appeal", "procedure_not_followed"),
            ("charges", "wrong_calculation"),
        ],
    )
    def test_four_have_an_exception(self, id: str, unless: str) -> None:
        assert excluded(id).unless == (unless,)

    @pytest.mark.parametrize("id", ["solicitor", "insurer", "ombudsman", "already_considered", "not_ours"])
    def test_five_have_none(self, id: str) -> None:
        assert excluded(id).unless == ()

    def test_twelve_months_count_from_what_happened_alone(self) -> None:
        source = "policy What is not a complaint"
        assert excluded("over_12_months").within == Length(12, Unit.MONTHS, source)
        assert excluded("over_12_months").counts_from == ("occurrence",)

    @pytest.mark.parametrize(
        ("id", "who"),
        [
            ("other_residents", "other rules"),
            ("solicitor", "solicitor"),
            ("insurer", "insurers"),
            ("ombudsman", "Ombudsman"),
            ("appeal", "the appeal"),
        ],
    )
    def test_where_there_is_another_road_it_says_who_answers_there(self, id: str, who: str) -> None:
        assert who in excluded(id).who

    def test_what_was_considered_before_is_only_left_out_if_it_is_also_pursued_unreasonably(self) -> None:
        assert "Both must be so" in excluded("already_considered").means


def test_everything_is_first_tried_informally_and_this_is_no_stage() -> None:
    assert PACK.informal_first.words
    assert PACK.informal_first.source == "How will jLiving respond to complaints"
    assert [(stage.number, stage.informal) for stage in PACK.stages] == [(1, False), (2, False)]


class TestStageOne:
    STAGE = PACK.stage(1)

    def test_is_the_head_of_housing_s_or_another_manager_s(self) -> None:
        assert self.STAGE.responder == "The Head of Housing"
        assert self.STAGE.deputies == ("another manager",)

    def test_makes_contact_within_5_working_days_and_does_not_call_it_an_acknowledgement(self) -> None:
        assert self.STAGE.clock("speak") == Clock("speak", 5, Unit.WORKING, Start.RECEIVED, "policy Stage 1")
        assert self.STAGE.clock("acknowledge") is None

    def test_answers_within_10_working_days_of_receipt(self) -> None:
        assert self.STAGE.clock("respond") == Clock("respond", 10, Unit.WORKING, Start.RECEIVED, "policy Stage 1")

    def test_may_take_10_more(self) -> None:
        assert self.STAGE.extension == Extension(10, Unit.WORKING, "policy Stage 1")

    def test_leaves_10_working_days_to_go_on_and_then_closes(self) -> None:
        assert self.STAGE.window == Window(10, Unit.WORKING, "policy Stage 1", closes=True)
        assert PACK.closing is not None
        assert PACK.closing.silence == Length(10, Unit.WORKING, "policy Stage 1")
        assert not PACK.closing.when_done

    def test_its_letter_holds_seven_things_and_the_last_is_the_ombudsman_not_stage_two(self) -> None:
        assert self.STAGE.answer == SEVEN_ITEMS

    def test_takes_in_what_is_added_before_the_answer(self) -> None:
        assert self.STAGE.new_issues == "join"


class TestStageTwo:
    STAGE = PACK.stage(2)

    def test_is_the_chief_executive_s_or_in_her_absence_a_senior_manager_s_or_board_member_s(self) -> None:
        assert self.STAGE.responder == "The Chief Executive"
        assert self.STAGE.deputies == ("a senior manager", "a member of our board")

    def test_is_acknowledged_within_5_working_days_of_the_request(self) -> None:
        found = self.STAGE.clock("acknowledge")
        assert found == Clock("acknowledge", 5, Unit.WORKING, Start.REQUESTED, "policy Stage 2")

    def test_is_answered_within_20_working_days_of_the_request(self) -> None:
        assert self.STAGE.clock("respond") == Clock("respond", 20, Unit.WORKING, Start.REQUESTED, "policy Stage 2")

    def test_may_take_10_more(self) -> None:
        assert self.STAGE.extension == Extension(10, Unit.WORKING, "policy Stage 2")

    def test_asks_for_reasons(self) -> None:
        assert self.STAGE.asks_reasons
        assert not PACK.stage(1).asks_reasons

    def test_its_letter_holds_the_same_seven_things(self) -> None:
        assert self.STAGE.answer == SEVEN_ITEMS

    def test_is_the_last(self) -> None:
        assert PACK.next_stage(2) is None
        assert PACK.says["final_stage"] == "Stage 2"


def test_the_complaints_officer_is_the_head_of_housing() -> None:
    assert "Head of Housing" in PACK.complaints_officer.words


def test_the_two_adjustments_are_both_more_time() -> None:
    assert [each.id for each in PACK.adjustments] == ["more_time", "more_time_to_complain"]


def test_the_eight_remedies() -> None:
    assert [each.id for each in PACK.remedies] == [
        "apology", "acknowledge", "explanation", "action", "reconsider", "correct_record", "money", "change_practice",
    ]  # fmt: skip


def test_names_nobody_who_may_say_yes_to_money() -> None:
    assert PACK.money is None


class TestUnreasonableBehaviour:
    FOUND = PACK.unreasonable_behaviour

    def test_has_six_points_the_first_of_them_abuse_and_threats(self) -> None:
        assert self.FOUND.grounds == (
            "abuse", "threats", "volume", "expectations", "nothing_more_to_do", "persistence", "resources",
        )  # fmt: skip

    def test_may_end_in_a_refusal_after_explaining_and_asking_what_is_needed(self) -> None:
        assert self.FOUND.refuses
        assert len(self.FOUND.steps) == 2
        assert "what you need" in self.FOUND.steps[1]

    def test_has_no_cap_no_review_and_nobody_named_who_decides(self) -> None:
        assert (self.FOUND.cap, self.FOUND.review, self.FOUND.who) == (None, "", ())


@pytest.mark.parametrize(
    ("promise", "source"),
    [
        ("refusal_explained", "What is not a complaint"), ("refusal_to_ombudsman", "What is not a complaint"),
        ("survey_says_how", "What is not a complaint"), ("requests_recorded", "What is not a complaint"),
        ("request_goes_on", "What is not a complaint"), ("contractors_inside", "Complaints about Third Parties"),
        ("contractors_follow_code", "Complaints about Third Parties"), ("officer_has_authority", "Complaints Officer"),
        ("remedy_reflects_impact", "What remedies will jLiving offer"), ("extension_ombudsman", "Stage 1"),
        ("answer_when_known", "Stage 1"), ("ombudsman_any_time", "Stage 1"),
        ("board_member", "If you are still dissatisfied"), ("self_assessment", "If you are still dissatisfied"),
    ],
)  # fmt: skip
def test_what_it_promises_and_where(promise: str, source: str) -> None:
    assert PACK.says[promise] == source


@pytest.mark.parametrize(
    "promise", ["escalation_refusal_explained", "may_be_accompanied", "time_discretion", "restriction_reasoned"]
)
def test_what_it_does_not_promise_is_not_put_in_its_mouth(promise: str) -> None:
    assert promise in PROMISES
    assert promise not in PACK.says


def test_prints_the_ombudsman_s_website_and_phone_which_are_still_right() -> None:
    assert PACK.ombudsman_terms.printed == ("www.housing-ombudsman.org.uk", "0300 111 3000")
    assert PACK.ombudsman_terms.not_until == ""
