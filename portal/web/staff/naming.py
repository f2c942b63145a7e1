"""Somebody wrote or called for a resident: who it is, before anybody may act. It allows nothing."""

from collections.abc import Mapping
from uuid import NAMESPACE_URL, uuid5

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.consent import RELATIONSHIPS, Relationship
from portal.domain.draft import Answer
from portal.domain.errors import Incomplete
from portal.domain.journey import EMAIL, PHONE, Question, problem_with
from portal.domain.words import N_
from portal.services.people import do_for_person
from portal.services.told_of_people import naming
from portal.web.guards import needs, shows_again
from portal.web.here import gettext as _
from portal.web.staff.blueprint import pages
from portal.web.staff.desk import Desk
from portal.web.staff.queue import name_of
from portal.web.typed import (
    Field,
    field,
    form_id,
    is_sending,
    is_shown_again,
    line,
    too_long,
    typed_again,
    unplaced,
    with_problems,
)

SEE_OTHER = 303
ADULT, MINOR = "adult", "minor"
SHORT = ("name", "organisation", "email", "phone")
CONTACT = (
    Question(id="email", kind="email", page="people", words="", short="", missing=EMAIL, optional=True),
    Question(id="phone", kind="phone", page="people", words="", short="", missing=PHONE, optional=True),
)
TITLE = N_("Somebody acts for them")


@pages.route("/cases/<reference>/people/new", methods=("GET", "POST"))
@needs("handler")
@shows_again
def name_representative(reference: str) -> str | AnyResponse:
    """Write down who it is. What they may do is written down next, when we know it."""
    desk = Desk.at(reference)
    problems: Mapping[str, str] = {}
    if is_sending():
        problems = {**_wrong(desk), **too_long(*SHORT)}
        if not problems:
            try:
                _name(desk)
            except Incomplete as wrong:
                problems = wrong.problems
            else:
                return redirect(url_for("staff.case", reference=reference, done="consent"), SEE_OTHER)
    return _form(desk, problems)


def naming_link(desk: Desk) -> list[Field]:
    """The way to it from the page of a case."""
    url = url_for("staff.name_representative", reference=desk.case.reference)
    return [{"url": url, "title": _(TITLE), "text": _("A friend, an adviser, a councillor, an MP."), "icon": "people"}]


def _name(desk: Desk) -> None:
    """Raises Incomplete for somebody under 18, or for the resident themself. The same form sent again does it once."""
    id = uuid5(NAMESPACE_URL, f"named at a desk {desk.case.reference} {form_id()}").hex
    told: dict[str, Answer] = {name: line(name) for name in SHORT if line(name)}
    ways = tuple(name for name in ("email", "phone") if name in told)
    details: dict[str, Answer] = {**told, "contact_by": ways} if ways else told
    relationship, is_adult = Relationship(line("relationship")), line("over_18") == ADULT
    command = naming(id, relationship, details, desk.file.person, over_18=is_adult)
    do_for_person(desk.office, desk.case.reference, command, by=desk.by)


def _wrong(desk: Desk) -> dict[str, str]:
    """What is missing or cannot be read."""
    missing = {
        "name": (bool(line("name")), N_("Write their name")),
        "relationship": (line("relationship") in [*Relationship], N_("Choose who they are to the resident")),
        "over_18": (line("over_18") in (ADULT, MINOR), N_("Choose how old they are")),
    }
    problems = {name: words for name, (is_there, words) in missing.items() if not is_there}
    for question in CONTACT:
        if wrong := problem_with(question, line(question.id), desk.file.policy):
            problems[question.id] = wrong.words
    return problems


def _form(desk: Desk, problems: Mapping[str, str]) -> str:
    fields = with_problems(_fields(), problems)
    return render_template(
        "staff/form.html",
        heading=_(TITLE),
        caption=f"{desk.case.reference} · {name_of(desk.file)}",
        intro=[_("Tell them nothing of the case yet. Write down next how you know that the resident agrees.")],
        fields=fields,
        errors=unplaced(fields, problems),
        hidden={"form": form_id()},
        submit_text=_("Write it down"),
        back_url=url_for("staff.case", reference=desk.case.reference),
        notices=typed_again() if request.method == "POST" and is_shown_again() else [],
    )


def _fields() -> list[Field]:
    known = [{"value": each.value, "text": _(words)} for each, words in RELATIONSHIPS.items()]
    ages = [{"value": ADULT, "text": _("They are 18 or older")}, {"value": MINOR, "text": _("They are under 18")}]
    return [
        field("text", "name", _("What is their name?")),
        field("choice", "relationship", _("Who are they to the resident?"), options=known),
        field("text", "organisation", _("Where do they work?"), optional=True,
              hint=_("Only if they do this as their job.")),
        field("choice", "over_18", _("How old are they?"), options=ages),
        field("email", "email", _("What is their email address?"), optional=True, autocomplete="off"),
        field("phone", "phone", _("What is their phone number?"), optional=True, autocomplete="off"),
    ]  # fmt: skip
