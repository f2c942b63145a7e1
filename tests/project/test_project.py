"""The project's own files: locks that fit, modules that say what they are, commands that exist."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent.parent
SOURCES = sorted(path for folder in ("portal", "bot", "actions") for path in (ROOT / folder).rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]


def locked(name: str) -> dict[str, str]:
    """The versions a lock file names. Where it has two, for different Pythons, the first."""
    pairs = re.findall(r"^([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)", (ROOT / name).read_text(), re.MULTILINE)
    return {canonicalize_name(package): version for package, version in reversed(pairs)}


def wanted(*groups: list[str]) -> list[Requirement]:
    """What the project asks for, without itself."""
    asked = [Requirement(each) for group in groups for each in group]
    return [each for each in asked if each.name != PROJECT["name"]]


def test_the_lock_holds_all_that_running_needs_and_the_other_all_that_testing_needs() -> None:
    running, testing = locked("requirements.lock"), locked("requirements-dev.lock")
    for requirement in wanted(PROJECT["dependencies"]):
        assert running[canonicalize_name(requirement.name)] in requirement.specifier, f"run `make lock`: {requirement}"
    for requirement in wanted(PROJECT["dependencies"], EXTRAS["dev"], EXTRAS["postgresql"], EXTRAS["redis"]):
        assert testing[canonicalize_name(requirement.name)] in requirement.specifier, f"run `make lock`: {requirement}"


def test_both_locks_name_the_same_versions() -> None:
    running, testing = locked("requirements.lock"), locked("requirements-dev.lock")
    assert running.items() <= testing.items()
    assert "pytest" not in running


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_package_is_pinned_by_hash(lock: str) -> None:
    text = (ROOT / lock).read_text()
    entries = re.split(r"^(?=[a-z0-9][a-z0-9._-]*==)", text, flags=re.MULTILINE)[1:]
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_every_module_says_what_it_is_in_its_first_line() -> None:
    assert [path for path in SOURCES if not path.read_text().startswith('"""')] == []


def test_nothing_names_the_place_it_was_made_in() -> None:
    texts = [
        path for path in ROOT.rglob("*") if path.suffix in {".py", ".md", ".yaml", ".yml", ".toml", ".html", ".js"}
    ]
    own = [
        path
        for path in texts
        if not {".venv", ".venv-rasa", "node_modules", ".git"} & set(path.relative_to(ROOT).parts)
    ]
    places = re.compile("/work" + "/(main|shared)")
    assert [path for path in own if places.search(path.read_text())] == []


def test_every_target_of_the_makefile_is_a_command_make_knows() -> None:
    named = re.findall(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[0].split()
    for target in named:
        command = ["make", "--dry-run", "--no-print-directory", target]
        ran = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
        assert ran.returncode == 0, f"{target}: {ran.stderr}"


def test_the_licence_is_the_one_that_is_claimed() -> None:
    assert PROJECT["license"] == "MIT"
    assert (ROOT / "LICENSE").read_text().startswith("MIT License\n\nCopyright (c) 2026 Putright contributors")


def test_every_command_explains_itself() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "portal.cli", "--help"], capture_output=True, text=True, cwd=ROOT, check=True
    )
    commands = "serve worker chat understand policy deadlines staff demo bot db backup restore"
    for command in commands.split():
        assert re.search(rf"^    {command}\s+\S", ran.stdout, re.MULTILINE), command
