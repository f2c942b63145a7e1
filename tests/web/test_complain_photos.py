"""Photos and documents: several at once, each checked; the wrong ones named, the good ones kept."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from portal.services.office import Office
from tests.web.browser import Browser, Page
from tests.web.complaining import CHECK, COMPLAIN, answer_until, at_check, reference_on
from tests.web.conftest import Clock

NewBrowser = Callable[[], Browser]
PHOTOS = f"{COMPLAIN}/photos"
MEGABYTE = 1024 * 1024


def test_photos_are_kept_listed_and_sent_with_the_complaint(browser: NewBrowser, office: Office) -> None:
    theirs = _at_photos(browser())
    page = _add(theirs, ("damp.png", _photo()), ("wall.png", _photo()), more="more")
    assert page.path == PHOTOS
    assert "damp.png" in page.text
    assert "wall.png" in page.text
    page = _add(theirs, ("letter.pdf", b"%PDF-1.4\n%%EOF\n"))
    assert page.path == CHECK
    assert all(name in page.text for name in ("damp.png", "wall.png", "letter.pdf"))
    reference = reference_on(theirs.send("Send my complaint"))
    files = office.store.case(reference).made.files
    assert sorted(each.name for each in files) == ["damp.png", "letter.pdf", "wall.png"]
    for each in files:
        with office.shelf.open(each.id) as kept:
            assert kept.read()


def test_wrong_files_are_named_each_with_its_own_error_and_good_ones_are_kept(browser: NewBrowser) -> None:
    theirs = _at_photos(browser())
    page = _add(
        theirs,
        ("damp.png", _photo()),
        ("song.jpg", b"ID3 this is music"),
        ("empty.jpg", b""),
        ("huge.png", b"\x89PNG\r\n\x1a\n" + b"0" * 11 * MEGABYTE),
        ("wall.png", _photo()),
    )
    assert page.path == PHOTOS
    errors = [
        " ".join("".join(each.itertext()).split()) for each in page.root.iter("a") if each.get("href") == "#photos"
    ]
    assert [error.split("”")[0].strip("“") for error in errors] == ["song.jpg", "empty.jpg", "huge.png"]
    assert "is not a photo or a PDF" in errors[0]
    assert "is empty" in errors[1]
    assert "is too big" in errors[2]
    kept = [" ".join("".join(each.itertext()).split()) for each in page.root.iter("bdi")]
    assert {"damp.png", "wall.png"} <= set(kept)


def test_a_photo_can_be_taken_away_even_after_the_question_was_answered(browser: NewBrowser, office: Office) -> None:
    theirs = _at_photos(browser())
    _add(theirs, ("damp.png", _photo()), ("wall.png", _photo()))
    page = theirs.open(PHOTOS)
    page = _post(theirs, remove=_take_away(page, "damp.png"))
    assert "damp.png" not in page.text
    page = theirs.open(CHECK)
    assert "damp.png" not in page.text
    assert "wall.png" in page.text
    reference = reference_on(theirs.send("Send my complaint"))
    assert [each.name for each in office.store.case(reference).made.files] == ["wall.png"]


def test_nobody_takes_away_or_sends_somebody_elses_photo(browser: NewBrowser, office: Office) -> None:
    theirs = _at_photos(browser())
    page = _add(theirs, ("damp.png", _photo()), more="more")
    theirs_id = _take_away(page, "damp.png")
    stranger = _at_photos(browser())
    _post(stranger, remove=theirs_id)
    _post(stranger, photos=theirs_id)
    assert "damp.png" in theirs.open(PHOTOS).text
    assert "damp.png" not in stranger.page.text


def test_more_than_twenty_are_too_many(browser: NewBrowser) -> None:
    theirs = _at_photos(browser())
    page = _add(theirs, *((f"{number}.pdf", b"%PDF-1.4\n%%EOF\n") for number in range(22)))
    assert page.path == PHOTOS
    assert page.text.count("Send no more than 20 photos") == 2, "once in the summary, once beside the field"
    assert sum(each.get("name") == "remove" for each in page.root.iter("button")) == 20


def test_a_request_that_is_too_large_gets_the_page_with_what_was_kept_before(browser: NewBrowser) -> None:
    theirs = _at_photos(browser())
    _add(theirs, ("damp.png", _photo()), more="more")
    page = _add(theirs, ("film.png", b"\x89PNG" + b"0" * (80 * MEGABYTE)))
    assert page.status == 200
    assert page.path.startswith(PHOTOS)
    assert "That was too much at once" in page.text
    assert "damp.png" in page.text


def test_photos_may_be_the_first_thing_given(browser: NewBrowser) -> None:
    theirs = browser()
    theirs.open(PHOTOS)
    _add(theirs, ("damp.png", _photo()), more="more")
    theirs.open(PHOTOS)
    assert "damp.png" in theirs.page.text


def test_a_stale_form_keeps_no_photo_and_says_to_press_again(browser: NewBrowser, clock: Clock) -> None:
    theirs = _at_photos(browser())
    theirs.client.delete_cookie("putright_form")
    page = _add(theirs, ("damp.png", _photo()))
    assert "Press the button again" in page.text
    assert "damp.png" not in page.text


def _at_photos(theirs: Browser) -> Browser:
    theirs.open(COMPLAIN)
    answer_until(theirs, PHOTOS)
    return theirs


def _add(theirs: Browser, *files: tuple[str, bytes], **pressed: str) -> Page:
    return _post(theirs, photos=[FileStorage(BytesIO(content), name) for name, content in files], **pressed)


def _post(theirs: Browser, **sent: Any) -> Page:
    boundary, body = encode_multipart({"csrf_token": theirs.page.typed()["csrf_token"], **sent})
    kind = f"multipart/form-data; boundary={boundary}"
    return theirs.shows(theirs.client.post(PHOTOS, data=body, content_type=kind, follow_redirects=True))


def _take_away(page: Page, name: str) -> str:
    """What the button sends that takes this file away."""
    buttons = (each for each in page.root.iter("button") if each.get("name") == "remove")
    return next(str(each.get("value")) for each in buttons if name in "".join(each.itertext()))


def _photo() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), "grey").save(out, "PNG")
    return out.getvalue()


def test_no_photos_is_an_answer(browser: NewBrowser) -> None:
    assert "Photos and documents None" in at_check(browser()).text
