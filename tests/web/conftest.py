"""The portal over a real store, with a clock that tests can move."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from actions import executor_for
from bot.understanding.understand import Understanding
from portal.app import create_app
from portal.assistant import Assistant
from portal.domain.draft import Answer, Draft
from portal.files.packs import Packs
from portal.parts import Parts
from portal.services.complaints import Receipt, make_complaint
from portal.services.office import Office
from portal.services.staff import add_staff
from tests.installation import Clock, clock, empty_store, installed, understanding
from tests.web.browser import Browser

__all__ = ["Clock", "clock", "empty_store", "understanding"]

LEATHERMARKET, OAK = "leathermarket-jmb", "oak-homes"

ANSWERS: dict[str, Answer] = {
    "for_whom": "me",
    "story": "The lift has been broken for three weeks and my mother cannot leave the house.",
    "told_before": "told",
    "started": "three weeks ago",
    "still_going": "still",
    "in_court": "not_at_court",
    "remedies": ("apology", "action"),
    "outcome": "Mend the lift.",
    "name": "Amina Begum",
    "address": "1 Leather Court",
    "postcode": "SE1 3HN",
    "contact_by": ("email",),
    "email": "amina@example.com",
    "safe_message": "safe",
    "adjustments": (),
    "adjustment_words": "",
    "language": "en",
    "photos": (),
}


@pytest.fixture(scope="session")
def packs() -> Packs:
    """The real landlord, and another one with the same policy under its own name."""
    real = Packs.load()
    oak = tuple(replace(pack, landlord=OAK, letters="OAK", name="Oak Homes") for pack in real.policies[LEATHERMARKET])
    return Packs({LEATHERMARKET: real.policies[LEATHERMARKET], OAK: oak})


@pytest.fixture
def parts(tmp_path: Path, clock: Clock, empty_store: Path, packs: Packs) -> Iterator[Parts]:
    with installed(tmp_path, empty_store, packs, clock) as parts:
        yield parts


@pytest.fixture
def app(parts: Parts, understanding: Understanding) -> Flask:
    return create_app(parts, Assistant(parts, executor_for(parts), understanding))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def browser(app: Flask) -> Callable[[], Browser]:
    """A new browser, of somebody else, each time it is called."""
    return lambda: Browser(app.test_client())


@pytest.fixture
def office(parts: Parts) -> Office:
    """Leathermarket JMB's office."""
    return parts.office(LEATHERMARKET)


@pytest.fixture
def complaint(parts: Parts) -> Callable[..., Receipt]:
    """Makes a complaint; what differs from `ANSWERS` is said."""

    def make(*, landlord: str = LEATHERMARKET, **answers: Answer) -> Receipt:
        draft = Draft(uuid4().hex, landlord, "complaint", "en", {**ANSWERS, **answers}, version=1)
        return make_complaint(parts.office(landlord), draft)

    return make


@pytest.fixture
def staff_in(parts: Parts, browser: Callable[[], Browser]) -> Callable[..., Browser]:
    """Signs in a new member of staff and gives their browser."""

    def sign_in(name: str = "Dana Cole", *, role: str = "handler", landlord: str = LEATHERMARKET) -> Browser:
        email = f"{name.split()[0].lower()}@{landlord}.example"
        password = add_staff(parts.office(landlord), email, name, role)
        theirs = browser()
        theirs.open("/staff/sign-in")
        theirs.send("Sign in", email=email, password=password)
        return theirs

    return sign_in


@pytest.fixture
def resident_in(browser: Callable[[], Browser]) -> Callable[[Receipt], Browser]:
    """Opens a case with its reference and code, and gives the resident's browser."""

    def open_case(receipt: Receipt, landlord: str = LEATHERMARKET) -> Browser:
        theirs = browser()
        theirs.open(f"/{landlord}/case")
        theirs.send(reference=receipt.reference, code=receipt.code)
        return theirs

    return open_case
