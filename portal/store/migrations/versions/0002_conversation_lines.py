"""Conversations whole, line by line: the assistant's own memory keeps the last turns alone."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """The table; conversations that are going on begin in it with their next turn."""
    op.create_table(
        "conversation_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("landlord", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conversation_lines"),
    )
    op.create_index("ix_conversation_lines_landlord_sender", "conversation_lines", ["landlord", "sender"])
