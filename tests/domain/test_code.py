"""A policy held against the Code: each check finds what breaks it, says where, and is silent where it is met."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.domain.code import Finding, Judgement, Severity, judge, own_findings
from portal.domain.code_checks import CHECKS
from portal.domain.code_checks.lengths import can_outlast
from portal.domain.policy import OMBUDSMAN, Clock, Extension, Policy, Stage, Start, Window
from portal.domain.terms import (
    Behaviour,
    Choice,
    Closing,
    Closure,
    Exclusion,
    Ground,
    Length,
    Money,
    OmbudsmanTerms,
    Said,
    Unit,
)
from portal.files.codes import EDITIONS, load_code
from portal.files.packs import POLICIES, load_pack

GOOD = load_pack(POLICIES / "example" / "2024.yaml")
CODE = load_code("2024")
FIRST, SECOND = GOOD.stages
BREACH, WARNING, NOTE = Severity.BREACH, Severity.WARNING, Severity.NOTE


def found(policy: Policy, clause: str, edition: str = "2024") -> list[Finding]:
    """What is found under one clause."""
    return [each for each in judge(policy, load_code(edition)).findings if each.clause == clause]


def with_first(**changes: object) -> Policy:
    """The good policy with another first stage."""
    return replace(GOOD, stages=(replace(FIRST, **changes), SECOND))  # type: ignore[arg-type]  # keyword by keyword


def with_second(**changes: object) -> Policy:
    """The good policy with another second stage."""
    return replace(GOOD, stages=(FIRST, replace(SECOND, **changes)))  # type: ignore[arg-type]  # keyword by keyword


def clocks(*given: tuple[str, int, Unit, Start]) -> dict[str, tuple[Clock, ...]]:
    """The clocks of a stage."""
    return {"clocks": tuple(Clock(kind, length, unit, start, "policy 1") for kind, length, unit, start in given)}


def excluding(ground: Ground, **more: object) -> Policy:
    """The good policy with one exclusion more."""
    exclusion = Exclusion("one_more", ground, "It is so", "9", **more)  # type: ignore[arg-type]  # keyword by keyword
    return replace(GOOD, exclusions=(*GOOD.exclusions, exclusion))


def older_than(**changes: object) -> Policy:
    """The good policy with another time limit."""
    limit, *others = GOOD.exclusions
    return replace(GOOD, exclusions=(replace(limit, **changes), *others))  # type: ignore[arg-type]  # keyword by keyword


def without(*promises: str) -> Policy:
    """The good policy without some of its promises."""
    return replace(GOOD, says={name: where for name, where in GOOD.says.items() if name not in promises})


ACK = ("acknowledge", 5, Unit.WORKING, Start.RECEIVED)
ACK2 = ("acknowledge", 5, Unit.WORKING, Start.REQUESTED)
ANSWER = ("respond", 10, Unit.WORKING, Start.ACKNOWLEDGED)
ANSWER2 = ("respond", 20, Unit.WORKING, Start.ACKNOWLEDGED)
STAGE_0 = replace(FIRST, number=0, name="Stage 0", informal=True, window=None)
THIRD = replace(SECOND, number=3, name="Stage 3")
LAST = Stage(4, "Level 4", "The Ombudsman", (), held_by=OMBUDSMAN)
TWO_WEEKS = Length(2, Unit.WEEKS, "9")


def behaving(*grounds: str, cap: int | None = None) -> Policy:
    """The good policy with other grounds of unacceptable behaviour."""
    return replace(GOOD, unreasonable_behaviour=Behaviour("Words", "9", grounds, cap))


def ombudsman(**changes: object) -> Policy:
    """The good policy with other terms for the Ombudsman."""
    terms = OmbudsmanTerms(**changes)  # type: ignore[arg-type]  # keyword by keyword
    return replace(GOOD, ombudsman_terms=terms)


# what is broken, the policy, the clause, how bad, words of the message, where
BROKEN: dict[str, tuple[Policy, str, Severity, str, str]] = {
    "a definition without a group": (
        replace(GOOD, definition=replace(GOOD.definition, covers=GOOD.definition.covers[:-1])),
        "1.2", BREACH, "lacks: a group of residents", "definition.covers",
    ),
    "no word of requests": (replace(GOOD, service_request=Said()), "1.4", BREACH, "request for service", ""),
    "a promise not made": (without("word_not_needed"), "1.3", WARNING, "“You do not need to use the word", "says"),
    "a solicitor": (excluding(Ground.SOLICITOR), "2.2", BREACH, "solicitor", "exclusions.3.ground"),
    "an insurer": (excluding(Ground.INSURER), "2.2", BREACH, "insurer", "exclusions.3.ground"),
    "an insurer who pays": (excluding(Ground.INSURER, instead="Ask them"), "2.2", BREACH, "insurer", "exclusions.3"),
    "legal action": (excluding(Ground.LEGAL_ACTION), "2.2", BREACH, "legal action has begun", "exclusions.3.ground"),
    "pursued unreasonably": (excluding(Ground.PURSUED_UNREASONABLY), "2.2", WARNING, "pursued", "exclusions.3"),
    "a blanket": (excluding(Ground.OTHER_RESIDENTS), "2.5", BREACH, "about other residents", "exclusions.3.ground"),
    "a blanket on charges": (excluding(Ground.CHARGES), "2.5", BREACH, "rents or charges", "exclusions.3.ground"),
    "from the event alone": (
        older_than(counts_from=("occurrence",), unless=("good_reason",)),
        "2.3", BREACH, "from the event alone", "exclusions.0.counts_from",
    ),
    "six months": (
        older_than(within=Length(6, Unit.MONTHS, "9")), "2.3", BREACH, "6 months", "exclusions.0.within",
    ),
    "no limit named": (older_than(within=None), "2.3", BREACH, "how long", "exclusions.0"),
    "no discretion at all": (
        replace(older_than(unless=()), says={}), "2.3", BREACH, "no exception", "exclusions.0",
    ),
    "some discretion": (
        replace(older_than(unless=("still_going",)), says={}), "2.3", WARNING, "some exceptions", "exclusions.0.unless",
    ),
    "one channel": (replace(GOOD, channels=GOOD.channels[:1]), "3.1", BREACH, "1 ways", "channels"),
    "no adjustments": (replace(GOOD, adjustments=()), "5.10", BREACH, "no adjustments", ""),
    "no representative": (replace(GOOD, representative=Said()), "3.6", BREACH, "act for", ""),
    "not until": (ombudsman(not_until="We finish first"), "3.7", BREACH, "until the landlord", "ombudsman.not_until"),
    "a designated person": (
        ombudsman(designated_person="An MP"), "3.7", BREACH, "1 October 2022", "ombudsman.designated_person",
    ),
    "eight weeks": (ombudsman(wait=Length(8, Unit.WEEKS, "9")), "3.7", BREACH, "wait 8 weeks", "ombudsman.wait"),
    "an old address": (ombudsman(printed=("PO  Box 152",)), "3.7", WARNING, "PO  Box 152", "ombudsman.printed"),
    "an old address in letters": (ombudsman(printed=("L33 7WQ",)), "6.5", WARNING, "out of date", "ombudsman.printed"),
    "an old e-mail in letters": (
        ombudsman(printed=("INFO@housing-ombudsman.org.uk",)), "6.16", WARNING, "out of date", "ombudsman.printed",
    ),
    "no complaints officer": (replace(GOOD, complaints_officer=Said()), "4.1", WARNING, "no person", ""),
    "a stage 0": (
        replace(GOOD, stages=(STAGE_0, *GOOD.stages)), "5.2", BREACH, "Stage 0", "stages.0.informal",
    ),
    "informal first": (
        replace(GOOD, informal_first=Said("We try", "3")), "5.2", BREACH, "informally", "informal_first",
    ),
    "a third stage by name": (
        replace(GOOD, stages=(*GOOD.stages, THIRD)), "5.2", BREACH, "Stage 3: besides", "stages.2",
    ),
    "two names for a complaint": (
        replace(GOOD, kinds=(*GOOD.kinds, replace(GOOD.kinds[0], id="other", name="Not right"))),
        "5.2", WARNING, "(Complaint, Not right)", "kinds",
    ),
    "a stage 0 is a third stage": (
        replace(GOOD, stages=(STAGE_0, *GOOD.stages)), "5.3", BREACH, "has 3 stages (Stage 0, ", "stages",
    ),
    "four levels": (
        replace(GOOD, stages=(*GOOD.stages, THIRD, LAST)),
        "5.3", BREACH, "4 levels, 3 of them the landlord's", "stages",
    ),
    "the Ombudsman as a level": (
        replace(GOOD, stages=(*GOOD.stages, LAST)), "5.3", NOTE, "3 levels, 2 of them", "stages",
    ),
    "one stage alone": (replace(GOOD, stages=(FIRST,)), "6.10", BREACH, "no second formal stage", "stages"),
    "a gate": (with_second(gate="A manager decides"), "5.11", BREACH, "first decides", "stages.1.gate"),
    "a gate keeps it from going on": (with_second(gate="A manager"), "6.10", BREACH, "must go on", "stages.1.gate"),
    "closed after a window": (
        with_first(window=Window(10, Unit.WORKING, "9", closes=True)), "6.10", BREACH, "closed", "stages.0.window",
    ),
    "closed after silence": (
        replace(GOOD, closing=Closing("Words", "9", silence=TWO_WEEKS)), "5.11", WARNING, "2 weeks", "closing.silence",
    ),
    "a short window": (
        with_first(window=Window(15, Unit.WORKING, "9")), "6.10", WARNING, "15 working days", "stages.0.window",
    ),
    "a long window": (
        with_first(window=Window(28, Unit.CALENDAR, "9")), "6.10", NOTE, "28 calendar days", "stages.0.window",
    ),
    "a window after the last stage": (
        with_second(window=Window(8, Unit.WEEKS, "9")), "3.7", WARNING, "after the last stage", "stages.1.window",
    ),
    "no rules for behaviour": (replace(GOOD, unreasonable_behaviour=Behaviour()), "5.14", WARNING, "says nothing", ""),
    "nothing more to do": (behaving("nothing_more_to_do", "resources"), "5.14", BREACH, "nothing more", "unreas"),
    "expectations": (behaving("expectations"), "5.14", WARNING, "hoping for too much", "unreasonable_behaviour"),
    "a cap": (behaving(cap=12), "5.15", BREACH, "12 a year", "unreasonable_behaviour.cap"),
    "tone": (behaving("abuse", "tone"), "5.15", BREACH, "tone", "unreasonable_behaviour.grounds"),
    "volume": (behaving("volume"), "5.15", BREACH, "how much", "unreasonable_behaviour.grounds"),
    "non-cooperation": (behaving("non_cooperation"), "5.15", WARNING, "not working", "unreasonable_behaviour"),
    "a late acknowledgement": (
        with_first(**clocks(("acknowledge", 7, Unit.WORKING, Start.RECEIVED), ANSWER)),
        "6.2", BREACH, "7 working days", "stages.0.clocks.0",
    ),
    "no acknowledgement": (with_first(**clocks(ANSWER)), "6.2", BREACH, "no acknowledgement", "stages.0.clocks"),
    "a talk for an acknowledgement": (
        with_first(**clocks(("speak", 3, Unit.WORKING, Start.RECEIVED), ANSWER)),
        "6.2", WARNING, "a talk within 3 working days", "stages.0.clocks.0",
    ),
    "a late talk for an acknowledgement": (
        with_first(**clocks(("speak", 6, Unit.WORKING, Start.RECEIVED), ANSWER)),
        "6.2", BREACH, "no acknowledgement", "stages.0.clocks",
    ),
    "an early acknowledgement": (
        with_first(**clocks(("acknowledge", 0, Unit.CALENDAR, Start.RECEIVED), ANSWER)),
        "6.2", NOTE, "on the day of receipt", "stages.0.clocks.0",
    ),
    "a late answer": (
        with_first(**clocks(ACK, ("respond", 15, Unit.WORKING, Start.ACKNOWLEDGED))),
        "6.3", BREACH, "15 working days from the acknowledgement; the Code allows 10", "stages.0.clocks.1",
    ),
    "ten days from receipt": (
        with_first(**clocks(ACK, ("respond", 10, Unit.WORKING, Start.RECEIVED))),
        "6.3", NOTE, "stricter, never longer", "stages.0.clocks.1",
    ),
    "fifteen days from receipt": (
        with_first(**clocks(ACK, ("respond", 15, Unit.WORKING, Start.RECEIVED))),
        "6.3", BREACH, "may come on the first day", "stages.0.clocks.1",
    ),
    "sixteen days from receipt": (
        with_first(**clocks(ACK, ("respond", 16, Unit.WORKING, Start.RECEIVED))),
        "6.3", BREACH, "15 in all at the most", "stages.0.clocks.1",
    ),
    "two weeks from receipt": (
        with_first(**clocks(ACK, ("respond", 2, Unit.WEEKS, Start.RECEIVED))),
        "6.3", BREACH, "2 weeks", "stages.0.clocks.1",
    ),
    "twelve calendar days from receipt": (
        with_first(**clocks(ACK, ("respond", 12, Unit.CALENDAR, Start.RECEIVED))),
        "6.3", NOTE, "12 calendar days", "stages.0.clocks.1",
    ),
    "no time for an answer": (with_first(**clocks(ACK)), "6.3", BREACH, "sets no time", "stages.0.clocks"),
    "an answer that waits for stage 0": (
        replace(GOOD, stages=(STAGE_0, replace(FIRST, **clocks(ACK, ("respond", 5, Unit.WORKING, Start.REQUESTED))))),
        "6.3", BREACH, "only after an informal stage", "stages.1.clocks.1",
    ),
    "a pause": (replace(GOOD, pauses=(Choice("p", "We wait"),)), "6.3", BREACH, "stand still", "pauses.0"),
    "closed days": (
        replace(GOOD, closures=(Closure(date(2026, 12, 29), date(2026, 12, 31), "Closed"),)),
        "6.14", NOTE, "run on", "closures",
    ),
    "a long extension": (
        with_first(extension=Extension(15, Unit.WORKING, "9")), "6.4", BREACH, "15 working days", "stages.0.extension",
    ),
    "an extension without limit": (
        with_second(extension=Extension(None, Unit.WORKING, "9")),
        "6.15", BREACH, "without a limit", "stages.1.extension",
    ),
    "a letter without the way on": (
        with_first(answer=FIRST.answer[:6]), "6.9", BREACH, "how to go on to the next stage", "stages.0.answer",
    ),
    "a letter not described": (with_first(answer=()), "6.9", WARNING, "does not say what", "stages.0"),
    "a final letter without the Ombudsman": (
        with_second(answer=SECOND.answer[:-1]), "6.19", BREACH, "how to go to the Ombudsman", "stages.1.answer",
    ),
    "new matters always apart": (with_first(new_issues="separate"), "6.8", BREACH, "of its own", "stages.0.new_issues"),
    "new matters not named": (
        replace(without("new_issues_joined"), stages=(replace(FIRST, new_issues=""), SECOND)),
        "6.8", WARNING, "raised before the answer", "stages.0",
    ),
    "stage 2 not acknowledged": (
        with_second(**clocks(ANSWER2)), "6.11", BREACH, "no acknowledgement", "stages.1.clocks",
    ),
    "reasons demanded": (with_second(asks_reasons=True), "6.12", BREACH, "no reasons", "stages.1.asks_reasons"),
    "the same person": (with_second(not_by=()), "6.13", WARNING, "somebody else", "stages.1.responder"),
    "a late final answer": (
        with_second(**clocks(ACK2, ("respond", 28, Unit.WORKING, Start.REQUESTED))),
        "6.14", BREACH, "28 working days", "stages.1.clocks.1",
    ),
    "twenty days from the request": (
        with_second(**clocks(ACK2, ("respond", 20, Unit.WORKING, Start.REQUESTED))),
        "6.14", NOTE, "from the request", "stages.1.clocks.1",
    ),
    "a third stage without a clock": (
        replace(GOOD, stages=(*GOOD.stages, replace(THIRD, clocks=()))),
        "6.14", BREACH, "sets no time", "stages.2.clocks",
    ),
    "seven remedies": (
        replace(GOOD, remedies=tuple(each for each in GOOD.remedies if each.id != "acknowledge")),
        "7.1", NOTE, "something went wrong", "remedies",
    ),
    "no money": (
        replace(GOOD, remedies=tuple(each for each in GOOD.remedies if each.id != "money")),
        "7.1", WARNING, "money", "remedies",
    ),
    "money for direct loss alone": (
        replace(GOOD, money=Money((), "Words", "9", only_direct_loss=True)),
        "7.1", BREACH, "direct loss alone", "money.only_direct_loss",
    ),
}  # fmt: skip


def test_a_policy_written_to_meet_the_code_has_no_findings_not_even_a_note() -> None:
    assert judge(GOOD, CODE).findings == ()


@pytest.mark.parametrize("name", BROKEN)
def test_what_breaks_the_code_is_found_with_its_clause_place_and_mend(name: str) -> None:
    policy, clause, severity, words, at = BROKEN[name]
    matching = [each for each in found(policy, clause) if words in each.message and each.severity is severity]
    assert matching, found(policy, clause)
    assert matching[0].at.startswith(at)
    assert matching[0].fix.endswith(".")


@pytest.mark.parametrize("name", BROKEN)
def test_a_provision_is_met_broken_or_for_a_person_and_only_one_of_these(name: str) -> None:
    for edition in EDITIONS:
        stands_once(judge(BROKEN[name][0], load_code(edition)))


def stands_once(judgement: Judgement) -> None:
    """Every provision is in exactly one of findings, met and for a person."""
    broken = {finding.clause for finding in judgement.findings}
    met = [each.number for each in judgement.met]
    asked = [each.number for each in judgement.needs_a_person]
    assert sorted([*broken, *met, *asked]) == sorted(each.number for each in judgement.code.provisions)


FAIR: dict[str, Callable[[], Policy]] = {
    "the Ombudsman looks at it": lambda: excluding(Ground.OMBUDSMAN),
    "a first request": lambda: excluding(Ground.SERVICE_REQUEST),
    "a matter of staff, with another road": lambda: excluding(Ground.STAFF_MATTER, instead="Our staff rules"),
    "an appeal, unless rules were broken": lambda: excluding(Ground.APPEAL, unless=("procedure_not_followed",)),
    "charges, unless the sum is wrong": lambda: excluding(Ground.CHARGES, unless=("wrong_calculation",)),
    "a year in days": lambda: older_than(within=Length(365, Unit.CALENDAR, "9")),
    "learning of it as an exception": lambda: older_than(counts_from=("occurrence",)),
    "discretion as a promise": lambda: older_than(unless=("still_going",)),
    "a shorter extension": lambda: with_first(extension=Extension(5, Unit.WORKING, "9")),
    "two weeks more, from a working day": lambda: with_first(extension=Extension(2, Unit.WEEKS, "9")),
    "no extension": lambda: with_second(extension=None),
    "another body decides": lambda: with_second(not_by=(), held_by="southwark"),
    "new matters promised": lambda: with_first(new_issues=""),
    "the first stage asked for on the day of receipt": lambda: with_first(
        **clocks(("acknowledge", 5, Unit.WORKING, Start.REQUESTED), ANSWER)
    ),
    "grounds that are behaviour": lambda: behaving("abuse", "threats", "persistence"),
}


@pytest.mark.parametrize("name", FAIR)
def test_what_is_fair_is_not_found(name: str) -> None:
    assert judge(FAIR[name](), CODE).findings == ()


def test_every_check_finds_something_somewhere() -> None:
    uncovered = {"exclusions_named", "third_stage_explained", "third_stage_with_residents", "third_stage_optional"}
    clauses = {clause for _, clause, *_ in BROKEN.values()}
    used = {check for each in CODE.provisions if each.number in clauses for check in each.checks}
    assert set(CHECKS) - used == {*uncovered, "window_set"}


def test_the_first_codes_allow_a_third_stage_but_ask_about_it() -> None:
    three = replace(GOOD, stages=(*GOOD.stages, THIRD))
    assert [each.severity for each in found(three, "5.17", "2022")] == [WARNING]
    four = replace(three, stages=(*three.stages, replace(THIRD, number=4)))
    assert [each.severity for each in found(four, "5.17", "2022")] == [BREACH]
    for clause in ("3.4", "3.5"):
        assert [each.severity for each in found(three, clause, "2020")] == [WARNING]
        assert found(GOOD, clause, "2020") == []


def test_the_code_of_2022_wanted_a_time_for_asking_and_ten_days_more_at_stage_2() -> None:
    assert "how long a resident has" in found(GOOD, "4.13", "2022")[0].message
    assert found(with_first(window=Window(20, Unit.WORKING, "9")), "4.13", "2022") == []
    assert any("20 working days longer" in each.message for each in found(GOOD, "5.13", "2022"))


def test_an_answer_from_the_acknowledgement_is_longer_where_the_code_counts_from_the_request() -> None:
    from_acknowledgement = with_second(extension=None)
    (finding,) = found(from_acknowledgement, "5.13", "2022")
    assert "comes on top" in finding.message
    fifteen = with_second(extension=None, **clocks(ACK2, ("respond", 15, Unit.WORKING, Start.ACKNOWLEDGED)))
    assert [each.severity for each in found(fifteen, "5.13", "2022")] == [NOTE]


def test_an_acknowledgement_at_stage_0_acknowledges_the_complaint() -> None:
    policy = replace(GOOD, stages=(STAGE_0, replace(FIRST, **clocks(ANSWER)), SECOND))
    assert found(policy, "6.2") == []


def test_a_window_that_closes_and_the_same_silence_are_one_finding() -> None:
    closing = Closing("Words", "9", silence=TWO_WEEKS)
    policy = replace(with_first(window=Window(2, Unit.WEEKS, "9", closes=True)), closing=closing)
    assert [each.at for each in found(policy, "5.11")] == ["stages.0.window"]


def test_no_exclusions_are_worth_a_note_in_the_form_of_2020() -> None:
    assert [each.severity for each in found(replace(GOOD, exclusions=()), "1.2", "2020")] == [NOTE]


def test_a_designated_person_was_right_until_the_law_ended_it() -> None:
    ended = replace(ombudsman(designated_person="An MP"), in_force_to=date(2022, 9, 30))
    later = replace(ended, in_force_to=date(2022, 10, 1))
    assert found(ended, "2.7", "2022") == []
    assert [each.at for each in found(later, "2.7", "2022")] == ["ombudsman.designated_person"]
    assert found(ended, "3.7", "2024") != []  # asked on demand, it is held against the Code of today


def test_an_old_address_in_a_policy_that_ended_is_only_a_note() -> None:
    ended = replace(ombudsman(printed=("Exchange Tower",)), in_force_to=date(2020, 1, 1))
    assert [each.severity for each in found(ended, "3.7")] == [NOTE]


def test_a_policy_meets_each_code_that_was_in_force_on_a_day_of_its_own() -> None:
    def codes(first: date, last: date | None, region: str = "england") -> list[str]:
        policy = replace(GOOD, in_force_from=first, in_force_to=last, region=region)
        return [edition for edition in EDITIONS if load_code(edition).meets(policy)]

    assert codes(date(2017, 3, 1), date(2020, 6, 30)) == []
    assert codes(date(2017, 3, 1), date(2020, 7, 1)) == ["2020"]
    assert codes(date(2018, 7, 11), date(2024, 6, 26)) == ["2020", "2022", "2024"]
    assert codes(date(2022, 4, 1), date(2024, 3, 31)) == ["2022"]
    assert codes(date(2024, 4, 1), None) == ["2024"]
    assert codes(date(2024, 4, 1), None, "wales") == []


def test_an_overdue_review_is_found_while_the_policy_is_in_force() -> None:
    due = date(2027, 4, 1)
    policy = replace(GOOD, review_due=due)
    assert own_findings(policy, due) == ()
    (finding,) = own_findings(policy, date(2027, 4, 2))
    assert (finding.clause, finding.severity, finding.at) == ("", WARNING, "review_due")
    assert "1 April 2027, has passed." in finding.message


def test_a_policy_that_ended_is_overdue_only_if_it_stayed_past_its_review() -> None:
    today, due = date(2026, 11, 23), date(2020, 3, 31)
    assert own_findings(replace(GOOD, review_due=due, in_force_to=due), today) == ()
    (finding,) = own_findings(replace(GOOD, review_due=due, in_force_to=date(2020, 4, 1)), today)
    assert "while it was in force" in finding.message


def test_calendar_days_are_compared_with_the_fewest_that_working_days_can_span() -> None:
    sunday = date(2026, 11, 1)
    week = [sunday + timedelta(days=days) for days in range(7)]
    weekdays = [day for day in week if day.weekday() < 5]
    for working in range(1, 31):
        shortest = min((working_days_after(first, working) - first).days for first in week)
        assert not can_outlast(shortest, Unit.CALENDAR, working)
        assert can_outlast(shortest + 1, Unit.CALENDAR, working)
        shortest = min((working_days_after(first, working) - first).days for first in weekdays)
        assert not can_outlast(shortest, Unit.CALENDAR, working, from_working_day=True)
        assert can_outlast(shortest + 1, Unit.CALENDAR, working, from_working_day=True)


def working_days_after(day: date, count: int) -> date:
    """The plain way, without holidays: a day at a time."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def test_weeks_months_and_hours_count_as_the_most_days_they_can_be() -> None:
    assert [can_outlast(weeks, Unit.WEEKS, 20) for weeks in (3, 4)] == [False, True]
    assert [can_outlast(1, Unit.MONTHS, days) for days in (22, 23)] == [True, False]  # 30 and 31 days at least
    assert [can_outlast(hours, Unit.HOURS, 1) for hours in (24, 25)] == [False, True]
