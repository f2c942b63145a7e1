"""The link to carry on with a draft. It is made when it is sent, so that nobody who reads the outbox can use it."""

from portal.blocks import Link, Paragraph
from portal.clock import london_day
from portal.domain.words import N_
from portal.outbox.about import language_of
from portal.outbox.mail import Mail
from portal.outbox.pieces import reach_us, sender_of
from portal.outbox.trouble import Unwanted
from portal.services.drafts import LINK_LASTS, link_to_carry_on
from portal.services.office import Office
from portal.store import OutboxRow
from portal.wording import Wording

SUBJECT = N_("A message from %(landlord)s")


def carry_on_mail(office: Office, row: OutboxRow, base_url: str) -> Mail:
    """The mail to whoever asked for the link: `row.reference` is the draft, `row.recipient` the address they gave.

    Raises Unwanted where the draft was sent meanwhile, NotFound where it is gone.
    """
    draft, policy, now = office.store.draft(row.reference), office.policy, office.clock()
    if draft.reference:
        raise Unwanted("it was sent meanwhile")
    language = language_of(draft.language)
    wording = Wording(language.code)
    blocks = (
        Paragraph(wording.say(N_("You asked us for a link, so that you can carry on where you stopped."))),
        Link(wording.say(N_("Carry on")), link_to_carry_on(office, draft.id, base_url)),
        Paragraph(wording.say(N_("It works once, until %(day)s."), day=london_day(now + LINK_LASTS))),
        Paragraph(wording.say(N_("If it was not you who asked, you need do nothing."))),
        *reach_us(wording, language, policy.contacts),
    )
    subject = wording.say(SUBJECT, landlord=policy.name)
    return Mail(row.recipient, policy.name, sender_of(policy, base_url), subject, language, blocks)
