"""A name shown back carries nothing but what can be read."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.uploads.names import LONGEST, clean


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Resident\\damp.jpg", "damp.jpg"),
        ("damp\u202egpj.exe", "dampgpj.exe"),
        ("\u2066damp\u2069\u200f\u200e.jpg", "damp.jpg"),
        ("damp\0\r\nSet-Cookie: a=b.jpg", "damp Set-Cookie: a=b.jpg"),
        ("  a \u2028 b\t c .jpg", "a b c.jpg"),
        ("...hidden", "hidden"),
        ("", "file"),
        ("..", "file"),
        ("\u202e\u200d", "file"),
        ("رطوبت.jpg", "رطوبت.jpg"),
        ("می‌خواهم.jpg", "می‌خواهم.jpg"),
        ("cafe\u0301.png", "café.png"),
        ("\ud83d broken.jpg", "broken.jpg"),
    ],
)
def test_folders_and_unseen_marks_go(sent, shown):
    assert clean(sent) == shown


@pytest.mark.parametrize(
    ("sent", "kind", "shown"),
    [
        ("IMG_1.HEIC", "image/jpeg", "IMG_1.jpg"),
        ("letter of 3.4", "application/pdf", "letter of 3.4.pdf"),
        ("a.b.png", "image/png", "a.b.png"),
        ("/", "image/jpeg", "photo.jpg"),
        (".heic", "image/jpeg", "heic.jpg"),
        ("", "application/pdf", "document.pdf"),
    ],
)
def test_a_name_ends_as_what_the_file_is(sent, kind, shown):
    assert clean(sent, kind) == shown


def test_a_long_name_is_cut_before_its_ending():
    shown = clean("d" * 300 + ".jpeg", "image/jpeg")
    assert shown == "d" * 95 + ".jpeg"


@given(st.text(), st.sampled_from([None, "image/jpeg", "image/png", "application/pdf"]))
def test_any_name_comes_out_readable(sent, kind):
    shown = clean(sent, kind)
    assert 0 < len(shown) <= LONGEST
    assert not set(shown) & set("/\\\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
    assert not any(unicodedata.category(character) == "Cc" for character in shown)
    assert clean(shown, kind) == shown
