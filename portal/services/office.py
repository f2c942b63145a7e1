"""One landlord's office: its store, its policies, its working days and the clock on its wall."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from portal.clock import london_day
from portal.domain.calendar import Calendar
from portal.domain.case import Case
from portal.domain.events import RESIDENT
from portal.domain.needs import AS_USUAL, Needs
from portal.domain.outcome import Situation
from portal.domain.people import Person
from portal.domain.policy import Policy
from portal.domain.recipients import Acting
from portal.files.packs import Packs
from portal.holiday_list import calendar_of
from portal.store import LandlordStore
from portal.uploads import Shelf


@dataclass(frozen=True)
class Office:
    """Everything a service needs of one landlord. It can reach nothing of another's."""

    landlord: str
    store: LandlordStore
    packs: Packs
    shelf: Shelf
    clock: Callable[[], datetime]
    secret: str
    poke: Callable[[], None]

    @property
    def today(self) -> date:
        """The date in London."""
        return london_day(self.clock())

    @property
    def policy(self) -> Policy:
        """The policy in force today."""
        return self.packs.in_force(self.landlord, self.today)

    def policy_of(self, case: Case) -> Policy:
        """The policy a case is bound to: the one it was made under, with the words it had that day."""
        return self.packs.made_under(self.landlord, case.made.policy, case.made.policy_hash)

    def calendar(self, policy: Policy) -> Calendar:
        """The working days that this policy counts."""
        return calendar_of(policy.region)

    def situation(
        self,
        policy: Policy,
        person: Person,
        *,
        by: str = RESIDENT,
        recorded_by: str = "",
        on: date | None = None,
        needs: Needs = AS_USUAL,
        acting: Acting | None = None,
    ) -> Situation:
        """What a decision may look at, now."""
        return Situation(policy, self.calendar(policy), person, self.clock(), by, recorded_by, on, needs, acting)
