"""What next: the main ways on; for somebody with a case open, also what a yes, a stop or a change may mean for it."""

from collections.abc import Iterable

from actions.about_case import IN_CASE, opened_case
from actions.answers import has_begun, main_ways
from actions.beginning import begin_journey
from actions.ending import ask_to_withdraw
from actions.journeys import COMPLAINT, REACH
from actions.other_words import says_complaint
from actions.reached import wants_to_be_reached_otherwise
from actions.said import length_of
from actions.talk import PutrightAction, RasaEvent, Talk
from portal.domain.words import N_


class WhatNext(PutrightAction):
    """Offers the main ways on. Whoever wants to stop or to change something may mean their case."""

    action = "action_what_next"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Offer them."""
        file = opened_case(talk)
        if talk.in_form:
            talk.say(N_("Choose one of the answers, or write it in your own words."))
        elif talk.intent == "stop" and file and length_of(talk.text) != 1:
            return ask_to_withdraw(talk, file)
        elif wants_to_be_reached_otherwise(talk.text):
            return begin_journey(talk, REACH)
        elif _is_about_a_case(talk):
            talk.say(IN_CASE, address=talk.address("case"), phone=talk.policy.contacts.phone)
        else:
            talk.say(N_("What would you like to do?"), buttons=main_ways(talk))
        return ()


def _is_about_a_case(talk: Talk) -> bool:
    """Is it a complaint that was sent, which they want to change or to stop?"""
    if talk.intent == "go_back":
        return bool(talk.draft_of(COMPLAINT).reference)
    return talk.intent == "stop" and says_complaint(talk.text) and not has_begun(talk)
