"""Somebody writes in a language that the conversation is not in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk.events import SlotSet

from portal.domain.words import N_
from portal.languages import ENGLISH, IN_EASY_ENGLISH, LANGUAGES, offered
from portal.wording import Wording

if TYPE_CHECKING:  # every action begins with this, so the talk cannot be known here
    from actions.talk import Talk

EASY = "en@easy"


def offer_language(talk: Talk) -> list[dict[str, Any]]:
    """Somebody writes in another language: go on in it, if they choose; else in easy English, with an interpreter.

    Said once for each language. The language of one message is a guess, so a catalogue is offered and never put on.
    """
    spoken = str(talk.tracker.latest_message.get("language") or "")
    if not spoken or not talk.text or spoken in (ENGLISH.code, talk.language, talk.tracker.get_slot(OFFERED)):
        return []
    told = SlotSet(OFFERED, spoken)
    if spoken in (each.code for each in offered(talk.policy.languages)):
        talk.tell(Wording(spoken).say(GO_ON_IN_IT, name=LANGUAGES[spoken].own_name))
        return [told]
    if talk.language not in (ENGLISH.code, EASY):
        return []
    talk.tell(IN_EASY_ENGLISH[spoken] % {"phone": talk.policy.contacts.phone})
    talk.tracker.slots["language"] = EASY
    return [told, SlotSet("language", EASY)]


GO_ON_IN_IT = N_("We can go on in this language. Write: %(name)s")
OFFERED = "offered_language"
"""The slot that holds the language last offered."""
