"""The domain: intents, entities, slots, forms, responses, actions and the session, read from Rasa's domain files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.runtime import files
from bot.runtime.errors import BotDataError
from bot.runtime.events import FALLBACK_INTENT, OUT_OF_SCOPE, REQUESTED_SLOT, SESSION_METADATA
from bot.runtime.files import Block
from bot.runtime.slots import Slot, read_slot, unknown_name

DEFAULT_INTENTS = frozenset({"restart", "back", "session_start", OUT_OF_SCOPE, FALLBACK_INTENT})
LISTS, TABLES = ("intents", "entities", "actions"), ("slots", "forms", "responses")


@dataclass(frozen=True)
class Form:
    """A form: the slots it asks for, in order, and the intents that never fill them."""

    name: str
    required: tuple[str, ...]
    ignored_intents: frozenset[str]


@dataclass(frozen=True)
class Domain:
    """Everything the bot knows. `source` is the merged files, as rasa-sdk actions are handed them."""

    intents: Mapping[str, frozenset[str]]
    """Each intent, with the entities that count in rules."""
    entities: frozenset[str]
    slots: Mapping[str, Slot]
    forms: Mapping[str, Form]
    actions: frozenset[str]
    responses: Mapping[str, tuple[dict[str, Any], ...]]
    session_minutes: float
    """A session ends after so many quiet minutes; 0 is never."""
    carry_over_slots: bool
    source: dict[str, Any] = field(repr=False, compare=False)
    featured: tuple[Slot, ...] = ()
    """The slots that rules look at."""

    @property
    def initial_slots(self) -> dict[str, Any]:
        """What each slot holds when a conversation begins."""
        return {name: slot.initial for name, slot in self.slots.items()}


def load_domain(*paths: str | Path) -> Domain:
    """The domain of the files and folders named, merged.

    Raises:
        BotDataError: a file is not YAML, says something twice in two ways, or names what is not there.
    """
    source = _merged([files.read(path) for path in files.yaml_files(*paths)])
    entities = _named(source, "entities")
    slots = {name: read_slot(name, block) for name, block in source["slots"].items()}
    slots.setdefault(REQUESTED_SLOT, Slot(REQUESTED_SLOT, "text", influences=False))
    slots.setdefault(SESSION_METADATA, Slot(SESSION_METADATA, "any", influences=False))
    session = source["session_config"]
    domain = Domain(
        intents=_intents(source, entities),
        entities=frozenset(entities),
        slots=slots,
        forms={name: _form(name, block) for name, block in source["forms"].items()},
        actions=frozenset(name for name in source["actions"] if not name.startswith("utter_")),
        responses={name: tuple(variations or ()) for name, variations in source["responses"].items()},
        session_minutes=float(session.get("session_expiration_time", 60)),
        carry_over_slots=session.get("carry_over_slots_to_new_session", True),
        source=source,
        featured=tuple(slot for slot in slots.values() if slot.influences),
    )
    _check(domain)
    return domain


def _merged(blocks: list[Block]) -> dict[str, Any]:
    merged: dict[str, Any] = {key: [] for key in LISTS} | {key: {} for key in TABLES} | {"session_config": Block()}
    for block in blocks:
        for key in LISTS:
            merged[key] += [item for item in block.get(key) or [] if item not in merged[key]]
        for key in TABLES:
            table = block.get(key) or Block()
            for name, value in table.items():
                if merged[key].setdefault(name, value) != value:
                    raise table.error(f"{name} is already in {key}, with other content")
        merged["session_config"].update(block.get("session_config") or {})
    return merged


def _named(source: dict[str, Any], key: str) -> dict[str, dict[str, Any]]:
    """A list such as `[greet, {city: {roles: [from]}}]` as names with their settings."""
    named: dict[str, dict[str, Any]] = {}
    for item in source[key]:
        named |= {name: settings or {} for name, settings in item.items()} if isinstance(item, dict) else {item: {}}
    return named


def _intents(source: dict[str, Any], entities: dict[str, dict[str, Any]]) -> dict[str, frozenset[str]]:
    counting = frozenset(name for name, how in entities.items() if how.get("influence_conversation", True))
    intents = dict.fromkeys(DEFAULT_INTENTS, counting)
    for name, settings in _named(source, "intents").items():
        used = settings.get("use_entities", True)
        wanted = counting if used is True else counting.intersection(used or ())
        intents[name] = wanted - frozenset(settings.get("ignore_entities") or ())
    return intents


def _form(name: str, block: Block) -> Form:
    if not isinstance(block, Block) or not isinstance(block.get("required_slots"), list):
        raise BotDataError(f"form {name} must list its required_slots")
    return Form(name, tuple(block["required_slots"]), frozenset(block.get("ignored_intents") or ()))


def _check(domain: Domain) -> None:
    for form in domain.forms.values():
        block = domain.source["forms"][form.name]
        if unknown := set(form.required) - set(domain.slots):
            raise block.error(f"form {form.name} asks for unknown slots: {', '.join(sorted(unknown))}")
        if strange := form.ignored_intents - set(domain.intents):
            raise block.error(f"form {form.name} ignores unknown intents: {', '.join(sorted(strange))}")
    for slot in domain.slots.values():
        for mapping in slot.mappings:
            if problem := unknown_name(mapping, domain):
                raise domain.source["slots"][slot.name].error(f"slot {slot.name}: {problem}")
    for name, variations in domain.responses.items():
        for variation in variations:
            if not isinstance(variation, Block):
                raise BotDataError(f"response {name} must be a list of mappings")
            for condition in variation.get("condition") or ():
                if condition.get("name") not in domain.slots:
                    raise variation.error(f"response {name} depends on unknown slot {condition.get('name')}")
