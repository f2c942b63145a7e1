"""Who else can help: whom the policy names, the relay service, and how to ask us; found from every page."""

from collections.abc import Callable

from portal.services.office import Office
from tests.web.browser import Browser
from tests.web.conftest import LEATHERMARKET

HOME = f"/{LEATHERMARKET}"


def test_it_names_everybody_whom_the_policy_names_with_how_to_reach_them(
    browser: Callable[[], Browser], office: Office
) -> None:
    page = browser().open(f"{HOME}/help")
    bodies = (*office.policy.advice, office.policy.ombudsman)
    assert len(bodies) > 1
    for body in bodies:
        assert body.name in page.text
        assert body.phone in page.text
    assert f"dial 18001, then {office.policy.contacts.phone}" in page.text


def test_it_leads_to_where_one_asks_for_help_and_is_found_from_every_page(browser: Callable[[], Browser]) -> None:
    theirs = browser()
    links = theirs.open(f"{HOME}/help").links
    assert f"{HOME}/adjustments" in links
    assert f"{HOME}/representative" in links
    for page in ("/", "/adjustments", "/case", "/complain/for-whom"):
        assert f"{HOME}/help" in theirs.open(HOME + page).links
