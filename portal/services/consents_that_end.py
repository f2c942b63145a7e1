"""Every night: consents whose last day is over end, and residents hear two weeks before."""

import logging
from collections.abc import Iterator
from datetime import date, timedelta

from portal.domain.consent import Standing
from portal.domain.errors import ImpossibleMove, LostUpdate
from portal.domain.events import SYSTEM
from portal.domain.person_commands import ExpireConsent, RemindOfEnd
from portal.domain.person_events import ConsentReminded
from portal.domain.person_record import PersonRecord, Representation
from portal.services.office import Office
from portal.services.people import do_for_person

AHEAD = timedelta(days=14)
"""Calendar days before the last day. A consent that was given for no longer is not reminded of."""

log = logging.getLogger(__name__)


def end_and_remind(office: Office, record: PersonRecord) -> int:
    """Write down which of this person's consents ended, and which are about to. Returns how many; again, nothing.

    A record that somebody changes meanwhile is left for the next night.
    """
    done = 0
    for reference, command in due(record, office.today):
        try:
            do_for_person(office, reference, command, by=SYSTEM)
        except (ImpossibleMove, LostUpdate):
            log.info("the record of %s has just changed: it is looked at tomorrow", reference)
            continue
        done += 1
    return done


def due(record: PersonRecord, today: date) -> Iterator[tuple[str, ExpireConsent | RemindOfEnd]]:
    """What is to be written down on this London date, each with the case that the consent was first spoken of with."""
    for each in record.representations.values():
        if each.standing is not Standing.CONFIRMED or each.granted is None or each.granted.until is None:
            continue
        until = each.granted.until
        if until < today:
            yield each.reference, ExpireConsent(each.id)
        elif until - AHEAD <= today and _lasts(each, until) and not _was_reminded(record, each.id, until):
            yield each.reference, RemindOfEnd(each.id)


def _lasts(each: Representation, until: date) -> bool:
    return each.confirmed_on is None or until - each.confirmed_on > AHEAD


def _was_reminded(record: PersonRecord, representative: str, until: date) -> bool:
    return any(
        isinstance(event, ConsentReminded) and (event.representative, event.until) == (representative, until)
        for event in record.events
    )
