"""Alembic's own entry: it is handed a connection, with a transaction already open on it."""

from alembic import context

from portal.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
