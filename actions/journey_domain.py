"""Writes the parts of the bot that follow from the journeys: slots, forms and question actions; rules of every form."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from actions.asking import ask_action
from actions.journeys import COMPLAINT, JOURNEYS, ChatJourney

BOT = Path(__file__).parent.parent / "bot"
DOMAIN, RULES = Path("domain") / "journeys.yml", Path("data") / "rules" / "journeys.yml"
HEADER = "# Generated from portal/journeys by `putright bot build`. Change the journey, not this file.\n"

Steps = list[dict[str, Any]]


def domain() -> dict[str, Any]:
    """The slots, forms and actions of all journeys, as a Rasa domain."""
    every = list(JOURNEYS.values())
    slots = {slot: _slot(journey.form) for journey in every for slot in journey.slots}
    drafts = {journey.draft: _slot() for journey in every if journey is not COMPLAINT}
    return {
        "version": "3.1",
        "slots": {**drafts, **slots},
        "forms": {journey.form: {"required_slots": list(journey.slots)} for journey in every},
        "actions": [action for journey in every for action in _actions(journey)],
    }


def rules() -> dict[str, Any]:
    """What every form does with a message that answers nothing, and what comes when all is answered."""
    return {"version": "3.1", "rules": [rule for journey in JOURNEYS.values() for rule in _rules(journey)]}


def write(bot: Path = BOT) -> list[Path]:
    """Write the generated files below `bot`, and say which."""
    written = [bot / DOMAIN, bot / RULES]
    for file, content in zip(written, (domain(), rules()), strict=True):
        file.parent.mkdir(parents=True, exist_ok=True)
        yaml = YAML()
        yaml.representer.ignore_aliases = lambda _: True
        with file.open("w", encoding="utf-8") as out:
            out.write(HEADER)
            yaml.dump(content, out)
    return written


def _slot(form: str = "") -> dict[str, Any]:
    mapping = {"type": "custom", **({"conditions": [{"active_loop": form}]} if form else {})}
    return {"type": "any", "influence_conversation": False, "mappings": [mapping]}


def _actions(journey: ChatJourney) -> Iterator[str]:
    yield f"validate_{journey.form}"
    yield journey.sends
    for slot in journey.slots:
        yield ask_action(journey, slot.removeprefix(journey.slot_of("")))


def _rules(journey: ChatJourney) -> Iterator[dict[str, Any]]:
    form = journey.form
    left: Steps = [{"action": "action_deactivate_loop"}, {"active_loop": None}, {"action": "action_stop"}]
    again: Steps = [{"action": form}, {"active_loop": form}]
    asked = {"slot_was_set": [{"asked_to_stop": True}]}

    def rule(name: str, *steps: dict[str, Any], **also: Any) -> dict[str, Any]:
        condition = [{"active_loop": form}, *also.get("when", ())]
        return {"rule": f"{journey.id}: {name}", "condition": condition, "steps": list(steps)}

    yield rule(
        "all is answered and checked",
        {"action": form},
        {"active_loop": None},
        {"slot_was_set": [{"requested_slot": None}]},
        {"action": journey.sends},
    )
    yield rule("change the last answer", {"intent": "go_back"}, {"action": "action_go_back"}, *again)
    yield rule("change a chosen answer", {"intent": "change"}, {"action": "action_change"}, *again)
    # The form asks first, before it stops. What is said to that question comes here.
    yield rule("stop, by its button", {"intent": "stop_now"}, *left)
    yield rule("stop, said twice", {"intent": "stop"}, *left, when=[asked])
    yield rule("yes, stop", {"intent": "affirm"}, *left, when=[asked])
    yield rule(
        "no, do not stop",
        {"intent": "deny"},
        {"action": "action_carry_on"},
        {"slot_was_set": [{"asked_to_stop": False}]},
        *again,
        when=[asked],
    )
    yield rule("carry on", {"intent": "carry_on"}, {"action": "action_carry_on"}, *again)
    yield rule("a button of another question", {"intent": "answer"}, {"action": "action_old_button"}, *again)
