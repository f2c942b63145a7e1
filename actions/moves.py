"""Beginning a journey, changing an answer, leaving, and going on."""

from collections.abc import Iterable

from rasa_sdk.events import FollowupAction, SlotSet

from actions.about_case import opened_case
from actions.about_process import AskProcess
from actions.answers import BY_PAGE, has_begun, main_ways
from actions.asking import CHANGING, STOPPING, answered
from actions.beginning import begin_journey
from actions.journey_form import take_back
from actions.journeys import ADJUSTMENT, BEGUN, COMPLAINT, CONTACT, FEEDBACK, JOURNEYS, REACH
from actions.reached import says_not_safe, wants_to_be_reached_otherwise, ways_asked_for
from actions.said import A_LINE, length_of
from actions.talk import PutrightAction, RasaEvent, Talk, payload
from portal.domain.choosing import mentions
from portal.domain.words import N_
from portal.services.drafts import give, keep_unsent


class Begin(PutrightAction):
    """A button begins a journey. A complaint may begin with its first answer; words written before become the story."""

    action = "action_begin"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Keep what is known already and go on with the form."""
        journey = JOURNEYS.get(talk.entities.get("journey", ""), COMPLAINT)
        if journey is COMPLAINT:
            return [*_begin_complaint(talk), FollowupAction(COMPLAINT.form)]
        return begin_journey(talk, journey)


class GiveFeedback(PutrightAction):
    """A compliment or a suggestion: asked for here; in the midst of something else, the page is named."""

    action = "action_give_feedback"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Begin it."""
        if talk.in_form:
            talk.say(BY_PAGE, address=talk.address("feedback"), phone=talk.policy.contacts.phone)
            return ()
        return begin_journey(talk, FEEDBACK)


class RequestAdjustment(PutrightAction):
    """Something done differently: asked for here; in the midst of something else, what can be done and its page."""

    action = "action_request_adjustment"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Begin it."""
        if talk.in_form:
            return AskProcess(talk.parts).act(talk)
        if opened_case(talk) and says_not_safe(talk.text):
            return begin_journey(talk, REACH)
        talk.say(N_("Tell me what helps you. You do not have to say why, and you do not pay for it."))
        return begin_journey(talk, ADJUSTMENT)


class TalkToPerson(PutrightAction):
    """The ways to a person, at any time; and somebody contacts them if they wish. No hours or days are promised."""

    action = "action_talk_to_person"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Name the ways, and ask how to reach them."""
        if not talk.in_form and wants_to_be_reached_otherwise(talk.text):
            return begin_journey(talk, REACH)
        if talk.in_form and talk.journey is not CONTACT and _noted(talk):
            return ()
        contacts = talk.policy.contacts
        if contacts.email:
            talk.say(PERSON_WAYS, phone=contacts.phone, email=contacts.email)
        else:
            talk.say(PERSON_BY_PHONE, phone=contacts.phone)
        if contacts.in_person:
            talk.say(contacts.in_person)
        if talk.in_form and talk.journey is CONTACT:
            return ()
        talk.say(N_("Or a person can contact you. Tell me how."))
        return begin_journey(talk, CONTACT)


class AskAgain(PutrightAction):
    """They say, in the midst of a complaint, that they want to complain: the question is asked again."""

    action = "action_ask_again"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Say so."""
        talk.say(N_("We are writing your complaint now. A few more questions and it is done."))
        return ()


class OldButton(PutrightAction):
    """A button of a question that is not asked any more, or one that was never shown."""

    action = "action_old_button"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Say so."""
        talk.say(OLD_BUTTON)
        return ()


class GoBack(PutrightAction):
    """Takes back the last answer, so that it is asked again."""

    action = "action_go_back"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Take it back."""
        given = answered(talk.journey, talk.draft, talk)
        return _take_back(talk, given[-1].id if given else None)


class Change(PutrightAction):
    """Takes back the answer that a button names; after the complaint was left, goes on with it."""

    action = "action_change"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Take it back."""
        named = talk.entities.get("question", "")
        given = [each.id for each in answered(talk.journey, talk.draft, talk)]
        taken = _take_back(talk, named if named in given else None)
        return taken if talk.in_form else [*taken, FollowupAction(COMPLAINT.form)]


class Stop(PutrightAction):
    """Leaves the form for now. The draft is kept."""

    action = "action_stop"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Say what is kept and how to come back."""
        if talk.tracker.get_slot(BEGUN) == CONTACT.id:
            talk.say(N_("You can phone us on %(phone)s."), phone=talk.policy.contacts.phone, buttons=_carry_on(talk))
            return [SlotSet(BEGUN, COMPLAINT.id)]
        talk.say(N_("We have stopped. Nothing was sent. What you told us is kept for 30 days, here and on the form."))
        carry_on = [talk.button(N_("Carry on with it"), payload("carry_on"))]
        if has_begun(talk):
            talk.say(ELSEWHERE, address=talk.way_to("complain/link"), buttons=carry_on)
        else:
            talk.say(N_("What would you like to do?"), buttons=carry_on)
        return ()


class CarryOn(PutrightAction):
    """Goes on where it was: the form asks again."""

    action = "action_carry_on"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Say so."""
        talk.say(N_("Good. We go on where we were."))
        return [SlotSet(slot, False) for slot in (STOPPING, CHANGING) if talk.tracker.get_slot(slot)]


class GoOn(PutrightAction):
    """Goes on with what was begun last and not sent; where that was sent elsewhere, the form says so."""

    action = "action_go_on"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Choose the form."""
        begun = JOURNEYS.get(str(talk.tracker.get_slot(BEGUN)), COMPLAINT)
        is_open = begun is not COMPLAINT and not talk.draft_of(begun).reference
        return [FollowupAction((begun if is_open else COMPLAINT).form)]


OLD_BUTTON = N_("That button belongs to an earlier question. We go on here.")
ELSEWHERE = N_("To go on later on another phone or computer, use this page: %(address)s")
SOMEBODY = ("someone", "somebody", "person", "human", "anyone", "manager")
WAY_NOTED = N_("I have noted how to reach you. I ask for the rest when we come to it.")
PERSON_WAYS = N_("You can speak to a person. Phone %(phone)s or write to %(email)s. What you told me is kept.")
PERSON_BY_PHONE = N_("You can speak to a person. Phone %(phone)s. What you told me is kept.")


def _begin_complaint(talk: Talk) -> list[RasaEvent]:
    draft, journey = talk.open_draft_of(COMPLAINT), COMPLAINT.questions
    given = {"told_before": [told]} if (told := talk.entities.get("told_before", "")) else {}
    if for_whom := talk.entities.get("for_whom"):
        given["for_whom"] = [for_whom]
    if told and (words := draft.unsent.get("story")):
        given["story"] = [words]
    kept = give(talk.office, draft, [each for each in journey.questions if each.id in given], given).draft
    if told and (question := journey.question("told_before")):
        for said in journey.said(question, kept.answers, talk.policy):
            talk.say(said)
    copies = [SlotSet(COMPLAINT.slot_of(id), str(kept.answers[id])) for id in given if id in kept.answers]
    return [SlotSet(COMPLAINT.draft, draft.id), *copies]


def _noted(talk: Talk) -> bool:
    """In the midst of something else "ring me" says how, not that they want to leave it: noted for its question.

    Whoever wants a person says so again. Is it so?
    """
    ways = ways_asked_for(talk)
    if not ways or length_of(talk.text) > A_LINE or any(mentions(talk.text, word) for word in SOMEBODY):
        return False
    question, draft = talk.journey.questions.question("contact_by"), talk.draft
    if question and "contact_by" not in draft.answers:
        keep_unsent(talk.office, draft, {"contact_by": ",".join(ways)})
        talk.say(WAY_NOTED)
    else:
        talk.say(PERSON_BY_PHONE, phone=talk.policy.contacts.phone)
    talk.say(N_("If you want a person to contact you now, write “I want a person”."))
    return True


def _carry_on(talk: Talk) -> list[dict[str, str]]:
    return [talk.button(N_("Carry on with it"), payload("carry_on"))] if has_begun(talk) else main_ways(talk)


def _take_back(talk: Talk, question: str | None) -> list[RasaEvent]:
    if question is None:
        talk.say(N_("There is nothing to change yet."))
        return []
    return take_back(talk, talk.draft, question)
