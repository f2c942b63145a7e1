"""Ways in that are asked for and sent: a link by e-mail, with a number beside it, and a code by text."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from hmac import new as hmac

from portal.access.codes import code_of, plain_code
from portal.access.contacts import EMAIL, TEXT
from portal.domain.errors import NotFound
from portal.store import LandlordStore, WayIn

LASTS = {EMAIL: timedelta(minutes=30), TEXT: timedelta(minutes=10)}
MOST_TRIES = {EMAIL: 3, TEXT: 5}
"""How often a number or a code may be typed wrongly before a new one has to be asked for."""
DIGITS = 4
"""Of the number that says on another device: it was I who asked."""


def new_asker() -> str:
    """What a browser keeps that asks for a way in, to be known again by."""
    return secrets.token_urlsafe(32)


def number_of(asker: str, secret: str) -> str:
    """The number this browser shows while a link of its own is on the way."""
    made = hmac(secret.encode(), f"number:{asker}".encode(), sha256).digest()
    return f"{int.from_bytes(made[:8]) % 10**DIGITS:0{DIGITS}}"


def ask_way_in(
    store: LandlordStore, how: str, contact: str, asker: str, mail: str, *, secret: str, now: datetime
) -> str:
    """Note who asks, and have the message of kind `mail` sent to each of the people who have this contact here.

    It is noted all the same where nobody has, so that nothing tells the two apart. Asked again by the same browser, it
    lasts longer; tries that went wrong are forgotten. Returns its id.
    """
    id = hmac(secret.encode(), f"way in:{how}:{contact}:{asker}".encode(), sha256).hexdigest()
    # A number of its own, or a mail program would take the second one that was asked for to be the first again.
    asked = secrets.randbelow(2**31)
    proof = _proof(id, number_of(asker, secret), secret) if how == EMAIL else secrets.token_hex(16)
    way = WayIn(id, how, contact, _hash(asker), proof, now + LASTS[how])
    store.ask_way_in(way, mail, asked, now)
    return id


def text_code(way: WayIn, whose: str, secret: str) -> str:
    """The code that lets one of the people of a phone number in. Asked for again, it is another one.

    Nothing of it is kept: it is made of the secret and of what was noted when it was asked for.
    """
    return code_of(hmac(secret.encode(), f"text code:{way.id}:{way.proof}:{whose}".encode(), sha256).digest())


def asked_here(way: WayIn, asker: str | None) -> bool:
    """Was it this browser that asked?"""
    return bool(asker) and compare_digest(way.asker, _hash(asker or ""))


def proves(store: LandlordStore, id: str, given: str, *, secret: str, now: datetime) -> bool:
    """Is this the number beside that link? Counted before it is heard. Raises NotFound after too many."""
    way = _counted(store, id, now)
    return way.how == EMAIL and compare_digest(way.proof, _proof(id, plain_number(given), secret))


def whose_code(store: LandlordStore, id: str, given: str, *, secret: str, now: datetime) -> str:
    """Whose code this is, of the people of that phone number; empty where it is nobody's.

    Counted before it is heard, once for all of them. Raises NotFound after too many.
    """
    way, typed = _counted(store, id, now), plain_code(given)
    people = store.people_of_contact(way.contact) if way.how == TEXT else ()
    right = [each for each in people if compare_digest(plain_code(text_code(way, each, secret)), typed)]
    return right[0] if right else ""


def plain_number(typed: str) -> str:
    """The digits of what was typed, in whichever script."""
    return "".join(str(int(each)) for each in typed if each.isdecimal())


def _counted(store: LandlordStore, id: str, now: datetime) -> WayIn:
    way = store.way_in(id, now)
    counted = way and store.count_way_in(id, MOST_TRIES[way.how], now)
    if counted is None:
        raise NotFound
    return counted


def _proof(id: str, plain: str, secret: str) -> str:
    return hmac(secret.encode(), f"proof:{id}:{plain}".encode(), sha256).hexdigest()


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
