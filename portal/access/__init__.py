"""Who gets in: references, access codes, sessions, links, passwords, and limits on tries. Knows no pages."""

from portal.access.codes import code_kept, kept, matches, new_code, renew_code, replace_code
from portal.access.contacts import EMAIL, TEXT, contact_key, whose_key
from portal.access.doors import Opened, not_too_often, open_case, open_door, sign_in
from portal.access.passwords import hash_password, needs_new_hash, password_matches
from portal.access.references import new_reference, normal_reference
from portal.access.sessions import choose, claim, end, find, is_of, new_link, peek, start, touch
from portal.access.ways_in import ask_way_in, asked_here, new_asker, number_of, proves, text_code, whose_code
from portal.store import Link, Session, SignedIn, StoredCode, WayIn

__all__ = [
    "EMAIL",
    "TEXT",
    "Link",
    "Opened",
    "Session",
    "SignedIn",
    "StoredCode",
    "WayIn",
    "ask_way_in",
    "asked_here",
    "choose",
    "claim",
    "code_kept",
    "contact_key",
    "end",
    "find",
    "hash_password",
    "is_of",
    "kept",
    "matches",
    "needs_new_hash",
    "new_asker",
    "new_code",
    "new_link",
    "new_reference",
    "normal_reference",
    "not_too_often",
    "number_of",
    "open_case",
    "open_door",
    "password_matches",
    "peek",
    "proves",
    "renew_code",
    "replace_code",
    "sign_in",
    "start",
    "text_code",
    "touch",
    "whose_code",
    "whose_key",
]
