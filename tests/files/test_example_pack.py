"""The pack to copy: an invented landlord whose policy meets the Code of 2024 in every point that a pack can meet."""

import re
from datetime import date

import pytest

from portal.domain.code import judge, own_findings
from portal.domain.policy import Clock, Extension, Stage, Start
from portal.domain.terms import COVERS, PROMISES, Ground, Kind, Length, Unit
from portal.files.codes import load_code, statutory
from portal.files.packs import EXAMPLE, POLICIES, Packs

PACKS = Packs.load()
PACK = PACKS.version(EXAMPLE, "2024")
TEXT = (POLICIES / EXAMPLE / "2024.yaml").read_text(encoding="utf-8")
CODE = statutory("england")
FIRST_SIX = ("stage", "definition", "decision", "reasons", "remedy", "outstanding")
"""What both of the Code's letters hold; the seventh is how to go on."""


def code_stage(number: int) -> Stage:
    assert CODE is not None
    return CODE.stages[number - 1]


def lengths(stage: Stage) -> dict[str, tuple[int, Unit, Start]]:
    return {clock.kind: (clock.length, clock.unit, clock.start) for clock in stage.clocks}


class TestItIsInvented:
    def test_no_resident_meets_it(self) -> None:
        assert EXAMPLE not in PACKS.landlords

    def test_its_addresses_are_reserved_for_examples(self) -> None:
        hosts = re.findall(r"(?:\w@|https://(?:www\.)?)([a-z.]+)", TEXT)
        hosts = re.findall(r"(?:@|https://(?:www\.)?)([a-z]+\.[a-z.]+)", TEXT)
        assert {host.rstrip(".") for host in hosts} <= {"example.org", "council.example.org"}

    def test_its_numbers_are_those_kept_for_drama(self) -> None:
        contacts = PACK.contacts
        for number in (contacts.phone, contacts.repairs_phone, contacts.emergency_phone):
            assert re.fullmatch(r"020 7946 0\d{3}", number)


class TestItMeetsTheCode:
    def test_nothing_is_found_against_it_not_even_a_note(self) -> None:
        assert judge(PACK, load_code("2024")).findings == ()
        assert own_findings(PACK, date(2026, 11, 23)) == ()

    def test_two_stages_neither_informal_nor_gated_nor_asking_for_reasons(self) -> None:
        assert [stage.number for stage in PACK.stages] == [1, 2]
        assert not any(stage.informal or stage.gate or stage.asks_reasons or stage.window for stage in PACK.stages)
        assert PACK.informal_first.words == ""

    @pytest.mark.parametrize("number", [1, 2])
    def test_with_the_code_s_own_clocks_and_extensions(self, number: int) -> None:
        assert lengths(PACK.stage(number)) == lengths(code_stage(number))
        ours, theirs = PACK.stage(number).extension, code_stage(number).extension
        assert ours is not None
        assert theirs is not None
        assert (ours.length, ours.unit) == (theirs.length, theirs.unit)

    def test_which_are_5_and_10_then_5_and_20_working_days(self) -> None:
        assert PACK.stage(1).clocks == (
            Clock("acknowledge", 5, Unit.WORKING, Start.RECEIVED, "policy 6.1"),
            Clock("respond", 10, Unit.WORKING, Start.ACKNOWLEDGED, "policy 6.1"),
        )
        assert PACK.stage(1).extension == Extension(10, Unit.WORKING, "policy 6.2")
        assert PACK.stage(2).clocks == (
            Clock("acknowledge", 5, Unit.WORKING, Start.REQUESTED, "policy 6.3"),
            Clock("respond", 20, Unit.WORKING, Start.ACKNOWLEDGED, "policy 6.3"),
        )
        assert PACK.stage(2).extension == Extension(20, Unit.WORKING, "policy 6.4")

    def test_its_letters_hold_all_seven_and_both_name_the_ombudsman(self) -> None:
        assert PACK.stage(1).answer == (*FIRST_SIX, "next_stage", "ombudsman")
        assert PACK.stage(2).answer == (*FIRST_SIX, "ombudsman")

    def test_somebody_else_decides_at_each(self) -> None:
        assert PACK.stage(1).not_by == ("involved",)
        assert PACK.stage(2).not_by == ("earlier_stages",)
        assert PACK.stage(2).deputies

    def test_its_definition_is_the_whole_one(self) -> None:
        assert set(PACK.definition.covers) == set(COVERS)

    def test_it_leaves_out_only_what_is_fair(self) -> None:
        assert [each.ground for each in PACK.exclusions] == [
            Ground.OVER_TIME, Ground.COURT_FILED, Ground.ALREADY_CONSIDERED,
        ]  # fmt: skip

    def test_twelve_months_count_from_knowing_of_it_too_and_have_exceptions(self) -> None:
        (late,) = PACK.excludes(Ground.OVER_TIME)
        assert late.within == Length(12, Unit.MONTHS, "policy 4.1")
        assert late.counts_from == ("occurrence", "awareness")
        assert {"still_going", "health_or_safety", "learnt_later", "good_reason"} <= set(late.unless)

    def test_all_eight_remedies(self) -> None:
        assert [each.id for each in PACK.remedies] == [
            "apology", "acknowledge", "explanation", "action", "reconsider", "correct_record", "money",
            "change_practice",
        ]  # fmt: skip
        assert PACK.money is not None
        assert PACK.money.who
        assert not PACK.money.only_direct_loss

    def test_every_promise_there_is_but_the_one_that_its_survey_s_clock_makes(self) -> None:
        assert PACK.survey is not None
        assert set(PROMISES) - set(PACK.says) == {"asked_how_it_went"}

    def test_nothing_about_tone_or_how_often_somebody_writes(self) -> None:
        behaviour = PACK.unreasonable_behaviour
        assert set(behaviour.grounds) == {"abuse", "threats"}
        assert behaviour.cap is None
        assert not behaviour.refuses
        assert behaviour.review

    def test_not_closed_because_nobody_wrote(self) -> None:
        assert PACK.closing is not None
        assert PACK.closing.when_done
        assert PACK.closing.silence is None

    def test_nothing_stands_between_residents_and_the_ombudsman_and_no_old_address(self) -> None:
        terms = PACK.ombudsman_terms
        assert (terms.not_until, terms.wait, terms.designated_person) == ("", None, "")
        assert terms.printed
        old = PACK.ombudsman.old_contacts
        assert not [printed for printed in terms.printed if any(each in printed for each in old)]

    def test_no_pause_of_its_own(self) -> None:
        assert PACK.pauses == ()

    def test_complaints_come_in_many_ways_and_nobody_is_answered_in_public(self) -> None:
        ways = {each.id: each for each in PACK.channels}
        assert {"website", "email", "phone", "letter", "in_person", "representative", "social_media"} <= set(ways)
        assert "social_media" not in ways["social_media"].answered_by
        assert ways["social_media"].answered_by

    def test_its_review_is_still_to_come(self) -> None:
        assert PACK.review_due == date(2027, 4, 1)


class TestItTeaches:
    def test_kinds_that_are_no_complaint(self) -> None:
        assert {each.kind for each in PACK.kinds} == {Kind.COMPLAINT, Kind.COMPLIMENT, Kind.SUGGESTION}

    def test_it_fills_nearly_every_key_and_shows_the_rest_in_comments(self) -> None:
        keys = re.findall(r"^(?:# )?([a-z_]+):", TEXT, re.MULTILINE)
        assert {"closures", "pauses", "bodies", "in_force_to", "logo", "hosts"} <= set(keys)
        for silent in ("window:", "held_by:", "silence:", "kind: speak"):
            assert f"# {silent}" in TEXT or f"# - {{{silent}" in TEXT

    def test_every_source_is_a_part_of_one_policy_with_twelve_parts(self) -> None:
        sources = set(re.findall(r'source: "([^"]+)"', TEXT)) | set(PACK.says.values())
        assert {int(source.split(".")[0]) for source in sources} == set(range(1, 13))

    def test_ids_are_given_once(self) -> None:
        for choices in (PACK.remedies, PACK.adjustments, PACK.outcomes, PACK.exclusions, PACK.kinds):
            named = [each.id for each in choices]
            assert len(named) == len(set(named))

    def test_it_is_short_enough_to_be_read(self) -> None:
        assert len(TEXT.splitlines()) < 360
        assert max(map(len, TEXT.splitlines())) <= 120
