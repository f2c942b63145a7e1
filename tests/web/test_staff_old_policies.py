"""Whole lives under policies that are no longer in force: Levels 1 to 3, and Stages 0, 1 and 2."""

from collections.abc import Callable

import pytest

from portal.domain.case import Case, Phase
from portal.domain.events import Answered, Escalated
from portal.files.packs import Packs
from portal.parts import Parts
from portal.services.office import Office
from portal.services.staff import reset_password
from tests.web.browser import Browser
from tests.web.conftest import LEATHERMARKET, Clock
from tests.web.test_staff import ACKNOWLEDGEMENT, ANSWER, error_at
from tests.web.test_staff_record import recorded

JOHNNIE_JOHNSON = "johnnie-johnson"
READ = "Read it before you send it"
REMEDIES = ("apology",)


@pytest.fixture(scope="session")
def packs() -> Packs:
    return Packs.load()


class Life:
    """One case, and the member of staff who deals with it today."""

    def __init__(self, office: Office, staff: Browser, clock: Clock) -> None:
        self.office, self.staff, self.clock = office, staff, clock
        (row,) = office.store.queue()
        self.at = f"/staff/cases/{row.reference}"

    @property
    def case(self) -> Case:
        return self.office.store.case(self.at.rpartition("/")[2])

    def on(self, day: str, name: str = "Dana Cole") -> Browser:
        """Another day, when sessions have ended: this member of staff signs in."""
        self.clock.is_on(day)
        email = f"{name.split()[0].lower()}@{self.office.landlord}.example"
        password = reset_password(self.office, email)
        self.staff.open("/staff/sign-in")
        self.staff.send("Sign in", email=email, password=password)
        return self.staff

    def acknowledged(self) -> None:
        self.staff.open(f"{self.at}/acknowledge")
        assert "The acknowledgement was sent." in self.staff.send("Send the acknowledgement", **ACKNOWLEDGEMENT).text

    def answered(self, **more: str) -> Answered:
        self.staff.open(f"{self.at}/answer")
        self.staff.send(READ, **ANSWER, **more)
        assert "The answer was sent." in self.staff.send("Send it").text
        (*_earlier, last) = self.case.happened(Answered)
        assert isinstance(last, Answered)
        return last

    def escalated(self, **more: object) -> Escalated:
        self.staff.open(f"{self.at}/escalate")
        assert "The complaint went to the next stage." in self.staff.send("Send it to the next stage", **more).text
        (*_earlier, last) = self.case.happened(Escalated)
        assert isinstance(last, Escalated)
        return last


@pytest.fixture
def staffed(staff_in: Callable[..., Browser]) -> Callable[[str], Browser]:
    """Three members of staff of a landlord; the browser is the first one's."""

    def signed_in(landlord: str) -> Browser:
        staff_in("Ewa Nowak", landlord=landlord)
        staff_in("Femi Ade", landlord=landlord, role="reviewer")
        return staff_in("Dana Cole", landlord=landlord)

    return signed_in


def test_levels_one_to_three_and_the_ombudsman(staffed: Callable[[str], Browser], parts: Parts, clock: Clock) -> None:
    """Received when the Code was law already: it binds under the policy of 2018 too, and knows two stages."""
    clock.is_on("2024-07-01")
    dana, office = staffed(LEATHERMARKET), parts.office(LEATHERMARKET)
    recorded(dana, "2024-06-24", remedies=REMEDIES)
    dana.send("Make the complaint")
    life = Life(office, dana, clock)
    assert (life.case.made.policy, life.case.stage) == ("2018", 1)
    page = dana.open(life.at)
    assert "Official complaint, Level 1" in page.text
    assert "By Monday 1 July 2024" in page.text, "the Code's five working days, for the policy is silent"
    assert f"{life.at}/refuse" not in page.links, "this policy leaves nothing out"
    life.acknowledged()
    dana.open(f"{life.at}/action")
    assert "Our policy says that this meets the date of our answer: Monday 15 July 2024." in dana.page.text

    life.on("2024-07-08")
    dana.open(f"{life.at}/answer")
    assert "We look again at what we decided" in dana.page.text, "an outcome in the policy's own words"
    assert "the Manager may agree to it." in dana.page.text, "who may authorise money"
    page = dana.send(READ, **ANSWER, outcome="mood")
    assert error_at(page, "outcome") == "Choose one of the outcomes in our policy"
    assert page.typed()["reasons"] == ANSWER["reasons"]
    answered = life.answered(outcome="put_right")
    assert (answered.going_on, answered.outcome) == ("stage:2", "put_right")

    life.on("2024-07-15")
    dana.open(f"{life.at}/escalate")
    assert "You can ask to tell us in person." in dana.page.text
    escalated = life.escalated(hearing=["hearing"])
    assert escalated.hearing
    assert "Agree with the resident when and where they are heard in person" in dana.page.text
    page = dana.open(f"{life.at}/new-issue")
    assert "Our policy says that something new at this stage is always a new complaint." in page.text
    life.acknowledged()
    page = dana.open(life.at)
    assert "You answered an earlier stage of this complaint." in dana.open(f"{life.at}/answer").text
    life.on("2024-07-22", "Ewa Nowak")
    assert life.answered().going_on == "stage:3 ombudsman"
    page = dana.open(f"{life.at}/escalate")
    assert "This stage is only offered. The resident can ask the Housing Ombudsman Service at once." in page.text

    life.on("2024-07-29", "Ewa Nowak")
    life.escalated()
    page = dana.open(life.at)
    assert "Send it to Southwark Council, then give it to whoever writes their answer here" in page.text
    assert "Send it to Southwark Council, who answers at this stage. complaints@southwark.gov.uk" in page.text
    assert "Only offered: the Ombudsman can be asked before it" in page.text
    assert "Send it to Southwark Council" in dana.open("/staff/?show=all").text
    dana.open(f"{life.at}/assign")
    ewa = next(each.id for each in office.store.all_staff() if each.name == "Ewa Nowak")
    dana.send("Give it to them", to=ewa)
    life.acknowledged()
    assert "Somebody else must answer this one" in dana.open(f"{life.at}/answer").text
    life.on("2024-08-05", "Femi Ade")
    assert life.answered().going_on == "ombudsman"
    assert "This was the last stage. Tell the resident about the Housing Ombudsman Service." in (
        dana.open(f"{life.at}/escalate").text
    )


def test_stages_zero_one_and_two_before_the_code_was_law(
    staffed: Callable[[str], Browser], parts: Parts, clock: Clock
) -> None:
    clock.is_on("2019-05-08")
    dana, office = staffed(JOHNNIE_JOHNSON), parts.office(JOHNNIE_JOHNSON)
    recorded(dana, "2019-05-07", remedies=REMEDIES)
    dana.send("Make the complaint")
    life = Life(office, dana, clock)
    assert (life.case.made.policy, life.case.stage) == ("2017", 0)
    page = dana.open(life.at)
    assert "Complaint, Stage 0" in page.text
    assert "Speak with the resident" in page.text
    assert "By Friday 10 May 2019" in page.text
    dana.open(f"{life.at}/speak")
    page = dana.send("Keep it", words="She is at home in the mornings.")
    assert "By Tuesday 14 May 2019" in page.text, "five working days from receipt, for the answer"
    life.acknowledged()
    assert life.answered().going_on == "stage:1"

    life.on("2019-05-13")
    life.escalated()
    dana.open(f"{life.at}/speak")
    dana.send("Keep it", words="She still waits.")
    life.acknowledged()
    page = dana.open(life.at)
    assert "Somebody else must answer" not in page.text, "who answered informally may answer at Stage 1"
    assert "By Wednesday 29 May 2019" in page.text, "fifteen working days from receipt"
    assert life.answered().going_on == "stage:2"

    life.on("2019-05-28")
    life.escalated()
    page = dana.open(life.at)
    assert "A panel of three people" in page.text
    assert f"{life.at}/refuse" in page.links
    dana.open(f"{life.at}/speak")
    page = dana.send("Keep it", words="She comes to the panel.")
    assert "Acknowledge, or say that we cannot look at it again" in page.text
    assert "By Sunday 2 June 2019" in page.text
    life.acknowledged()
    life.on("2019-06-10", "Ewa Nowak")
    answered = life.answered()
    assert answered.going_on == "ombudsman"
    assert life.case.phase is Phase.ANSWERED
    assert "This was the last stage." in dana.open(f"{life.at}/escalate").text

    life.on("2019-07-11", "Ewa Nowak")
    page = dana.open(life.at)
    assert "Do what was promised, then close" in page.text
    dana.open(f"{life.at}/close")
    assert "a month goes by after our answer" in dana.page.text, "the policy's own words for closing"
    page = dana.send("Close the case", reason="All is done.")
    assert "By Thursday 18 July 2019" in page.text
    dana.open(f"{life.at}/survey")
    dana.send("Yes, it was sent")
    assert life.case.phase is Phase.CLOSED


def test_out_of_the_informal_stage_without_waiting_for_its_answer(
    staffed: Callable[[str], Browser], parts: Parts, clock: Clock
) -> None:
    clock.is_on("2019-05-08")
    dana = staffed(JOHNNIE_JOHNSON)
    recorded(dana, "2019-05-08", remedies=REMEDIES)
    dana.send("Make the complaint")
    life = Life(parts.office(JOHNNIE_JOHNSON), dana, clock)
    assert life.escalated().stage == 1
    assert dana.open(f"{life.at}/escalate").status == 409, "at a formal stage the answer comes first"


def test_a_panel_refuses_to_look_again_and_thinks_better_of_it(
    staffed: Callable[[str], Browser], parts: Parts, clock: Clock
) -> None:
    clock.is_on("2019-05-08")
    dana = staffed(JOHNNIE_JOHNSON)
    recorded(dana, "2019-05-08", remedies=REMEDIES)
    dana.send("Make the complaint")
    life = Life(parts.office(JOHNNIE_JOHNSON), dana, clock)
    life.escalated()
    life.acknowledged()
    life.answered()
    life.escalated()
    dana.open(f"{life.at}/refuse")
    page = dana.send(READ, exclusion="legal_action", reasons="You wrote to a solicitor.")
    assert "Think of this before you send it" not in page.text, "the Code is not law yet"
    dana.send("Send it")
    assert (life.case.phase, life.case.stage) == (Phase.REFUSED, 2)
    dana.open(f"{life.at}/accept")
    dana.send("Take it back and tell the resident", reason="No claim was made.")
    assert life.case.phase is Phase.RECEIVED
