"""The events that count: what was taken back is gone, and a form's answered questions are one step.

Rules look at the actions of a conversation. Rasa hides from them the turns in which a form merely asked and was
answered, so that a rule reads "the form ran" once, however many questions it took.
"""

from dataclasses import dataclass, field

from bot.runtime.events import Event
from bot.runtime.state import FRESH_STARTS, UNDOING, State, changed

COLLAPSED = {"action", "user"}


@dataclass
class Fold:
    """Adds events up, one after the other. Short-lived: a Tracker keeps what it arrives at."""

    base: State
    state: State
    replayed: State
    events: list[Event] = field(default_factory=list)
    applied: list[Event] = field(default_factory=list)
    trail: list[State] = field(default_factory=list)

    def add(self, event: Event) -> None:
        """Take in one more event."""
        self.events.append(event)
        kind = event["event"]
        if kind in FRESH_STARTS:
            self.base, self.applied = State(), []
            self._replay()
            self.state = FRESH_STARTS[kind]
        elif kind in UNDOING:
            for until in UNDOING[kind]:
                _undo(self.applied, until)
            self._replay()
            self.state = self.replayed
        elif kind == "action" and self._is_next_question(event["name"]):
            self._hide_question(event["name"])
            self._replay()
            self.state = changed(self.state, event)
        else:
            self.applied.append(event)
            self._apply(event)
            self.state = changed(self.state, event)

    def _apply(self, event: Event) -> None:
        if event["event"] == "action":
            self.trail.append(self.replayed)
        self.replayed = changed(self.replayed, event)

    def _replay(self) -> None:
        self.replayed, self.trail = self.base, []
        for event in self.applied:
            self._apply(event)

    def _is_next_question(self, name: str) -> bool:
        """Whether the form ran before in this loop and nothing else was talked about since."""
        begun = self.base.loop is not None and self.base.loop.name == name
        if not begun and not any(e["event"] == "active_loop" and e["name"] == name for e in self.events):
            return False
        following: str | None = None
        for event in reversed(self.applied):
            kind = event["event"]
            if kind == "active_loop" and event["name"] is None:
                return False
            if kind == "action_execution_rejected" and event["name"] == name:
                return False
            if kind == "user" and following not in {None, name}:
                return False
            if kind == "action":
                if event["name"] == name:
                    return True
                following = event["name"]
        return begun

    def _hide_question(self, name: str) -> None:
        kept: list[Event] = []
        while self.applied and not (self.applied[-1]["event"] == "action" and self.applied[-1]["name"] == name):
            event = self.applied.pop()
            if event["event"] not in COLLAPSED:
                kept.append(event)
        self.applied += reversed(kept)


def _undo(applied: list[Event], until: str) -> None:
    while applied and applied.pop()["event"] != until:
        pass
