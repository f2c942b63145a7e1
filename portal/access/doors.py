"""The two doors: a case opens to its reference and code, the staff pages to an e-mail address and password."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import new as hmac

from portal.access.codes import matches
from portal.access.passwords import hash_password, needs_new_hash, password_matches
from portal.access.references import normal_reference
from portal.domain.case import Case
from portal.domain.errors import NotFound, TooManyTries
from portal.store import LandlordStore, StaffMember, Store, StoredCode, Tries

FREE_TRIES = 5
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=15)
FORGET = timedelta(hours=1)
NO_CODE = StoredCode("", "0" * 64)
NO_PASSWORD = hash_password("")


def wait_after(tries: int) -> timedelta:
    """How long to wait after so many tries: not at all before the fifth, then twice as long each time, to a limit."""
    over = tries - FREE_TRIES
    return timedelta(0) if over < 0 else min(FIRST_WAIT * 2 ** min(over, 10), LONGEST_WAIT)


def open_case(
    store: LandlordStore, reference: str | None, code: str | None, *, address: str, secret: str, now: datetime
) -> Case:
    """The case, for the resident who knows its reference and code. Raises what `open_door` raises, also for others."""
    opened = open_door(store, reference, code, address=address, secret=secret, now=now)
    if opened.holder:
        raise NotFound
    return opened.case


@dataclass(frozen=True)
class Opened:
    """A case that was opened, and whose code did it: empty for the resident, else who acts for them."""

    case: Case
    holder: str


def open_door(
    store: LandlordStore, reference: str | None, code: str | None, *, address: str, secret: str, now: datetime
) -> Opened:
    """The case, for whoever knows its reference and a code of it, typed in any way. `address` is the visitor's.

    Raises NotFound without saying which was wrong, and TooManyTries, counted by case (there or not) and by address.
    """
    tidy = normal_reference(reference)
    by_case, by_address = _key(f"case:{tidy}", secret), _key(f"address:{address}", secret)
    _hear(store, (by_case, by_address), now)
    # Without such a case a code is compared all the same, so that the time taken says nothing.
    right = [each for each in store.codes(tidy) or (NO_CODE,) if matches(code, each, secret)]
    if not right or right[0] == NO_CODE:
        raise NotFound
    _right(store, by_case, by_address, now)
    return Opened(store.case(tidy), right[0].holder)


def sign_in(
    store: Store, email: str, password: str, *, landlord: str | None = None, address: str, secret: str, now: datetime
) -> StaffMember:
    """The member of staff with this e-mail address and password; at the door of one landlord, of that one's.

    Raises NotFound without saying what was wrong (or that they are disabled), and TooManyTries, counted by
    e-mail address (known or not) and by visitor's address.
    """
    by_email, by_address = _key(f"email:{email.strip().lower()}", secret), _key(f"address:{address}", secret)
    _hear(store.door, (by_email, by_address), now)
    member = (store.at(landlord) if landlord else store).staff_by_email(email)
    if not password_matches(member.password_hash if member else NO_PASSWORD, password) or member is None:
        raise NotFound
    if member.disabled:
        raise NotFound
    _right(store.door, by_email, by_address, now)
    if needs_new_hash(member.password_hash):
        member = replace(member, password_hash=hash_password(password))
        store.at(member.landlord).save_staff(member)
    return member


def not_too_often(store: LandlordStore, *counted: str, secret: str, now: datetime) -> None:
    """Count what anybody may do, but not often, such as having a mail sent to an address. Raises TooManyTries."""
    _hear(store, [_key(each, secret) for each in counted], now)


def _hear(tries: Tries, keys: Iterable[str], now: datetime) -> None:
    if wait := tries.count_try(keys, now, wait_after, FORGET):
        raise TooManyTries(max(1, round(wait.total_seconds())))


def _right(tries: Tries, by_name: str, by_address: str, now: datetime) -> None:
    """A right try is forgotten. Wrong ones from the same address are not, or one's own case would pay for guessing."""
    tries.forget_tries(by_name)
    tries.take_back_try(by_address, now)


def _key(counted: str, secret: str) -> str:
    """What is counted, so that nobody who reads the table learns it."""
    return hmac(secret.encode(), f"tries:{counted}".encode(), sha256).hexdigest()
