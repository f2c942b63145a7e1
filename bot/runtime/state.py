"""What a conversation's events add up to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.runtime.events import LISTEN, SESSION_START, Event


@dataclass(frozen=True, slots=True)
class Loop:
    """The form, or the two-stage fallback, that is going on."""

    name: str
    is_interrupted: bool = False
    rejected: bool = False
    trigger_message: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class State:
    """A moment of a conversation. `slots` holds only what was set: the rest is the domain's initial value."""

    slots: Mapping[str, Any] = field(default_factory=dict)
    loop: Loop | None = None
    message: dict[str, Any] | None = None
    action: str | None = None
    followup: str | None = LISTEN
    paused: bool = False


def _action(state: State, event: Event) -> State:
    loop = state.loop
    if loop:
        loop = replace(loop, is_interrupted=False, rejected=loop.rejected and event["name"] != loop.name)
    return replace(state, action=event["name"], loop=loop, followup=None)


def _active_loop(state: State, event: Event) -> State:
    loop = Loop(event["name"], trigger_message=state.message) if event["name"] else None
    return replace(state, loop=loop)


def _rejected(state: State, event: Event) -> State:
    if state.loop and state.loop.name == event["name"]:
        return replace(state, loop=replace(state.loop, rejected=True))
    return state


def _interrupted(state: State, event: Event) -> State:
    return replace(state, loop=replace(state.loop, is_interrupted=event["is_interrupted"])) if state.loop else state


CHANGES: dict[str, Callable[[State, Event], State]] = {
    "user": lambda state, event: replace(state, message=event["parse_data"], followup=None),
    "slot": lambda state, event: replace(state, slots={**state.slots, event["name"]: event["value"]}),
    "reset_slots": lambda state, _event: replace(state, slots={}),
    "action": _action,
    "active_loop": _active_loop,
    "action_execution_rejected": _rejected,
    "loop_interrupted": _interrupted,
    "followup": lambda state, event: replace(state, followup=event["name"]),
    "pause": lambda state, _event: replace(state, paused=True),
    "resume": lambda state, _event: replace(state, paused=False),
    "bot": lambda state, _event: state,
}

FRESH_STARTS = {"session_started": State(), "restart": State(followup=SESSION_START)}
UNDOING = {"undo": ("action",), "rewind": ("user", "action")}
"""What is taken back: everything up to the last such event; a rewind also takes the listening before the message."""

KINDS = frozenset(CHANGES) | frozenset(FRESH_STARTS) | frozenset(UNDOING)


def changed(state: State, event: Event) -> State:
    """The state after an event that takes nothing back."""
    return CHANGES[event["event"]](state, event)
