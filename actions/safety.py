"""Danger and distress: what to do now, told before anything else."""

from collections.abc import Iterable

from actions.talk import PutrightAction, RasaEvent, Talk
from portal.domain.safety import KEPT, LANDLORD_LINE
from portal.files.emergencies import load_emergencies

def tell_of_danger(talk: Talk) -> bool:
    """If the last message speaks of danger or distress, say what to do now. Says whether it did.

    The understanding component looks for danger in the whole message, and notes kind and topic with the parse.
    """
    found = talk.tracker.latest_message.get("safety") or {}
    if found:
        tell_advice(talk, found["topic"], found["kind"])
    return bool(found)


def tell_advice(talk: Talk, topic: str, kind: str) -> None:
    """Say what to do now, and who to phone."""
    advice = load_emergencies().advice(topic, kind)
    lines = [talk.wording.say(words) for words in advice.words]
    lines += [f"{talk.wording.say(line.name)}: {line.phone}" for line in advice.lines]
    if advice.ask_landlord:
        contacts = talk.policy.contacts
        phone = contacts.emergency_phone or contacts.phone
        lines.append(talk.wording.say(LANDLORD_LINE, landlord=talk.policy.name, phone=phone))
    talk.tell("\n".join(lines))
    talk.say(KEPT)


class TellOfDanger(PutrightAction):
    """Answers a message that is about danger or distress: found by words, or by the model where words are not enough."""

    action = "action_safety"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Say what to do now."""
        if not tell_of_danger(talk):
            tell_advice(talk, talk.intent, talk.intent)
        return ()
