"""The rules stand alone: no clock, no files, no Flask, no database; only the standard library and one another."""

import ast
import sys
from pathlib import Path

import pytest

import portal.domain

RULES = sorted(Path(portal.domain.__path__[0]).glob("*.py"))
NOT_FOR_RULES = {"os", "pathlib", "random", "secrets", "socket", "sqlite3", "subprocess", "time", "urllib", "logging"}
ASKS_THE_MACHINE = {"now", "today", "utcnow", "open", "print", "input"}


def imported(tree: ast.AST) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.add("." * node.level + (node.module or ""))
    return found


def called(tree: ast.AST) -> set[str]:
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}


def test_there_are_rules_to_look_at() -> None:
    assert {"calendar.py", "case.py", "commands.py", "deadlines.py"} <= {path.name for path in RULES}


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.name)
def test_rules_import_only_the_standard_library_and_one_another(path: Path) -> None:
    names = imported(ast.parse(path.read_text(encoding="utf-8")))
    outside = {name for name in names if name.split(".")[0] not in sys.stdlib_module_names}
    assert all(name.startswith("portal.domain.") for name in outside), outside
    assert not {name.split(".")[0] for name in names} & NOT_FOR_RULES


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.name)
def test_rules_never_ask_for_the_time_or_a_file(path: Path) -> None:
    assert not called(ast.parse(path.read_text(encoding="utf-8"))) & ASKS_THE_MACHINE
