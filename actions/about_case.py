"""Where a case is and when they hear: from the case's own dates, else from what the policy promises from today."""

from collections.abc import Iterable

from actions.talk import PutrightAction, RasaEvent, Talk
from portal.domain.case import StageDates
from portal.domain.code import code_stages
from portal.domain.deadlines import deadlines
from portal.domain.errors import NotFound
from portal.domain.words import N_
from portal.services.casework import CaseFile, open_file


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
        talk.say(NO_DATE)
        return
    told = talk.wording.explain(upcoming, talk.office.today)
    talk.say(N_("%(what)s: by %(day)s."), what=told.what, day=told.day)
    talk.tell(" ".join((*told.why, talk.wording.say(N_("The rule is in %(source)s."), source=told.source))))
    if told.late:
        talk.say(N_("That day has passed. We are late. You can ask the Housing Ombudsman to press us for an answer."))


def _stage(file: CaseFile, talk: Talk) -> str:
    return talk.wording.say(file.policy.stage(file.case.stage).name)


NO_DATE = N_("You are not waiting for a date from us now. Your case page has our answer and what you can do next.")
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
