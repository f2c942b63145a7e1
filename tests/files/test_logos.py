"""A logo is a small picture of the kind every browser shows, and nothing else."""

from pathlib import Path

import pytest

from portal.files.logos import check_logo, read_logo
from tests.pictures import a_png, chunk

WRONG = {
    "another kind of picture": (b"GIF89a" + bytes(40), "is no PNG"),
    "a drawing that could run a script": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is no PNG"),
    "nothing": (b"", "is no PNG"),
    "only a beginning": (b"\x89PNG\r\n\x1a\n", "is a broken PNG"),
    "cut short": (a_png()[:-20], "is a broken PNG"),
    "changed on the way": (a_png().replace(b"IDAT", b"IDAT\x07"), "is a broken PNG"),
    "no picture in it": (a_png()[:33] + chunk(b"IEND", b""), "is a broken PNG"),
    "too wide": (a_png(1201, 10), "1201 by 10 pixels"),
    "too high": (a_png(10, 401), "10 by 401 pixels"),
    "without a width": (a_png(0, 10), "0 by 10 pixels"),
    "too large": (a_png(more=chunk(b"tEXt", bytes(100_000))), "larger than 100 kB"),
    "moving": (a_png(more=chunk(b"acTL", bytes(8))), "moves"),
}


@pytest.mark.parametrize(("content", "said"), WRONG.values(), ids=WRONG)
def test_what_is_no_logo_is_said(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "logo.png").write_bytes(content)
    assert said in (check_logo(tmp_path / "logo.png") or "")
    assert read_logo(tmp_path / "logo.png") is None


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert "cannot be read" in (check_logo(tmp_path / "logo.png") or "")
    assert read_logo(tmp_path / "logo.png") is None


def test_a_logo_of_the_largest_size_is_good(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(a_png(1200, 400))
    assert check_logo(tmp_path / "logo.png") is None


def test_a_logo_has_its_size_and_a_mark_that_changes_with_it(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(a_png())
    first = read_logo(path)
    path.write_bytes(a_png(310, 100, grey=90))
    second = read_logo(path)
    assert first
    assert second
    assert (first.width, first.height) == (300, 100)
    assert (second.width, second.height) == (310, 100)
    assert first.mark != second.mark
    assert second.content == path.read_bytes()
