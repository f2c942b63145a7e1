"""Beginning, changing, leaving and sending a complaint."""

from collections.abc import Iterable

from rasa_sdk.events import FollowupAction, SlotSet

from actions.about_case import tell_dates
from actions.asking import CHECK, STOPPING, slot_of
from actions.journey_form import take_back
from actions.talk import JOURNEY, PutrightAction, RasaEvent, Talk, payload
from portal.access.codes import RENEWED_FOR
from portal.domain.draft import Draft
from portal.domain.errors import NotKept, UnfinishedDraft
from portal.domain.events import Made
from portal.domain.terms import Kind
from portal.domain.words import N_
from portal.files.journeys import load_journey
from portal.services.complaints import Receipt, make_complaint
from portal.services.drafts import begin, give
from portal.triage_words import SENT, hints


class Begin(PutrightAction):
    """A button begins the complaint with its first answer; words written before it become the story."""

    action = "action_begin"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Keep the answer and the words."""
        draft, journey = talk.draft, load_journey(JOURNEY)
        if draft.reference:
            draft = begin(talk.office, JOURNEY, talk.language, channel="chat")
        given = {"told_before": [talk.entities.get("told_before", "")]}
        if words := draft.unsent.get("story"):
            given["story"] = [words]
        questions = [question for question in journey.questions if question.id in given]
        kept = give(talk.office, draft, questions, given).draft
        if question := journey.question("told_before"):
            for said in journey.said(question, kept.answers, talk.policy):
                talk.say(said)
        return [
            SlotSet("draft", draft.id),
            *(SlotSet(slot_of(id), str(kept.answers[id])) for id in given if id in kept.answers),
        ]


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
        talk.say(N_("That button belongs to an earlier question. We go on here."))
        return ()


class GoBack(PutrightAction):
    """Takes back the last answer, so that it is asked again."""

    action = "action_go_back"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Take it back."""
        draft = talk.draft
        asked = [question.id for question in load_journey(JOURNEY).applying(draft.answers, talk.policy)]
        last = next((id for id in reversed(asked) if id in draft.answers), None)
        return _take_back(talk, draft, last)


class Change(PutrightAction):
    """Takes back the answer that a button names."""

    action = "action_change"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Take it back."""
        draft = talk.draft
        named = talk.entities.get("question", "")
        return _take_back(talk, draft, named if named in draft.answers else None)


class Stop(PutrightAction):
    """Leaves the complaint for now. The draft is kept."""

    action = "action_stop"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Say what is kept and how to come back."""
        talk.say(
            N_("We have stopped. Nothing was sent. What you told us is kept for 30 days, here and on the form."),
            buttons=[talk.button(N_("Carry on with it"), payload("carry_on"))],
        )
        return ()


class CarryOn(PutrightAction):
    """Goes on where it was: the form asks again."""

    action = "action_carry_on"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Say so."""
        talk.say(N_("Good. We go on where we were."))
        return [SlotSet(STOPPING, False)] if talk.tracker.get_slot(STOPPING) else ()


class MakeComplaint(PutrightAction):
    """Sends what was answered, once. The draft decides: asking again gives the same reference."""

    action = "action_make_complaint"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Make it, or say plainly that it was not received."""
        try:
            receipt = make_complaint(talk.office, talk.draft)
        except UnfinishedDraft:
            return [SlotSet(slot_of(CHECK), None), FollowupAction(f"{JOURNEY}_form")]
        except NotKept:
            phone = talk.policy.contacts.phone
            talk.say(NOT_RECEIVED, phone=phone, buttons=[talk.button(N_("Try again"), payload("carry_on"))])
            return [SlotSet(slot_of(CHECK), None)]
        made = talk.office.store.case(receipt.reference).made
        self._tell(talk, receipt, made)
        emptied = [SlotSet(slot_of(question.id), None) for question in load_journey(JOURNEY).questions]
        is_fresh = talk.office.clock() - made.recorded_at <= RENEWED_FOR
        return [*emptied, SlotSet(slot_of(CHECK), None), SlotSet("made", receipt.reference if is_fresh else None)]

    def _tell(self, talk: Talk, receipt: Receipt, made: Made) -> None:
        if made.kind is Kind.COMPLAINT:
            talk.say(N_("We have your complaint. Your reference is %(reference)s."), reference=receipt.reference)
            tell_dates(talk, made.told, DATES)
            answers = load_journey(JOURNEY).kept(talk.draft.answers, talk.policy)
            if hints(answers, talk.policy, made.happened_on, talk.wording):
                talk.say(SENT)
        else:
            talk.say(N_("We pass it on today. Your reference is %(reference)s."), reference=receipt.reference)
        if receipt.service_request:
            talk.say(ALSO_PASSED_ON, reference=receipt.service_request)
        if talk.on_page:
            talk.say(
                N_("Your code and your dates are on this page. Keep them: %(address)s"),
                address=talk.address("complain/done"),
            )


def _take_back(talk: Talk, draft: Draft, question: str | None) -> Iterable[RasaEvent]:
    if question is None:
        talk.say(N_("There is nothing to change yet."))
        return ()
    return take_back(talk, draft, question)


NOT_RECEIVED = N_(
    "We did not receive it. Something is wrong on our side. Your answers are kept. "
    "Try again in a few minutes, or phone us on %(phone)s."
)
DATES = N_(
    "We write to you by %(acknowledge)s to say how we understand it. You get our answer by %(respond)s at the latest."
)
ALSO_PASSED_ON = N_("We also pass it on to the people who do the work. That has the reference %(reference)s.")
