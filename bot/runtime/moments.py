"""What rules look at: a moment of a conversation, and what a rule asks of one."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.runtime.domain import Domain
from bot.runtime.slots import Features
from bot.runtime.state import State

NOT_SET = "should_not_be_set"
"""A rule's `null`: the form or slot must not be set."""


@dataclass(frozen=True)
class Moment:
    """Just before an action: what was done last, what was said, which form is on, what the slots show."""

    previous: str | None = None
    intent: str | None = None
    entities: tuple[str, ...] = ()
    loop: str | None = None
    slots: Mapping[str, Features | str] = field(default_factory=dict)

    def admits(self, other: "Moment") -> bool:
        """Whether another moment is all that this one, as a part of a rule, asks for. What it does not name is free."""
        if self.previous is None or other.previous is None:
            return self.previous == other.previous
        return (
            self.previous == other.previous
            and _agrees(self.intent, other.intent)
            and _agrees(self.entities, other.entities)
            and _agrees(self.loop, other.loop)
            and all(_agrees(wanted, other.slots.get(name)) for name, wanted in self.slots.items())
        )

    def written(self) -> dict[str, Any]:
        """As Rasa writes such a moment in the key of a rule."""
        user = {"intent": self.intent} | ({"entities": self.entities} if self.entities else {})
        parts = {
            "user": user if self.intent else None,
            "slots": self.slots,
            "prev_action": {"action_name": self.previous} if self.previous else None,
            "active_loop": {"name": self.loop} if self.loop else None,
        }
        return {name: part for name, part in parts.items() if part}


def _agrees(wanted: object, found: object) -> bool:
    if wanted == NOT_SET:
        return not found or found == NOT_SET
    return not wanted or wanted == found


def key(moments: Iterable[Moment]) -> str:
    """Rasa's key of a rule. The longest matching key wins, so its length is the rule's rank."""
    return json.dumps([moment.written() for moment in moments], sort_keys=True)


def entity_labels(entities: Iterable[Mapping[str, Any]]) -> set[str]:
    """Names of entities; one with a role or group also counts as `entity#role`."""
    labels: set[str] = set()
    for entity in entities:
        name = entity["entity"]
        parts = (entity[kind] for kind in ("role", "group") if entity.get(kind))
        labels |= {name, *(f"{name}#{part}" for part in parts)}
    return labels


def moment(state: State, domain: Domain) -> Moment:
    """What rules see of a state."""
    message = state.message or {}
    intent = (message.get("intent") or {}).get("name")
    wanted = domain.intents.get(intent, domain.entities) if intent else frozenset()
    labels = entity_labels(message.get("entities") or ())
    features = {
        slot.name: shown
        for slot in domain.featured
        if (shown := slot.features(state.slots.get(slot.name, slot.initial)))
    }
    return Moment(
        previous=state.action,
        intent=intent,
        entities=tuple(sorted(label for label in labels if label.partition("#")[0] in wanted)),
        loop=state.loop.name if state.loop else None,
        slots=features,
    )
