"""Asks the questions of a journey, with buttons where choices are few."""

from abc import abstractmethod
from collections.abc import Iterable

from actions.hearing import AS_TYPED, DONE
from actions.journeys import CHECK, COMPLAINT, JOURNEYS, ChatJourney
from actions.talk import Button, PutrightAction, RasaEvent, Talk, in_list, payload
from portal.domain.draft import Draft
from portal.domain.journey import Question, options, problem_with, read
from portal.domain.triage import A_PERSON_DECIDES
from portal.domain.words import N_, NN_
from portal.services.drafts import language_choices
from portal.triage_words import Hint, hints

WITHOUT_NAME = {"question": "for_whom", "value": "anonymous"}
SEND, CHANGE = "send", "change"
SHOWN = 200
STOPPING = "asked_to_stop"
"""The slot that says: whether to stop was the last thing asked."""
CHANGING = "asked_what_to_change"
"""The slot that says: what to change was the last thing asked."""


def titled(question: Question, talk: Talk) -> list[tuple[str, str]]:
    """What can be chosen: each value with the words shown for it."""
    every = options(question, talk.policy, language_choices(talk.office))
    return [(option.value, talk.wording.say(option.words)) for option in every]


def picked(question: Question, draft: Draft) -> tuple[str, ...]:
    """What has been chosen so far of several, before they say that is all."""
    if question.kind != "choices":
        return ()
    return tuple(value for value in draft.unsent.get(question.id, "").split(",") if value)


def shown_options(question: Question, draft: Draft, talk: Talk) -> list[tuple[str, str]]:
    """What is shown to choose from, in order: what is not chosen yet, and the way on."""
    chosen = picked(question, draft)
    left = [(value, title) for value, title in titled(question, talk) if value not in chosen]
    if question.kind == "choices" and not (chosen or question.optional):
        return left
    if question.kind == "choices":
        return [*left, (DONE, talk.wording.say(THAT_IS_ALL if chosen else NONE_OF_THESE))]
    return [*left, (DONE, talk.wording.say(CARRY_ON))] if question.kind == "files" else left


def ask(question: Question, talk: Talk) -> None:
    """Ask one question. Words typed for it before are shown, and can be used as they are."""
    draft = talk.draft
    lines = [talk.wording.say(question.chat or question.words)]
    if question.hint and not question.chat and question.kind not in ("choice", "choices", "files"):
        lines.append(talk.wording.say(question.hint))
    if question.kind == "files":
        lines.append(talk.wording.say(ADD_PHOTOS, address=talk.way_to("complain/photos")))
    if chosen := picked(question, draft):
        words = [title for value, title in titled(question, talk) if value in chosen]
        lines = [talk.wording.say(CHOSEN, chosen=", ".join(words))]
    typed = _typed(question, draft)
    if typed:
        lines.append(talk.wording.say(YOU_WROTE, typed=shortened(typed)))
    pressed = [
        {"title": title, "payload": payload("answer", question=question.id, value=value)}
        for value, title in shown_options(question, draft, talk)
    ]
    talk.tell("\n".join(lines), buttons=[*pressed, *_ways_on(question, talk, typed)])


def ask_to_check(talk: Talk) -> None:
    """Show what was answered and ask whether to send it (WCAG 3.3.4)."""
    draft, journey = talk.draft, talk.journey.questions
    lines = [talk.wording.say(talk.journey.checks)]
    for question in journey.applying(draft.answers, talk.policy):
        if question.short and (shown := shown_answer(question, draft, talk)):
            lines += in_list([f"{talk.wording.say(question.short)}: {shown}"])
    if talk.journey is COMPLAINT:
        kept = journey.kept(draft.answers, talk.policy)
        if pointed := hints(kept, talk.policy, talk.office.today, talk.wording):
            tell_hints(talk, pointed, A_PERSON_DECIDES)
    buttons = [
        talk.button(talk.journey.yes, payload("answer", question=CHECK, value=SEND)),
        talk.button(N_("Change something"), payload("answer", question=CHECK, value=CHANGE)),
    ]
    talk.tell("\n".join(lines), buttons=buttons)


def tell_hints(talk: Talk, pointed: Iterable[Hint], how_to_go_on: str) -> None:
    """What the policy may leave out, with what to know of it, and how to go on."""
    for hint in pointed:
        talk.tell("\n".join((hint.words, *in_list(hint.lines))))
    if how_to_go_on:
        talk.say(how_to_go_on)


def ask_to_stop(talk: Talk) -> None:
    """Stopping is asked first: an answer misread as "stop" must cost nothing."""
    buttons = [
        talk.button(N_("Stop for now"), payload("stop_now")),
        talk.button(CARRY_ON, payload("carry_on")),
    ]
    talk.say(N_("Do you want to stop for now? What you told us is kept for 30 days."), buttons=buttons)


def ask_what_to_change(talk: Talk) -> None:
    """Offer every answer for change."""
    buttons = [
        talk.button(question.short, payload("change", question=question.id))
        for question in answered(talk.journey, talk.draft, talk)
    ]
    talk.say(N_("What do you want to change?"), buttons=[*buttons, talk.button(NOTHING, payload("carry_on"))])


def answered(journey: ChatJourney, draft: Draft, talk: Talk) -> list[Question]:
    """The questions that have an answer which can be changed, in order."""
    applying = journey.questions.applying(draft.answers, talk.policy)
    return [question for question in applying if question.id in draft.answers and not question.given]


def shown_answer(question: Question, draft: Draft, talk: Talk) -> str:
    """An answer in a few words; empty where it was left out."""
    answer = draft.answers.get(question.id, "")
    if question.kind == "files":
        return talk.wording.count(*NN_("%(num)s file", "%(num)s files"), len(answer)) if answer else ""
    titles = dict(titled(question, talk))
    if isinstance(answer, tuple):
        return ", ".join(titles.get(value, value) for value in answer)
    return shortened(titles.get(answer, answer))


def shortened(words: str) -> str:
    """The beginning of long words, to show that we have them."""
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}…"


def _typed(question: Question, draft: Draft) -> str:
    """Words that were typed for a question of words and not sent, or were taken back."""
    return "" if question.kind in ("choice", "choices", "files") else draft.unsent.get(question.id, "")


def _ways_on(question: Question, talk: Talk, typed: str) -> list[Button]:
    ways: list[Button] = []
    if typed and problem_with(question, read(question, [typed]), talk.policy) is None:
        ways.append(talk.button(N_("Use these words"), payload("answer", question=question.id, value=AS_TYPED)))
    if question.optional and question.kind not in ("choices", "files"):
        ways.append(talk.button(N_("Leave this out"), payload("answer", question=question.id, value="")))
    if question.id == "name" and talk.draft.answers.get("for_whom") == "me":
        ways.append(talk.button(N_("I do not want to give my name"), payload("answer", **WITHOUT_NAME)))
    if question.id == "contact_by" and not question.optional:
        ways.append(talk.button(N_("I will phone you myself"), payload("stop_now")))
    if question.kind in ("email", "phone") and question.when:
        ways.append(talk.button(N_("Choose another way to reach me"), payload("change", question="contact_by")))
    return ways


class AskQuestion(PutrightAction):
    """Asks the question that the form wants an answer to; after "stop", whether to stop; after "change", what."""

    hears = False
    answers = False

    @property
    @abstractmethod
    def question(self) -> str:
        """Its id in the journey."""

    def name(self) -> str:
        """`action_ask_<form>_<slot>`, as both engines look it up."""
        return ask_action(self.journey or COMPLAINT, self.question)

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Ask it."""
        question = talk.journey.questions.question(self.question)
        if talk.tracker.get_slot(STOPPING):
            ask_to_stop(talk)
        elif talk.tracker.get_slot(CHANGING):
            ask_what_to_change(talk)
        elif question:
            ask(question, talk)
        else:
            ask_to_check(talk)
        return ()


def ask_action(journey: ChatJourney, question: str) -> str:
    """The name of the action that asks this question."""
    return f"action_ask_{journey.form}_{journey.slot_of(question)}"


def ask_actions() -> list[type[AskQuestion]]:
    """One action for each question of each journey, and one to check them all."""
    return [
        type(f"Ask_{journey.id}_{id}", (AskQuestion,), {"journey": journey, "question": id})
        for journey in JOURNEYS.values()
        for id in (*(question.id for question in journey.questions.questions if not question.given), CHECK)
    ]


ADD_PHOTOS = N_("Each can be up to 10 MB. You can add them on this page, then come back here: %(address)s")
NOTHING = N_("Nothing")
CARRY_ON, NONE_OF_THESE, THAT_IS_ALL = N_("Carry on"), N_("None of these"), N_("That is all")
YOU_WROTE = N_("You wrote: “%(typed)s”")
CHOSEN = N_("You chose: %(chosen)s. Anything else?")
