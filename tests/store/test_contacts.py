"""By which contacts people find which cases: each person by themself, and those who act for them."""

from collections.abc import Iterable
from datetime import timedelta

import pytest

from portal.access import find, start
from portal.domain.consent import Scope
from portal.domain.errors import LostUpdate
from portal.store import FoundBy, LandlordStore, Opening, Session, Store
from tests.builders import GRACE, MORNING, CaseBuilder, a_case, a_draft, a_record

MAILBOX = "the key of a mailbox"
AMINA, OMAR = FoundBy(MAILBOX, "amina"), FoundBy(MAILBOX, "omar")
FRIEND = FoundBy("the key of a friend's phone", "grace", GRACE)


def a_kept_case(store: LandlordStore, name: str, minutes: int = 0, found_by: Iterable[FoundBy] = ()) -> CaseBuilder:
    """A case made so many minutes after this morning."""
    case = a_case(draft=a_draft(id=name), now=MORNING + timedelta(minutes=minutes)).kept_in(store)
    store.keep_contacts(case.reference, found_by)
    return case


def signed_in(store: LandlordStore, whose: str) -> str:
    """Somebody who came by a contact, by the token of their session."""
    return start(store, "person", whose, now=MORNING)


def is_in(store: LandlordStore, token: str) -> Session | None:
    session = find(store, token, "case", MORNING)
    return session if session and session.what else None


def test_two_of_one_mailbox_open_what_is_their_own_the_newest_first(store: LandlordStore) -> None:
    old, other, new = (a_kept_case(store, *each) for each in (("a", 0, [AMINA]), ("b", 1, [OMAR]), ("c", 2, [AMINA])))
    assert store.people_of_contact(MAILBOX) == (AMINA.whose, OMAR.whose)
    assert [each.reference for each in store.openings(AMINA.whose)] == [new.reference, old.reference]
    assert [each.reference for each in store.openings(OMAR.whose)] == [other.reference]
    assert store.openings_of(AMINA.whose, other.reference) == ()
    assert store.opens_several(AMINA.whose)
    assert not store.opens_several(OMAR.whose)


def test_one_person_may_open_a_case_as_resident_and_another_as_somebody_who_acts(store: LandlordStore) -> None:
    own, others = a_kept_case(store, "a", 0, [AMINA]), a_kept_case(store, "b", 1, [FoundBy(MAILBOX, "amina", GRACE)])
    assert store.openings(AMINA.whose) == (
        Opening(others.reference, others.made.made.person, GRACE),
        Opening(own.reference, own.made.made.person, ""),
    )


def test_another_landlord_finds_nothing(store: LandlordStore, whole: Store) -> None:
    case = a_kept_case(store, "a", 0, [AMINA])
    elm = whole.at("elm-homes")
    assert elm.openings(AMINA.whose) == elm.openings_of(AMINA.whose, case.reference) == ()
    assert not elm.found_by(case.reference)
    assert not elm.people_of_contact(MAILBOX)
    assert not elm.is_contact_of(MAILBOX, AMINA.whose)
    assert not elm.opens_several(AMINA.whose)
    assert not elm.cases([case.reference])
    assert not elm.answers_of([case.reference])


def test_whose_contact_opens_nothing_any_more_is_signed_out_and_nobody_else(store: LandlordStore) -> None:
    acting = FoundBy(MAILBOX, OMAR.whose, GRACE)
    first, second = a_kept_case(store, "a", 0, [AMINA, acting]), a_kept_case(store, "b", 1, [AMINA])
    amina, omar = signed_in(store, AMINA.whose), signed_in(store, OMAR.whose)
    store.keep_contacts(first.reference, [])
    assert is_in(store, amina)
    assert not is_in(store, omar)
    store.keep_contacts(second.reference, [FRIEND])
    assert not is_in(store, amina)


def test_what_is_written_with_a_record_changes_who_acts_and_leaves_the_resident(store: LandlordStore) -> None:
    case = a_kept_case(store, "a", 0, [AMINA])
    record = a_record(case).named()
    store.commit_person(*record.outcomes, found_by={case.reference: [FRIEND]})
    assert set(store.found_by(case.reference)) == {AMINA, FRIEND}
    token = signed_in(store, FRIEND.whose)
    allowed = record.with_consent(Scope.SEE)
    store.commit_person(*allowed.outcomes[len(record.outcomes) :])
    assert set(store.found_by(case.reference)) == {AMINA, FRIEND}, "nothing was said of contacts"
    store.commit_person(allowed.withdrawn().outcomes[-1], found_by={case.reference: []})
    assert store.found_by(case.reference) == (AMINA,)
    assert not is_in(store, token)


def test_what_could_not_be_written_changes_no_contact(store: LandlordStore) -> None:
    case = a_kept_case(store, "a", 0, [AMINA])
    record = a_record(case).named()
    store.commit_person(*record.outcomes)
    with pytest.raises(LostUpdate):
        store.commit_person(*record.outcomes, found_by={case.reference: [FRIEND]})
    assert store.found_by(case.reference) == (AMINA,)


def test_where_somebody_is_signed_in_is_told_by_person_and_standing(store: LandlordStore) -> None:
    case = a_kept_case(store, "a", 0, [AMINA, FRIEND])
    other = a_kept_case(store, "b", 1, [OMAR])
    tokens = {
        "amina by mail": signed_in(store, AMINA.whose),
        "amina by code": start(store, "case", case.reference, now=MORNING, device="amina by code"),
        "grace by text": signed_in(store, FRIEND.whose),
        "grace by code": start(store, "case", case.reference, now=MORNING, holder=GRACE),
        "omar": signed_in(store, OMAR.whose),
        "omar by code": start(store, "case", other.reference, now=MORNING),
    }
    assert len(tokens) == 6

    def seen(reference: str, holder: str, whose: str = "") -> set[tuple[str, str]]:
        found = store.sessions_that_open([(reference, holder)], MORNING, whose)
        return {(each.session.what, each.session.holder) for each in found}

    assert seen(case.reference, "", AMINA.whose) == {(AMINA.whose, ""), (case.reference, "")}
    assert seen(case.reference, GRACE) == {(FRIEND.whose, ""), (case.reference, GRACE)}
    assert seen(other.reference, "") == {(OMAR.whose, ""), (other.reference, "")}
    assert store.sessions_that_open([], MORNING) == ()
    store.end_sessions_that_open([case.reference])
    assert seen(case.reference, "", AMINA.whose) == set()
    assert len(seen(case.reference, GRACE)) == len(seen(other.reference, "")) == 2


def test_many_records_and_cases_are_read_at_once_as_each_by_itself(store: LandlordStore) -> None:
    cases = [a_kept_case(store, name, number) for number, name in enumerate("abc")]
    a_record(cases[0]).with_consent(Scope.SEE).kept_in(store)
    people = [each.made.made.person for each in cases]
    assert store.people([*people, "nobody"]) == {each: store.person(each) for each in (*people, "nobody")}
    references = [each.reference for each in cases]
    assert store.cases([*references, "OAK-2222-2222"]) == {each: store.case(each) for each in references}
    told = store.all_words(*(each.made for each in cases))
    answers = {each.reference: told[each.made.made.answers.id] for each in cases}
    assert store.answers_of(references) == answers
    store.erase([cases[1].made.made.answers.id])
    assert set(store.answers_of(references)) == {cases[0].reference, cases[2].reference}
    assert not any((store.cases([]), store.people([]), store.answers_of([])))


def test_cases_that_do_not_open_by_themselves_are_left_out(store: LandlordStore) -> None:
    case = a_kept_case(store, "a")
    person = case.made.made.person
    assert store.cases_with_codes(person) == (case.reference,)
    assert store.cases_with_codes("nobody") == ()
