"""The staff's pages: what is due, one case, and each thing that can be done with it."""

from portal.web.staff import (
    adjusting,
    case,
    doing,
    door,
    letters,
    naming,
    new_code,
    new_issue,
    queue,
    record,
    representing,
    signed_form,
)
from portal.web.staff.blueprint import pages

__all__ = [
    "adjusting",
    "case",
    "doing",
    "door",
    "letters",
    "naming",
    "new_code",
    "new_issue",
    "pages",
    "queue",
    "record",
    "representing",
    "signed_form",
]
