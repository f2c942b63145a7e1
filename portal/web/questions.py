"""Questions of a journey as fields of a page: for residents, and for staff who ask them on the phone."""

from collections.abc import Iterator, Mapping, Sequence

from flask import request

from portal.domain.adjustments import grouped
from portal.domain.draft import Answer, Draft
from portal.domain.journey import Option, Page, Problem, Question, options
from portal.domain.words import N_
from portal.files.journeys import load_journey
from portal.services.drafts import language_choices
from portal.web.files import size
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.typed import Field

GROUPS = (
    (
        N_("What happened"),
        (
            "for-whom",
            "acting-for",
            "acting-for-who",
            "acting-for-organisation",
            "acting-for-age",
            "acting-for-reach",
            "group",
            "what-happened",
            "told-before",
            "pass-on",
            "when",
            "court",
            "also-true",
        ),
    ),
    (N_("What would put it right"), ("put-right", "photos")),
    (N_("About you"), ("name", "address", "contact", "reach", "adjustments", "language")),
)
KINDS = {"address": "longtext", "day": "text"}
"""How a kind of question is drawn where it has no field of its own."""


def fields_of(page: Page, draft: Draft, problems: Mapping[str, Problem]) -> list[Field]:
    """The fields of one page. A question that waits for a choice on the same page stands under that choice."""
    here = {question.id for question in page.questions}
    fields: dict[str, Field] = {}
    for question in page.questions:
        if not _may_apply(question, here, draft):
            continue
        field = _field(question, draft, problems.get(question.id))
        fields[question.id] = field
        for condition in question.when:
            if condition.question in fields:
                _put_under(fields[condition.question], condition.values, field)
    under = {
        inner["id"] for field in fields.values() for option in field.get("options", ()) for inner in option["fields"]
    }
    return [field for id, field in fields.items() if id not in under]


def question_of(journey: str, id: str) -> Question:
    """The question with this id of a journey, for a page that asks it in its own way. Raises KeyError."""
    return {question.id: question for question in load_journey(journey).questions}[id]


def in_groups(questions: Sequence[Question]) -> Iterator[tuple[str, list[Question]]]:
    """The questions under their headings; one on a page that no group names stands under the last."""
    named = {page for _heading, places in GROUPS for page in places}
    last = GROUPS[-1][0]
    for heading, places in GROUPS:
        here = [q for q in questions if q.page in places or (heading == last and q.page not in named)]
        if here:
            yield _(heading), here


def rows(questions: Sequence[Question], draft: Draft) -> Iterator[tuple[Question, str]]:
    """What was answered, question by question, in the words that were chosen from."""
    for question in questions:
        if question.id in draft.answers:
            yield question, answer_in_words(question, draft.answers[question.id])


def answer_in_words(question: Question, answer: Answer) -> str:
    """An answer as it is read back. Left out is said to be left out."""
    names = {option.value: _(option.words) for option in _options(question)}
    if question.kind == "files":
        return "\n".join(office().store.file(id).name for id in answer) or _("None")
    given = (answer,) if isinstance(answer, str) else answer
    return "\n".join(names.get(each, each) for each in given if each) or _("Left out")


def _may_apply(question: Question, here: set[str], draft: Draft) -> bool:
    """Could it be asked on this page, whatever is chosen there?"""
    elsewhere = [condition for condition in question.when if condition.question not in here]
    return all(condition.holds(draft.answers) for condition in elsewhere) and (
        question.applies(draft.answers, office().policy) or any(c.question in here for c in question.when)
    )


def _field(question: Question, draft: Draft, problem: Problem | None) -> Field:
    choices = [_option(option) for option in _options(question)]
    return {
        "kind": KINDS.get(question.kind, question.kind),
        "id": question.id,
        "label": _(question.words),
        "hint": _(question.hint) if question.hint else None,
        "error": _(problem.words, **problem.values) if problem else None,
        "value": _value(question, draft),
        "options": choices,
        "groups": needs_in_groups(choices) if question.options_from == "needs" else [],
        "autocomplete": question.autocomplete or None,
        "optional": question.optional and not question.hint and question.kind not in ("choices", "files"),
    }


def needs_in_groups(choices: Sequence[Field]) -> list[Field]:
    """The same choices of needs under their headings."""
    known = {choice["value"]: choice for choice in choices}
    return [{"heading": _(heading), "options": [known[id] for id in ids]} for heading, ids in grouped(list(known))]


def _option(option: Option) -> Field:
    return {
        "value": option.value, "text": _(option.words), "hint": _(option.hint) if option.hint else None, "fields": [],
    }  # fmt: skip


def _options(question: Question) -> tuple[Option, ...]:
    return options(question, office().policy, language_choices(office()))


def _put_under(field: Field, values: Sequence[str], inner: Field) -> None:
    """Show a field under the one choice it belongs to; a field for several choices stands after them instead."""
    belongs = [option for option in field["options"] if option["value"] in values]
    if len(belongs) == 1:
        belongs[0]["fields"].append(inner)


def _value(question: Question, draft: Draft) -> object:
    """What was typed just now, else what was typed and not sent, else the answer."""
    if question.kind == "files":
        return [{"id": file.id, "name": file.name, "size": size(file.size)} for file in office().store.files(draft.id)]
    if request.method == "POST" and question.id in request.form:
        typed = request.form.getlist(question.id)
        return typed if question.kind == "choices" else typed[0]
    if question.id in draft.unsent:
        typed_before = draft.unsent[question.id]
        return typed_before.split(",") if question.kind == "choices" else typed_before
    return draft.answers.get(question.id, () if question.kind == "choices" else "")
