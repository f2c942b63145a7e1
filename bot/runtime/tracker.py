"""A conversation: its events and what they add up to. A value: it is never changed, only followed by another."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.runtime.events import REQUESTED_SLOT, Event
from bot.runtime.history import Fold, Step
from bot.runtime.state import EMPTY, FRESH_STARTS, Loop, State


@dataclass(frozen=True)
class Tracker:
    """One conversation.

    `base` is the state before `events`: empty, or what trimmed events added up to; `state` is the state after them.
    `steps` and `seen` are the same for rules: the events that count, each with the state before it, and the state now.
    """

    sender_id: str
    initial: Mapping[str, Any] = field(repr=False)
    base: State = EMPTY
    events: tuple[Event, ...] = field(default=(), repr=False)
    state: State = EMPTY
    steps: tuple[Step, ...] = field(default=(), repr=False)
    seen: State = field(default=EMPTY, repr=False)

    def after(self, *events: Event) -> "Tracker":
        """The conversation once these events have happened too."""
        if not events:
            return self
        fold = Fold(self.base, self.state, self.seen, list(self.events), list(self.steps))
        for event in events:
            fold.add(event)
        return Tracker(
            self.sender_id, self.initial, fold.base, tuple(fold.events), fold.state, tuple(fold.steps), fold.seen
        )

    @property
    def slots(self) -> dict[str, Any]:
        """Every slot of the domain with its value now."""
        return {**self.initial, **self.state.slots}

    def slot(self, name: str) -> Any:
        """One slot's value now; None when it is empty or unknown."""
        return self.state.slots.get(name, self.initial.get(name))

    @property
    def requested_slot(self) -> str | None:
        """The slot the form asked for last."""
        name: str | None = self.slot(REQUESTED_SLOT)
        return name

    @property
    def loop(self) -> str | None:
        """The name of the form that is going on."""
        return self.state.loop.name if self.state.loop else None

    @property
    def message(self) -> dict[str, Any]:
        """The parse of the last message; empty before the first."""
        return self.state.message or {}

    @property
    def intent(self) -> str | None:
        """The intent of the last message."""
        return (self.message.get("intent") or {}).get("name")

    def since_restart(self) -> tuple[Event, ...]:
        """The events after the last restart."""
        last = max((i for i, event in enumerate(self.events) if event["event"] == "restart"), default=-1)
        return self.events[last + 1 :]

    def trimmed(self, max_turns: int = 20) -> "Tracker":
        """The same conversation with only this session's last turns kept as events.

        Slots, form and everything else that folding gives stay; going back (`/back`) ends at what was kept.
        """
        fresh = (i for i, event in enumerate(self.events) if event["event"] in FRESH_STARTS)
        start = max(fresh, default=0)
        said = [i for i, event in enumerate(self.events) if event["event"] == "user" and i > start]
        if len(said) > max_turns:
            listened = (i for i in range(start, said[-max_turns]) if self.events[i]["event"] == "action")
            start = max(listened, default=said[-max_turns])
        if not start:
            return self
        forgotten = self.restarted(self.events[:start])
        return replace(self, base=forgotten.state).restarted(self.events[start:])

    def restarted(self, events: tuple[Event, ...]) -> "Tracker":
        """The conversation of these events alone, begun where this one's base stands."""
        begun = Tracker(self.sender_id, self.initial, self.base, state=self.base, seen=self.base)
        return begun.after(*events)

    def to_json(self) -> str:
        """The conversation as compact JSON, for a database."""
        base = {"base": _written(self.base)} if self.base != EMPTY else {}
        content = {"sender_id": self.sender_id, **base, "events": self.events}
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str, initial: Mapping[str, Any]) -> "Tracker":
        """The conversation `to_json` wrote; `initial` are the domain's initial slots."""
        content = json.loads(text)
        base = content.get("base") or {}
        if base.get("loop"):
            base["loop"] = Loop(**base["loop"])
        return cls(content["sender_id"], initial, State(**base)).restarted(tuple(content["events"]))


def _written(state: State) -> dict[str, Any]:
    return state._asdict() | {"loop": state.loop._asdict() if state.loop else None}
