"""Contacts as they are kept: an HMAC of an e-mail address or a phone number, to find cases by and nothing else."""

from hashlib import sha256
from hmac import new as hmac

EMAIL, TEXT = "email", "text"
"""How a way in is sent, and what it is sent to."""
ABROAD = ("0044", "44")
"""How people begin a British number that is to be dialled from anywhere."""


def contact_key(how: str, contact: str, secret: str) -> str:
    """What is kept of a contact: the same however it was typed, and nothing that anybody could read back."""
    plain = _digits(contact) if how == TEXT else contact.strip().lower()
    return hmac(secret.encode(), f"contact:{how}:{plain}".encode(), sha256).hexdigest()


def whose_key(key: str, who: str, secret: str) -> str:
    """What is kept of one of the people who have a contact: a household may share it. `who` tells them apart."""
    return hmac(secret.encode(), f"whose:{key}:{who}".encode(), sha256).hexdigest()


def _digits(phone: str) -> str:
    """A phone number as it is dialled in Britain: `+44 (0)7700 900123` is `07700900123`."""
    digits = "".join(str(int(each)) for each in phone if each.isdecimal())
    for begins in ABROAD:
        if digits.startswith(begins):
            return "0" + digits.removeprefix(begins).removeprefix("0")
    return digits
