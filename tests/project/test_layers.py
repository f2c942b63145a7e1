"""Who may import whom: import-linter's contracts, and what they cannot see."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


def loaded_by(code: str) -> set[str]:
    """The modules that are loaded in a fresh Python after this code, and were not before."""
    script = f"import sys; before = set(sys.modules); {code}; print('\\n'.join(set(sys.modules) - before))"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    return set(ran.stdout.split())


def test_every_layer_keeps_to_what_lies_below_it() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert ran.returncode == 0, ran.stdout


def test_importing_the_portal_imports_nothing() -> None:
    assert loaded_by("import portal") == {"portal"}


@pytest.mark.parametrize(
    "module", ["portal.parts", "portal.assistant", "portal.outbox", "portal.worker", "portal.cli", "actions"]
)
def test_the_core_runs_without_flask(module: str) -> None:
    assert not {"flask", "portal.web", "portal.app"} & loaded_by(f"import {module}")


@pytest.mark.parametrize("module", ["bot.runtime.engine", "bot.understanding.understand"])
def test_the_bot_runs_without_the_portal(module: str) -> None:
    assert not {name for name in loaded_by(f"import {module}") if name.split(".")[0] in ("portal", "actions")}


def test_the_rules_need_the_standard_library_alone() -> None:
    modules = sorted(path.stem for path in (ROOT / "portal" / "domain").glob("*.py") if path.stem != "__init__")
    loaded = loaded_by("; ".join(f"import portal.domain.{module}" for module in modules))
    roots = {name.split(".")[0] for name in loaded}
    assert {root for root in roots if not root.startswith("_")} - {"portal"} <= set(sys.stdlib_module_names)
