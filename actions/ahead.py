"""Answers that a story gives to questions not asked yet: only what is said plainly, nothing guessed."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from actions import ahead_matter, ahead_name, ahead_person
from actions.clauses import Message
from actions.other_words import needs_named
from portal.domain.draft import Answer
from portal.domain.journey import Question

LONGEST = 4_000
"""Characters of a message that are read ahead; what stands later is asked."""
Read = Callable[[Message, Sequence[str]], Sequence[str]]
AHEAD: Mapping[str, Read] = {
    "for_whom": lambda message, _: ahead_person.for_whom(message),
    "told_before": lambda message, _: ahead_matter.told_before(message),
    "started": lambda message, _: ahead_matter.started(message),
    "still_going": lambda message, _: ahead_matter.still_going(message),
    "remedies": ahead_matter.remedies,
    "name": lambda message, _: ahead_name.name(message),
    "address": lambda message, _: ahead_person.address(message),
    "postcode": lambda message, _: ahead_person.postcode(message),
    "contact_by": lambda message, _: ahead_person.contact_by(message),
    "email": lambda message, _: ahead_person.email(message),
    "phone": lambda message, _: ahead_person.phone(message),
    "needs": lambda message, _: needs_named(message.text),
    "contact_when": lambda message, _: ahead_person.contact_when(message),
}
"""By question: what a message says to it, given the values to choose from.

Not among them, so that each is asked: whether it is at court, what may exclude it, whether a message is safe to leave,
what we should pass on."""


def understood_ahead(
    text: str,
    entities: Iterable[Mapping[str, object]],
    questions: Iterable[Question],
    draft_answers: Mapping[str, Answer],
    options_of: Callable[[Question], Sequence[tuple[str, str]]],
    ahead: Mapping[str, Read] = AHEAD,
) -> dict[str, tuple[str, ...]]:
    """What the text answers of the questions that have no answer yet: values as a form would send them, by question.

    `entities` are what was found in this text, in Rasa's shape. `options_of` gives (value, words) of a choice; no value
    is given that it does not offer. `ahead` reads for each question.
    """
    message = Message.of(text[:LONGEST], [each for each in entities if _ends(each) <= LONGEST])
    understood: dict[str, tuple[str, ...]] = {}
    for question in questions:
        if question.id not in ahead or question.given or question.id in draft_answers:
            continue
        is_choice = question.kind in ("choice", "choices")
        offered = [value for value, _ in options_of(question)] if is_choice else []
        found = ahead[question.id](message, offered)
        if kept := tuple(value for value in found if not is_choice or value in offered):
            understood[question.id] = kept
    return understood


def _ends(entity: Mapping[str, object]) -> int:
    end = entity.get("end")
    return end if isinstance(end, int) else 0
