"""When a conversation begins anew."""

from bot.runtime.domain import Domain
from bot.runtime.tracker import Tracker


def is_over(tracker: Tracker, domain: Domain, now: float) -> bool:
    """Whether a message now opens a new session: the first ever, or one after too many quiet minutes."""
    if tracker.state.action is None:
        return True
    spoken = next((event for event, _ in reversed(tracker.steps) if event["event"] == "user"), None)
    if spoken is None or not domain.session_minutes:
        return False
    return (now - float(spoken["timestamp"])) / 60 > domain.session_minutes
