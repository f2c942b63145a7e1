"""How the resident hears of what staff write: said before it is sent."""

from portal.domain.channels import CALL, EMAIL, LETTER, TEXT, channel_for
from portal.domain.people import Person
from portal.domain.policy import Policy
from portal.domain.words import N_
from portal.web.case import shown
from portal.web.here import gettext as _
from portal.web.here import parts
from portal.web.ombudsman import ombudsman
from portal.web.staff.desk import Desk
from portal.web.typed import Field

HOW = {
    EMAIL: N_("It goes to the resident by email: %(email)s."),
    LETTER: N_("It goes to the resident by letter."),
    TEXT: N_("A text to %(phone)s says that there is something to read. You get a task where it must be in writing."),
    CALL: N_("The resident did not choose email. You get a task to call them or to send it by letter."),
}
BY_PHONE = N_("We agreed with the resident to phone them. You get a task to tell them by phone.")
PRINTED_HERE = N_("We make a letter for the resident. You get a task to print it and post it.")


def how_they_hear(desk: Desk) -> list[str]:
    """By e-mail, by letter, by text, by a task for somebody, or only on the case page."""
    person = desk.file.person
    channel = channel_for(person, desk.file.needs)
    if channel is None:
        return [_("The resident left no way to reach them. They see it when they open their case.")]
    by_our_post = channel == LETTER and not parts().settings.letters_url
    usual = BY_PHONE if channel == CALL and desk.file.needs.phone_only else HOW[channel]
    words = _(PRINTED_HERE if by_our_post else usual, email=person.email, phone=person.phone)
    return [words, *_safe(person)]


def with_ombudsman(desk: Desk) -> list[str]:
    """The same, and what the software adds (Code 6.5, 6.16)."""
    body = desk.file.policy.ombudsman
    added = _("The contact of the %(name)s is added for you: %(phone)s.", name=body.name, phone=body.phone)
    return [*how_they_hear(desk), added]


def ombudsman_in_a_line(policy: Policy) -> str:
    """Name, phone and where to complain."""
    body = ombudsman(policy)
    return ", ".join(filter(None, (body["name"], body["phone"], body["url"])))


def their_words(desk: Desk) -> list[Field]:
    """What the resident told us, and how we understood it, to be read while writing."""
    file = desk.file
    told = [{"heading": _("What they told us"), "words": str(file.answers.get("story", "")) or _(shown.ERASED)}]
    return [*told, *shown.understanding(file)]


def _safe(person: Person) -> list[str]:
    return [_("Do not leave a message. Speak only to the resident.")] if person.is_unsafe_to_message else []
