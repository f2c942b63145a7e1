"""Reads every page a browser shows with axe-core, and looks for sideways scrolling."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"


class Seen:
    """What was wrong with the pages one browser tab showed."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._wrong: list[str] = []
        self._read: set[str] = set()
        page.on("framenavigated", self._forget)

    def _forget(self, frame: Any) -> None:
        if frame == self._page.main_frame:
            self._read.discard(frame.url)

    def now(self) -> None:
        """Read the page that is shown now."""
        self._wrong += problems(self._page)

    def must_be_accessible(self) -> None:
        """Nothing was wrong on any page read, and the last one is read too."""
        self.now()
        assert not self._wrong, "\n".join(self._wrong)


def problems(page: Page) -> list[str]:
    """What axe finds on the page shown now, and whether it scrolls sideways."""
    page.wait_for_load_state()
    if page.url == "about:blank":
        return []
    page.evaluate(AXE.read_text(encoding="utf-8"))
    try:
        found = page.evaluate(RUN, RULES)["violations"]
    except Error as error:
        return [f"{page.url}: axe did not run: {error}"]
    wrong = [f"{page.url}: {each['id']}: {each['help']}: {_where(each)}" for each in found]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        wrong.append(f"{page.url}: scrolls sideways at {page.viewport_size}")
    return wrong


def _where(violation: dict[str, Any]) -> str:
    return "; ".join(str(node["html"])[:120] for node in violation["nodes"][:3])
