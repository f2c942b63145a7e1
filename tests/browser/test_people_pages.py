"""The pages about who acts for whom, at 320 pixels: axe finds nothing, nothing scrolls sideways, a form comes back."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as BrowserPage

from tests.browser.people import Handler, Resident
from tests.browser.seen import problems
from tests.pictures import a_png

NARROW = {"width": 320, "height": 568}
LANGUAGES = ("en", "ar")


def somebody_named(page: BrowserPage, address: str) -> str:
    """The resident names Nadia, who may see the case. Her id."""
    page.goto(f"{address}/case/people/new?lang=en")
    page.locator("[name=name]").fill("Nadia Rahman")
    for answer in ("A friend or someone in the family", "They are 18 or older", "See the case"):
        page.get_by_label(answer, exact=True).check()
    page.locator("[name=which][value=this]").check()
    page.get_by_role("button", name="Let them act for me").click()
    page.wait_for_load_state()
    page.goto(f"{address}/case/people")
    form = page.locator("a[href$='/form']").first.get_attribute("href") or ""
    return form.split("/")[-2]


@pytest.fixture
def resident(chrome: Browser, address: str) -> Resident:
    return Resident(chrome.new_context(viewport=NARROW, locale="en-GB").new_page(), address, checks=False)


def test_every_page_about_people(
    resident: Resident, chrome: Browser, address: str, handlers: dict[str, tuple[str, str]], tmp_path: Path
) -> None:
    reference, _code = resident.opens().tells_all().sends()
    page, wrong = resident.page, []
    id = somebody_named(page, address)
    people = f"{address}/case/people"
    page.goto(f"{people}/{id}/form?lang=en")
    photo = tmp_path / "form.png"
    photo.write_bytes(a_png())
    page.locator("[name=signed_form]").set_input_files(photo)
    page.get_by_role("button", name="Send the form").click()
    page.wait_for_load_state()
    assert "We have the form" in page.locator("main").inner_text()
    for language in LANGUAGES:
        for each in ("", "/new", f"/{id}", f"/{id}/form", f"/{id}/stop", f"/{id}/code"):
            page.goto(f"{people}{each}?lang={language}")
            wrong += problems(page)
        page.goto(f"{address}/representative?lang={language}")
        wrong += problems(page)
    desk = chrome.new_context(viewport=NARROW, locale="en-GB").new_page()
    Handler(desk, address).signs_in(*handlers["Dana"])
    case = f"{address.rsplit('/', 1)[0]}/staff/cases/{reference}"
    for language in LANGUAGES:
        for each in ("", "/people/new", *(f"/people/{id}/{name}" for name in ("form", "signed", "spoken", "stop"))):
            desk.goto(f"{case}{each}?lang={language}")
            wrong += problems(desk)
    assert not wrong, "\n".join(wrong)


def test_the_form_is_printed_from_its_page(resident: Resident, address: str) -> None:
    resident.opens("/representative?lang=en")
    with resident.page.expect_download() as download:
        resident.page.get_by_role("link", name="Large print (PDF)", exact=True).click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
