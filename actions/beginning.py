"""How a journey other than the complaint begins: with what is known already, so that it is not asked again."""

from collections.abc import Callable, Mapping, Sequence

from rasa_sdk.events import FollowupAction, SlotSet

from actions.about_case import IN_CASE, opened_case
from actions.journeys import ADJUSTMENT, COMPLAINT, CONTACT, ESCALATION, FEEDBACK, MESSAGE, ChatJourney
from actions.talk import RasaEvent, Talk
from portal.domain.case_dates import may_go_on
from portal.domain.draft import Answer
from portal.services.drafts import keep

Given = dict[str, Answer]
WAYS = ("phone", "text", "email")
HOW_TO_REACH = ("name", "email", "phone", "contact_when", "safe_message")
KINDS = {"give_compliment": "compliment", "make_suggestion": "suggestion"}


def begin_journey(talk: Talk, journey: ChatJourney) -> Sequence[RasaEvent]:
    """Keep what is known already, and go on with the form; where it needs an open case and none is, say how."""
    known = KNOWN[journey](talk)
    if known is None:
        talk.say(IN_CASE, address=talk.address("case"), phone=talk.policy.contacts.phone)
        return ()
    draft = talk.open_draft_of(journey)
    if known:
        draft = keep(talk.office, draft, lambda latest: latest.answered({**latest.answers, **known}))
    return [SlotSet(journey.draft, draft.id), FollowupAction(journey.form)]


def _feedback(talk: Talk) -> Given | None:
    kind = KINDS.get(talk.intent)
    return {"kind": kind} if kind else {}


def _case(talk: Talk) -> Given | None:
    file = opened_case(talk)
    return {"case": file.case.reference} if file else None


def _escalation(talk: Talk) -> Given | None:
    file = opened_case(talk)
    later = may_go_on(file.case, file.policy) if file else None
    if file is None or later is None:
        return None
    return {"case": file.case.reference, "offers_hearing": "offered" if later.hearing else "not_offered"}


def _contact(talk: Talk) -> Given:
    """How they are reached: from the case that is open, else from the complaint that is being written."""
    file = opened_case(talk)
    known = file.answers if file else talk.draft_of(COMPLAINT).answers
    way = next((way for way in known.get("contact_by", ()) if way in WAYS), "")
    given: Given = {id: known[id] for id in HOW_TO_REACH if known.get(id)}
    draft = talk.draft_of(COMPLAINT)
    story = "" if file else draft.answers.get("story") or draft.unsent.get("story", "")
    given = {**given, **({"story": story} if story else {})}
    return {**given, **({"contact_by": way} if way else {}), **({"case": file.case.reference} if file else {})}


def _adjustment(talk: Talk) -> Given:
    """With a case that is open it is for whoever that belongs to: we know how to reach them."""
    file = opened_case(talk)
    return {"case": file.case.reference, "begun_from": "case"} if file else {}


KNOWN: Mapping[ChatJourney, Callable[[Talk], Given | None]] = {
    FEEDBACK: _feedback,
    ESCALATION: _escalation,
    MESSAGE: _case,
    CONTACT: _contact,
    ADJUSTMENT: _adjustment,
}
