"""A way off the page at once, where own words are written or read: abuse may be told there."""

from collections.abc import Callable

import pytest

from portal.services.complaints import Receipt
from tests.web.browser import Browser
from tests.web.complaining import COMPLAIN, answer_until
from tests.web.conftest import LEATHERMARKET
from tests.web.test_case_page import CASE

HERE = f"/{LEATHERMARKET}"
WRITTEN_OR_READ = (CASE, f"{CASE}/message", f"{CASE}/withdraw", f"{CASE}/adjustments")
WITHOUT_A_CASE = (f"{HERE}/chat", f"{HERE}/adjustments", f"{HERE}/feedback")
NOTHING_OF_THEIR_OWN = (f"{HERE}/", f"{HERE}/how-complaints-work", f"{HERE}/ombudsman", f"{COMPLAIN}/for-whom")
EXIT = "Exit this page"


@pytest.mark.parametrize("page", WRITTEN_OR_READ)
def test_pages_of_a_case_can_be_left_at_once_and_it_is_closed_then(
    page: str, complaint: Callable[..., Receipt], resident_in: Callable[[Receipt], Browser]
) -> None:
    resident = resident_in(complaint())
    resident.open(page)
    left = resident.send(EXIT)
    assert left.path == f"{COMPLAIN}/leave"
    assert "complain" not in left.text.lower(), "nothing says what it was"
    assert "See my complaint" in resident.open(CASE).text, "it is closed here"


@pytest.mark.parametrize("page", WITHOUT_A_CASE)
def test_so_can_pages_on_which_own_words_are_written(page: str, browser: Callable[[], Browser]) -> None:
    theirs = browser()
    assert EXIT in theirs.open(page).html
    assert theirs.send(EXIT).path == f"{COMPLAIN}/leave"


def test_a_complaint_that_is_left_shows_nothing_of_it_to_whoever_comes_next(browser: Callable[[], Browser]) -> None:
    theirs = browser()
    theirs.open(COMPLAIN)
    answer_until(theirs, f"{COMPLAIN}/when", story="My partner will not let me ring you.")
    theirs.open(f"{COMPLAIN}/what-happened")
    theirs.send(EXIT)
    assert theirs.open(COMPLAIN).path == f"{COMPLAIN}/for-whom", "a new complaint begins"


@pytest.mark.parametrize("page", NOTHING_OF_THEIR_OWN)
def test_pages_that_anybody_may_read_need_none(page: str, browser: Callable[[], Browser]) -> None:
    assert EXIT not in browser().open(page).html
