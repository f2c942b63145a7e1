"""Short answers outside any journey: hello, help, what next, something broken or a nuisance, the Ombudsman."""

from collections.abc import Iterable

from rasa_sdk.events import SlotSet

from actions.about_case import more_ways, opened_case
from actions.journeys import COMPLAINT
from actions.safety import tell_of_hazards
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


class Help(PutrightAction):
    """Says what it can do and who else can help."""

    action = "action_help"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Say it; with a case that is open, what can be done with it."""
        file = opened_case(talk)
        if file and not talk.text and not talk.in_form:
            talk.say(N_("What would you like to do?"), buttons=more_ways(talk, file))
            return ()
        talk.say(N_("I am a computer. People read what you send."))
        talk.say(HELP, phone=talk.policy.contacts.phone, buttons=main_ways(talk) if not talk.in_form else ())
        return ()


class ReportRepair(PutrightAction):
    """A first report, or told before? Asked, not assumed. Both can be made, and what was written is kept."""

    action = "action_report_repair"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Say what it is, and ask."""
        draft = talk.open_draft_of(COMPLAINT)
        if talk.text and "story" not in draft.answers:
            talk.keep_for_story(draft)
        tell_of_hazards(talk)
        talk.say(self.words(talk))
        buttons = [
            talk.button(N_("This is the first time"), payload("begin", told_before="first_time")),
            talk.button(N_("I have told you before"), payload("begin", told_before="told")),
        ]
        talk.say(N_("Have you told us about this before?"), buttons=buttons)
        return [SlotSet(COMPLAINT.draft, draft.id)]

    def words(self, talk: Talk) -> str:
        """What a first report is to this landlord."""
        return talk.policy.service_request.words


class ReportNuisance(ReportRepair):
    """Nuisance by others: a first report, or a complaint that we did not do what we should have done."""

    action = "action_report_nuisance"

    def words(self, talk: Talk) -> str:
        """When it is a complaint about us."""
        return NUISANCE


class AskOmbudsman(PutrightAction):
    """The Ombudsman: advice any time, when we are late, and after our final answer. Kept apart."""

    action = "action_ask_ombudsman"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Tell them."""
        body = talk.policy.ombudsman
        talk.say(OMBUDSMAN, name=body.name, phone=body.phone)
        talk.say(OMBUDSMAN_ROADS, address=talk.address("ombudsman"))
        return ()


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
    """Is there a complaint that was begun and not sent, if only with a few words?"""
    draft = talk.draft_of(COMPLAINT)
    return bool(draft.answers or draft.unsent.get("story")) and not draft.reference


NUISANCE = N_(
    "Tell us about noise, mess or threats by other people, and we pass it on. If we knew and did not do what we should "
    "have done, that is a complaint about us. We take both."
)
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
BY_PAGE = N_("You can do that on this page: %(address)s. Or phone us on %(phone)s.")
READ_PAGE = N_("You can read about it here: %(address)s. Or phone us on %(phone)s.")
