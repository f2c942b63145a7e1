"""A link that was asked for on a computer, opened on a phone; both signed in at once, and one closed from the other."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from portal.outbox import deliver_waiting
from portal.parts import Parts
from tests.browser.conftest import DESK, PHONE
from tests.browser.people import Resident
from tests.browser.seen import problems


@pytest.fixture
def devices(chrome: Browser) -> Iterator[tuple[Page, Page]]:
    """A computer and a phone, each with cookies of its own."""
    contexts = [chrome.new_context(viewport=size, locale="en-GB") for size in (DESK, PHONE)]
    computer, phone = (context.new_page() for context in contexts)
    yield computer, phone
    for context in contexts:
        context.close()


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_load_state()
    assert not problems(page)


def link_sent(parts: Parts) -> str:
    """The path of the link in the mail that waits."""
    deliver_waiting(parts)
    mails = [path.read_text().replace("=\n", "") for path in (parts.settings.home / "outbox").glob("*.eml")]
    found = [each for each in (re.search(r"/case/link/[\w-]{43}", mail) for mail in mails) if each]
    assert len(found) == 1
    return found[0].group()


def test_a_link_on_two_devices(devices: tuple[Page, Page], address: str, parts: Parts) -> None:
    computer, phone = devices
    resident = Resident(computer, address)
    reference, _code = resident.opens().tells_all().sends()
    computer.context.clear_cookies()
    computer.goto(f"{address}/case")
    computer.get_by_role("link", name="Send me a link by email").click()
    computer.get_by_label("What is your email address?").fill("amina@example.com")
    press(computer, "Send me the link")
    number = computer.locator(".code").inner_text()

    phone.goto(address + link_sent(parts))
    assert not problems(phone)
    phone.get_by_label("The number").fill(number)
    press(phone, "Show my complaint")
    expect(phone.get_by_text(reference).first).to_be_visible()

    computer.goto(f"{address}/case")
    expect(computer.get_by_role("heading", name="See my complaint")).to_be_visible()
    computer.get_by_role("link", name="I lost my code").click()
    assert not problems(computer)
    resident.opens_case(reference, _code)
    computer.get_by_role("link", name="Where you are signed in").click()
    assert not problems(computer)
    press(computer, "Close it everywhere else")
    phone.reload()
    expect(phone.get_by_role("heading", name="See my complaint")).to_be_visible()
