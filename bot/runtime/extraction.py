"""Which slots a message fills: the domain's slot mappings, tried once after every message and when a form begins."""

from typing import Any

from bot.runtime import events
from bot.runtime.domain import Domain
from bot.runtime.events import Event
from bot.runtime.slots import Mapping, Slot
from bot.runtime.stage import Stage
from bot.runtime.tracker import Tracker

VALIDATE_MAPPINGS = "action_validate_slot_mappings"
ALLOWED = {"slot", "bot"}


async def extracted(tracker: Tracker, stage: Stage) -> list[Event]:
    """The slot events (and words) that the last message gives rise to.

    Raises:
        ActionFailedError: an action that fills or checks slots failed; then nothing of the message may be kept.
        ActionExecutionRejection: such an action declined.
    """
    found: list[Event] = []
    called: set[str] = set()
    for slot in stage.domain.slots.values():
        for mapping in slot.mappings:
            if not _is_open(slot, mapping, tracker, stage.domain):
                continue
            values = _values(mapping, tracker)
            if values:
                value = values if slot.type == "list" else values[-1]
                if value is not None or tracker.slot(slot.name) is not None:
                    found.append(events.slot(slot.name, value, stage.now))
                    break
            if mapping.action and mapping.action not in called:
                called.add(mapping.action)
                found += [e for e in await stage.call(mapping.action, tracker) if e["event"] in ALLOWED]
    if VALIDATE_MAPPINGS not in stage.domain.actions:
        return found
    candidates = [event for event in found if event["event"] == "slot"]
    checked = await stage.call(VALIDATE_MAPPINGS, tracker.after(*candidates))
    return with_unmentioned([event for event in checked if event["event"] in ALLOWED], candidates)


def with_unmentioned(checked: list[Event], candidates: list[Event]) -> list[Event]:
    """What a check answered, and the candidates it did not speak of: those are valid."""
    mentioned = {event["name"] for event in checked if event["event"] == "slot"}
    return checked + [event for event in candidates if event["name"] not in mentioned]


def _is_open(slot: Slot, mapping: Mapping, tracker: Tracker, domain: Domain) -> bool:
    """Whether intent, form and question let this mapping read the message."""
    return (
        _intent_fits(mapping, tracker, domain)
        and (mapping.kind == "from_trigger_intent" or _conditions_hold(slot, mapping, tracker))
        and not _is_ambiguous(slot, mapping, tracker, domain)
    )


def _intent_fits(mapping: Mapping, tracker: Tracker, domain: Domain) -> bool:
    if mapping.intents:
        return tracker.intent in mapping.intents
    refused = mapping.not_intents
    form = domain.forms.get(tracker.loop or "")
    if form and (not mapping.conditions or any(loop == form.name for loop, _ in mapping.conditions)):
        refused |= form.ignored_intents
    return tracker.intent not in refused


def _conditions_hold(slot: Slot, mapping: Mapping, tracker: Tracker) -> bool:
    if not mapping.conditions:
        return True
    loop = tracker.state.loop
    if loop and loop.rejected and tracker.requested_slot == slot.name:
        return False
    return any(
        active == tracker.loop and (active is None or requested in {None, tracker.requested_slot})
        for active, requested in mapping.conditions
    )


def _is_ambiguous(slot: Slot, mapping: Mapping, tracker: Tracker, domain: Domain) -> bool:
    """An entity that could fill several slots of the form fills only the one asked for."""
    form = domain.forms.get(tracker.loop or "")
    if mapping.kind != "from_entity" or form is None or tracker.requested_slot == slot.name:
        return False
    if slot.name not in form.required:
        return False
    alike = [m for name in form.required for m in domain.slots[name].mappings if m == mapping]
    return len(alike) > 1


def _values(mapping: Mapping, tracker: Tracker) -> list[Any]:
    match mapping.kind:
        case "from_entity":
            wanted = (mapping.entity, mapping.role, mapping.group)
            return [
                entity.get("value")
                for entity in tracker.message.get("entities") or ()
                if (entity["entity"], entity.get("role"), entity.get("group")) == wanted
            ]
        case "from_intent":
            return [mapping.value]
        case "from_trigger_intent":
            loops = {loop for loop, _ in mapping.conditions if loop}
            return [mapping.value] if tracker.loop and (not loops or tracker.loop in loops) else []
        case "from_text":
            return [tracker.message.get("text")]
        case _:
            return []
