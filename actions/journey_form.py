"""The complaint form: reads each message as an answer, keeps it in the draft, and says what to ask next."""

from collections.abc import Iterable, Mapping, Sequence

from rasa_sdk.events import SlotSet

from actions.asking import (
    CHANGE,
    CHECK,
    SEND,
    STOPPING,
    WITHOUT_NAME,
    ask_what_to_change,
    picked,
    shown_options,
    slot_of,
    tell_hints,
)
from actions.fitting import hides_name, is_empty_story
from actions.hearing import Heard, hear, hear_change, hear_check
from actions.safety import tell_of_danger
from actions.said import DANGERS, Said
from actions.talk import JOURNEY, PutrightAction, RasaEvent, Talk, added
from portal.domain.draft import Answer, Draft
from portal.domain.journey import Journey, Question
from portal.domain.triage import A_PERSON_DECIDES
from portal.domain.words import N_
from portal.files.journeys import load_journey
from portal.services.drafts import give, keep
from portal.triage_words import hints_after

REQUESTED = "requested_slot"
ENOUGH_WORDS = 6
OF_AN_OLD_FORM = frozenset({"answer", "carry_on", "change"})
ANSWERS_TO_STOP = frozenset({"affirm", "deny", "stop"})


class ValidateComplaintForm(PutrightAction):
    """Asks the journey which questions apply, reads the message, keeps the answer, sets the slots."""

    action = "validate_complaint_form"
    hears = False

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Read the message, unless it was dealt with already; then say which question is next."""
        journey, draft = load_journey(JOURNEY), talk.draft
        asked = talk.tracker.get_slot(REQUESTED)
        if draft.reference and (asked is not None or talk.intent in OF_AN_OLD_FORM):
            return _sent(talk)  # somewhere else, or a moment ago: its reference is said again
        if asked is None:
            return self._begin(talk, journey)
        if not _is_new(talk):
            return [*_changed_copies(talk, draft), SlotSet(REQUESTED, _next(journey, draft, talk))]
        heard = self._hear(talk, journey, draft, asked)
        if not heard and talk.intent == "stop" and not talk.tracker.get_slot(STOPPING):
            return [SlotSet(STOPPING, True), SlotSet(REQUESTED, asked)]
        if not heard:
            return [SlotSet(REQUESTED, _next(journey, draft, talk))]
        return [*heard, SlotSet("misunderstood", 0), SlotSet(STOPPING, False)]

    def _hear(self, talk: Talk, journey: Journey, draft: Draft, asked: str) -> list[RasaEvent]:
        """What came of the message; nothing where it answered nothing."""
        said = _said(talk)
        if talk.tracker.get_slot(STOPPING) and said.intent in ANSWERS_TO_STOP:
            return []
        if events := self._changes(talk, journey, draft, said, is_check=asked == slot_of(CHECK)):
            return events
        question = _asked(journey, draft, talk, said, asked)
        if question is None:
            heard = hear(CHECK_QUESTION, said, (), None) if said.text else None
            return self._take(talk, journey, draft, None, heard) if heard and heard.aside else []
        if question.id in draft.answers and not said.chosen:
            talk.say(N_("You have answered that already. We go on from there."))
            return [*_changed_copies(talk, draft), SlotSet(REQUESTED, _next(journey, draft, talk))]
        if question.id == "name" and hides_name(said) and draft.answers.get("for_whom") == "me":
            asked_first = journey.question(WITHOUT_NAME["question"])
            return self._take(talk, journey, draft, asked_first, Heard({"for_whom": (WITHOUT_NAME["value"],)}))
        typed = draft.unsent.get(question.id, "")
        heard = hear(question, said, shown_options(question, draft, talk), _beside(journey, question), typed)
        return self._take(talk, journey, draft, question, heard) if heard else []

    def _begin(self, talk: Talk, journey: Journey) -> list[RasaEvent]:
        """What is answered already is not asked again; a message that tells the story is kept as the story."""
        draft = talk.open_draft
        story = journey.question("story")
        if story and "story" not in draft.answers and _tells_the_story(talk.text):
            told = draft.unsent.get("story", "")
            words = told if talk.text in told else added(told, talk.text)
            draft = give(talk.office, draft, [story], {"story": [words]}).draft
            talk.say(N_("Thank you. I keep what you wrote. I ask a few more things so that we can put it right."))
        emptied = [SlotSet(slot_of(each.id), None) for each in journey.questions if each.id not in draft.answers]
        copies = [SlotSet(slot_of(id), copy(value)) for id, value in draft.answers.items()]
        begun = [SlotSet("draft", draft.id), SlotSet(STOPPING, False), *emptied, *copies]
        return [*begun, SlotSet(REQUESTED, _next(journey, draft, talk))]

    def _take(
        self, talk: Talk, journey: Journey, draft: Draft, question: Question | None, heard: Heard
    ) -> list[RasaEvent]:
        """Keep the answer, or say what is wrong with it. What to do in danger is said before anything else."""
        in_danger = _is_in_danger(talk, question, heard) and tell_of_danger(talk)
        if question and heard.partial:
            return self._pick(talk, draft, question, heard.given[question.id])
        given = _with_story(draft, _with_the_rest(talk, draft, question, heard.given), heard.aside)
        asked = [each for each in journey.questions if each.id in given]
        kept = give(talk.office, draft, asked, given)
        if heard.aside and not in_danger:
            talk.say(N_("I have added that to what went wrong."))
        for id in given:
            if id in kept.problems:
                problem = kept.problems[id]
                talk.say(problem.words, problem.values)
                return [SlotSet("draft", draft.id), SlotSet(slot_of(id), None), SlotSet(REQUESTED, slot_of(id))]
        if question:
            _say_after(talk, journey, question, kept.draft)
        copies = [SlotSet(slot_of(id), copy(kept.draft.answers[id])) for id in given if id in kept.draft.answers]
        return [SlotSet("draft", draft.id), *copies, SlotSet(REQUESTED, _next(journey, kept.draft, talk))]

    def _pick(self, talk: Talk, draft: Draft, question: Question, values: Sequence[str]) -> list[RasaEvent]:
        """One more of several; asked again until they say that is all."""
        allowed = {value for value, _ in shown_options(question, draft, talk)}
        chosen = dict.fromkeys((*picked(question, draft), *(value for value in values if value in allowed)))
        keep(talk.office, draft, lambda latest: latest.typed({question.id: ",".join(chosen)}))
        return [
            SlotSet("draft", draft.id),
            SlotSet(slot_of(question.id), None),
            SlotSet(REQUESTED, slot_of(question.id)),
        ]

    def _changes(self, talk: Talk, journey: Journey, draft: Draft, said: Said, *, is_check: bool) -> list[RasaEvent]:
        """`Change my name`, at any time; at "shall we send it?" also a yes, a no, and the name alone."""
        if said.chosen:
            wanted = said.chosen[1] if is_check and said.chosen[0] == CHECK else ""
        else:
            answered = [each for each in journey.applying(draft.answers, talk.policy) if each.id in draft.answers]
            shorts = [(each.id, talk.wording.say(each.short)) for each in answered]
            wanted = hear_check(said, shorts) if is_check else hear_change(said, shorts)
        if wanted == SEND:
            return _sent(talk)
        if wanted == CHANGE:
            ask_what_to_change(talk)
            return [SlotSet(slot_of(CHECK), None), SlotSet(REQUESTED, slot_of(CHECK))]
        if wanted in draft.answers:
            return [*take_back(talk, draft, wanted), SlotSet(REQUESTED, slot_of(wanted))]
        return []


CHECK_QUESTION = Question(CHECK, "files", "", "", "")
"""At "shall we send it?" nothing is an answer but what `hear_check` hears; words of the story are kept."""


def _say_after(talk: Talk, journey: Journey, question: Question, draft: Draft) -> None:
    """What is said to somebody who has just answered this question so."""
    told = journey.said(question, draft.answers, talk.policy)
    pointed = hints_after([question.id], draft.answers, talk.policy, talk.office.today, talk.wording)
    tell_hints(talk, pointed, A_PERSON_DECIDES if pointed and not told else "")
    for words in told:
        talk.say(words)


def take_back(talk: Talk, draft: Draft, question: str) -> list[RasaEvent]:
    """Forget one answer, so that it is asked again. Words are kept as typed, to be used again or changed."""
    answer, asked = draft.answers[question], load_journey(JOURNEY).question(question)
    is_words = asked is not None and asked.kind not in ("choice", "choices", "files")
    typed = {question: answer} if is_words and isinstance(answer, str) and answer else {}
    keep(talk.office, draft, lambda latest: latest.without(question).typed(typed))
    emptied = [SlotSet(slot_of(question), None), SlotSet(slot_of(CHECK), None)]
    return [SlotSet("draft", draft.id), *emptied, SlotSet(STOPPING, False)]


def copy(value: Answer) -> str | list[str]:
    """An answer as a slot holds it: never None, or it would be asked again."""
    return list(value) if isinstance(value, tuple) else value


def _tells_the_story(text: str) -> bool:
    return len(text.split()) >= ENOUGH_WORDS and not is_empty_story(text)


def _sent(talk: Talk) -> list[RasaEvent]:
    return [SlotSet("draft", talk.draft.id), SlotSet(slot_of(CHECK), SEND), SlotSet(REQUESTED, None)]


def _is_in_danger(talk: Talk, question: Question | None, heard: Heard) -> bool:
    """Names and addresses are read for danger words only: Fire Station Road is no fire."""
    by_words = bool(talk.tracker.latest_message.get("safety"))
    is_words = question is None or question.kind in ("longtext", "choice", "choices", "files")
    by_model = talk.intent in DANGERS and talk.confidence >= 0.5
    return by_words or bool(heard.aside and talk.intent in DANGERS) or (is_words and by_model)


def _with_the_rest(
    talk: Talk, draft: Draft, question: Question | None, given: Mapping[str, Sequence[str]]
) -> dict[str, Sequence[str]]:
    """What was chosen before joins what is chosen last; photos are those that lie with the draft."""
    if question and question.id in given and question.kind == "choices":
        return {**given, question.id: tuple(dict.fromkeys((*picked(question, draft), *given[question.id])))}
    if question and question.id in given and question.kind == "files":
        return {question.id: tuple(file.id for file in talk.office.store.files(draft.id))}
    return dict(given)


def _with_story(draft: Draft, given: dict[str, Sequence[str]], aside: str) -> dict[str, Sequence[str]]:
    if not aside:
        return given
    told = str(draft.answers.get("story", "")) or draft.unsent.get("story", "")
    return {**given, "story": (added(told, aside),)}


def _changed_copies(talk: Talk, draft: Draft) -> list[RasaEvent]:
    """Slots of answers that were given elsewhere, on the form."""
    given = {id: copy(value) for id, value in draft.answers.items()}
    return [SlotSet(slot_of(id), value) for id, value in given.items() if talk.tracker.get_slot(slot_of(id)) != value]


def _next(journey: Journey, draft: Draft, talk: Talk) -> str:
    question = journey.next_question(draft.answers, talk.policy)
    return slot_of(question.id if question else CHECK)


def _asked(journey: Journey, draft: Draft, talk: Talk, said: Said, slot: str) -> Question | None:
    """The question this message is about: the one a button names, else the one that was asked."""
    named = journey.question(said.chosen[0] if said.chosen else slot.removeprefix(slot_of("")))
    return named if named and named.applies(draft.answers, talk.policy) else None


def _beside(journey: Journey, question: Question) -> Question | None:
    """The question of free words on the same page, after this one."""
    later = [each for each in journey.questions if each.page == question.page and each.kind == "longtext"]
    return later[0] if later and later[0].id != question.id else None


def _said(talk: Talk) -> Said:
    in_danger = bool(talk.tracker.latest_message.get("safety"))
    return Said(talk.text, talk.intent, talk.confidence, _chosen(talk), in_danger)


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
