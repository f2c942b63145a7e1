"""The Housing Ombudsman's Complaint Handling Code: the clocks that bind whatever the policy says."""

from collections.abc import Mapping
from datetime import date

from portal.domain.case import StageDates
from portal.domain.policy import Clock, Extension, Stage, Start, Unit

STATUTORY_FROM = date(2024, 4, 1)

STAGES_2024 = (
    Stage(
        1,
        "",
        "",
        (
            Clock("acknowledge", 5, Unit.WORKING, Start.RECEIVED, "Code 6.2"),
            Clock("respond", 10, Unit.WORKING, Start.ACKNOWLEDGED, "Code 6.3"),
        ),
        Extension(10, Unit.WORKING, "Code 6.4"),
    ),
    Stage(
        2,
        "",
        "",
        (
            Clock("acknowledge", 5, Unit.WORKING, Start.REQUESTED, "Code 6.11"),
            Clock("respond", 20, Unit.WORKING, Start.ACKNOWLEDGED, "Code 6.14"),
        ),
        Extension(20, Unit.WORKING, "Code 6.15"),
    ),
)


def code_stages(stages: Mapping[int, StageDates]) -> tuple[Stage, ...]:
    """The Code's stages that bind a case, by when each stage was asked for: none before 1 April 2024."""
    statutory = (dates.started >= STATUTORY_FROM for _, dates in sorted(stages.items()))
    silent = Stage(0, "", "", ())
    return tuple(stage if binds else silent for stage, binds in zip(STAGES_2024, statutory, strict=False))
