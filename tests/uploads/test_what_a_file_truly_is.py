"""A file is what its bytes say, whatever its name says; what is none of the four is refused by name."""

import zipfile
from hashlib import sha256
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from portal.uploads import Broken, Empty, Limits, NotAPicture, NotTaken, TooLarge, check

HTML = b"<!doctype html><script>alert(1)</script>"
AVIF = b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf"


def a_zip() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("run.js", "alert(1)")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("damp.jpg", b"MZ\x90\0" + bytes(500)),
        ("damp.jpeg", b"\x7fELF" + bytes(500)),
        ("damp.png", HTML),
        ("damp.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("damp.heic", AVIF + bytes(500)),
        ("damp.heic", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(500)),
        ("damp.jpg", b"GIF89a" + bytes(500)),
        ("damp.jpg", b"RIFF\0\0\0\0WEBPVP8 " + bytes(500)),
        ("letter.pdf", a_zip()),
        ("letter.pdf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)),
        ("damp.jpg", b"a"),
    ],
)
def test_a_file_that_lies_about_its_type_is_refused_by_name(name, content):
    with pytest.raises(NotAPicture) as refused:
        check(name, content, scan=None)
    assert name in str(refused.value)


@pytest.mark.parametrize(
    ("form", "name", "kept_name", "kept_type"),
    [
        ("PNG", "letter.pdf", "letter.png", "image/png"),
        ("JPEG", "from a messenger.png", "from a messenger.jpg", "image/jpeg"),
        ("JPEG", "damp.jpg.exe", "damp.jpg.exe.jpg", "image/jpeg"),
        ("JPEG", "damp.JPEG", "damp.JPEG", "image/jpeg"),
        ("HEIF", "damp.jpg", "damp.jpg", "image/jpeg"),
    ],
)
def test_a_photo_under_a_wrong_name_is_taken_and_named_rightly(form, name, kept_name, kept_type, picture, encoded):
    kept = check(name, encoded(picture, form), scan=None)
    assert (kept.name, kept.type) == (kept_name, kept_type)


def test_a_pdf_is_kept_as_it_came(pdf):
    kept = check("letter.pdf", pdf, scan=None)
    assert (kept.name, kept.type, kept.content, kept.size) == ("letter.pdf", "application/pdf", pdf, len(pdf))
    assert kept.digest == sha256(pdf).hexdigest()


def test_a_pdf_may_begin_with_white_space_as_scanners_write_it(pdf):
    assert check("letter", b"\xef\xbb\xbf\r\n" + pdf, scan=None).name == "letter.pdf"


def test_a_page_or_program_with_a_pdf_inside_is_no_pdf(pdf):
    for before in (HTML, b"MZ", b"#!/bin/sh\n", a_zip()):
        with pytest.raises(NotAPicture):
            check("letter.pdf", before + pdf, scan=None)


def test_a_pdf_cut_short_is_broken(pdf):
    for content in (b"%PDF-", pdf[:-10], pdf + bytes(2000)):
        with pytest.raises(Broken, match=r"letter\.pdf"):
            check("letter.pdf", content, scan=None)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "HEIF"])
def test_what_hides_behind_a_photo_does_not_survive(form, picture, encoded):
    sent = encoded(picture, form) + HTML + a_zip()
    assert zipfile.is_zipfile(BytesIO(sent)), "what is sent must be both photo and archive"
    kept = check("both.jpg", sent, scan=None)
    assert not zipfile.is_zipfile(BytesIO(kept.content))
    assert b"<script>" not in kept.content


def test_no_other_decoder_is_tried_than_the_one_for_the_type_found(picture, encoded):
    disguised = encoded(picture, "AVIF").replace(b"miaf", b"heic", 1)
    with pytest.raises(Broken):
        check("mould.heic", disguised, scan=None)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "HEIF"])
def test_a_photo_cut_short_is_broken(form, encoded):
    sent = encoded(Image.effect_noise((200, 200), 80).convert("RGB"), form)
    with pytest.raises(Broken) as refused:
        check("mould.jpg", sent[: len(sent) // 2], scan=None)
    assert "mould.jpg" in str(refused.value)


@pytest.mark.parametrize(
    "content", [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", b"\xff\xd8\xff" * 999]
)
def test_a_photo_of_nothing_but_its_first_bytes_is_broken(content):
    with pytest.raises(Broken):
        check("mould.jpg", content, scan=None)


def test_an_empty_file_is_refused_as_empty():
    for nothing in (b"", BytesIO()):
        with pytest.raises(Empty, match=r"mould\.jpg"):
            check("mould.jpg", nothing, scan=None)


def test_ten_megabytes_are_taken_and_one_byte_more_is_not(pdf):
    most = Limits().file_size
    assert most == 10 * 1024 * 1024
    full = pdf[:-6] + bytes(most - len(pdf)) + pdf[-6:]
    assert check("letter.pdf", full, scan=None).size == most
    with pytest.raises(TooLarge, match=r"letter\.pdf.* 10 MB"):
        check("letter.pdf", full[:-6] + b"\0" + full[-6:], scan=None)


def test_no_more_is_read_than_shows_that_it_is_too_much():
    endless = BytesIO(bytes(80_000_000))
    with pytest.raises(TooLarge):
        check("film.mov", endless, scan=None)
    assert endless.tell() == Limits().file_size + 1


def test_a_stream_gives_the_same_as_its_bytes(jpeg):
    assert check("a.jpg", BytesIO(jpeg), scan=None) == check("a.jpg", jpeg, scan=None)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_is_either_clean_again_or_refused_by_name(data, picture, encoded):
    sent = bytearray(encoded(picture, data.draw(st.sampled_from(["JPEG", "PNG", "HEIF"]))))
    for _ in range(data.draw(st.integers(1, 20))):
        sent[data.draw(st.integers(0, len(sent) - 1))] = data.draw(st.integers(0, 255))
    try:
        kept = check("a.jpg", bytes(sent), scan=None)
    except NotTaken:
        return
    Image.open(BytesIO(kept.content)).load()


def reasons(kind: type[NotTaken] = NotTaken) -> list[type[NotTaken]]:
    return [kind, *(more for child in kind.__subclasses__() for more in reasons(child))]


@pytest.mark.parametrize("reason", reasons()[1:])
def test_every_refusal_names_the_file_in_short_sentences(reason):
    words = reason.words % {"name": "100% %(damp)s.jpg", "megabytes": 10}
    assert "“100% %(damp)s.jpg”" in words
    assert max(len(sentence.split()) for sentence in words.split(". ")) <= 14
    assert "!" not in words
