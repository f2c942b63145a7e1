"""A policy in words: the steps, all that the policy says, and nothing that it does not say."""

from dataclasses import replace
from datetime import date

import pytest

from portal.domain.terms import PROMISES
from portal.files.packs import Packs
from portal.policy_words import Section
from portal.policy_words.promises import HEADINGS
from tests.builders import a_policy
from tests.domain.reading_age import reading_age, sentences, words
from tests.domain.telling import BEFORE_THE_CODE, TODAY, a_full_policy, all_sections, everything, text, told

# The steps


def test_the_picture_goes_from_the_first_stage_to_the_ombudsman() -> None:
    steps = told(a_policy()).steps
    assert [step.place for step in steps] == ["Step 1 of 3", "Step 2 of 3", "Step 3 of 3"]
    assert [step.name for step in steps] == ["Stage 1", "Stage 2", "Ombudsman"]
    assert steps[0].who == "Who answers: a manager."
    assert steps[0].time == ("We send our answer within 10 working days of telling you that we have it.",)
    assert steps[2].time[-1] == "You can ask them for advice at any time."


def test_every_step_leads_to_a_section_that_is_there() -> None:
    for policy in (a_policy(), a_full_policy()):
        found = told(policy)
        assert {step.section for step in found.steps} <= {section.id for section in all_sections(found.sections)}


def test_no_id_is_given_twice() -> None:
    ids = [section.id for section in all_sections(told(a_full_policy()).sections)]
    assert len(ids) == len(set(ids))


def test_a_level_that_is_the_ombudsmans_own_is_the_last_step() -> None:
    steps = told(a_full_policy()).steps
    assert [step.name for step in steps][-2:] == ["Stage 3 (if you want to)", "Stage 4: Ombudsman"]
    assert "stage-4" not in {section.id for section in all_sections(told(a_full_policy()).sections)}


def test_an_informal_stage_is_optional_only_where_the_code_binds() -> None:
    first = told(a_full_policy()).steps[0]
    assert (first.name, first.note) == (
        "Stage 0 (if you want to)",
        "You do not have to start here. You can ask for Stage 1 at once.",
    )
    before = told(a_full_policy(), BEFORE_THE_CODE).steps[0]
    assert (before.name, before.note) == ("Stage 0", "")


def test_a_third_stage_need_not_be_taken_where_the_code_binds() -> None:
    words = "You do not have to do this. You can go to the Housing Ombudsman instead."
    assert words in text(a_full_policy(), "stage-3")
    assert words not in text(a_full_policy(), "stage-2")
    assert words not in text(a_full_policy(), today=BEFORE_THE_CODE)


# The rest of a stage, and of the policy


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("stage-1", "If they cannot do it, this is done by: a friend or the board."),
        ("stage-1", "No one decides about something they were part of."),
        ("stage-1", "You can meet us."),
        ("stage-1", "First we see if we can."),
        ("stage-1", "We say more here."),
        ("stage-1", "We speak to you within 2 working days of the day it reaches us."),
        ("stage-1", "If we cannot look at it again, we tell you within 5 days of the day you ask."),
        ("stage-1", "we tell you how it is going within 15 working days of our last contact"),
        ("stage-1", PROMISES["new_issues_joined"]),
        ("stage-1-answer", "What is still to be done"),
        ("stage-2", "This stage is not with us but with Oak Council."),
        ("stage-2", "You do not have to say."),
        ("stage-2", "Those who answered you before do not decide here."),
        ("stage-2", "we take it as a new complaint"),
        ("stage-2-council", "hall@oak.example"),
        ("kinds", "Idea. It could be better."),
        ("who", "We say so."),
        ("how-to-complain", "By phone 020 7946 0999"),
        ("how-to-complain", "On social media. We answer you like this: by letter or by phone."),
        ("working-days", "We are closed from Tuesday 29 December 2026 to Thursday 31 December 2026 (the new year)."),
        ("working-days", "We are closed on Monday 1 February 2027 (a party)."),
        ("pauses", "We wait for you"),
        ("officer", "We say so."),
        ("exclusions", "It is a person who decides each time, never a computer."),
        ("exclusions", "It is over a year ago. We cannot see it any more. We still take it if it is still going on."),
        ("exclusions", "you heard of it less than 12 months ago. This is a rule of the Housing Ombudsman's Code"),
        ("exclusions", "Ask them. Who answers: The council."),
        ("not-ours", "The road. Who answers: The council."),
        ("money", "We may pay you. Who can say yes to money: the manager or the deputy."),
        ("outcomes", "You were right"),
        ("closing", "We ask you how we did within 5 working days of closing it."),
        ("behaviour", "You can ask us to stop after a year."),
        ("advice", "Oak Council"),
        ("linked", "Money Policy When we pay. https://oak.example/money"),
        ("after-the-last-stage", "Ask them within 12 months of our final answer."),
        ("after-the-last-stage", "That rule ended on Saturday 1 October 2022."),
    ],
)  # fmt: skip
def test_what_the_policy_says_is_told(id: str, said: str) -> None:
    assert said in text(a_full_policy(), id)


def test_closing_on_silence_shuts_nobody_out_where_the_code_binds() -> None:
    words = "We close it when all is done. If you are late, ask all the same."
    assert words in text(a_full_policy(), "closing")
    assert "If you are late" not in text(a_full_policy(), "closing", BEFORE_THE_CODE)


def test_days_on_which_we_were_closed_are_not_told_any_more() -> None:
    assert "an old party" not in text(a_full_policy())


def test_what_a_policy_prints_of_the_ombudsman_is_never_told() -> None:
    assert "PO Box 152" not in text(a_full_policy())


def test_a_policy_of_after_the_wait_ended_does_not_speak_of_it() -> None:
    later = replace(a_full_policy(), in_force_from=date(2023, 1, 1))
    assert "wait first" not in text(later)


def test_where_a_policy_is_silent_there_is_no_heading() -> None:
    found = told(a_policy())
    ids = {section.id for section in found.sections}
    assert not ids & {"kinds", "who", "officer", "exclusions", "not-ours", "closing", "learning", "linked", "advice"}
    assert not [section.id for section in all_sections(found.sections) if section.is_empty]


def test_an_overdue_review_and_the_end_of_a_version_are_said() -> None:
    assert "We should have looked at it again by Monday 1 June 2026." in told(a_full_policy()).about
    old = replace(a_full_policy(), in_force_to=date(2020, 3, 31))
    assert told(old).about[-1].startswith("It ended on Tuesday 31 March 2020.")


# Promises


def test_every_promise_is_told_once() -> None:
    stages = tuple(replace(stage, new_issues="") for stage in a_full_policy().stages)
    said = text(replace(a_full_policy(), stages=stages, survey=None))
    told_by = {key: said.count(sentence) for key, sentence in PROMISES.items()}
    assert told_by.pop("ombudsman_any_time") == 0, "it is told of every landlord, in words for any ombudsman"
    assert told_by.pop("unresolved_goes_on") == 2, "at each stage with another one after it and no time for that"
    assert {key: times for key, times in told_by.items() if times != 1} == {}


def test_a_promise_that_the_policy_does_not_make_is_not_told() -> None:
    said = text(replace(a_full_policy(), says={"any_staff": "1"}))
    assert PROMISES["any_staff"] in said
    assert PROMISES["board_member"] not in said


def test_no_heading_sorts_a_promise_that_there_is_not() -> None:
    sorted_out = [key for keys in HEADINGS.values() for key in keys]
    assert set(sorted_out) <= set(PROMISES)
    assert len(sorted_out) == len(set(sorted_out))


# Every pack, every language


@pytest.mark.parametrize("language", ["en", "en@easy", "pl", "ar"])
def test_every_version_of_every_landlord_can_be_told(language: str) -> None:
    for policies in Packs.load().policies.values():
        for policy in policies:
            found = told(policy, language=language)
            assert len(found.steps) == len(policy.own_stages) + 1
            assert "%(" not in " ".join(everything(Section("", "", parts=found.sections)))


NAMES = ("Code, part", "Oak Council", "Housing Ombudsman", "(Complaints policy)", " 20")
"""Names, titles and dates are as long as they are."""


def test_it_reads_easily() -> None:
    said = set[str]()
    for today in (TODAY, BEFORE_THE_CODE):
        found = told(replace(a_full_policy(), says={}), today)
        said |= {
            *everything(Section("", "", parts=found.sections)),
            *found.about,
            *(each.title for each in found.sections),
        }
        said |= {line for step in found.steps for line in (step.name, step.who, *step.time, step.note)}
    for sentence in {each for line in said for each in sentences(line)}:
        assert len(words(sentence)) <= 24, sentence
        if len(words(sentence)) >= 6 and not any(name in sentence for name in NAMES):
            assert reading_age(sentence) <= 11, sentence
