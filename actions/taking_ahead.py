"""What a story tells besides: kept as answers to questions not asked yet, and said back, so that it can be mended."""

from collections.abc import Sequence

from rasa_sdk.events import SlotSet

from actions.ahead import AHEAD, understood_ahead
from actions.ahead_acting import OF_THEM
from actions.asking import shown_answer, titled
from actions.journeys import ADJUSTMENT, COMPLAINT, CONTACT, REPRESENTATIVE
from actions.talk import RasaEvent, Talk, added, in_list
from portal.domain.draft import Draft
from portal.domain.words import N_
from portal.services.drafts import give, keep_unsent

LISTENS = {COMPLAINT: AHEAD, CONTACT: AHEAD, ADJUSTMENT: AHEAD, REPRESENTATIVE: OF_THEM}
"""Journeys that hear ahead, and how each reads a message."""


def take_ahead(talk: Talk, draft: Draft) -> Draft:
    """Keep what the last message answers of this journey besides what was asked, and say what was understood.

    What does not fit yet, like a number of somebody who has not said how to be reached, is kept as typed.
    """
    if not talk.text or talk.journey not in LISTENS:
        return draft
    journey = talk.journey.questions
    entities: Sequence[dict[str, object]] = talk.tracker.latest_message.get("entities") or ()
    found = understood_ahead(
        talk.text,
        entities,
        journey.questions,
        draft.answers,
        lambda question: titled(question, talk),
        LISTENS[talk.journey],
    )
    if not found:
        return draft
    asked = [question for question in journey.questions if question.id in found]
    kept = give(talk.office, draft, asked, found).draft
    given = [question for question in asked if question.id in kept.answers]
    waiting = {question.id: ",".join(found[question.id]) for question in asked if question not in given}
    kept = keep_unsent(talk.office, kept, waiting) if waiting else kept
    if given:
        told = (f"{talk.wording.say(question.short)}: {shown_answer(question, kept, talk)}" for question in given)
        talk.tell("\n".join((talk.wording.say(UNDERSTOOD), *in_list(told))))
    for question in given:
        for words in journey.said(question, kept.answers, talk.policy):
            talk.say(words)
    return kept


def keep_for_a_complaint(talk: Talk) -> list[RasaEvent]:
    """Keep the message for a complaint that may follow: this journey has no place for it."""
    draft = talk.open_draft_of(COMPLAINT)
    told = draft.unsent.get("story") or str(draft.answers.get("story", ""))
    keep_unsent(talk.office, draft, {"story": added(told, talk.text)})
    return [SlotSet(COMPLAINT.draft, draft.id)]


UNDERSTOOD = N_("I also understood this. If something is wrong, write “change” and what it is.")
