"""Answers about the process, from the policy in force and the case's own dates; never from free invention."""

from collections.abc import Iterable

from rasa_sdk.events import SlotSet

from actions.safety import tell_advice
from actions.said import DANGERS
from actions.talk import PutrightAction, RasaEvent, Talk, payload
from portal.domain.words import N_

COMPLAIN, REPORT, STATUS, PERSON = "make_complaint", "report_repair", "check_status", "talk_to_person"


class Greet(PutrightAction):
    """Says hello, and that it is a computer."""

    action = "action_greet"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Say it."""
        if talk.in_form:
            talk.say(N_("Hello. Let us go on."))
        elif has_begun(talk):
            talk.say(HELLO, landlord=talk.policy.name)
            talk.say(BEGUN, buttons=main_ways(talk))
        else:
            talk.say(HELLO, landlord=talk.policy.name, buttons=main_ways(talk))
        return ()


class WhatNext(PutrightAction):
    """Offers the main ways on."""

    action = "action_what_next"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Offer them."""
        if talk.in_form:
            talk.say(N_("Choose one of the answers, or write it in your own words."))
        else:
            talk.say(N_("What would you like to do?"), buttons=main_ways(talk))
        return ()


class Help(PutrightAction):
    """Says what it can do and who else can help."""

    action = "action_help"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Say it."""
        talk.say(HELP, phone=talk.policy.contacts.phone, buttons=main_ways(talk) if not talk.in_form else ())
        return ()


class ReportRepair(PutrightAction):
    """A first report, or told before? Asked, not assumed. Both can be made, and what was written is kept."""

    action = "action_report_repair"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Say what a service request is and ask."""
        draft = talk.open_draft
        if talk.text and "story" not in draft.answers:
            talk.keep_for_story(draft)
        talk.say(talk.policy.service_request.words)
        buttons = [
            talk.button(N_("This is the first time"), payload("begin", told_before="first_time")),
            talk.button(N_("I have told you before"), payload("begin", told_before="told")),
        ]
        talk.say(N_("Have you told us about this before?"), buttons=buttons)
        return [SlotSet("draft", draft.id)]


class AskOmbudsman(PutrightAction):
    """The Ombudsman: advice any time, when we are late, and after our final answer. Kept apart."""

    action = "action_ask_ombudsman"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Tell them."""
        body = talk.policy.ombudsman
        talk.say(OMBUDSMAN, name=body.name, phone=body.phone)
        talk.say(OMBUDSMAN_ROADS, address=talk.address("ombudsman"))
        return ()


class TalkToPerson(PutrightAction):
    """The ways to a person. No opening hours are promised: the policy names none."""

    action = "action_talk_to_person"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Name them."""
        contacts = talk.policy.contacts
        if contacts.email:
            talk.say(PERSON_WAYS, phone=contacts.phone, email=contacts.email)
        else:
            talk.say(PERSON_BY_PHONE, phone=contacts.phone)
        if contacts.in_person:
            talk.say(contacts.in_person)
        return ()


class AnotherWay(PutrightAction):
    """What has a page of its own: names the page and the phone."""

    action = "action_another_way"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Name them."""
        words, page = PAGES[talk.intent]
        talk.say(words, address=talk.address(page), phone=talk.policy.contacts.phone)
        return ()


class NotUnderstood(PutrightAction):
    """Not understood. Twice in a row: a person, the form and the phone."""

    action = "action_not_understood"
    hears = False

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Say so, kindly, and offer more the second time."""
        misses = int(talk.tracker.get_slot("misunderstood") or 0) + 1
        if danger := _likely_danger(talk):
            talk.say(N_("I am not sure that I understood. If somebody is in danger, do this first."))
            tell_advice(talk, danger, danger)
        elif misses > 1:
            ways = () if talk.in_form else main_ways(talk)
            talk.say(TWICE, phone=talk.policy.contacts.phone, address=talk.address("complain"), buttons=ways)
        elif talk.in_form:
            talk.say(N_("I did not understand that. Choose one of the answers, or say it another way."))
        else:
            talk.say(
                N_("I did not understand that. Say it another way, or choose one of these."), buttons=main_ways(talk)
            )
        return [SlotSet("misunderstood", misses)]


def main_ways(talk: Talk) -> list[dict[str, str]]:
    """The main ways on, as buttons. What was begun is carried on."""
    begun = talk.button(N_("Carry on with it"), payload("carry_on"))
    return [
        begun if has_begun(talk) else talk.button(N_("Make a complaint"), payload(COMPLAIN)),
        talk.button(N_("Tell you about something broken"), payload(REPORT)),
        talk.button(N_("See my complaint"), payload(STATUS)),
        talk.button(N_("Speak to a person"), payload(PERSON)),
    ]


def has_begun(talk: Talk) -> bool:
    """Is there a complaint with answers that has not been sent?"""
    return bool(talk.draft.answers) and not talk.draft.reference


def _likely_danger(talk: Talk) -> str:
    """The danger that the model thinks of first, though not surely: better said once too often."""
    ranking = talk.tracker.latest_message.get("intent_ranking") or ()
    likely = next((each for each in ranking if each["name"] not in ("nlu_fallback", "out_of_scope")), None)
    return likely["name"] if likely and likely["name"] in DANGERS and likely["confidence"] >= MAYBE else ""


MAYBE = 0.3
HELLO = N_(
    "Hello. I am a computer that helps people complain to %(landlord)s. People read what you send. What has happened?"
)
HELP = N_(
    "I can take a complaint, pass on something broken, tell you where your complaint is, and tell you about the "
    "Housing Ombudsman. Write in your own words. You can change any answer and stop at any time. "
    "To speak to a person, phone %(phone)s."
)
BEGUN = N_("You have begun to tell us something. Do you want to carry on with it?")
OMBUDSMAN = N_(
    "The %(name)s is free and is not part of us. You can ask for advice at any time, also before you complain. "
    "Phone %(phone)s."
)
OMBUDSMAN_ROADS = N_(
    "If we are late, they can press us for an answer. If you have had our final answer and are still unhappy, "
    "they can look into it. How to do each: %(address)s"
)
PERSON_WAYS = N_("You can speak to a person. Phone %(phone)s or write to %(email)s. What you told me is kept.")
PERSON_BY_PHONE = N_("You can speak to a person. Phone %(phone)s. What you told me is kept.")
TWICE = N_(
    "Sorry, I still do not understand. A person can help you: phone %(phone)s. Or use the form: %(address)s. "
    "What you told me is kept."
)
BY_PAGE = N_("You can do that on this page: %(address)s. Or phone us on %(phone)s.")
READ_PAGE = N_("You can read about it here: %(address)s. Or phone us on %(phone)s.")
PAGES = {
    "give_compliment": (BY_PAGE, "feedback"),
    "make_suggestion": (BY_PAGE, "feedback"),
    "ask_process": (READ_PAGE, "how-complaints-work"),
    "request_adjustment": (BY_PAGE, "adjustments"),
    "representative": (BY_PAGE, "representative"),
    "withdraw_consent": (
        N_("To take back a permission, phone us on %(phone)s. We stop at once. More here: %(address)s"),
        "representative",
    ),
    "complain_anonymously": (
        N_(
            "You can complain without your name. Choose Make a complaint, then Me without my name. "
            "Or here: %(address)s. Or phone us on %(phone)s."
        ),
        "complain",
    ),
    "ask_privacy": (READ_PAGE, "privacy"),
}
