"""Commands over one installation: staff, demonstration, database, and copies that can be put back."""

import sqlite3
import stat
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run

LANDLORD = "leathermarket-jmb"


def events(home: Path) -> list[tuple[object, ...]]:
    """Everything that has happened, as this home's database has it."""
    with closing(sqlite3.connect(home / "putright.db")) as database:
        return database.execute("SELECT landlord, stream, number, data FROM events ORDER BY 1, 2, 3").fetchall()


def test_staff_are_let_in_given_a_new_password_and_shut_out(putright: Run) -> None:
    assert putright("db", "upgrade").returncode == 0
    added = putright("staff", "add", "sam@oak.example", "--landlord", LANDLORD, "--role", "handler")
    assert added.returncode == 0
    password = added.stdout.split()[-1]
    assert putright("staff", "add", "SAM@oak.example", "--landlord", LANDLORD, "--role", "reader").returncode == 1
    reset = putright("staff", "reset", "sam@oak.example")
    assert reset.returncode == 0
    assert reset.stdout.split()[-1] != password
    assert putright("staff", "disable", "sam@oak.example").returncode == 0
    assert "sam@oak.example  handler  sam  shut out" in putright("staff", "list").stdout
    assert putright("staff", "reset", "nobody@oak.example").returncode == 1
    assert putright("staff", "add", "x@oak.example", "--landlord", LANDLORD, "--role", "king").returncode == 2
    assert putright("staff", "add", "x@oak.example", "--landlord", "nobody", "--role", "reader").returncode == 1


def test_every_wrong_setting_is_named_at_once(putright: Run) -> None:
    wrong = putright("db", "upgrade", SECRET_KEY="short", SMTP_URL="http://mail")
    assert wrong.returncode == 2
    assert "SECRET_KEY" in wrong.stderr
    assert "SMTP_URL" in wrong.stderr
    assert "Traceback" not in wrong.stderr


def test_a_secret_kept_in_the_home_is_taken(putright: Run, environment: dict[str, str]) -> None:
    home = Path(environment["PUTRIGHT_HOME"])
    home.mkdir()
    (home / "secret_key").write_text("s" * 40)
    assert putright("db", "upgrade", SECRET_KEY="").returncode == 0


@pytest.fixture
def with_demo(putright: Run) -> Run:
    """An installation with the demonstration cases."""
    made = putright("demo")
    assert made.returncode == 0, made.stderr
    assert "8 demonstration cases were made." in made.stdout
    return putright


def test_demonstration_cases_are_made_once_and_add_up(with_demo: Run) -> None:
    assert "there already" in with_demo("demo").stdout
    assert "2 demonstration cases were made." in with_demo("demo", "--cases", "10").stdout
    assert "0 lines were not what their events say" in with_demo("db", "rebuild").stdout


def test_demonstration_never_mixes_with_real_people(putright: Run) -> None:
    assert putright("demo", SMTP_URL="smtp://127.0.0.1:2525").returncode == 1
    assert putright("demo", BASE_URL="https://complaints.example").returncode == 1


def test_a_copy_can_be_put_back(with_demo: Run, environment: dict[str, str], tmp_path: Path) -> None:
    home, copy = Path(environment["PUTRIGHT_HOME"]), tmp_path / "copy.tar.gz"
    photo = home / "files" / "ab" / "cd" / ("abcd" + "0" * 28)
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"a photo")
    (home / "secret_key").write_text("s" * 40)
    assert with_demo("backup", str(copy)).returncode == 0
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert with_demo("backup", str(copy)).returncode == 1
    assert with_demo("restore", str(copy)).returncode == 1, "a database that is there is not overwritten"
    elsewhere = tmp_path / "elsewhere"
    restored = with_demo("restore", str(copy), PUTRIGHT_HOME=str(elsewhere))
    assert restored.returncode == 0, restored.stderr
    assert (elsewhere / photo.relative_to(home)).read_bytes() == b"a photo"
    assert (elsewhere / "secret_key").read_text() == "s" * 40
    kept = {path.name for path in (home / "packs" / "by-hash").iterdir()}
    assert {path.name for path in (elsewhere / "packs" / "by-hash").iterdir()} == kept != set()
    with (
        closing(sqlite3.connect(home / "putright.db")) as old,
        closing(sqlite3.connect(elsewhere / "putright.db")) as new,
    ):
        everything = "SELECT landlord, stream, number, data FROM events ORDER BY 1, 2, 3"
        assert new.execute(everything).fetchall() == old.execute(everything).fetchall() != []
    assert "there already" in with_demo("demo", PUTRIGHT_HOME=str(elsewhere)).stdout


def test_a_copy_from_a_stranger_writes_nothing_elsewhere(putright: Run, tmp_path: Path) -> None:
    (tmp_path / "evil").write_text("evil")
    with tarfile.open(tmp_path / "evil.tar.gz", "w:gz") as tar:
        for name in ("../outside", "files/../../outside", "/tmp/outside", "outbox/x.eml"):
            tar.add(tmp_path / "evil", name)
    refused = putright("restore", str(tmp_path / "evil.tar.gz"))
    assert refused.returncode == 1
    assert "holds no database" in refused.stderr
    written = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    assert {path.name for path in written if path.parts[:2] != ("home", "packs")} <= {"evil", "evil.tar.gz"}


def test_postgresql_is_copied_by_its_own_tools(putright: Run, tmp_path: Path) -> None:
    refused = putright("backup", str(tmp_path / "copy"), DATABASE_URL="postgresql://127.0.0.1/putright")
    assert refused.returncode == 1
    assert "pg_dump" in refused.stderr
