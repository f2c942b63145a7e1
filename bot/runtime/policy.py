"""What to do next, as Rasa's RulePolicy decides it."""

from itertools import islice

from bot.runtime.domain import Domain
from bot.runtime.events import FALLBACK, LISTEN, SESSION_START
from bot.runtime.moments import NOT_SET, Moment, moment
from bot.runtime.rules import Rules
from bot.runtime.tracker import Tracker

SPOKEN = {"restart": "action_restart", "back": "action_back", "session_start": SESSION_START}


def next_action(tracker: Tracker, rules: Rules, domain: Domain) -> tuple[str, bool]:
    """The next action, and whether it is a form that is returned to after other talk.

    An action that was rejected just now is not chosen again.
    """
    last = tracker.events[-1] if tracker.events else {}
    rejected = last.get("name") if last.get("event") == "action_execution_rejected" else None
    name, returning = _predicted(tracker, rules, domain)
    if name != rejected:
        return name, returning
    return (LISTEN if rejected == FALLBACK else FALLBACK), False


def _predicted(tracker: Tracker, rules: Rules, domain: Domain) -> tuple[str, bool]:
    state = tracker.state
    if not tracker.steps:  # all that was kept is taken back
        return LISTEN, False
    if state.action == LISTEN and tracker.intent in SPOKEN:
        return SPOKEN[tracker.intent], False
    if state.loop and not state.loop.rejected and state.action:
        return (LISTEN if state.action == state.loop.name else state.loop.name), False
    moments = _moments(tracker, rules.depth, domain)
    rule = rules.best(moments)
    if rule is None:
        return FALLBACK, False
    if state.loop:
        if rule.action == LISTEN and not _names_form(rule.moments[-1]):
            return (FALLBACK if rules.stays(moments) else state.loop.name), False
        return rule.action, rules.returns(moments)
    return rule.action, False


def _names_form(asked: Moment) -> bool:
    return asked.loop is not None and asked.loop != NOT_SET


def _moments(tracker: Tracker, depth: int, domain: Domain) -> list[Moment]:
    """The last moments before an action, as far as rules look back: two at least, for the rules about forms."""
    before = (state for event, state in reversed(tracker.steps) if event["event"] == "action")
    states = [tracker.seen, *islice(before, max(depth, 2) - 1)]
    return [moment(state, domain) for state in reversed(states)]
