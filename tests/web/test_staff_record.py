"""A complaint taken by phone, letter or in person: the same questions, asked by a member of staff."""

from collections.abc import Callable

from portal.domain.draft import Answer
from portal.domain.events import RESIDENT
from portal.services.complaints import Receipt
from portal.services.office import Office
from portal.services.staff import find_staff
from tests.web.browser import Browser
from tests.web.conftest import ANSWERS, LEATHERMARKET, Clock


def recorded(staff: Browser, received_on: str = "2026-11-18", *, called: str = "", **changes: Answer) -> Browser:
    """Ask every question and answer it as in `ANSWERS`, up to the check; what differs is said."""
    staff.open("/staff/record")
    channel = str(changes.pop("channel", "phone"))
    staff.send("Start", channel=channel, received_on=received_on, **({"called": called} if called else {}))
    given = {**ANSWERS, **changes}
    for _ in range(30):
        if staff.page.path.endswith("/check"):
            return staff
        answers = {id: list(value) if isinstance(value, tuple) else value for id, value in given.items()}
        answers.pop("photos")
        staff.send("Continue", **answers)
    raise AssertionError(staff.page.text)


def test_from_the_call_to_the_reference_and_code(
    staff_in: Callable[..., Browser], resident_in: Callable[[Receipt], Browser], office: Office
) -> None:
    dana = recorded(staff_in())
    assert "It reached us on Wednesday 18 November 2026." in dana.page.text
    assert "Amina Begum" in dana.page.text
    page = dana.send("Make the complaint")
    assert "Read this out to the resident" in page.text
    reference, code = ("".join(each.itertext()) for each in page.root.iter("dd"))
    made = office.store.case(reference).made
    assert made.happened_on.isoformat() == "2026-11-18"
    assert made.channel == "phone"
    assert made.decided_by == RESIDENT
    assert made.recorded_by == f"staff:{find_staff(office, f'dana@{LEATHERMARKET}.example').id}"
    assert {kind: day.isoformat() for kind, day in made.told.items()} == {
        "acknowledge": "2026-11-25",
        "respond": "2026-12-09",
    }
    assert "Written down for you by our staff" in resident_in(Receipt(reference, code)).page.text


def test_sent_twice_it_is_made_once_and_the_code_can_be_made_anew(
    staff_in: Callable[..., Browser], resident_in: Callable[[Receipt], Browser], office: Office
) -> None:
    dana = recorded(staff_in())
    typed, check = dana.page.typed(), dana.page.path
    for _ in range(2):
        assert dana.client.post(check, data=typed).status_code == 303
    assert len(office.store.queue()) == 1
    codes = []
    for _ in range(2):
        reference, code = (
            "".join(each.itertext()) for each in dana.open(check.replace("check", "done")).root.iter("dd")
        )
        codes.append(code)
    assert codes[0] != codes[1]
    assert "We cannot find" in resident_in(Receipt(reference, codes[0])).page.text
    assert "Your complaint" in resident_in(Receipt(reference, codes[1])).page.text


def test_the_code_is_shown_to_nobody_but_who_took_the_call(staff_in: Callable[..., Browser]) -> None:
    dana = recorded(staff_in("Dana Cole"))
    check = dana.page.path
    dana.send("Make the complaint")
    page = staff_in("Ewa Nowak").open(check.replace("check", "done"))
    assert "The code cannot be shown any more." in page.text


def test_it_cannot_reach_us_tomorrow(staff_in: Callable[..., Browser]) -> None:
    dana = staff_in()
    dana.open("/staff/record")
    page = dana.send("Start", received_on="2026-11-21")
    assert "Choose how it reached us" in page.text
    assert "This day is still to come. Write the day it reached us" in page.text


def test_a_wrong_answer_is_said_and_kept(staff_in: Callable[..., Browser]) -> None:
    dana = staff_in()
    dana.open("/staff/record")
    dana.send("Start", channel="letter", received_on="2026-11-18")
    page = dana.send("Continue")
    assert "Choose who this complaint is for" in page.text


def test_a_draft_of_another_landlord_is_none(staff_in: Callable[..., Browser]) -> None:
    dana = staff_in()
    dana.open("/staff/record")
    path = dana.send("Start", channel="letter", received_on="2026-11-18").path
    assert staff_in("Oda Oak", landlord="oak-homes").open(path).status == 404


def test_the_ways_to_choose_from_are_those_of_the_policy_that_somebody_writes_down(
    staff_in: Callable[..., Browser], office: Office
) -> None:
    text = staff_in().open("/staff/record").text
    for way in ("By email", "By phone", "By letter", "In person"):
        assert way in text
    assert "On our website" not in text, "nobody writes that down"
    assert "On social media" not in text, "this policy does not name it"


def test_an_older_policy_takes_its_own_first_kind_of_complaint(
    staff_in: Callable[..., Browser], office: Office
) -> None:
    dana = recorded(staff_in(), "2023-05-09")
    dana.send("Make the complaint")
    made = office.store.case(office.store.queue()[0].reference).made
    assert (made.policy, made.called, made.stage) == ("2018", "official_complaint", 1)


def test_where_the_policy_has_several_kinds_staff_choose(
    staff_in: Callable[..., Browser], office: Office, clock: Clock
) -> None:
    clock.is_on("2023-05-10")
    dana = staff_in()
    dana.open("/staff/record")
    assert "You think that we did not get something right at the first try" in dana.page.text
    page = dana.send("Start", channel="dictated", received_on="2023-05-09")
    assert "Choose what kind of complaint it is" in page.text
    page = dana.send("Start", channel="dictated", received_on="2023-05-09", called="mood")
    assert "Choose what kind of complaint it is" in page.text
    remedies = ("apology",)
    recorded(dana, "2023-05-09", channel="dictated", called="not_right_first_time", remedies=remedies)
    dana.send("Make the complaint")
    made = office.store.case(office.store.queue()[0].reference).made
    assert (made.channel, made.called) == ("dictated", "not_right_first_time")
    text = dana.open(f"/staff/cases/{made.reference}").text
    assert "Not right first time, Level 1" in text
    assert "Spoken to a member of staff, who writes it down" in text
