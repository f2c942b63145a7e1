"""A councillor or an MP at a landlord whose policy lets them act because the resident asked them; and at one that asks
for consent."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from portal.domain.consent import ELECTED_MAY, Proof, Standing
from portal.domain.person_events import ConsentConfirmed
from portal.domain.terms import WHEN_ASKED, ElectedMembers
from portal.files.packs import Packs
from portal.parts import Parts
from portal.services.complaints import Receipt
from portal.services.office import Office
from tests.web.acting import CASE, FOR_FATHER, STORY, Acted
from tests.web.browser import Browser, Page
from tests.web.conftest import LEATHERMARKET, OAK

In = Callable[[Receipt], Browser]
BY_MP = {**FOR_FATHER, "acting_for_relationship": "mp", "acting_for_organisation": "House of Commons"}
STEP = "They are a councillor or an MP whom the resident asked"
WHY = "I called the office back on the number of the House of Commons. They read his letter to me."


@pytest.fixture(scope="session")
def packs(packs: Packs) -> Packs:
    """Leathermarket's policy as if it let elected members act; Oak Homes asks for consent, as it does in truth."""
    elected = ElectedMembers(WHEN_ASKED, "3.12")
    theirs = tuple(replace(pack, elected_members=elected) for pack in packs.policies[LEATHERMARKET])
    return Packs({LEATHERMARKET: theirs, OAK: packs.policies[OAK]})


@pytest.fixture
def acted(office: Office, complaint: Callable[..., Receipt]) -> Acted:
    """Amina Begum, MP, complains for Karim Begum, who asked her."""
    return Acted(office, complaint(**BY_MP))


def confirmed(acted: Acted, staff: Browser, **more: object) -> Page:
    staff.open(f"/staff/cases/{acted.reference}/people/{acted.representation.id}/elected")
    return staff.send("Let them act in this case", **{"words": WHY, **more})


def test_they_are_confirmed_by_staff_in_one_step_with_the_reason_shown(
    acted: Acted, staff_in: Callable[..., Browser]
) -> None:
    dana = staff_in()
    assert STEP in dana.open(f"/staff/cases/{acted.reference}").text
    form = dana.open(f"/staff/cases/{acted.reference}/people/{acted.representation.id}/elected")
    for said in ("part 3.12", "Make sure who they are", "Write to us for them", f"Only for {acted.reference}"):
        assert said in form.text
    page = confirmed(acted, dana)
    each = acted.representation
    assert (each.standing, each.proof, each.source) == (Standing.CONFIRMED, Proof.ELECTED, "3.12")
    assert each.granted
    assert (each.granted.scope, each.granted.cases) == (ELECTED_MAY, (acted.reference,))
    for said in ("They are a councillor or an MP", "Dana Cole", "Policy, part 3.12"):
        assert said in page.text


def test_how_they_know_must_be_written_down(acted: Acted, staff_in: Callable[..., Browser]) -> None:
    page = confirmed(acted, staff_in(), words="")
    assert "Write this before you send" in page.text
    assert acted.representation.standing is Standing.ASKED


def test_forged_fields_widen_nothing(acted: Acted, staff_in: Callable[..., Browser]) -> None:
    confirmed(acted, staff_in(), scope=["see", "remedy"], which="all", until="31 12 2031")
    each = acted.representation
    assert each.granted
    assert (each.granted.scope, each.granted.cases) == (ELECTED_MAY, (acted.reference,))


def test_then_they_write_about_it_and_do_not_see_the_case(
    acted: Acted, staff_in: Callable[..., Browser], resident_in: In
) -> None:
    confirmed(acted, staff_in())
    theirs = resident_in(acted.receipt)
    assert STORY not in theirs.page.text
    theirs.open(f"{CASE}/message")
    assert "We have your message" in theirs.send("Send", words="Please answer him this week.").text


def test_the_resident_reads_why_and_takes_it_back(
    acted: Acted, staff_in: Callable[..., Browser], resident_in: In
) -> None:
    confirmed(acted, staff_in())
    own, theirs = resident_in(acted.code_of_resident()), resident_in(acted.receipt)
    page = own.open(f"{CASE}/people")
    assert "They told us that you asked them for help. Dana Cole made sure who they are." in page.text
    own.open(f"{CASE}/people/{acted.representation.id}/stop")
    assert "It has stopped" in own.send("Stop it now").text
    assert "See my complaint" in theirs.open(CASE).text


def test_who_was_stopped_is_not_let_in_again_without_the_resident(
    acted: Acted, staff_in: Callable[..., Browser]
) -> None:
    dana = staff_in()
    confirmed(acted, dana)
    acted.withdrawn()
    dana.open(f"/staff/cases/{acted.reference}/people/{acted.representation.id}/ask")
    dana.send("Ask the resident", scope=["speak"], which="this")
    assert acted.representation.standing is Standing.ASKED
    assert STEP not in dana.open(f"/staff/cases/{acted.reference}").text
    form = dana.open(f"/staff/cases/{acted.reference}/people/{acted.representation.id}/elected")
    assert "Let them act in this case" not in form.html


@pytest.mark.parametrize("quietly", [False, True])
def test_a_resident_at_risk_is_sent_nothing(
    acted: Acted, staff_in: Callable[..., Browser], quietly: bool, office: Office
) -> None:
    confirmed(acted, staff_in(), **({"quietly": "quietly"} if quietly else {}))
    event = acted.record.events[-1]
    assert isinstance(event, ConsentConfirmed)
    assert event.quietly is quietly
    told = {task.kind for task in office.store.tasks(acted.reference)}
    assert ("tell_consent_confirmed" in told) is not quietly, "only she told us how to reach him: staff tell him"


def test_a_friend_is_not_one(
    office: Office, complaint: Callable[..., Receipt], staff_in: Callable[..., Browser]
) -> None:
    friend = Acted(office, complaint(**FOR_FATHER))
    dana = staff_in()
    assert STEP not in dana.open(f"/staff/cases/{friend.reference}").text
    page = dana.open(f"/staff/cases/{friend.reference}/people/{friend.representation.id}/elected")
    assert "Let them act in this case" not in page.html


def test_at_a_landlord_that_asks_for_consent_they_are_as_anybody(
    complaint: Callable[..., Receipt], staff_in: Callable[..., Browser]
) -> None:
    receipt = complaint(landlord=OAK, **BY_MP)
    dana = staff_in(landlord=OAK)
    page = dana.open(f"/staff/cases/{receipt.reference}")
    assert STEP not in page.text
    assert "The resident told me that they agree" in page.text


def test_saying_that_one_is_an_mp_gives_nothing(acted: Acted, resident_in: In) -> None:
    page = resident_in(acted.receipt).page
    assert "We have received your complaint" in page.text
    assert STORY not in page.text
    assert acted.representation.granted is None


def test_one_who_wrote_about_a_case_that_is_there_is_named_and_confirmed_by_staff(
    parts: Parts, office: Office, complaint: Callable[..., Receipt], staff_in: Callable[..., Browser]
) -> None:
    own, dana = Acted(office, complaint()), staff_in()
    dana.open(f"/staff/cases/{own.reference}/people/new")
    dana.send(
        "Write it down",
        name="Joy Okafor",
        relationship="councillor",
        over_18="adult",
        email="joy@council.example",
    )
    confirmed(own, dana)
    assert own.representation.proof is Proof.ELECTED
    told = {row.recipient.partition(":")[0] for row in parts.store.waiting(office.clock(), 50)}
    assert {"resident", "representative"} <= told, "both at their own address"
