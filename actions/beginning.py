"""How a journey other than the complaint begins: with what is known already, so that it is not asked again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from rasa_sdk.events import FollowupAction, SlotSet

from actions.about_case import IN_CASE, opened_case
from actions.asking import CHANGING
from actions.journeys import (
    ADJUSTMENT,
    COMPLAINT,
    CONTACT,
    ESCALATION,
    FEEDBACK,
    MESSAGE,
    REACH,
    REPRESENTATIVE,
    ChatJourney,
)
from actions.reached import changed_by, named_to_change, told_to_change, used_for
from actions.talk import RasaEvent, Talk
from portal.domain.case_dates import may_go_on
from portal.domain.draft import Answer, Draft
from portal.services.drafts import keep
from portal.services.reaching import reached_now

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
    if journey is REACH:
        draft, asks_what = _asking_only_what_changes(talk, draft, known)
        return [SlotSet(journey.draft, draft.id), SlotSet(CHANGING, asks_what), FollowupAction(journey.form)]
    if known:
        draft = keep(talk.office, draft, lambda latest: latest.answered({**latest.answers, **known}))
    return [SlotSet(journey.draft, draft.id), FollowupAction(journey.form)]


def _asking_only_what_changes(talk: Talk, draft: Draft, known: Given) -> tuple[Draft, bool]:
    """Keep all that is known, but not what the message wants to change without saying to what. Is it asked what?"""
    named = "" if told_to_change(talk) else named_to_change(talk)
    kept = {id: answer for id, answer in known.items() if id != named}
    if named in ("email", "phone"):
        kept["contact_by"] = used_for(named, known)
    typed = {named: str(known[named])} if named and isinstance(known.get(named), str) else {}
    changed = keep(talk.office, draft, lambda latest: replace(latest, answers={}).answered(kept).typed(typed))
    return changed, not named and not told_to_change(talk)


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


def _reach(talk: Talk) -> Given | None:
    """All of it as it is now, with what the message says besides: only what is to change is asked."""
    file = opened_case(talk)
    if file is None:
        return None
    now = {**_left_out(), **reached_now(file)}
    return {"case": file.case.reference, **now, **changed_by(talk, now)}


def _left_out() -> Given:
    optional = (each for each in REACH.questions.questions if each.optional)
    return {each.id: () if each.kind == "choices" else "" for each in optional}


KNOWN: Mapping[ChatJourney, Callable[[Talk], Given | None]] = {
    FEEDBACK: _feedback,
    ESCALATION: _escalation,
    MESSAGE: _case,
    CONTACT: _contact,
    ADJUSTMENT: _adjustment,
    REPRESENTATIVE: _case,
    REACH: _reach,
}
