"""The holidays of each nation, from the `holidays` package: the one module that imports it."""

from datetime import date
from functools import cache

import holidays

from portal.domain.calendar import Calendar, weekdays
from portal.domain.words import N_

SUBDIVISIONS = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern_ireland": "NIR"}
FIRST, LAST = 2015, 2035
KNOWN_UNTIL = date(2028, 12, 31)
"""The last day for which the government has published bank holidays. Set by hand at each upgrade of `holidays`."""

NAMES = {
    "Battle of the Boyne": N_("Battle of the Boyne (Orangemen's Day)"),
    "Boxing Day": N_("Boxing Day"),
    "Christmas Day": N_("Christmas Day"),
    "Coronation of Charles III": N_("Bank holiday for the coronation of King Charles III"),
    "Easter Monday": N_("Easter Monday"),
    "Good Friday": N_("Good Friday"),
    "Late Summer Bank Holiday": N_("Summer bank holiday"),
    "May Day": N_("Early May bank holiday"),
    "New Year Holiday": N_("2nd January"),
    "New Year Holiday; New Year's Day": N_("New Year's Day"),
    "New Year's Day": N_("New Year's Day"),
    "Platinum Jubilee of Elizabeth II": N_("Platinum Jubilee bank holiday"),
    "Saint Andrew's Day": N_("St Andrew's Day"),
    "Saint Patrick's Day": N_("St Patrick's Day"),
    "Scotland's participation in the FIFA World Cup final": N_("World Cup bank holiday"),
    "Spring Bank Holiday": N_("Spring bank holiday"),
    "State Funeral of Queen Elizabeth II": N_("Bank Holiday for the State Funeral of Queen Elizabeth II"),
    "Summer Bank Holiday": N_("Summer bank holiday"),
}
"""The package's names, and the government's own, which residents know and which can be translated."""


@cache
def calendar_of(region: str) -> Calendar:
    """The working days of one nation. Raises KeyError for an unknown region."""
    found = holidays.country_holidays("GB", subdiv=SUBDIVISIONS[region], years=range(FIRST, LAST + 1))
    named = ((day, NAMES.get(plain := name.removesuffix(" (observed)"), plain)) for day, name in found.items())
    return Calendar(date(FIRST, 1, 1), date(LAST, 12, 31), weekdays(named), KNOWN_UNTIL)
