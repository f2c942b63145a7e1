"""Everything that is built from the checkout, built where it is out of date: `python -m portal.prepare`."""

import subprocess
import sys
from pathlib import Path

from portal.files.catalogues import compile_catalogues

ROOT = Path(__file__).parent.parent
LEARN = [sys.executable, "-m", "bot.understanding.train"]


def build() -> None:
    """Stylesheets, script and fonts, catalogues, and what the assistant has learnt. What is fresh is left alone.

    Fetching what these are made from waits for the network, so learning goes on beside it.
    """
    learning = subprocess.Popen(LEARN, cwd=ROOT)
    try:
        subprocess.run([sys.executable, str(ROOT / "static" / "build.py")], check=True, cwd=ROOT)
        compile_catalogues()
    finally:
        failed = learning.wait()
    if failed:
        raise SystemExit(failed)


def train_assistant() -> None:
    """What the assistant has learnt from its examples; the first time this takes some seconds."""
    subprocess.run(LEARN, check=True, cwd=ROOT)


if __name__ == "__main__":
    build()
