"""Answers about the process, from the policy in force and the case's own dates; never from free invention."""

from collections.abc import Iterable

from rasa_sdk.events import SlotSet

from actions.hearing import DANGERS, language_named
from actions.safety import tell_advice
from actions.talk import JOURNEY, PutrightAction, RasaEvent, Talk, payload
from portal.domain.case import StageDates
from portal.domain.code import code_stages
from portal.domain.deadlines import deadlines
from portal.domain.errors import NotFound
from portal.domain.words import N_
from portal.languages import LANGUAGES, offered
from portal.services.casework import CaseFile, open_file
from portal.services.drafts import begin, keep_unsent

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
        draft = talk.draft if not talk.draft.reference else begin(talk.office, JOURNEY, talk.language, channel="chat")
        if talk.text and "story" not in draft.answers:
            told = draft.unsent.get("story", "")
            keep_unsent(talk.office, draft, {"story": f"{told}\n{talk.text}" if told else talk.text})
        talk.say(talk.policy.service_request)
        buttons = [
            talk.button(N_("This is the first time"), payload("begin", told_before="first_time")),
            talk.button(N_("I have told you before"), payload("begin", told_before="told")),
        ]
        talk.say(N_("Have you told us about this before?"), buttons=buttons)
        return [SlotSet("draft", draft.id)]


class CheckStatus(PutrightAction):
    """Where a case is, for somebody who has opened it with reference and code."""

    action = "action_check_status"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Tell them, or say how to open it."""
        file = opened_case(talk)
        if file is None:
            tried = talk.tracker.get_slot("door")
            if tried:
                talk.say(DOORS[tried])
            talk.say(OPEN_HERE if talk.on_page else OPEN_FIRST, address=talk.address("case"))
            if talk.on_page:
                talk.dispatcher.utter_message(json_message={"sign_in": True})
            return ()
        talk.say(
            N_("Your case %(reference)s is at %(stage)s."), reference=file.case.reference, stage=_stage(file, talk)
        )
        _tell_next(talk, file)
        return ()


class AskTimescales(PutrightAction):
    """When will I hear? The case's own dates, or what the policy promises from today."""

    action = "action_ask_timescales"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Tell them, with the source."""
        file = opened_case(talk)
        if file:
            _tell_next(talk, file)
            return ()
        policy, today = talk.policy, talk.office.today
        first = {1: StageDates(today)}
        promised = deadlines(first, policy, talk.office.calendar(policy), code_stages(first))
        talk.say(FROM_TODAY, {each.kind: each.due for each in promised})
        talk.say(SOURCE, title=policy.title, address=talk.address("how-complaints-work"))
        return ()


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
        talk.say(PERSON_WAYS, phone=contacts.phone, email=contacts.email)
        if contacts.in_person:
            talk.say(contacts.in_person)
        return ()


class ChangeLanguage(PutrightAction):
    """Goes on in another language, or offers those there are."""

    action = "action_change_language"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Change to the one named; else offer them, each by its own name."""
        choices = offered(talk.policy.languages)
        named = talk.entities.get("language", "") if not talk.text else language_named(talk.text)
        chosen = next((each for each in choices if each.code == named), None)
        if chosen:
            talk.tracker.slots["language"] = chosen.code
            talk.say(N_("We go on in English."))
            if not talk.in_form:
                talk.say(N_("What would you like to do?"), buttons=main_ways(talk))
            return [SlotSet("language", chosen.code)]
        if named in LANGUAGES:
            talk.say(NOT_YET, language=LANGUAGES[named].own_name, phone=talk.policy.contacts.phone)
        if len(choices) == 1:
            talk.say(ONLY_ENGLISH, phone=talk.policy.contacts.phone)
            return ()
        buttons = [
            {"title": each.own_name, "payload": payload("change_language", language=each.code)} for each in choices
        ]
        talk.say(N_("Which language?"), buttons=buttons)
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
            talk.say(TWICE, phone=talk.policy.contacts.phone, address=talk.address("complain"))
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


def opened_case(talk: Talk) -> CaseFile | None:
    """The case this person has opened, if any."""
    reference = talk.tracker.get_slot("opened")
    try:
        return open_file(talk.office, str(reference)) if reference else None
    except NotFound:
        return None


def _tell_next(talk: Talk, file: CaseFile) -> None:
    upcoming = file.next_deadline
    if upcoming is None:
        talk.say(N_("You are not waiting for a date from us now. Your case page has our answer and what you can do next."))
        return
    told = talk.wording.explain(upcoming, talk.office.today)
    talk.say(N_("%(what)s: by %(day)s."), what=told.what, day=told.day)
    talk.tell(" ".join((*told.why, talk.wording.say(N_("The rule is in %(source)s."), source=told.source))))
    if told.late:
        talk.say(N_("That day has passed. We are late. You can ask the Housing Ombudsman to press us for an answer."))


def _stage(file: CaseFile, talk: Talk) -> str:
    return talk.wording.say(file.policy.stage(file.case.stage).name)


def _likely_danger(talk: Talk) -> str:
    """The danger that the model thinks of first, though not surely: better said once too often."""
    ranking = talk.tracker.latest_message.get("intent_ranking") or ()
    likely = next((each for each in ranking if each["name"] not in ("nlu_fallback", "out_of_scope")), None)
    return likely["name"] if likely and likely["name"] in DANGERS and likely["confidence"] >= MAYBE else ""


MAYBE = 0.2
HELLO = N_(
    "Hello. I am a computer that helps people complain to %(landlord)s. People read what you send. What has happened?"
)
HELP = N_(
    "I can take a complaint, pass on something broken, tell you where your complaint is, and tell you about the "
    "Housing Ombudsman. Write in your own words. You can change any answer and stop at any time. "
    "To speak to a person, phone %(phone)s."
)
BEGUN = N_("You have begun to tell us something. Do you want to carry on with it?")
OPEN_HERE = N_("To see your complaint, type its reference and your code below.")
OPEN_FIRST = N_(
    "To see your complaint, send me your reference and your code in one message. They look like LMJ-7K3F-92QD and "
    "K7QM-3XRT-9D. Or open it here: %(address)s"
)
DOORS = {
    "wrong": N_("I cannot find a case with this reference and code. Check both and try again."),
    "wait": N_("There were many tries. Wait a minute and try again."),
    "half": N_("I need the reference and the code in the same message."),
}
FROM_TODAY = N_(
    "If you complain today, we write by %(acknowledge)s to say how we understand it. "
    "You get our answer by %(respond)s at the latest. If we need longer, we tell you why and until when."
)
SOURCE = N_("This comes from our %(title)s. You can read how it works here: %(address)s")
OMBUDSMAN = N_(
    "The %(name)s is free and is not part of us. You can ask for advice at any time, also before you complain. "
    "Phone %(phone)s."
)
OMBUDSMAN_ROADS = N_(
    "If we are late, they can press us for an answer. If you have had our final answer and are still unhappy, "
    "they can look into it. How to do each: %(address)s"
)
PERSON_WAYS = N_("You can speak to a person. Phone %(phone)s or write to %(email)s. What you told me is kept.")
NOT_YET = N_("I do not have %(language)s yet. You can ask for an interpreter on %(phone)s. It is free.")
ONLY_ENGLISH = N_("I can only write English here. You can ask for an interpreter on %(phone)s. It is free.")
TWICE = N_(
    "Sorry, I still do not understand. A person can help you: phone %(phone)s. Or use the form: %(address)s. "
    "What you told me is kept."
)
BY_PAGE = N_("You can do that on this page: %(address)s. Or phone us on %(phone)s.")
READ_PAGE = N_("You can read about it here: %(address)s. Or phone us on %(phone)s.")
IN_CASE = N_(
    "Open your case with your reference and code here: %(address)s. You can do it there, or phone us on %(phone)s."
)
PAGES = {
    "give_compliment": (BY_PAGE, "feedback"),
    "make_suggestion": (BY_PAGE, "feedback"),
    "ask_process": (READ_PAGE, "how-complaints-work"),
    "escalate": (IN_CASE, "case"),
    "request_adjustment": (BY_PAGE, "adjustments"),
    "representative": (BY_PAGE, "representative"),
    "withdraw_consent": (
        N_("To take back a permission, phone us on %(phone)s. We stop at once. More here: %(address)s"),
        "representative",
    ),
    "simpler_words": (
        N_("You can read everything in Easy English: %(address)s?lang=en@easy. Or phone us on %(phone)s."),
        "",
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
