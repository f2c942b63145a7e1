"""A case says who made it: the resident, or whoever acts for them; whoever writes it down stands beside that."""

from portal.access import new_code
from portal.access.codes import kept
from portal.domain.events import REPRESENTATIVE, RESIDENT
from portal.domain.permissions import UNDER_18
from portal.domain.terms import Kind
from portal.services.casework import open_file
from portal.services.complaints import make
from portal.services.office import Office
from portal.services.people import open_person
from portal.store import StoredCode
from tests.builders import a_draft
from tests.services.test_told_of_people import FOR_GRACE, SAM, acting, complain, new_issue
from tests.web.conftest import ANSWERS


def test_one_who_acts_for_the_resident_made_it(office: Office) -> None:
    reference = complain(office, FOR_GRACE).reference
    kofi = acting(open_person(office, reference)).id
    made = office.store.case(reference).made
    assert (made.decided_by, made.recorded_by) == (REPRESENTATIVE + kofi, REPRESENTATIVE + kofi)
    assert office.store.maker_of(reference) == kofi


def test_it_stays_theirs_when_their_code_is_given_anew_after_the_residents(office: Office) -> None:
    reference = complain(office, FOR_GRACE).reference
    kofi = acting(open_person(office, reference)).id
    for holder in ("", kofi):
        stored = StoredCode(reference, kept(new_code(), reference, office.secret), holder=holder)
        office.store.keep_code(stored, office.clock())
    assert office.store.maker_of(reference) == kofi


def test_somebody_under_18_made_it_though_nobody_is_named(office: Office) -> None:
    reference = complain(office, {**FOR_GRACE, "acting_for_over_18": "minor"}).reference
    assert office.store.case(reference).made.decided_by == REPRESENTATIVE + UNDER_18
    assert office.store.maker_of(reference) == UNDER_18


def test_staff_write_down_what_they_told(office: Office) -> None:
    draft = a_draft(landlord=office.landlord)
    told = {**ANSWERS, **FOR_GRACE}
    reference = make(office, draft, told, (Kind.COMPLAINT,), by=RESIDENT, recorded_by=SAM).reference
    made = office.store.case(reference).made
    kofi = acting(open_person(office, reference)).id
    assert (made.decided_by, made.recorded_by) == (REPRESENTATIVE + kofi, SAM)


def test_what_they_made_is_the_residents_all_the_same(office: Office) -> None:
    reference = complain(office, FOR_GRACE).reference
    assert open_file(office, reference).person.name == "Grace Obi"


def test_something_new_that_staff_were_told_is_nobodys_word_but_the_residents(office: Office) -> None:
    reference = complain(office, FOR_GRACE).reference
    new = new_issue(office, reference).reference
    assert office.store.case(new).made.decided_by == RESIDENT
    assert office.store.maker_of(new) == acting(open_person(office, reference)).id, "who has the code of the first"


def test_a_resident_made_their_own(office: Office) -> None:
    reference = complain(office, {}).reference
    assert office.store.case(reference).made.decided_by == RESIDENT
    assert office.store.maker_of(reference) == ""
