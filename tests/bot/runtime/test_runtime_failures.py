"""Where actions fail, a resident's answers stay safe: nothing unchecked is kept, nothing kept is lost."""

from pathlib import Path
from typing import Any

import pytest
from golden_bot import golden_engine
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection
from talking import Does, Talk, a_bot

SORRY = "Sorry, I did not understand. You can ask for a person."
ACCOUNT = "My boiler was not mended for six weeks"
FILLED = {
    "complaint_category": "noise", "complaint_text": ACCOUNT, "desired_outcome": "quiet",
    "needs_adjustment": False, "consent": True,
}  # fmt: skip


class BrokenCheck(Action):
    """A form's action with a bug."""

    def name(self) -> str:
        return "validate_complaint_form"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        raise RuntimeError("validate broke")


class BrokenStart(BrokenCheck):
    def name(self) -> str:
        return "action_session_start"


def broken(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    raise RuntimeError("broke")


@pytest.mark.parametrize("slots", [{}, {"complaint_text": ACCOUNT}, FILLED])
def test_a_check_that_fails_as_the_form_begins_submits_nothing(slots: dict[str, Any]) -> None:
    talk = Talk(golden_engine("probe", BrokenCheck))
    turn = talk.turn("/make_complaint", slots=slots)
    assert [message["text"] for message in turn.messages] == [SORRY]
    assert "action_submit_complaint" not in [event.get("name") for event in turn.events]
    assert talk.tracker.loop is None


def test_a_check_that_fails_mid_form_keeps_the_answers_before_and_nothing_unchecked() -> None:
    talk = Talk(golden_engine("probe"))
    talk.say("/make_complaint")
    talk.say('/inform_category{"category": "noise"}')
    assert talk.say("FAILME, said the neighbour", "report_repair") == [SORRY]
    assert (talk.tracker.loop, talk.slot("requested_slot")) == ("complaint_form", "complaint_text")
    assert (talk.slot("complaint_category"), talk.slot("complaint_text")) == ("noise", None)
    assert talk.say(ACCOUNT, "report_repair") == ["What would you like us to do?"]


def test_a_session_begins_even_if_its_action_fails() -> None:
    talk = Talk(golden_engine("two", BrokenStart))
    assert talk.say("/escalate") == ["We will move your complaint to stage 2."]


DOMAIN = """
intents: [ask, inform]
slots: {text: {type: text, influence_conversation: false, mappings: [{type: from_text}]}}
actions: [action_broken%s]
responses:
  utter_done: [{text: done}]
  utter_action_failed: [{text: "something went wrong, nothing is lost"}]
"""
RULES = "rules: [{rule: ask, steps: [{intent: ask}, {action: action_broken}, {action: utter_done}]}]"


def test_a_bot_with_words_for_a_failure_says_them_and_not_that_it_is_done(tmp_path: Path) -> None:
    talk = Talk(a_bot(tmp_path, DOMAIN % "", RULES, Does("action_broken", broken)))
    assert talk.say("/ask") == ["something went wrong, nothing is lost"]


def test_an_answer_that_is_not_json_is_a_failure(tmp_path: Path) -> None:
    strange = Does("action_broken", lambda dispatcher, tracker: [{"event": "slot", "name": "text", "value": object()}])
    talk = Talk(a_bot(tmp_path, DOMAIN % "", RULES, strange))
    assert talk.say("/ask") == ["something went wrong, nothing is lost"]
    assert talk.slot("text") == "/ask"


def test_slots_that_could_not_be_checked_are_not_kept(tmp_path: Path) -> None:
    name = "action_validate_slot_mappings"
    actions = Does("action_broken", broken), Does(name, broken)
    talk = Talk(a_bot(tmp_path, DOMAIN % f", {name}", RULES, *actions))
    assert talk.say("unchecked") == ["something went wrong, nothing is lost"]
    assert talk.slot("text") is None


def test_an_unknown_slot_and_an_unknown_event_from_an_action_change_nothing(tmp_path: Path) -> None:
    returned = [{"event": "slot", "name": "nosuch", "value": 1}, {"event": "agent"}, {"event": "slot", "name": "text"}]
    talk = Talk(a_bot(tmp_path, DOMAIN % "", RULES, Does("action_broken", lambda d, t: list(returned))))
    assert talk.say("/ask") == ["done"]
    assert "nosuch" not in talk.tracker.slots
    assert talk.slot("text") is None


def test_a_fallback_that_takes_nothing_back_speaks_once(tmp_path: Path) -> None:
    def say(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
        dispatcher.utter_message(text="pardon?")
        return []

    domain = "intents: [ask, inform]\nactions: [action_default_fallback]\n"
    talk = Talk(a_bot(tmp_path, domain, "rules: []", Does("action_default_fallback", say)))
    assert talk.say("anything") == ["pardon?"]
    assert talk.tracker.state.action == "action_listen"


def test_when_even_the_fallback_declines_it_listens(tmp_path: Path) -> None:
    def decline(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
        raise ActionExecutionRejection("action_default_fallback")

    domain = "intents: [ask, inform]\nactions: [action_default_fallback]\n"
    talk = Talk(a_bot(tmp_path, domain, "rules: []", Does("action_default_fallback", decline)))
    assert talk.say("anything") == []
    assert talk.tracker.state.action == "action_listen"
