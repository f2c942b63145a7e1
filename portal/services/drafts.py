"""Answers, kept as they are given, whichever way they are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from portal.domain.draft import Answer, Draft
from portal.domain.journey import Journey, Problem, Question, problem_with, read
from portal.files.journeys import load_journey
from portal.languages import offered
from portal.services.office import Office


@dataclass(frozen=True)
class Given:
    """What came of giving answers: the draft as it is now, and what is wrong, by question."""

    draft: Draft
    problems: Mapping[str, Problem]


def begin(office: Office, journey: str, language: str, channel: str = "page") -> Draft:
    """A new, empty draft. It is kept with its first answer, not before."""
    return Draft(id=uuid4().hex, landlord=office.landlord, journey=journey, language=language, channel=channel)


def journey_of(draft: Draft) -> Journey:
    """The journey a draft is on."""
    return load_journey(draft.journey)


def language_choices(office: Office) -> tuple[tuple[str, str], ...]:
    """The languages this landlord offers, as (code, own name)."""
    return tuple((language.code, language.own_name) for language in offered(office.policy.languages))


def give(office: Office, draft: Draft, questions: Sequence[Question], given: Mapping[str, Sequence[str]]) -> Given:
    """Keep the answers to these questions. A wrong one is named and kept as unsent words, so nothing typed is lost.

    Questions are taken in order, so that an answer can decide whether a later one on the same page applies.
    """
    answers: dict[str, Answer] = {}
    problems: dict[str, Problem] = {}
    unsent: dict[str, str] = {}
    for question in questions:
        if not question.applies({**draft.answers, **answers}, office.policy):
            continue
        answer = read(question, given.get(question.id, ()))
        problem = problem_with(question, answer, office.policy, language_choices(office))
        if problem is None:
            answers[question.id] = answer
        else:
            problems[question.id] = problem
            unsent[question.id] = answer if isinstance(answer, str) else ""
    changed = draft.answered(answers).typed({question: words for question, words in unsent.items() if words})
    office.store.save_draft(changed, office.clock())
    return Given(changed, problems)


def keep_unsent(office: Office, draft: Draft, typed: Mapping[str, str]) -> Draft:
    """Keep words that were typed but not sent yet."""
    free = {question.id for question in journey_of(draft).questions if question.kind not in ("choice", "files")}
    kept = draft.typed({question: words for question, words in typed.items() if question in free})
    office.store.save_draft(kept, office.clock())
    return kept


def take_back(office: Office, draft: Draft, question: str) -> Draft:
    """Forget one answer, so that its question is asked again."""
    changed = draft.without(question)
    office.store.save_draft(changed, office.clock())
    return changed


def move(office: Office, draft: Draft, to: str) -> Draft:
    """Take a draft, with its files, to another landlord. Raises LostUpdate where it was sent or moved meanwhile."""
    moved = draft.moved(to)
    office.store.give_draft(moved, to, office.clock())
    return moved


def discard(office: Office, draft: str) -> None:
    """Forget an unsent draft and its files."""
    for file in office.store.files(draft):
        office.store.remove_file(file.id)
        office.shelf.delete(file.id)
    office.store.end_draft(draft)


def send_link(office: Office, draft: Draft, address: str) -> None:
    """Ask for a mail with a link to carry on with this draft. Raises NotKept."""
    office.store.ask_for_mail(CARRY_ON, draft.id, draft.version, address, office.clock())
    office.poke()


CARRY_ON = "carry_on"
"""The kind of that mail, and the purpose of its link."""
