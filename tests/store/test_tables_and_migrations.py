"""The migrations make exactly the tables the code knows, from any folder, whoever runs them at the same time."""

import threading
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from portal.domain.errors import NotKept
from portal.store import open_store
from portal.store.tables import metadata
from portal.store.upgrade import MIGRATIONS
from tests.builders import LANDLORD, MORNING, a_case


def test_the_migrations_make_the_tables_the_code_knows(database: str) -> None:
    engine = create_engine(database.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_an_empty_database_is_upgraded_from_any_folder_and_again_without_harm(
    empty_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store = open_store(empty_database, tmp_path)
    store.upgrade()
    case = a_case().kept_in(store.at(LANDLORD))
    store.upgrade()
    assert store.at(LANDLORD).case(case.reference) == case.made
    store.close()


def test_messages_that_waited_before_there_were_channels_are_mails(empty_database: str, tmp_path: Path) -> None:
    engine = create_engine(empty_database.replace("postgresql:", "postgresql+psycopg:"))
    row = "'oak-homes', 'OAK-2222-3333', 1, 'resident', 'receipt', :now, 0, :now, ''"
    columns = "landlord, reference, number, recipient, kind, made_at, tries, next_try, why"
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(MIGRATIONS))
        config.set_main_option("path_separator", "os")
        command.upgrade(config, "0002")
        moment = "2026-12-15T10:00:00.000000+00:00"
        connection.execute(text(f"INSERT INTO outbox_rows (id, {columns}) VALUES (1, {row})"), {"now": moment})
    engine.dispose()
    store = open_store(empty_database, tmp_path)
    store.upgrade()
    assert [each.channel for each in store.waiting(MORNING, 10)] == ["email"]
    store.close()


def test_several_processes_may_upgrade_at_the_same_time(empty_database: str, tmp_path: Path) -> None:
    stores = [open_store(empty_database, tmp_path) for _ in range(4)]
    failed: list[BaseException] = []

    def upgrade(number: int) -> None:
        try:
            stores[number].upgrade()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=upgrade, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    for store in stores:
        store.ping()
        store.close()


def test_a_database_without_our_tables_does_not_answer_a_ping(empty_database: str, tmp_path: Path) -> None:
    store = open_store(empty_database, tmp_path)
    with pytest.raises(NotKept):
        store.ping()
    store.close()
