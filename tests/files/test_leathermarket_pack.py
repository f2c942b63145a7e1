"""The pack of Leathermarket JMB holds what its policy 3.1 of 27 June 2024 says."""

from datetime import date

import pytest

from portal.domain.policy import Clock, Extension, Start, Window
from portal.domain.terms import PROMISES, Exclusion, Ground, Length, Unit
from portal.files.packs import Packs

PACK = Packs.load().version("leathermarket-jmb", "2024")


def excluded(id: str) -> Exclusion:
    found = PACK.exclusion(id)
    assert found is not None
    return found


def test_is_version_3_1_in_force_from_27_june_2024_and_reviewed_three_years_later() -> None:
    assert "3.1" in PACK.title
    assert (PACK.in_force_from, PACK.in_force_to, PACK.review_due) == (date(2024, 6, 27), None, date(2027, 6, 27))
    assert (PACK.name, PACK.letters, PACK.region) == ("Leathermarket JMB", "LMJ", "england")


def test_can_be_reached_as_the_policy_says() -> None:
    assert PACK.contacts.email == "complaints@leathermarketjmb.org.uk"
    assert PACK.contacts.phone == "0207 450 8000"
    for part in ("26 Leathermarket St", "London", "SE1 3HN"):
        assert part in PACK.contacts.address
    assert "estate" in PACK.contacts.in_person


def test_invents_no_emergency_line() -> None:
    assert PACK.contacts.emergency_phone == ""


class TestStageOne:
    STAGE = PACK.stage(1)

    def test_is_acknowledged_within_5_working_days_of_receipt(self) -> None:
        assert self.STAGE.clock("acknowledge") == Clock("acknowledge", 5, Unit.WORKING, Start.RECEIVED, "policy 5.1")

    def test_is_answered_within_10_working_days_of_the_acknowledgement(self) -> None:
        assert self.STAGE.clock("respond") == Clock("respond", 10, Unit.WORKING, Start.ACKNOWLEDGED, "policy 5.1")

    def test_may_take_a_further_10(self) -> None:
        assert self.STAGE.extension == Extension(10, Unit.WORKING, "policy 5.1")

    def test_leaves_28_days_to_ask_for_more(self) -> None:
        assert self.STAGE.window == Window(28, Unit.CALENDAR, "policy 5.2")

    def test_a_complaint_about_staff_goes_to_another_manager(self) -> None:
        assert PACK.says["own_staff_another_manager"] == "5.0"
        assert self.STAGE.not_by == ("involved",)


class TestStageTwo:
    STAGE = PACK.stage(2)

    def test_is_southwark_council_s(self) -> None:
        assert self.STAGE.responder == "Southwark Council"
        assert PACK.bodies[self.STAGE.held_by].name == "Southwark Council"
        assert self.STAGE.not_by == ("earlier_stages",)

    def test_is_answered_within_20_working_days_of_the_request_and_promises_no_acknowledgement(self) -> None:
        assert self.STAGE.clocks == (Clock("respond", 20, Unit.WORKING, Start.REQUESTED, "policy 5.2"),)

    def test_may_be_extended_by_agreement_without_a_limit_and_has_no_window(self) -> None:
        assert self.STAGE.extension is not None
        assert (self.STAGE.extension.length, self.STAGE.extension.source) == (None, "policy 5.2")
        assert self.STAGE.window is None


def test_there_are_two_stages_and_no_more() -> None:
    assert [stage.number for stage in PACK.stages] == [1, 2]


def test_the_five_exclusions() -> None:
    assert [each.id for each in PACK.exclusions] == [
        "over_12_months", "court", "already_considered", "staff_misconduct", "staff_employment",
    ]  # fmt: skip
    assert {each.source for each in PACK.exclusions} == {"4.0"}


def test_twelve_months_do_not_count_while_it_goes_on_or_health_or_safety_is_at_risk() -> None:
    late = excluded("over_12_months")
    assert late.within == Length(12, Unit.MONTHS, "policy 4.0")
    assert late.counts_from == ("occurrence",)
    assert set(late.unless) == {"still_going", "health_or_safety"}
    assert "12 months" in late.words
    assert PACK.says["time_discretion"] == "4.0", "health or safety is only an example"


def test_court_means_that_a_claim_was_sent_there() -> None:
    assert excluded("court").ground is Ground.COURT_FILED
    assert "a claim has been sent there" in excluded("court").words


@pytest.mark.parametrize("id", ["staff_misconduct", "staff_employment"])
def test_what_staff_rules_deal_with_is_said_to_be_dealt_with(id: str) -> None:
    assert excluded(id).ground is Ground.STAFF_MATTER
    assert "staff rules" in excluded(id).instead
    assert excluded(id).who == "Our managers"


def test_the_five_adjustments() -> None:
    assert [each.id for each in PACK.adjustments] == [
        "home_visit", "accessible_venue", "translation", "mediation", "advocacy",
    ]  # fmt: skip


def test_the_seven_remedies() -> None:
    assert [each.id for each in PACK.remedies] == [
        "apology", "explanation", "action", "reconsider", "correct_record", "money", "change_practice",
    ]  # fmt: skip


def test_the_ombudsman_s_address_is_today_s_not_the_one_the_policy_prints() -> None:
    assert PACK.ombudsman.phone == "0300 111 3000"
    assert "PO Box 1484" in PACK.ombudsman.address
    assert "PR2 0ET" in PACK.ombudsman.address
    assert "Liverpool" not in PACK.ombudsman.address
    assert PACK.ombudsman.complain_at == "https://www.housing-ombudsman.org.uk/residents/make-a-complaint/"
    assert PACK.ombudsman.checked_on >= date(2026, 1, 13), "new cases by web form, no longer by e-mail, from then"


def test_no_mail_address_of_the_ombudsman_is_given_for_new_cases() -> None:
    shown = PACK.ombudsman
    assert "@" not in f"{shown.email}{shown.complain_at}{shown.address}{shown.website}{shown.phone}"


def test_definition_covers_all_that_the_code_asks() -> None:
    for words in ("in any way", "our staff or people who work for us", "did not do", "one person or many"):
        assert words in " ".join(PACK.definition.words.split())
    assert "do not need to use the word complaint" in " ".join(PACK.definition.words.split())
    assert len(PACK.definition.covers) == 8


def test_a_service_request_goes_on_beside_a_complaint() -> None:
    assert "It does not stop if you also complain" in PACK.service_request.words


def test_a_complaint_without_a_name_and_one_for_somebody_else_are_taken() -> None:
    assert "without your name" in PACK.anonymous.words
    assert "permission" in PACK.representative.words
    assert "We still look into your complaint" in PACK.unreasonable_behaviour.words


def test_what_counts_as_unreasonable_and_where_the_rest_of_it_stands() -> None:
    assert set(PACK.unreasonable_behaviour.grounds) == {"persistence", "expectations", "abuse", "threats"}
    assert PACK.unreasonable_behaviour.cap is None
    assert {each.name: each.source for each in PACK.linked_policies} == {
        "Unreasonable Behaviour Policy": "4.0",
        "HR procedures": "4.0",
        "Data Protection Policy": "13.0",
        "Southwark Council's stage 2": "5.2",
    }


def test_the_six_ways_to_complain_one_of_them_through_somebody_else() -> None:
    assert {each.id: each.source for each in PACK.channels} == {
        "website": "1.0", "email": "1.0", "phone": "1.0", "letter": "1.0", "in_person": "1.0", "representative": "9.0",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("promise", "source"),
    [
        ("word_not_needed", "3.0"), ("choice_offered", "3.0"), ("unhappy_request_is_complaint", "3.0"),
        ("escalation_refusal_explained", "4.0"), ("refusal_to_ombudsman", "4.0"), ("intervals_agreed", "5.1"),
        ("contact_agreed", "5.1"), ("answer_in_writing", "5.1"), ("extension_ombudsman", "5.1"),
        ("unresolved_goes_on", "5.2"), ("board_member", "12.0"), ("self_assessment", "1.0"),
    ],
)  # fmt: skip
def test_what_it_promises_and_where(promise: str, source: str) -> None:
    assert PACK.says[promise] == source


@pytest.mark.parametrize("promise", ["may_be_accompanied", "staff_trained", "report_published", "remedy_any_stage"])
def test_what_it_does_not_promise_is_not_put_in_its_mouth(promise: str) -> None:
    assert promise in PROMISES
    assert promise not in PACK.says


def test_names_nobody_who_may_say_yes_to_money_nor_when_a_case_is_closed() -> None:
    assert (PACK.money, PACK.closing, PACK.survey) == (None, None, None)


def test_is_in_force_today_and_for_what_came_before_it() -> None:
    packs = Packs.load()
    assert packs.in_force("leathermarket-jmb", date(2026, 11, 23)) == PACK
    assert packs.in_force("leathermarket-jmb", date(2024, 6, 27)) == PACK
