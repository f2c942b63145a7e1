"""The bot's files fit together: what is generated is fresh, what is named exists, what is said can be translated."""

import re
from pathlib import Path

from ruamel.yaml import YAML

from actions import ACTIONS, executor_for, journey_domain
from bot.runtime import load_domain, load_rules
from portal.files.extract import extract_words
from portal.parts import Parts

BOT = Path(__file__).parent.parent.parent / "bot"
RULES = BOT / "data" / "rules"


def test_the_generated_files_are_fresh(tmp_path: Path) -> None:
    """`putright bot build` writes what is there already."""
    for written in journey_domain.write(tmp_path):
        assert written.read_text("utf-8") == (BOT / written.relative_to(tmp_path)).read_text("utf-8")


def test_domain_and_rules_load_together() -> None:
    domain = load_domain(BOT / "domain")
    load_rules(domain, RULES)
    assert "complaint_form" in domain.forms


def test_every_action_of_the_domain_has_code_and_the_other_way_round(parts: Parts) -> None:
    assert set(load_domain(BOT / "domain").actions) == set(executor_for(parts).actions)
    assert len({action(parts).name() for action in ACTIONS}) == len(ACTIONS)


def test_every_action_of_a_rule_exists() -> None:
    domain = load_domain(BOT / "domain")
    known = {*domain.actions, *domain.responses, *domain.forms, "action_deactivate_loop"}
    for file in RULES.glob("*.yml"):
        for rule in YAML(typ="safe").load(file.read_text("utf-8"))["rules"]:
            named = {step["action"] for step in rule["steps"] if "action" in step}
            assert named <= known, f"{file.name}, {rule['rule']}: {named - known}"


def test_every_intent_is_dealt_with() -> None:
    """Each has a rule; those that only buttons send are never trained."""
    domain = load_domain(BOT / "domain")
    rules = [rule for file in RULES.glob("*.yml") for rule in YAML(typ="safe").load(file.read_text("utf-8"))["rules"]]
    dealt_with = {step["intent"] for rule in rules for step in rule["steps"] if "intent" in step}
    assert set(domain.intents) - {"restart", "back", "session_start"} == dealt_with
    trained = "".join(file.read_text("utf-8") for file in (BOT / "data" / "nlu").glob("*.yml"))
    for intent in ("answer", "begin", "change", "stop_now", "carry_on", "take_back", "withdraw"):
        assert not re.search(rf"intent: {intent}$", trained, re.MULTILINE)


def test_every_response_is_found_for_translation() -> None:
    with (BOT / "domain" / "base.yml").open("rb") as file:
        found = {words for _, _, words, _ in extract_words(file, {}, (), {"also": "text title"})}
    for name, variations in load_domain(BOT / "domain").responses.items():
        assert {variation["text"] for variation in variations} <= found, name


def test_a_payload_sets_no_slot() -> None:
    """Slots are set by our actions alone: no message can name a draft, a case or a landlord."""
    for slot in load_domain(BOT / "domain").slots.values():
        assert all(mapping.kind == "custom" and not mapping.action for mapping in slot.mappings), slot.name
