"""The server killed at random moments while people send: nobody who got a receipt loses their case, nobody has two."""

import random
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPException
from pathlib import Path
from threading import Semaphore, Thread
from time import sleep
from uuid import uuid4

import pytest

from portal import access
from portal.domain.draft import Draft
from portal.store import Store, open_store
from tests.web.complaining import CHECK, DONE
from tests.web.conftest import ANSWERS, LEATHERMARKET
from tests.web.serving import Portal, Visitor, hidden, kill

REFERENCE = re.compile(r"LMJ-[0-9A-Z]{4}-[0-9A-Z]{4}")
PEOPLE = 6
MOST_BEGUN = 20
"""How many have begun to send at most when a server is killed: with more than `PEOPLE`, some have a receipt."""

Told = dict[str, set[str]]
"""By draft: the references that were said to whoever sent it."""


@pytest.mark.parametrize(
    ("rounds", "drafts"),
    [pytest.param(3, 65, id="three times"), pytest.param(12, 250, id="twelve times", marks=pytest.mark.wide)],
)
def test_whoever_got_a_receipt_has_one_case_however_the_server_died(tmp_path: Path, rounds: int, drafts: int) -> None:
    portal, chance = Portal(tmp_path), random.Random(2026)
    told: Told = {}
    with kept(portal) as store:
        browsers = {id: somebody(portal, store, id) for id in _drafts(store, drafts)}
        for _round in range(rounds):
            with portal.running() as server:
                killed = Killed(server, chance.randint(PEOPLE + 3, MOST_BEGUN), chance.uniform(0, 0.03))
                killed.start()
                send(browsers, told, chance, killed.sending)
                killed.join()
            _holds(store, told)
        assert 0 < len(told) < drafts
        with portal.running():
            send(browsers, told, chance, Semaphore())
        _holds(store, told)
        assert told.keys() == browsers.keys()
        assert all(len(references) == 1 for references in told.values())


class Killed(Thread):
    """Kills the server when so many have begun to send, and a moment (in seconds) has passed."""

    def __init__(self, server: "subprocess.Popen[bytes]", number: int, moment: float) -> None:
        super().__init__()
        self.sending = Semaphore(0)
        self._server, self._number, self._moment = server, number, moment

    def run(self) -> None:
        for _ in range(self._number):
            self.sending.acquire(timeout=10)
        sleep(self._moment)
        kill(self._server)


def send(browsers: dict[str, Visitor], told: Told, chance: random.Random, sending: Semaphore) -> None:
    """Everybody sends their complaint, whether they had a receipt before or not, until the server is gone."""
    order = list(browsers)
    chance.shuffle(order)
    with ThreadPoolExecutor(PEOPLE) as people:
        for id, reference in zip(order, people.map(lambda id: receipt(browsers[id], sending), order), strict=True):
            if reference:
                told.setdefault(id, set()).add(reference)


def receipt(visitor: Visitor, sending: Semaphore) -> str:
    """Check, send, and read the receipt: the reference it gives, or nothing where the server was gone meanwhile."""
    try:
        page = visitor.get(CHECK)
        if "We already have it" not in page.text:
            form = {"csrf_token": hidden(page, "csrf_token"), "read": hidden(page, "read")}
            sending.release()
            page = visitor.post(CHECK, form)
            assert (page.status, page.location) == (303, DONE), page.text
            page = visitor.get(DONE)
        found = REFERENCE.search(page.text)
        assert found, page.text
        return found[0]
    except (OSError, HTTPException):
        return ""


@contextmanager
def kept(portal: Portal) -> Iterator[Store]:
    """What the server keeps, looked at from outside."""
    store = open_store(portal.database_url, portal.home)
    store.upgrade()
    yield store
    store.close()


def somebody(portal: Portal, store: Store, draft: str) -> Visitor:
    """The browser that a draft was answered in."""
    token = access.start(store.at(LEATHERMARKET), "draft", draft, now=datetime.now(UTC))
    return Visitor(portal.port, {"putright_draft": token})


def _drafts(store: Store, number: int) -> Iterator[str]:
    for _ in range(number):
        draft = Draft(uuid4().hex, LEATHERMARKET, "complaint", "en", ANSWERS, version=1)
        store.at(LEATHERMARKET).save_draft(draft, datetime.now(UTC))
        yield draft.id


def _holds(store: Store, told: Told) -> None:
    cases = {case.reference: case.made.draft for case in store.all_cases()}
    assert [draft for draft, times in Counter(cases.values()).items() if times > 1] == []
    for draft, references in told.items():
        assert {cases.get(reference) for reference in references} == {draft}
        assert store.at(LEATHERMARKET).draft(draft).reference in references
