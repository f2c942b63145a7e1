"""What a conversation's events add up to."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from bot.runtime.events import LISTEN, SESSION_START, Event


class Loop(NamedTuple):
    """The form, or the two-stage fallback, that is going on."""

    name: str
    is_interrupted: bool = False
    rejected: bool = False
    trigger_message: dict[str, Any] | None = None


class State(NamedTuple):
    """A moment of a conversation. `slots` holds only what was set: the rest is the domain's initial value."""

    slots: Mapping[str, Any] = {}  # never changed, as nothing in a state is
    loop: Loop | None = None
    message: dict[str, Any] | None = None
    action: str | None = None
    followup: str | None = LISTEN
    paused: bool = False


def _action(state: State, event: Event) -> State:
    loop = state.loop
    if loop:
        loop = loop._replace(is_interrupted=False, rejected=loop.rejected and event["name"] != loop.name)
    return state._replace(action=event["name"], loop=loop, followup=None)


def _active_loop(state: State, event: Event) -> State:
    return state._replace(loop=Loop(event["name"], trigger_message=state.message) if event["name"] else None)


def _rejected(state: State, event: Event) -> State:
    loop = state.loop
    return state._replace(loop=loop._replace(rejected=True)) if loop and loop.name == event["name"] else state


def _interrupted(state: State, event: Event) -> State:
    loop = state.loop
    return state._replace(loop=loop._replace(is_interrupted=event["is_interrupted"])) if loop else state


CHANGES: dict[str, Callable[[State, Event], State]] = {
    "user": lambda state, event: state._replace(message=event["parse_data"], followup=None),
    "slot": lambda state, event: state._replace(slots={**state.slots, event["name"]: event["value"]}),
    "reset_slots": lambda state, _event: state._replace(slots={}),
    "action": _action,
    "active_loop": _active_loop,
    "action_execution_rejected": _rejected,
    "loop_interrupted": _interrupted,
    "followup": lambda state, event: state._replace(followup=event["name"]),
    "pause": lambda state, _event: state._replace(paused=True),
    "resume": lambda state, _event: state._replace(paused=False),
    "bot": lambda state, _event: state,
}

EMPTY = State()
"""Before anything happened: Rasa listens first."""

FRESH_STARTS = {"session_started": EMPTY, "restart": State(followup=SESSION_START)}
UNDOING = {"undo": ("action",), "rewind": ("user", "action")}
"""What is taken back: everything up to the last such event; a rewind also takes the listening before the message."""

KINDS = frozenset(CHANGES) | frozenset(FRESH_STARTS) | frozenset(UNDOING)


def changed(state: State, event: Event) -> State:
    """The state after an event that takes nothing back."""
    return CHANGES[event["event"]](state, event)
