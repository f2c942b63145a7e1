"""Slots: their types, what rules see of them, and the mappings that fill them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.runtime.errors import BotDataError
from bot.runtime.events import TWO_STAGE
from bot.runtime.files import Block

if TYPE_CHECKING:
    from bot.runtime.domain import Domain

Features = tuple[float, ...]


@dataclass(frozen=True)
class Mapping:
    """One way to fill a slot from a message."""

    kind: str
    entity: str | None = None
    role: str | None = None
    group: str | None = None
    intents: frozenset[str] = frozenset()
    not_intents: frozenset[str] = frozenset()
    value: Any = None
    action: str | None = None
    conditions: tuple[tuple[str | None, str | None], ...] = ()
    """Pairs of active loop (None: no loop) and requested slot (None: any); one of them must hold."""


@dataclass(frozen=True)
class Slot:
    """A slot of the domain."""

    name: str
    type: str
    initial: Any = None
    influences: bool = True
    values: tuple[str, ...] = ()
    lowest: float = 0.0
    highest: float = 1.0
    mappings: tuple[Mapping, ...] = ()

    def features(self, value: Any) -> Features | None:
        """What rules see of the value; None when they see nothing, which is also what an empty slot shows."""
        if not self.influences or value is None:
            return None
        features = FEATURES[self.type](self, value)
        return features if any(features) else None


def _categorical(slot: Slot, value: Any) -> Features:
    spoken = str(value).lower()
    hot = next((i for i, name in enumerate(slot.values) if name.lower() == spoken), len(slot.values))
    return tuple(float(i == hot) for i in range(len(slot.values) + 1))


def _scaled(slot: Slot, value: Any) -> Features:
    capped = min(max(float(value), slot.lowest), slot.highest)
    span = slot.highest - slot.lowest
    return (1.0, (capped - slot.lowest) / span if span else 0.0)


FEATURES: dict[str, Callable[[Slot, Any], Features]] = {
    "text": lambda _slot, _value: (1.0,),
    "bool": lambda _slot, value: (1.0, float(str(value).lower() in {"true", "1", "1.0"})),
    "categorical": _categorical,
    "float": _scaled,
    "list": lambda _slot, value: (float(len(value) > 0),),
    "any": lambda _slot, _value: (),
}


MAPPING_NEEDS = {
    "from_entity": ("entity",),
    "from_intent": ("value",),
    "from_trigger_intent": ("value",),
    "from_text": (),
    "custom": (),
}


def unknown_name(mapping: Mapping, domain: Domain) -> str | None:
    """The first name in a mapping that the domain does not know, in words; None when it knows them all."""
    loops = {loop for loop, _ in mapping.conditions if loop}
    named = {
        "entity": ({mapping.entity} - {None}) - domain.entities,
        "intent": (mapping.intents | mapping.not_intents) - set(domain.intents),
        "action": ({mapping.action} - {None}) - domain.actions,
        "form": loops - set(domain.forms) - {TWO_STAGE},
        "slot": {wanted for _, wanted in mapping.conditions if wanted} - set(domain.slots),
    }
    return next((f"unknown {what} {sorted(map(str, names))[0]}" for what, names in named.items() if names), None)


def read_slot(name: str, block: Block) -> Slot:
    """The slot a domain file describes. Raises BotDataError on an unknown type or mapping."""
    if not isinstance(block, Block):
        raise BotDataError(f"slot {name} must be a mapping")
    kind = block.get("type")
    if kind not in FEATURES:
        raise block.error(f"slot {name}: type {kind} is not one of {', '.join(FEATURES)}")
    return Slot(
        name=name,
        type=kind,
        initial=block.get("initial_value"),
        influences=block.get("influence_conversation", kind != "any") and kind != "any",
        values=tuple(str(value) for value in block.get("values") or ()),
        lowest=float(block.get("min_value", 0.0)),
        highest=float(block.get("max_value", 1.0)),
        mappings=tuple(_mapping(name, mapping) for mapping in block.get("mappings") or ()),
    )


def _mapping(slot: str, block: Block) -> Mapping:
    kind = block.get("type") if isinstance(block, Block) else None
    if kind not in MAPPING_NEEDS:
        raise BotDataError(f"slot {slot}: a mapping's type must be one of {', '.join(MAPPING_NEEDS)}")
    if missing := [key for key in MAPPING_NEEDS[kind] if block.get(key) is None]:
        raise block.error(f"slot {slot}: a {kind} mapping needs {', '.join(missing)}")
    return Mapping(
        kind=kind,
        entity=block.get("entity"),
        role=block.get("role"),
        group=block.get("group"),
        intents=_names(block.get("intent")),
        not_intents=_names(block.get("not_intent")),
        value=block.get("value"),
        action=block.get("action"),
        conditions=tuple((c.get("active_loop"), c.get("requested_slot")) for c in block.get("conditions") or ()),
    )


def _names(value: str | list[str] | None) -> frozenset[str]:
    return frozenset([value] if isinstance(value, str) else value or ())
