"""Plays a conversation that is written like a play, line by line, against the real assistant.

- you: they write this                          - press: they press the button with this title
- us: this is said in the reply (or several)    - not: this is not said in the reply
- buttons: these stand under the reply, in this order
- kept: these answers are in the draft; `gone` these questions have none; `typed` these words wait unsent
- asked: the form has all answers up to this question, and they carry on here
- form: meanwhile these answers are given on the form
- acts: somebody of this name acts for the resident of that case; `asks` would like to
- allowed: these act for them now, with what they may do; `reached` is how they are reached, by question
- landlord: it is at this landlord             - happened: this is done with the case (see HAPPENS)
- case: there is a case already; {reference} and {code} stand for its own from here on
- made: so many cases have come of it           - language: the conversation is in this language now
- stopped: the form is left                     - wait: so many minutes pass
- tasks: staff have these to do, and no other  - with_case: these words are kept with a case
- withdrawn: the case is withdrawn, or not     - kinds: the cases there are, by kind
- stage: the case is at this stage now
- nowhere: this stands nowhere in the database   - opened: is the case open now
"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from portal.assistant import Assistant, Reply
from portal.domain.commands import Acknowledge, Command, Escalate, GiveAnswer, Refuse
from portal.domain.draft import Answer, Draft
from portal.domain.errors import NotFound
from portal.domain.journey import read
from portal.files.journeys import load_journey
from portal.parts import Parts
from portal.services.casework import answers_from, carry_out, open_file
from portal.services.complaints import make_complaint
from portal.services.consent import name_as_told
from portal.services.drafts import give
from portal.services.reaching import reached_now
from tests.builders import some_words
from tests.installation import Clock

LANDLORD = "leathermarket-jmb"

ANSWERS: dict[str, Answer] = {
    "for_whom": "me",
    "story": "The lift has been broken for three weeks.",
    "told_before": "told",
    "started": "three weeks ago",
    "still_going": "still",
    "in_court": "not_at_court",
    "also_true": (),
    "remedies": ("apology", "action"),
    "outcome": "Mend the lift.",
    "name": "Amina Begum",
    "address": "1 Leather Court",
    "postcode": "SE1 3HN",
    "contact_by": ("email", "text"),
    "email": "amina@example.com",
    "phone": "07700 900982",
    "contact_when": "after six",
    "safe_message": "safe",
    "adjustments": (),
    "adjustment_words": "",
    "language": "en",
    "photos": (),
}


def _answer() -> GiveAnswer:
    words = [some_words(each) for each in ("The lift.", "You are right.", "We were slow.", "Sorry.", "Nothing.")]
    return GiveAnswer(words[0], "upheld", *words[1:])


HAPPENS: Mapping[str, Callable[[], tuple[Command, str]]] = {
    "acknowledged": lambda: (Acknowledge(some_words("A."), some_words("B."), some_words("")), "staff:sam"),
    "answered": lambda: (_answer(), "staff:sam"),
    "answered again": lambda: (_answer(), "staff:priya"),
    "escalated": lambda: (Escalate(), "resident"),
    "refused": lambda: (Refuse("court", some_words("A claim was filed."), some_words("")), "staff:sam"),
}


@dataclass
class Play:
    """One conversation on the page (`web`) or by another channel (`rest`)."""

    assistant: Assistant
    parts: Parts
    clock: Clock
    channel: str = "web"
    landlord: str = LANDLORD
    draft: str = field(default_factory=lambda: uuid4().hex)
    reply: Reply = field(default_factory=lambda: Reply([], "", "", "", 1))
    case: Mapping[str, str] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)
    opened: str = ""

    def play(self, lines: Iterable[Mapping[str, Any]]) -> None:
        """Play it to the end, or fail at the line that does not hold."""
        for number, line in enumerate(lines, start=1):
            ((kind, what),) = line.items()
            try:
                getattr(self, f"on_{kind}")(what)
            except AssertionError as wrong:
                raise AssertionError(f"line {number}, {kind}: {what!r}\n{wrong}\nsaid: {self.said}") from None

    @property
    def said(self) -> list[str]:
        return [message["text"] for message in self.reply.messages if message.get("text")]

    @property
    def shown(self) -> list[dict[str, str]]:
        return [button for message in self.reply.messages for button in message.get("buttons") or ()]

    @property
    def kept(self) -> Draft:
        try:
            return self.parts.office(self.landlord).store.draft(self.reply.draft or self.draft)
        except NotFound:
            return Draft(self.draft, self.landlord, "complaint", "en")

    def on_you(self, text: str) -> None:
        sender = f"web:{self.draft}" if self.channel == "web" else f"rest:{self.draft}"
        draft = self.draft if self.channel == "web" else ""
        text = text.format(**self.case) if self.case else text
        self.reply = self.assistant.hear(
            self.landlord, sender, text, draft=draft, opened=self.opened, address="192.0.2.1"
        )
        if self.reply.made:
            self.made.add(self.reply.made)
        if self.channel == "web":
            self.opened = self.reply.opened or self.opened
        if self.channel == "web" and self.reply.draft and self.reply.draft != self.draft:
            self.assistant.move(self.landlord, sender, f"web:{self.reply.draft}")
            self.draft = self.reply.draft

    def on_press(self, title: str) -> None:
        sends = [button["payload"] for button in self.shown if button["title"] == title]
        assert sends, f"there is no button {title!r}, only {[button['title'] for button in self.shown]}"
        self.on_you_press(sends[0])

    def on_you_press(self, payload: str) -> None:
        case, self.case = self.case, {}
        self.on_you(payload)
        self.case = case

    def on_us(self, fragments: str | list[str]) -> None:
        rest = "\n".join(self.said)
        for written in [fragments] if isinstance(fragments, str) else fragments:
            fragment = written.format(**self.case) if self.case else written
            assert fragment in rest, f"not said (in this order): {fragment!r}"
            rest = rest[rest.index(fragment) + len(fragment) :]

    def on_not(self, fragment: str) -> None:
        assert fragment not in "\n".join(self.said)

    def on_buttons(self, titles: list[str]) -> None:
        assert [button["title"] for button in self.shown] == titles

    def on_kept(self, answers: Mapping[str, Any]) -> None:
        found = {id: self.kept.answers.get(id) for id in answers}
        assert found == {id: tuple(value) if isinstance(value, list) else value for id, value in answers.items()}

    def on_gone(self, questions: list[str]) -> None:
        assert not set(questions) & set(self.kept.answers), self.kept.answers

    def on_typed(self, words: Mapping[str, str]) -> None:
        assert {id: self.kept.unsent.get(id) for id in words} == dict(words)

    def on_form(self, answers: Mapping[str, Any]) -> None:
        office, journey = self.parts.office(self.landlord), load_journey("complaint")
        given = {id: value if isinstance(value, list) else [value] for id, value in answers.items()}
        draft = self.kept
        give(office, draft, [question for question in journey.questions if question.id in given], given)

    def on_asked(self, question: str) -> None:
        journey, policy = load_journey("complaint"), self.parts.office(self.landlord).policy
        answers: dict[str, Answer] = {}
        while (next_one := journey.next_question(answers, policy)) and next_one.id != question:
            answers[next_one.id] = ANSWERS[next_one.id]
        assert next_one or question == "check", f"{question} is not asked"
        self.on_form({id: list(value) if isinstance(value, tuple) else value for id, value in answers.items()})
        self.on_you("/carry_on")

    def on_case(self, answers: Mapping[str, Any] | None) -> None:
        office, journey = self.parts.office(self.landlord), load_journey("complaint")
        questions = {question.id: question for question in journey.questions}
        changed = {id: read(questions[id], [value]) for id, value in (answers or {}).items()}
        receipt = make_complaint(
            office, Draft(uuid4().hex, self.landlord, "complaint", "en", {**ANSWERS, **changed}, version=1)
        )
        self.case = {"reference": receipt.reference, "code": receipt.code}

    def on_acts(self, name: str) -> None:
        who: dict[str, Answer] = {"name": name, "relationship": "family", "over_18": "adult"}
        told: dict[str, Answer] = {**who, "scope": ("see", "speak"), "which": "this"}
        name_as_told(self.parts.office(self.landlord), self.case["reference"], told, form=name)

    def on_allowed(self, expected: Mapping[str, list[str]]) -> None:
        file = open_file(self.parts.office(self.landlord), self.case["reference"])
        found = {
            str(answers_from(file.words[each.details.id])["name"]): [str(scope) for scope in each.granted.scope]
            for each in file.record.representations.values()
            if each.granted
        }
        assert found == expected

    def on_reached(self, answers: Mapping[str, Any]) -> None:
        now = reached_now(open_file(self.parts.office(self.landlord), self.case["reference"]))
        found = {id: now.get(id) for id in answers}
        assert found == {id: tuple(value) if isinstance(value, list) else value for id, value in answers.items()}

    def on_withdrawn(self, expected: bool) -> None:
        assert self.parts.office(self.landlord).store.case(self.case["reference"]).is_withdrawn == expected

    def on_landlord(self, landlord: str) -> None:
        self.landlord = landlord

    def on_happened(self, steps: list[str]) -> None:
        for step in steps:
            command, by = HAPPENS[step]()
            carry_out(self.parts.office(self.landlord), self.case["reference"], command, by=by)

    def on_made(self, number: int) -> None:
        cases = [case.reference for case in self.parts.store.all_cases()]
        assert len(cases) == number, cases

    def on_tasks(self, kinds: list[str]) -> None:
        assert [task.kind for task in self.parts.office(self.landlord).store.tasks()] == kinds

    def on_with_case(self, fragments: str | list[str]) -> None:
        store = self.parts.office(self.landlord).store
        kept = "\n".join(text for case in self.parts.store.all_cases() for text in store.all_words(case).values())
        kept += kept.replace("\\n", "\n").replace('\\"', '"')
        for fragment in [fragments] if isinstance(fragments, str) else fragments:
            assert fragment in kept, kept

    def on_stage(self, number: int) -> None:
        assert self.parts.office(self.landlord).store.case(self.case["reference"]).stage == number

    def on_kinds(self, kinds: list[str]) -> None:
        found = sorted(str(case.kind) for case in self.parts.store.all_cases())
        assert found == sorted(kinds)

    def on_language(self, code: str) -> None:
        assert self.reply.language == code

    def on_stopped(self, _: object) -> None:
        self.on_you("thank you")
        assert self.shown == [], "a question was asked"

    def on_wait(self, minutes: int) -> None:
        self.clock.now += timedelta(minutes=minutes)

    def on_opened(self, expected: bool) -> None:
        assert bool(self.reply.opened) == expected

    def on_nowhere(self, text: str) -> None:
        found = in_database(self.parts.settings.home / "putright.db", text.format(**self.case))
        assert not found, f"stands in {found}"


def in_database(file: Path, text: str) -> list[str]:
    """The tables in which this text stands, in whatever column."""
    with sqlite3.connect(file) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [
            table for table in tables if any(text in str(row) for row in connection.execute(f'SELECT * FROM "{table}"'))
        ]
