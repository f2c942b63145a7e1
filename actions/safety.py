"""Danger and distress: what to do now, told before anything else."""

from collections.abc import Iterable

from rasa_sdk.events import FollowupAction, SlotSet

from actions.talk import JOURNEY, PutrightAction, RasaEvent, Talk, payload
from portal.domain.draft import Draft
from portal.domain.safety import KEPT, LANDLORD_LINE
from portal.domain.words import N_
from portal.files.emergencies import load_emergencies

WANTS_TO_COMPLAIN = 0.5
ENOUGH_WORDS = 3


def tell_of_danger(talk: Talk) -> bool:
    """Say what to do now. Says that it did.

    The understanding component looks for danger in the whole message, and notes kind and topic with the parse; where
    only the model sees danger, the advice is the one for its kind.
    """
    found = talk.tracker.latest_message.get("safety") or {"topic": talk.intent, "kind": talk.intent}
    tell_advice(talk, found["topic"], found["kind"])
    return True


def tell_advice(talk: Talk, topic: str, kind: str) -> None:
    """Say what to do now, and who to phone."""
    advice = load_emergencies().advice(topic, kind)
    lines = [talk.wording.say(words) for words in advice.words]
    lines += [f"{talk.wording.say(line.name)}: {line.phone}" for line in advice.lines]
    if advice.ask_landlord:
        contacts = talk.policy.contacts
        phone = contacts.emergency_phone or contacts.phone
        lines.append(talk.wording.say(LANDLORD_LINE, landlord=talk.policy.name, phone=phone))
    talk.dispatcher.utter_message(text="\n".join(lines), urgent=True)
    talk.say(KEPT)


class TellOfDanger(PutrightAction):
    """Answers a message that is about danger or distress: found by words, or by the model where words are not enough.

    What was written is kept for a complaint, and somebody who said that they want to complain is asked on.
    """

    action = "action_safety"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Say what to do now."""
        tell_of_danger(talk)
        if talk.in_form:
            return ()
        draft = _kept(talk)
        if _likely(talk, "make_complaint") >= WANTS_TO_COMPLAIN:
            return [SlotSet("draft", draft.id), FollowupAction(f"{JOURNEY}_form")]
        buttons = [
            talk.button(N_("Make a complaint about this"), payload("make_complaint")),
            talk.button(N_("Speak to a person"), payload("talk_to_person")),
        ]
        talk.say(N_("What would you like to do next?"), buttons=buttons)
        return [SlotSet("draft", draft.id)]


def _kept(talk: Talk) -> Draft:
    """The draft, with the words about a danger for a complaint that may follow."""
    draft = talk.open_draft
    is_told = talk.intent == "emergency" and len(talk.text.split()) >= ENOUGH_WORDS and "story" not in draft.answers
    return talk.keep_for_story(draft) if is_told else draft


def _likely(talk: Talk, intent: str) -> float:
    ranking = talk.tracker.latest_message.get("intent_ranking") or ()
    return next((float(each["confidence"]) for each in ranking if each["name"] == intent), 0.0)
