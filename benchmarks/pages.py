"""What a question page costs: on the wire, and on the server beside a bare Flask page with one indexed read."""

import re
import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

from flask import Flask
from flask.testing import FlaskClient

from benchmarks.measuring import Finding, ratio

START, PAGE = "/leathermarket-jmb/complain/for-whom", "/leathermarket-jmb/complain/what-happened"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
BROWSER = {"Accept-Encoding": "br", "Accept-Language": "en"}
LINKED = re.compile(r'(?:href|src)="(/[^"]+\.(?:css|js|svg)|/[^"]*brand-[^"]+)"')


def findings(app: Flask, home: Path) -> Iterator[Finding]:
    """Every figure about pages."""
    client = app.test_client()
    page = client.get(PAGE, headers=BROWSER)
    plain = client.get(PAGE).text
    files = sum(_size(client, address) for address in dict.fromkeys(LINKED.findall(plain)))
    yield Finding("question page, first visit", (len(page.data) + files) / 1000, 60, "kB")
    yield Finding("question page, later visits", len(page.data) / 1000, 12, "kB")
    bare = _bare(home).test_client()
    _begin(client)
    costs = [ratio(partial(client.get, address), partial(bare.get, "/"), 60) for address in _question_pages()]
    yield Finding(
        "question pages with a draft on the server, beside a bare page with one read", median(costs), 12, "times"
    )


def _begin(client: FlaskClient) -> None:
    """Answer the first question, so that every page has a draft and a session to read."""
    token = TOKEN.search(client.get(START).text)
    assert token
    client.post(START, data={"csrf_token": token.group(1), "for_whom": "me"})


def _question_pages() -> list[str]:
    """The pages that somebody who complains for themselves is asked."""
    asked = ("what-happened", "told-before", "when", "court", "put-right", "name", "address", "contact", "photos")
    return [f"{START.rsplit('/', 1)[0]}/{page}" for page in asked]


def _size(client: FlaskClient, address: str) -> int:
    return len(client.get(address, headers=BROWSER).data)


def _bare(home: Path) -> Flask:
    """The least a page can be: Flask and one indexed read."""
    app = Flask("bare")
    rows = sqlite3.connect(home / "bare.db", check_same_thread=False)
    rows.execute("create table if not exists pages (id text primary key, words text)")
    rows.execute("insert or replace into pages values ('question', 'What went wrong?')")
    rows.commit()

    @app.get("/")
    def page() -> str:
        (words,) = rows.execute("select words from pages where id = 'question'").fetchone()
        return f"<!doctype html><title>{words}</title><h1>{words}</h1>"

    return app
