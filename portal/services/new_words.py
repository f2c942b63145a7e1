"""Words to be kept, as they come in."""

import secrets
from uuid import uuid4

from portal.domain.kept import Words


def new_words(text: str) -> Words:
    """Words with an id and a salt of their own."""
    return Words(uuid4().hex, text, secrets.token_hex(16))
