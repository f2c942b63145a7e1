"""What staff do between the acknowledgement and the end: speak, update, put right, give time, pause, ask how it was."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from portal.domain.events import ActionTaken, Extended, MoreTimeGiven, Paused, Resumed, Spoke, Surveyed, Updated
from portal.domain.policy import Clock as PolicyClock
from portal.domain.policy import Start
from portal.domain.terms import Choice, Unit
from portal.files.packs import Packs
from portal.parts import Parts
from portal.services.complaints import Receipt
from portal.services.office import Office
from tests.web.browser import Browser
from tests.web.conftest import LEATHERMARKET, OAK, Clock
from tests.web.test_staff import acknowledged, answered, at, error_at

WAITING = Choice("waiting", "We wait for papers from the resident", "7.2")
ASKED = PolicyClock("survey", 5, Unit.WORKING, Start.CLOSED, "policy 8.1")


@pytest.fixture(scope="session")
def packs() -> Packs:
    """A landlord whose policy knows a pause and a survey, and one whose policy knows neither."""
    plain = Packs.load().policies[LEATHERMARKET]
    oak = tuple(replace(each, landlord=OAK, letters="OAK", pauses=(WAITING,), survey=ASKED) for each in plain)
    return Packs({LEATHERMARKET: plain, OAK: oak})


@pytest.fixture
def oak(parts: Parts) -> Office:
    return parts.office(OAK)


def test_that_they_spoke_is_kept_with_its_day_and_words(
    staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office, clock: Clock
) -> None:
    receipt = complaint()
    clock.is_on("2026-11-24")
    dana = staff_in()
    dana.open(at(receipt, "speak"))
    page = dana.send("Keep it", happened_on="tomorrow", words="She is at home in the mornings.")
    assert error_at(page, "happened_on") == "Write a date, like 24/11/2026"
    assert page.typed()["words"] == "She is at home in the mornings."
    page = dana.send("Keep it", happened_on="2026-11-25")
    assert error_at(page, "happened_on") == "This day is still to come. Write the day it happened"
    page = dana.send("Keep it", happened_on="23/11/2026")
    assert "We saved that you spoke with them." in page.text
    (spoke,) = office.store.case(receipt.reference).happened(Spoke)
    assert spoke.happened_on == date(2026, 11, 23)


def test_an_update_goes_to_the_resident_once(
    staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
) -> None:
    receipt, dana = complaint(), staff_in()
    dana.open(at(receipt, "update"))
    assert "It goes to the resident by email: amina@example.com." in dana.page.text
    assert error_at(dana.send("Send the update"), "words") == "Write this before you send"
    typed = {**dana.page.typed(), "words": "The part has come."}
    for _ in range(2):
        assert dana.client.post(at(receipt, "update"), data=typed).status_code == 303
    assert len(office.store.case(receipt.reference).happened(Updated)) == 1


def test_what_puts_it_right_is_written_down_and_told(
    staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
) -> None:
    receipt, dana = complaint(), staff_in()
    dana.open(at(receipt, "action"))
    page = dana.send("Tell the resident", words="The lift works again.")
    assert error_at(page, "how") == "Choose what was done"
    page = dana.send("Tell the resident", how="action")
    assert "The resident was told what was done." in page.text
    (taken,) = office.store.case(receipt.reference).happened(ActionTaken)
    assert isinstance(taken, ActionTaken)
    assert taken.how == "action"


def test_agreed_updates_have_dates_of_their_own(
    staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
) -> None:
    receipt, dana = complaint(), staff_in()
    acknowledged(office, receipt)
    dana.open(at(receipt, "extend"))
    longer = {"reason": "A part is late.", "new_date": "2027-01-20", "intervals": "By phone on Fridays"}
    for wrong in ("weekly", "0", "-3", "2.5"):
        page = dana.send("Send the new date", **longer, update_every=wrong)
        assert error_at(page, "update_every") == "Write how many working days, 1 or more", wrong
        assert page.typed()["update_every"] == wrong
    page = dana.send("Send the new date", update_every="5")
    (extended,) = office.store.case(receipt.reference).happened(Extended)
    assert isinstance(extended, Extended)
    assert extended.update_every == 5
    assert "Tell the resident how it stands" in page.text
    assert "By Friday 27 November 2026" in page.text


def test_the_resident_is_given_more_time(
    staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
) -> None:
    receipt, dana = complaint(), staff_in()
    answered(office, receipt)
    dana.open(at(receipt, "more-time"))
    assert "Their time to ask ends on Friday 18 December 2026." in dana.page.text
    page = dana.send("Give more time and tell them", reason="She is in hospital.", new_date="2026-12-18")
    assert error_at(page, "new_date") == "Choose a day after the one they have now"
    page = dana.send("Give more time and tell them", new_date="soon")
    assert error_at(page, "new_date") == "Write a date, like 24/11/2026"
    page = dana.send("Give more time and tell them", new_date="15/1/2027")
    assert "Friday 15 January 2027" in page.text
    assert len(office.store.case(receipt.reference).happened(MoreTimeGiven)) == 1


class TestPause:
    def test_only_a_policy_that_knows_pauses_has_them(
        self, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt]
    ) -> None:
        receipt, dana = complaint(), staff_in()
        assert at(receipt, "pause") not in dana.open(at(receipt)).links
        assert dana.open(at(receipt, "pause")).status == 409

    def test_the_policys_dates_wait_and_run_again_and_the_codes_go_on(
        self, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], oak: Office, clock: Clock
    ) -> None:
        receipt, dana = complaint(landlord=OAK), staff_in(landlord=OAK)
        acknowledged(oak, receipt)
        dana.open(at(receipt, "pause"))
        goes_on = "Only our policy's own dates wait. The dates of the Housing Ombudsman's Code go on."
        assert goes_on in dana.page.text
        page = dana.send("Pause and tell the resident", reason="We asked for the report.")
        assert error_at(page, "pause") == "Choose a reason that our policy gives"
        page = dana.send("Pause and tell the resident", pause="waiting")
        assert goes_on in page.text
        assert "our own dates wait" in page.text
        assert at(receipt, "pause") not in page.links
        clock.is_on("2026-11-24")
        ewa = staff_in("Ewa Nowak", landlord=OAK)
        ewa.open(at(receipt, "resume"))
        typed = ewa.page.typed()
        page = ewa.send("End the pause and tell the resident")
        assert "Our own dates run again. The resident was told." in page.text
        assert goes_on not in page.text
        assert ewa.client.post(at(receipt, "resume"), data=typed).status_code == 409, "sent again, it is done once"
        case = oak.store.case(receipt.reference)
        assert (len(case.happened(Paused)), len(case.happened(Resumed))) == (1, 1)


class TestSurvey:
    def test_it_is_the_next_step_of_a_closed_case_and_kept_once(
        self, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], oak: Office
    ) -> None:
        receipt, dana = complaint(landlord=OAK), staff_in(landlord=OAK)
        answered(oak, receipt)
        assert at(receipt, "survey") not in dana.open(at(receipt)).links
        dana.open(at(receipt, "close"))
        page = dana.send("Close the case", reason="All is done.")
        assert "Ask the resident how satisfied they are" in page.text
        assert "By Friday 27 November 2026" in page.text
        dana.open(at(receipt, "survey"))
        typed = dana.page.typed()
        page = dana.send("Yes, it was sent")
        assert "We saved that the survey was sent." in page.text
        assert at(receipt, "survey") not in page.links
        assert dana.client.post(at(receipt, "survey"), data=typed).status_code == 409
        assert len(oak.store.case(receipt.reference).happened(Surveyed)) == 1

    def test_without_a_survey_in_the_policy_there_is_none(
        self, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
    ) -> None:
        receipt, dana = complaint(), staff_in()
        answered(office, receipt)
        dana.open(at(receipt, "close"))
        dana.send("Close the case", reason="All is done.")
        assert at(receipt, "survey") not in dana.page.links
        assert dana.open(at(receipt, "survey")).status == 409
