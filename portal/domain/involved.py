"""Who had a part in how a case was dealt with: they cannot be the one person whom its resident talks to."""

from portal.domain.case import Case
from portal.domain.events import (
    REPRESENTATIVE,
    RESIDENT,
    SYSTEM,
    Accepted,
    ActionTaken,
    Answered,
    Closed,
    Extended,
    Paused,
    Refused,
)

DECIDING = (Refused, Accepted, Extended, Paused, Answered, ActionTaken, Closed)
"""What is decided about a complaint. To take it down, acknowledge it, pass it on or write about it decides nothing."""


def who_decided(case: Case) -> frozenset[str]:
    """The staff (`staff:<id>`) who decided something about this case, or said what was done to put it right."""
    decided = {event.decided_by for event in case.events if isinstance(event, DECIDING)}
    return frozenset(by for by in decided if not by.startswith((RESIDENT, REPRESENTATIVE, SYSTEM)))
