"""An 80 MB photo sent to the real server: a page that says so, never a broken connection."""

import re
from collections.abc import Iterator

import pytest

from portal.store import open_store
from tests.web.complaining import COMPLAIN
from tests.web.conftest import LEATHERMARKET
from tests.web.serving import Answer, Portal, Visitor, hidden

MB = 1024 * 1024
BOUNDARY = "----------a-photo-from-a-phone"


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    served = Portal(tmp_path_factory.mktemp("too-large"))
    store = open_store(served.database_url, served.home)
    store.upgrade()
    store.close()
    with served.running():
        yield served


@pytest.fixture
def visitor(portal: Portal) -> Visitor:
    """Somebody who has told what went wrong, and comes to the photos."""
    theirs = Visitor(portal.port)
    token = hidden(theirs.get(f"{COMPLAIN}/what-happened"), "csrf_token")
    theirs.post(f"{COMPLAIN}/what-happened", {"csrf_token": token, "story": "The lift is broken."})
    return theirs


def test_a_photo_of_80_mb_leads_back_to_the_photos_with_words_about_it(visitor: Visitor) -> None:
    sent = send_photo(visitor, f"{COMPLAIN}/photos", 80)
    assert sent.status == 303
    page = visitor.get(sent.location)
    assert page.status == 200
    assert "That was too much at once. Each photo can be up to 10 MB." in page.text
    assert "Error:" in page.text


def test_the_answers_are_still_there_after_it(visitor: Visitor) -> None:
    send_photo(visitor, f"{COMPLAIN}/photos", 80)
    assert "The lift is broken." in visitor.get(f"{COMPLAIN}/what-happened").text


@pytest.mark.parametrize("path", [f"{COMPLAIN}/what-happened", f"/{LEATHERMARKET}/feedback"])
def test_80_mb_anywhere_else_is_a_page_too(visitor: Visitor, path: str) -> None:
    page = send_photo(visitor, path, 80)
    assert page.status == 413
    assert "That is too large" in page.text
    assert "0207 450 8000" in page.text


def test_a_photo_of_11_mb_is_named_on_the_page(visitor: Visitor) -> None:
    page = send_photo(visitor, f"{COMPLAIN}/photos", 11)
    assert page.status == 200
    assert re.search(r"IMG_1\.jpg.*is too big\. A file can be up to 10 MB", page.text)


def test_a_form_of_3_mb_of_words_is_a_page_too(visitor: Visitor) -> None:
    page = visitor.post(f"{COMPLAIN}/what-happened", {"story": "x" * 3 * MB})
    assert page.status == 413
    assert "That is too large" in page.text


def send_photo(visitor: Visitor, path: str, megabytes: int) -> Answer:
    """Send a photo of this size, as a phone does: all of it, and only then is the answer read."""
    token = hidden(visitor.get(path), "csrf_token")
    parts = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n'
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="photos"; filename="IMG_1.jpg"\r\n'
        "Content-Type: image/jpeg\r\n\r\n"
    )
    body = parts.encode() + b"\xff\xd8\xff" + bytes(megabytes * MB) + f"\r\n--{BOUNDARY}--\r\n".encode()
    return visitor.ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"})
