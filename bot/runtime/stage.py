"""One turn's means: saying a response, calling a rasa-sdk action, doing one of Rasa's own simple actions."""

import json
import logging
import marshal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from bot.runtime import events, responses
from bot.runtime.domain import Domain
from bot.runtime.errors import ActionExecutionRejection, ActionFailedError
from bot.runtime.events import Event
from bot.runtime.state import KINDS
from bot.runtime.tracker import Tracker

log = logging.getLogger(__name__)


class Executor(Protocol):
    """rasa-sdk's ActionExecutor, which ships without types."""

    actions: Mapping[str, Any]

    async def run(self, action_call: dict[str, Any]) -> Any:
        """The action's events and responses; None when none was named."""


Responder = Callable[[str, Tracker, str], dict[str, Any] | None]
"""(name, tracker, channel) -> a response as in a domain file, its placeholders not filled; None: the domain's own."""

NAMED = {"slot", "action", "followup", "action_execution_rejected"}

RASA_VERSION = "3.6.21"
"""The server whose requests to actions these are."""


@dataclass(frozen=True)
class Stage:
    """Made for one turn; knows no conversation, so every function is handed the tracker."""

    domain: Domain
    executor: Executor
    responder: Responder
    choose: responses.Choose
    channel: str
    now: float

    def utter(self, name: str, tracker: Tracker, **arguments: Any) -> list[Event]:
        """The bot's event for a response; none when there is nothing to say under that name."""
        draft = self._draft(name, tracker, arguments)
        return [] if draft is None else [events.bot({**draft, "utter_action": name}, self.now)]

    def _draft(self, name: str, tracker: Tracker, arguments: dict[str, Any]) -> dict[str, Any] | None:
        variation = self.responder(name, tracker, self.channel)
        if variation is None:
            ours = self.domain.responses.get(name, ())
            variation = responses.chosen(ours, tracker.slots, self.channel, self.choose)
        return None if variation is None else responses.filled(variation, {**tracker.slots, **arguments})

    async def perform(self, name: str, tracker: Tracker) -> list[Event]:
        """The events of an action that is no form: one of the bot's own, one of Rasa's, or a response."""
        if name in self.domain.actions:
            return await self.call(name, tracker)
        if name in SIMPLE:
            return SIMPLE[name](self, tracker)
        return self.utter(name, tracker)

    async def call(self, name: str, tracker: Tracker) -> list[Event]:
        """The events of a rasa-sdk action, what it says before what it changes.

        The action is handed a copy all the way down, as from a server, so it can do our values no harm.

        Raises:
            ActionExecutionRejection: the action declines.
            ActionFailedError: it raised anything else, or answered with what is not JSON.
        """
        request = {"next_action": name, "sender_id": tracker.sender_id, "version": RASA_VERSION}
        try:
            copy = marshal.loads(marshal.dumps(_current_state(tracker)))  # noqa: S302  # our own, of this moment: a fifth of what JSON takes
            result = await self.executor.run({**request, "tracker": copy, "domain": self.domain.source})
            answer = json.loads(json.dumps(result.model_dump() if result else {"events": [], "responses": []}))
        except ActionExecutionRejection:
            raise
        except Exception as error:
            log.exception("action %s failed", name)
            raise ActionFailedError(name) from error
        said = [event for response in answer["responses"] for event in self._said(response, tracker)]
        return said + self._changes(name, answer["events"])

    def _said(self, response: dict[str, Any], tracker: Tracker) -> list[Event]:
        name = response.pop("response", None)
        response.pop("template", None)
        draft = self._draft(name, tracker, response) if name else {}
        if draft is None:
            log.error("an action said %s, which is no response", name)
            return []
        if name:
            draft["utter_action"] = name
        buttons = [*(draft.get("buttons") or ()), *(response.pop("buttons", None) or ())]
        given = {key: value for key, value in response.items() if value}
        return [events.bot({**draft, **given, "buttons": buttons}, self.now)]

    def _changes(self, action: str, returned: list[Event]) -> list[Event]:
        for event in returned:
            if event["event"] not in KINDS:
                log.warning("action %s returned a %s event, which is left out", action, event["event"])
            elif event["event"] in NAMED and not event.get("name"):
                raise ActionFailedError(action)
        known = (event for event in returned if event["event"] in KINDS)
        return [events.completed(event, self.now) for event in known]


def _current_state(tracker: Tracker) -> dict[str, Any]:
    """The tracker as a Rasa server sends it to an action."""
    state = tracker.state
    channels = (e.get("input_channel") for e in reversed(tracker.events) if e["event"] == "user")
    return {
        "sender_id": tracker.sender_id,
        "slots": tracker.slots,
        "latest_message": tracker.message,
        "latest_event_time": tracker.events[-1]["timestamp"] if tracker.events else None,
        "followup_action": state.followup,
        "paused": state.paused,
        "events": list(tracker.events),
        "latest_input_channel": next(channels, None),
        "active_loop": state.loop._asdict() if state.loop else {},
        "latest_action": {"action_name": state.action},
        "latest_action_name": state.action,
    }


def _session_start(stage: Stage, tracker: Tracker) -> list[Event]:
    kept = tracker.state.slots if stage.domain.carry_over_slots else {}
    carried = [events.slot(name, value, stage.now) for name, value in kept.items()]
    return [events.plain("session_started", stage.now), *carried, events.action(events.LISTEN, stage.now)]


def _ask_affirmation(stage: Stage, tracker: Tracker) -> list[Event]:
    """Rasa's built-in question. A bot that speaks to residents has its own action of this name."""
    ranking = tracker.message.get("intent_ranking") or []
    unsure = tracker.intent == events.FALLBACK_INTENT and len(ranking) > 1
    intent = ranking[1]["name"] if unsure else tracker.intent
    buttons = [("Yes", intent), ("No", events.OUT_OF_SCOPE)]
    message = {
        "text": f"Did you mean '{intent}'?",
        "buttons": [{"title": title, "payload": f"/{meant}"} for title, meant in buttons],
        "utter_action": "action_default_ask_affirmation",
    }
    return [events.bot(message, stage.now)]


def _rewinds(response: str | None, times: int) -> "Simple":
    def run(stage: Stage, tracker: Tracker) -> list[Event]:
        said = stage.utter(response, tracker) if response else []
        return said + [events.plain("rewind", stage.now)] * times

    return run


def _deactivate(stage: Stage, _tracker: Tracker) -> list[Event]:
    return [events.active_loop(None, stage.now), events.slot(events.REQUESTED_SLOT, None, stage.now)]


Simple = Callable[[Stage, Tracker], list[Event]]

SIMPLE: dict[str, Simple] = {
    events.LISTEN: lambda _stage, _tracker: [],
    events.SESSION_START: _session_start,
    events.FALLBACK: _rewinds("utter_default", 1),
    "action_back": _rewinds("utter_back", 2),
    "action_revert_fallback_events": _rewinds(None, 1),
    "action_restart": lambda stage, tracker: [
        *stage.utter("utter_restart", tracker),
        events.plain("restart", stage.now),
    ],
    "action_deactivate_loop": _deactivate,
    "action_default_ask_affirmation": _ask_affirmation,
    "action_default_ask_rephrase": lambda stage, tracker: stage.utter("utter_ask_rephrase", tracker),
}
