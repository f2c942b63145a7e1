"""A complaint is taken back: asked once more, with what it means, and then by a button alone."""

from collections.abc import Iterable
from contextlib import suppress

from rasa_sdk.events import SlotSet

from actions.about_case import opened_case
from actions.answers import main_ways
from actions.moves import OLD_BUTTON
from actions.talk import PutrightAction, RasaEvent, Talk, payload
from portal import case_words
from portal.domain.commands import Withdraw
from portal.domain.errors import ImpossibleMove
from portal.domain.events import Withdrawn
from portal.domain.words import N_
from portal.services.casework import CaseFile, carry_out

ASKED = "asked_to_withdraw"
"""The slot with the reference of the case about which this was asked: a button alone, never asked for, ends nothing."""


class WithdrawCase(PutrightAction):
    """The complaint that is open is not to be looked into any more."""

    action = "action_withdraw_case"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Ask; and where it was asked, and its button names the case, do it."""
        file = opened_case(talk)
        if file is None or talk.in_form:
            talk.say(OLD_BUTTON)
            return ()
        reference = file.case.reference
        if {talk.entities.get("reference"), talk.tracker.get_slot(ASKED)} != {reference}:
            return ask_to_withdraw(talk, file)
        with suppress(ImpossibleMove):  # on the page meanwhile, or it has ended: what they wanted is so
            carry_out(talk.office, reference, Withdraw(None))
        talk.say(N_("We have stopped, as you told us to."), buttons=main_ways(talk))
        return [SlotSet(ASKED, None)]


def ask_to_withdraw(talk: Talk, file: CaseFile) -> Iterable[RasaEvent]:
    """What it means, and whether they want it. No reason is asked for."""
    if not file.case.allows(Withdrawn):
        talk.tell(case_words.status(file.case, file.policy, talk.wording), buttons=main_ways(talk))
        return ()
    reference = file.case.reference
    talk.tell("\n".join(case_words.if_withdrawn(file.case, file.policy, talk.wording)))
    buttons = [
        talk.button(N_("Stop looking into it"), payload("withdraw", reference=reference)),
        talk.button(N_("No, go on looking into it"), payload("deny")),
    ]
    talk.say(N_("Do you want us to stop looking into %(reference)s?"), reference=reference, buttons=buttons)
    return [SlotSet(ASKED, reference)]
