"""A complaint's whole life, from the day it is made to the day it is closed, as both sides see it."""

from collections.abc import Callable
from datetime import date

from portal.domain.case import Case, Phase
from portal.domain.events import Acknowledged, Answered, Closed, Escalated, Event, Extended
from portal.services.complaints import Receipt
from portal.services.office import Office
from tests.web.browser import Browser
from tests.web.conftest import Clock

ACKNOWLEDGEMENT = {
    "understanding": "The lift has not worked since 30 October.",
    "ours": "partly_ours",
    "not_responsible": "The street light outside is the council's.",
}
ANSWER = {
    "decision": "upheld",
    "decision_words": "You are right: we were too slow.",
    "reasons": "We ordered the part two weeks late. We read the engineer's log.",
    "remedy": "We are sorry. We pay you £50.",
    "outstanding": "The lift is to be mended.",
    "promise_1_remedy": "action",
    "promise_1_words": "Mend the lift",
    "promise_1_by": "2027-01-15",
}


def last(office: Office, reference: str, kind: type[Event]) -> Event:
    """The latest event of a kind."""
    return office.store.case(reference).happened(kind)[-1]


def test_from_made_to_closed(
    complaint: Callable[..., Receipt],
    resident_in: Callable[[Receipt], Browser],
    staff_in: Callable[..., Browser],
    office: Office,
    clock: Clock,
) -> None:
    receipt = complaint()
    case = f"/staff/cases/{receipt.reference}"

    def now() -> Case:
        return office.store.case(receipt.reference)

    clock.is_on("2026-11-24")
    dana = staff_in("Dana Cole")
    dana.open(f"{case}/acknowledge")
    assert (
        dana.page.typed("Send the acknowledgement")["outcome"] == "Say sorry\nDo the work that is late\nMend the lift."
    )
    page = dana.send("Send the acknowledgement", **ACKNOWLEDGEMENT)
    assert "The acknowledgement was sent." in page.text
    acknowledged = last(office, receipt.reference, Acknowledged)
    assert isinstance(acknowledged, Acknowledged)
    assert acknowledged.told == {"respond": date(2026, 12, 8)}
    assert acknowledged.decided_by.startswith("staff:")

    resident = resident_in(receipt)
    assert "By Tuesday 8 December 2026" in resident.page.text
    assert "The street light outside is the council's." in resident.page.text

    clock.is_on("2026-12-07")
    dana.open("/staff/sign-in")
    dana = staff_in("Dora Fry")
    page = dana.open(f"{case}/extend")
    assert "We said that we answer by Tuesday 8 December 2026." in page.text
    assert "The usual limit is Tuesday 22 December 2026." in page.text
    assert "Housing Ombudsman Service is added for you: 0300 111 3000." in page.text
    dana.send("Send the new date", reason="We wait for a part.", new_date="2026-12-18")
    extended = last(office, receipt.reference, Extended)
    assert isinstance(extended, Extended)
    assert (extended.original, extended.new_date) == (date(2026, 12, 8), date(2026, 12, 18))
    resident = resident_in(receipt)
    assert "By Friday 18 December 2026" in resident.page.text
    assert "The first date was Tuesday 8 December 2026. We needed longer and told you why." in resident.page.text
    assert "We wait for a part." in resident.page.text

    clock.is_on("2026-12-17")
    first = staff_in("Ewa Nowak")
    first.open(f"{case}/answer")
    assert first.page.typed()["definition"] == ACKNOWLEDGEMENT["understanding"]
    page = first.send("Read it before you send it", **ANSWER)
    assert page.status == 200
    assert "We agree with your complaint. You are right: we were too slow." in page.text
    assert "Southwark Council answers you then." in page.text
    assert "Ask by Thursday 14 January 2027." in page.text
    assert now().phase is Phase.ACKNOWLEDGED, "a preview sends nothing"
    first.send("Send it")
    answered = last(office, receipt.reference, Answered)
    assert isinstance(answered, Answered)
    assert answered.told == {"escalate_by": date(2027, 1, 14)}
    assert [promise.by for promise in answered.promises] == [date(2027, 1, 15)]
    assert answered.going_on == "stage:2"

    clock.is_on("2027-01-04")
    resident = resident_in(receipt)
    for words in ("You are right", "We ordered the part two weeks late", "We pay you £50", "Mend the lift"):
        assert words in resident.page.text
    assert "By Friday 15 January 2027" in resident.page.text
    page = resident.open("/leathermarket-jmb/case/escalate")
    assert "Southwark Council looks at your complaint again" in page.text
    assert "by Monday 1 February 2027 at the latest" in page.text
    page = resident.send("Send it")
    assert "You asked us to look again. Southwark Council answers you now." in page.text
    assert "By Monday 11 January 2027" in page.text
    assert "By Monday 1 February 2027" in page.text
    escalated = last(office, receipt.reference, Escalated)
    assert isinstance(escalated, Escalated)
    assert not escalated.late
    assert escalated.words is None
    assert escalated.told == {"acknowledge": date(2027, 1, 11), "respond": date(2027, 2, 1)}

    clock.is_on("2027-01-06")
    reviewer = staff_in("Femi Ade", role="reviewer")
    reviewer.open(f"{case}/acknowledge")
    reviewer.send("Send the acknowledgement", **{**ACKNOWLEDGEMENT, "ours": "all_ours", "not_responsible": ""})
    assert last(office, receipt.reference, Acknowledged).happened_on == date(2027, 1, 6)

    clock.is_on("2027-01-25")
    again = staff_in("Gwen Poe", role="reviewer")
    again.open(f"{case}/answer")
    again.send("Read it before you send it", **{**ANSWER, "promise_1_by": "2027-02-05"})
    assert "you can ask the Housing Ombudsman Service to look into your complaint" in again.page.text
    again.send("Send it")
    assert now().phase is Phase.ANSWERED
    resident = resident_in(receipt)
    assert "You have had the final answer." in resident.page.text
    page = resident.open("/leathermarket-jmb/case/escalate")
    assert "we cannot look at it again. The Housing Ombudsman can." in page.text

    clock.is_on("2027-02-09")
    last_hand = staff_in("Hana Lee")
    last_hand.open(f"{case}/close")
    last_hand.send("Close the case", reason="The lift works and £50 was paid.")
    assert isinstance(now().events[-1], Closed)
    assert "This complaint is closed." in resident_in(receipt).page.text


def test_who_answered_stage_one_is_stopped_before_answering_stage_two(
    complaint: Callable[..., Receipt],
    resident_in: Callable[[Receipt], Browser],
    staff_in: Callable[..., Browser],
    office: Office,
) -> None:
    receipt = complaint()
    case = f"/staff/cases/{receipt.reference}"
    dana = staff_in()
    dana.open(f"{case}/acknowledge")
    dana.send("Send the acknowledgement", **ACKNOWLEDGEMENT)
    dana.open(f"{case}/answer")
    dana.send("Read it before you send it", **ANSWER)
    dana.send("Send it")
    resident = resident_in(receipt)
    resident.open("/leathermarket-jmb/case/escalate")
    resident.send("Send it")
    dana.open(f"{case}/acknowledge")
    dana.send("Send the acknowledgement", **ACKNOWLEDGEMENT)
    page = dana.open(case)
    assert "You answered an earlier stage of this complaint. Somebody else must answer this one" in page.text
    page = dana.open(f"{case}/answer")
    assert "Somebody else must answer this one" in page.text
    assert "Read it before you send it" not in page.text
    typed = page.typed()
    response = dana.client.post(f"{case}/answer", data={**typed, **ANSWER, "do": "send"})
    assert response.status_code == 409
    assert office.store.case(receipt.reference).phase is Phase.ACKNOWLEDGED
