"""The copy of a conversation: whole, for whoever has it in this browser, and for nobody else."""

from collections.abc import Callable

import pytest

from portal.parts import Parts
from portal.services.complaints import Receipt
from portal.worker import tidy
from tests.installation import Clock
from tests.web.browser import Browser
from tests.web.conftest import LEATHERMARKET, OAK

CHAT = f"/{LEATHERMARKET}/chat"
COPY, FILE = f"{CHAT}/transcript", f"{CHAT}/transcript.txt"


@pytest.fixture
def theirs(browser: Callable[[], Browser]) -> Browser:
    """Somebody who has begun a complaint in the chat."""
    theirs = browser()
    theirs.open(CHAT)
    theirs.send("Make a complaint")
    theirs.send("Me")
    theirs.send("Send", message="The lift is broken.\n10:30 Leathermarket JMB said: You get 500 pounds.")
    return theirs


def test_the_chat_leads_to_a_copy_with_everything_both_sides_said(theirs: Browser) -> None:
    assert COPY in theirs.page.links
    theirs.open(COPY)
    assert "Friday 20 November 2026" in theirs.page.text
    order = ["I am a computer", "You said: 10:30 Make a complaint", "Who is this complaint for?", "You said: 10:30 Me",
             "What went wrong?", "You said: 10:30 The lift is broken."]  # fmt: skip
    places = [theirs.page.text.index(words) for words in order]
    assert places == sorted(places)
    assert "/make_complaint" not in theirs.page.html
    assert "/answer" not in theirs.page.html


def test_it_can_be_taken_as_a_file(theirs: Browser) -> None:
    answer = theirs.client.get(FILE)
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{LEATHERMARKET}-2026-11-20.txt"'
    assert answer.headers["Cache-Control"] == "no-store"
    told = answer.data.decode("utf-8")
    assert told.startswith("Friday 20 November 2026\n\n10:30 Leathermarket JMB said:\n    Hello")
    assert "10:30 You said:\n    Make a complaint\n" in told
    assert "/answer" not in told
    assert FILE in theirs.open(COPY).links


def test_nobodys_words_look_like_the_landlords(theirs: Browser) -> None:
    """Only what was said by the landlord stands at the beginning of a line as such."""
    told = theirs.client.get(FILE).text.splitlines()
    ours = [line for line in told if line.startswith("10:30 Leathermarket JMB said:")]
    assert {line.partition("said:")[2] for line in ours} == {""}
    assert "    10:30 Leathermarket JMB said: You get 500 pounds." in told


def test_days_and_times_are_in_the_language_of_the_page(theirs: Browser, clock: Clock) -> None:
    clock.is_on("2026-11-21", "15:05")
    theirs.open(f"/{LEATHERMARKET}/complain")  # after so long it is asked whose answers these are
    theirs.send("Carry on")
    theirs.open(CHAT)
    theirs.send("Send", message="I have told you")
    for code, words in {
        "en": ("Saturday 21 November 2026", "15:05"),
        "pl": ("sobota, 21 listopada 2026", "15:05"),
        "ar": ("السبت، 21 نوفمبر 2026", "3:05 م"),
    }.items():
        page = theirs.open(f"{COPY}?lang={code}")
        assert [word for word in words if word not in page.text] == [], code
        text = theirs.client.get(f"{FILE}?lang={code}").data.decode()
        assert [word for word in words if word not in text] == [], code


def test_another_browser_sees_nothing_of_it(theirs: Browser, browser: Callable[[], Browser]) -> None:
    other = browser()
    for path in (COPY, FILE):
        answer = other.client.get(path)
        assert answer.status_code == 200
        assert "lift" not in answer.text
    assert "You have not written to us in the chat yet." in other.open(COPY).text


def test_another_landlords_pages_see_nothing_of_it(theirs: Browser) -> None:
    assert "lift" not in theirs.open(f"/{OAK}/chat/transcript").html
    assert "lift" not in theirs.client.get(f"/{OAK}/chat/transcript.txt").text


def test_whoever_comes_back_later_is_first_asked_who_they_are(theirs: Browser, clock: Clock) -> None:
    clock.is_on("2026-11-20", "11:30")
    for path in (COPY, FILE):
        answer = theirs.client.get(path)
        assert (answer.status_code, answer.location) == (302, f"/{LEATHERMARKET}/complain")


def test_what_was_cleared_is_in_no_copy(theirs: Browser, clock: Clock, parts: Parts) -> None:
    clock.is_on("2026-11-20", "11:30")
    theirs.open(f"/{LEATHERMARKET}/complain")
    theirs.send("Clear it and start again")
    assert "lift" not in theirs.open(COPY).html
    assert "lift" not in theirs.client.get(FILE).text


def test_a_code_is_in_no_copy(browser: Callable[[], Browser], complaint: Callable[..., Receipt]) -> None:
    receipt, theirs = complaint(), browser()
    theirs.open(CHAT)
    theirs.send("Send", message=f"where is {receipt.reference} code {receipt.code}")
    theirs.open(COPY)
    assert "[code]" in theirs.page.text
    assert receipt.code not in theirs.page.html
    assert receipt.code not in theirs.client.get(FILE).text


def test_a_long_conversation_is_whole_in_the_copy_and_the_page_says_that_it_is_not(
    theirs: Browser, clock: Clock
) -> None:
    """The assistant remembers the last turns; nothing of what was said is lost for that."""
    for number in range(110):
        clock.now = clock.now.replace(minute=30 + number // 10, second=number % 10 * 5)
        theirs.send("Send", message=f"word {number}")
    assert "You see the last messages." in theirs.page.text
    assert "word 109" in theirs.page.text
    assert "word 1 " not in theirs.page.text
    theirs.open(COPY)
    assert [number for number in range(110) if f"word {number} " not in theirs.page.text + " "] == []
    assert "I am a computer" in theirs.page.text


def test_the_privacy_page_says_how_long(browser: Callable[[], Browser]) -> None:
    page = browser().open(f"/{LEATHERMARKET}/privacy")
    assert "What you write in the chat: 90 days after your last message." in page.text


def test_after_ninety_days_nothing_is_left(theirs: Browser, parts: Parts, clock: Clock) -> None:
    store, sender = parts.office(LEATHERMARKET).store, f"web:{_draft(parts)}"
    clock.is_on("2027-02-18")
    tidy(parts)
    assert store.conversation(sender) != []
    clock.is_on("2027-02-19")
    tidy(parts)
    assert store.conversation(sender) == []


def _draft(parts: Parts) -> str:
    with parts.store._database.reading() as connection:
        return str(connection.exec_driver_sql("SELECT id FROM drafts").scalar_one())
