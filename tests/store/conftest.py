"""Every test here runs on SQLite and on PostgreSQL."""

from tests.databases import (
    backend,
    database,
    empty_database,
    postgresql,
    postgresql_template,
    sqlite_template,
    store,
    whole,
)

__all__ = [
    "backend",
    "database",
    "empty_database",
    "postgresql",
    "postgresql_template",
    "sqlite_template",
    "store",
    "whole",
]
