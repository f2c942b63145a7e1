"""Going further: the next stage, and whose turn it is then."""

from collections.abc import Iterable

from actions.about_case import IN_CASE, opened_case, tell_next, tell_ways_on, ways_on
from actions.beginning import begin_journey
from actions.journeys import ESCALATION
from actions.talk import PutrightAction, RasaEvent, Talk
from portal.case_words import is_final_for_the_code
from portal.domain.case import Phase
from portal.domain.case_dates import may_go_on
from portal.domain.words import N_


class AskNextStage(PutrightAction):
    """They want to go further: what can be asked for now, who answers it, and when it is the Ombudsman's turn."""

    action = "action_ask_next_stage"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Tell them, from the case they have opened, and ask for the next stage with them; else how to open it."""
        file = opened_case(talk)
        if file is None:
            talk.say(IN_CASE, address=talk.address("case"), phone=talk.policy.contacts.phone)
            return ()
        if not tell_ways_on(talk, file):
            talk.say(NOT_YET)
            tell_next(talk, file)
            return ()
        later = may_go_on(file.case, file.policy)
        if talk.in_form:
            return ()
        if later is None or is_final_for_the_code(file.case) or file.case.phase is Phase.REFUSED:
            talk.say(N_("What would you like to do?"), buttons=ways_on(talk, file))
            return ()
        return begin_journey(talk, ESCALATION)


NOT_YET = N_("You do not have our answer yet. You can ask us to look again as soon as you have it.")
