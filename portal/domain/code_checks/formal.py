"""A policy's formal stages, as the Code counts them: the first, and all that come after it."""

from portal.domain.policy import Policy, Stage
from portal.domain.provisions import Finding, Severity

Placed = tuple[str, Stage]
"""A stage, and where it stands in the pack (`stages.1`)."""


def first_stage(policy: Policy) -> tuple[Placed, ...]:
    """The first formal stage; none where all are informal."""
    return _formal(policy)[:1]


def later_stages(policy: Policy) -> tuple[Placed, ...]:
    """The stages after the first: each is held to what the Code says of its second, and last, one."""
    return _formal(policy)[1:]


def informal_stages(policy: Policy) -> tuple[Placed, ...]:
    """The stages before the formal ones, such as a Stage 0."""
    return tuple((at, stage) for at, stage in _own(policy) if stage.informal)


def is_missing(which: str) -> Finding:
    """What a clause about this stage finds where there is no such stage."""
    return Finding(
        Severity.BREACH,
        f"The policy has no {which} formal stage.",
        "Describe two stages: an answer, and a review by somebody else.",
        "stages",
    )


def _formal(policy: Policy) -> tuple[Placed, ...]:
    return tuple((at, stage) for at, stage in _own(policy) if not stage.informal)


def _own(policy: Policy) -> tuple[Placed, ...]:
    own = policy.own_stages
    return tuple((f"stages.{index}", stage) for index, stage in enumerate(policy.stages) if stage in own)
