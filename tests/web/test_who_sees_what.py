"""Every page behind a door, opened by everybody, with a case in every state: exactly as docs/security.md says."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from portal.web.guards import guard_of
from tests.web.browser import Browser
from tests.web.conftest import LEATHERMARKET
from tests.web.who_comes import CASE, SECRETS, STATES, Place, a_place

SECURITY = Path(__file__).parents[2] / "docs" / "security.md"
RESIDENTS, STAFF = "| address under `/<landlord>` |", "| address under `/staff` |"
YES, THEIRS, RECEIVED, NO = "yes", "theirs", "received", "–"
PEOPLE: Mapping[str, tuple[str, ...]] = {
    "the resident": ("resident",),
    "may see": ("see",),
    "may write": ("write",),
    "gets letters": ("copies", "instead"),
    "agrees the remedy": ("remedy",),
    "may do all": ("all", "last day"),
    "asked about": ("asked",),
    "all, for another case": ("elsewhere",),
    "over": ("withdrawn", "expired", "yesterday", "refused"),
    "another resident": ("other resident",),
    "staff": ("handler", "admin", "other admin"),
    "another landlord's admin": ("other admin",),
    "residents and whoever acts for them": ("resident", "see", "all"),
}
"""Who stands for each column; the others stand for themselves."""
SEES = ("resident", "see", "all", "last day", "reader", "handler", "reviewer", "manager", "admin")
"""Who may read what the resident told us."""


@dataclass(frozen=True)
class Row:
    """A line of one of the tables: the address, and what each person gets there."""

    address: str
    cells: Mapping[str, str]

    def at(self, ids: Mapping[str, str], who: str) -> str:
        """The address as it is opened by somebody: with their own id, where it names somebody who acts."""
        theirs = ids["asked"] if self.address.endswith("/answer") else ids.get(who, ids["see"])
        values = {"reference": ids["reference"], "file": ids["file"], "draft_id": ids["draft"], "page": "name"}
        values["id"] = ids[next((what for part, what in NAMED_BY.items() if part in self.address), "see")]
        values["name"] = next((name for part, name in NAMES.items() if part in self.address), "note")
        if self.address.endswith("/done"):
            values["draft_id"] = ids["sent"]
        if "/people/" in self.address:
            values["id"] = theirs
        address = re.sub(r"<(\w+)>", lambda match: values[match[1]], self.address)
        return address if address.startswith("/staff") else f"/{LEATHERMARKET}{address}"


NAMED_BY = {
    "/challenge": "declined",
    "/end": "agreed",
    "/adjustments/<id>/<name>": "agreed",
    "/files/": "file",
    "/letters/": "letter",
    "/tasks/": "task",
}
NAMES = {"/adjustments/<id>/<name>": "review", "/people/<id>/<name>": "stop"}


def table(heading: str) -> list[Row]:
    """One of the two tables."""
    text = SECURITY.read_text()
    lines = text[text.index(heading) :].split("\n\n")[0].splitlines()
    columns = [cell.strip() for cell in lines[0].strip("|").split("|")][1:]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
    return [Row(first.strip("`"), dict(zip(columns, rest, strict=True))) for first, *rest in rows]


def everybody(row: Row) -> Iterator[tuple[str, str]]:
    """Who comes, and what they get."""
    for column, cell in row.cells.items():
        yield from ((who, cell) for who in PEOPLE.get(column, (column,)))


@pytest.fixture(params=STATES)
def place(request: pytest.FixtureRequest) -> Place:
    fixtures = ("parts", "clock", "complaint", "resident_in", "staff_in", "browser")
    return a_place(request.param, *(request.getfixturevalue(each) for each in fixtures))


@pytest.mark.parametrize(("place", "is_ready"), [(state, state == "answered") for state in STATES], indirect=["place"])
def test_everybody_gets_what_the_tables_say_whatever_the_state(place: Place, is_ready: bool) -> None:
    seen = place.version()
    for row in (*table(RESIDENTS), *table(STAFF)):
        whole = "admin" if row.address.startswith("/staff") else "resident"
        usual = _opened(place.people[whole], row.at(place.ids, whole))
        if is_ready and row.address != "/case/all":  # who has one case alone is taken to it
            assert usual[0] == 200, (row.address, usual)
            assert usual[1] == row.at(place.ids, whole), "this page is to be opened with a case in this state"
        for who, cell in everybody(row):
            address = row.at(place.ids, who)
            got = _opened(place.people[who], address)
            says = place.people[who].page.html
            told = (row.address, who, cell, got)
            if cell == YES:
                assert got == usual, told
                continue
            if who not in SEES:
                assert not [each for each in SECRETS if each in says], told
            if cell == THEIRS:
                assert got == (200, address) or row.address == "/case/all", told
            elif cell == RECEIVED:
                assert got == (200, CASE), told
                assert "We have received your complaint" in says, told
            else:
                assert got != (200, address) or row.address == "/case", told
                assert _is_turned_away(who, *got), told
    assert place.version() == seen, "to look changes nothing"


@pytest.mark.parametrize("place", ["answered"], indirect=True)
def test_a_form_that_is_sent_all_the_same_changes_nothing(place: Place) -> None:
    seen = place.version()
    tokens = {
        who: theirs.open(f"/{LEATHERMARKET}/feedback").typed()["csrf_token"] for who, theirs in place.people.items()
    }
    for row in (*table(RESIDENTS), *table(STAFF)):
        for who, cell in everybody(row):
            if cell != YES and row.address not in OF_THE_SESSION:
                form = {"csrf_token": tokens[who], "case": place.ids["reference"], **FORGED}
                place.people[who].client.post(row.at(place.ids, who), data=form).close()
                assert place.version() == seen, (row.address, who)


def test_every_page_behind_a_door_is_in_a_table(app: Flask) -> None:
    behind = {
        re.sub(r"<\w+:(\w+)>", r"<\1>", rule.rule).replace("/<landlord>", "")
        for rule in app.url_map.iter_rules()
        if guard_of(app.view_functions[rule.endpoint]).startswith(("resident", "needs"))
        and "GET" in (rule.methods or ())
    }
    listed = {row.address for row in (*table(RESIDENTS), *table(STAFF))} - {"/case"}
    both = {"/case/adjustments/<id>/challenge", "/case/adjustments/<id>/end"}
    assert both <= listed
    assert listed - both | {"/case/adjustments/<id>/<what>"} == behind


@pytest.mark.parametrize("place", ["new"], indirect=True)
def test_a_page_about_somebody_else_who_acts_is_not_theirs(place: Place) -> None:
    other = f"{CASE}/people/{place.ids['copies']}/form"
    for address in (other, f"{other}.pdf", f"{other}/{place.ids['file']}"):
        for who in ("see", "all", "asked"):
            assert _opened(place.people[who], address)[0] == 404, (who, address)


OF_THE_SESSION = ("/case", "/case/all", "/case/devices", "/staff/record")
FORGED = {
    "words": "Forged.", "reason": "Forged.", "scope": "speak", "until_when": "always", "sure": "yes", "form": "f" * 32,
    "contact_by": "email", "email": "thief@example.com", "safe_message": "safe", "version": "1", "stage": "0",
}  # fmt: skip
"""What somebody may write into a form of their own making."""


def _opened(who: Browser, address: str) -> tuple[int, str]:
    page = who.open(address)
    return page.status, page.path.split("?")[0]


def _is_turned_away(who: str, status: int, path: str) -> bool:
    """At a door, at what they may see of the case, or told that there is nothing here."""
    back = {CASE, "/staff/sign-in", *([f"{CASE}/adjustments"] if who in ("all", "last day") else ())}
    return status in (403, 404) or (status == 200 and path in back)
