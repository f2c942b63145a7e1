"""The first tables, and the triggers that let nobody change what has happened."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

MOMENT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
SQLITE = (
    """CREATE TRIGGER events_never_change BEFORE UPDATE ON events
       BEGIN SELECT RAISE(ABORT, 'what has happened is never changed'); END""",
    """CREATE TRIGGER events_never_go BEFORE DELETE ON events
       BEGIN SELECT RAISE(ABORT, 'what has happened is never deleted'); END""",
    # INSERT OR REPLACE deletes a row without asking the trigger above.
    """CREATE TRIGGER events_never_give_way BEFORE INSERT ON events
       WHEN EXISTS (SELECT 1 FROM events WHERE landlord = NEW.landlord AND stream = NEW.stream AND number = NEW.number)
       BEGIN SELECT RAISE(ABORT, 'what has happened is never replaced'); END""",
)
POSTGRESQL = (
    """CREATE FUNCTION events_never_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         RAISE EXCEPTION 'what has happened is never changed or deleted'
         USING ERRCODE = 'integrity_constraint_violation';
       END $$""",
    """CREATE TRIGGER events_never_change BEFORE UPDATE OR DELETE ON events
       FOR EACH ROW EXECUTE FUNCTION events_never_change()""",
    """CREATE TRIGGER events_never_go BEFORE TRUNCATE ON events
       FOR EACH STATEMENT EXECUTE FUNCTION events_never_change()""",
)


def upgrade() -> None:
    """Every table, then the triggers in the database's own language."""
    op.create_table(
        "cases",
        sa.Column("landlord", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("linked_to", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("landlord", "reference", name="pk_cases"),
        sa.UniqueConstraint("landlord", "draft", "kind", name="uq_cases_landlord_draft_kind"),
        sa.UniqueConstraint("reference", name="uq_cases_reference"),
    )
    op.create_index("ix_cases_landlord_linked_to", "cases", ["landlord", "linked_to"])
    op.create_table(
        "drafts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("landlord", sa.Text(), nullable=False),
        sa.Column("journey", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("unsent", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("touched_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
    )
    op.create_index("ix_drafts_touched_at", "drafts", ["touched_at"])
    op.create_table(
        "events",
        sa.Column("landlord", sa.Text(), nullable=False),
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("landlord", "stream", "number", name="pk_events"),
    )
    op.create_table(
        "files",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("landlord", sa.Text(), nullable=False),
        sa.Column("belongs_to", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("kept_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_files"),
    )
    op.create_index("ix_files_belongs_to", "files", ["belongs_to"])
    op.create_index("ix_files_landlord_belongs_to", "files", ["landlord", "belongs_to"])
    op.create_table(
        "links",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("landlord", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("claimed_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("hash", name="pk_links"),
    )
    op.create_index("ix_links_until", "links", ["until"])
    op.create_table(
        "outbox_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("landlord", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try", MOMENT, nullable=True),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox_rows"),
        sa.UniqueConstraint(
            "landlord",
            "reference",
            "number",
            "recipient",
            "kind",
            name="uq_outbox_rows_landlord_reference_number_recipient_kind",
        ),
    )
    op.create_index("ix_outbox_rows_next_try", "outbox_rows", ["next_try"])
    op.create_table(
        "sessions",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("landlord", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("last_seen", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_sessions"),
    )
    op.create_index("ix_sessions_kind_last_seen", "sessions", ["kind", "last_seen"])
    op.create_index("ix_sessions_landlord_kind_what", "sessions", ["landlord", "kind", "what"])
    op.create_table(
        "staff",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("landlord", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("disabled", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sa.UniqueConstraint("email", name="uq_staff_email"),
    )
    op.create_table(
        "trackers",
        sa.Column("landlord", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("landlord", "sender", name="pk_trackers"),
    )
    op.create_index("ix_trackers_changed_at", "trackers", ["changed_at"])
    op.create_table(
        "tries",
        sa.Column("landlord", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("last_at", MOMENT, nullable=False),
        sa.Column("wait_until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("landlord", "key", name="pk_tries"),
    )
    op.create_index("ix_tries_last_at", "tries", ["last_at"])
    op.create_table(
        "words",
        sa.Column("landlord", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("landlord", "id", name="pk_words"),
    )
    op.create_index("ix_words_landlord_reference", "words", ["landlord", "reference"])
    op.create_table(
        "access_codes",
        sa.Column("landlord", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("hmac", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("kept_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["landlord", "reference"], ["cases.landlord", "cases.reference"], name="fk_access_codes_cases"
        ),
        sa.PrimaryKeyConstraint("landlord", "reference", name="pk_access_codes"),
    )
    op.create_table(
        "queue_rows",
        sa.Column("landlord", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("handler", sa.Text(), nullable=False),
        sa.Column("next_kind", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("received", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["landlord", "reference"], ["cases.landlord", "cases.reference"], name="fk_queue_rows_cases"
        ),
        sa.PrimaryKeyConstraint("landlord", "reference", name="pk_queue_rows"),
    )
    op.create_index("ix_queue_rows_landlord_due", "queue_rows", ["landlord", "due"])
    op.create_table(
        "tasks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("landlord", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("done_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["landlord", "reference"], ["cases.landlord", "cases.reference"], name="fk_tasks_cases"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_tasks"),
        sa.UniqueConstraint("landlord", "reference", "number", "kind", name="uq_tasks_landlord_reference_number_kind"),
    )
    for trigger in POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE:
        op.execute(trigger)
