"""One line of help, where the model thinks of danger a little: needless to most, and all to somebody."""

from typing import TYPE_CHECKING

from actions.said import DANGERS, length_of
from portal.domain.words import N_
from portal.files.emergencies import load_emergencies

if TYPE_CHECKING:
    from actions.talk import Talk


def tell_in_case(talk: "Talk") -> None:
    """Say whom to phone, before anything else, once for a message. Where danger is sure, or likely, more is told."""
    message = talk.tracker.latest_message
    if not talk.is_new or length_of(talk.text) < ENOUGH_WORDS:
        return
    if message.get("safety") or talk.intent in DANGERS or (likely_danger(talk) and not talk.in_form):
        return
    if sum(each["confidence"] for each in message.get("intent_ranking") or () if each["name"] in DANGERS) >= A_LITTLE:
        emergency, listening = (load_emergencies().advice(kind, kind).lines[0].phone for kind in KINDS)
        talk.say(IN_CASE, emergency=emergency, listening=listening)


def likely_danger(talk: "Talk") -> str:
    """What was not understood: the danger that the model thinks of first, though not surely; empty for none."""
    if talk.intent != FALLBACK:
        return ""
    ranking = talk.tracker.latest_message.get("intent_ranking") or ()
    likely = next((each for each in ranking if each["name"] not in (FALLBACK, "out_of_scope")), None)
    return str(likely["name"]) if likely and likely["name"] in DANGERS and likely["confidence"] >= MAYBE else ""


FALLBACK = "nlu_fallback"
KINDS = ("emergency", "distress")
ENOUGH_WORDS = 3
A_LITTLE, MAYBE = 0.15, 0.3
IN_CASE = N_(
    "If somebody is in danger now, phone %(emergency)s. If it is all too much, phone the Samaritans at any time: "
    "%(listening)s."
)
