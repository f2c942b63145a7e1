"""The form of a journey: reads each message as an answer, keeps it in the draft, and says what to ask next."""

from collections.abc import Iterable, Mapping, Sequence

from rasa_sdk.events import SlotSet

from actions.asking import (
    CHANGE,
    CHANGING,
    SEND,
    STOPPING,
    WITHOUT_NAME,
    answered,
    picked,
    shown_options,
    tell_hints,
)
from actions.fitting import hides_name, is_empty_story, names_no_time
from actions.hearing import Heard, hear, hear_change, hear_check, hear_named
from actions.journeys import ADJUSTMENT, BEGUN, CHECK, COMPLAINT, CONTACT, JOURNEYS, REACH, REPRESENTATIVE
from actions.offering import offer_language
from actions.reached import changed_by
from actions.safety import tell_of_danger, tell_of_hazards
from actions.said import DANGERS, Said, length_of
from actions.taking_ahead import keep_for_a_complaint, take_ahead
from actions.talk import PutrightAction, RasaEvent, Talk, added
from portal.domain.choosing import plain
from portal.domain.draft import Answer, Draft
from portal.domain.journey import Journey, Question
from portal.domain.triage import A_PERSON_DECIDES
from portal.domain.words import N_
from portal.services.drafts import give, keep, keep_unsent
from portal.triage_words import hints_after

REQUESTED = "requested_slot"
AT_ONCE = (CONTACT, ADJUSTMENT, REPRESENTATIVE)
"""Journeys that hear more in the very message that began them, however short."""
OF_AN_OLD_FORM = frozenset({"answer", "carry_on", "change"})
ANSWERS_TO_STOP = frozenset({"affirm", "deny", "stop"})


class ValidateForm(PutrightAction):
    """Asks the journey which questions apply, reads the message, keeps the answer, sets the slots."""

    hears = False
    offers = False  # a slot set here counts as an answer: a question, or a cry for help, would go without its own

    def name(self) -> str:
        """`validate_<form>`, as both engines look it up."""
        return f"validate_{(self.journey or COMPLAINT).form}"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Read the message, unless it was dealt with already; then say which question is next."""
        journey, draft = talk.journey.questions, talk.draft
        asked = talk.tracker.get_slot(REQUESTED)
        asked = asked if asked in talk.journey.slots else None  # another form asked that, and was left for this one
        if draft.reference and (asked is not None or talk.intent in OF_AN_OLD_FORM):
            return _sent(talk)  # somewhere else, or a moment ago: its reference is said again
        if asked is None:
            return [*offer_language(talk), *self._begin(talk, journey)]
        if not talk.is_new:
            return [*_changed_copies(talk, draft), SlotSet(REQUESTED, _next(journey, draft, talk))]
        heard = self._hear(talk, journey, draft, asked)
        if not heard and talk.intent == "stop" and not talk.tracker.get_slot(STOPPING):
            return [SlotSet(STOPPING, True), SlotSet(REQUESTED, asked)]
        if not heard:
            return [SlotSet(REQUESTED, _next(journey, draft, talk))]
        return [*_no_longer(talk, CHANGING), *heard, SlotSet("misunderstood", 0), SlotSet(STOPPING, False)]

    def _hear(self, talk: Talk, journey: Journey, draft: Draft, asked: str) -> list[RasaEvent]:
        """What came of the message; nothing where it answered nothing."""
        said = _said(talk)
        if talk.tracker.get_slot(STOPPING) and said.intent in ANSWERS_TO_STOP:
            return []
        if talk.journey is REACH and asked == REACH.slot_of(CHECK) and (told := changed_by(talk, draft.answers)):
            latest = keep(talk.office, draft, lambda latest: latest.answered({**latest.answers, **told}))
            return [*_copies(talk, latest), SlotSet(REQUESTED, _next(journey, latest, talk))]
        if events := self._changes(talk, draft, said, asked):
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
        if question.id == "started" and names_no_time(said, typed):
            return self._asks_when(talk, draft)
        heard = hear(question, said, shown_options(question, draft, talk), _beside(journey, question), typed)
        return self._take(talk, journey, draft, question, heard) if heard else []

    def _asks_when(self, talk: Talk, draft: Draft) -> list[RasaEvent]:
        """No time is in it: asked once more, kindly. What was typed can be used as it is, and what it tells is kept."""
        talk.say(NO_TIME)
        latest = take_ahead(talk, keep_unsent(talk.office, draft, {"started": talk.text}))
        return [SlotSet(talk.journey.draft, draft.id), *_copies(talk, latest), *_asked_again(talk, "started")]

    def _begin(self, talk: Talk, journey: Journey) -> list[RasaEvent]:
        """What is answered already is not asked again; a message that tells the story is kept as the story."""
        draft, id = talk.open_draft, talk.journey.story
        story = journey.question(id)
        if story and id not in draft.answers and _tells_the_story(talk):
            told = draft.unsent.get(id, "")
            words = told if talk.text in told else added(told, talk.text)
            draft = give(talk.office, draft, [story], {id: [words]}).draft
            talk.say(KEPT_STORY if talk.journey is COMPLAINT else N_("Thank you. I keep what you wrote."))
            tell_of_hazards(talk)
        if talk.journey in AT_ONCE or id in draft.answers:
            draft = take_ahead(talk, draft)
        emptied = [
            SlotSet(talk.journey.slot_of(each.id), None)
            for each in journey.questions
            if each.id not in draft.answers and not each.given
        ]
        begun = [
            SlotSet(talk.journey.draft, draft.id),
            SlotSet(BEGUN, talk.journey.id),
            SlotSet(STOPPING, False),
            *emptied,
        ]
        return [*begun, *_copies(talk, draft), SlotSet(REQUESTED, _next(journey, draft, talk))]

    def _take(
        self, talk: Talk, journey: Journey, draft: Draft, question: Question | None, heard: Heard
    ) -> list[RasaEvent]:
        """Keep the answer, or say what is wrong with it. What to do in danger is said before anything else."""
        in_danger = _is_in_danger(talk, question, heard) and tell_of_danger(talk)
        if question and heard.partial:
            return self._pick(talk, draft, question, heard.given[question.id])
        given = _with_story(talk, draft, _with_the_rest(talk, draft, question, heard.given), heard.aside)
        if question and question.id == "address" and (postcode := talk.entities.get("postcode")):
            given.setdefault("postcode", [postcode])
        asked = [each for each in journey.questions if each.id in given]
        kept = give(talk.office, draft, asked, given)
        aside = keep_for_a_complaint(talk) if heard.aside and not talk.journey.story else []
        if heard.aside and not in_danger:
            talk.say(KEPT_FOR_LATER if aside else N_("I have added that to what went wrong."))
        for id in given:
            if id in kept.problems:
                problem = kept.problems[id]
                talk.say(problem.words, problem.values)
                return [*aside, SlotSet(talk.journey.draft, draft.id), *_asked_again(talk, id)]
        if question:
            _say_after(talk, journey, question, kept.draft)
        latest = kept.draft
        if talk.journey.story in given:
            if not in_danger:
                tell_of_hazards(talk)
            latest = take_ahead(talk, latest)
        next = _next(journey, latest, talk)
        return [*aside, SlotSet(talk.journey.draft, draft.id), *_copies(talk, latest), SlotSet(REQUESTED, next)]

    def _pick(self, talk: Talk, draft: Draft, question: Question, values: Sequence[str]) -> list[RasaEvent]:
        """One more of several; asked again until they say that is all."""
        allowed = {value for value, _ in shown_options(question, draft, talk)}
        chosen = dict.fromkeys((*picked(question, draft), *(value for value in values if value in allowed)))
        keep(talk.office, draft, lambda latest: latest.typed({question.id: ",".join(chosen)}))
        return [SlotSet(talk.journey.draft, draft.id), *_asked_again(talk, question.id)]

    def _changes(self, talk: Talk, draft: Draft, said: Said, asked: str) -> list[RasaEvent]:
        """`Change my name`, at any time; at "shall we send it?" also a yes, a no, and the name alone."""
        is_check = asked == talk.journey.slot_of(CHECK)
        if said.chosen:
            wanted = said.chosen[1] if is_check and said.chosen[0] == CHECK else ""
        else:
            wanted = self._named(talk, draft, said, is_check=is_check)
        if wanted == SEND:
            return _sent(talk)
        if wanted == CHANGE:
            return [SlotSet(CHANGING, True), SlotSet(talk.journey.slot_of(CHECK), None), SlotSet(REQUESTED, asked)]
        if wanted in (each.id for each in answered(talk.journey, draft, talk)):
            return [*take_back(talk, draft, wanted), SlotSet(REQUESTED, talk.journey.slot_of(wanted))]
        return []

    def _named(self, talk: Talk, draft: Draft, said: Said, *, is_check: bool) -> str:
        """`send`, `change`, or the answer that is named for change."""
        shorts = [(each.id, talk.wording.say(each.short)) for each in answered(talk.journey, draft, talk)]
        if talk.tracker.get_slot(CHANGING) and (named := hear_named(said, shorts)):
            return named
        if is_check and plain(said.text) == plain(talk.wording.say(talk.journey.yes)):
            return SEND
        return hear_check(said, shorts) if is_check else hear_change(said, shorts)


def validators() -> list[type[ValidateForm]]:
    """One action for the form of each journey."""
    return [type(f"Validate_{each.id}", (ValidateForm,), {"journey": each}) for each in JOURNEYS.values()]


KEPT_STORY = N_("Thank you. I keep what you wrote. I ask a few more things so that we can put it right.")
NO_TIME = N_("I do not see when it started in that. When did it start? If you are not sure, say so.")
KEPT_FOR_LATER = N_("I keep what you wrote. You can complain about it later.")
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
    answer, asked = draft.answers[question], talk.journey.questions.question(question)
    is_words = asked is not None and asked.kind not in ("choice", "choices", "files")
    typed = {question: answer} if is_words and isinstance(answer, str) and answer else {}
    keep(talk.office, draft, lambda latest: latest.without(question).typed(typed))
    emptied = [SlotSet(talk.journey.slot_of(question), None), SlotSet(talk.journey.slot_of(CHECK), None)]
    return [SlotSet(talk.journey.draft, draft.id), *emptied, SlotSet(STOPPING, False), SlotSet(CHANGING, False)]


def copy(value: Answer) -> str | list[str]:
    """An answer as a slot holds it: never None, or it would be asked again."""
    return list(value) if isinstance(value, tuple) else value


def _tells_the_story(talk: Talk) -> bool:
    return length_of(talk.text) >= talk.journey.tells_from and not is_empty_story(talk.text)


def _sent(talk: Talk) -> list[RasaEvent]:
    return [
        SlotSet(talk.journey.draft, talk.draft.id),
        SlotSet(talk.journey.slot_of(CHECK), SEND),
        SlotSet(REQUESTED, None),
    ]


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


def _with_story(talk: Talk, draft: Draft, given: dict[str, Sequence[str]], aside: str) -> dict[str, Sequence[str]]:
    story = talk.journey.story
    if not aside or not story:
        return given
    told = str(draft.answers.get(story, "")) or draft.unsent.get(story, "")
    return {**given, story: (added(told, aside),)}


def _asked_again(talk: Talk, question: str) -> list[RasaEvent]:
    slot = talk.journey.slot_of(question)
    return [SlotSet(slot, None), SlotSet(REQUESTED, slot)]


def _no_longer(talk: Talk, slot: str) -> list[RasaEvent]:
    """What was asked last is not asked any more."""
    return [SlotSet(slot, False)] if talk.tracker.get_slot(slot) else []


def _copies(talk: Talk, draft: Draft) -> list[RasaEvent]:
    """Copies of the answers in their slots. What the software gives has no slot."""
    asked = {each.id for each in talk.journey.questions.questions if not each.given}
    return [SlotSet(talk.journey.slot_of(id), copy(answer)) for id, answer in draft.answers.items() if id in asked]


def _changed_copies(talk: Talk, draft: Draft) -> list[RasaEvent]:
    """Slots of answers that were given elsewhere, on the form."""
    return [set for set in _copies(talk, draft) if talk.tracker.get_slot(set["name"]) != set["value"]]


def _next(journey: Journey, draft: Draft, talk: Talk) -> str:
    question = journey.next_question(draft.answers, talk.policy)
    return talk.journey.slot_of(question.id if question else CHECK)


def _asked(journey: Journey, draft: Draft, talk: Talk, said: Said, slot: str) -> Question | None:
    """The question this message is about: the one a button names, else the one that was asked."""
    named = journey.question(said.chosen[0] if said.chosen else slot.removeprefix(talk.journey.slot_of("")))
    return named if named and not named.given and named.applies(draft.answers, talk.policy) else None


def _beside(journey: Journey, question: Question) -> Question | None:
    """The question of free words on the same page, after this one."""
    later = [each for each in journey.questions if each.page == question.page and each.kind == "longtext"]
    return later[0] if later and later[0].id != question.id else None


def _said(talk: Talk) -> Said:
    in_danger = bool(talk.tracker.latest_message.get("safety"))
    return Said(talk.text, talk.intent, talk.confidence, _chosen(talk), in_danger, frozenset(talk.entities))


def _chosen(talk: Talk) -> tuple[str, str] | None:
    if talk.intent != "answer" or talk.text:
        return None
    return talk.entities.get("question", ""), talk.entities.get("value", "")
