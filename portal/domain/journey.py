"""Questions, written once: which apply, what is wrong with an answer, what to ask next."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from portal.domain.adjustments import offered_needs
from portal.domain.days import day_written
from portal.domain.draft import Answer
from portal.domain.policy import Policy
from portal.domain.triage import asked_exclusions
from portal.domain.words import N_

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Letters nobody writes: controls, marks that turn what follows around, halves of letters (JSON can carry them)."""
SPACE = re.compile(r"[ \t\u00a0]+")


@dataclass(frozen=True)
class Option:
    """One of the answers to choose from. `says` is told to whoever chooses it, before the next question.

    `means` is `yes` or `no` where somebody who only says that has chosen it.
    """

    value: str
    words: str
    hint: str = ""
    says: str = ""
    means: str = ""


@dataclass(frozen=True)
class Condition:
    """Holds when the answer to `question` is, or includes, one of `values`."""

    question: str
    values: tuple[str, ...]

    def holds(self, answers: Mapping[str, Answer]) -> bool:
        """Does it hold for these answers?"""
        given = answers.get(self.question, "")
        return any(value in self.values for value in ((given,) if isinstance(given, str) else given))


@dataclass(frozen=True)
class Question:
    """One question. Questions that share a `page` stand together there; the assistant asks them one by one.

    `words` is the question as asked, `short` its name in lists, `chat` how the assistant asks it where that
    differs. `options_from` names a list of the policy (remedies, adjustments, exclusions), `needs` or `languages`.
    `when` are conditions that must all hold; `unless` are conditions none of which may; `policy_excludes` asks it only
    under policies with an exclusion on one of these grounds. `given` is never asked: the software answers it, such as
    which case is open, and it may have no words.
    """

    id: str
    kind: str
    page: str
    words: str
    short: str
    hint: str = ""
    chat: str = ""
    options: tuple[Option, ...] = ()
    options_from: str = ""
    when: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    policy_excludes: tuple[str, ...] = ()
    optional: bool = False
    missing: str = ""
    autocomplete: str = ""
    given: bool = False

    def applies(self, answers: Mapping[str, Answer], policy: Policy) -> bool:
        """Is it asked, given these answers and this policy?"""
        if self.policy_excludes and not policy.excludes(*self.policy_excludes):
            return False
        return all(c.holds(answers) for c in self.when) and not any(c.holds(answers) for c in self.unless)

    @property
    def is_free_text(self) -> bool:
        """Can it be answered in one's own words? Then it is read for signs of danger."""
        return self.kind in ("text", "longtext", "address")


@dataclass(frozen=True)
class Problem:
    """What is wrong with an answer, in words that say what to do. `values` fill the placeholders."""

    question: str
    words: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """Questions shown together. `heading` is empty where the one question is its own heading."""

    id: str
    questions: tuple[Question, ...]
    heading: str = ""


@dataclass(frozen=True)
class Journey:
    """All the questions of one journey, in order."""

    id: str
    title: str
    questions: tuple[Question, ...]
    headings: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages, in order."""
        ids = dict.fromkeys(question.page for question in self.questions)
        return tuple(
            Page(id, tuple(q for q in self.questions if q.page == id), self.headings.get(id, "")) for id in ids
        )

    def page(self, id: str) -> Page | None:
        """The page with this id, if the journey has one."""
        return next((page for page in self.pages if page.id == id), None)

    def question(self, id: str) -> Question | None:
        """The question with this id, if the journey has one."""
        return next((question for question in self.questions if question.id == id), None)

    def applying(self, answers: Mapping[str, Answer], policy: Policy) -> tuple[Question, ...]:
        """The questions that are asked, given these answers. An answer that no longer applies opens no question."""
        asked: list[Question] = []
        counted: dict[str, Answer] = {}
        for question in self.questions:
            if question.applies(counted, policy):
                asked.append(question)
                if question.id in answers:
                    counted[question.id] = answers[question.id]
        return tuple(asked)

    def next_question(self, answers: Mapping[str, Answer], policy: Policy) -> Question | None:
        """The first question still to be asked, or None when only checking and sending is left."""
        asked = (question for question in self.applying(answers, policy) if not question.given)
        return next((question for question in asked if question.id not in answers), None)

    def kept(self, answers: Mapping[str, Answer], policy: Policy) -> dict[str, Answer]:
        """The answers to questions that apply: an answer made pointless by another is left out."""
        return {q.id: answers[q.id] for q in self.applying(answers, policy) if q.id in answers}

    def said(self, question: Question, answers: Mapping[str, Answer], policy: Policy) -> tuple[str, ...]:
        """What is said to somebody who has just answered this question so."""
        given = answers.get(question.id, "")
        chosen = (given,) if isinstance(given, str) else given
        return tuple(o.says for o in options(question, policy) if o.says and o.value in chosen)


def options(question: Question, policy: Policy, languages: Sequence[tuple[str, str]] = ()) -> tuple[Option, ...]:
    """What can be chosen: the question's own options, or the policy's list. `languages` are (code, own name)."""
    lists: Mapping[str, Callable[[], Sequence[Option]]] = {
        "": lambda: (),
        "remedies": lambda: [Option(each.id, each.words) for each in policy.remedies],
        "adjustments": lambda: [Option(each.id, each.words) for each in policy.adjustments],
        "needs": lambda: [Option(each.id, each.words) for each in offered_needs(policy.adjustments)],
        "exclusions": lambda: [Option(each.id, each.words) for each in asked_exclusions(policy)],
        "languages": lambda: [Option(code, name) for code, name in languages],
    }
    return (*lists[question.options_from](), *question.options)


def read(question: Question, given: Sequence[str]) -> Answer:
    """What was typed or chosen, tidied as its kind asks. Never raises and never shortens."""
    return KINDS[question.kind].read(given)


def problem_with(
    question: Question, answer: Answer, policy: Policy, languages: Sequence[tuple[str, str]] = ()
) -> Problem | None:
    """What is wrong with this answer, or None. An optional question may be left empty."""
    if not answer:
        return None if question.optional else Problem(question.id, question.missing or MISSING[question.kind])
    allowed = tuple(option.value for option in options(question, policy, languages))
    return KINDS[question.kind].problem(question, answer, allowed)


def _line(given: Sequence[str]) -> str:
    return SPACE.sub(" ", _text(given).replace("\n", " ")).strip()


def _text(given: Sequence[str]) -> str:
    return CONTROL.sub("", "".join(given[:1])).replace("\r\n", "\n").replace("\r", "\n").strip()


def _chosen(given: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for each in given if (value := _line([each]))))


def _length(limit: int) -> Callable[[Question, Answer, Sequence[str]], Problem | None]:
    def problem(question: Question, answer: Answer, allowed: Sequence[str]) -> Problem | None:
        return Problem(question.id, TOO_LONG, {"limit": limit}) if len(answer) > limit else None

    return problem


def _one_of(question: Question, answer: Answer, allowed: Sequence[str]) -> Problem | None:
    return None if answer in allowed else Problem(question.id, question.missing or MISSING["choice"])


def _some_of(question: Question, answer: Answer, allowed: Sequence[str]) -> Problem | None:
    is_known = all(value in allowed for value in answer)
    return None if is_known else Problem(question.id, question.missing or MISSING["choices"])


def _email(question: Question, answer: Answer, allowed: Sequence[str]) -> Problem | None:
    fits = len(answer) <= LONGEST_EMAIL and re.fullmatch(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+", str(answer))
    return None if fits else Problem(question.id, EMAIL)


def _phone(question: Question, answer: Answer, allowed: Sequence[str]) -> Problem | None:
    fits = len(answer) <= LONGEST_PHONE and sum(character.isdigit() for character in answer) >= 6
    return None if fits else Problem(question.id, PHONE)


def _day(question: Question, answer: Answer, allowed: Sequence[str]) -> Problem | None:
    return None if day_written(str(answer)) else Problem(question.id, DAY)


def _files(question: Question, answer: Answer, allowed: Sequence[str]) -> Problem | None:
    return Problem(question.id, FILES, {"limit": MOST_FILES}) if len(answer) > MOST_FILES else None


@dataclass(frozen=True)
class QuestionKind:
    """How one kind of question reads what was given, and what can be wrong with it."""

    read: Callable[[Sequence[str]], Answer]
    problem: Callable[[Question, Answer, Sequence[str]], Problem | None]


MOST_FILES = 20
LONGEST_EMAIL = 254
"""RFC 5321 4.5.3.1.3: no mail server takes more."""
LONGEST_PHONE = 200
"""Room for two numbers and when to ring which."""
KINDS: Mapping[str, QuestionKind] = {
    "longtext": QuestionKind(_text, _length(50_000)),
    "text": QuestionKind(_line, _length(500)),
    "address": QuestionKind(_text, _length(1_000)),
    "postcode": QuestionKind(_line, _length(30)),
    "day": QuestionKind(_line, _day),
    "choice": QuestionKind(_line, _one_of),
    "choices": QuestionKind(_chosen, _some_of),
    "email": QuestionKind(_line, _email),
    "phone": QuestionKind(_line, _phone),
    "files": QuestionKind(_chosen, _files),
}
DAY = N_("Write a date, like 31 12 2027")
MISSING = {
    "longtext": N_("Tell us in your own words"),
    "text": N_("Write an answer"),
    "address": N_("Write the address"),
    "postcode": N_("Write the postcode"),
    "day": DAY,
    "choice": N_("Choose one of the answers"),
    "choices": N_("Choose one or more of the answers"),
    "email": N_("Write your email address"),
    "phone": N_("Write your phone number"),
    "files": N_("Choose a photo or document"),
}
TOO_LONG = N_(
    "This is longer than we can take here. Keep it under %(limit)s letters and send us the rest as a document"
)
EMAIL = N_("Write an email address like name@example.com")
PHONE = N_("Write a phone number with all its digits, like 07700 900 982")
FILES = N_("Send no more than %(limit)s photos or documents here. You can add more later")
