"""Sessions last as long as somebody is there; links work once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from portal.access import (
    claim,
    code_kept,
    end,
    find,
    kept,
    new_link,
    open_case,
    peek,
    renew_code,
    start,
    touch,
)
from portal.domain.errors import NotAllowed, NotFound
from portal.store import LandlordStore, Session, Store, StoredCode
from tests.builders import CODE, MORNING, SECRET, CaseBuilder, a_case, a_draft

SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def test_a_session_leads_back_to_what_it_was_begun_for(store: LandlordStore, whole: Store) -> None:
    token = start(store, "case", "OAK-7K3F-92QD", now=MORNING)
    expected = Session(store.landlord, "case", "OAK-7K3F-92QD", MORNING, MORNING)
    assert find(store, token, "case", MORNING) == expected
    assert find(whole, token, "case", MORNING) == expected


@pytest.mark.parametrize("token", [None, "", "x", "\x00", "é" * 500])
def test_a_token_nobody_was_given_leads_nowhere(store: LandlordStore, token: str | None) -> None:
    assert find(store, token, "case", MORNING) is None
    assert peek(store, token, "carry_on", MORNING) is None


def test_a_session_of_one_kind_is_none_of_another(store: LandlordStore) -> None:
    token = start(store, "draft", "sam", now=MORNING)
    assert find(store, token, "staff", MORNING) is None


def test_tokens_differ_and_are_not_kept(store: LandlordStore, whole: Store) -> None:
    tokens = {start(store, "case", "OAK-7K3F-92QD", now=MORNING) for _ in range(20)}
    tokens |= {new_link(store, "carry_on", "x", now=MORNING, lasts=DAY) for _ in range(20)}
    assert len(tokens) == 40
    with whole._database.reading() as connection:
        rows = [connection.exec_driver_sql(f"SELECT * FROM {table}").all() for table in ("sessions", "links")]
    assert not any(token in str(rows) for token in tokens)


@pytest.mark.parametrize(("kind", "idle"), [("case", 30 * MINUTE), ("staff", HOUR), ("draft", 30 * DAY)])
def test_a_session_ends_when_nobody_has_been_there(
    store: LandlordStore, whole: Store, kind: str, idle: timedelta
) -> None:
    token = start(store, kind, "x", now=MORNING)
    assert find(store, token, kind, MORNING + idle)
    assert find(store, token, kind, MORNING + idle + SECOND) is None
    touch(whole, token, MORNING + idle)
    assert find(store, token, kind, MORNING + 2 * idle)


def test_a_working_day_of_staff_ends_after_eight_hours_all_the_same(store: LandlordStore) -> None:
    token = start(store, "staff", "sam", now=MORNING)
    for halves in range(1, 17):
        touch(store, token, MORNING + halves * HOUR / 2)
    assert find(store, token, "staff", MORNING + 8 * HOUR)
    assert find(store, token, "staff", MORNING + 8 * HOUR + SECOND) is None


def test_being_there_is_written_down_once_a_minute_at_most(store: LandlordStore) -> None:
    token = start(store, "case", "x", now=MORNING)

    def seen() -> timedelta:
        session = find(store, token, "case", MORNING + MINUTE)
        assert session is not None
        return session.last_seen - MORNING

    touch(store, token, MORNING + 59 * SECOND)
    assert seen() == timedelta(0)
    touch(store, token, MORNING + 61 * SECOND)
    assert seen() == 61 * SECOND


def test_a_draft_left_for_half_an_hour_is_asleep(store: LandlordStore) -> None:
    session = find(store, start(store, "draft", "x", now=MORNING), "draft", MORNING)
    assert session is not None
    assert not session.asleep(MORNING + 30 * MINUTE)
    assert session.asleep(MORNING + 30 * MINUTE + SECOND)


def test_a_session_that_was_ended_leads_nowhere(store: LandlordStore) -> None:
    mine, others, kept_open = (start(store, "staff", who, now=MORNING) for who in ("sam", "sam", "kim"))
    end(store, mine)
    end(store, mine)
    assert find(store, mine, "staff", MORNING) is None
    assert find(store, others, "staff", MORNING)
    store.end_sessions("staff", "sam")
    assert find(store, others, "staff", MORNING) is None
    assert find(store, kept_open, "staff", MORNING)


def test_looking_at_a_link_does_not_use_it_up_but_claiming_it_does(store: LandlordStore) -> None:
    token = new_link(store, "carry_on", "draft 1", now=MORNING, lasts=DAY)
    for _ in range(3):
        link = peek(store, token, "carry_on", MORNING)
        assert link is not None
        assert link.what == "draft 1"
    assert claim(store, token, "carry_on", MORNING) == link
    assert claim(store, token, "carry_on", MORNING) is None
    assert peek(store, token, "carry_on", MORNING) is None


def test_a_link_for_one_purpose_does_not_serve_another(store: LandlordStore) -> None:
    token = new_link(store, "carry_on", "sam", now=MORNING, lasts=DAY)
    assert peek(store, token, "new_password", MORNING) is None
    assert claim(store, token, "new_password", MORNING) is None
    assert claim(store, token, "carry_on", MORNING)


def test_a_link_stops_working_when_its_time_is_over(store: LandlordStore) -> None:
    token = new_link(store, "carry_on", "draft 1", now=MORNING, lasts=DAY)
    assert peek(store, token, "carry_on", MORNING + DAY - SECOND)
    assert peek(store, token, "carry_on", MORNING + DAY) is None
    assert claim(store, token, "carry_on", MORNING + DAY) is None


def test_of_many_who_claim_a_link_at_once_one_gets_it(store: LandlordStore) -> None:
    token = new_link(store, "carry_on", "draft 1", now=MORNING, lasts=DAY)
    with ThreadPoolExecutor(8) as people:
        claimed = list(people.map(lambda _: claim(store, token, "carry_on", MORNING), range(16)))
    assert sum(link is not None for link in claimed) == 1


@pytest.fixture
def made(store: LandlordStore) -> CaseBuilder:
    """A case made a moment ago, by the session of its draft."""
    draft = a_draft(id="the draft")
    store.save_draft(draft, MORNING)
    case = a_case(draft=draft)
    code = StoredCode(case.reference, kept(CODE, case.reference, SECRET))
    store.commit(*case.outcomes, code=code, draft=draft.made(case.reference))
    return case


def session_of(store: LandlordStore, what: str = "the draft", kind: str = "draft") -> Session:
    session = find(store, start(store, kind, what, now=MORNING), kind, MORNING)
    assert session is not None
    return session


def test_a_new_code_ends_the_old_one(store: LandlordStore, made: CaseBuilder) -> None:
    new = renew_code(store, session_of(store), made.reference, secret=SECRET, now=MORNING + 30 * MINUTE)
    assert open_case(store, made.reference, new, address="", secret=SECRET, now=MORNING) == made.made
    with pytest.raises(NotFound):
        open_case(store, made.reference, CODE, address="", secret=SECRET, now=MORNING)


def test_no_new_code_is_given_once_it_was_kept(store: LandlordStore, made: CaseBuilder) -> None:
    session = session_of(store)
    code_kept(store, session, made.reference, now=MORNING)
    with pytest.raises(NotAllowed):
        renew_code(store, session, made.reference, secret=SECRET, now=MORNING)
    assert open_case(store, made.reference, CODE, address="", secret=SECRET, now=MORNING)


def test_no_new_code_is_given_after_half_an_hour_or_to_anybody_else(
    store: LandlordStore, whole: Store, made: CaseBuilder
) -> None:
    with pytest.raises(NotAllowed):
        renew_code(store, session_of(store), made.reference, secret=SECRET, now=MORNING + 31 * MINUTE)
    for stranger in (session_of(store, "another draft"), session_of(store, "the draft", "case")):
        with pytest.raises(NotAllowed):
            renew_code(store, stranger, made.reference, secret=SECRET, now=MORNING)
    for other, reference in ((whole.at("elm-homes"), made.reference), (store, "OAK-AAAA-AAAA")):
        with pytest.raises(NotFound):
            renew_code(other, session_of(store), reference, secret=SECRET, now=MORNING)
    with pytest.raises(NotAllowed):
        code_kept(store, session_of(store, "another draft"), made.reference, now=MORNING)
    assert open_case(store, made.reference, CODE, address="", secret=SECRET, now=MORNING)
