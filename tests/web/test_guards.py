"""Every route states who may open it."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from portal.services.staff import ROLES
from portal.web.guards import guard_of
from tests.web.browser import Browser

GUARDS = {"public", "resident", "channel", *(f"needs {role}" for role in ROLES)}


def test_every_route_states_its_guard(app: Flask) -> None:
    unstated = {
        rule.endpoint for rule in app.url_map.iter_rules() if guard_of(app.view_functions[rule.endpoint]) not in GUARDS
    }
    assert not unstated


def test_only_the_doors_of_staff_and_cases_are_public(app: Flask) -> None:
    public = {
        rule.endpoint for rule in app.url_map.iter_rules() if guard_of(app.view_functions[rule.endpoint]) == "public"
    }
    behind = {name for name in public if name.startswith(("staff.", "case."))}
    assert behind == {
        "staff.sign_in", "staff.try_to_sign_in", "staff.sign_out", "case.sign_in", "case.open_case", "case.sign_out",
        "case.lost", "case.ask_link", "case.send_link", "case.link_sent", "case.link", "case.open_link",
        "case.ask_text", "case.send_text", "case.text_code", "case.open_text",
    }  # fmt: skip


def addresses(app: Flask, guard: str) -> list[tuple[str, str]]:
    """The method and address of every route with this guard, with made-up values in it."""
    made_up = {"landlord": "leathermarket-jmb", "reference": "LMJ-2222-3333", "name": "note"}
    found = []
    for rule in app.url_map.iter_rules():
        if guard_of(app.view_functions[rule.endpoint]).startswith(guard):
            address = re.sub(r"<(?:\w+:)?(\w+)>", lambda match: made_up.get(match[1], "1"), rule.rule)
            found += [(method, address) for method in sorted(rule.methods or ()) if method in ("GET", "POST")]
    return found


@pytest.mark.parametrize(("guard", "door"), [("needs", "/staff/sign-in"), ("resident", "/leathermarket-jmb/case")])
def test_a_stranger_finds_every_door_shut(app: Flask, browser: Callable[[], Browser], guard: str, door: str) -> None:
    tried = addresses(app, guard)
    assert len(tried) > 5
    for method, address in tried:
        stranger = browser()
        page = stranger.open(door)
        if method == "GET":
            page = stranger.open(address)
        else:
            token = page.typed()["csrf_token"]
            response = stranger.client.post(address, data={"csrf_token": token}, follow_redirects=True)
            page = stranger.shows(response)
        assert page.status == 200, (method, address)
        title = "Sign in" if guard == "needs" else "See my complaint"
        assert page.text.startswith(title), (method, address, page.text)
