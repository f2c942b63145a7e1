"""Answers and photos are kept as they are given, and go when their time is over."""

from datetime import timedelta

import pytest

from portal import access
from portal.domain.errors import LostUpdate, NotFound
from portal.store import LandlordStore, Store
from tests.builders import LANDLORD, MORNING, a_case, a_draft, a_file

MONTH = timedelta(days=30)
MINUTE = timedelta(minutes=1)


def test_answers_come_back_as_they_were_given(store: LandlordStore) -> None:
    draft = a_draft(answers={"story": "\x00 wet \ud83c", "remedies": ("repair", "apology"), "phone": ""})
    draft = draft.typed({"name": "Ami"})
    store.save_draft(draft, MORNING)
    assert store.draft(draft.id) == draft
    changed = draft.answered({"name": "Amina"})
    store.save_draft(changed, MORNING)
    assert store.draft(draft.id) == changed


def test_a_draft_changed_in_another_tab_is_not_written_over(store: LandlordStore) -> None:
    draft = a_draft(version=1)
    store.save_draft(draft, MORNING, expected_version=0)
    store.save_draft(draft.answered({"name": "Amina"}), MORNING, expected_version=1)
    with pytest.raises(LostUpdate):
        store.save_draft(draft.answered({"name": "Bela"}), MORNING, expected_version=1)
    with pytest.raises(LostUpdate):
        store.save_draft(a_draft(id=draft.id), MORNING, expected_version=0)
    assert store.draft(draft.id).answers["name"] == "Amina"


def test_words_typed_after_sending_do_not_bring_a_draft_back(store: LandlordStore) -> None:
    draft = a_draft()
    store.save_draft(draft, MORNING)
    case = a_case(draft=draft)
    store.commit(*case.outcomes, draft=draft.made(case.reference))
    with pytest.raises(LostUpdate):
        store.save_draft(draft.typed({"story": "and another thing"}), MORNING)
    assert store.draft(draft.id) == draft.made(case.reference)


def test_a_draft_moves_to_another_landlord_with_its_photos_its_session_and_its_link(whole: Store) -> None:
    oak, elm = whole.at(LANDLORD), whole.at("elm-homes")
    draft, photo = a_draft(), a_file()
    oak.save_draft(draft, MORNING)
    oak.add_file(photo, draft.id, MORNING)
    token = access.start(oak, "draft", draft.id, now=MORNING)
    link = access.new_link(oak, "carry_on", draft.id, now=MORNING, lasts=MONTH)
    moved = draft.moved("elm-homes")
    oak.give_draft(moved, "elm-homes", MORNING)
    with pytest.raises(NotFound):
        oak.draft(draft.id)
    assert oak.files(draft.id) == ()
    assert elm.draft(draft.id) == moved
    assert elm.files(draft.id) == (photo,)
    session = access.find(elm, token, "draft", MORNING)
    assert session is not None
    assert session.landlord == "elm-homes"
    assert access.peek(elm, link, "carry_on", MORNING)


def test_a_draft_that_was_made_or_changed_meanwhile_stays_where_it_is(store: LandlordStore) -> None:
    changed, made = a_draft(), a_draft()
    store.save_draft(changed.answered({"name": "Amina B."}), MORNING)
    store.save_draft(made.made("OAK-7K3F-92QD"), MORNING)
    for draft in (changed, made):
        with pytest.raises(LostUpdate):
            store.give_draft(draft.moved("elm-homes"), "elm-homes", MORNING)
    assert store.draft(made.id).reference == "OAK-7K3F-92QD"


def test_photos_of_a_draft_stay_in_order_until_one_is_taken_back(store: LandlordStore) -> None:
    first, second, third = (a_file(name=name) for name in ("lift.jpg", "mould\x00🍄.png", "لوط.pdf"))
    for minutes, file in enumerate((first, second, third)):
        store.add_file(file, "a draft", MORNING + minutes * MINUTE)
    store.remove_file(second.id)
    store.remove_file(second.id)
    assert store.files("a draft") == (first, third)
    assert store.file(third.id) == third
    with pytest.raises(NotFound):
        store.file(second.id)


def test_photos_sent_with_a_complaint_belong_to_the_case(store: LandlordStore, whole: Store) -> None:
    draft, sent, unsent = a_draft(), a_file(), a_file()
    store.save_draft(draft, MORNING)
    for file in (sent, unsent):
        store.add_file(file, draft.id, MORNING)
    case = a_case(draft=draft, files=(sent,))
    store.commit(*case.outcomes, draft=draft.made(case.reference))
    assert store.files(case.reference) == (sent,)
    assert whole.tidy(MORNING + MONTH + MINUTE) == (unsent.id,)
    assert store.file(sent.id) == sent


def test_drafts_and_their_photos_go_thirty_days_after_the_last_touch(store: LandlordStore, whole: Store) -> None:
    old, touched = a_draft(), a_draft()
    photo, kept = a_file(), a_file()
    for draft, file in ((old, photo), (touched, kept)):
        store.save_draft(draft, MORNING)
        store.add_file(file, draft.id, MORNING)
    store.save_draft(touched, MORNING + timedelta(days=29))
    assert whole.tidy(MORNING + MONTH) == ()
    assert whole.tidy(MORNING + MONTH + MINUTE) == (photo.id,)
    with pytest.raises(NotFound):
        store.draft(old.id)
    assert store.draft(touched.id) == touched
    assert store.files(touched.id) == (kept,)


def test_photos_are_named_again_until_they_are_off_the_shelf(store: LandlordStore, whole: Store) -> None:
    draft, photo, kept = a_draft(), a_file(), a_file()
    store.save_draft(draft, MORNING)
    store.add_file(photo, draft.id, MORNING)
    store.add_file(kept, "OAK-7K3F-92QD", MORNING)
    for _ in range(2):
        assert whole.tidy(MORNING + 2 * MONTH) == (photo.id,)
    whole.files_deleted([photo.id, kept.id])
    assert whole.tidy(MORNING + 2 * MONTH) == ()
    assert store.file(kept.id) == kept


def test_tidying_ends_what_is_over_and_nothing_else(store: LandlordStore, whole: Store) -> None:
    for kind in ("draft", "case", "staff"):
        access.start(store, kind, "x", now=MORNING)
    resumed = access.start(store, "draft", "x", now=MORNING + timedelta(days=20))
    link = access.new_link(store, "carry_on", "x", now=MORNING, lasts=timedelta(days=40))
    access.new_link(store, "carry_on", "x", now=MORNING, lasts=timedelta(days=1))
    store.save_tracker("page:old", "{}", MORNING)
    store.save_tracker("page:new", "{}", MORNING + timedelta(days=20))
    now = MORNING + MONTH + MINUTE
    whole.tidy(now)
    assert access.find(store, resumed, "draft", now)
    assert access.peek(store, link, "carry_on", now)
    assert (store.tracker("page:old"), store.tracker("page:new")) == (None, "{}")
    with whole._database.reading() as connection:
        counts = [connection.exec_driver_sql(f"SELECT count(*) FROM {each}").scalar() for each in ("sessions", "links")]
    assert counts == [1, 1]
