"""Runs every benchmark and prints each figure beside its limit. Ends with 1 where one does not hold."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from actions import executor_for
from benchmarks import acting_for_many, engines, memory, pages, policies, talk, understanding
from benchmarks.measuring import Finding
from bot.understanding.understand import Understanding
from portal.app import create_app
from portal.assistant import Assistant
from portal.parts import Parts
from portal.settings import Settings


def findings(home: Path) -> Iterator[Finding]:
    """Every figure, on a database of its own."""
    url = f"sqlite:///{home / 'putright.db'}"
    parts = Parts.of(Settings(home, "k" * 40, "http://127.0.0.1:8000", url))
    parts.store.upgrade()
    assistant = Assistant(parts, executor_for(parts))
    yield from policies.findings()
    app = create_app(parts, assistant)
    yield from pages.findings(app, home)
    yield from acting_for_many.findings(app, parts)
    yield from talk.findings(assistant)
    yield from understanding.findings(Understanding())
    yield from memory.findings(home / "server")
    yield from engines.findings(home / "engines")


def main() -> int:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as home:
        found = []
        for finding in findings(Path(home)):
            print(finding, flush=True)
            found.append(finding)
    return 0 if all(finding.holds for finding in found) else 1


if __name__ == "__main__":
    sys.exit(main())
