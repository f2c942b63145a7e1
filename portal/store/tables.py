"""The tables. Every row of a resident's belongs to one landlord, and every query says which."""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine


class UtcTime(TypeDecorator[datetime]):
    """A moment: aware in and out, in UTC. ISO text of one width on SQLite, so that comparing text compares moments."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """A timestamp with time zone where there is one."""
        return DateTime(timezone=True) if dialect.name == "postgresql" else Text()

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuses a moment without a time zone (ValueError): nobody could say when it was."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Always in UTC, whatever the server's own zone."""
        if value is None:
            return None
        moment: datetime = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        return moment.astimezone(UTC)


class Json(TypeDecorator[Any]):
    """JSON as ASCII text: the same on both databases, and whatever was typed (NUL, half an emoji) comes back."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        """Mappings, lists and words as text."""
        return json.dumps(value, separators=(",", ":"))

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Text as dictionaries, lists and words."""
        return json.loads(value)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
    }
)


def _text(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, Text, nullable=False, primary_key=key)


def _number(name: str, *, key: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=False, primary_key=key, autoincrement=False)


def _moment(name: str, *, optional: bool = False) -> Column[datetime]:
    return Column(name, UtcTime, nullable=optional)


def _of_a_case() -> ForeignKeyConstraint:
    """Nothing can hang on a case of another landlord's."""
    return ForeignKeyConstraint(["landlord", "reference"], ["cases.landlord", "cases.reference"])


events = Table(
    "events",
    metadata,
    _text("landlord", key=True),
    _text("stream", key=True),
    _number("number", key=True),
    _text("kind"),
    Column("happened_on", Date, nullable=False),
    _moment("recorded_at"),
    _text("decided_by"),
    _text("recorded_by"),
    Column("data", Json, nullable=False),
)
cases = Table(
    "cases",
    metadata,
    _text("landlord", key=True),
    _text("reference", key=True),
    _text("kind"),
    _text("draft"),
    _text("person"),
    _text("linked_to"),
    _moment("made_at"),
    UniqueConstraint("reference"),
    UniqueConstraint("landlord", "draft", "kind"),
    Index(None, "landlord", "linked_to"),
)
words = Table(
    "words",
    metadata,
    _text("landlord", key=True),
    _text("id", key=True),
    _text("reference"),
    Column("text", Json, nullable=False),
    _text("salt"),
    Index(None, "landlord", "reference"),
)
queue_rows = Table(
    "queue_rows",
    metadata,
    _text("landlord", key=True),
    _text("reference", key=True),
    _text("kind"),
    _number("stage"),
    _text("phase"),
    _text("handler"),
    _text("next_kind"),
    Column("due", Date),
    Column("received", Date, nullable=False),
    _of_a_case(),
    Index(None, "landlord", "due"),
)
tasks = Table(
    "tasks",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("landlord"),
    _text("reference"),
    _number("number"),
    _text("kind"),
    _moment("made_at"),
    _moment("done_at", optional=True),
    _text("done_by"),
    UniqueConstraint("landlord", "reference", "number", "kind"),
    _of_a_case(),
)
outbox_rows = Table(
    "outbox_rows",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("landlord"),
    _text("reference"),
    _number("number"),
    _text("recipient"),
    _text("kind"),
    Column("channel", Text, nullable=False, server_default="email"),
    _moment("made_at"),
    _number("tries"),
    _moment("next_try", optional=True),
    _moment("sent_at", optional=True),
    _text("why"),
    UniqueConstraint("landlord", "reference", "number", "recipient", "kind"),
    Index(None, "next_try"),
)
access_codes = Table(
    "access_codes",
    metadata,
    _text("landlord", key=True),
    _text("reference", key=True),
    _text("holder", key=True),
    _text("hmac"),
    _moment("made_at"),
    _moment("kept_at", optional=True),
    _of_a_case(),
)
contacts = Table(
    "contacts",
    metadata,
    _text("landlord", key=True),
    _text("key", key=True),
    _text("reference", key=True),
    _text("holder", key=True),
    _text("whose"),
    _text("person"),
    _of_a_case(),
    Index(None, "landlord", "reference"),
    Index(None, "landlord", "whose"),
)
ways_in = Table(
    "ways_in",
    metadata,
    _text("landlord", key=True),
    _text("id", key=True),
    _text("how"),
    _text("contact"),
    _text("asker"),
    _text("proof"),
    _moment("until"),
    _number("tries"),
    Index(None, "until"),
)
drafts = Table(
    "drafts",
    metadata,
    _text("id", key=True),
    _text("landlord"),
    _text("journey"),
    _text("language"),
    _text("channel"),
    Column("answers", Json, nullable=False),
    Column("unsent", Json, nullable=False),
    _number("version"),
    _text("reference"),
    _moment("touched_at"),
    Index(None, "touched_at"),
)
files = Table(
    "files",
    metadata,
    _text("id", key=True),
    _text("landlord"),
    _text("belongs_to"),
    Column("name", Json, nullable=False),
    _text("type"),
    _number("size"),
    _text("digest"),
    _moment("kept_at"),
    Index(None, "landlord", "belongs_to"),
    Index(None, "belongs_to"),
)
sessions = Table(
    "sessions",
    metadata,
    _text("hash", key=True),
    _text("landlord"),
    _text("kind"),
    _text("what"),
    _moment("created"),
    _moment("last_seen"),
    _text("chosen"),
    _text("device"),
    _text("holder"),
    Index(None, "landlord", "kind", "what"),
    Index(None, "landlord", "holder"),
    Index(None, "kind", "last_seen"),
)
looks = Table(
    "looks",
    metadata,
    _text("landlord", key=True),
    _text("reference", key=True),
    _text("who", key=True),
    _text("page", key=True),
    _text("hour", key=True),
    _text("person"),
    _moment("looked_at"),
    _of_a_case(),
    Index(None, "landlord", "person"),
)
links = Table(
    "links",
    metadata,
    _text("hash", key=True),
    _text("landlord"),
    _text("purpose"),
    _text("what"),
    _moment("made_at"),
    _moment("until"),
    _moment("claimed_at", optional=True),
    Index(None, "until"),
)
tries = Table(
    "tries",
    metadata,
    _text("landlord", key=True),
    _text("key", key=True),
    _number("count"),
    _moment("last_at"),
    _moment("wait_until"),
    Index(None, "last_at"),
)
staff = Table(
    "staff",
    metadata,
    _text("id", key=True),
    _text("landlord"),
    _text("email"),
    _text("name"),
    _text("role"),
    _text("password_hash"),
    _number("disabled"),
    UniqueConstraint("email"),
)
trackers = Table(
    "trackers",
    metadata,
    _text("landlord", key=True),
    _text("sender", key=True),
    Column("data", Text, nullable=False),
    _moment("changed_at"),
    Index(None, "changed_at"),
)
conversation_lines = Table(
    "conversation_lines",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("landlord"),
    _text("sender"),
    _moment("said_at"),
    Column("line", Json, nullable=False),
    Index(None, "landlord", "sender"),
)
