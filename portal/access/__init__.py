"""Who gets in: references, access codes, sessions, links, passwords, and limits on tries. Knows no pages."""

from portal.access.codes import code_kept, kept, matches, new_code, renew_code
from portal.access.doors import not_too_often, open_case, sign_in
from portal.access.passwords import hash_password, needs_new_hash, password_matches
from portal.access.references import new_reference, normal_reference
from portal.access.sessions import claim, end, find, new_link, peek, start, touch
from portal.store import Link, Session, StoredCode

__all__ = [
    "Link",
    "Session",
    "StoredCode",
    "claim",
    "code_kept",
    "end",
    "find",
    "hash_password",
    "kept",
    "matches",
    "needs_new_hash",
    "new_code",
    "new_link",
    "new_reference",
    "normal_reference",
    "not_too_often",
    "open_case",
    "password_matches",
    "peek",
    "renew_code",
    "sign_in",
    "start",
    "touch",
]
