"""Events that were written before they said more: they are still read, and mean what they meant."""

from datetime import timedelta

from portal.domain.consent import Proof, Scope, Standing
from portal.domain.person_events import ConsentConfirmed
from portal.domain.person_record import PersonRecord
from portal.store import LandlordStore
from portal.store.codes import StoredCode
from portal.store.event_json import as_row, from_row
from tests.builders import GRACE, MORNING, a_case, a_record


def test_a_consent_of_before_forms_sources_and_silence_were_kept_is_read_as_it_was() -> None:
    record = a_record().with_consent(Scope.SEE).record
    rows = [as_row(event) for event in record.events]
    for name in ("forms", "source", "quietly"):
        assert name in rows[-1]["data"]
        del rows[-1]["data"][name]
    events = [from_row(row) for row in rows]
    confirmed = events[-1]
    assert isinstance(confirmed, ConsentConfirmed)
    assert (confirmed.forms, confirmed.source, confirmed.quietly) == ((), "", False)
    known = PersonRecord.from_events(record.id, record.events).representations[GRACE]
    assert (known.standing, known.proof, known.sent_forms) == (Standing.CONFIRMED, Proof.OWN_CASE, ())


def test_who_made_a_case_that_does_not_say_so_is_whose_code_is_the_oldest(store: LandlordStore) -> None:
    case = a_case()
    store.commit(case.outcomes[0], code=StoredCode(case.reference, "0" * 64, holder=GRACE))
    store.keep_code(StoredCode(case.reference, "1" * 64), MORNING + timedelta(days=1))
    assert store.case(case.reference).made.decided_by == "resident"
    assert store.maker_of(case.reference) == GRACE
