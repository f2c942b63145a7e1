"""Access codes: with its reference, a code opens a case. Shown once, kept as an HMAC."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from hmac import new as hmac

from portal.access.references import plain_letters
from portal.domain.errors import NotAllowed, NotFound
from portal.store import LandlordStore, Session, StoredCode

LETTERS = "23456789ABCDEFGHJKMNPQRTVWXY"
"""The 28 of references without S and Z, which are easily written like 5 and 2."""
MEANT = str.maketrans("SZ", "52")
LENGTH = 10
RENEWED_FOR = timedelta(minutes=30)


def new_code() -> str:
    """A new code such as `K7QM-3XRT-9D`."""
    return _written("".join(secrets.choice(LETTERS) for _ in range(LENGTH)))


def code_of(digest: bytes) -> str:
    """The code that 32 secret bytes stand for: each of the 28 to the power of 10 as likely as any other."""
    number, letters = int.from_bytes(digest), ""
    for _ in range(LENGTH):
        number, letter = divmod(number, len(LETTERS))
        letters += LETTERS[letter]
    return _written(letters)


def kept(code: str | None, reference: str, secret: str) -> str:
    """What is kept of a code, typed in any case, with or without spaces and hyphens: HMAC-SHA256, as hex."""
    return hmac(secret.encode(), f"access code:{reference}:{plain_code(code)}".encode(), sha256).hexdigest()


def plain_code(typed: str | None) -> str:
    """The code that was meant, however it was typed."""
    return plain_letters(typed).translate(MEANT)


def matches(code: str | None, stored: StoredCode, secret: str) -> bool:
    """Is this the code of that case? Takes as long whether it is or not."""
    return compare_digest(kept(code, stored.reference, secret), stored.hmac)


def renew_code(store: LandlordStore, session: Session, reference: str, *, secret: str, now: datetime) -> str:
    """A new code, which ends the old one, for the draft's session that made this case within half an hour.

    Raises NotAllowed for anybody else, later, or after `code_kept`; NotFound where there is no such case.
    """
    _made_by(store, session, reference, now)
    code = new_code()
    if not store.replace_code(StoredCode(reference, kept(code, reference, secret)), now):
        raise NotAllowed("the code was kept")
    return code


def replace_code(reference: str, secret: str) -> tuple[str, StoredCode]:
    """A new code for a case, and what is kept of it, which ends the old one once it is committed."""
    code = new_code()
    return code, StoredCode(reference, kept(code, reference, secret), is_kept=True)


def code_kept(store: LandlordStore, session: Session, reference: str, *, now: datetime) -> None:
    """The resident says "I have kept it". Raises as `renew_code` does."""
    _made_by(store, session, reference, now)
    store.code_was_kept(reference, now)


def _written(letters: str) -> str:
    return "-".join((letters[:4], letters[4:8], letters[8:]))


def _made_by(store: LandlordStore, session: Session, reference: str, now: datetime) -> None:
    if session.landlord != store.landlord:
        raise NotFound
    made = store.case(reference).made
    if session.kind != "draft" or session.what != made.draft or now - made.recorded_at > RENEWED_FOR:
        raise NotAllowed("another session made this case, or too long ago")
