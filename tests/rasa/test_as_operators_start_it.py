"""The whole of it as an operator starts it: Rasa, `python -m rasa_sdk --actions actions`, and the portal's words."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from actions import ACTIONS, executor_for
from bot.understanding.understand import Understanding
from portal import clock as wall
from portal.app import create_app
from portal.assistant import Assistant
from portal.files.packs import Packs
from portal.parts import Parts
from tests.bot.playing import LANDLORD, Play
from tests.installation import Clock, installed
from tests.rasa.servers import ActionsProcess, Backstage, RasaProcess


@pytest.fixture
def here(tmp_path: Path, empty_store: Path, packs: Packs) -> Iterator[Parts]:
    """An installation by the clock on the wall, as the actions' own process has it."""
    with installed(tmp_path, empty_store, packs, Clock()) as parts:
        yield replace(parts, clock=wall.now, settings=replace(parts.settings, secret_key="k" * 40))


@pytest.fixture
def actions(here: Parts, tmp_path: Path) -> Iterator[ActionsProcess]:
    with ActionsProcess(tmp_path, here.settings) as process:
        yield process


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Who of the portal has logged something."""
    return [record.name for record in caplog.records if record.name.startswith("portal")]


def test_a_complaint_through_all_three_and_on_when_the_server_is_killed(
    here: Parts,
    actions: ActionsProcess,
    rasa: RasaProcess,
    backstage: Backstage,
    understanding: Understanding,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert actions.served() == {action().name() for action in ACTIONS}
    home = tmp_path / "second"
    home.mkdir()
    with rasa.like(home, actions.url, backstage.url) as server:
        parts = replace(here, settings=replace(here.settings, rasa_url=server.url))
        assistant = Assistant(parts, executor_for(parts), understanding, rasa_patience=60.0)
        backstage.plays(executor_for(parts), create_app(parts, assistant))
        play = Play(assistant, parts, Clock())
        play.on_you("thank you")
        play.on_us("You are welcome.")
        play.on_you("I want to complain")
        play.on_press("Me")
        play.on_kept({"for_whom": "me"})
        play.on_you("The lift of our block has been broken for three weeks and nobody comes.")
        assert logged(caplog) == [], server.said()
        server.stop()
        play.on_you("/carry_on")
        play.on_us("Have you told us about this before?")
        play.on_kept(
            {"for_whom": "me", "story": "The lift of our block has been broken for three weeks and nobody comes."}
        )
        assert logged(caplog) == ["portal.assistant.engines"]
        assert "The lift" not in server.said()


def test_actions_that_break_are_no_silence(
    here: Parts, rasa: RasaProcess, backstage: Backstage, understanding: Understanding, tmp_path: Path
) -> None:
    """Nobody serves the actions: Rasa says nothing, so the portal does the turn."""
    home = tmp_path / "third"
    home.mkdir()
    with rasa.like(home, "http://127.0.0.1:9", backstage.url) as server:
        parts = replace(here, settings=replace(here.settings, rasa_url=server.url))
        assistant = Assistant(parts, executor_for(parts), understanding, rasa_patience=60.0)
        reply = assistant.hear(LANDLORD, "rest:one", "I want to complain about the lift")
        assert "Who is this complaint for?" in [message["text"] for message in reply.messages]
        assert "lift" not in server.said()
