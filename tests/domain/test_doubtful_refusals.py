"""Which refusals the statutory Code may not accept: staff are told, and decide."""

import pytest

from portal.domain.terms import Exclusion, Ground
from portal.domain.triage import doubt

ACCEPTED = (
    Ground.COURT_FILED,
    Ground.ALREADY_CONSIDERED,
    Ground.OMBUDSMAN,
    Ground.NOT_OURS,
    Ground.SERVICE_REQUEST,
)


def a_part(ground: Ground, **changes: tuple[str, ...]) -> Exclusion:
    return Exclusion("part", ground, "Not this", "2.1", **changes)  # type: ignore[arg-type]  # only tuples are given


@pytest.mark.parametrize("ground", ACCEPTED)
def test_what_the_code_accepts_is_not_doubted(ground: Ground) -> None:
    assert doubt(a_part(ground)) == ""


@pytest.mark.parametrize("ground", sorted(set(Ground) - {*ACCEPTED, Ground.OVER_TIME}))
def test_every_other_ground_is_doubted_with_the_part_of_the_code(ground: Ground) -> None:
    assert "The Code" in doubt(a_part(ground))
    assert "(" in doubt(a_part(ground))


def test_twelve_months_are_doubted_only_where_they_count_from_what_happened_alone() -> None:
    assert "2.3" in doubt(a_part(Ground.OVER_TIME, counts_from=("occurrence",)))
    assert doubt(a_part(Ground.OVER_TIME, counts_from=("occurrence", "awareness"))) == ""
    assert doubt(a_part(Ground.OVER_TIME, counts_from=("occurrence",), unless=("learnt_later",))) == ""
