"""Demonstration: people who do not exist, their cases at every step, and staff to sign in as. On this machine only."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from portal.demo.stories import PEOPLE, STORIES, Step
from portal.domain.commands import Acknowledge, Assign, Close, Command, Escalate, Extend, GiveAnswer, Promised, Send
from portal.domain.deadlines import RESPOND
from portal.domain.draft import Draft
from portal.domain.errors import NotAllowed
from portal.domain.outcome import LONDON
from portal.domain.terms import Kind
from portal.parts import Parts
from portal.services.casework import carry_out, open_file
from portal.services.complaints import make_complaint
from portal.services.new_words import new_words
from portal.services.office import Office
from portal.services.staff import add_staff, disable, find_staff, reset_password

AT = time(10, 15)
COLLEAGUES: Mapping[str, tuple[str, str]] = {
    "handler": ("Sam Okafor", "handler"),
    "reviewer": ("Priya Nair", "reviewer"),
    "demo": ("Demonstration", "admin"),
}


@dataclass(frozen=True)
class Account:
    """Whom to sign in as at one landlord."""

    landlord: str
    email: str
    password: str


def load_demo(parts: Parts, number: int = len(STORIES)) -> tuple[str, ...]:
    """Make so many demonstration cases that are not there yet, dealt out among the landlords; else one of each story.

    `every_story` of them are each story at each landlord. Returns the references of those made now.
    Raises NotAllowed where their mails would reach real people.
    """
    settings = parts.settings
    if settings.smtp_url or settings.sms_url or settings.letters_url or not settings.is_loopback:
        raise NotAllowed(
            "invented cases would be sent to real people: SMTP_URL, SMS_URL or LETTERS_URL is set, "
            "or BASE_URL is not this machine"
        )
    offices = [parts.office(landlord) for landlord in parts.packs.landlords]
    staff = [{name: _colleague(office, name) for name in COLLEAGUES} for office in offices]
    made = []
    for each in range(number):
        story, turn = each % len(STORIES), each // len(STORIES)
        at = (story + turn) % len(offices)
        made.append(_tell(parts, offices[at], staff[at], story, turn))
    return tuple(reference for reference in made if reference)


def every_story(parts: Parts) -> int:
    """How many cases there are with each story told at each landlord."""
    return len(STORIES) * len(parts.packs.landlords)


def open_accounts(parts: Parts) -> tuple[Account, ...]:
    """Give the demonstration account of every landlord a new password."""
    accounts = []
    for landlord in parts.packs.landlords:
        office = parts.office(landlord)
        _colleague(office, "demo")
        email = _email(office, "demo")
        accounts.append(Account(landlord, email, reset_password(office, email)))
    return tuple(accounts)


def shut_accounts(parts: Parts) -> None:
    """Shut out every demonstration account: this server is reached from elsewhere."""
    for landlord in parts.packs.landlords:
        office = parts.office(landlord)
        for name in COLLEAGUES:
            member = office.store.staff_by_email(_email(office, name))
            if member and not member.disabled:
                disable(office, member.email)


def _email(office: Office, name: str) -> str:
    return f"{name}@{office.landlord}.example"


def _colleague(office: Office, name: str) -> str:
    """Who they are in events. Their password is told to nobody."""
    email = _email(office, name)
    if office.store.staff_by_email(email) is None:
        add_staff(office, email, *COLLEAGUES[name])
    return f"staff:{find_staff(office, email).id}"


def _tell(parts: Parts, office: Office, staff: Mapping[str, str], number: int, turn: int) -> str:
    """One story, told on the days it happened, ending now, each turn by another. Empty where it was told before."""
    story, person = STORIES[number], PEOPLE[(number + turn) % len(PEOPLE)]
    draft_id = f"demo-{office.landlord}-{number}-{turn}"
    kind = Kind.SERVICE_REQUEST if story.answers.get("pass_on") == "only_pass_on" else Kind.COMPLAINT
    if office.store.case_of_draft(draft_id, kind):
        return ""
    language = str(person.get("language", "en"))
    draft = Draft(draft_id, office.landlord, "complaint", language, {**story.answers, **person, "language": language})
    then = _on(parts, office, story.made)
    reference = make_complaint(then, replace(draft, channel=story.channel)).reference
    for step in story.steps:
        then = _on(parts, office, step.days_ago)
        carry_out(then, reference, _command(then, reference, staff, step), by=staff.get(step.by, step.by))
    return reference


def _on(parts: Parts, office: Office, days_ago: int) -> Office:
    """The office as it was so many working days ago; today it is now."""
    if days_ago == 0:
        return office
    today, calendar = office.today, office.calendar(office.policy)
    day = today
    while calendar.between(day, today) < days_ago or not calendar.is_working(day):
        day = date.fromordinal(day.toordinal() - 1)
    moment = datetime.combine(day, AT, LONDON)
    return replace(parts, clock=lambda: moment).office(office.landlord)


def _command(office: Office, reference: str, staff: Mapping[str, str], step: Step) -> Command:
    words = [new_words(each) for each in step.words]
    match step.what:
        case "assign":
            return Assign(staff[step.words[0]].removeprefix("staff:"))
        case "acknowledge":
            return Acknowledge(*words)
        case "extend":
            respond = next(each for each in open_file(office, reference).deadlines if each.kind == RESPOND)
            return Extend(
                words[0], respond.latest or office.calendar(office.policy).after(respond.due, 5), new_words("")
            )
        case "answer":
            definition, decision_words, reasons, remedy, outstanding, promise = words
            by = office.calendar(office.policy).after(office.today, 15)
            promises = (Promised("action", promise, by),)
            return GiveAnswer(definition, step.decision, decision_words, reasons, remedy, outstanding, promises)
        case "escalate":
            return Escalate(words[0] if words else None)
        case "message":
            return Send("resident" if step.by in staff else "landlord", words[0])
        case _:
            return Close(words[0])
