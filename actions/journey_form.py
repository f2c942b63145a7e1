"""The complaint form: reads each message as an answer, keeps it in the draft, and says what to ask next."""

from collections.abc import Iterable, Mapping, Sequence

from rasa_sdk.events import SlotSet

from actions.asking import CHANGE, CHECK, SEND, ask_what_to_change, picked, slot_of, titled
from actions.hearing import Heard, Said, hear
from actions.safety import tell_of_danger
from actions.talk import JOURNEY, PutrightAction, RasaEvent, Talk
from portal.domain.draft import Draft
from portal.domain.journey import Journey, Question
from portal.domain.words import N_
from portal.files.journeys import load_journey
from portal.services.drafts import give

REQUESTED = "requested_slot"
ENOUGH_WORDS = 6


class ValidateComplaintForm(PutrightAction):
    """Asks the journey which questions apply, reads the message, keeps the answer, sets the slots."""

    action = "validate_complaint_form"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Read the message, unless it was dealt with already; then say which question is next."""
        journey, draft = load_journey(JOURNEY), talk.draft()
        asked = talk.tracker.get_slot(REQUESTED)
        if asked is None:
            return self._begin(talk, journey, draft)
        if not _is_new(talk):
            return [SlotSet(REQUESTED, _next(journey, draft, talk))]
        if asked == slot_of(CHECK) and _chosen(talk) and _chosen(talk)[0] == CHECK:
            return self._checked(talk)
        question = _asked(journey, talk, asked)
        heard = question and hear(question, _said(talk), titled(question, talk), _beside(journey, question))
        if not (question and heard):
            return self._yes_to_check(talk, asked) or [SlotSet(REQUESTED, _next(journey, draft, talk))]
        return self._take(talk, journey, draft, question, heard)

    def _begin(self, talk: Talk, journey: Journey, draft: Draft) -> list[RasaEvent]:
        """What is answered already is not asked again; a message that tells the story is kept as the story."""
        story = journey.question("story")
        if story and "story" not in draft.answers and len(talk.text.split()) >= ENOUGH_WORDS:
            draft = give(talk.office, draft, [story], {"story": [talk.text]}).draft
            talk.say(N_("Thank you. I keep what you wrote. I ask a few more things so that we can put it right."))
            tell_of_danger(talk)
        copies = [SlotSet(slot_of(id), _copy(value)) for id, value in draft.answers.items()]
        return [SlotSet("draft", draft.id), *copies, SlotSet(REQUESTED, _next(journey, draft, talk))]

    def _take(self, talk: Talk, journey: Journey, draft: Draft, question: Question, heard: Heard) -> list[RasaEvent]:
        """Keep the answer, or say what is wrong with it."""
        if heard.partial:
            return self._pick(talk, journey, draft, question, heard.given[question.id])
        given: Mapping[str, Sequence[str]] = heard.given
        if question.kind == "choices" and not given[question.id]:
            given = {**given, question.id: picked(question, draft)}
        elif question.kind == "files":
            given = {question.id: tuple(file.id for file in talk.office.store.files(draft.id))}
        questions = [each for each in journey.questions if each.id in given]
        kept = give(talk.office, draft, questions, given)
        for id in given:
            if id in kept.problems:
                problem = kept.problems[id]
                talk.say(problem.words, **problem.values)
                return [SlotSet(slot_of(id), None), SlotSet(REQUESTED, slot_of(id))]
        for each in questions:
            if each.is_free_text:
                tell_of_danger(talk)
        for words in journey.said(question, kept.draft.answers, talk.policy):
            talk.say(words)
        copies = [SlotSet(slot_of(id), _copy(kept.draft.answers[id])) for id in given if id in kept.draft.answers]
        return [SlotSet("draft", draft.id), *copies, SlotSet(REQUESTED, _next(journey, kept.draft, talk))]

    def _pick(
        self, talk: Talk, journey: Journey, draft: Draft, question: Question, values: Sequence[str]
    ) -> list[RasaEvent]:
        """One more of several; asked again until they say that is all."""
        allowed = {option.value for option, _ in titled(question, talk)}
        chosen = dict.fromkeys((*picked(question, draft), *(value for value in values if value in allowed)))
        talk.office.store.save_draft(draft.typed({question.id: ",".join(chosen)}), talk.office.clock())
        return [
            SlotSet("draft", draft.id),
            SlotSet(slot_of(question.id), None),
            SlotSet(REQUESTED, slot_of(question.id)),
        ]

    def _checked(self, talk: Talk) -> list[RasaEvent]:
        chosen = _chosen(talk)
        if chosen == (CHECK, SEND):
            return [SlotSet(slot_of(CHECK), SEND), SlotSet(REQUESTED, None)]
        if chosen == (CHECK, CHANGE):
            ask_what_to_change(talk)
        return [SlotSet(slot_of(CHECK), None), SlotSet(REQUESTED, slot_of(CHECK))]

    def _yes_to_check(self, talk: Talk, asked: str) -> list[RasaEvent]:
        """A plain, sure yes to "shall we send it?" sends it; a no asks what to change."""
        if asked != slot_of(CHECK) or talk.confidence < 0.6:
            return []
        if talk.intent == "affirm":
            return [SlotSet(slot_of(CHECK), SEND), SlotSet(REQUESTED, None)]
        if talk.intent == "deny":
            ask_what_to_change(talk)
            return [SlotSet(slot_of(CHECK), None), SlotSet(REQUESTED, slot_of(CHECK))]
        return []


def _next(journey: Journey, draft: Draft, talk: Talk) -> str:
    question = journey.next_question(draft.answers, talk.policy)
    return slot_of(question.id if question else CHECK)


def _asked(journey: Journey, talk: Talk, slot: str) -> Question | None:
    """The question this message is about: the one a button names, else the one that was asked."""
    chosen = _chosen(talk)
    if chosen:
        named = journey.question(chosen[0])
        applies = named and named.applies(talk.draft().answers, talk.policy)
        return named if applies else None
    return journey.question(slot.removeprefix(slot_of("")))


def _beside(journey: Journey, question: Question) -> Question | None:
    """The question of free words on the same page, after this one."""
    later = [each for each in journey.questions if each.page == question.page and each.kind == "longtext"]
    return later[0] if later and later[0].id != question.id else None


def _said(talk: Talk) -> Said:
    return Said(talk.text, talk.intent, talk.confidence, _chosen(talk))


def _chosen(talk: Talk) -> tuple[str, str] | None:
    if talk.intent != "answer" or talk.text:
        return None
    return talk.entities.get("question", ""), talk.entities.get("value", "")


def _is_new(talk: Talk) -> bool:
    """Has nothing been done yet with the last message?"""
    done = [
        event for event in talk.tracker.events if event.get("event") in ("user", "action", "action_execution_rejected")
    ]
    before = [event for event in done if event.get("name") != "action_extract_slots"]
    if before and before[-1].get("event") == "action" and before[-1].get("name") == f"{JOURNEY}_form":
        before = before[:-1]
    return bool(before) and before[-1].get("event") == "user"


def _copy(value: object) -> object:
    """An answer as a slot holds it: never None, or it would be asked again."""
    return list(value) if isinstance(value, tuple) else value
