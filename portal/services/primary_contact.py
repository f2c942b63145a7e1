"""One person whom a resident talks to, about everything they have with us: who can be that, and what follows."""

from collections.abc import Iterator, Mapping

from portal.domain.case import OVER, Case
from portal.domain.commands import Assign
from portal.domain.events import Assigned
from portal.domain.involved import who_decided
from portal.domain.person_record import PersonRecord
from portal.services.casework import carry_out
from portal.services.office import Office
from portal.services.staff import STAFF, working_staff


def had_a_part(office: Office, record: PersonRecord) -> Mapping[str, str]:
    """The ids of staff who decided something in an open case of this person, each with the reference of one."""
    cases = _open_cases(office, record)
    return {by.removeprefix(STAFF): case.reference for case in cases for by in who_decided(case)}


def give_all_cases(office: Office, record: PersonRecord, *, by: str) -> None:
    """Whoever was agreed on as the one to talk to deals with all open cases of this person."""
    contact = contact_of(office, record)
    for case in _open_cases(office, record):
        if contact and case.handler != contact and case.allows(Assigned):
            carry_out(office, case.reference, Assign(contact), by=by)


def contact_of(office: Office, record: PersonRecord) -> str:
    """The id of the one to talk to; empty where nobody was agreed on, or they do not work here any more."""
    here = {each.id for each in working_staff(office)} if record.primary_contact else set()
    return record.primary_contact if record.primary_contact in here else ""


def _open_cases(office: Office, record: PersonRecord) -> Iterator[Case]:
    cases = (office.store.case(reference) for reference in office.store.cases_of(record.id))
    return (case for case in cases if case.phase not in OVER)
