"""What a question page costs: on the wire, and on the server beside a bare Flask page with one indexed read."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from benchmarks.measuring import Finding, ratio

PAGE = "/leathermarket-jmb/complain/what-happened"
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
    cost = ratio(lambda: client.get(PAGE), lambda: bare.get("/"), 300)
    yield Finding("question page on the server, beside a bare page with one read", cost, 12, "times")


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
