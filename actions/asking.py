"""Asks the questions of a journey, with buttons where choices are few."""

from collections.abc import Iterable, Sequence

from actions.hearing import DONE
from actions.talk import JOURNEY, Button, PutrightAction, RasaEvent, Talk, payload
from portal.domain.draft import Draft
from portal.domain.journey import Option, Question, options
from portal.domain.words import N_
from portal.files.journeys import load_journey
from portal.services.drafts import language_choices

CHECK = "check"
SEND, CHANGE = "send", "change"
SHOWN = 200


def slot_of(question: str) -> str:
    """The slot that holds a copy of an answer."""
    return f"{JOURNEY}_{question}"


def titled(question: Question, talk: Talk) -> list[tuple[Option, str]]:
    """What can be chosen, with the words shown for it."""
    every = options(question, talk.policy, language_choices(talk.office))
    return [(option, talk.wording.say(option.words)) for option in every]


def picked(question: Question, draft: Draft) -> tuple[str, ...]:
    """What has been chosen so far of several, before they say that is all."""
    return tuple(value for value in draft.unsent.get(question.id, "").split(",") if value)


def ask(question: Question, talk: Talk) -> None:
    """Ask one question."""
    draft = talk.draft()
    lines = [talk.wording.say(question.chat or question.words)]
    if question.hint and not question.chat and question.kind not in ("choice", "choices"):
        lines.append(talk.wording.say(question.hint))
    if question.kind == "files":
        lines.append(talk.wording.say(ADD_PHOTOS, address=talk.address("complain/photos")))
    chosen = picked(question, draft)
    if chosen:
        words = [title for option, title in titled(question, talk) if option.value in chosen]
        lines = [talk.wording.say(CHOSEN, chosen=", ".join(words))]
    talk.tell("\n".join(lines), buttons=_buttons(question, talk, chosen))


def ask_to_check(talk: Talk) -> None:
    """Show what was answered and ask whether to send it (WCAG 3.3.4)."""
    draft, journey = talk.draft(), load_journey(JOURNEY)
    lines = [talk.wording.say(ALL_TOLD)]
    for question in journey.applying(draft.answers, talk.policy):
        if shown := shown_answer(question, draft, talk):
            lines.append(f"{talk.wording.say(question.short)}: {shown}")
    buttons = [
        talk.button(N_("Send it"), payload("answer", question=CHECK, value=SEND)),
        talk.button(N_("Change something"), payload("answer", question=CHECK, value=CHANGE)),
    ]
    talk.tell("\n".join(lines), buttons=buttons)


def ask_what_to_change(talk: Talk) -> None:
    """Offer every answer for change."""
    draft, journey = talk.draft(), load_journey(JOURNEY)
    buttons = [
        talk.button(question.short, payload("change", question=question.id))
        for question in journey.applying(draft.answers, talk.policy)
        if question.id in draft.answers
    ]
    talk.say(N_("What do you want to change?"), buttons=buttons)


def shown_answer(question: Question, draft: Draft, talk: Talk) -> str:
    """An answer in a few words; empty where it was left out."""
    answer = draft.answers.get(question.id, "")
    titles = {option.value: title for option, title in titled(question, talk)}
    if question.kind == "files":
        return talk.wording.count(N_("%(num)s file"), N_("%(num)s files"), len(answer)) if answer else ""
    if isinstance(answer, tuple):
        return ", ".join(titles.get(value, value) for value in answer)
    words = titles.get(answer, answer) if question.options or question.options_from else answer
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}…"


def _buttons(question: Question, talk: Talk, chosen: Sequence[str]) -> list[Button]:
    buttons = [
        {"title": title, "payload": payload("answer", question=question.id, value=option.value)}
        for option, title in titled(question, talk)
        if option.value not in chosen
    ]
    if question.kind == "choices":
        last = N_("That is all") if chosen else N_("None of these")
        buttons.append(talk.button(last, payload("answer", question=question.id, value=DONE)))
    elif question.kind == "files":
        buttons.append(talk.button(N_("Carry on"), payload("answer", question=question.id, value=DONE)))
    elif question.optional:
        buttons.append(talk.button(N_("Leave this out"), payload("answer", question=question.id, value="")))
    return buttons


class AskQuestion(PutrightAction):
    """Asks the question that the form wants an answer to."""

    question = ""

    def name(self) -> str:
        """`action_ask_<form>_<slot>`, as both engines look it up."""
        return f"action_ask_{JOURNEY}_form_{slot_of(self.question)}"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Ask it."""
        question = load_journey(JOURNEY).question(self.question)
        if question:
            ask(question, talk)
        else:
            ask_to_check(talk)
        return ()


def ask_actions() -> dict[str, type[AskQuestion]]:
    """One action for each question of the journey, and one to check them all, by class name."""
    ids = [question.id for question in load_journey(JOURNEY).questions]
    return {f"Ask_{id}": type(f"Ask_{id}", (AskQuestion,), {"question": id}) for id in (*ids, CHECK)}


ADD_PHOTOS = N_("You can add photos on this page, then come back here: %(address)s")
CHOSEN = N_("You chose: %(chosen)s. Anything else?")
ALL_TOLD = N_("This is what you told us. Shall we send it?")
