"""What is kept: cases as events, words that can be erased, drafts, sessions, and messages that wait."""

from portal.store.codes import StoredCode
from portal.store.event_json import UnknownEvent
from portal.store.outbox_rows import OutboxRow
from portal.store.queue import TaskRow
from portal.store.sessions import Link, Session
from portal.store.staff import StaffMember
from portal.store.store import LandlordStore, Store, open_store
from portal.store.tries import Tries

__all__ = [
    "LandlordStore",
    "Link",
    "OutboxRow",
    "Session",
    "StaffMember",
    "Store",
    "StoredCode",
    "TaskRow",
    "Tries",
    "UnknownEvent",
    "open_store",
]
