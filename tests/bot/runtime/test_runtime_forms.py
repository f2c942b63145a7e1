"""Forms: what fills them, what leaves them, and what they ask."""

from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.events import ActionExecutionRejected, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from talking import Does, Talk, a_bot

DOMAIN = """
intents: [begin, begin_for_other, inform, ask, stop, affirm]
entities: [city, person]
slots:
  start: {type: text, influence_conversation: false, mappings: [{type: from_entity, entity: city}]}
  goal: {type: text, influence_conversation: false, mappings: [{type: from_entity, entity: city}]}
  who:
    type: text
    influence_conversation: false
    mappings:
    - {type: from_trigger_intent, intent: begin_for_other, value: other}
    - {type: from_text, not_intent: [ask, stop], conditions: [{active_loop: trip_form, requested_slot: who}]}
forms:
  trip_form: {ignored_intents: [stop], required_slots: [start, goal, who]}
responses:
  utter_ask_start: [{text: start?}]
  utter_ask_goal: [{text: general goal?}]
  utter_ask_trip_form_goal: [{text: goal?}]
  utter_ask_who: [{text: who?}]
  utter_help: [{text: help}]
  utter_done: [{text: "{who} from {start} to {goal}"}]
  utter_stopped: [{text: stopped}]
  utter_default: [{text: sorry}]
  utter_back: [{text: back}]
"""
RULES = """
rules:
- rule: begin
  steps: [{or: [{intent: begin}, {intent: begin_for_other}]}, {action: trip_form}, {active_loop: trip_form}]
- rule: done
  condition: [{active_loop: trip_form}]
  steps: [{action: trip_form}, {active_loop: null}, {slot_was_set: [{requested_slot: null}]}, {action: utter_done}]
- rule: stop
  condition: [{active_loop: trip_form}]
  steps: [{intent: stop}, {action: action_deactivate_loop}, {active_loop: null}, {action: utter_stopped}]
- rule: help
  steps: [{intent: ask}, {action: utter_help}]
"""


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    return Talk(a_bot(tmp_path, DOMAIN, RULES))


def test_a_form_asks_for_each_empty_slot_in_order(talk: Talk) -> None:
    assert talk.say("/begin") == ["start?"]
    assert talk.say('/inform{"city": "Leeds"}') == ["goal?"]
    assert talk.say('/inform{"city": "York"}') == ["who?"]
    assert talk.say("me") == ["me from Leeds to York"]
    assert talk.tracker.loop is None


def test_an_entity_that_fits_two_slots_fills_only_the_one_asked_for(talk: Talk) -> None:
    talk.say("/begin")
    talk.say('/inform{"city": "Leeds"}')
    assert (talk.slot("start"), talk.slot("goal")) == ("Leeds", None)


def test_what_is_known_already_is_not_asked(talk: Talk) -> None:
    assert talk.say("/begin", slots={"start": "Leeds", "who": "me"}) == ["goal?"]


def test_a_form_that_is_full_from_the_beginning_ends_at_once(talk: Talk) -> None:
    assert talk.say("/begin", slots={"start": "A", "goal": "B", "who": "me"}) == ["me from A to B"]
    assert talk.tracker.loop is None


def test_the_intent_that_begins_a_form_can_fill_a_slot(talk: Talk) -> None:
    talk.say("/begin_for_other")
    assert talk.slot("who") == "other"


def test_other_talk_is_answered_and_the_question_asked_again(talk: Talk) -> None:
    talk.say("/begin")
    assert talk.say("/ask") == ["help", "start?"]
    assert talk.say('/inform{"city": "Leeds"}') == ["goal?"]


def test_what_no_rule_answers_leaves_the_form_as_it_was(talk: Talk) -> None:
    talk.say("/begin")
    talk.say('/inform{"city": "Leeds"}')
    before = (talk.tracker.slots, talk.tracker.loop)
    assert talk.say("/affirm") == ["sorry"]
    assert (talk.tracker.slots, talk.tracker.loop) == before
    assert talk.say('/inform{"city": "York"}') == ["who?"]


def test_a_stopped_form_keeps_its_slots_and_goes_on_later(talk: Talk) -> None:
    talk.say("/begin")
    talk.say('/inform{"city": "Leeds"}')
    assert talk.say("/stop") == ["stopped"]
    assert (talk.tracker.loop, talk.slot("start")) == (None, "Leeds")
    assert talk.say("/begin") == ["goal?"]


def test_an_ignored_intent_fills_nothing_even_without_conditions(talk: Talk) -> None:
    talk.say("/begin")
    talk.say('/stop{"city": "Leeds"}')
    assert talk.slot("start") is None


class ValidateTrip(FormValidationAction):
    """Asks for the goal alone when the resident is at home; refuses the moon; fills `who` by itself."""

    def name(self) -> str:
        return "validate_trip_form"

    async def required_slots(
        self, domain_slots: list[str], dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[str]:
        return ["goal", "who"] if tracker.get_slot("start") == "home" else domain_slots

    def validate_goal(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        if value == "moon":
            dispatcher.utter_message(text="too far")
        return {"goal": None if value == "moon" else value}

    def extract_who(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> dict[str, Any]:
        text = tracker.latest_message.get("text") or ""
        return {"who": "self"} if "myself" in text else {}


@pytest.fixture
def validated(tmp_path: Path) -> Talk:
    return Talk(a_bot(tmp_path, DOMAIN + "actions: [validate_trip_form]", RULES, ValidateTrip()))


def test_the_forms_action_chooses_what_to_ask(validated: Talk) -> None:
    assert validated.say("/begin", slots={"start": "home"}) == ["goal?"]
    assert validated.say('/inform{"city": "York"}') == ["who?"]
    assert validated.say("me") == ["me from home to York"]


def test_a_refused_answer_is_asked_again(validated: Talk) -> None:
    validated.say("/begin", slots={"start": "home"})
    assert validated.say('/inform{"city": "moon"}') == ["too far", "goal?"]
    assert validated.slot("goal") is None


def test_a_prefilled_slot_is_checked_when_the_form_begins(validated: Talk) -> None:
    assert validated.say("/begin", slots={"start": "home", "goal": "moon"}) == ["too far", "goal?"]


def test_the_forms_action_reads_a_slot_itself(validated: Talk) -> None:
    validated.say("/begin", slots={"start": "home"})
    assert validated.say("myself", "ask") == ["goal?"]
    assert validated.slot("who") == "self"


def test_an_action_can_ask(tmp_path: Path) -> None:
    def ask(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
        dispatcher.utter_message(text=f"from {tracker.get_slot('start')} to?")
        return []

    asking = Does("action_ask_trip_form_goal", ask)
    talk = Talk(a_bot(tmp_path, DOMAIN + "actions: [action_ask_trip_form_goal]", RULES, asking))
    talk.say("/begin")
    assert talk.say('/inform{"city": "Leeds"}') == ["from Leeds to?"]


def test_a_form_can_be_left_to_the_rules_by_its_action(tmp_path: Path) -> None:
    def reject(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
        asked = tracker.active_loop.get("name") and tracker.get_intent_of_latest_message() is None
        return [ActionExecutionRejected("trip_form")] if asked and tracker.latest_message["text"] == "help" else []

    talk = Talk(a_bot(tmp_path, DOMAIN + "actions: [validate_trip_form]", RULES, Does("validate_trip_form", reject)))
    talk.say("/begin")
    assert talk.say("help", "ask")[0] == "help"
    assert talk.tracker.loop == "trip_form"


def test_a_form_that_a_rule_leads_back_to_does_not_read_the_message(tmp_path: Path) -> None:
    unsure = [[], [], [ActionExecutionRejected("trip_form"), SlotSet("goal", "kept")], []]
    back = """
- rule: lead back
  condition: [{active_loop: trip_form}]
  steps: [{intent: affirm}, {action: trip_form}, {active_loop: trip_form}]
"""
    check = Does("validate_trip_form", lambda dispatcher, tracker: unsure.pop(0))
    talk = Talk(a_bot(tmp_path, DOMAIN + "actions: [validate_trip_form]", RULES + back, check))
    talk.say("/begin")
    turn = talk.turn("hm", "affirm")
    assert "loop_interrupted" in [event["event"] for event in turn.events]
    assert [message["text"] for message in turn.messages] == ["start?"]


def test_a_rule_inside_the_form_keeps_a_general_one_from_leading_back(tmp_path: Path) -> None:
    domain = DOMAIN.replace("slots:", "slots:\n  a_slot_with_a_long_name: {type: bool, mappings: [{type: custom}]}", 1)
    more = """
- rule: general, with a key longer than that of the rule in the form
  condition: [{slot_was_set: [{a_slot_with_a_long_name: true}]}]
  steps: [{intent: affirm}, {action: utter_help}]
- rule: in the form
  condition: [{active_loop: trip_form}]
  steps: [{intent: affirm}, {action: utter_help}, {action: utter_back}]
"""
    talk = Talk(a_bot(tmp_path, domain, RULES + more))
    talk.say("/begin")
    assert talk.say("/affirm") == ["help", "back"]
    assert talk.say("/affirm", slots={"a_slot_with_a_long_name": True}) == ["help", "sorry"]


def test_a_form_left_to_the_rules_does_not_read_a_message_that_an_action_puts_in(tmp_path: Path) -> None:
    def put_in(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
        parse = {"text": "smuggled", "intent": {"name": "inform"}, "entities": []}
        return [{"event": "user", "text": "smuggled", "parse_data": parse}]

    rules = RULES.replace("{action: utter_help}", "{action: action_put_in}")
    talk = Talk(a_bot(tmp_path, DOMAIN + "actions: [action_put_in]", rules, Does("action_put_in", put_in)))
    talk.say("/begin", slots={"start": "Leeds", "goal": "York"})
    talk.say("/ask")
    assert (talk.slot("requested_slot"), talk.slot("who")) == ("who", None)


@pytest.mark.parametrize(("slots", "calls"), [({}, 2), ({"start": "Leeds"}, 1)])
def test_a_beginning_form_is_checked_again_only_if_it_had_nothing(
    tmp_path: Path, slots: dict[str, str], calls: int
) -> None:
    called: list[str] = []
    count = Does("validate_trip_form", lambda dispatcher, tracker: called.append("once") or [])
    Talk(a_bot(tmp_path, DOMAIN + "actions: [validate_trip_form]", RULES, count)).say("/begin", slots=slots)
    assert len(called) == calls


def test_a_forms_action_can_end_the_form(tmp_path: Path) -> None:
    def enough(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
        return [SlotSet("requested_slot", None)] if tracker.get_slot("start") else []

    talk = Talk(a_bot(tmp_path, DOMAIN + "actions: [validate_trip_form]", RULES, Does("validate_trip_form", enough)))
    talk.say("/begin")
    assert talk.say('/inform{"city": "Leeds"}') == ["None from Leeds to None"]
    assert talk.tracker.loop is None


def test_actions_see_the_tracker_as_a_server_sends_it(tmp_path: Path) -> None:
    seen: list[Tracker] = []

    def look(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
        seen.append(tracker.copy())
        tracker.slots["start"] = "spoilt"
        tracker.events.clear()
        return []

    talk = Talk(a_bot(tmp_path, DOMAIN + "actions: [validate_trip_form]", RULES, Does("validate_trip_form", look)))
    talk.say("/begin")
    talk.say('/inform{"city": "Leeds"}')
    kinds = [(event["event"], event.get("name"), event.get("value")) for event in seen[-1].events[-3:]]
    assert kinds == [("slot", "requested_slot", "start"), ("action", "trip_form", None), ("slot", "start", "Leeds")]
    assert seen[-1].slots_to_validate() == {"start": "Leeds"}
    assert seen[-1].active_loop_name == "trip_form"
    assert talk.slot("start") == "Leeds"


def test_a_mapping_can_have_an_action_of_its_own_and_a_last_check(tmp_path: Path) -> None:
    domain = """
intents: [inform]
slots:
  size: {type: text, influence_conversation: false, mappings: [{type: custom, action: action_size}]}
  text: {type: text, influence_conversation: false, mappings: [{type: from_text}]}
actions: [action_size, action_validate_slot_mappings]
"""

    def shout(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
        return [SlotSet(name, value.upper()) for name, value in tracker.slots_to_validate().items() if name == "text"]

    size = Does("action_size", lambda dispatcher, tracker: [SlotSet("size", len(tracker.latest_message["text"]))])
    talk = Talk(a_bot(tmp_path, domain, "rules: []", size, Does("action_validate_slot_mappings", shout)))
    talk.turn("hello")
    slots = {event["name"]: event["value"] for event in talk.tracker.events if event["event"] == "slot"}
    assert slots == {"size": 5, "text": "HELLO"}
