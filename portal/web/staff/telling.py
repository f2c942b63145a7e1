"""Who hears of what staff write, and how: said before it is sent."""

from collections.abc import Mapping

from portal import consent_words
from portal.domain.channels import CALL, EMAIL, LETTER, TEXT, channel_for
from portal.domain.events import REPRESENTATIVE, RESIDENT, MessageSent
from portal.domain.messages import EVENT_MESSAGES, ways_to
from portal.domain.needs import Needs
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
NOT_BY_PHONE = N_("We agreed not to phone the resident, and have no other way to them. You get a task to find one.")
PRINTED_HERE = N_("We make a letter for the resident. You get a task to print it and post it.")
INSTEAD = N_("The resident does not get it. As they allowed, it goes to somebody who acts for them.")
TO_WHO_ACTS: Mapping[str, str] = {
    EMAIL: N_("%(name)s, who acts for the resident, gets it by email: %(email)s."),
    LETTER: N_("%(name)s, who acts for the resident, gets it by letter."),
    TEXT: N_("%(name)s, who acts for the resident, gets a text to %(phone)s that there is something to read."),
    CALL: N_("You get a task to tell %(name)s, who acts for the resident."),
}


def how_they_hear(desk: Desk, needs: Needs | None = None) -> list[str]:
    """Whoever hears of news of this case, and how: the resident, who gets a copy, who gets it in their place.

    `needs` where they are not those that were agreed.
    """
    kind, acting = EVENT_MESSAGES[MessageSent], desk.file.acting(desk.office.today)
    ways = ways_to(kind, desk.case.reference, desk.file.person, needs or desk.file.needs, acting)
    told = how_the_resident_hears(desk, needs) if RESIDENT in ways else [_(INSTEAD)]
    for who, channels in ways.items():
        person = acting.people.get(who.removeprefix(REPRESENTATIVE), Person())
        reach = {"name": person.name or _(consent_words.WITHOUT_NAME), "email": person.email, "phone": person.phone}
        told += [_(TO_WHO_ACTS[channel], **reach) for channel in channels if who != RESIDENT]
    return told


def how_the_resident_hears(desk: Desk, needs: Needs | None = None) -> list[str]:
    """By e-mail, by letter, by text, by a task for somebody, or only on the case page. Their own record is theirs."""
    person, needs = desk.file.person, needs or desk.file.needs
    channel = channel_for(person, needs)
    if channel is None:
        return [_("The resident left no way to reach them. They see it when they open their case.")]
    by_our_post = channel == LETTER and not parts().settings.letters_url
    usual = _by_a_person(needs) if channel == CALL else HOW[channel]
    return [_(PRINTED_HERE if by_our_post else usual, email=person.email, phone=person.phone), *_safe(person)]


def _by_a_person(needs: Needs) -> str:
    if needs.phone_only:
        return BY_PHONE
    return NOT_BY_PHONE if needs.no_phone or needs.letter_only else HOW[CALL]


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
