"""The program that opens photos may hang, crash or be taken over, and the server goes on."""

import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from portal.uploads import Broken, Busy, Limits, check, child

ON = "import os, sys, time\n"


@pytest.fixture
def decoder_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Puts a program in the place of the real one: what a decoder does that a crafted photo has taken over."""

    def does(lines: str) -> None:
        program = tmp_path / "decoder.py"
        program.write_text(ON + lines)
        monkeypatch.setattr(child, "__file__", str(program))

    return does


def test_a_decoder_that_hangs_is_ended(decoder_that, jpeg):
    decoder_that("time.sleep(60)")
    started = time.monotonic()
    with pytest.raises(Broken):
        check("a.jpg", jpeg, limits=Limits(patience=0.3), scan=None)
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("last_act", ["os.kill(os.getpid(), 11)", "os.abort()", "os.kill(os.getpid(), 9)"])
def test_a_decoder_that_crashes_means_a_broken_photo(last_act, decoder_that, jpeg):
    decoder_that("import resource; resource.setrlimit(resource.RLIMIT_CORE, (0, 0)); " + last_act)
    with pytest.raises(Broken):
        check("a.jpg", jpeg, scan=None)


def test_a_program_that_cannot_start_is_our_fault_and_not_the_photos(decoder_that, jpeg, capfd):
    decoder_that("import a_library_that_is_missing")
    with pytest.raises(RuntimeError, match="status 1"):
        check("a.jpg", jpeg, scan=None)
    assert "a_library_that_is_missing" in capfd.readouterr().err


def test_a_decoder_finds_no_secrets_around_it(decoder_that, jpeg, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "the landlord's")
    decoder_that("sys.stdout.write(repr(dict(os.environ)) + os.getcwd())")
    kept = check("a.jpg", jpeg, scan=None).content.decode()
    assert "SECRET_KEY" not in kept
    assert kept.endswith("}/")


def test_photos_take_turns_and_nobody_waits_for_ever(decoder_that, jpeg):
    decoder_that("time.sleep(2)")
    first = threading.Thread(target=check, args=("a.jpg", jpeg), kwargs={"scan": None})
    first.start()
    try:
        time.sleep(0.3)
        with pytest.raises(Busy):
            check("b.jpg", jpeg, limits=Limits(wait=0.1), scan=None)
    finally:
        first.join()


def test_the_turn_is_given_back_after_a_failure(jpeg):
    for _ in range(3):
        with pytest.raises(Broken):
            check("a.jpg", jpeg[:200], limits=Limits(wait=5), scan=None)


def within_limits(lines: str) -> subprocess.CompletedProcess[bytes]:
    start = f"from portal.uploads.child import live_within\nlive_within({200 * 2**20}, 1, 1000)\n"
    return subprocess.run([sys.executable, "-c", start + lines], capture_output=True, timeout=60, check=False)


def test_the_program_sets_its_own_limits():
    assert within_limits("while True: pass").returncode in (-signal.SIGXCPU, -signal.SIGKILL)
    assert b"MemoryError" in within_limits(f"bytes({300 * 2**20})").stderr
    assert within_limits("import resource; print(resource.getrlimit(resource.RLIMIT_CORE))").stdout == b"(0, 0)\n"


def test_the_program_cannot_write_without_end(tmp_path):
    out = tmp_path / "out"
    ended = within_limits(f"with open({str(out)!r}, 'wb', 0) as out:\n  while True: out.write(bytes(300))")
    assert b"File too large" in ended.stderr
    assert out.stat().st_size == 1000


def test_the_server_does_not_carry_pillow_with_it():
    loaded = (
        "import sys, portal.uploads; print([m for m in sys.modules if m.startswith(('PIL', 'pillow_heif', 'flask'))])"
    )
    assert subprocess.run([sys.executable, "-c", loaded], capture_output=True, check=True).stdout == b"[]\n"


def test_the_servers_own_limits_stay_as_they_were(jpeg):
    before = [resource.getrlimit(limit) for limit in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)]
    check("a.jpg", jpeg, scan=None)
    after = [resource.getrlimit(limit) for limit in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)]
    assert before == after
