"""The holidays of each nation, from the `holidays` package: the one module that imports it."""

from datetime import date
from functools import cache

import holidays

from portal.domain.calendar import Calendar, weekdays

SUBDIVISIONS = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern_ireland": "NIR"}
FIRST, LAST = 2015, 2035
KNOWN_UNTIL = date(2028, 12, 31)
"""The last day for which the government has published bank holidays. Set by hand at each upgrade of `holidays`."""


@cache
def calendar_of(region: str) -> Calendar:
    """The working days of one nation. Raises KeyError for an unknown region."""
    found = holidays.country_holidays("GB", subdiv=SUBDIVISIONS[region], years=range(FIRST, LAST + 1))
    return Calendar(date(FIRST, 1, 1), date(LAST, 12, 31), weekdays(found.items()), KNOWN_UNTIL)
