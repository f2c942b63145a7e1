"""The `putright` command, as a process of its own would run it, in a home of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Nothing but a home and a secret."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "PUTRIGHT_HOME": str(tmp_path / "home"), "SECRET_KEY": "k" * 40, "PYTHONWARNINGS": "error"}


@pytest.fixture
def putright(environment: dict[str, str]) -> Run:
    """Runs a command and returns what it printed and its exit code."""

    def run(*words: str, typed: str = "", **changed: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "portal.cli", *words],
            input=typed,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={**environment, **changed},
            timeout=120,
            check=False,
        )

    return run
