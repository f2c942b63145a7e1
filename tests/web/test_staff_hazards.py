"""What may be a hazard is marked where staff look first, from the residents' own words and from nothing else."""

from collections.abc import Callable

import pytest

from bot.understanding.hazards import hazard_words
from portal.domain.commands import Escalate, Send
from portal.domain.terms import Kind
from portal.parts import Parts
from portal.services.casework import carry_out
from portal.services.complaints import Receipt
from portal.services.office import Office
from portal.web.staff.hazards import NAMES
from tests.builders import some_words
from tests.web.browser import Browser
from tests.web.conftest import LEATHERMARKET
from tests.web.test_staff import answered, at

FLAG = "May be a hazard"
CALM = "Your officer was rude to me at the desk."
DAMP = "There is black mould in the bedroom and the sockets spark."


def flags_of(receipt: Receipt, staff: Browser) -> str:
    """The row of this case in the queue."""
    page = staff.open("/staff/?show=all")
    return next("".join(row.itertext()) for row in page.root.iter("tr") if receipt.reference in "".join(row.itertext()))


def test_every_hazard_has_a_name_for_staff() -> None:
    assert tuple(NAMES) == hazard_words().topics


def test_the_case_says_which_hazards_and_that_a_person_must_check(
    staff_in: Callable[..., Browser], complaint: Callable[..., Receipt]
) -> None:
    receipt, dana = complaint(story=DAMP), staff_in()
    text = dana.open(at(receipt)).text
    assert f"{FLAG}: damp and mould; electrics. A computer found this by words" in text
    assert "A person must check." in text
    assert text.index(FLAG) < text.index("What they told us")
    assert FLAG in flags_of(receipt, dana)


def test_a_calm_story_is_not_marked(staff_in: Callable[..., Browser], complaint: Callable[..., Receipt]) -> None:
    receipt, dana = complaint(story=CALM), staff_in()
    assert FLAG not in dana.open(at(receipt)).text
    assert FLAG not in flags_of(receipt, dana)


def test_a_story_in_another_language_is_marked_in_the_words_of_staff(
    staff_in: Callable[..., Browser], complaint: Callable[..., Receipt]
) -> None:
    receipt, dana = complaint(story="nie mamy ogrzewania od trzech tygodni", language="pl"), staff_in()
    assert f"{FLAG}: a home too cold or too hot. " in dana.open(at(receipt)).text


def test_what_the_resident_writes_later_is_read_too(
    staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
) -> None:
    receipt, dana = complaint(story=CALM), staff_in()
    carry_out(office, receipt.reference, Send("landlord", some_words("And now water comes through the ceiling.")))
    assert f"{FLAG}: water that leaks or comes in. " in dana.open(at(receipt)).text
    assert FLAG in flags_of(receipt, dana)


def test_what_is_said_when_asking_for_the_next_stage_is_read_too(
    staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
) -> None:
    receipt, dana = complaint(story=CALM), staff_in()
    answered(office, receipt)
    carry_out(office, receipt.reference, Escalate(some_words("The fire door does not close.")))
    assert f"{FLAG}: fire safety" in dana.open(at(receipt)).text


def test_what_staff_write_marks_nothing(
    staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
) -> None:
    receipt, dana = complaint(story=CALM), staff_in()
    ours = Send("resident", some_words("Is there any mould?"))
    carry_out(office, receipt.reference, ours, by="staff:dana")
    assert FLAG not in dana.open(at(receipt)).text


def test_erased_words_mark_nothing(
    staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
) -> None:
    receipt, dana = complaint(story=DAMP), staff_in()
    carry_out(office, receipt.reference, Send("landlord", some_words("There are rats.")))
    office.store.erase(office.store.all_words(office.store.case(receipt.reference)))
    assert FLAG not in dana.open(at(receipt)).text
    assert FLAG not in flags_of(receipt, dana)


def test_work_that_is_only_passed_on_is_marked(
    staff_in: Callable[..., Browser], complaint: Callable[..., Receipt]
) -> None:
    receipt, dana = complaint(story=DAMP, told_before="first_time", pass_on="only_pass_on"), staff_in()
    assert f"{FLAG}: damp and mould; electrics." in dana.open(at(receipt)).text


def test_thanks_and_ideas_are_not_marked(
    browser: Callable[[], Browser], staff_in: Callable[..., Browser], parts: Parts
) -> None:
    theirs, dana = browser(), staff_in()
    theirs.open(f"/{LEATHERMARKET}/feedback")
    theirs.send(kind="compliment", story="The man who came about the mould was kind.")
    (row,) = [row for row in parts.office(LEATHERMARKET).store.queue() if row.kind is Kind.COMPLIMENT]
    assert FLAG not in dana.open(f"/staff/cases/{row.reference}").text


@pytest.mark.parametrize("role", ["reader", "handler"])
def test_whoever_may_read_the_case_sees_it(
    staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], role: str
) -> None:
    assert f"{FLAG}: damp and mould" in staff_in(role=role).open(at(complaint(story=DAMP))).text
