"""Danger and distress: what to do now, told before anything else."""

from collections.abc import Iterable

from rasa_sdk.events import FollowupAction, SlotSet

from actions.journeys import COMPLAINT
from actions.other_words import says_complaint
from actions.said import DANGERS, length_of
from actions.talk import PutrightAction, RasaEvent, Talk, payload
from portal.domain.draft import Draft
from portal.domain.safety import KEPT, LANDLORD_LINE
from portal.domain.words import N_
from portal.files.emergencies import load_emergencies

WANTS_TO_COMPLAIN = 0.1
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


def tell_of_hazards(talk: Talk) -> None:
    """Where the home itself may hurt somebody today, the landlord's own line comes first. Staff see the mark."""
    if talk.tracker.latest_message.get("phone_first"):
        contacts = talk.policy.contacts
        talk.say(PHONE_FIRST, phone=contacts.emergency_phone or contacts.phone)


PHONE_FIRST = N_("If this could hurt somebody today, phone us first: %(phone)s. Then carry on here.")


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
        if _wants_to_complain(talk):
            return [SlotSet(COMPLAINT.draft, draft.id), FollowupAction(COMPLAINT.form)]
        buttons = [
            talk.button(N_("Make a complaint about this"), payload("make_complaint")),
            talk.button(N_("Speak to a person"), payload("talk_to_person")),
        ]
        talk.say(N_("What would you like to do next?"), buttons=buttons)
        return [SlotSet(COMPLAINT.draft, draft.id)]


def _kept(talk: Talk) -> Draft:
    """The draft, with the words about a danger for a complaint that may follow."""
    draft = talk.open_draft_of(COMPLAINT)
    is_told = length_of(talk.text) >= ENOUGH_WORDS and "story" not in draft.answers
    return talk.keep_for_story(draft) if is_told else draft


def _wants_to_complain(talk: Talk) -> bool:
    """Besides the danger, is a complaint what they most likely mean?"""
    ranking = talk.tracker.latest_message.get("intent_ranking") or ()
    besides = next((each for each in ranking if each["name"] not in DANGERS), None)
    is_likely = besides and besides["name"] == "make_complaint" and besides["confidence"] >= WANTS_TO_COMPLAIN
    return bool(is_likely) or says_complaint(talk.text)
