"""Sessions and links: opaque tokens whose hash alone is kept."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from portal.store import LandlordStore, Link, Session, SignedIn, Store


@dataclass(frozen=True)
class Limits:
    """How long a session lasts without anybody there, and at the longest."""

    idle: timedelta
    longest: timedelta | None = None


LIMITS = {
    "draft": Limits(idle=timedelta(days=30)),
    "case": Limits(idle=timedelta(minutes=30)),
    "person": Limits(idle=timedelta(minutes=30)),
    "staff": Limits(idle=timedelta(minutes=60), longest=timedelta(hours=8)),
}
OPENED_BY = {"case": ("case", "person")}
NOTED_EVERY = timedelta(minutes=1)


def start(
    store: LandlordStore,
    kind: str,
    what: str,
    *,
    now: datetime,
    chosen: str = "",
    device: str = "",
    holder: str = "",
) -> str:
    """A new session for a `draft` (what: its id), a `case` (its reference), a `person` (the key of their contact, the
    case they look at being `chosen`) or `staff` (their id), on this `device`. Returns its token.

    `holder` is the id of whoever opens a case for the resident it belongs to.
    """
    token = _new_token()
    session = Session(store.landlord, kind, what, now, now, chosen, device, holder)
    store.add_session(_hash(token), session)
    return token


def find(store: Store | LandlordStore, token: str | None, kind: str, now: datetime) -> Session | None:
    """The session of this kind with this token, unless it has ended or lasted too long. Changes nothing.

    A `person` opens what a `case` does.
    """
    session = store.session(_hash(token)) if token else None
    if session is None or session.kind not in OPENED_BY.get(kind, (kind,)):
        return None
    limits = LIMITS[session.kind]
    idle = now - session.last_seen > limits.idle
    over = limits.longest is not None and now - session.created > limits.longest
    return None if idle or over else session


def touch(store: Store | LandlordStore, token: str, now: datetime, session: Session | None = None) -> None:
    """Somebody is still here. Written down at most once a minute. `session` is theirs, where it was read already."""
    session = session or store.session(_hash(token))
    if session and now - session.last_seen >= NOTED_EVERY:
        store.touch_session(_hash(token), now)


def end(store: Store | LandlordStore, token: str) -> None:
    """End a session. Again does no harm."""
    store.end_session(_hash(token))


def choose(store: LandlordStore, token: str, reference: str) -> None:
    """The person of this session looks at this case now. Whether it is theirs is asked elsewhere, each time."""
    store.choose_case(_hash(token), reference)


def is_of(device: SignedIn, token: str | None) -> bool:
    """Is this the session with that token?"""
    return bool(token) and device.hash == _hash(token or "")


def new_link(store: LandlordStore, purpose: str, what: str, *, now: datetime, lasts: timedelta) -> str:
    """A link to be sent to somebody, which works once, until `lasts` is over. Returns its token."""
    token = _new_token()
    store.add_link(_hash(token), Link(store.landlord, purpose, what, now + lasts), now)
    return token


def peek(store: LandlordStore, token: str | None, purpose: str, now: datetime) -> Link | None:
    """The link, if it still works. For the page a GET shows: link scanners open links, so looking uses up nothing."""
    link = store.link(_hash(token), now) if token else None
    return link if link and link.purpose == purpose else None


def claim(store: LandlordStore, token: str | None, purpose: str, now: datetime) -> Link | None:
    """Use up the link, for a POST. Only one of those who claim it gets it."""
    return store.claim_link(_hash(token), now) if token and peek(store, token, purpose, now) else None


def _new_token() -> str:
    return secrets.token_urlsafe(32)


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
