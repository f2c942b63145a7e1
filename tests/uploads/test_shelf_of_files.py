"""What was checked is kept where only the server can read it, and is gone when erased."""

import os
import resource
import stat
from pathlib import Path

import pytest

from portal.domain.errors import NotFound, NotKept
from portal.uploads import CheckedFile, FileShelf, Shelf, check


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return FileShelf(tmp_path / "home" / "uploads")


@pytest.fixture
def letter(pdf: bytes) -> CheckedFile:
    return check("Mrs Resident.pdf", pdf, scan=None)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_put_on_the_shelf_comes_back_as_it_was(shelf, letter):
    stored = shelf.put(letter)
    with shelf.open(stored) as file:
        assert file.read() == letter.content


def test_the_disk_tells_nobody_whose_it_is(shelf, letter, tmp_path):
    stored = shelf.put(letter)
    (path,) = files(tmp_path)
    assert path.relative_to(tmp_path).parts == ("home", "uploads", stored[:2], stored[2:4], stored)
    assert "Resident" not in str(path)


def test_the_same_file_twice_is_two_files(shelf, letter):
    assert shelf.put(letter) != shelf.put(letter)


def test_only_the_servers_user_can_read_it(shelf, letter, tmp_path):
    before = os.umask(0)
    try:
        shelf.put(letter)
    finally:
        os.umask(before)
    (path,) = files(tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in path.parents[:3]] == [0o700] * 3


def test_an_erased_file_is_gone_and_can_be_erased_again(shelf, letter, tmp_path):
    stored, other = shelf.put(letter), shelf.put(letter)
    shelf.delete(stored)
    shelf.delete(stored)
    with pytest.raises(NotFound):
        shelf.open(stored)
    assert [path.name for path in files(tmp_path)] == [other]


@pytest.mark.parametrize(
    "wrong", ["", "../../../etc/passwd", "a" * 31, "A" * 32, "a" * 32 + "\n", "a" * 30 + "/.", "0" * 32]
)
def test_no_id_reaches_anything_but_the_shelf(wrong, shelf):
    with pytest.raises(NotFound):
        shelf.open(wrong)


@pytest.mark.parametrize("wrong", ["", "../secret", "a" * 32 + "\n", "a" * 33])
def test_what_is_no_id_cannot_be_erased(wrong, shelf):
    with pytest.raises(NotFound):
        shelf.delete(wrong)


def test_a_full_disk_keeps_nothing_and_says_so(shelf, letter, tmp_path):
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, most[1]))
    try:
        with pytest.raises(NotKept):
            shelf.put(letter)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
    assert files(tmp_path) == []


def test_a_shelf_that_cannot_be_made_keeps_nothing(letter, tmp_path):
    (tmp_path / "taken").write_text("a file where the folder should be")
    with pytest.raises(NotKept):
        FileShelf(tmp_path / "taken").put(letter)
