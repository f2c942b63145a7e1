"""The staff's pages: what is due, one case, and each thing that can be done with it."""

from portal.web.staff import case, doing, door, new_issue, queue, record
from portal.web.staff.blueprint import pages

__all__ = ["case", "doing", "door", "new_issue", "pages", "queue", "record"]
