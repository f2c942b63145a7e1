"""The tables brought to this version by alembic, from any folder and without a file of settings."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

MIGRATIONS = Path(__file__).parent / "migrations"
ONE_AT_A_TIME = 7_748_001
"""PostgreSQL's lock for upgrades: any number, as long as nobody else takes it. SQLite has one writer anyway."""


def upgrade(connection: Connection) -> None:
    """Run the migrations that this database lacks, inside the transaction that is open."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ONE_AT_A_TIME})
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")
