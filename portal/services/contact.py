"""A resident wants a person to contact them: a task for staff, with how, when, and what was said so far."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

from portal.domain.commands import Send
from portal.domain.draft import Answer, Draft
from portal.domain.events import RESIDENT
from portal.domain.terms import Kind
from portal.services.casework import carry_out
from portal.services.complaints import make
from portal.services.drafts import finished_answers, journey_of, keep
from portal.services.new_words import new_words
from portal.services.office import Office

ABOUT_IT = ("case", "story")
"""Answers that do not say how to reach them."""


def ask_for_person(office: Office, draft: Draft, conversation: str) -> str:
    """A person should contact them, asked for once. Returns the reference of the case that says so.

    It is joined to the case whose reference the draft holds; without one it is kept by itself. Raises UnfinishedDraft,
    NotFound, NotKept.
    """
    answers = finished_answers(office, draft)
    if draft.reference:
        return draft.reference
    about = "\n\n".join(filter(None, (str(answers.get("story", "")), SAID_IN_CHAT, conversation)))
    reference = str(answers.get("case", ""))
    if not reference:
        told = {**answers, "contact_by": (str(answers["contact_by"]),), "story": about}
        return make(office, draft, told, (Kind.CONTACT,), by=RESIDENT, recorded_by="").reference
    words = replace(new_words(f"{_wishes(draft, answers)}\n\n{about}"), id=uuid5(NAMESPACE_URL, draft.id).hex)
    carry_out(office, reference, Send("landlord", words, contact=True))
    keep(office, draft, lambda latest: latest.made(reference))
    return reference


def _wishes(draft: Draft, answers: Mapping[str, Answer]) -> str:
    """How and when they want to be contacted, as staff read it."""
    lines = [WANTS_A_PERSON]
    for question in journey_of(draft).questions:
        answer = str(answers.get(question.id, ""))
        if answer and question.id not in ABOUT_IT:
            titles = {option.value: option.words for option in question.options}
            lines.append(f"{question.short}: {titles.get(answer, answer)}")
    return "\n".join(lines)


WANTS_A_PERSON = "I want a person to contact me."
SAID_IN_CHAT = "What was said in the chat:"
"""Kept with the case for staff, so in their language."""
