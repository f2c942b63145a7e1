"""Writes the part of the bot's domain that follows from a journey: one slot and one question action for each."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from actions.asking import CHECK, slot_of
from actions.talk import JOURNEY
from portal.files.journeys import load_journey

FILE = Path(__file__).parent.parent / "bot" / "domain" / "journeys.yml"
HEADER = "# Generated from portal/journeys by `putright bot build`. Change the journey, not this file.\n"


def journey_domain() -> dict[str, Any]:
    """The slots, form and actions of the complaint journey, as a Rasa domain."""
    form = f"{JOURNEY}_form"
    slots = [slot_of(id) for id in (*(question.id for question in load_journey(JOURNEY).questions), CHECK)]
    mapping = {"type": "custom", "conditions": [{"active_loop": form}]}
    return {
        "version": "3.1",
        "slots": {
            slot: {"type": "any", "influence_conversation": False, "mappings": [dict(mapping)]} for slot in slots
        },
        "forms": {form: {"required_slots": slots}},
        "actions": [f"validate_{form}", *(f"action_ask_{form}_{slot}" for slot in slots)],
    }


def write(file: Path = FILE) -> None:
    """Write the generated domain file."""
    yaml = YAML()
    yaml.representer.ignore_aliases = lambda _: True
    with file.open("w", encoding="utf-8") as out:
        out.write(HEADER)
        yaml.dump(journey_domain(), out)
