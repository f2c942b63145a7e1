"""What must not make a consent: oneself, a child, a link of another day or house, and fields that nobody was shown."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from portal.domain.consent import Grant, Proof, Scope, Standing
from portal.domain.person_commands import ConfirmConsent, RefuseConsent
from portal.services.complaints import Receipt
from portal.services.office import Office
from portal.services.people import do_for_person
from tests.web.acting import CASE, FOR_FATHER, STORY, Acted
from tests.web.browser import Browser, Page
from tests.web.conftest import LEATHERMARKET, OAK
from tests.web.test_consent_pages import NAMED, NEW, link_of

In = Callable[[Receipt], Browser]
OVER = "This link does not work any more"
EVERYTHING = {
    "scope": [scope.value for scope in Scope if scope is not Scope.LETTERS],
    "which": "all",
    "until": "",
    "quietly": "quietly",
    "answer": "yes",
}
"""Every field of every page about consent, filled in as somebody who wants all of it would."""


@pytest.fixture
def acted(office: Office, complaint: Callable[..., Receipt]) -> Acted:
    return Acted(office, complaint(**FOR_FATHER))


@pytest.fixture
def own(office: Office, complaint: Callable[..., Receipt]) -> Acted:
    return Acted(office, complaint(name="Rosa Lima", email="rosa@example.com"))


def forged(theirs: Browser, address: str, **fields: object) -> Page:
    """Post fields to an address whose page nobody showed them, with a token that is theirs."""
    token = theirs.open(CASE).typed("Close this page and sign out")["csrf_token"]
    values = {"csrf_token": token, **EVERYTHING, **fields}
    return theirs.shows(theirs.client.post(address, data=values, follow_redirects=True))


class TestNaming:
    def test_oneself_is_refused_with_the_name_and_contact_in_other_letters(self, own: Acted, resident_in: In) -> None:
        theirs = resident_in(own.receipt)
        theirs.open(NEW)
        page = theirs.send("Let them act for me", **{**NAMED, "name": " rosa  LIMA ", "email": "Rosa@Example.COM"})
        assert "This is the name and contact of the person themself" in page.html
        assert not own.record.representations

    def test_a_complaint_for_oneself_by_another_name_is_heard_and_warned_of(
        self, office: Office, complaint: Callable[..., Receipt], staff_in: Callable[..., Browser]
    ) -> None:
        acted = Acted(office, complaint(**{**FOR_FATHER, "acting_for_email": "Amina@Example.com"}))
        assert acted.representation.same_contact
        page = staff_in().open(f"/staff/cases/{acted.reference}")
        assert "have the same email address or phone. Make sure who agrees." in page.text

    def test_a_child_gets_no_record_of_consent_whatever_is_sent_with_it(
        self, office: Office, complaint: Callable[..., Receipt], resident_in: In
    ) -> None:
        child = Acted(office, complaint(**{**FOR_FATHER, "acting_for_over_18": "minor"}))
        theirs = resident_in(child.receipt)
        for address in ("under_18", "under_18/answer", "under_18/form", "new"):
            forged(theirs, f"{CASE}/people/{address}")
        assert not child.record.events

    def test_an_end_before_its_beginning_is_refused_everywhere(
        self, acted: Acted, own: Acted, resident_in: In, staff_in: Callable[..., Browser]
    ) -> None:
        past = {"until": "19 11 2026", "which": "this", "scope": ["see"]}
        theirs = resident_in(own.receipt)
        theirs.open(NEW)
        assert "This day is over" in theirs.send("Let them act for me", **{**NAMED, **past}).text
        dana = staff_in()
        for name, button in (("spoken", "Write it down"), ("signed", "Write it down"), ("ask", "Ask the resident")):
            dana.open(f"/staff/cases/{acted.reference}/people/{acted.representation.id}/{name}")
            assert "This day is over" in dana.send(button, **past, words="Yes.").text
        acted.allowed(Scope.SEE)
        fathers = resident_in(acted.code_of_resident())
        fathers.open(f"{CASE}/people/{acted.representation.id}")
        assert "This day is over" in fathers.send("Keep this", **past).text
        assert acted.representation.granted == Grant((Scope.SEE,))
        assert not own.record.representations


class TestALink:
    def yes(self, theirs: Browser) -> Page:
        return theirs.send("Yes, let them")

    def test_that_was_used_answers_no_second_time_in_any_browser(
        self, acted: Acted, browser: Callable[[], Browser]
    ) -> None:
        link, first, second = link_of(acted), browser(), browser()
        first.open(link)
        second.open(link)
        assert "You said yes" in self.yes(first).text
        granted = acted.representation.granted
        assert OVER in second.send("No, do not let them").text
        assert OVER in first.open(link).text
        assert acted.representation.granted == granted

    @pytest.mark.parametrize("how", ["refused", "taken back", "allowed on the page"])
    def test_of_what_is_settled_answers_nothing(self, acted: Acted, browser: Callable[[], Browser], how: str) -> None:
        link, theirs, id = link_of(acted), browser(), acted.representation.id
        theirs.open(link)
        if how == "taken back":
            acted.withdrawn()
        else:
            yes = ConfirmConsent(id, Grant((Scope.LETTERS,)), Proof.OWN_CASE)
            do_for_person(acted.office, acted.reference, RefuseConsent(id) if how == "refused" else yes)
        before = acted.record.version
        assert OVER in self.yes(theirs).text
        assert OVER in theirs.open(link).text
        assert acted.record.version == before

    def test_of_one_landlord_is_none_at_another(self, acted: Acted, browser: Callable[[], Browser]) -> None:
        elsewhere = link_of(acted).replace(LEATHERMARKET, OAK)
        theirs = browser()
        assert OVER in theirs.open(elsewhere).text
        assert "wants to act for you" in theirs.open(link_of(acted)).text

    def test_is_not_answered_by_whoever_asked_with_everything_filled_in(self, acted: Acted, resident_in: In) -> None:
        link, theirs = link_of(acted), resident_in(acted.receipt)
        assert OVER in forged(theirs, urlsplit(link).path).text
        assert acted.representation.standing is Standing.ASKED


class TestFieldsThatNobodyWasShown:
    @pytest.mark.parametrize("allowed", [(), (Scope.SEE,), tuple(set(Scope) - {Scope.LETTERS_INSTEAD})])
    @pytest.mark.parametrize("page", ["new", "{id}", "{id}/answer", "{id}/stop", "{id}/code"])
    def test_whoever_acts_for_the_resident_decides_nothing_of_it(
        self, acted: Acted, resident_in: In, page: str, allowed: tuple[Scope, ...]
    ) -> None:
        if allowed:
            acted.allowed(*allowed)
        else:
            acted.asked_again(Scope.SEE, Scope.REMEDY)
        theirs, before = resident_in(acted.receipt), acted.record
        forged(theirs, f"{CASE}/people/{page.format(id=acted.representation.id)}", **NAMED)
        assert acted.record == before

    def test_no_widening_on_the_answer_page(self, acted: Acted, resident_in: In) -> None:
        fathers = resident_in(acted.code_of_resident())
        fathers.open(f"{CASE}/people/{acted.representation.id}/answer")
        page = fathers.send("Yes, let them", scope=["see", "remedy"], which="all")
        assert page.status == 403
        assert acted.representation.standing is Standing.ASKED

    def test_another_residents_people_are_nobodys_to_decide(self, acted: Acted, own: Acted, resident_in: In) -> None:
        theirs, before = resident_in(own.receipt), acted.record
        for page in ("", "/answer", "/stop", "/code", "/form", "/form.pdf", "/form/1"):
            address = f"{CASE}/people/{acted.representation.id}{page}"
            assert theirs.open(address).status == 404, page
            if page not in ("/form.pdf", "/form/1"):
                assert forged(theirs, address).status == 404, page
        assert acted.record == before

    def test_a_form_of_one_case_is_not_taken_for_another(self, acted: Acted, own: Acted, resident_in: In) -> None:
        theirs, before = resident_in(own.receipt), acted.record
        page = forged(theirs, NEW, case=acted.reference, **NAMED)
        assert page.text.startswith("See my complaint")
        assert acted.record == before
        assert not own.record.representations

    @pytest.mark.parametrize("name", ["spoken", "signed", "papers", "elected", "refused", "ask", "stop", "made-up"])
    def test_staff_who_only_read_write_nothing_down(
        self, acted: Acted, staff_in: Callable[..., Browser], name: str
    ) -> None:
        theirs, before = staff_in("Rea Der", role="reader"), acted.record
        token = theirs.open("/staff/").typed("Sign out")["csrf_token"]
        address = f"/staff/cases/{acted.reference}/people/{acted.representation.id}/{name}"
        response = theirs.client.post(address, data={"csrf_token": token, **EVERYTHING, "words": "Yes."})
        assert response.status_code == 403
        assert acted.record == before

    def test_a_link_that_is_only_read_shows_nothing_of_the_case(
        self, acted: Acted, browser: Callable[[], Browser]
    ) -> None:
        page = browser().open(link_of(acted))
        assert STORY not in page.html
        assert "karim@example.com" not in page.html
