"""One page for whoever acts for many people: each of them apart, and of each no more than they allow."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import pytest

from portal.domain.consent import Grant, Proof, Relationship, Scope
from portal.domain.person_commands import ConfirmConsent, NameRepresentative, WithdrawConsent
from portal.parts import Parts
from portal.services.casework import open_file
from portal.services.complaints import Receipt, raise_new_issue
from portal.services.office import Office
from portal.services.people import do_for_person
from portal.web.case import yours
from tests.builders import some_words
from tests.web.browser import Browser, Page
from tests.web.conftest import Clock
from tests.web.post import CASE, NewBrowser, Post, comes_in

GRACE = '{"name": "Cllr Grace Obi", "email": "grace@council.example"}'
ALL = f"{CASE}/all"


@dataclass(frozen=True)
class Ward:
    """The residents of a councillor's ward."""

    office: Office
    complaint: Callable[..., Receipt]
    clock: Clock

    def resident(self, name: str, *scope: Scope, story: str = "Damp.") -> str:
        """Somebody with a complaint, who names Grace and allows her this. Returns its reference."""
        self.clock.now = self.clock.now.replace(microsecond=self.clock.now.microsecond + 1)
        email = f"{name.split()[0].lower()}@example.com"
        reference = self.complaint(name=name, email=email, story=story).reference
        named = NameRepresentative(f"grace for {reference}", Relationship.COUNCILLOR, some_words(GRACE), over_18=True)
        do_for_person(self.office, reference, named)
        allowed = ConfirmConsent(named.representative, Grant(scope), Proof.OWN_CASE)
        do_for_person(self.office, reference, allowed)
        return reference

    def withdraws(self, reference: str) -> None:
        """They take it back."""
        do_for_person(self.office, reference, WithdrawConsent(f"grace for {reference}"))


@pytest.fixture
def ward(office: Office, complaint: Callable[..., Receipt], clock: Clock) -> Ward:
    return Ward(office, complaint, clock)


@pytest.fixture
def grace(browser: NewBrowser, parts: Parts) -> Callable[[], Browser]:
    """Grace, who came by a link."""

    def comes() -> Browser:
        theirs = browser()
        comes_in(theirs, Post(parts), "grace@council.example")
        return theirs

    return comes


def sections(page: Page) -> list[str]:
    """The words of each part of the list, by its heading."""
    return [_words(each) for each in page.root.iter("section") if "-" in each.get("aria-labelledby", "")]


def headings(page: Page) -> list[str]:
    """The headings of people and references."""
    return [_words(each) for each in page.root.iter("h2") if each.get("id", "").startswith("person-")]


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_each_person_stands_apart_with_what_they_allow(ward: Ward, grace: Callable[[], Browser]) -> None:
    amina = ward.resident("Amina Begum", Scope.SEE, story="Mould.")
    omar = ward.resident("Omar Haddad", Scope.SEE, Scope.SPEAK, story="Dogs.")
    secret = ward.resident("Karim Secret", Scope.SPEAK, story="Threats.")
    page = grace().page
    assert page.text.startswith("Complaints you can see")
    assert headings(page) == [secret, "Omar Haddad", "Amina Begum"], "the newest first"
    hidden, his, hers = sections(page)
    assert (omar in his, amina in his) == (True, False)
    assert (omar in hers, amina in hers) == (False, True)
    assert "We have it" in hers
    assert "We received it on Friday 20 November 2026." in hidden
    for private in ("Karim", "Threats", "Complaint", "We have it"):
        assert private not in hidden
    assert "Karim" not in page.html
    assert "Your own complaints" not in page.text


def test_several_cases_of_one_person_stand_under_one_name(
    ward: Ward, grace: Callable[[], Browser], office: Office
) -> None:
    first, other = ward.resident("Amina Begum", Scope.SEE), ward.resident("Omar Haddad", Scope.SEE)
    file = open_file(office, first)
    more = raise_new_issue(office, file, "Damp.", by="staff:dana", on=None, channel="phone", draft_id="d2").reference
    by_name = dict(zip(headings(page := grace().page), sections(page), strict=True))
    assert {first, more} == set(re.findall(r"LMJ-\w{4}-\w{4}", by_name["Amina Begum"]))
    assert other not in by_name["Amina Begum"]


def test_two_people_of_one_name_are_two(ward: Ward, grace: Callable[[], Browser]) -> None:
    both = [ward.resident("Amina Begum", Scope.SEE) for _ in range(2)]
    page = grace().page
    assert headings(page) == ["Amina Begum"] * 2
    assert [each in words for each, words in zip(reversed(both), sections(page), strict=True)] == [True, True]


def test_ones_own_complaints_come_first(
    ward: Ward, grace: Callable[[], Browser], complaint: Callable[..., Receipt]
) -> None:
    own = complaint(name="Cllr Grace Obi", email="grace@council.example", story="My lift.").reference
    other = ward.resident("Amina Begum", Scope.SEE)
    page = grace().page
    assert "Your own complaints" in page.text
    mine, hers = sections(page)
    assert own in mine
    assert "My lift." in mine
    assert other in hers


def test_whoever_takes_it_back_is_gone_from_the_next_page(ward: Ward, grace: Callable[[], Browser]) -> None:
    amina, omar = ward.resident("Amina Begum", Scope.SEE), ward.resident("Omar Haddad", Scope.SEE)
    theirs = grace()
    theirs.open(ALL)
    ward.withdraws(amina)
    assert theirs.send(f"Show it {amina}", reference=amina).status == 404
    page = theirs.open(ALL)
    assert "Amina" not in page.html
    assert amina not in page.html
    assert omar in theirs.send(f"Show it {omar}", reference=omar).text
    ward.withdraws(omar)
    page = theirs.open(ALL)
    assert "What you had open here is closed now." in page.html
    assert "<h1>See my complaint</h1>" in page.html


def test_the_case_that_is_open_closes_and_the_others_stay(ward: Ward, grace: Callable[[], Browser]) -> None:
    amina, omar = ward.resident("Amina Begum", Scope.SEE), ward.resident("Omar Haddad", Scope.SEE)
    theirs = grace()
    theirs.send(f"Show it {amina}", reference=amina)
    ward.withdraws(amina)
    page = theirs.open(f"{CASE}/dates.ics")
    assert "One of these cases is closed to you now." in page.html
    assert headings(page) == ["Omar Haddad"]
    assert omar in theirs.send(f"Show it {omar}", reference=omar).text


class TestManyPeople:
    @pytest.fixture(autouse=True)
    def short_pages(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Two people to a page, so that few are many."""
        monkeypatch.setattr(yours, "PEOPLE", 2)
        monkeypatch.setattr(yours, "FEW", 2)

    @pytest.fixture
    def five(self, ward: Ward) -> list[str]:
        """Five residents, the oldest complaint first."""
        return [ward.resident(f"{name} Begum", Scope.SEE) for name in ("Amina", "Bilal", "Chaya", "Dilip", "Esme")]

    def test_they_come_a_page_at_a_time_and_one_can_go_back(
        self, five: list[str], grace: Callable[[], Browser]
    ) -> None:
        theirs, seen = grace(), []
        for _ in range(3):
            seen.append(headings(theirs.page))
            theirs.open(next((each for each in reversed(theirs.page.links) if "from=" in each), ALL))
        assert seen == [["Esme Begum", "Dilip Begum"], ["Chaya Begum", "Bilal Begum"], ["Amina Begum"]]
        assert headings(theirs.page) == ["Chaya Begum", "Bilal Begum"], "earlier"

    def test_a_page_of_which_nothing_is_left_is_passed_over(
        self, five: list[str], grace: Callable[[], Browser], clock: Clock, office: Office
    ) -> None:
        theirs = grace()
        for reference in five[3:]:
            ends = Grant((Scope.SEE,), until=office.today)
            do_for_person(office, reference, ConfirmConsent(f"grace for {reference}", ends, Proof.OWN_CASE))
        clock.is_on("2026-11-21")
        theirs = grace()
        assert headings(theirs.open(ALL)) == ["Chaya Begum", "Bilal Begum"]

    @pytest.mark.parametrize("asked", ["bilal", "BILAL BEGUM", " begum", "lal b"])
    def test_a_name_finds_who_may_be_seen(self, five: list[str], grace: Callable[[], Browser], asked: str) -> None:
        page = grace().open(f"{ALL}?q={asked}")
        assert any("Begum" in each for each in headings(page))
        assert page.text.startswith("Complaints you can see Find somebody")
        if "bilal" in asked.lower():
            assert headings(page) == ["Bilal Begum"]

    def test_a_reference_finds_its_case_however_it_is_typed(
        self, five: list[str], grace: Callable[[], Browser]
    ) -> None:
        typed = five[1].removeprefix("LMJ-").replace("-", " ").lower()
        assert headings(grace().open(f"{ALL}?q={typed}")) == ["Bilal Begum"]

    def test_a_name_that_may_not_be_seen_finds_nothing(
        self, five: list[str], ward: Ward, grace: Callable[[], Browser]
    ) -> None:
        hidden = ward.resident("Karim Secret", Scope.SPEAK)
        theirs = grace()
        page = theirs.open(f"{ALL}?q=karim")
        assert "Nobody you act for has this name or reference." in page.text
        assert hidden not in page.html
        assert headings(theirs.open(f"{ALL}?q={hidden}")) == [hidden]
        assert "Karim" not in theirs.page.html

    def test_what_is_found_comes_a_page_at_a_time_too(self, five: list[str], grace: Callable[[], Browser]) -> None:
        theirs = grace()
        page = theirs.open(f"{ALL}?q=begum")
        more = next(each for each in page.links if "from=2" in each)
        assert headings(theirs.open(more)) == ["Chaya Begum", "Bilal Begum"]

    @pytest.mark.parametrize("start", ["-1", "99", "x", "1"])
    def test_any_start_in_the_address_is_answered(
        self, five: list[str], grace: Callable[[], Browser], start: str
    ) -> None:
        assert grace().open(f"{ALL}?from={start}").status == 200

    def test_nobody_elses_people_are_found(
        self, five: list[str], ward: Ward, grace: Callable[[], Browser], complaint: Callable[..., Receipt]
    ) -> None:
        other = complaint(name="Farah Begum", email="farah@example.com").reference
        theirs = grace()
        assert "Farah" not in theirs.open(f"{ALL}?q=farah").html.replace('value="farah"', "")
        assert other not in theirs.open(f"{ALL}?q={other[4:]}").html.replace(other[4:] + '"', "")
