"""The two-stage fallback: "did you mean…?", then "say it another way", then giving up."""

from bot.runtime import events
from bot.runtime.events import FALLBACK, FALLBACK_INTENT, OUT_OF_SCOPE, TWO_STAGE, Event
from bot.runtime.stage import Stage
from bot.runtime.tracker import Tracker

UNCLEAR = {FALLBACK_INTENT, OUT_OF_SCOPE}
HOPELESS = ([FALLBACK_INTENT, FALLBACK_INTENT], [OUT_OF_SCOPE, FALLBACK_INTENT, OUT_OF_SCOPE])
"""Last intents, the newest first, after which the fallback gives up."""


async def run(tracker: Tracker, stage: Stage) -> list[Event]:
    """The events of one step of the fallback."""
    begun = [] if tracker.loop == TWO_STAGE else [events.active_loop(TWO_STAGE, stage.now)]
    hopeless = any(_last_intents(tracker, len(intents)) == intents for intents in HOPELESS)
    if hopeless:
        return [*begun, events.active_loop(None, stage.now), *await stage.perform(FALLBACK, tracker)]
    if tracker.intent not in UNCLEAR:
        return [*begun, events.active_loop(None, stage.now), *_meant(tracker, stage)]
    affirms = begun or tracker.intent == FALLBACK_INTENT
    question = "action_default_ask_affirmation" if affirms else "action_default_ask_rephrase"
    return [*begun, *await stage.perform(question, tracker)]


def _meant(tracker: Tracker, stage: Stage) -> list[Event]:
    """The unclear talk is taken back, and the clear message said again, now without doubt."""
    parse = {**tracker.message, "intent": {**tracker.message["intent"], "confidence": 1.0}}
    last = next(event for event in reversed(tracker.events) if event["event"] == "user")
    again = {**last, "parse_data": parse, "timestamp": stage.now}
    return [events.plain("rewind", stage.now), events.action(events.LISTEN, stage.now), again]


def _last_intents(tracker: Tracker, count: int) -> list[str | None]:
    turns = [event for event in tracker.since_restart() if event["event"] in {"user", "rewind"}][-count:]
    return [event["parse_data"]["intent"].get("name") for event in reversed(turns) if event["event"] == "user"]
