"""The database locked or full: the page says that nothing was received, and how else to reach the landlord."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event

from actions import executor_for
from bot.understanding.understand import Understanding
from portal.app import create_app
from portal.assistant import Assistant
from portal.parts import Parts
from portal.store import Store, open_store
from tests.web.browser import Browser, Page
from tests.web.complaining import CHECK, COMPLAIN, STORY, answer_until, at_check
from tests.web.conftest import LEATHERMARKET

LONG_STORY = STORY * 400

SHORT = 0.2
"""Seconds that a write stands in line here."""


@pytest.fixture
def hasty(parts: Parts, tmp_path: Path, understanding: Understanding) -> Iterator[Flask]:
    """The portal, with little patience for its database."""
    store = open_store(parts.settings.database_url, tmp_path, wait=SHORT)
    mine = replace(parts, store=store)
    yield create_app(mine, Assistant(mine, executor_for(mine), understanding))
    store.close()


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Another program holds the database."""
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def full(store: Store, database: Path) -> Iterator[None]:
    """The disk is full: the file has no room left, and may not grow."""
    with closing(sqlite3.connect(database)) as other:
        other.execute("VACUUM")

    def at_its_largest(connection: sqlite3.Connection, *_more: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    engine = store._database._engine
    event.listen(engine, "checkout", at_its_largest)
    yield
    event.remove(engine, "checkout", at_its_largest)
    engine.dispose()


@contextmanager
def trouble(kind: str, hasty: Flask, database: Path) -> Iterator[None]:
    """One kind of trouble with the database."""
    with locked(database) if kind == "locked" else full(hasty.extensions["putright"].store, database):
        yield


KINDS = ["locked", "full"]


def says_it_was_not_received(page: Page) -> None:
    """The calm page: what happened, and every other way to reach the landlord."""
    assert page.status == 503
    assert "We did not receive it" in page.text
    assert "What you just sent has not reached us" in page.text
    assert "0207 450 8000" in page.text
    assert "complaints@leathermarketjmb.org.uk" in page.text
    assert "SE1 3HN" in page.text
    for receipt in ("We have your complaint", "LMJ-", "Keep both"):
        assert receipt not in page.html


@pytest.mark.parametrize("kind", KINDS)
def test_a_complaint_that_cannot_be_kept_gets_no_receipt_and_can_be_sent_again(
    kind: str, hasty: Flask, parts: Parts, tmp_path: Path
) -> None:
    theirs, office = Browser(hasty.test_client()), parts.office(LEATHERMARKET)
    at_check(theirs, story=LONG_STORY)
    with trouble(kind, hasty, tmp_path / "putright.db"):
        says_it_was_not_received(theirs.send("Send my complaint"))
    assert office.store.queue() == []
    assert "We have your complaint" in theirs.send("Try again").text
    assert len(office.store.queue()) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_that_cannot_be_kept_stays_on_the_page(kind: str, hasty: Flask, tmp_path: Path) -> None:
    theirs = Browser(hasty.test_client())
    theirs.open(COMPLAIN)
    answer_until(theirs, f"{COMPLAIN}/what-happened")
    with trouble(kind, hasty, tmp_path / "putright.db"):
        page = theirs.send("Continue", story=LONG_STORY)
        says_it_was_not_received(page)
        assert page.typed("Try again")["story"].strip() == LONG_STORY
    assert theirs.send("Try again").path == f"{COMPLAIN}/told-before"
    assert theirs.open(f"{COMPLAIN}/what-happened").typed("Continue")["story"] == LONG_STORY


@pytest.mark.parametrize("kind", KINDS)
def test_answers_given_before_are_still_there_after(kind: str, hasty: Flask, tmp_path: Path) -> None:
    theirs = Browser(hasty.test_client())
    at_check(theirs, story=LONG_STORY)
    with trouble(kind, hasty, tmp_path / "putright.db"):
        theirs.send("Send my complaint")
    assert "Amina Begum" in theirs.open(CHECK).text


@pytest.mark.parametrize("kind", KINDS)
def test_pages_that_keep_nothing_go_on(kind: str, hasty: Flask, tmp_path: Path) -> None:
    theirs = Browser(hasty.test_client())
    with trouble(kind, hasty, tmp_path / "putright.db"):
        for path in (f"/{LEATHERMARKET}/", COMPLAIN, f"/{LEATHERMARKET}/ombudsman"):
            assert theirs.open(path).status == 200


def test_feedback_that_cannot_be_kept_is_not_thanked_for(hasty: Flask, parts: Parts, tmp_path: Path) -> None:
    theirs = Browser(hasty.test_client())
    theirs.open(f"/{LEATHERMARKET}/feedback")
    with locked(tmp_path / "putright.db"):
        page = theirs.send("Send it", kind="compliment", story="Well done")
        says_it_was_not_received(page)
    assert "Thank you" in theirs.send("Try again").text


def test_what_the_database_said_is_never_shown(hasty: Flask, tmp_path: Path) -> None:
    theirs = Browser(hasty.test_client())
    at_check(theirs)
    with locked(tmp_path / "putright.db"):
        page = theirs.send("Send my complaint")
    for inside in ("sqlite", "OperationalError", "Traceback", str(tmp_path)):
        assert inside not in page.html
