"""Messages go by e-mail, text or letter. Those that waited before were all e-mails."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """One column."""
    op.add_column("outbox_rows", sa.Column("channel", sa.Text(), nullable=False, server_default="email"))
