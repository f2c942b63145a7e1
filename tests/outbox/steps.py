"""What staff do to a case in these tests, by the real services."""

import json
from datetime import date
from uuid import uuid4

from portal.domain.commands import Acknowledge, Close, Escalate, Extend, GiveAnswer, Promised, Send
from portal.domain.consent import Relationship
from portal.domain.person_commands import AgreeAdjustment, AskAdjustment, NameRepresentative
from portal.services.casework import carry_out
from portal.services.complaints import new_words
from portal.services.office import Office
from portal.services.people import do_for_person

HANDLER, REVIEWER = "staff:sam", "staff:priya"


def acknowledge(office: Office, reference: str, by: str = HANDLER) -> None:
    words = (new_words(each) for each in ("The lift fails.", "A lift that works.", "The lift in the next block."))
    carry_out(office, reference, Acknowledge(*words), by=by)


def extend(office: Office, reference: str, new_date: date) -> None:
    carry_out(office, reference, Extend(new_words("A part comes late."), new_date, new_words("")), by=HANDLER)


def answer(office: Office, reference: str, by: str = HANDLER) -> None:
    """An answer whose six written items are named by what they are."""
    items = ("the definition", "the decision in words", "the reasons", "the remedy", "what is outstanding")
    definition, decision, reasons, remedy, outstanding = (new_words(each) for each in items)
    promises = (Promised("action", new_words("the promise"), date(2027, 2, 1)),)
    command = GiveAnswer(definition, "upheld", decision, reasons, remedy, outstanding, promises)
    carry_out(office, reference, command, by=by)


def escalate(office: Office, reference: str) -> None:
    carry_out(office, reference, Escalate())


def message(office: Office, reference: str, words: str = "We come on Monday.") -> None:
    carry_out(office, reference, Send("resident", new_words(words)), by=HANDLER)


def close(office: Office, reference: str) -> None:
    carry_out(office, reference, Close(new_words("All is done.")), by=HANDLER)


def agree(office: Office, reference: str, *needs: str) -> None:
    """The resident asks for these adjustments, and staff agree to each."""
    for need in needs:
        adjustment = uuid4().hex
        do_for_person(office, reference, AskAdjustment(adjustment, need))
        do_for_person(office, reference, AgreeAdjustment(adjustment, need, new_words("")), by=HANDLER)


def name(office: Office, reference: str, id: str, **details: str) -> None:
    """The resident names Kofi, who is an advocate, to act for them; allowed nothing yet."""
    told = {"name": "Kofi Obi", "contact_by": ["email"], **details}
    named = NameRepresentative(id, Relationship.ADVOCATE, new_words(json.dumps(told)), over_18=True)
    do_for_person(office, reference, named)
