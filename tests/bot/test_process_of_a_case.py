"""Questions about the process with a case open: the policy it is bound to answers, not the one of today."""

import pytest

from portal.assistant import Assistant
from portal.parts import Parts
from tests.bot.playing import Play
from tests.installation import Clock


@pytest.fixture
def play(assistant: Assistant, parts: Parts, clock: Clock) -> Play:
    """A case from before the policy of 2024, asked about in 2026."""
    play = Play(assistant, parts, clock)
    clock.is_on("2024-05-01")
    play.on_case({"remedies": "apology"})
    clock.is_on("2026-11-20")
    return play


def test_it_is_answered_from_its_own_policy(play: Play) -> None:
    play.on_you("{reference} {code}")
    play.on_you_press('/ask_process{"topic": "stages"}')
    play.on_us(["Your case {reference} is at", "There are 3 stages, and then the Ombudsman.", "Level 1", "(2018)"])


def test_whoever_has_not_opened_it_is_answered_from_the_policy_of_today(play: Play) -> None:
    play.on_you_press('/ask_process{"topic": "stages"}')
    play.on_us(["There are 2 stages", "Stage one", "(2024)"])
