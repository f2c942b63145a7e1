"""A turn is heard once, one at a time, and saved last; whatever falls over, nothing is said that is not so."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from portal.assistant import Assistant, Reply
from portal.domain.errors import NotFound, NotKept, PutrightError
from portal.parts import Parts
from portal.services.office import Office
from tests.bot.playing import LANDLORD, Play, in_database
from tests.installation import Clock

SEND = '/answer{"question": "check", "value": "send"}'
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def play(assistant: Assistant, parts: Parts, clock: Clock) -> Play:
    return Play(assistant, parts, clock)


def cases(parts: Parts) -> list[str]:
    return [case.reference for case in parts.store.all_cases()]


@contextmanager
def locked(parts: Parts) -> Iterator[None]:
    """Somebody else holds the database for writing."""
    other = sqlite3.connect(parts.settings.home / "putright.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@contextmanager
def broken(parts: Parts, breaks: str, mends: str) -> Iterator[None]:
    """The database is broken in one place meanwhile."""
    for change in (breaks, mends):
        with sqlite3.connect(parts.settings.home / "putright.db", isolation_level=None) as database:
            database.execute(change)
        database.close()
        if change is breaks:
            yield


def test_the_same_turn_twice_is_heard_once(assistant: Assistant, office: Office) -> None:
    first = assistant.hear(LANDLORD, "web:a", "I want to complain", draft="a", turn=1)
    assert first.turn == 2
    assistant.hear(LANDLORD, "web:a", "me", draft="a", turn=2)
    again = assistant.hear(LANDLORD, "web:a", "someone else", draft="a", turn=2)
    assert again.messages == []
    assert again.turn == 3
    assert office.store.draft("a").answers == {"for_whom": "me"}


def test_one_turn_at_a_time_for_a_sender(assistant: Assistant, office: Office) -> None:
    """Two tabs, ten presses each: every message stands in the conversation, each turn has a number of its own."""
    replies: list[Reply] = []

    def press(text: str) -> None:
        replies.extend(assistant.hear(LANDLORD, "rest:two tabs", text) for _ in range(10))

    threads = [threading.Thread(target=press, args=(text,)) for text in ("/help", "/ask_ombudsman")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(reply.turn for reply in replies) == list(range(2, 22))


def test_sent_from_two_tabs_at_once_is_one_case(play: Play, parts: Parts) -> None:
    play.on_asked("check")
    replies: list[Reply] = []
    barrier = threading.Barrier(2)

    def send() -> None:
        barrier.wait()
        replies.append(play.assistant.hear(LANDLORD, f"web:{play.draft}", SEND, draft=play.draft))

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(cases(parts)) == 1
    assert {reply.made for reply in replies} == set(cases(parts))


def test_a_locked_database_is_never_a_receipt(play: Play, parts: Parts) -> None:
    """Nothing can be written: the turn fails as a whole, and the same button works once the lock is gone."""
    play.on_asked("check")
    with locked(parts), pytest.raises(NotKept):
        play.on_you(SEND)
    assert cases(parts) == []
    assert play.kept.answers["name"] == "Amina Begum"
    play.on_you(SEND)
    play.on_us("We have your complaint. Your reference is LMJ-")
    play.on_made(1)


def test_what_cannot_be_made_is_said_not_to_be_received(play: Play, parts: Parts) -> None:
    """The case cannot be written, the conversation can: it says so, keeps the answers, and tries again."""
    play.on_asked("check")
    with broken(parts, "ALTER TABLE outbox_rows RENAME TO away", "ALTER TABLE away RENAME TO outbox_rows"):
        play.on_you(SEND)
        play.on_us(["We did not receive it.", "Your answers are kept.", "0207 450 8000"])
        play.on_buttons(["Try again"])
        play.on_kept({"name": "Amina Begum"})
    play.on_press("Try again")
    play.on_us("Shall we send it?")
    play.on_you(SEND)
    play.on_made(1)


def test_an_answer_that_cannot_be_kept_is_said_not_to_be_kept(play: Play, parts: Parts) -> None:
    play.on_asked("name")
    with broken(parts, "ALTER TABLE drafts RENAME TO away", "ALTER TABLE away RENAME TO drafts"):
        play.on_you("Amina Begum")
        play.on_us("Your last message was not kept.")
    play.on_you("Amina Begum")
    play.on_kept({"name": "Amina Begum"})


def test_a_crash_before_the_conversation_is_saved_says_the_same_reference_again(play: Play, parts: Parts) -> None:
    """The case is written, the conversation is not: the next press is told the same reference."""
    play.on_asked("check")
    gone = "CREATE TRIGGER gone BEFORE UPDATE ON trackers BEGIN SELECT RAISE(FAIL, 'gone'); END"
    with broken(parts, gone, "DROP TRIGGER gone"), pytest.raises(PutrightError):
        play.on_you(SEND)
    (reference,) = cases(parts)
    play.on_you(SEND)
    play.on_us(f"We have your complaint. Your reference is {reference}.")
    play.on_made(1)


CHILD = """
import sys
from pathlib import Path
from actions import executor_for
from bot.understanding.understand import Understanding
from portal.assistant import Assistant
from portal.parts import Parts
from portal.settings import Settings

home, draft = Path(sys.argv[1]), sys.argv[2]
parts = Parts.of(Settings(home, "a secret for tests, long enough", "http://127.0.0.1:8000", f"sqlite:///{home}/putright.db"))
assistant = Assistant(parts, executor_for(parts), Understanding(by_spelling=True))
print("ready", flush=True)
sys.stdin.readline()
assistant.hear("leathermarket-jmb", f"web:{draft}", sys.argv[3], draft=draft)
print("said", flush=True)
"""


@pytest.mark.parametrize("after", [0.001, 0.004, 0.008, 0.015])
def test_killed_while_sending_makes_one_case_at_most_and_tells_its_reference(
    play: Play, parts: Parts, after: float
) -> None:
    play.on_asked("check")
    arguments = [sys.executable, "-c", CHILD, str(parts.settings.home), play.draft, SEND]
    child = subprocess.Popen(
        arguments, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "TZ": "UTC"}
    )
    assert child.stdin
    assert child.stdout
    assert child.stdout.readline() == b"ready\n"
    child.stdin.write(b"\n")
    child.stdin.flush()
    threading.Event().wait(after)
    child.send_signal(signal.SIGKILL)
    child.communicate()
    before = cases(parts)
    play.on_you(SEND)
    play.on_us(f"We have your complaint. Your reference is {before[0]}." if before else "We have your complaint.")
    play.on_made(1)


def test_a_story_of_forty_thousand_letters_is_kept_whole(play: Play) -> None:
    story = ("The damp is back. " * 2300)[:40_000].strip()
    play.on_asked("story")
    play.on_you(story)
    play.on_us("Have you told us about this before?")
    assert play.kept.answers["story"] == story


def test_a_name_of_forty_thousand_letters_is_no_name_and_not_lost(play: Play) -> None:
    play.on_asked("name")
    play.on_you("x" * 40_000)
    play.on_us("What is your name?")
    assert "name" not in play.kept.answers


def test_an_unknown_landlord_is_not_found(assistant: Assistant) -> None:
    with pytest.raises(NotFound):
        assistant.hear("nobody", "web:a", "hello")


def test_a_second_complaint_goes_on_where_the_first_was_made(play: Play) -> None:
    """The page's cookie moves to the new draft; a reply that was lost on the way is told again."""
    play.on_asked("check")
    play.on_you(SEND)
    first, turn, words = play.draft, play.reply.turn, "I want to complain about the rubbish in the yard"
    play.assistant.hear(LANDLORD, f"web:{first}", words, draft=first, turn=turn)
    lost = play.assistant.hear(LANDLORD, f"web:{first}", words, draft=first, turn=turn)
    assert lost.messages == []
    assert lost.draft != first


def test_an_old_receipt_opens_no_case(play: Play, clock: Clock) -> None:
    """Half an hour later the draft's cookie alone says the reference again, and opens nothing."""
    play.on_asked("check")
    play.on_you(SEND)
    assert play.reply.made
    play.on_wait(31)
    play.on_you(SEND)
    play.on_us("Your reference is LMJ-")
    assert play.reply.made == ""


def test_the_code_of_a_channel_is_told_once_and_kept_nowhere(assistant: Assistant, parts: Parts, clock: Clock) -> None:
    play = Play(assistant, parts, clock, "rest")
    web = Play(assistant, parts, clock)
    web.on_asked("check")
    assistant.move(LANDLORD, f"web:{web.draft}", f"rest:{play.draft}")
    play.on_you(SEND)
    words = assistant.code_words(LANDLORD, play.reply)
    code = words.split("Your code is ")[1].split(".")[0]
    assert not in_database(parts.settings.home / "putright.db", code)
    play.on_you(f"{play.reply.made} {code}")
    play.on_us("is at Stage one")
    assert not in_database(parts.settings.home / "putright.db", code)
    assert assistant.code_words(LANDLORD, play.reply) == ""
