"""Everything a resident told us, question by question, in the words they chose from."""

from dataclasses import replace

from portal.domain.draft import Answer
from portal.domain.journey import Question, options
from portal.domain.words import N_
from portal.files.journeys import load_journey
from portal.services.casework import CaseFile, own_answers
from portal.services.drafts import language_choices
from portal.services.office import Office
from portal.web.here import gettext as _
from portal.web.typed import Field

JOURNEY = "complaint"
WHO = ("name", "acting_for_name", "address", "postcode")
CONTACT = (*WHO, "phone", "email", "contact_by", "contact_when", "safe_message")
LABELS = {
    "name": N_("Name"),
    "acting_for_name": N_("Acts for"),
    "contact_by": N_("Reach them by"),
    "told_before": N_("Told us before"),
    "outcome": N_("In their words"),
}
"""Where a question's short name speaks to the resident."""
ELSEWHERE = (*CONTACT, "story", "photos", "adjustments", "adjustment_words")


def contact(file: CaseFile) -> list[Field]:
    """How to reach them: as they told us last, whoever made the case."""
    if file.record.contact:
        file = replace(file, answers=own_answers(file.answers, file.record, file.words))
    return [_shown(question, file, ()) for question in _questions(file) if question.id in CONTACT]


def everything_told(office: Office, file: CaseFile) -> list[Field]:
    """Every other answer."""
    languages = language_choices(office)
    known = {question.id for question in load_journey(JOURNEY).questions}
    asked = [_shown(question, file, languages) for question in _questions(file) if question.id not in ELSEWHERE]
    others = [(id, value) for id, value in file.answers.items() if id not in known]
    return [*asked, *({"label": id.replace("_", " ").capitalize(), "value": _joined(value)} for id, value in others)]


def _questions(file: CaseFile) -> list[Question]:
    return [question for question in load_journey(JOURNEY).questions if file.answers.get(question.id)]


def _shown(question: Question, file: CaseFile, languages: tuple[tuple[str, str], ...]) -> Field:
    given = file.answers[question.id]
    names = {each.value: _(each.words) for each in options(question, file.policy, languages)}
    chosen = (given,) if isinstance(given, str) else given
    return {
        "label": _(LABELS.get(question.id, question.short)),
        "value": ", ".join(names.get(each, each) for each in chosen),
    }


def _joined(value: Answer) -> str:
    return value if isinstance(value, str) else ", ".join(value)
