"""Trains DIET, asks it every unseen message, and prints its marks beside ours: `python -m benchmarks.diet <rasa>`."""

import json
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

from bot.understanding.understand import Understanding
from tests.bot.understanding.marking import Marks, mark
from tests.rasa.servers import RasaProcess

HERE = Path(__file__).parent
VARIANTS = {"DIET": HERE / "config.yml", "DIET, our vectors": HERE / "with_vectors.yml"}


class Diet:
    """What a Rasa server makes of a message."""

    def __init__(self, url: str) -> None:
        self._url = url

    def parse(self, text: str, language: str | None = None) -> dict[str, Any]:
        """Rasa's parse result."""
        request = urllib.request.Request(f"{self._url}/model/parse", json.dumps({"text": text}).encode())
        with urllib.request.urlopen(request, timeout=60) as answer:
            found: dict[str, Any] = json.load(answer)
            return found


def marks_of(rasa: Path, config: Path) -> tuple[Marks, float]:
    """The marks of one configuration, and how many seconds it took to train."""
    with tempfile.TemporaryDirectory() as home:
        server = RasaProcess(rasa, Path(home), "http://127.0.0.1:9", "http://127.0.0.1:9", config)
        started = time.monotonic()
        server.train("nlu")
        seconds = time.monotonic() - started
        with server:
            return mark(Diet(server.url)), seconds


def main() -> int:
    """Print one table."""
    rasa, wanted = Path(sys.argv[1]), sys.argv[2:] or list(VARIANTS)
    all_marks = {"ours": mark(Understanding())}
    for name in wanted:
        all_marks[name], seconds = marks_of(rasa, VARIANTS[name])
        print(f"{name}: trained in {seconds:.0f} s", flush=True)
    print(table(all_marks))
    return 0


def table(found: dict[str, Marks]) -> str:
    """By language, and danger: right at first, and right or asked between two of which one is right."""
    ours = found["ours"]
    rows = ["".join([f"{'':10}{'messages':>10}", *(f"{name:>22}" for name in found)])]
    parts = [(language, lambda marks, language=language: marks.of(language)) for language in ours.languages]
    danger = ("danger", lambda marks: marks.about("emergency", "distress"))
    for name, part in (*parts, danger, ("all", lambda marks: marks)):
        cells = [f"{part(marks).first:>11.1%}{part(marks).asked:>11.1%}" for marks in found.values()]
        rows.append("".join([f"{name:10}{len(part(ours).answers):>10}", *cells]))
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
