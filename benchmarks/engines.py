"""The two engines in one run, on the same bot: the portal's own beside a real Rasa server with the same actions."""

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from itertools import count, cycle
from pathlib import Path
from time import process_time

from actions import executor_for
from benchmarks import memory
from benchmarks.measuring import Finding, ratio
from benchmarks.talk import BUTTONS, LANDLORD, TYPED
from portal.app import create_app
from portal.assistant import Assistant
from portal.parts import Parts
from portal.settings import Settings
from tests.rasa import environment
from tests.rasa.servers import ActionsProcess, Backstage, RasaProcess

NO_RASA = "not measured: Rasa beside our own engine, because there is no .venv-rasa (`make test-rasa` builds it)"
STARTS = "from bot.understanding.understand import Understanding; Understanding().parse('hello')"
OPEN, MORE = 1_000, 10_000


def findings(home: Path) -> Iterator[Finding]:
    """Every figure about our own engine, and beside Rasa's where it is installed."""
    home.mkdir()
    settings = Settings(home, "k" * 40, "http://127.0.0.1:8000", f"sqlite:///{home / 'putright.db'}")
    parts = Parts.of(settings)
    parts.store.upgrade()
    assistant = Assistant(parts, executor_for(parts))
    yield Finding("5,000 button turns, at 200 a second on one core", 5 * _thousand_buttons(assistant), 25, "s")
    yield Finding("the assistant understands, start of the program included", _start(), 1, "s")
    yield Finding("memory that 9,000 more open conversations take", _growth(home), 8, "MB")
    if rasa := environment.built():
        yield from _beside_rasa(rasa, home, parts, assistant)
    else:
        print(NO_RASA, flush=True)


def _beside_rasa(rasa: Path, home: Path, parts: Parts, assistant: Assistant) -> Iterator[Finding]:
    """Rasa's turn is its REST channel's alone, its actions in their own process; ours is all that the portal does."""
    where = home / "rasa"
    where.mkdir()
    with Backstage() as words, ActionsProcess(home, parts.settings) as actions:
        words.plays(executor_for(parts), create_app(parts, assistant))
        with RasaProcess(rasa, where, actions.url, words.url) as server:
            for what, said, turns, times, limit in (("button", BUTTONS, 12, 60, 10), ("words", TYPED, 5, 40, 50)):
                ours, theirs = Ours(assistant, said, turns), Theirs(server.url, said, turns)
                yield Finding(f"turn by {what}, of Rasa's", 100 * ratio(ours, theirs, times), limit, "%")
            theirs_in_memory = sum(memory.resident(pid) for pid in memory.family(server.pid))
    ours_in_memory = next(memory.findings(home / "server")).value
    yield Finding("the process that answers, of Rasa's", 100 * ours_in_memory / theirs_in_memory, 100 / 3, "%")


class Ours:
    """One turn after the other with our assistant, `turns` in each conversation."""

    def __init__(self, assistant: Assistant, said: tuple[str, ...], turns: int) -> None:
        self._assistant, self._said, self._turns, self._number = assistant, cycle(said), turns, count()

    def __call__(self) -> None:
        self._assistant.hear(LANDLORD, f"rest:ours-{id(self)}-{next(self._number) // self._turns}", next(self._said))


class Theirs:
    """The same on a Rasa server. That each conversation has its landlord is not counted."""

    def __init__(self, url: str, said: tuple[str, ...], turns: int) -> None:
        self._url, self._said, self._turns, self._number = url, cycle(said), turns, count()
        for number in range(400 // turns):
            self._ask(f"/conversations/{self._sender(number)}/tracker/events", [_slot("landlord", LANDLORD)])

    def __call__(self) -> None:
        sender = self._sender(next(self._number) // self._turns)
        assert self._ask("/webhooks/rest/webhook", {"sender": sender, "message": next(self._said)}), "silence"

    def _sender(self, number: int) -> str:
        return f"rest:theirs-{id(self)}-{number}"

    def _ask(self, path: str, body: object) -> object:
        request = urllib.request.Request(
            self._url + path, json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)


def _slot(name: str, value: str) -> dict[str, str]:
    return {"event": "slot", "name": name, "value": value}


def _thousand_buttons(assistant: Assistant) -> float:
    """Seconds of one core."""
    buttons = cycle(BUTTONS)
    for number in range(1_100):
        if number == 100:
            started = process_time()
        assistant.hear(LANDLORD, f"rest:buttons-{number // 12}", next(buttons))
    return process_time() - started


def _start() -> float:
    """Seconds of a new process, with what was learnt ready on the disk."""
    started = time.monotonic()
    subprocess.run([sys.executable, "-c", STARTS], check=True)
    return time.monotonic() - started


def _growth(home: Path) -> float:
    """What 10,000 conversations take beyond 1,000, in a process of their own: they live in the database."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.open_conversations", str(home / "open"), str(OPEN), str(MORE)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    before, after = map(float, done.stdout.split())
    return after - before
