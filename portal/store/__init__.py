"""What is kept: cases as events, words that can be erased, drafts, sessions, and messages that wait."""

from portal.store.codes import StoredCode
from portal.store.contacts import FoundBy, Opening
from portal.store.event_json import UnknownEvent
from portal.store.looks import Look
from portal.store.outbox_rows import OutboxRow
from portal.store.queue import TaskRow
from portal.store.sessions import Link, Session, SignedIn
from portal.store.staff import StaffMember
from portal.store.store import LandlordStore, Store, open_store
from portal.store.tries import Tries
from portal.store.ways_in import WayIn

__all__ = [
    "FoundBy",
    "LandlordStore",
    "Link",
    "Look",
    "Opening",
    "OutboxRow",
    "Session",
    "SignedIn",
    "StaffMember",
    "Store",
    "StoredCode",
    "TaskRow",
    "Tries",
    "UnknownEvent",
    "WayIn",
    "open_store",
]
