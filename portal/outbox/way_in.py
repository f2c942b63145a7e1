"""A link and a code to get in, made when they are sent; and that a new code was given."""

from collections.abc import Iterator

from portal import access
from portal.blocks import Block, Link, Paragraph
from portal.domain.errors import NotFound
from portal.domain.words import N_
from portal.languages import Language
from portal.outbox.about import About, language_of
from portal.outbox.carry_on import SUBJECT
from portal.outbox.mail import Mail
from portal.outbox.pieces import reach_us, sender_of
from portal.outbox.trouble import Unwanted
from portal.services.getting_in import Addressed, addressed, link_to_cases
from portal.services.office import Office
from portal.store import OutboxRow
from portal.wording import Wording

OWN = N_("You asked us for a link to see what you sent us.")
FOR_OTHERS = N_("You asked us for a link to see what you help others with.")
NOT_YOU = N_("If it was not you who asked, you need do nothing.")


def open_cases_mail(office: Office, row: OutboxRow, base_url: str) -> Mail:
    """The mail with a link that opens somebody's cases; `row.reference` is the way in that was asked for.

    `row.recipient` is who of those with the address (`FoundBy.whose`). It goes to the address as we have it, never to
    what was typed. Raises Unwanted where it would come too late.
    """
    to, language = _for(office, row)
    wording, policy = Wording(language.code), office.policy
    blocks = (
        *_greeting(to, wording),
        Paragraph(wording.say(FOR_OTHERS if to.acts else OWN)),
        Link(wording.say(N_("Open it")), link_to_cases(office, to, base_url)),
        Paragraph(wording.say(N_("It works once, for 30 minutes."))),
        Paragraph(wording.say(N_("On another phone or computer, type the number that our page showed you."))),
        Paragraph(wording.say(NOT_YOU)),
        *reach_us(wording, language, policy.contacts),
    )
    subject = wording.say(SUBJECT, landlord=policy.name)
    return Mail(to.person.email, policy.name, sender_of(policy, base_url), subject, language, blocks)


def code_text(office: Office, row: OutboxRow, base_url: str) -> tuple[str, str]:
    """The number and the words of a text with a code. Raises Unwanted.

    The last line lets a phone offer the code to our page alone, as browsers have agreed (origin-bound codes).
    """
    to, language = _for(office, row)
    code = access.text_code(to.way, to.whose, office.secret)
    wording = Wording(language.code)
    words = wording.say(
        N_("%(landlord)s: your code is %(code)s. It works once, for 10 minutes."),
        landlord=office.policy.name,
        code=code,
    )
    host = base_url.split("://")[-1].split("/")[0].split(":")[0]
    return to.person.phone, f"{words}\n{wording.say(NOT_YOU)}\n\n@{host} #{code}"


def new_code(about: About) -> Iterator[Block]:
    """Somebody was given a new code: if it was a thief, the resident learns of it."""
    say = about.wording.say
    yield Paragraph(say(N_("You asked us for a new code, and we gave you one. The old one does not work any more.")))
    yield Paragraph(say(N_("If it was not you who asked, call us now.")))


def _greeting(to: Addressed, wording: Wording) -> Iterator[Block]:
    """Whose link it is: several people may read one mailbox, and each gets one of their own."""
    if to.person.name:
        yield Paragraph(wording.say(N_("For %(name)s"), name=to.person.name))


def _for(office: Office, row: OutboxRow) -> tuple[Addressed, Language]:
    try:
        found = addressed(office, row.reference, row.recipient)
    except NotFound:
        raise Unwanted("it was used, or it is too late, or that is no way to reach them any more") from None
    return found, language_of(found.person.language)
