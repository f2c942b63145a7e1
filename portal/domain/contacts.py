"""Who to turn to: the landlord, and others."""

from dataclasses import dataclass
from datetime import date

from portal.domain.terms import Length


@dataclass(frozen=True)
class Body:
    """Somebody else to turn to, with how sure we are of the contact (`checked_on`).

    `refer_within` is how long after the landlord's final answer it may be asked, where it has such a limit;
    `wait_ended` is the day from which nobody has to wait or ask a designated person before going there.
    """

    name: str
    phone: str
    address: str
    website: str
    checked_on: date
    complain_at: str = ""
    email: str = ""
    refer_within: Length | None = None
    wait_ended: date | None = None
    old_contacts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contacts:
    """How to reach the landlord. An empty string means the landlord does not offer it."""

    email: str
    phone: str
    address: str
    in_person: str = ""
    website: str = ""
    repairs_email: str = ""
    repairs_phone: str = ""
    emergency_phone: str = ""
