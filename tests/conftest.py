"""For every test: in CI nothing is skipped, and elsewhere what was skipped for want of a program is said loudly."""

import os
import shutil
from collections.abc import Generator

import pytest

IN_CI = os.environ.get("CI", "") not in ("", "false", "0")
NO_CHROMIUM = "Chromium is not installed. Get it with: apt-get install chromium (or set CHROMIUM to its path)"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a real browser. Skips where there is none."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        pytest.skip(NO_CHROMIUM)
    return found


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skipped test has failed: what it needs belongs into `.ci/run`."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {report.longrepr}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was not tested."""
    skipped = terminalreporter.stats.get("skipped", [])
    if not skipped:
        return
    reasons = {str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr) for report in skipped}
    terminalreporter.section(f"{len(skipped)} TESTS WERE SKIPPED", yellow=True, bold=True)
    for reason in sorted(reasons):
        terminalreporter.line(reason.removeprefix("Skipped: "), yellow=True)
