"""What a mail says, a letter says too."""

from datetime import date

from portal.blocks import Paragraph
from portal.domain.contacts import Contacts
from portal.languages import LANGUAGES
from portal.letters.letter import Letter, Sender, Size
from portal.outbox.as_letter import letter_from
from portal.outbox.mail import Mail


def test_a_letter_says_what_the_mail_says() -> None:
    blocks = (Paragraph("Mamy Pana skargę."),)
    mail = Mail("m@example.org", "Example Homes", "homes@example.org", "Skarga", LANGUAGES["pl"], blocks)
    contacts = Contacts(email="homes@example.org", phone="0345 111 3300", address="1 High Street\nPoynton")
    letter = letter_from(mail, ("Ms Nowak", "Flat 4"), contacts, date(2026, 12, 1), "EX-1", Size.LARGE)
    sender = Sender("Example Homes", ("1 High Street", "Poynton"), "0345 111 3300")
    assert letter == Letter(
        ("Ms Nowak", "Flat 4"), sender, date(2026, 12, 1), "Skarga", "EX-1", LANGUAGES["pl"], blocks, Size.LARGE
    )
