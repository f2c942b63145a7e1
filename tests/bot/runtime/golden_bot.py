"""The bot the recordings in golden/ were made on: its engine and its rasa-sdk actions."""

from pathlib import Path
from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import ActionExecuted, ConversationPaused, FollowupAction, SessionStarted, SlotSet
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection

from bot.runtime import Engine, load_domain, load_rules

GOLDEN = Path(__file__).parent / "golden"

Said, Told = CollectingDispatcher, dict[str, Any]
Returned = list[dict[str, Any]]


class Named(Action):
    """An action whose name is an attribute."""

    called: str

    def name(self) -> str:
        return self.called


class ValidateComplaintForm(FormValidationAction):
    def name(self) -> str:
        return "validate_complaint_form"

    def validate_complaint_text(self, value: str, dispatcher: Said, tracker: Tracker, domain: Told) -> Told:
        if "FAILME" in value:
            raise RuntimeError("bug in validation")
        if len(value) < 10:
            dispatcher.utter_message(text="Please tell us a little more.")
            return {"complaint_text": None}
        return {"complaint_text": value.strip()}

    def validate_complaint_category(self, value: str, dispatcher: Said, tracker: Tracker, domain: Told) -> Told:
        return {"complaint_category": value}


class Submit(Named):
    called = "action_submit_complaint"
    emptied = ("complaint_category", "complaint_text", "desired_outcome", "needs_adjustment")

    def run(self, dispatcher: Said, tracker: Tracker, domain: Told) -> Returned:
        outcome = tracker.get_slot("desired_outcome")
        dispatcher.utter_message(text=f"Complaint logged. Outcome wanted: {outcome}")
        return [SlotSet("case_reference", "LMJ-7K3F-92QD"), *(SlotSet(name, None) for name in self.emptied)]


class CheckStatus(Named):
    called = "action_check_status"

    def run(self, dispatcher: Said, tracker: Tracker, domain: Told) -> Returned:
        reference = tracker.get_slot("case_reference")
        known = f"Case {reference}: stage 1, reply due soon."
        dispatcher.utter_message(text=known if reference else "What is your reference?")
        return []


class Reject(Named):
    called = "action_reject"

    def run(self, dispatcher: Said, tracker: Tracker, domain: Told) -> Returned:
        raise ActionExecutionRejection("action_reject", "no thanks")


class Fail(Named):
    called = "action_fail"

    def run(self, dispatcher: Said, tracker: Tracker, domain: Told) -> Returned:
        raise RuntimeError("boom")


class Followup(Named):
    called = "action_followup"

    def run(self, dispatcher: Said, tracker: Tracker, domain: Told) -> Returned:
        return []


class ListMetadata(Followup):
    called = "action_listmeta"


class Pause(Named):
    called = "action_pause"

    def run(self, dispatcher: Said, tracker: Tracker, domain: Told) -> Returned:
        return [ConversationPaused()]


class Events(Named):
    called = "action_events"

    def run(self, dispatcher: Said, tracker: Tracker, domain: Told) -> Returned:
        buttons, card = [{"title": "b", "payload": "/greet"}], {"k": 1}
        dispatcher.utter_message(response="utter_lang", extra="kw")
        dispatcher.utter_message(text="free text", buttons=buttons, json_message=card, image="https://i/x.png")
        return [SlotSet("language", "cy"), FollowupAction("utter_ombudsman")]


class SessionStart(Named):
    called = "action_session_start"

    def run(self, dispatcher: Said, tracker: Tracker, domain: Told) -> Returned:
        metadata = tracker.get_slot("session_started_metadata") or {}
        dispatcher.utter_message(text=f"session start, metadata {metadata}")
        return [SessionStarted(), SlotSet("language", metadata.get("lang", "en")), ActionExecuted("action_listen")]


ACTIONS = (
    ValidateComplaintForm, Submit, CheckStatus, Reject, Fail, Followup, ListMetadata, Pause, Events, SessionStart,
)  # fmt: skip


def executor(*replacing: type[Action]) -> ActionExecutor:
    """An executor with these actions; later ones take the place of those with the same name."""
    actions = ActionExecutor()
    for action in (*ACTIONS, *replacing):
        actions.register_action(action)
    return actions


def unasked(text: str) -> dict[str, Any]:
    """No parser: the message is a payload or brings its parse."""
    raise AssertionError(f"not parsed: {text}")


def golden_engine(bot: str, *replacing: type[Action], **settings: Any) -> Engine:
    """The engine of one of the two recorded bots, `probe` or `two`."""
    folders = GOLDEN / "shared", GOLDEN / bot
    domain = load_domain(*(folder / "domain.yml" for folder in folders))
    rules = load_rules(domain, *(folder / "rules.yml" for folder in folders))
    return Engine(domain, rules, executor(*replacing), unasked, **settings)
