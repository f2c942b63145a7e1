"""What was not understood, or is not ours: said kindly, asked between two, and a person offered the second time."""

from collections.abc import Iterable

from rasa_sdk.events import FollowupAction, SlotSet

from actions.about_case import opened_case
from actions.answers import main_ways
from actions.asking import ADD_PHOTOS
from actions.beginning import begin_journey
from actions.in_case import FALLBACK, likely_danger
from actions.journeys import COMPLAINT, REACH
from actions.meanings import close_calls, likeliest
from actions.other_words import says_complaint
from actions.reached import wants_to_be_reached_otherwise
from actions.safety import tell_advice
from actions.said import length_of
from actions.talk import PutrightAction, RasaEvent, Talk
from portal.domain.choosing import mentions
from portal.domain.words import N_


class NotUnderstood(PutrightAction):
    """Not understood. Twice in a row: a person, the form and the phone."""

    action = "action_not_understood"
    hears = False
    first = N_("I did not understand that. Say it another way, or choose one of these.")

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Say so, kindly, and offer more the second time. Where two meanings are likely, ask between them.

        Whoever says that it is a complaint, and most likely means it, is not asked again.
        """
        danger = likely_danger(talk)
        if danger:
            talk.say(N_("I am not sure that I understood. If somebody is in danger, do this first."))
            tell_advice(talk, danger, danger)
        if not talk.in_form and not danger and opened_case(talk) and wants_to_be_reached_otherwise(talk.text):
            return [SlotSet("misunderstood", 0), *begin_journey(talk, REACH)]
        if not talk.in_form and says_complaint(talk.text) and _means_to_complain(talk):
            return [SlotSet("misunderstood", 0), FollowupAction(COMPLAINT.form)]
        misses = int(talk.tracker.get_slot("misunderstood") or 0) + 1
        if not danger:
            self._offer(talk, misses)
        return [SlotSet("misunderstood", misses), *_kept_words(talk)]

    def _offer(self, talk: Talk, misses: int) -> None:
        between = close_calls(talk) if talk.intent == FALLBACK and misses == 1 and not talk.in_form else []
        if wants_photos(talk):
            sent = talk.draft_of(COMPLAINT).reference
            talk.say(ADD_PHOTOS, address=talk.address("case/photos") if sent else talk.way_to("complain/photos"))
        elif between:
            talk.say(N_("Do you mean one of these?"), buttons=between)
        elif misses > 1:
            ways = () if talk.in_form else main_ways(talk)
            talk.say(TWICE, phone=talk.policy.contacts.phone, address=talk.address("complain"), buttons=ways)
        elif talk.in_form:
            talk.say(N_("I did not understand that. Choose one of the answers, or say it another way."))
        else:
            talk.say(self.first, buttons=main_ways(talk))


class NotOurs(NotUnderstood):
    """Something that is not about a home or about us, or an insult alone: answered calmly, and never refused."""

    action = "action_not_ours"
    first = N_("I cannot help with that here. If something at home or about us went wrong, tell me. I write it down.")


def _means_to_complain(talk: Talk) -> bool:
    """Most likely? "I want to withdraw my complaint" says it, too."""
    return {"make_complaint", "stop"}.intersection(likeliest(talk)) == {"make_complaint"}


def wants_photos(talk: Talk) -> bool:
    """Outside a form: do they want to add photos?"""
    return not talk.in_form and any(mentions(talk.text, word) for word in PHOTO_WORDS)


def _kept_words(talk: Talk) -> list[RasaEvent]:
    """Words that may be a story are kept, so that whoever presses a button then need not write them again."""
    if talk.in_form or length_of(talk.text) < WORDS_OF_A_STORY or wants_photos(talk):
        return []
    draft = talk.open_draft_of(COMPLAINT)
    if "story" in draft.answers:
        return []
    return [SlotSet(COMPLAINT.draft, talk.keep_for_story(draft).id)]


WORDS_OF_A_STORY = 4
PHOTO_WORDS = ("photo", "photos", "picture", "pictures", "zdjecie", "zdjecia", "foto", "fotos", "صورة", "صور")
TWICE = N_(
    "Sorry, I still do not understand. A person can help you: phone %(phone)s. Or use the form: %(address)s. "
    "What you told me is kept."
)
