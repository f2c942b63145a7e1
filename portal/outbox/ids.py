"""What a message is called wherever it goes."""

from hashlib import sha256

from portal.store import OutboxRow


def message_id(row: OutboxRow) -> str:
    """The row's own name, the same at every try, and telling nothing: carriers know by it what they have already."""
    what = f"{row.id} {row.landlord} {row.reference} {row.number} {row.recipient} {row.kind}"
    return f"putright-{row.id}-{sha256(what.encode()).hexdigest()[:20]}"
