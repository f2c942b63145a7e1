"""The environment of a real Rasa 3.6 server, built where it is missing: `python -m tests.rasa.environment`.

Prints the path of Rasa's program, or nothing where there is no Python 3.10, which Rasa 3.6 needs; then it says so.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
LOCK = ROOT / "requirements-rasa.lock"
HOME = ROOT / ".venv-rasa"
RASA = HOME / "bin" / "rasa"
NO_PYTHON = "There is no Python 3.10, which Rasa 3.6 needs: nothing was tested on it (set RASA_PYTHON to its path)."
BUILDING = "Installing Rasa 3.6 in .venv-rasa (2.8 GB, some minutes, once) ..."


def built() -> Path | None:
    """Rasa's program, if its environment is here and as the lock says."""
    return RASA if RASA.exists() and _ready().exists() else None


def build() -> Path | None:
    """The same, after building it where it is missing or stale; None where there is no Python 3.10."""
    if found := built():
        return found
    python = next(filter(_is_310, _candidates()), None)
    if python is None:
        print(NO_PYTHON, file=sys.stderr)
        return None
    print(BUILDING, file=sys.stderr)
    subprocess.run([python, "-m", "venv", "--clear", HOME], check=True)
    _pip("pip<24.1", "setuptools==70.3.0", "wheel<0.46")  # newer ones refuse what Rasa's packages say of themselves
    _pip("--require-hashes", "--no-build-isolation", "-r", LOCK)
    _ready().touch()
    return RASA


def _candidates() -> Iterator[str]:
    yield os.environ.get("RASA_PYTHON", "")
    yield "python3.10"
    yield from sorted(map(str, Path.home().glob(".pyenv/versions/3.10.*/bin/python3.10")), reverse=True)


def _is_310(python: str) -> bool:
    if not python:
        return False
    try:
        said = subprocess.run([python, "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return said.returncode == 0 and said.stdout.startswith("Python 3.10.")


def _pip(*what: object) -> None:
    quiet = ("--quiet", "--disable-pip-version-check", "--no-warn-script-location")
    command = [HOME / "bin" / "python", "-m", "pip", "install", *quiet, *what]
    subprocess.run([*map(str, command)], check=True, stdout=sys.stderr)


def _ready() -> Path:
    """A mark that this very lock was installed."""
    return HOME / f"ready-{hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]}"


if __name__ == "__main__":
    print(build() or "")
