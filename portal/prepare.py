"""Everything that is built from the checkout, built where it is out of date: `python -m portal.prepare`."""

import subprocess
import sys
from pathlib import Path

from portal.files.catalogues import compile_catalogues

ROOT = Path(__file__).parent.parent


def build() -> None:
    """Stylesheets and script, catalogues, and what the assistant has learnt. What is fresh is left alone."""
    build_assets()
    compile_catalogues()
    train_assistant()


def build_assets() -> None:
    """Stylesheets and script; the first time this fetches what they are built from."""
    subprocess.run([sys.executable, str(ROOT / "static" / "build.py")], check=True, cwd=ROOT)


def train_assistant() -> None:
    """What the assistant has learnt from its examples; the first time this takes some seconds."""
    subprocess.run([sys.executable, "-m", "bot.understanding.train"], check=True, cwd=ROOT)


if __name__ == "__main__":
    build()
