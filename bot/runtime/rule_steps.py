"""One rule of a rule file, walked through step by step: which action it wants after which moments."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from bot.runtime.domain import Domain
from bot.runtime.events import LISTEN, TWO_STAGE
from bot.runtime.files import Block
from bot.runtime.moments import NOT_SET, Moment, entity_labels

ANYTHING = "..."
"""Rasa's hidden action for "whatever came before" or "whatever comes next"."""

BUILT_IN = frozenset(
    {
        LISTEN,
        TWO_STAGE,
        "action_session_start",
        "action_restart",
        "action_back",
        "action_default_fallback",
        "action_deactivate_loop",
        "action_default_ask_affirmation",
        "action_default_ask_rephrase",
        "action_revert_fallback_events",
    }
)
CONDITIONS = frozenset({"active_loop", "slot_was_set"})
BARE_SLOT = {"text": "filled", "list": ["filled"]}
"""What a slot named without a value stands for; of other types, nothing set."""


@dataclass(frozen=True)
class Decision:
    """At this point of a rule the action is done."""

    name: str
    moments: tuple[Moment, ...]
    action: str
    block: Block


class _Walk:
    """A rule's conversation so far."""

    def __init__(self, block: Block, domain: Domain) -> None:
        self.block, self.domain = block, domain
        self.moments = [Moment()]
        self.decisions: list[Decision] = []
        self.intents = 0

    def do(self, action: str) -> None:
        self.decisions.append(Decision(self.block["rule"], tuple(self.moments), action, self.block))
        self.moments.append(replace(self.moments[-1], previous=action))

    def change(self, **what: Any) -> None:
        self.moments[-1] = replace(self.moments[-1], **what)

    def action(self, step: Block) -> None:
        name = step["action"]
        known = BUILT_IN | self.domain.actions | set(self.domain.responses) | set(self.domain.forms)
        if name not in known:
            raise step.error(f"unknown action {name}")
        self.do(name)

    def intent(self, step: Block) -> None:
        name = step["intent"]
        if name not in self.domain.intents:
            raise step.error(f"unknown intent {name}")
        self.intents += 1
        if self.intents > 1:
            raise step.error("a rule hears one message only")
        if self.moments[-1].previous != LISTEN:
            self.do(LISTEN)
        entities = [_entity(item) for item in step.get("entities") or ()]
        if unknown := [e["entity"] for e in entities if e["entity"] not in self.domain.entities]:
            raise step.error(f"unknown entity {unknown[0]}")
        self.change(intent=name, entities=tuple(sorted(entity_labels(entities))))

    def active_loop(self, step: Block) -> None:
        name = step["active_loop"]
        if name is not None and name not in self.domain.forms and name != TWO_STAGE:
            raise step.error(f"unknown form {name}")
        self.change(loop=name or NOT_SET)

    def slot_was_set(self, step: Block) -> None:
        for item in step["slot_was_set"]:
            for name, value in (item if isinstance(item, dict) else {item: BARE_SLOT}).items():
                self._slot(step, name, value)

    def _slot(self, step: Block, name: str, value: Any) -> None:
        slot = self.domain.slots.get(name)
        if slot is None:
            raise step.error(f"unknown slot {name}")
        if value is BARE_SLOT:
            value = BARE_SLOT.get(slot.type)
        if slot.influences:
            shown = NOT_SET if value is None else slot.features(value)
            kept = {known: held for known, held in self.moments[-1].slots.items() if known != name}
            self.change(slots=kept | ({name: shown} if shown else {}))


STEPS: Mapping[str, Callable[[_Walk, Block], None]] = {
    "intent": _Walk.intent,
    "action": _Walk.action,
    "active_loop": _Walk.active_loop,
    "slot_was_set": _Walk.slot_was_set,
}


def _entity(item: str | dict[str, Any]) -> dict[str, Any]:
    if isinstance(item, str):
        return {"entity": item}
    name = next(key for key in item if key not in {"role", "group"})
    return {**item, "entity": name}


def decisions(block: Block, domain: Domain) -> Iterator[Decision]:
    """Every action a rule wants, with the moments before it. An `or:` step makes one rule of each choice.

    Raises:
        BotDataError: a step is of a kind rules here do not have, or names what the domain does not have.
    """
    if not isinstance(block.get("rule"), str) or not block.get("steps"):
        raise block.error("a rule needs a name (rule:) and steps")
    choices = [step.get("or", [step]) for step in block["steps"]]
    for steps in product(*choices):
        walk = _Walk(block, domain)
        for condition in block.get("condition") or ():
            _take(walk, condition, CONDITIONS)
        if not block.get("conversation_start"):
            walk.do(ANYTHING)
        for step in steps:
            _take(walk, step, frozenset(STEPS))
        walk.do(LISTEN if block.get("wait_for_user_input", True) else ANYTHING)
        yield from walk.decisions


def _take(walk: _Walk, step: Block, allowed: frozenset[str]) -> None:
    kind = next((name for name in STEPS if name in step), None)
    if kind not in allowed or kind is None:
        raise step.error(f"a rule cannot hold {', '.join(step)} here")
    STEPS[kind](walk, step)
