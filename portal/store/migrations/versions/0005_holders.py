"""Whose a code and a session are: the resident's, or those of somebody who acts for them. Who looked at what."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

MOMENT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Every code and session so far is a resident's (an empty holder)."""
    for table in ("access_codes", "sessions"):
        with op.batch_alter_table(table) as changed:
            changed.add_column(sa.Column("holder", sa.Text(), nullable=False, server_default=""))
        with op.batch_alter_table(table) as changed:
            changed.alter_column("holder", server_default=None)
    with op.batch_alter_table("access_codes") as codes:
        codes.drop_constraint("pk_access_codes", type_="primary")
        codes.create_primary_key("pk_access_codes", ["landlord", "reference", "holder"])
    op.create_index("ix_sessions_landlord_holder", "sessions", ["landlord", "holder"])
    op.create_table(
        "looks",
        sa.Column("landlord", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("hour", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("looked_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["landlord", "reference"], ["cases.landlord", "cases.reference"], "fk_looks_cases"),
        sa.PrimaryKeyConstraint("landlord", "reference", "who", "page", "hour", name="pk_looks"),
    )
    op.create_index("ix_looks_landlord_person", "looks", ["landlord", "person"])
