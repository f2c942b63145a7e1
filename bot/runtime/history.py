"""The events that count: what was taken back is gone, and a form's answered questions are one step.

Rules look at the actions of a conversation. Rasa hides from them the turns in which a form merely asked and was
answered, so that a rule reads "the form ran" once, however many questions it took.
"""

from dataclasses import dataclass, field

from bot.runtime.events import Event
from bot.runtime.state import EMPTY, FRESH_STARTS, UNDOING, State, changed

Step = tuple[Event, State]
"""An event that counts, and the state before it."""

HIDDEN = {"action", "user"}


@dataclass
class Fold:
    """Adds events up, one after the other. Short-lived: a Tracker keeps what it arrives at.

    `state` is where the conversation stands; `seen` is where it stands for rules, which are not shown everything.
    """

    base: State
    state: State
    seen: State
    events: list[Event] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def add(self, event: Event) -> None:
        """Take in one more event."""
        self.events.append(event)
        kind = event["event"]
        if kind in FRESH_STARTS:
            self.base = self.seen = EMPTY
            self.steps = []
            self.state = FRESH_STARTS[kind]
        elif kind in UNDOING:
            for until in UNDOING[kind]:
                self._undo(until)
            self.state = self.seen
        elif kind == "action" and self._is_next_question(event["name"]):
            self._hide_question(event["name"])
            self.state = changed(self.state, event)
        else:
            same = self.state is self.seen
            self._show(event)
            self.state = self.seen if same else changed(self.state, event)

    def _show(self, event: Event) -> None:
        self.steps.append((event, self.seen))
        self.seen = changed(self.seen, event)

    def _undo(self, until: str) -> None:
        while self.steps:
            event, self.seen = self.steps.pop()
            if event["event"] == until:
                return

    def _hide_question(self, name: str) -> None:
        """Rules do not see the question and its answer, only what came of them."""
        kept: list[Event] = []
        while self.steps and not _is_action(self.steps[-1][0], name):
            event, self.seen = self.steps.pop()
            if event["event"] not in HIDDEN:
                kept.append(event)
        for event in reversed(kept):
            self._show(event)

    def _is_next_question(self, name: str) -> bool:
        """Whether the form ran before in this loop and nothing else was talked about since."""
        if not self._is_loop(name):
            return False
        following: str | None = None
        for event, _ in reversed(self.steps):
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
        return False

    def _is_loop(self, name: str) -> bool:
        begun = self.base.loop is not None and self.base.loop.name == name
        return begun or any(event["event"] == "active_loop" and event["name"] == name for event in self.events)


def _is_action(event: Event, name: str) -> bool:
    return event["event"] == "action" and bool(event["name"] == name)
