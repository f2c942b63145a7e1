"""A policy that says something of everything, and what a resident is told of a policy."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from portal.domain.contacts import Body
from portal.domain.policy import Clock, Extension, Policy, Stage, Start, Window
from portal.domain.terms import (
    CHANNELS,
    PROMISES,
    UNLESS,
    Behaviour,
    CaseKind,
    Channel,
    Choice,
    Closing,
    Closure,
    Definition,
    Exclusion,
    Ground,
    Kind,
    Length,
    LinkedPolicy,
    Money,
    NotOurs,
    OmbudsmanTerms,
    Said,
    Unit,
)
from portal.policy_words import PolicyInWords, Section, policy_in_words
from tests.builders import a_policy

TODAY = date(2026, 12, 15)
BEFORE_THE_CODE = date(2024, 3, 31)
WORKING, RECEIVED, REQUESTED = Unit.WORKING, Start.RECEIVED, Start.REQUESTED


def told(policy: Policy, today: date = TODAY, language: str = "en") -> PolicyInWords:
    return policy_in_words(policy, language, today)


def everything(section: Section) -> Iterator[str]:
    yield from section.said
    for point in section.points:
        yield from (point.words, *point.more, *([point.contact.value] if point.contact else []))
    for part in section.parts:
        yield from (part.title, *everything(part))


def text(policy: Policy, id: str = "", today: date = TODAY) -> str:
    """What is said, on the whole page or in the section with this id (a part of another one, too)."""
    found = told(policy, today)
    wanted = [each for each in all_sections(found.sections) if each.id == id] if id else found.sections
    return " ".join(line for section in wanted for line in everything(section))


def all_sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from all_sections(section.parts)


def a_full_policy() -> Policy:
    """A policy that says something of everything, in words as plain as can be."""
    said = Said("We say so.", "1")
    stages = (
        Stage(
            0, "Stage 0", "our staff", (Clock("acknowledge", 0, Unit.CALENDAR, RECEIVED, "policy 1"),), informal=True
        ),
        Stage(
            1, "Stage 1", "a manager",
            (
                Clock("speak", 2, WORKING, RECEIVED, "policy 1"),
                Clock("respond", 20, WORKING, RECEIVED, "policy 1", ("action", "confirmation")),
                Clock("refusal", 5, Unit.CALENDAR, REQUESTED, "policy 1"),
                Clock("update", 15, WORKING, Start.CONTACT, "policy 1"),
            ),
            Extension(None, WORKING, "policy 1"), Window(10, WORKING, "policy 1", closes=True),
            deputies=("a friend", "the board"), not_by=("involved",), answer=("decision",),
            hearing="You can meet us.", gate="First we see if we can.", new_issues="join", words="We say more here.",
        ),
        Stage(2, "Stage 2", "the council", (), held_by="council", not_by=("earlier_stages",), asks_reasons=True,
              new_issues="separate"),
        Stage(3, "Stage 3", "the board", ()),
        Stage(4, "Stage 4", "", (), held_by="ombudsman"),
    )  # fmt: skip
    council = Body("Oak Council", "020 7946 0111", "1 Hall Road", "", date(2026, 2, 1), email="hall@oak.example")
    return a_policy(
        stages=stages,
        definition=Definition("You are not happy with us.", "1", ()),
        service_request=said,
        review_due=date(2026, 6, 1),
        kinds=(CaseKind("complaint", "Complaint", "It is not right", "1", Kind.COMPLAINT),
               CaseKind("idea", "Idea", "It could be better", "1", Kind.SUGGESTION)),
        who_may_complain=said,
        channels=(*(Channel(id, "1") for id in CHANNELS if id != "social_media"),
                  Channel("social_media", "1", answered_by=("letter", "phone"))),
        exclusions=(
            Exclusion("late", Ground.OVER_TIME, "It is over a year ago", "1", "We cannot see it any more",
                      tuple(UNLESS)[:2], Length(12, Unit.MONTHS, "policy 1"), ("occurrence",),
                      "Ask them", "The council"),
        ),
        not_ours=(NotOurs("The road", "The council", "1"),),
        complaints_officer=said,
        unreasonable_behaviour=Behaviour("We may write less.", "1", review="You can ask us to stop after a year."),
        money=Money(("the manager", "the deputy"), "We may pay you.", "1"),
        closing=Closing("We close it when all is done.", "1"),
        survey=Clock("survey", 5, WORKING, Start.CLOSED, "policy 1"),
        pauses=(Choice("ask", "We wait for you"),),
        outcomes=(Choice("right", "You were right"),),
        closures=(Closure(date(2026, 12, 29), date(2026, 12, 31), "the new year"),
                  Closure(date(2027, 2, 1), date(2027, 2, 1), "a party"),
                  Closure(date(2025, 2, 1), date(2025, 2, 1), "an old party")),
        bodies={"council": council},
        advice=(council,),
        linked_policies=(LinkedPolicy("Money Policy", "When we pay", "1", "https://oak.example/money"),),
        ombudsman_terms=OmbudsmanTerms(printed=("PO Box 152",), wait=Length(8, Unit.WEEKS, "policy 1")),
        in_force_from=date(2017, 3, 1),
        ombudsman=replace(a_policy().ombudsman, refer_within=Length(12, Unit.MONTHS, "Ombudsman scheme"),
                          wait_ended=date(2022, 10, 1)),
        says=dict.fromkeys(PROMISES, "1"),
    )  # fmt: skip
