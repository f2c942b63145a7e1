"""A mail turned into a letter: the same words, on paper."""

from datetime import date

from portal.domain.contacts import Contacts
from portal.letters.letter import Letter, Sender, Size
from portal.outbox.mail import Mail


def letter_from(
    mail: Mail, to: tuple[str, ...], contacts: Contacts, day: date, reference: str, size: Size = Size.STANDARD
) -> Letter:
    """The letter that says what the mail says. `to` is name and address, line by line; `contacts` the landlord's."""
    sender = Sender(mail.from_name, tuple(contacts.address.splitlines()), contacts.phone)
    return Letter(to, sender, day, mail.subject, reference, mail.language, mail.blocks, size)
