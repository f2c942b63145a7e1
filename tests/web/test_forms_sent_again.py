"""A form changed and sent again is kept; numbers, dates and letters that no form of ours makes harm nothing."""

import json
from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from PIL import Image

from portal.domain.events import MessageSent
from portal.services.complaints import Receipt
from portal.services.office import Office
from tests.web.browser import Browser
from tests.web.conftest import LEATHERMARKET

CASE, CHAT, FEEDBACK = (f"/{LEATHERMARKET}/{page}" for page in ("case", "chat", "feedback"))
HUGE = "9" * 5000
"""Longer than Python turns into a number."""


def _photo(colour: str) -> tuple[BytesIO, str]:
    drawn = BytesIO()
    Image.new("RGB", (8, 8), colour).save(drawn, "PNG")
    return BytesIO(drawn.getvalue()), "photo.png"


def test_a_message_changed_after_going_back_is_another_message(
    complaint: Callable[..., Receipt], resident_in: Callable[[Receipt], Browser], office: Office
) -> None:
    receipt = complaint()
    theirs = resident_in(receipt)
    form = theirs.open(f"{CASE}/message").typed("Send")
    for words in ("The lift is still broken.", "The lift is still broken.", "The lift is still broken, and the door."):
        theirs.shows(theirs.client.post(f"{CASE}/message", data={**form, "words": words}, follow_redirects=True))
        assert "We have your message" in theirs.page.text
        assert words in theirs.page.text
    assert len(office.store.case(receipt.reference).happened(MessageSent)) == 2


def test_other_photos_sent_with_the_same_form_are_kept(
    complaint: Callable[..., Receipt], resident_in: Callable[[Receipt], Browser], office: Office
) -> None:
    receipt = complaint()
    theirs = resident_in(receipt)
    form = theirs.open(f"{CASE}/photos").typed("Send")
    for colour in ("red", "red", "blue"):
        sent = {**form, "photos": _photo(colour)}
        assert theirs.client.post(f"{CASE}/photos", data=sent, content_type="multipart/form-data").status_code == 303
    sent_with = [event.files for event in office.store.case(receipt.reference).happened(MessageSent)]  # type: ignore[attr-defined]  # happened gives events of the kind asked for
    assert [len(files) for files in sent_with] == [1, 1]
    assert len({files[0].digest for files in sent_with}) == 2


def test_feedback_changed_after_going_back_is_kept_as_changed(browser: Callable[[], Browser], office: Office) -> None:
    theirs = browser()
    form = {**theirs.open(FEEDBACK).typed(), "kind": "compliment"}
    for words in ("Joe was kind.", "Joe was kind.", "Joe and Ana were kind."):
        assert theirs.client.post(FEEDBACK, data={**form, "story": words}).status_code == 303
    assert len(office.store.queue()) == 2


@pytest.mark.parametrize("number", [HUGE, "²", "-1", "1.5"])
def test_a_turn_that_is_no_number_is_heard_all_the_same(browser: Callable[[], Browser], number: str) -> None:
    theirs = browser()
    theirs.open(CHAT)
    assert "I can take a complaint" in theirs.send("Send", message="help", turn=number).text


@pytest.mark.parametrize("number", [HUGE, "²", ""])
def test_numbers_that_no_form_of_ours_makes_break_no_page_of_staff(
    complaint: Callable[..., Receipt], staff_in: Callable[..., Browser], number: str
) -> None:
    case = f"/staff/cases/{complaint().reference}"
    theirs = staff_in()
    form = theirs.open(f"{case}/note").typed()
    noted = theirs.client.post(f"{case}/note", data={**form, "version": number, "words": "x"})
    assert noted.status_code == 409, "a version that was never shown is not the version of now"
    assert theirs.client.post(f"{case}/answer", data={**form, "rows": number, "more": "more"}).status_code == 200


def test_a_year_that_no_calendar_has_is_no_date(staff_in: Callable[..., Browser]) -> None:
    theirs = staff_in()
    theirs.open("/staff/record")
    page = theirs.send("Start", channel="phone", received_on="1-1-99999999999999999999")
    assert "Write a date, like 24/11/2026" in page.text


def test_half_a_letter_from_a_channel_is_left_out(client: FlaskClient) -> None:
    said = json.dumps({"sender": "a", "message": "help \ud83d", "metadata": {"landlord": LEATHERMARKET}})
    heard = client.post("/webhooks/rest/webhook", data=said, content_type="application/json")
    assert heard.status_code == 200
    assert "I can take a complaint" in heard.text
