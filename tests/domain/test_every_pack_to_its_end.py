"""A complaint under each landlord's policy, through all its stages to the end, decided by the real rules."""

from datetime import UTC, date, datetime

import pytest

from portal.domain.case import Phase
from portal.domain.case_dates import going_on, may_go_on, upcoming
from portal.domain.deadlines import NOT_OUR_DUTY, deadlines
from portal.domain.errors import ImpossibleMove
from portal.domain.events import Answered, Made
from portal.domain.policy import Policy
from portal.domain.terms import Kind
from portal.files.packs import Packs
from portal.holiday_list import calendar_of
from tests.builders import CaseBuilder, a_case, a_draft

PACKS = Packs.load()
BEFORE_THE_CODE, TODAY = date(2019, 3, 4), date(2026, 11, 23)
ANSWERERS = ("staff:ann", "staff:bob", "staff:cem", "staff:dee")

LIVES = [
    ("leathermarket-jmb/2018", BEFORE_THE_CODE, [1, 2, 3], ["stage:2", "stage:3", "ombudsman"]),
    ("leathermarket-jmb/2018", date(2024, 4, 8), [1, 2, 3], ["stage:2", "stage:3 ombudsman", "ombudsman"]),
    ("leathermarket-jmb/2024", TODAY, [1, 2], ["stage:2", "ombudsman"]),
    ("jliving/2024", TODAY, [1, 2], ["stage:2", "ombudsman"]),
    ("johnnie-johnson/2017", BEFORE_THE_CODE, [0, 1, 2], ["stage:1", "stage:2", "ombudsman"]),
    ("johnnie-johnson/2020", date(2020, 11, 2), [0, 1, 2], ["stage:1", "stage:2", "ombudsman"]),
    ("johnnie-johnson/2020", TODAY, [0, 1, 2], ["stage:1", "stage:2", "ombudsman"]),
    ("example/2024", TODAY, [1, 2], ["stage:2", "ombudsman"]),
]


def pack(name: str) -> Policy:
    landlord, version = name.split("/")
    return PACKS.version(landlord, version)


def received(policy: Policy, day: date) -> CaseBuilder:
    return a_case(
        policy=policy,
        now=datetime(day.year, day.month, day.day, 10, tzinfo=UTC),
        draft=a_draft(landlord=policy.landlord),
        calendar=calendar_of(policy.region),
    )


def whole_life(policy: Policy, day: date) -> tuple[CaseBuilder, list[str]]:
    """Acknowledged and answered at every stage, and taken on until there is no further stage."""
    case, roads = received(policy, day), []
    for who in ANSWERERS:
        case = case.later(days=1).acknowledged(by=who).later(days=2).answered(by=who)
        answered = case.events[-1]
        assert isinstance(answered, Answered)
        roads.append(answered.going_on)
        if may_go_on(case.made, policy) is None:
            break
        case = case.later(days=3).escalated()
    return case.closed(by=who), roads


@pytest.mark.parametrize(("name", "day", "numbers", "roads"), LIVES)
def test_every_stage_in_its_order_and_the_ombudsman_at_the_end(
    name: str, day: date, numbers: list[int], roads: list[str]
) -> None:
    case, found = whole_life(pack(name), day)
    assert list(case.made.stages) == numbers
    assert found == roads
    assert case.made.phase is Phase.CLOSED
    with pytest.raises(ImpossibleMove):
        case.escalated()


@pytest.mark.parametrize(("name", "day", "numbers", "roads"), LIVES)
def test_nothing_that_is_ours_to_do_stays_open(name: str, day: date, numbers: list[int], roads: list[str]) -> None:
    case, _ = whole_life(pack(name), day)
    every = deadlines(case.made.stages, case.policy, case.calendar)
    opened = {each.kind for each in every if each.met_on is None and each.kind not in NOT_OUR_DUTY}
    assert opened <= {"speak", "survey"}  # nobody wrote down a talk, or asked how it went
    due = upcoming(case.made, every)
    assert (due.kind if due else "") == ("survey" if case.policy.survey else "")


@pytest.mark.parametrize(("name", "day", "numbers", "roads"), LIVES)
def test_every_date_shows_its_source(name: str, day: date, numbers: list[int], roads: list[str]) -> None:
    case, _ = whole_life(pack(name), day)
    for each in deadlines(case.made.stages, case.policy, case.calendar):
        assert each.source.split()[0] in ("policy", "Code", "Ombudsman")
        assert each.due >= each.start


@pytest.mark.parametrize("name", sorted({name for name, *_ in LIVES}))
def test_the_same_person_answers_only_one_formal_stage(name: str) -> None:
    case = received(pack(name), TODAY)
    while policy_stage_is_informal(case):
        case = case.escalated()
    second = case.acknowledged().answered().escalated().acknowledged()
    with pytest.raises(Exception, match="staff:sam"):
        second.answered()


def policy_stage_is_informal(case: CaseBuilder) -> bool:
    return case.policy.stage(case.made.stage).informal


@pytest.mark.parametrize("name", sorted({name for name, *_ in LIVES}))
@pytest.mark.parametrize("kind", [Kind.COMPLIMENT, Kind.SUGGESTION, Kind.SERVICE_REQUEST])
def test_what_is_no_complaint_has_no_stages_and_is_closed(name: str, kind: Kind) -> None:
    policy = pack(name)
    other = a_case(policy=policy, kind=kind, draft=a_draft(landlord=policy.landlord))
    assert other.queue_row.due is None
    assert other.closed().made.phase is Phase.CLOSED


@pytest.mark.parametrize(
    ("name", "called"),
    [("leathermarket-jmb/2018", "Official complaint"), ("johnnie-johnson/2017", "Complaint")],
)
def test_a_case_is_called_what_the_policy_calls_it(name: str, called: str) -> None:
    made = received(pack(name), BEFORE_THE_CODE).events[0]
    assert isinstance(made, Made)
    kind = pack(name).kind(made.called)
    assert kind is not None
    assert kind.name.lower() == called.lower()


def test_both_roads_are_open_only_past_the_code_s_second_stage() -> None:
    levels = pack("leathermarket-jmb/2018")
    case = received(levels, date(2024, 4, 8)).acknowledged().made
    assert going_on(case, levels, date(2024, 4, 9)) == "stage:2"
