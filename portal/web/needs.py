"""The form that asks what helps somebody: on its own page, and on that of an open case."""

from uuid import NAMESPACE_URL, uuid4, uuid5

from flask import request

from portal.domain.draft import Answer, Draft
from portal.domain.journey import Page, Problem, problem_with, read
from portal.files.journeys import load_journey
from portal.services.drafts import language_choices
from portal.web.here import language, office
from portal.web.questions import fields_of
from portal.web.typed import Field, form_id

JOURNEY = "adjustment"
FROM_CASE = "case"
HOW_TO_REACH = ("contact_by", "email", "phone", "address", "safe_message", "name")


def new_form() -> str:
    """The id of a form that nobody has filled in yet."""
    return uuid4().hex


def asked_fields(problems: dict[str, Problem], *, with_case: bool) -> list[Field]:
    """The questions, with what was typed and what is wrong with it. From an open case we know how to reach them."""
    left_out = HOW_TO_REACH if with_case else ()
    asked = tuple(each for each in load_journey(JOURNEY).questions if not each.given and each.id not in left_out)
    return fields_of(Page(JOURNEY, asked), Draft("", office().landlord, JOURNEY, language().code), problems)


def typed_draft(reference: str = "") -> tuple[Draft, dict[str, Problem]]:
    """What was typed, about the case `reference` or by itself, and what is wrong with it.

    The draft's id is made from the form's own and what it says: nobody can name a draft of somebody else's, and
    somebody who goes back and changes it asks for something new.
    """
    answers: dict[str, Answer] = {"case": reference, "begun_from": FROM_CASE} if reference else {}
    problems: dict[str, Problem] = {}
    for question in load_journey(JOURNEY).questions:
        if question.given or not question.applies(answers, office().policy):
            continue
        answers[question.id] = read(question, request.form.getlist(question.id))
        problem = problem_with(question, answers[question.id], office().policy, language_choices(office()))
        if problem:
            problems[question.id] = problem
    sent = (office().landlord, JOURNEY, form_id(), *answers.items())
    return Draft(uuid5(NAMESPACE_URL, repr(sent)).hex, office().landlord, JOURNEY, language().code, answers), problems
