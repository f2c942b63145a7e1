"""The chat and the people of a case: somebody named and taken back while they are there; the code for a need."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from portal.domain.person_events import ConsentWithdrawn
from portal.services.complaints import Receipt
from portal.services.consent import code_for
from portal.services.office import Office
from tests.web.acting import CASE, STORY, Acted
from tests.web.browser import Browser
from tests.web.conftest import LEATHERMARKET
from tests.web.test_chat import CHAT, said

In = Callable[[Receipt], Browser]
CODE = r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{2}\b"


@pytest.fixture
def own(office: Office, complaint: Callable[..., Receipt]) -> Acted:
    """A complaint that the resident made."""
    return Acted(office, complaint())


def named_in_chat(resident: Browser) -> None:
    """The resident lets Ana see and speak, in the chat."""
    resident.open(CHAT)
    for words in ("my sister Ana Nowak will deal with this for me", "she is 40", "skip", "skip"):
        resident.send("Send", message=words)
    for press in ("See the case", "Speak and write for me", "That is all", "Only this case", "Leave this out"):
        resident.send(press)
    resident.send("Let them act for me")


def test_named_in_the_chat_used_on_another_device_and_taken_back_in_the_chat(
    own: Acted, resident_in: In, browser: Callable[[], Browser]
) -> None:
    resident = resident_in(own.receipt)
    named_in_chat(resident)
    (where,) = {link for link in resident.page.links if link.endswith("/code")}
    resident.open(where)
    code = re.findall(CODE, resident.send("Show me the code").text)[-1]
    ana = browser()
    ana.open(CASE)
    assert STORY in ana.send(reference=own.reference, code=code).text
    ana.open(CHAT)

    resident.open(CHAT)
    resident.send("Send", message="I do not want my sister to act for me any more")
    assert STORY in ana.open(CASE).text, "asked, and not done"
    page = resident.send("Yes, and do not tell them")
    assert "It has stopped. They see nothing any more." in page.text

    assert STORY not in ana.open(CASE).text
    ana.open(CHAT)
    page = ana.send("Send", message="where is my complaint")
    assert "is at Stage one" not in page.text
    assert STORY not in page.text
    last = own.record.events[-1]
    assert isinstance(last, ConsentWithdrawn)
    assert last.quietly


def test_whoever_acts_for_them_takes_nothing_back_in_the_chat(
    own: Acted, resident_in: In, browser: Callable[[], Browser]
) -> None:
    named_in_chat(resident_in(own.receipt))
    ana = browser()
    ana.open(CASE)
    ana.send(reference=own.reference, code=code_for(own.office, own.reference, own.representation.id))
    ana.open(CHAT)
    for words in (
        "withdraw my complaint",
        "change my phone number",
        "my friend acts for me",
        "take my consent back",
    ):
        page = ana.send("Send", message=words)
        assert not any(button in page.text for button in ("Stop looking into it", "Save", "Yes, and tell them"))
    assert not own.office.store.case(own.reference).is_withdrawn


def test_no_access_code_stands_in_the_conversation(own: Acted, resident_in: In) -> None:
    resident = resident_in(own.receipt)
    named_in_chat(resident)
    assert not re.search(CODE, resident.open(f"{CHAT}/transcript").text)


def test_a_need_asked_for_in_the_chat_has_a_code_on_its_page(browser: Callable[[], Browser], office: Office) -> None:
    theirs = browser()
    theirs.open(CHAT)
    theirs.send("Send", message="I need large print letters, I can't see well")
    for press in ("None of these", "Leave this out", "Send it"):
        theirs.send(press)
    reference = re.findall(r"LMJ-[\w]{4}-[\w]{4}", theirs.page.text)[-1]
    assert f"/{LEATHERMARKET}/adjustments/asked" in theirs.page.links
    assert not re.search(CODE, theirs.page.text)
    page = theirs.open(f"/{LEATHERMARKET}/adjustments/asked")
    code = re.findall(CODE, page.text)[-1]
    another = browser()
    another.open(CASE)
    assert reference in another.send(reference=reference, code=code).text


def test_a_need_asked_for_by_another_channel_is_told_its_code_which_is_kept_nowhere(
    client: FlaskClient, office: Office
) -> None:
    for words in ("I need large print letters, I can't see well", "none", "skip"):
        said(client, words)
    answer = said(client, "send it")
    told = " ".join(each["text"] for each in answer.json)
    code = re.findall(CODE, told)[-1]
    assert "You need it with your reference to see our answer." in told
    opened = said(client, f"{re.findall(r'LMJ-[0-9A-Z]{4}-[0-9A-Z]{4}', told)[-1]} {code}")
    assert "You told us what you need done differently." in " ".join(each["text"] for each in opened.json)
