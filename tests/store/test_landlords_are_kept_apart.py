"""Nothing of one landlord's can be reached, changed or noticed from another's store."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from portal import access
from portal.domain.errors import LostUpdate, NotAllowed, NotFound
from portal.store import LandlordStore, StaffMember, Store, StoredCode
from tests.builders import LANDLORD, MORNING, CaseBuilder, a_case, a_draft, a_file, a_person, a_policy

SAM = StaffMember("sam", LANDLORD, "sam@oak.example", "Sam", "handler", "x")


@pytest.fixture
def elm(whole: Store) -> LandlordStore:
    return whole.at("elm-homes")


@pytest.fixture
def theirs(store: LandlordStore) -> CaseBuilder:
    """A case of Oak Homes', with a task and a photo."""
    by_phone = a_person(email="", phone="020 7946 0000", contact_by=("phone",))
    case = a_case(person=by_phone).acknowledged().kept_in(store)
    store.add_file(a_file(id="photo"), case.reference, MORNING)
    store.save_draft(a_draft(id="draft"), MORNING)
    store.save_staff(SAM)
    store.save_tracker("page:1", '{"private": true}', MORNING)
    return case


READS: dict[str, Callable[[LandlordStore, CaseBuilder], object]] = {
    "words": lambda store, case: store.words(case.made.made.answers),
    "all words": lambda store, case: store.all_words(case.made),
    "has": lambda store, case: store.has(case.reference),
    "case of draft": lambda store, case: store.case_of_draft(case.made.made.draft),
    "linked": lambda store, case: store.linked(case.reference),
    "queue": lambda store, case: store.queue(),
    "search": lambda store, case: store.search("OAK"),
    "tasks": lambda store, case: store.tasks(open_only=False),
    "files": lambda store, case: store.files(case.reference),
    "code": lambda store, case: store.code(case.reference),
    "tracker": lambda store, case: store.tracker("page:1"),
    "staff": lambda store, case: store.all_staff(),
    "staff by e-mail": lambda store, case: store.staff_by_email(SAM.email),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_another_landlords_things_are_not_to_be_read(
    read: Callable[[LandlordStore, CaseBuilder], object], elm: LandlordStore, theirs: CaseBuilder
) -> None:
    assert not read(elm, theirs)


NAMED: dict[str, Callable[[LandlordStore, CaseBuilder], object]] = {
    "case": lambda store, case: store.case(case.reference),
    "draft": lambda store, case: store.draft("draft"),
    "file": lambda store, case: store.file("photo"),
    "staff": lambda store, case: store.staff("sam"),
    "task": lambda store, case: store.finish_task(1, "staff:kim", MORNING),
    "code kept": lambda store, case: store.code_was_kept(case.reference, MORNING),
}


@pytest.mark.parametrize("read", NAMED.values(), ids=NAMED)
def test_another_landlords_things_are_not_found(
    read: Callable[[LandlordStore, CaseBuilder], object], elm: LandlordStore, theirs: CaseBuilder
) -> None:
    with pytest.raises(NotFound):
        read(elm, theirs)


def test_nothing_can_be_added_to_another_landlords_case(
    store: LandlordStore, elm: LandlordStore, theirs: CaseBuilder
) -> None:
    with pytest.raises(LostUpdate):
        elm.commit(theirs.noted().outcomes[-1])
    with pytest.raises(LostUpdate):
        elm.commit(a_case_of_elms().outcomes[0], code=StoredCode(theirs.reference, "0" * 64))
    assert store.case(theirs.reference) == theirs.made


def test_another_landlords_things_cannot_be_changed(
    store: LandlordStore, elm: LandlordStore, theirs: CaseBuilder
) -> None:
    before = store.code(theirs.reference)
    elm.erase(theirs.words)
    elm.remove_file("photo")
    elm.save_tracker("page:1", "{}", MORNING)
    assert not elm.replace_code(StoredCode(theirs.reference, "0" * 64), MORNING)
    changes: list[Callable[[], None]] = [
        lambda: elm.save_draft(a_draft(id="draft"), MORNING),
        lambda: elm.give_draft(a_draft(id="draft", version=9), "elm-homes", MORNING),
        lambda: elm.add_file(a_file(id="photo"), "x", MORNING),
        lambda: elm.save_staff(StaffMember("kim", "elm-homes", SAM.email, "Kim", "handler", "x")),
    ]
    for change in changes:
        with pytest.raises(LostUpdate):
            change()
    for member in (SAM, StaffMember("sam", "elm-homes", "new@elm.example", "Kim", "admin", "x")):
        with pytest.raises(NotAllowed):
            elm.save_staff(member)
    assert store.all_words(theirs.made) == theirs.words
    assert store.file("photo")
    assert store.tracker("page:1") == '{"private": true}'
    assert store.code(theirs.reference) == before
    assert store.draft("draft").landlord == LANDLORD
    assert store.all_staff() == [SAM]


def test_another_landlords_sessions_and_links_open_nothing(store: LandlordStore, elm: LandlordStore) -> None:
    token = access.start(store, "case", "OAK-7K3F-92QD", now=MORNING)
    link = access.new_link(store, "carry_on", "draft", now=MORNING, lasts=timedelta(days=1))
    assert access.find(elm, token, "case", MORNING) is None
    assert access.peek(elm, link, "carry_on", MORNING) is None
    assert access.claim(elm, link, "carry_on", MORNING) is None
    access.end(elm, token)
    elm.end_sessions("case", "OAK-7K3F-92QD")
    assert access.find(store, token, "case", MORNING)
    assert access.claim(store, link, "carry_on", MORNING)


def a_case_of_elms() -> CaseBuilder:
    return a_case(policy=a_policy(landlord="elm-homes", letters="ELM"))
