"""Getting in: cases found by a contact, ways in that were asked for, and where somebody is signed in."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

MOMENT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
ADDED = ("chosen", "device")


def upgrade() -> None:
    """The tables. Cases made before are found by their contacts once `putright db rebuild` has run."""
    op.create_table(
        "contacts",
        sa.Column("landlord", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["landlord", "reference"], ["cases.landlord", "cases.reference"], "fk_contacts_cases"),
        sa.PrimaryKeyConstraint("landlord", "key", "reference", name="pk_contacts"),
    )
    op.create_index("ix_contacts_landlord_reference", "contacts", ["landlord", "reference"])
    op.create_table(
        "ways_in",
        sa.Column("landlord", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("asker", sa.Text(), nullable=False),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("landlord", "id", name="pk_ways_in"),
    )
    op.create_index("ix_ways_in_until", "ways_in", ["until"])
    with op.batch_alter_table("sessions") as sessions:
        for name in ADDED:
            sessions.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("sessions") as sessions:
        for name in ADDED:
            sessions.alter_column(name, server_default=None)
