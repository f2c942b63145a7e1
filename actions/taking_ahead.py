"""What a story tells besides: kept as answers to questions not asked yet, and said back, so that it can be mended."""

from collections.abc import Sequence

from actions.ahead import understood_ahead
from actions.asking import shown_answer, titled
from actions.journeys import ADJUSTMENT, COMPLAINT, CONTACT
from actions.talk import Talk, in_list
from portal.domain.draft import Draft
from portal.domain.words import N_
from portal.services.drafts import give, keep_unsent

LISTENS = (COMPLAINT, CONTACT, ADJUSTMENT)


def take_ahead(talk: Talk, draft: Draft) -> Draft:
    """Keep what the last message answers of this journey besides what was asked, and say what was understood.

    What does not fit yet, like a number of somebody who has not said how to be reached, is kept as typed.
    """
    if not talk.text or talk.journey not in LISTENS:
        return draft
    journey = talk.journey.questions
    entities: Sequence[dict[str, object]] = talk.tracker.latest_message.get("entities") or ()
    found = understood_ahead(
        talk.text, entities, journey.questions, draft.answers, lambda question: titled(question, talk)
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


UNDERSTOOD = N_("I also understood this. If something is wrong, write “change” and what it is.")
