"""What it costs to act for others: the page of somebody who acts for 500 people, and being asked what one may do."""

import json
from collections.abc import Iterator
from functools import partial

from flask import Flask, g
from flask.testing import FlaskClient

from benchmarks.measuring import Finding, milliseconds
from portal.access import EMAIL, Session, contact_key, start, whose_key
from portal.domain.commands import Acknowledge, Send
from portal.domain.consent import Grant, Proof, Relationship, Scope
from portal.domain.draft import Answer
from portal.domain.events import RESIDENT
from portal.domain.people import folded
from portal.domain.permissions import Right
from portal.domain.person_commands import ConfirmConsent, NameRepresentative
from portal.domain.terms import Kind
from portal.parts import Parts
from portal.services.casework import carry_out
from portal.services.complaints import make
from portal.services.drafts import begin
from portal.services.new_words import new_words
from portal.services.office import Office
from portal.services.people import do_for_person
from portal.web.readers import may_here, reader_at

LANDLORD = "leathermarket-jmb"
LIST = f"/{LANDLORD}/case/all"
PEOPLE, TIMES = 500, 40
NAME, MAILBOX = "Cllr Grace Obi", "grace@council.example"
DETAILS: dict[str, Answer] = {"name": NAME, "email": MAILBOX, "contact_by": ("email",)}
ASKED = (Right.SEE, Right.WRITE, Right.ASK_ADJUSTMENT, Right.ESCALATE, Right.CHANGE_CONTACT, Right.WITHDRAW_CASE)
"""What the page of a case asks, whoever reads it."""


def findings(app: Flask, parts: Parts) -> Iterator[Finding]:
    """Milliseconds on the server."""
    office = parts.office(LANDLORD)
    references = [_somebody(office, number) for number in range(PEOPLE)]
    key = contact_key(EMAIL, MAILBOX, office.secret)
    token = start(office.store, "person", whose_key(key, folded(NAME), office.secret), now=office.clock())
    client = app.test_client()
    client.set_cookie("putright_case", token, path=f"/{LANDLORD}/")
    for name, address in (("first", LIST), ("last", f"{LIST}?from=450"), ("found by name", f"{LIST}?q=resident 49")):
        cost = milliseconds(partial(_open, client, address), TIMES)
        yield Finding(f"the page of somebody who acts for {PEOPLE} people, {name}", cost, 50, "ms")
    yield Finding("what a page asks of who may do what", _permissions(app, office, references[0]), 0.3, "ms")


def _permissions(app: Flask, office: Office, reference: str) -> float:
    """What is asked for one page of somebody who acts for a resident, and need not be asked for the resident."""
    (id,) = office.store.record_of(reference).representations
    session = Session(LANDLORD, "case", reference, office.clock(), office.clock(), holder=id)
    with app.test_request_context(f"/{LANDLORD}/case"):
        g.landlord, g.reference = LANDLORD, reference

        def ask() -> None:
            g.pop("records", None)
            g.reader = reader_at(session, reference)
            assert [may_here(right) for right in ASKED].count(True) == 4

        return milliseconds(ask, 1000)


def _open(client: FlaskClient, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 200
    assert "Resident 49" in page.text or "Resident 0" in page.text


def _somebody(office: Office, number: int) -> str:
    """A resident with a complaint that we look into, who lets one and the same person act for them."""
    answers: dict[str, Answer] = {
        "for_whom": "me", "story": f"The lift is broken for the {number}th time and nobody tells us anything.",
        "name": f"Resident {number}", "email": f"resident.{number}@example.com", "contact_by": ("email",),
        "safe_message": "safe",
    }  # fmt: skip
    draft = begin(office, "complaint", "en")
    reference = make(office, draft, answers, (Kind.COMPLAINT,), by=RESIDENT, recorded_by="").reference
    words = new_words("We look into it."), new_words("That we look into it."), new_words("Nothing.")
    carry_out(office, reference, Acknowledge(*words), by="staff:dana")
    carry_out(office, reference, Send("landlord", new_words("Thank you.")))
    id = f"grace for {number}"
    named = NameRepresentative(id, Relationship.COUNCILLOR, new_words(json.dumps(DETAILS)), over_18=True)
    do_for_person(office, reference, named)
    do_for_person(office, reference, ConfirmConsent(id, Grant((Scope.SEE, Scope.SPEAK)), Proof.OWN_CASE))
    return reference
