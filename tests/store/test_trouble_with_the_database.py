"""A database that is locked, full, gone or killed: nothing half, and never a false receipt."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from portal.domain.errors import NotKept
from portal.store import Store, open_store
from tests.builders import LANDLORD, MORNING, a_case, a_draft

WRITES_FOR_EVER = """
import sys
from pathlib import Path
from portal.store import open_store
from tests.builders import LANDLORD, a_case, a_draft, MORNING
store = open_store(sys.argv[1], Path(sys.argv[2])).at(LANDLORD)
while True:
    draft = a_draft()
    store.save_draft(draft, MORNING)
    case = a_case(draft=draft)
    store.commit(*case.outcomes, draft=draft.made(case.reference))
    print(case.reference, flush=True)
"""
KILLED_AFTER_EACH_STATEMENT = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from portal.store import open_store
from tests.builders import LANDLORD, a_case

def commit(killed_after):
    store = open_store(sys.argv[1], Path(sys.argv[2]))
    left = [killed_after]
    @event.listens_for(store._database._engine, "after_cursor_execute")
    def die(*_):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    a_case(reference="OAK-7K3F-92QD").kept_in(store.at(LANDLORD))
    os._exit(0)

for statements in range(1, 40):
    child = os.fork()
    if child == 0:
        commit(statements)
    if os.waitpid(child, 0)[1] == 0:
        break
    print("killed", flush=True)
else:
    sys.exit("never kept")
"""


def child(program: str, *arguments: object) -> subprocess.Popen[str]:
    here = Path(__file__).parents[2]
    words = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.Popen(words, cwd=here, stdout=subprocess.PIPE, text=True)


def count(store: Store, table: str) -> int:
    with store._database.reading() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())


TABLES = ("events", "cases", "words", "queue_rows", "outbox_rows", "access_codes")


def test_a_process_killed_after_any_statement_leaves_nothing_half(whole: Store, database: str, tmp_path: Path) -> None:
    """The same case is tried until it is kept: half a one in its way would refuse it, or be counted twice."""
    process = child(KILLED_AFTER_EACH_STATEMENT, database, tmp_path)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert said.count("killed") > 7
    assert {count(whole, table) for table in TABLES} == {1}


def test_whoever_got_a_receipt_before_the_kill_has_a_case(whole: Store, database: str, tmp_path: Path) -> None:
    received: list[str] = []
    for pause in (0.05, 0.11, 0.17):
        process = child(WRITES_FOR_EVER, database, tmp_path)
        assert process.stdout is not None
        received.append(process.stdout.readline().strip())
        time.sleep(pause)
        process.kill()
        received += [line.strip() for line in process.stdout if line.endswith("\n")]
        process.stdout.close()
        process.wait()
    kept = [case.reference for case in whole.all_cases()]
    assert set(received) <= set(kept)
    assert len(kept) - len(received) <= 3
    assert {count(whole, table) for table in TABLES[:-1]} == {len(kept)}


def test_a_store_that_is_gone_keeps_nothing_and_says_so(tmp_path: Path) -> None:
    gone = (f"sqlite:///{tmp_path}/no/such/folder/putright.db", "postgresql://nobody@127.0.0.1:9/none")
    for address in gone:
        store = open_store(address, tmp_path, wait=0.5)
        for ask in (store.ping, store.upgrade, store.at(LANDLORD).queue):
            with pytest.raises(NotKept):
                ask()
        with pytest.raises(NotKept):
            store.at(LANDLORD).commit(*a_case().outcomes)
        store.close()


@pytest.fixture
def sqlite_file(tmp_path: Path, sqlite_template: Path) -> Path:
    file = tmp_path / "putright.db"
    file.write_bytes(sqlite_template.read_bytes())
    return file


def test_a_file_locked_by_another_program_keeps_nothing_and_says_so(sqlite_file: Path, tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{sqlite_file}", tmp_path, wait=0.2)
    other = sqlite3.connect(sqlite_file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    case = a_case()
    with pytest.raises(NotKept):
        case.kept_in(store.at(LANDLORD))
    assert not store.at(LANDLORD).has(case.reference)
    other.close()
    case.kept_in(store.at(LANDLORD))
    store.close()


def test_a_full_disk_keeps_nothing_and_says_so(sqlite_file: Path, tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{sqlite_file}", tmp_path)
    with store._database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    case = a_case(draft=a_draft(answers={"story": "x" * 200_000}))
    with pytest.raises(NotKept):
        case.kept_in(store.at(LANDLORD))
    assert {count(store, table) for table in TABLES} == {0}
    store.close()


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # forking is what is tested
def test_a_child_forked_while_somebody_writes_does_not_hold_the_line(sqlite_file: Path, tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{sqlite_file}", tmp_path, wait=0.5)
    with store._database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM tries")
        child_id = os.fork()
        if child_id == 0:
            time.sleep(30)
            os._exit(0)
    try:
        a_case().kept_in(store.at(LANDLORD))
    finally:
        os.kill(child_id, signal.SIGKILL)
        os.waitpid(child_id, 0)
        store.close()


def test_what_people_wrote_is_not_in_the_words_of_an_error(sqlite_file: Path, tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{sqlite_file}", tmp_path, wait=0.2)
    other = sqlite3.connect(sqlite_file, isolation_level=None)
    other.execute("DROP TABLE words")
    other.close()
    with pytest.raises(NotKept) as error:
        a_case().kept_in(store.at(LANDLORD))
    assert "lift" not in f"{error.value} {error.value.__cause__}"
    store.close()


def test_erased_words_are_in_no_file_after_the_nightly_tidying(sqlite_file: Path, tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{sqlite_file}", tmp_path)
    case = a_case().messaged("UNMISTAKABLE words").kept_in(store.at(LANDLORD))
    store.at(LANDLORD).erase(case.words)
    store.tidy(MORNING)
    for file in tmp_path.glob("putright.db*"):
        assert b"UNMISTAKABLE" not in file.read_bytes()
    store.close()
