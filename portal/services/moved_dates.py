"""Every night: dates that a new holiday or a corrected rule has moved are written down and told."""

import logging

from portal.domain.errors import LostUpdate
from portal.domain.events import SYSTEM
from portal.domain.moved_dates import moved_dates
from portal.services.casework import carry_out, open_file
from portal.services.office import Office

log = logging.getLogger(__name__)


def move_dates(office: Office) -> int:
    """Write down the moved dates of every open case of this landlord. Returns how many there were.

    Done again, it finds nothing. A case that somebody changes meanwhile is left for the next night.
    """
    moved = 0
    for row in office.store.queue(office.today):
        file = open_file(office, row.reference)
        for command in moved_dates(file.case, file.policy, office.calendar(file.policy)):
            try:
                carry_out(office, row.reference, command, by=SYSTEM)
            except LostUpdate:
                log.info("%s has just changed: its dates are looked at tomorrow", row.reference)
                break
            moved += 1
    return moved
