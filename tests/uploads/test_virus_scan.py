"""A scanner that is configured is asked about every file, and without its word nothing is kept."""

import socket
import time
from pathlib import Path

import pytest

from portal.uploads import Clamd, Infected, NotAPicture, ScanUnavailable, check


def harmless_unless_eicar(content: bytes) -> bytes:
    return b"stream: Eicar-Test-Signature FOUND\0" if b"EICAR" in content else b"stream: OK\0"


def test_a_harmless_file_is_kept_and_the_scanner_saw_all_of_it_as_sent(clamd_saying, pdf):
    seen = []

    def answer(content: bytes) -> bytes:
        seen.append(content)
        return b"stream: OK\0"

    large = pdf[:-6] + bytes(1_000_000) + pdf[-6:]
    assert check("letter.pdf", large, scan=clamd_saying(answer)).content == large
    assert seen == [large]


def test_a_photo_is_scanned_as_sent_and_not_only_as_redrawn(clamd_saying, jpeg):
    scan = clamd_saying(harmless_unless_eicar)
    assert check("damp.jpg", jpeg, scan=scan)
    with pytest.raises(Infected, match=r"damp\.jpg"):
        check("damp.jpg", jpeg + b"EICAR", scan=scan)


def test_an_infected_file_is_refused_and_the_find_is_there_for_the_log(clamd_saying, pdf):
    with pytest.raises(Infected) as refused:
        check("letter.pdf", pdf[:-6] + b"EICAR" + pdf[-6:], scan=clamd_saying(harmless_unless_eicar))
    assert refused.value.found == "Eicar-Test-Signature"
    assert "Eicar" not in str(refused.value)


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"stream: ",
        b"\0",
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: Can't allocate memory ERROR\0",
        b"UNKNOWN COMMAND\0",
        b"stream: OK, or so I think\0",
        b"\xff\xfe\0",
    ],
)
def test_a_scanner_that_hangs_up_or_says_anything_else_keeps_the_file_out(reply, clamd_saying, pdf):
    with pytest.raises(ScanUnavailable, match=r"letter\.pdf"):
        check("letter.pdf", pdf, scan=clamd_saying(lambda content: reply))


def test_a_scanner_that_is_not_there_keeps_the_file_out(pdf):
    with pytest.raises(ScanUnavailable):
        check("letter.pdf", pdf, scan=Clamd(Path("/nowhere/clamd.sock")))


def test_a_scanner_that_never_answers_keeps_the_file_out(pdf, clamd_saying):
    clamd = clamd_saying(lambda content: b"")
    with socket.socket(socket.AF_UNIX) as deaf:
        path = clamd.path.with_name("deaf.sock")
        deaf.bind(str(path))
        deaf.listen()
        started = time.monotonic()
        with pytest.raises(ScanUnavailable):
            check("letter.pdf", pdf, scan=Clamd(path, patience=0.2))
        assert time.monotonic() - started < 10


def test_what_is_no_photo_and_no_pdf_is_refused_whether_the_scanner_answers_or_not():
    with pytest.raises(NotAPicture):
        check("a.exe", b"MZ", scan=Clamd(Path("/nowhere/clamd.sock")))
