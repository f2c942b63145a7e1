"""Ways in that are asked for and sent: a link by e-mail, with a number beside it, and a code by text."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from hmac import new as hmac

from portal.access.codes import new_code, plain_code
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
    """Note who asks, and have the message of kind `mail` sent, where a case here has this contact. Returns its id.

    It is noted all the same where none has, so that nothing tells the two apart. Asked again by the same browser, it
    lasts longer; tries that went wrong are forgotten.
    """
    id = hmac(secret.encode(), f"way in:{how}:{contact}:{asker}".encode(), sha256).hexdigest()
    proof = _proof(id, number_of(asker, secret), secret) if how == EMAIL else ""
    way = WayIn(id, how, contact, _hash(asker), proof, now + LASTS[how])
    # A number of its own, or a mail program would take the second one that was asked for to be the first again.
    store.ask_way_in(way, mail, secrets.randbelow(2**31), now)
    return id


def new_text_code(store: LandlordStore, id: str, *, secret: str, now: datetime) -> str:
    """A code for whoever asked, made when it is sent; it ends the one before. Raises NotFound where it is too late."""
    code = new_code()
    store.set_proof(id, _proof(id, plain_code(code), secret), now)
    return code


def asked_here(way: WayIn, asker: str | None) -> bool:
    """Was it this browser that asked?"""
    return bool(asker) and compare_digest(way.asker, _hash(asker or ""))


def proves(store: LandlordStore, id: str, given: str, *, secret: str, now: datetime) -> bool:
    """Is this the number, or the code, of that way in? Counted before it is heard. Raises NotFound after too many."""
    way = store.way_in(id, now)
    counted = way and store.count_way_in(id, MOST_TRIES[way.how], now)
    if way is None or counted is None:
        raise NotFound
    typed = plain_code(given) if way.how == TEXT else plain_number(given)
    return bool(counted.proof) and compare_digest(counted.proof, _proof(id, typed, secret))


def plain_number(typed: str) -> str:
    """The digits of what was typed, in whichever script."""
    return "".join(str(int(each)) for each in typed if each.isdecimal())


def _proof(id: str, plain: str, secret: str) -> str:
    return hmac(secret.encode(), f"proof:{id}:{plain}".encode(), sha256).hexdigest()


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
