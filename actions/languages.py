"""Going on in another language, or in easier words."""

from collections.abc import Iterable

from rasa_sdk.events import SlotSet

from actions.about_case import opened_case
from actions.answers import main_ways
from actions.hearing import language_named
from actions.offering import EASY
from actions.talk import Button, PutrightAction, RasaEvent, Talk, payload
from portal.domain.words import N_
from portal.languages import LANGUAGES, offered


class ChangeLanguage(PutrightAction):
    """Goes on in another language, or offers those there are."""

    action = "action_change_language"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Change to the one named; else offer them, each by its own name."""
        choices = offered(talk.policy.languages)
        named = talk.entities.get("language", "") if not talk.text else language_named(talk.text)
        if talk.intent == "simpler_words":
            named = EASY if talk.language == "en" else ""
        chosen = next((each for each in choices if each.code == named), None)
        if chosen:
            talk.tracker.slots["language"] = chosen.code
            talk.say(N_("We carry on in this language."))
            if not talk.in_form:
                written = [_write_so(talk, chosen.code)] if opened_case(talk) else []
                talk.say(N_("What would you like to do?"), buttons=[*written, *main_ways(talk)])
            return [SlotSet("language", chosen.code)]
        if named in LANGUAGES:
            talk.say(NOT_YET, language=LANGUAGES[named].own_name, phone=talk.policy.contacts.phone)
        if len(choices) == 1 or talk.intent == "simpler_words":
            talk.say(ONLY_ENGLISH if len(choices) == 1 else IN_PERSON, phone=talk.policy.contacts.phone)
            return ()
        if talk.in_form:  # its own buttons follow
            talk.tell(f"{talk.wording.say(WHICH)} {', '.join(each.own_name for each in choices)}")
            return ()
        buttons = [
            {"title": each.own_name, "payload": payload("change_language", language=each.code)} for each in choices
        ]
        talk.say(WHICH, buttons=buttons)
        return ()


def _write_so(talk: Talk, code: str) -> Button:
    return talk.button(N_("Write to me in this language too"), payload("begin", journey="reach", language=code))


WHICH = N_("Which language?")
NOT_YET = N_("I do not have %(language)s yet. You can ask for an interpreter on %(phone)s. It is free.")
IN_PERSON = N_("A person can explain it to you. Phone us on %(phone)s.")
ONLY_ENGLISH = N_("I can only write English here. You can ask for an interpreter on %(phone)s. It is free.")
