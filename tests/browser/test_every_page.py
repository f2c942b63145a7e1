"""Every page a resident can open, in every language offered so far: axe finds nothing, nothing scrolls sideways."""

import pytest
from playwright.sync_api import Browser

from tests.browser.people import Handler, Resident
from tests.browser.seen import problems

NARROW = {"width": 320, "height": 568}
PAGES = (
    "/", "/how-complaints-work", "/ombudsman", "/adjustments", "/help", "/representative", "/privacy", "/accessibility",
    "/feedback", "/case", "/chat", "/nothing-here", "/complain/for-whom", "/complain/what-happened",
    "/complain/told-before", "/complain/when", "/complain/court", "/complain/put-right", "/complain/name",
    "/complain/address", "/complain/contact", "/complain/adjustments", "/complain/language", "/complain/photos",
    "/case/lost", "/case/link", "/case/link/used", "/case/text",
    "/complain/urgent/gas", "/complain/urgent/abuse", "/complain/link", "/complain/move", "/carry-on/used",
)  # fmt: skip
LANGUAGES = ("en", "pl", "ar", pytest.param("en@easy", marks=pytest.mark.wide))
"""English with fewer words is the narrowest, so it is tried with the wide matrices."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_at_320_pixels(chrome: Browser, address: str, language: str) -> None:
    page = chrome.new_context(viewport=NARROW, locale="en-GB").new_page()
    page.goto(f"{address}/?lang={language}")
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    wrong = []
    for each in PAGES:
        page.goto(address + each)
        wrong += problems(page)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_check_done_and_case_at_320_pixels(chrome: Browser, address: str, language: str) -> None:
    page = chrome.new_context(viewport=NARROW, locale="en-GB").new_page()
    resident, wrong = Resident(page, address).opens().tells_all(), []
    for press in ("Send my complaint", "I have kept it", None):
        here = page.url.split("?")[0]
        page.goto(f"{here}?lang={language}")
        wrong += problems(page)
        page.goto(f"{here}?lang=en")
        if press:
            resident.goes_on(press)
    for each in ("/case/message", "/case/photos", "/case/escalate", "/complain"):
        page.goto(f"{address}{each}?lang={language}")
        wrong += problems(page)
    assert not wrong, "\n".join(wrong)


def test_the_languages_are_seen_on_the_first_screen_each_by_its_own_name(chrome: Browser, address: str) -> None:
    page = chrome.new_context(viewport={"width": 390, "height": 844}, locale="en-GB").new_page()
    page.goto(address)
    for name in ("English", "Easy English", "Polski", "العربية"):
        box = page.locator(".languages").get_by_text(name, exact=True).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < 844


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_staff_page_at_320_pixels(
    chrome: Browser, address: str, language: str, handlers: dict[str, tuple[str, str]]
) -> None:
    resident = Resident(chrome.new_context(viewport=NARROW, locale="en-GB").new_page(), address)
    reference, _code = resident.opens().tells_all().sends()
    page = chrome.new_context(viewport=NARROW, locale="en-GB").new_page()
    Handler(page, address).signs_in(*handlers["Dana"])
    staff = f"{address.rsplit('/', 1)[0]}/staff"
    page.goto(f"{staff}/?lang={language}")
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    case = f"{staff}/cases/{reference}"
    actions = ("acknowledge", "answer", "extend", "assign", "message", "note", "escalate", "close")
    wrong = problems(page)
    for each in (case, *(f"{case}/{action}" for action in actions), f"{staff}/record", f"{staff}/?show=all"):
        page.goto(each)
        wrong += problems(page)
    assert not wrong, "\n".join(wrong)
