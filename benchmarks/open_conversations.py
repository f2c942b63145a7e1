"""Opens conversations and prints what the process holds: `python -m benchmarks.open_conversations HOME 1000 10000`."""

import gc
import sys
from pathlib import Path

from actions import executor_for
from benchmarks.memory import resident
from benchmarks.talk import LANDLORD
from portal.assistant import Assistant
from portal.parts import Parts
from portal.settings import Settings


def main() -> None:
    """Megabytes resident after so many conversations, and after so many."""
    home, *numbers = sys.argv[1:]
    parts = Parts.of(Settings(Path(home), "k" * 40, "http://127.0.0.1:8000", f"sqlite:///{home}/putright.db"))
    parts.store.upgrade()
    assistant = Assistant(parts, executor_for(parts))
    opened = 0
    for number in map(int, numbers):
        for sender in range(opened, number):
            assistant.hear(LANDLORD, f"rest:{sender}", "/make_complaint")
        opened = number
        gc.collect()
        print(resident("self"), flush=True)


if __name__ == "__main__":
    main()
