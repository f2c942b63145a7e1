"""What an intent means in a resident's words, to ask between two that are close."""

from collections.abc import Mapping

from actions.talk import Button, Talk, payload
from portal.domain.words import N_

ASKED_FROM = 0.15
"""How likely each of the two must be: below it, asking would only confuse."""


def close_calls(talk: Talk) -> list[Button]:
    """The two likeliest meanings of a message that was not understood, as buttons, and "something else"; or nothing."""
    buttons = [talk.button(MEANINGS[name], payload(name)) for name in likeliest(talk)]
    return [*buttons, talk.button(N_("Something else"), payload("help"))] if buttons else []


def likeliest(talk: Talk) -> list[str]:
    """The one or two intents that a message most likely means, though not surely; none where all are unlikely."""
    ranking = talk.tracker.latest_message.get("intent_ranking") or ()
    likely = [each["name"] for each in ranking if each["name"] in MEANINGS and float(each["confidence"]) >= ASKED_FROM]
    return likely[:2]


MEANINGS: Mapping[str, str] = {
    "greet": N_("You say hello"),
    "goodbye": N_("You want to go now"),
    "thank": N_("You say thank you"),
    "affirm": N_("Yes"),
    "deny": N_("No"),
    "make_complaint": N_("You want to complain"),
    "report_repair": N_("Something is broken"),
    "report_asb": N_("Neighbours or other people make trouble"),
    "give_compliment": N_("Something went well"),
    "make_suggestion": N_("You have an idea for us"),
    "check_status": N_("You want to know where your complaint is"),
    "ask_timescales": N_("You want to know when you will hear from us"),
    "ask_process": N_("You want to know how complaints work"),
    "escalate": N_("You are not happy with our answer"),
    "ask_ombudsman": N_("You ask about the Ombudsman"),
    "request_adjustment": N_("You need us to do something differently"),
    "representative": N_("You act for someone, or someone acts for you"),
    "withdraw_consent": N_("You want to take back a permission"),
    "change_language": N_("You want another language"),
    "simpler_words": N_("You want easier words"),
    "talk_to_person": N_("You want to speak to a person"),
    "complain_anonymously": N_("You want to complain without your name"),
    "ask_privacy": N_("You ask who sees what you write"),
    "emergency": N_("Somebody is in danger now"),
    "distress": N_("You feel very bad, or somebody hurts you"),
    "go_back": N_("You want to change an answer"),
    "stop": N_("You want to stop"),
    "help": N_("You need help with this chat"),
    "out_of_scope": N_("Something that is not about your home"),
}
