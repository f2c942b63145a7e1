"""What the policy may leave out is said, with a way on; nothing is refused by a computer, and nothing asked twice."""

from collections.abc import Callable

import html5lib
import pytest

from portal.domain.commands import Accept, Acknowledge, Refuse
from portal.domain.triage import asked_exclusions
from portal.files.packs import Packs
from portal.parts import Parts
from portal.services.casework import carry_out
from portal.services.complaints import Receipt
from tests.builders import some_words
from tests.web.browser import Browser
from tests.web.complaining import TOLD
from tests.web.conftest import LEATHERMARKET

JLIVING, JOHNNIE = "jliving", "johnnie-johnson"
ASKED = "Is any of this true?"
GO_ON = "A person decides that, not a computer. Carry on and send your complaint."
SENT = "A person looks at that now, not a computer."
HANDLER = "staff:dana"

NewBrowser = Callable[[], Browser]


@pytest.fixture(scope="session")
def packs() -> Packs:
    """All landlords as they are."""
    return Packs.load()


def answered_until(theirs: Browser, landlord: str, stop: str, /, **different: object) -> Browser:
    """Answer the questions of this landlord until the page `stop`."""
    theirs.open(f"/{landlord}/complain")
    told = {**TOLD, "remedies": [], **different}
    for _question in range(40):
        if theirs.page.path.split("?")[0] == f"/{landlord}/complain/{stop}":
            return theirs
        asked = {each.get("name") for each in theirs.page.form().iter() if each.get("name")}
        theirs.send("Continue", **{name: value for name, value in told.items() if name in asked})
        assert theirs.page.status == 200, theirs.page.text
    raise AssertionError(f"never came to {stop}: {theirs.page.path}")


class TestTheQuestion:
    def test_it_lists_what_this_policy_names_and_nothing_it_does_not(self, browser: NewBrowser) -> None:
        page = answered_until(browser(), JLIVING, "also-true").page
        html5lib.HTMLParser(strict=True).parse(page.html)
        assert ASKED in page.text
        for words in ("A solicitor deals with it", "Our insurers deal with it", "You can appeal", "rent or service"):
            assert words in page.text
        assert "12 months" not in page.text, "that is known from when it happened"

    def test_it_is_not_asked_where_the_policy_has_none_of_them(self, browser: NewBrowser) -> None:
        theirs = answered_until(browser(), LEATHERMARKET, "check")
        assert "Also true" not in theirs.page.text
        assert ASKED not in theirs.open(f"/{LEATHERMARKET}/complain/also-true").text

    def test_it_may_be_left_empty_and_nothing_is_said(self, browser: NewBrowser) -> None:
        theirs = answered_until(browser(), JLIVING, "put-right")
        assert "not a computer" not in theirs.page.text


class TestSaid:
    def test_at_once_with_exceptions_the_other_road_and_who_answers_there(self, browser: NewBrowser) -> None:
        text = answered_until(browser(), JLIVING, "put-right", also_true=["appeal"]).page.text
        assert "You can appeal, because other rules let you ask for a new decision" in text
        assert "We still take it if we did not follow our own rules." in text
        assert "Another way: You can appeal" in text
        assert "Who answers there: Those who hear the appeal" in text
        assert text.count(GO_ON) == 1

    def test_of_several_each_is_said_and_the_way_on_once(self, browser: NewBrowser) -> None:
        text = answered_until(browser(), JLIVING, "put-right", also_true=["solicitor", "insurer"]).page.text
        assert "Who answers there: The solicitor" in text
        assert "You get your answer from our insurers" in text
        assert text.count(GO_ON) == 1

    def test_a_long_time_ago_is_said_when_both_answers_about_time_are_given(self, browser: NewBrowser) -> None:
        theirs = answered_until(browser(), JLIVING, "also-true", started="March 2019", still_going="over")
        assert "It happened more than 12 months ago" in theirs.page.text
        assert "needed more time" in theirs.page.text

    @pytest.mark.parametrize("still_going", ["still", "comes_back"])
    def test_what_still_goes_on_is_not_long_ago(self, browser: NewBrowser, still_going: str) -> None:
        theirs = answered_until(browser(), JLIVING, "also-true", started="March 2019", still_going=still_going)
        assert "12 months ago" not in theirs.page.text

    def test_court_is_said_once_with_what_the_policy_means_by_it(self, browser: NewBrowser) -> None:
        text = answered_until(browser(), JOHNNIE, "also-true", in_court="at_court").page.text
        assert "The court or the tribunal decides it, so we do not" in text
        assert text.count("not a computer") == 1

    def test_before_sending_it_stands_beside_a_button_that_sends(self, browser: NewBrowser) -> None:
        theirs = answered_until(browser(), JLIVING, "check", also_true=["charges"])
        html5lib.HTMLParser(strict=True).parse(theirs.page.html)
        text = theirs.page.text
        assert "You think that the rent or service charge is too high We still take it if the sum is wrong." in text
        assert GO_ON in text
        sent = theirs.send("Send my complaint").text
        assert "We have your complaint" in sent
        assert "We still take it if the sum is wrong." in sent
        assert SENT in sent
        assert "Carry on and send" not in sent

    def test_what_is_only_passed_on_is_not_measured_by_it(self, browser: NewBrowser) -> None:
        different = {"told_before": "first_time", "pass_on": "only_pass_on", "also_true": ["solicitor"]}
        theirs = answered_until(browser(), JLIVING, "check", **different)
        assert "not a computer" not in theirs.page.text

    def test_changing_the_answer_takes_it_back(self, browser: NewBrowser) -> None:
        theirs = answered_until(browser(), JLIVING, "check", also_true=["insurer"])
        theirs.open(f"/{JLIVING}/complain/also-true?from=check")
        assert "not a computer" not in theirs.send("Continue", also_true=[]).text


class TestOnTheCasePage:
    @pytest.fixture
    def pointed(self, complaint: Callable[..., Receipt]) -> Receipt:
        return complaint(landlord=JLIVING, also_true=("insurer",))

    def test_it_stands_until_a_person_has_looked(
        self, pointed: Receipt, resident_in: Callable[..., Browser], parts: Parts
    ) -> None:
        text = resident_in(pointed, JLIVING).page.text
        assert "You get your answer from our insurers" in text
        assert SENT in text
        definition = (some_words("A leak."), some_words("A repair."), some_words(""))
        carry_out(parts.office(JLIVING), pointed.reference, Acknowledge(*definition), by=HANDLER)
        assert "insurers" not in resident_in(pointed, JLIVING).page.text

    def test_a_refusal_has_all_that_the_code_asks_for(
        self, pointed: Receipt, resident_in: Callable[..., Browser], parts: Parts
    ) -> None:
        refuse = Refuse("charges", some_words("It is about this year's rent."), some_words("We checked the sum."))
        carry_out(parts.office(JLIVING), pointed.reference, refuse, by=HANDLER)
        page = resident_in(pointed, JLIVING).page
        html5lib.HTMLParser(strict=True).parse(page.html)
        for words in (
            "We looked at whether we can take this complaint. We cannot.",
            "You think that the rent or service charge is too high",
            "This is in our complaints policy, part What is not a complaint.",
            "We still take it if the sum is wrong.",
            "It is about this year's rent.",
            "We checked the sum.",
            "you can ask the Housing Ombudsman Service to look at our decision. You do not have to ask us first.",
            "they can tell us to take your complaint",
            "0300 111 3000",
            "Ask the Ombudsman",
        ):
            assert words in page.text, words
        assert "What happens next" not in page.text
        assert SENT not in page.text
        assert f"/{JLIVING}/case/escalate" not in page.links
        refused = resident_in(pointed, JLIVING).open(f"/{JLIVING}/case/escalate").text
        assert "The Housing Ombudsman can look at our decision." in refused

    def test_a_refusal_taken_back_is_said_and_the_dates_are_there_again(
        self, pointed: Receipt, resident_in: Callable[..., Browser], parts: Parts
    ) -> None:
        office = parts.office(JLIVING)
        carry_out(office, pointed.reference, Refuse("insurer", some_words("A claim."), some_words("")), by=HANDLER)
        carry_out(office, pointed.reference, Accept(some_words("It is about our delay.")), by=HANDLER)
        text = resident_in(pointed, JLIVING).page.text
        assert "We thought again and take your complaint." in text
        assert "Why we cannot take it" not in text
        assert "What happens next" in text
        assert "It is about our delay." in text


def test_a_complaint_can_be_made_whatever_is_true(browser: NewBrowser, parts: Parts) -> None:
    every = [each.id for each in asked_exclusions(parts.office(JLIVING).policy)]
    theirs = answered_until(browser(), JLIVING, "check", also_true=every, started="1999", still_going="over")
    assert "We have your complaint" in theirs.send("Send my complaint").text
    assert len(list(parts.store.all_cases())) == 1
