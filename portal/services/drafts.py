"""Answers, kept as they are given, whichever way they are given."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import uuid4

from portal import access
from portal.domain.draft import Answer, Draft
from portal.domain.errors import AlreadyMade, LostUpdate, NotFound, UnfinishedDraft
from portal.domain.journey import Journey, Problem, Question, problem_with, read
from portal.files.journeys import load_journey
from portal.languages import offered
from portal.services.office import Office

CARRY_ON = "carry_on"
"""The kind of the mail with a link to carry on, and the purpose of that link."""
PRESSED = ("choice", "files")
"""Kinds of question that are answered without typing: nothing of theirs waits to be sent."""
TRIES = 5
LINK_LASTS = timedelta(days=7)
"""Calendar days that a link to carry on works."""


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


def finished_answers(office: Office, draft: Draft) -> dict[str, Answer]:
    """The answers that count. Raises UnfinishedDraft while a question is open; a draft that was sent has none."""
    journey = journey_of(draft)
    if not draft.reference and (question := journey.next_question(draft.answers, office.policy)):
        raise UnfinishedDraft(question.id)
    return journey.kept(draft.answers, office.policy)


def language_choices(office: Office) -> tuple[tuple[str, str], ...]:
    """The languages this landlord offers, as (code, own name)."""
    return tuple((language.code, language.own_name) for language in offered(office.policy.languages))


def give(office: Office, draft: Draft, questions: Sequence[Question], given: Mapping[str, Sequence[str]]) -> Given:
    """Keep the answers to these questions. A wrong one is named and kept as unsent words, so nothing typed is lost.

    Questions are taken in order, so that an answer can decide whether a later one on the same page applies.
    Raises what `keep` raises.
    """
    result = Given(draft, {})

    def answered(latest: Draft) -> Draft:
        nonlocal result
        result = _taken(office, latest, questions, given)
        return result.draft

    keep(office, draft, answered)
    return result


def keep(office: Office, draft: Draft, change: Callable[[Draft], Draft]) -> Draft:
    """Keep a draft as changed. Two pages may change it at once: then the later change is made to what the other left.

    Raises AlreadyMade where it was sent meanwhile, NotFound where it was cleared or has moved, NotKept.
    """
    for _try in range(TRIES):
        changed = change(draft)
        try:
            office.store.save_draft(changed, office.clock(), expected_version=draft.version)
        except LostUpdate:
            draft = office.store.draft(draft.id)
            if draft.reference:
                raise AlreadyMade(draft.reference) from None
        else:
            return changed
    raise LostUpdate(draft.id)


def keep_unsent(office: Office, draft: Draft, typed: Mapping[str, str]) -> Draft:
    """Keep words that were typed but not sent yet; several choices come with commas between. Raises as `keep` does."""
    asked = {question.id: question for question in journey_of(draft).questions if question.kind not in PRESSED}
    words = {id: _as_typed(read(asked[id], [given])) for id, given in typed.items() if id in asked}
    new = {
        id: given for id, given in words.items() if given != draft.unsent.get(id, _as_typed(draft.answers.get(id, "")))
    }
    return keep(office, draft, lambda latest: latest.typed(new)) if new else draft


def take_back(office: Office, draft: Draft, question: str) -> Draft:
    """Forget one answer, so that its question is asked again."""
    return keep(office, draft, lambda latest: latest.without(question))


def files_changed(office: Office, draft_id: str, question: str) -> None:
    """A file was added or taken away after the question had been answered: the answer follows."""
    with suppress(NotFound):
        draft, files = office.store.draft(draft_id), tuple(file.id for file in office.store.files(draft_id))
        if draft.answers.get(question, files) != files:
            keep(office, draft, lambda latest: latest.answered({question: files}))


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


def link_to_carry_on(office: Office, draft_id: str, base_url: str) -> str:
    """The address that carries on with this draft on any device: it works once, for LINK_LASTS. Raises NotKept."""
    token = access.new_link(office.store, CARRY_ON, draft_id, now=office.clock(), lasts=LINK_LASTS)
    return f"{base_url.rstrip('/')}/{office.landlord}/carry-on/{token}"


def send_link(office: Office, draft: Draft, address: str, language: str) -> None:
    """Ask for a mail, in this language, with a link to carry on with this draft. Raises as `keep` does."""
    if draft.language != language:
        draft = keep(office, draft, lambda latest: replace(latest, language=language, version=latest.version + 1))
    office.store.ask_for_mail(CARRY_ON, draft.id, draft.version, address, office.clock())
    office.poke()


def _taken(office: Office, draft: Draft, questions: Sequence[Question], given: Mapping[str, Sequence[str]]) -> Given:
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
            unsent[question.id] = _as_typed(answer)
    return Given(draft.answered(answers).typed({id: words for id, words in unsent.items() if words}), problems)


def _as_typed(answer: Answer) -> str:
    return answer if isinstance(answer, str) else ",".join(answer)
