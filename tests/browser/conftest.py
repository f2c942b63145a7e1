"""Real Chromium against the real portal, on a phone and on a desk, with and without scripts."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from actions import executor_for
from bot.understanding.understand import Understanding
from portal.app import create_app
from portal.assistant import Assistant
from portal.parts import Parts
from portal.services.staff import add_staff
from tests.browser.seen import Seen
from tests.web.conftest import clock, empty_store, packs, parts, understanding

__all__ = ["clock", "empty_store", "packs", "parts", "understanding"]

LANDLORD = "leathermarket-jmb"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser that goes on to another page leaves connections that the server closes in its own time."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.filterwarnings("ignore::ResourceWarning"))
            item.add_marker(pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"))


@pytest.fixture(scope="session")
def chrome(chromium: str) -> Iterator[Browser]:
    """One browser for all tests of a worker."""
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def address(parts: Parts, understanding: Understanding) -> Iterator[str]:
    """A landlord's address on a running server."""
    server = make_server("127.0.0.1", 0, lambda *_: [], threaded=True)
    base = f"http://127.0.0.1:{server.port}"
    here = replace(parts, settings=replace(parts.settings, base_url=base))
    server.app = create_app(here, Assistant(here, executor_for(here), understanding))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"{base}/{LANDLORD}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def size(request: pytest.FixtureRequest) -> dict[str, int]:
    return dict(request.param)


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def page(chrome: Browser, size: dict[str, int], scripts: bool) -> Iterator[Page]:
    """A resident's page. Everything it visits is read by axe, where scripts run."""
    context = chrome.new_context(viewport=size, java_script_enabled=scripts, locale="en-GB")
    context.set_default_timeout(15_000)
    opened = context.new_page()
    seen = Seen(opened) if scripts else None
    yield opened
    if seen:
        seen.must_be_accessible()
    context.close()


@pytest.fixture
def phone(chrome: Browser) -> Iterator[Page]:
    """A phone with scripts, where size and scripts make no difference."""
    context = chrome.new_context(viewport=PHONE, locale="en-GB")
    context.set_default_timeout(15_000)
    opened = context.new_page()
    seen = Seen(opened)
    yield opened
    seen.must_be_accessible()
    context.close()


@pytest.fixture
def handlers(parts: Parts) -> dict[str, tuple[str, str]]:
    """Two members of staff: e-mail address and password, by first name."""
    office = parts.office(LANDLORD)
    people = {"Dana": "dana@example.com", "Omar": "omar@example.com"}
    return {name: (email, add_staff(office, email, name, "handler")) for name, email in people.items()}


@pytest.fixture(scope="session")
def a_photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small photo, as a phone takes it."""
    from PIL import Image

    path = tmp_path_factory.mktemp("photos") / "damp wall.jpg"
    Image.new("RGB", (640, 480), "#775544").save(path)
    return path
