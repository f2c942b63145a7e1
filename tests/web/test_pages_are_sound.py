"""Every page, in every language: well formed, labelled, translated whole, never cached, no script inside."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.files.journeys import load_journey
from portal.files.packs import Packs
from portal.languages import LANGUAGES, offered
from tests.web.browser import Browser
from tests.web.complaining import CHECK, COMPLAIN, DONE, answer_until
from tests.web.conftest import LEATHERMARKET

HOME = f"/{LEATHERMARKET}/"
STANDING = [
    "/", HOME, f"{HOME}how-complaints-work", f"{HOME}ombudsman", f"{HOME}adjustments", f"{HOME}representative",
    f"{HOME}privacy", f"{HOME}accessibility", f"{HOME}feedback", f"{HOME}case", f"{HOME}chat", f"{HOME}chat/transcript",
    f"{HOME}help", f"{COMPLAIN}/for-whom",
    f"{COMPLAIN}/urgent/gas", f"{COMPLAIN}/move", f"{HOME}carry-on/no-such-link", f"{HOME}nothing-here", "/nobody/",
]  # fmt: skip
"""Pages that need nothing before them."""
CODES = [language.code for language in offered(tuple(LANGUAGES))]
NOT_ASKED_HERE = f"{COMPLAIN}/also-true"
"""Asked only where the policy leaves out what a resident can know of."""
ALL_ASKED = {
    "acting_for_name": "Grace Obi", "acting_for_agreed": "agreed", "acting_for_relationship": "advocate",
    "acting_for_over_18": "adult", "told_before": "first_time", "pass_on": "both",
    "contact_by": ["phone"], "phone": "07700 900 982",
}  # fmt: skip
"""Answers that open every question, with somebody else or a group to complain for."""
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
ELEMENTS_THAT_NEED_A_LABEL = ("input", "select", "textarea")


@pytest.fixture(scope="session")
def packs() -> Packs:
    """All landlords as they are."""
    return Packs.load()


@dataclass(frozen=True)
class Seen:
    """A page as it came, in a language."""

    where: str
    code: str
    html: str
    headers: dict[str, str]
    path: str

    @property
    def root(self) -> Element:
        return html5lib.parse(self.html, namespaceHTMLElements=False)


@pytest.mark.parametrize("code", CODES)
def test_pages_that_stand_alone_are_sound(client: FlaskClient, code: str) -> None:
    for path in STANDING:
        seen = look(client, path, code)
        is_sound(seen)


@pytest.mark.parametrize("code", CODES)
def test_every_page_of_a_complaint_is_sound_also_with_errors(app: Flask, code: str) -> None:
    shown = set()
    for for_whom in ("someone_else", "group"):
        theirs = Browser(app.test_client())
        theirs.open(COMPLAIN)
        answer_until(theirs, CHECK, **{**ALL_ASKED, "for_whom": for_whom})
        for page in load_journey("complaint").pages:
            seen = look(theirs.client, f"{COMPLAIN}/{page.id}", code)
            is_sound(seen)
            shown.add(seen.path)
            is_sound(with_errors(theirs, page.id, code))
    assert shown >= {f"{COMPLAIN}/{page.id}" for page in load_journey("complaint").pages} - {NOT_ASKED_HERE}


@pytest.mark.parametrize("code", CODES)
def test_the_question_that_only_other_landlords_ask_is_sound(app: Flask, code: str) -> None:
    theirs = Browser(app.test_client())
    theirs.open("/jliving/complain")
    answer_until(theirs, "/jliving/complain/also-true", **{**ALL_ASKED, "for_whom": "group"})
    is_sound(look(theirs.client, "/jliving/complain/also-true", code))


@pytest.mark.parametrize("code", CODES)
def test_the_pages_around_sending_are_sound(app: Flask, code: str) -> None:
    theirs = Browser(app.test_client())
    theirs.open(COMPLAIN)
    answer_until(theirs, CHECK, told_before="first_time", pass_on="both")
    for path in (COMPLAIN, CHECK, f"{COMPLAIN}/link"):
        is_sound(look(theirs.client, path, code))
    theirs.open(CHECK)
    form = theirs.page.form()
    assert theirs.client.post(CHECK, data=dict(_hidden(form))).location == DONE
    for path in (DONE, DONE, COMPLAIN, f"{HOME}case"):
        is_sound(look(theirs.client, path, code))


def with_errors(theirs: Browser, place: str, code: str) -> Seen:
    """The page after nonsense was answered, shown again with what is wrong."""
    nonsense = {question.id: "<b> & \u202e" for question in load_journey("complaint").questions}
    theirs.open(COMPLAIN)
    form = {**nonsense, "csrf_token": theirs.page.typed()["csrf_token"]}
    response = theirs.client.post(f"{COMPLAIN}/{place}", query_string={"lang": code}, data=form, follow_redirects=True)
    assert response.status_code == 200
    return Seen(f"{place} with errors", code, response.text, dict(response.headers), "")


def look(client: FlaskClient, path: str, code: str) -> Seen:
    """Open a page in this language."""
    response = client.get(path, query_string={"lang": code}, follow_redirects=True)
    assert response.status_code in (200, 404), path
    return Seen(path, code, response.text, dict(response.headers), response.request.path)


def is_sound(seen: Seen) -> None:
    """Fails with the page's address and what is wrong with it."""
    assert list(wrong_with(seen)) == [], f"{seen.where} in {seen.code}"


def wrong_with(seen: Seen) -> Iterator[str]:
    """Everything that is wrong with a page."""
    yield from _wrong_html(seen)
    root, language = seen.root, LANGUAGES[seen.code]
    if (root.get("lang"), root.get("dir")) != (language.html_lang, language.direction):
        yield f"is marked as {root.get('lang')} {root.get('dir')}"
    if "%(" in seen.html or re.search(r"\{\{|\{%", seen.html):
        yield "shows a placeholder"
    headings = list(root.iter("h1"))
    if len(headings) != 1:
        yield f"has {len(headings)} headings of the first level"
    for name, value in HEADERS.items():
        if seen.headers.get(name) != value:
            yield f"has {name}: {seen.headers.get(name)}"
    policy = seen.headers.get("Content-Security-Policy", "")
    if "default-src 'self'" not in policy or "unsafe" in policy:
        yield f"has the policy {policy!r}"
    yield from _wrong_insides(root)


def _wrong_html(seen: Seen) -> Iterator[str]:
    parser = html5lib.HTMLParser()
    parser.parse(seen.html)
    for position, problem, data in parser.errors:
        yield f"is not well formed at {position}: {problem} {data}"


def _wrong_insides(root: Element) -> Iterator[str]:
    for each in root.iter():
        if each.tag == "style" or "style" in each.attrib:
            yield f"has a style inside: {each.tag}"
        if each.tag == "script" and not each.get("src"):
            yield "has a script inside"
        if handlers := [name for name in each.attrib if name.startswith("on")]:
            yield f"has {handlers} at {each.tag}"
    ids = Counter(str(each.get("id")) for each in root.iter() if each.get("id"))
    yield from (f"has the id {id} {times} times" for id, times in ids.items() if times > 1)
    labelled = {each.get("for") for each in root.iter("label")}
    for each in root.iter():
        hidden = each.get("type") == "hidden" or "hidden" in each.attrib
        if each.tag in ELEMENTS_THAT_NEED_A_LABEL and not hidden and each.get("id") not in labelled:
            yield f"has a field without a label: {each.get('name')}"
        for reference in (each.get("aria-describedby") or "").split():
            if reference not in ids:
                yield f"is described by {reference}, which is not there"
        if each.tag == "a" and (each.get("href") or "").startswith("#") and each.get("href", "")[1:] not in ids:
            yield f"has a link to {each.get('href')}, which is not there"
    if not (root.findtext(".//title") or "").strip():
        yield "has no title"


def _hidden(form: Element) -> Iterator[tuple[str, str]]:
    for each in form.iter("input"):
        if each.get("type") == "hidden":
            yield str(each.get("name")), str(each.get("value"))
