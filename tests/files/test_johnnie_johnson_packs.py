"""The packs of Johnnie Johnson hold what its policy of 2017 and its self-assessment of 2020 say, and no more."""

from datetime import date

import pytest

from portal.domain.policy import Clock, Extension, Policy, Start
from portal.domain.terms import Exclusion, Ground, Kind, Length, Unit
from portal.files.packs import Packs

PACKS = Packs.load()
IN_2017 = PACKS.version("johnnie-johnson", "2017")
IN_2020 = PACKS.version("johnnie-johnson", "2020")
BOTH = pytest.mark.parametrize("pack", [IN_2017, IN_2020], ids=["2017", "2020"])


def excluded(pack: Policy, id: str) -> Exclusion:
    found = pack.exclusion(id)
    assert found is not None
    return found


class TestWhenTheyAreInForce:
    def test_the_first_from_march_2017_until_the_day_before_the_next(self) -> None:
        assert (IN_2017.in_force_from, IN_2017.in_force_to) == (date(2017, 3, 1), date(2020, 3, 31))
        assert PACKS.in_force("johnnie-johnson", date(2020, 3, 31)) == IN_2017

    def test_the_second_from_april_2020_without_an_end(self) -> None:
        assert (IN_2020.in_force_from, IN_2020.in_force_to) == (date(2020, 4, 1), None)
        assert PACKS.in_force("johnnie-johnson", date(2020, 4, 1)) == IN_2020
        assert PACKS.in_force("johnnie-johnson", date(2026, 11, 23)) == IN_2020

    def test_the_first_was_to_be_reviewed_by_the_end_of_march_2020_and_of_the_second_nothing_is_known(self) -> None:
        assert IN_2017.review_due == date(2020, 3, 31)
        assert IN_2020.review_due is None


class TestBothTellHowToReachTheLandlord:
    @BOTH
    def test_by_the_phone_and_the_website_that_are_printed(self, pack: Policy) -> None:
        assert pack.letters == "JJH"
        assert pack.contacts.phone == "0345 305 5335"
        assert pack.contacts.website == "https://www.jjhousing.co.uk"
        assert "any member of our staff" in pack.contacts.in_person

    @BOTH
    def test_and_invent_no_address_and_no_other_number(self, pack: Policy) -> None:
        contacts = pack.contacts
        assert (contacts.email, contacts.address) == ("", "")
        assert (contacts.repairs_email, contacts.repairs_phone, contacts.emergency_phone) == ("", "", "")

    @BOTH
    def test_in_six_ways_one_of_them_a_relative_friend_mp_or_councillor(self, pack: Policy) -> None:
        assert [each.id for each in pack.channels] == [
            "phone", "in_person", "website", "letter", "email", "representative",
        ]  # fmt: skip
        assert {each.source for each in pack.channels} == {"3.1"}
        for who in ("relative", "friend", "MP", "councillor"):
            assert who in pack.channels[-1].words
            assert who in pack.representative.words

    @BOTH
    def test_and_who_helps_with_it(self, pack: Policy) -> None:
        assert [each.name for each in pack.advice] == ["Citizens Advice"]
        assert "group of residents" in pack.representative.words


class TestWhatACaseCanBe:
    def test_in_2017_a_complaint_a_compliment_or_a_suggestion(self) -> None:
        assert [(each.id, each.kind, each.source) for each in IN_2017.kinds] == [
            ("complaint", Kind.COMPLAINT, "2.3"),
            ("compliment", Kind.COMPLIMENT, "2.1"),
            ("suggestion", Kind.SUGGESTION, "2.2"),
        ]

    def test_in_2020_the_self_assessment_speaks_of_complaints_alone(self) -> None:
        assert [(each.id, each.kind) for each in IN_2020.kinds] == [("complaint", Kind.COMPLAINT)]

    @BOTH
    def test_justified_or_not(self, pack: Policy) -> None:
        assert "You may be right or wrong" in pack.definition.words

    def test_in_2017_all_the_code_names_but_however_made_and_a_group(self) -> None:
        assert set(IN_2017.definition.covers) == {
            "service_standard", "actions", "lack_of_action", "own_staff", "acting_on_behalf", "one_resident",
        }  # fmt: skip

    def test_in_2020_no_longer_actions_or_lack_of_action(self) -> None:
        assert set(IN_2017.definition.covers) - set(IN_2020.definition.covers) == {"actions", "lack_of_action"}
        assert set(IN_2020.definition.covers) < set(IN_2017.definition.covers)

    @BOTH
    def test_a_first_report_of_a_repair_or_of_nuisance_is_a_request(self, pack: Policy) -> None:
        assert "first report of a repair" in pack.service_request.words
        assert "noise" in pack.service_request.words

    @BOTH
    def test_anyone_may_complain(self, pack: Policy) -> None:
        assert "do not need to be a tenant" in pack.who_may_complain.words


class TestStage0In2017:
    STAGE = IN_2017.stage(0)

    def test_comes_before_the_formal_ones(self) -> None:
        assert self.STAGE.informal
        assert not IN_2017.stage(1).informal

    def test_is_settled_within_5_working_days_of_receipt(self) -> None:
        assert self.STAGE.clock("respond") == Clock("respond", 5, Unit.WORKING, Start.RECEIVED, "policy 3.4")

    def test_begins_with_a_talk_within_3_working_days(self) -> None:
        assert self.STAGE.clock("speak") == Clock("speak", 3, Unit.WORKING, Start.RECEIVED, "policy 3.7")

    def test_is_left_for_stage_1_where_an_investigation_is_needed(self) -> None:
        assert "Stage 1" in self.STAGE.words


class TestStage1In2017:
    STAGE = IN_2017.stage(1)

    def test_is_answered_within_15_working_days_of_receipt_not_of_the_end_of_stage_0(self) -> None:
        assert self.STAGE.clock("respond") == Clock("respond", 15, Unit.WORKING, Start.RECEIVED, "policy 3.5")

    def test_begins_with_a_talk_within_3_working_days_of_asking_for_it(self) -> None:
        assert self.STAGE.clock("speak") == Clock("speak", 3, Unit.WORKING, Start.REQUESTED, "policy 3.7")

    def test_may_take_longer_by_agreement_without_a_limit(self) -> None:
        assert self.STAGE.extension == Extension(None, Unit.WORKING, "policy 3.5")
        assert IN_2017.says["extension_agreed"] == "3.5"

    def test_is_a_manager_s_of_that_service(self) -> None:
        assert self.STAGE.responder == "A manager of the service that it is about"


class TestStage2In2017:
    STAGE = IN_2017.stage(2)

    def test_is_a_panel_s_of_board_residents_and_management(self) -> None:
        assert "panel" in self.STAGE.responder
        for member in ("our board", "a resident", "a director or a senior manager"):
            assert member in self.STAGE.words

    def test_is_answered_within_28_working_days_of_the_request(self) -> None:
        assert self.STAGE.clock("respond") == Clock("respond", 28, Unit.WORKING, Start.REQUESTED, "policy 3.6")
        assert self.STAGE.extension is None

    def test_comes_only_if_a_senior_manager_decides_so_whose_refusal_is_told_within_5_calendar_days(self) -> None:
        assert "senior manager" in self.STAGE.gate
        assert self.STAGE.asks_reasons
        assert self.STAGE.clock("refusal") == Clock("refusal", 5, Unit.CALENDAR, Start.REQUESTED, "policy 3.6")
        assert IN_2017.says["escalation_refusal_explained"] == "3.6"

    def test_is_not_decided_by_who_was_involved_before(self) -> None:
        assert self.STAGE.not_by == ("earlier_stages",)

    def test_begins_with_a_talk_within_3_working_days_of_the_request(self) -> None:
        assert self.STAGE.clock("speak") == Clock("speak", 3, Unit.WORKING, Start.REQUESTED, "policy 3.7")

    def test_is_the_last(self) -> None:
        assert [stage.number for stage in IN_2017.own_stages] == [0, 1, 2]
        assert IN_2017.next_stage(2) is None


class TestTheStagesIn2020:
    @pytest.mark.parametrize(("number", "start"), [(0, Start.RECEIVED), (1, Start.REQUESTED), (2, Start.REQUESTED)])
    def test_a_talk_within_2_working_days_at_each_the_shorter_of_the_two_that_are_printed(
        self, number: int, start: Start
    ) -> None:
        assert IN_2020.stage(number).clock("speak") == Clock("speak", 2, Unit.WORKING, start, "policy 6.3")

    def test_logged_and_acknowledged_the_same_day(self) -> None:
        acknowledged = IN_2020.stage(0).clock("acknowledge")
        assert acknowledged is not None
        assert (acknowledged.length, acknowledged.unit, acknowledged.start) == (0, Unit.CALENDAR, Start.RECEIVED)

    def test_stage_0_is_informal_and_how_long_it_takes_is_not_known(self) -> None:
        assert IN_2020.stage(0).informal
        assert IN_2020.stage(0).clock("respond") is None

    def test_stage_1_takes_10_working_days_and_more_by_agreement(self) -> None:
        stage = IN_2020.stage(1)
        assert stage.clock("respond") == Clock("respond", 10, Unit.WORKING, Start.RECEIVED, "policy 5.2")
        assert stage.extension == Extension(None, Unit.WORKING, "policy 5.2")

    def test_stage_2_takes_15_working_days_and_is_an_independent_senior_manager_s(self) -> None:
        stage = IN_2020.stage(2)
        responds = stage.clock("respond")
        assert responds is not None
        assert (responds.length, responds.unit, responds.start) == (15, Unit.WORKING, Start.REQUESTED)
        assert "senior manager" in stage.responder
        assert stage.not_by == ("earlier_stages",)
        assert stage.extension is None, "the agreed new date is printed beside the 10 days of stage 1"

    def test_there_is_no_third(self) -> None:
        assert [stage.number for stage in IN_2020.own_stages] == [0, 1, 2]

    @pytest.mark.parametrize("number", [0, 1])
    def test_each_answer_says_how_to_go_on(self, number: int) -> None:
        assert "next_stage" in IN_2020.stage(number).answer
        assert "ombudsman" not in IN_2020.stage(number).answer

    def test_the_last_answer_names_the_ombudsman(self) -> None:
        assert "ombudsman" in IN_2020.stage(2).answer

    def test_nothing_of_2017_is_borrowed(self) -> None:
        assert IN_2020.closing is None
        assert IN_2020.survey is None
        assert IN_2020.says["asked_how_it_went"] == "4 of the self-assessment", "that there is a survey is known"
        assert all(stage.clock("refusal") is None and not stage.gate for stage in IN_2020.stages)
        assert (IN_2020.ombudsman_terms.wait, IN_2020.ombudsman_terms.designated_person) == (None, "")
        assert "member_of_parliament" not in IN_2020.says


@BOTH
@pytest.mark.parametrize("number", [0, 1, 2])
def test_every_stage_explains_the_decision_and_says_when_actions_will_be_done(pack: Policy, number: int) -> None:
    assert {"decision", "reasons", "outstanding"} <= set(pack.stage(number).answer)


@BOTH
def test_every_stage_says_who_answers_when_and_how_the_complaint_is_understood(pack: Policy) -> None:
    assert {"told_who_and_when", "definition_confirmed", "remedy_by_when", "private", "enquiries_told"} <= set(
        pack.says
    )


class TestWhatIsLeftOut:
    @BOTH
    def test_nine_grounds_six_never_a_complaint_and_three_to_refuse_one(self, pack: Policy) -> None:
        assert {each.id: each.ground for each in pack.exclusions} == {
            "service_request": Ground.SERVICE_REQUEST,
            "appeal": Ground.APPEAL,
            "court": Ground.COURT_FILED,
            "legal_action": Ground.LEGAL_ACTION,
            "staff": Ground.STAFF_MATTER,
            "insurance": Ground.INSURER,
            "already_answered": Ground.ALREADY_CONSIDERED,
            "pursued_unreasonably": Ground.PURSUED_UNREASONABLY,
            "over_12_months": Ground.OVER_TIME,
        }
        assert {each.source for each in pack.exclusions[:6]} == {"2.4"}
        assert {each.source for each in pack.exclusions[6:]} == {"2.5"}

    @BOTH
    def test_a_court_is_also_one_that_has_already_heard_it_and_a_tribunal(self, pack: Policy) -> None:
        words = excluded(pack, "court").words
        assert "at court now" in words
        assert "court or tribunal has heard it" in words

    @BOTH
    def test_insurance_and_injury_go_to_the_insurers(self, pack: Policy) -> None:
        claim = excluded(pack, "insurance")
        assert "hurt" in claim.words
        assert claim.who == "Our insurers"

    @BOTH
    def test_staff_rules_and_appeals_are_other_roads(self, pack: Policy) -> None:
        assert "staff rules" in excluded(pack, "staff").instead
        assert "HR" in excluded(pack, "staff").who
        assert "those rules" in excluded(pack, "appeal").instead

    @BOTH
    def test_twelve_months_from_what_happened_without_exception(self, pack: Policy) -> None:
        late = excluded(pack, "over_12_months")
        assert late.within == Length(12, Unit.MONTHS, "policy 2.5")
        assert late.counts_from == ("occurrence",)
        assert late.unless == ()

    @BOTH
    def test_four_kinds_of_conduct_let_it_refuse_or_go_another_way(self, pack: Policy) -> None:
        behaviour = pack.unreasonable_behaviour
        assert set(behaviour.grounds) == {"persistence", "abuse", "non_cooperation", "expectations"}
        assert (behaviour.cap, behaviour.source) == (None, "2.5")
        assert behaviour.refuses
        assert "some other way" in behaviour.words


@BOTH
def test_the_adjustments_down_to_travel_and_carer_costs(pack: Policy) -> None:
    assert [each.id for each in pack.adjustments] == [
        "advocacy", "spoken", "extra_support", "translation", "large_print", "audio", "accessible_venue",
        "hearing_loop", "travel_costs", "carer_costs", "support_worker",
    ]  # fmt: skip
    assert {each.source for each in pack.adjustments} == {"3.2"}


@BOTH
def test_an_apology_putting_right_and_in_some_cases_money(pack: Policy) -> None:
    assert [each.id for each in pack.remedies] == ["apology", "put_right", "money"]
    assert pack.money is not None
    assert "Compensation Policy" in pack.money.words
    assert not pack.money.only_direct_loss
    assert pack.linked_policies[0].name == "Compensation Policy"


class TestTheEndIn2017:
    def test_closed_when_all_is_done_or_after_a_month_of_silence(self) -> None:
        assert IN_2017.closing is not None
        assert IN_2017.closing.when_done
        assert IN_2017.closing.silence == Length(1, Unit.MONTHS, "policy 3.10")

    def test_asked_about_it_within_5_working_days_of_closing(self) -> None:
        assert IN_2017.survey == Clock("survey", 5, Unit.WORKING, Start.CLOSED, "policy 3.11")

    def test_then_a_designated_person_or_eight_weeks(self) -> None:
        terms = IN_2017.ombudsman_terms
        assert terms.wait == Length(8, Unit.WEEKS, "policy 3.13")
        for who in ("MP", "councillor", "panel of tenants"):
            assert who in terms.designated_person
        assert terms.source == "3.13"

    def test_a_member_of_parliament_or_councillor_at_any_time(self) -> None:
        assert IN_2017.says["member_of_parliament"] == "3.12"


def test_the_policies_that_belong_to_each() -> None:
    assert [each.name for each in IN_2017.linked_policies] == [
        "Compensation Policy", "Equality & Diversity Policy", "Anti-Social Behaviour Policy",
    ]  # fmt: skip
    assert [each.name for each in IN_2020.linked_policies] == [
        "Compensation Policy", "Allocations Policy", "Equality, Diversity and Inclusion Policy",
    ]  # fmt: skip


def test_in_2020_customer_services_deal_with_complaints_and_all_staff_may_settle_one() -> None:
    assert "Customer Services" in IN_2020.complaints_officer.words
    assert "officer_has_authority" in IN_2020.says
    assert IN_2017.complaints_officer.words == "", "the policy of 2017 names nobody"


def test_in_2020_what_was_learnt_reaches_residents_board_and_annual_report() -> None:
    assert {"learning_shared", "board_informed", "annual_report"} <= set(IN_2020.says)


@BOTH
def test_residents_only_ever_see_the_checked_ombudsman(pack: Policy) -> None:
    assert pack.ombudsman.phone == "0300 111 3000"
    assert pack.ombudsman_terms.printed == (), "neither document prints a contact of the Ombudsman"
    assert pack.ombudsman_terms.not_until == ""
