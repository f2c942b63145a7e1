"""A case page under every kind of policy: informal stages, both roads on, other bodies, dates that wait or move."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import html5lib
import pytest

from portal.domain.commands import (
    Acknowledge,
    Command,
    Escalate,
    GiveAnswer,
    GiveMoreTime,
    MoveDate,
    Pause,
    Update,
)
from portal.domain.events import Escalated
from portal.domain.terms import Choice
from portal.files.packs import Packs
from portal.parts import Parts
from portal.services.casework import carry_out
from portal.services.complaints import Receipt
from tests.builders import some_words
from tests.web.browser import Browser
from tests.web.conftest import LEATHERMARKET, Clock

JOHNNIE, OFFERING = "johnnie-johnson", "offering-more"
DANA, PRIYA, OMAR = "staff:dana", "staff:priya", "staff:omar"

ResidentIn = Callable[..., Browser]


@pytest.fixture(scope="session")
def packs() -> Packs:
    """The real landlords; and one with the four levels of 2018, in force still, that lets its own clocks wait."""
    real = Packs.load().policies
    levels = next(pack for pack in real[LEATHERMARKET] if pack.version == "2018")
    statutory = real[LEATHERMARKET][-1].statutory
    offering = replace(
        levels, landlord=OFFERING, letters="OFF", name="Offering Homes", in_force_to=None, statutory=statutory,
        pauses=(Choice("papers", "We wait for papers from you", "9"),),
    )  # fmt: skip
    return Packs({**real, OFFERING: (offering,)})


@pytest.fixture
def does(parts: Parts) -> Callable[..., None]:
    def do(receipt: Receipt, command: Command, *, at: str, by: str = DANA) -> None:
        carry_out(parts.office(at), receipt.reference, command, by=by)

    return do


def an_acknowledgement() -> Acknowledge:
    return Acknowledge(some_words("The lift."), some_words("A working lift."), some_words(""))


def an_answer(outcome: str = "") -> GiveAnswer:
    words = (some_words(each) for each in ("The lift.", "You are right.", "We were slow.", "Sorry.", "Nothing."))
    definition, decision, reasons, remedy, outstanding = words
    return GiveAnswer(definition, "upheld", decision, reasons, remedy, outstanding, outcome=outcome)


def stages_on(resident: Browser) -> list[tuple[str, str]]:
    """The row of stages: (its class, its words)."""
    row = [each for each in resident.page.root.iter("li") if "stages__stage" in (each.get("class") or "")]
    return [(str(each.get("class")).rpartition("--")[2], " ".join("".join(each.itertext()).split())) for each in row]


class TestAnInformalStage:
    @pytest.fixture
    def told(self, complaint: Callable[..., Receipt]) -> Receipt:
        return complaint(landlord=JOHNNIE, also_true=())

    def test_can_be_left_at_any_time(self, told: Receipt, resident_in: ResidentIn, parts: Parts) -> None:
        resident = resident_in(told, JOHNNIE)
        assert "You can ask for Stage 1 at any time." in resident.page.text
        assert "Ask for Stage 1 now" in resident.page.text
        assert "You do not have to wait for our answer here." in resident.page.text
        page = resident.open(f"/{JOHNNIE}/case/escalate")
        assert page.text.count("Ask for Stage 1 now")
        assert "Your complaint goes to Stage 1. A manager who looks into it answers you there." in page.text
        assert "look again" not in page.text.split("Free advice")[0]
        resident.send("Send it")
        assert "You asked for Stage 1. A manager who looks into it answers you now." in resident.page.text
        case = parts.office(JOHNNIE).store.case(told.reference)
        assert case.stage == 1
        assert isinstance(case.events[-1], Escalated)
        assert not case.events[-1].late
        left, now, later = stages_on(resident)
        assert "You asked for the next stage after this" in left[1]
        assert (left[0], now[0], later[0]) == ("done", "now", "later")

    def test_a_formal_stage_cannot_be_left_without_an_answer(
        self, told: Receipt, resident_in: ResidentIn, does: Callable[..., None]
    ) -> None:
        does(told, Escalate(), at=JOHNNIE, by="resident")
        resident = resident_in(told, JOHNNIE)
        assert f"/{JOHNNIE}/case/escalate" not in resident.page.links
        assert "You do not have our answer at this stage yet." in resident.open(f"/{JOHNNIE}/case/escalate").text

    def test_every_kind_of_date_has_its_working(self, told: Receipt, resident_in: ResidentIn) -> None:
        text = resident_in(told, JOHNNIE).page.text
        for words in ("We speak with you about it", "We write to say that we have it", "We send you our answer"):
            assert words in text
        assert "The rule is the same day." in text
        assert "our complaints policy, part 6.3" in text
        assert "the Housing Ombudsman's Code, part 6.3" in text


class TestFourLevels:
    """Not right first time, two levels here, one at the council, and the Ombudsman."""

    @pytest.fixture
    def told(self, complaint: Callable[..., Receipt], clock: Clock) -> Receipt:
        clock.is_on("2026-11-02")
        return complaint(landlord=OFFERING)

    def answered(self, told: Receipt, does: Callable[..., None], *, outcome: str = "", by: str = DANA) -> None:
        does(told, an_acknowledgement(), at=OFFERING, by=by)
        does(told, an_answer(outcome), at=OFFERING, by=by)

    def test_the_title_is_what_the_policy_calls_it(self, told: Receipt, resident_in: ResidentIn) -> None:
        assert "Official complaint" in resident_in(told, OFFERING).page.text

    def test_the_ombudsman_is_the_last_step_and_says_it_is_not_us(self, told: Receipt, resident_in: ResidentIn) -> None:
        row = stages_on(resident_in(told, OFFERING))
        assert [state for state, _ in row] == ["now", "later", "later", "later"]
        assert "Only if you want to. You can go to the Ombudsman before this" in row[2][1]
        assert "The Housing Ombudsman Service is not part of us." in row[3][1]

    def test_the_outcome_is_said_in_the_policys_words(
        self, told: Receipt, resident_in: ResidentIn, does: Callable[..., None]
    ) -> None:
        self.answered(told, does, outcome="cannot_meet")
        text = resident_in(told, OFFERING).page.text
        assert "We agree with your complaint. We cannot do what you want, and we tell you why You are right." in text

    def test_a_hearing_is_offered_where_the_next_stage_has_one(
        self, told: Receipt, resident_in: ResidentIn, does: Callable[..., None], parts: Parts
    ) -> None:
        self.answered(told, does)
        resident = resident_in(told, OFFERING)
        assert "I want to be heard in person" in resident.open(f"/{OFFERING}/case/escalate").text
        resident.send("Send it", hearing=["in_person"])
        escalated = parts.office(OFFERING).store.case(told.reference).events[-1]
        assert isinstance(escalated, Escalated)
        assert escalated.hearing

    def test_after_the_second_answer_both_roads_are_open_and_neither_is_hidden(
        self, told: Receipt, resident_in: ResidentIn, does: Callable[..., None]
    ) -> None:
        self.answered(told, does)
        does(told, Escalate(), at=OFFERING, by="resident")
        self.answered(told, does, by=PRIYA)
        resident = resident_in(told, OFFERING)
        text = resident.page.text
        assert "You can go to the Ombudsman now." in text
        assert "You do not have to ask us first." in text
        assert "you can ask for Level 3 before that. You do not have to. Southwark Council answers you then." in text
        assert "Ask the Ombudsman, if you want to By Tuesday 2 November 2027" in text
        assert "If you are later than that, ask them all the same." in text
        html5lib.HTMLParser(strict=True).parse(resident.page.html)
        page = resident.open(f"/{OFFERING}/case/escalate")
        assert "You do not have to do this. You can go to the Housing Ombudsman Service now." in page.text
        assert "in person" not in page.text
        resident.send("Send it")
        assert "Southwark Council answers you now." in resident.page.text
        assert "Southwark Council answers at this stage." in resident.page.text

    def test_paused_clocks_are_said_and_the_codes_go_on(
        self, told: Receipt, resident_in: ResidentIn, does: Callable[..., None]
    ) -> None:
        does(told, Pause("papers", some_words("Send us the letter, please.")), at=OFFERING)
        text = resident_in(told, OFFERING).page.text
        assert "Our own dates wait: We wait for papers from you." in text
        assert "The dates that the Housing Ombudsman gives us go on." in text
        assert "Send us the letter" in text

    def test_a_date_that_moved_says_from_when_and_which_holiday_moved_it(
        self, told: Receipt, resident_in: ResidentIn, does: Callable[..., None]
    ) -> None:
        (old, new) = date(2026, 11, 6), date(2026, 11, 9)
        does(told, MoveDate("acknowledge", old, new, "holiday", "Bank Holiday for a Test"), at=OFFERING, by="system")
        text = resident_in(told, OFFERING).page.text
        assert "A new bank holiday moved a date from Friday 6 November 2026 to Monday 9 November 2026." in text
        assert "We write to say that we have it, and how we understand it: Bank Holiday for a Test" in text
        assert "We told you Friday 6 November 2026 before. Then a new bank holiday was named" in text

    def test_a_corrected_date_says_that_it_was_not_right(
        self, told: Receipt, resident_in: ResidentIn, does: Callable[..., None]
    ) -> None:
        moved = MoveDate("respond", date(2026, 11, 20), date(2026, 11, 16), "policy")
        does(told, moved, at=OFFERING, by="system")
        assert "That was not right, so we put it right." in resident_in(told, OFFERING).page.text

    def test_more_time_is_shown_with_the_first_date(
        self, told: Receipt, resident_in: ResidentIn, does: Callable[..., None]
    ) -> None:
        self.answered(told, does)
        does(told, Escalate(), at=OFFERING, by="resident")
        self.answered(told, does, by=PRIYA)
        does(told, GiveMoreTime(date(2027, 1, 29), some_words("You were ill.")), at=OFFERING)
        text = resident_in(told, OFFERING).page.text
        assert "By Friday 29 January 2027 If you ask later, we send it all the same." in text
        assert "We agreed to give you more time." in text

    def test_an_update_is_read_on_the_page(
        self, told: Receipt, resident_in: ResidentIn, does: Callable[..., None]
    ) -> None:
        does(told, Update(some_words("The part has come.")), at=OFFERING)
        assert "The part has come." in resident_in(told, OFFERING).page.text

    def test_the_calendar_file_has_every_open_date_once(
        self, told: Receipt, resident_in: ResidentIn, does: Callable[..., None]
    ) -> None:
        names = uids(resident_in(told, OFFERING), OFFERING)
        assert names == ["1-acknowledge", "1-respond"]
        does(told, MoveDate("respond", date(2026, 11, 20), date(2026, 11, 16), "policy"), at=OFFERING, by="system")
        assert uids(resident_in(told, OFFERING), OFFERING) == names, "a date that moves replaces its entry"


def uids(resident: Browser, landlord: str) -> list[str]:
    """The names of the entries in the calendar file, without reference and place."""

    def names() -> Iterator[str]:
        for line in resident.client.get(f"/{landlord}/case/dates.ics").get_data(as_text=True).split("\r\n"):
            if line.startswith("UID:"):
                yield line.split("-", 3)[3].removesuffix("@putright")

    return sorted(names())


def test_without_any_date_the_page_says_so(
    complaint: Callable[..., Receipt], resident_in: ResidentIn, does: Callable[..., None], clock: Clock
) -> None:
    """Level 3 of 2018, before any Code: at the council, and the policy gives no time."""
    clock.is_on("2019-03-04")
    told = complaint()
    for by in (DANA, PRIYA):
        does(told, an_acknowledgement(), at=LEATHERMARKET, by=by)
        does(told, an_answer(), at=LEATHERMARKET, by=by)
        does(told, Escalate(), at=LEATHERMARKET, by="resident")
    text = resident_in(told).page.text
    assert "Our policy does not say how long this takes." in text
    assert "Why this date?" not in text
    assert "Southwark Council answers you now." in text
