"""Conversations: every line is kept, in order, and goes some time after the last of them."""

from datetime import datetime, timedelta

from sqlalchemy import text

from portal.conversation_words import Line
from portal.store import LandlordStore, Store
from portal.store.store import DRAFTS_LAST
from tests.builders import MORNING

DAY = timedelta(days=1)
MENU = Line("us", "Hello.", (("Make a complaint", "/make_complaint"),), at=MORNING)
THEIRS = Line("you", "Die Treppe \x00 ist kaputt 😡\nJa.", at=MORNING + timedelta(seconds=1))
ADVICE = Line("us", "Call 999.", urgent=True, asks_for_code=True, at=MORNING + timedelta(seconds=2))


def say(store: LandlordStore, sender: str, now: datetime, *lines: Line) -> None:
    """A turn."""
    store.save_tracker(sender, "{}", now, lines or [Line("you", "hm")])


def lines_kept(whole: Store) -> int:
    """Lines of anybody's."""
    with whole._database.reading() as connection:
        return int(connection.scalar(text("SELECT count(*) FROM conversation_lines")) or 0)


def test_every_line_comes_back_as_it_was_said_and_when(store: LandlordStore) -> None:
    say(store, "web:a", MORNING, MENU, THEIRS)
    say(store, "web:b", MORNING, Line("you", "somebody else"))
    say(store, "web:a", MORNING, ADVICE)
    found = store.conversation("web:a")
    assert found == [MENU, THEIRS, ADVICE]
    assert [line.at for line in found] == [MENU.at, THEIRS.at, ADVICE.at]


def test_a_line_without_a_time_was_said_now(store: LandlordStore) -> None:
    say(store, "web:a", MORNING + DAY, Line("you", "hm"))
    assert [line.at for line in store.conversation("web:a")] == [MORNING + DAY]


def test_the_last_lines_alone(store: LandlordStore) -> None:
    for number in range(20):
        say(store, "web:a", MORNING, Line("you", str(number)))
    assert [line.text for line in store.conversation("web:a", 3)] == ["17", "18", "19"]
    assert len(store.conversation("web:a")) == 20
    assert store.conversation("web:nobody") == []


def test_another_landlord_has_no_line_of_it_and_cannot_end_it(whole: Store) -> None:
    oak, elm = whole.at("oak-homes"), whole.at("elm-homes")
    say(oak, "web:a", MORNING, THEIRS)
    assert elm.conversation("web:a") == []
    elm.end_tracker("web:a")
    assert oak.conversation("web:a") == [THEIRS]


def test_what_is_forgotten_is_forgotten_line_by_line(store: LandlordStore, whole: Store) -> None:
    say(store, "web:a", MORNING, THEIRS)
    store.end_tracker("web:a")
    assert store.conversation("web:a") == []
    assert lines_kept(whole) == 0


def test_a_conversation_goes_whole_after_its_last_line_and_not_before(store: LandlordStore, whole: Store) -> None:
    say(store, "web:gone", MORNING)
    say(store, "web:goes on", MORNING)
    say(store, "web:goes on", MORNING + 80 * DAY)
    whole.tidy(MORNING + 90 * DAY)
    assert len(store.conversation("web:gone")) == 1
    whole.tidy(MORNING + 90 * DAY + timedelta(minutes=1))
    assert store.conversation("web:gone") == []
    assert len(store.conversation("web:goes on")) == 2


def test_how_long_is_for_the_landlord_to_say(store: LandlordStore, whole: Store) -> None:
    """Where lines go earlier than drafts, what the assistant remembers goes with them."""
    say(store, "web:a", MORNING)
    whole.tidy(MORNING + 7 * DAY + timedelta(minutes=1), conversations_last=7 * DAY)
    assert store.conversation("web:a") == []
    assert store.tracker("web:a") is None


def test_what_the_assistant_remembers_goes_no_later_than_a_draft(store: LandlordStore, whole: Store) -> None:
    """It holds copies of the answers; the lines stay as long as conversations do."""
    say(store, "web:a", MORNING)
    whole.tidy(MORNING + DRAFTS_LAST + timedelta(minutes=1))
    assert store.tracker("web:a") is None
    assert len(store.conversation("web:a")) == 1
