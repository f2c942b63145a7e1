"""Whoever acts for a resident gets in by a link or a code of their own, as far and as long as the resident allows."""

from collections.abc import Callable
from datetime import date

import pytest

from portal.domain.consent import Grant, Proof, Relationship, Scope
from portal.domain.events import RESIDENT, SYSTEM
from portal.domain.person_commands import (
    AskConsent,
    ConfirmConsent,
    ExpireConsent,
    NameRepresentative,
    NarrowConsent,
    PersonCommand,
    RefuseConsent,
    WithdrawConsent,
)
from portal.parts import Parts
from portal.services.casework import open_file
from portal.services.complaints import Receipt, raise_new_issue
from portal.services.consent import consent_link
from portal.services.getting_in import contacts_changed, index_contacts, index_what_is_missing
from portal.services.office import Office
from portal.services.people import do_for_person
from portal.services.reaching import change_contact
from tests.builders import some_words
from tests.web.acting import CASE, FOR_FATHER, STORY, Acted
from tests.web.browser import Browser
from tests.web.conftest import LEATHERMARKET, Clock
from tests.web.post import NewBrowser, Post, ask_for_code, ask_for_link, comes_in

AMINA, PHONE = "amina@example.com", "07700 900982"
KOFI = '{"name": "Kofi Obi", "email": "kofi@example.org", "phone": "07700 900123"}'
In = Callable[[Receipt], Browser]
CLOSED = "What you had open here is closed now."
EVERYTHING = (Scope.SEE, Scope.SPEAK, Scope.REMEDY)


@pytest.fixture
def post(parts: Parts) -> Post:
    return Post(parts)


@pytest.fixture
def acted(office: Office, complaint: Callable[..., Receipt]) -> Acted:
    """Amina complained for her father Karim."""
    return Acted(office, complaint(**FOR_FATHER))


@pytest.fixture
def own(complaint: Callable[..., Receipt]) -> Receipt:
    """Omar's own complaint."""
    return complaint(name="Omar Haddad", email="omar@example.com")


@pytest.fixture
def daughter(acted: Acted, browser: NewBrowser, post: Post) -> Browser:
    """Amina, who may see her father's case, and came by a link."""
    acted.allowed(Scope.SEE)
    theirs = browser()
    comes_in(theirs, post, AMINA)
    return theirs


def name_kofi(office: Office, reference: str, *scope: Scope, until: date | None = None, details: str = KOFI) -> None:
    """The resident names Kofi Obi and allows him this."""
    kofi = NameRepresentative("kofi", Relationship.FAMILY, some_words(details), over_18=True)
    do_for_person(office, reference, kofi)
    do_for_person(office, reference, ConfirmConsent("kofi", Grant(scope, until=until), Proof.OWN_CASE))


class TestByLink:
    def test_it_shows_the_case_as_far_as_it_is_allowed(self, daughter: Browser) -> None:
        assert "You act for Karim Begum" in daughter.page.text
        assert STORY in daughter.page.text
        assert f"{CASE}/message" not in daughter.page.links
        for own in ("contact", "people", "people/new", "looks", "withdraw"):
            assert daughter.open(f"{CASE}/{own}").path == CASE

    def test_before_the_resident_agrees_it_shows_that_we_have_it_and_no_more(
        self, acted: Acted, browser: NewBrowser, post: Post
    ) -> None:
        page = comes_in(browser(), post, AMINA)
        assert acted.reference in page.text
        assert "We have received your complaint" in page.text
        for private in (STORY, "Karim"):
            assert private not in page.text

    def test_the_mail_says_whose_it_is_and_nothing_of_the_resident(
        self, acted: Acted, browser: NewBrowser, post: Post
    ) -> None:
        acted.allowed(Scope.SEE)
        ask_for_link(browser(), AMINA)
        (mail,) = post.links()
        assert (mail.to, mail.subject) == (AMINA, "A message from Leathermarket JMB")
        assert mail.body.split("\n")[0] == "For Amina Begum"
        assert "You asked us for a link to see what you help others with." in mail.body
        for private in ("Karim", acted.reference, "lift"):
            assert private not in mail.subject + mail.body

    def test_what_they_write_bears_their_name(self, acted: Acted, daughter: Browser) -> None:
        acted.allowed(Scope.SEE, Scope.SPEAK)
        daughter.open(f"{CASE}/message")
        daughter.send("Send", words="My father is still waiting.")
        assert acted.office.store.case(acted.reference).events[-1].decided_by.endswith(acted.representation.id)

    def test_they_see_only_their_own_devices_and_the_resident_only_theirs(
        self, acted: Acted, daughter: Browser, resident_in: In
    ) -> None:
        karim, by_code = resident_in(acted.code_of_resident()), resident_in(acted.receipt)
        assert daughter.open(f"{CASE}/devices").text.count("Last used") == 1, "her own code, on another device"
        assert by_code.open(f"{CASE}/devices").text.count("Last used") == 1
        assert karim.open(f"{CASE}/devices").text.count("Last used") == 0
        daughter.open(f"{CASE}/devices")
        daughter.send("Close it there")
        assert by_code.open(CASE).text.startswith("See my complaint")
        assert "Your complaint" in karim.open(CASE).text

    def test_their_looks_are_written_down_for_the_resident(
        self, acted: Acted, daughter: Browser, resident_in: In
    ) -> None:
        daughter.open(CASE)
        assert resident_in(acted.code_of_resident()).open(f"{CASE}/looks").text.count("Amina Begum") == 1

    def test_the_chat_does_not_take_them_for_the_resident(self, acted: Acted, daughter: Browser) -> None:
        daughter.open(f"/{LEATHERMARKET}/chat")
        page = daughter.send(message="Where is my case?")
        assert acted.reference not in page.text

    def test_a_question_to_the_resident_is_not_answered_by_who_asks(
        self, acted: Acted, daughter: Browser, browser: NewBrowser
    ) -> None:
        acted.asked_again(*EVERYTHING)
        link = consent_link(acted.office, acted.person, acted.representation.id, acted.representation.asked_at, "")
        assert "wants to act for you" in browser().open(link).text
        assert "wants to act for you" not in daughter.open(link).text


class TestByText:
    def test_a_code_opens_it_where_it_was_asked_for(
        self, office: Office, own: Receipt, browser: NewBrowser, post: Post
    ) -> None:
        name_kofi(office, own.reference, Scope.SEE)
        kofi = browser()
        ask_for_code(kofi, "+44 7700 900123")
        (text,) = post.codes()
        page = kofi.send("Show my complaint", code=text.code)
        assert "You act for Omar Haddad" in page.text

    def test_whoever_chose_email_alone_gets_no_text(
        self, office: Office, own: Receipt, browser: NewBrowser, post: Post
    ) -> None:
        name_kofi(office, own.reference, Scope.SEE, details=KOFI.replace("}", ', "contact_by": ["email"]}'))
        ask_for_code(browser(), "07700 900123")
        assert post.codes() == []
        ask_for_link(browser(), "kofi@example.org")
        assert [each.to for each in post.links()] == ["kofi@example.org"]

    def test_whoever_said_that_others_read_their_messages_gets_none(
        self, acted: Acted, office: Office, complaint: Callable[..., Receipt], browser: NewBrowser, post: Post
    ) -> None:
        complaint(**{**FOR_FATHER, "email": "unsafe@example.com", "safe_message": "not_safe"})
        ask_for_link(browser(), "unsafe@example.com")
        assert post.links() == []


NO_MORE: dict[str, Callable[[Acted], None]] = {
    "withdrawn": lambda acted: acted.withdrawn(),
    "quietly withdrawn": lambda acted: _do(acted, WithdrawConsent(acted.representation.id, quietly=True)),
    "expired": lambda acted: _do(acted, ExpireConsent(acted.representation.id), by=SYSTEM),
}


def _do(acted: Acted, command: PersonCommand, by: str = RESIDENT) -> None:
    do_for_person(acted.office, acted.reference, command, by=by)


class TestWhenItIsOver:
    @pytest.fixture
    def until_friday(self, acted: Acted) -> None:
        """It lasts until this very day."""
        grant = Grant((Scope.SEE,), until=date(2026, 11, 20))
        _do(acted, ConfirmConsent(acted.representation.id, grant, Proof.OWN_CASE))

    @pytest.mark.parametrize("end", [NO_MORE["withdrawn"], NO_MORE["quietly withdrawn"]])
    def test_the_next_tap_says_kindly_that_it_is_closed(
        self, acted: Acted, daughter: Browser, end: Callable[[Acted], None]
    ) -> None:
        end(acted)
        page = daughter.open(CASE)
        assert CLOSED in page.html
        assert "<h1>See my complaint</h1>" in page.html
        assert STORY not in page.html
        assert daughter.open(f"{CASE}/all").text.startswith("See my complaint"), "the session is gone"

    @pytest.mark.parametrize("address", ["message", "photos", "dates.ics", "files/1", "devices", "all", "adjustments"])
    def test_every_page_is_closed_at_once(self, acted: Acted, daughter: Browser, address: str) -> None:
        acted.withdrawn()
        page = daughter.open(f"{CASE}/{address}")
        assert "See my complaint" in page.text or "Where you are signed in" in page.text
        for private in (STORY, "Karim", acted.reference):
            assert private not in page.html

    def test_words_typed_meanwhile_go_nowhere(self, acted: Acted, daughter: Browser) -> None:
        acted.allowed(Scope.SEE, Scope.SPEAK)
        daughter.open(f"{CASE}/message")
        acted.withdrawn()
        before = acted.office.store.case(acted.reference).version
        daughter.send("Send", words="Late.")
        assert acted.office.store.case(acted.reference).version == before
        assert STORY not in daughter.page.html

    def test_a_link_that_was_sent_before_opens_nothing_after(
        self, acted: Acted, browser: NewBrowser, post: Post
    ) -> None:
        acted.allowed(Scope.SEE)
        theirs = browser()
        ask_for_link(theirs, AMINA)
        (mail,) = post.links()
        acted.withdrawn()
        theirs.open(mail.link)
        assert "does not work any more" in theirs.send("Show my complaint").text
        assert theirs.open(CASE).text.startswith("See my complaint")

    def test_a_link_that_was_asked_for_before_is_not_sent_after(
        self, acted: Acted, browser: NewBrowser, post: Post
    ) -> None:
        acted.allowed(Scope.SEE)
        ask_for_link(browser(), AMINA)
        acted.withdrawn()
        ask_for_link(browser(), AMINA)
        assert post.links() == []

    def test_a_code_sent_before_opens_nothing_after(
        self, office: Office, own: Receipt, browser: NewBrowser, post: Post
    ) -> None:
        name_kofi(office, own.reference, Scope.SEE)
        kofi = browser()
        ask_for_code(kofi, "07700 900123")
        (text,) = post.codes()
        do_for_person(office, own.reference, WithdrawConsent("kofi"))
        assert "This code does not work" in kofi.send("Show my complaint", code=text.code).text

    def test_the_day_after_the_last_one_it_is_closed_though_nobody_wrote_it_down(
        self, acted: Acted, until_friday: None, browser: NewBrowser, post: Post, clock: Clock
    ) -> None:
        theirs = browser()
        clock.is_on("2026-11-20", "23:50")
        assert STORY in comes_in(theirs, post, AMINA).text
        clock.is_on("2026-11-21", "00:10")
        assert STORY not in theirs.open(CASE).html
        ask_for_link(browser(), AMINA)
        assert len(post.links()) == 1

    def test_refused_they_get_nothing(self, acted: Acted, browser: NewBrowser, post: Post) -> None:
        _do(acted, RefuseConsent(acted.representation.id))
        ask_for_link(browser(), AMINA)
        assert post.links() == []

    def test_narrowed_it_shows_less_on_the_next_page(self, acted: Acted, daughter: Browser) -> None:
        acted.allowed(Scope.SEE, Scope.SPEAK)
        _do(acted, NarrowConsent(acted.representation.id, Grant((Scope.SPEAK,))))
        page = daughter.open(CASE)
        assert STORY not in page.text
        assert f"{CASE}/message" in page.links

    def test_asked_and_allowed_again_they_get_in_again(self, acted: Acted, browser: NewBrowser, post: Post) -> None:
        acted.allowed(Scope.SEE)
        acted.withdrawn()
        _do(acted, AskConsent(acted.representation.id, Grant((Scope.SEE,))))
        acted.allowed(Scope.SEE)
        assert STORY in comes_in(browser(), post, AMINA).text

    def test_allowed_for_another_case_alone_they_do_not_know_of_this_one(
        self, acted: Acted, office: Office, browser: NewBrowser, post: Post
    ) -> None:
        acted.allowed(Scope.SEE, cases=("LMJ-2222-2222",))
        ask_for_link(browser(), AMINA)
        assert post.links() == []

    def test_expiry_that_was_written_down_takes_the_contact_out(
        self, acted: Acted, until_friday: None, clock: Clock
    ) -> None:
        assert len(acted.office.store.found_by(acted.reference)) == 1
        clock.is_on("2026-11-21")
        NO_MORE["expired"](acted)
        assert acted.office.store.found_by(acted.reference) == ()


class TestTheIndex:
    def test_somebody_under_18_is_not_in_it(self, office: Office, complaint: Callable[..., Receipt]) -> None:
        receipt = complaint(**{**FOR_FATHER, "acting_for_over_18": "minor"})
        assert office.store.found_by(receipt.reference) == ()

    def test_it_can_be_made_again(self, acted: Acted, own: Receipt, office: Office) -> None:
        name_kofi(office, own.reference, Scope.SEE)
        before = {each: office.store.found_by(each) for each in (acted.reference, own.reference)}
        assert {len(each) for each in before.values()} == {1, 3}
        for each in before:
            office.store.keep_contacts(each, [])
        assert office.store.finds_nobody()
        assert index_contacts(office) == 2
        assert {each: office.store.found_by(each) for each in before} == before
        assert not office.store.finds_nobody()

    def test_after_the_tables_were_made_anew_it_is_made_by_itself_and_only_then(
        self, acted: Acted, own: Receipt, office: Office
    ) -> None:
        before = office.store.found_by(own.reference)
        office.store.keep_contacts(own.reference, [])
        index_what_is_missing(office)
        assert office.store.found_by(own.reference) == (), "others are found, so nothing is missing"
        office.store.keep_contacts(acted.reference, [])
        index_what_is_missing(office)
        assert office.store.found_by(own.reference) == before

    def test_a_new_contact_of_the_residents_leaves_whoever_acts_for_them(
        self, own: Receipt, office: Office, browser: NewBrowser, post: Post
    ) -> None:
        name_kofi(office, own.reference, Scope.SEE)
        change_contact(office, own.reference, {"contact_by": ("email",), "email": "new@example.com"}, form="1")
        assert len(office.store.found_by(own.reference)) == 3
        assert "You act for Omar Haddad" in comes_in(browser(), post, "kofi@example.org").text
        contacts_changed(office, own.reference)
        assert len(office.store.found_by(own.reference)) == 3

    def test_who_acts_in_all_cases_opens_the_next_one_too(
        self, own: Receipt, office: Office, browser: NewBrowser, post: Post
    ) -> None:
        name_kofi(office, own.reference, Scope.SEE)
        file = open_file(office, own.reference)
        more = raise_new_issue(
            office, file, "Damp.", by="staff:dana", on=None, channel="phone", draft_id="second",
        )  # fmt: skip
        page = comes_in(browser(), post, "kofi@example.org")
        assert own.reference in page.text
        assert more.reference in page.text


class TestOtherStanding:
    @pytest.fixture
    def both(self, acted: Acted, complaint: Callable[..., Receipt], browser: NewBrowser, post: Post) -> Browser:
        """Amina came by a link; she has a complaint of her own (about damp), and acts for her father."""
        acted.allowed(Scope.SEE)
        complaint(story="Black mould in my bathroom.")
        theirs = browser()
        comes_in(theirs, post, AMINA)
        return theirs

    def mine(self, both: Browser, acted: Acted) -> str:
        """The reference of her own."""
        opened = {each.reference: each.holder for each in acted.office.store.openings(self.whose(acted))}
        return next(reference for reference, holder in opened.items() if not holder)

    def whose(self, acted: Acted) -> str:
        return acted.office.store.found_by(acted.reference)[0].whose

    def choose(self, both: Browser, reference: str) -> str:
        both.open(f"{CASE}/all")
        return both.send(f"Show it {reference}").text

    def test_each_is_opened_in_the_right_one(self, both: Browser, acted: Acted) -> None:
        assert both.page.text.startswith("Complaints you can see")
        own = self.mine(both, acted)
        page = self.choose(both, own)
        assert "Black mould" in page
        assert "You act for" not in page
        assert f"{CASE}/contact" in both.page.links
        page = self.choose(both, acted.reference)
        assert "You act for Karim Begum" in page
        assert f"{CASE}/contact" not in both.page.links

    def test_her_own_stays_open_when_her_fathers_is_closed(self, both: Browser, acted: Acted) -> None:
        self.choose(both, acted.reference)
        acted.withdrawn()
        page = both.open(CASE)
        assert "One of these cases is closed to you now." in page.html
        assert acted.reference not in page.html
        assert "Black mould" in self.choose(both, page.text.split("Reference ")[1].split()[0])

    def test_forms_cannot_carry_one_standing_into_the_other(self, both: Browser, acted: Acted) -> None:
        own = self.mine(both, acted)
        self.choose(both, own)
        both.open(f"{CASE}/people/new")
        before = acted.record.version
        both.send("Let them act for me", case=acted.reference, name="Mallory", relationship="family")
        both.open(f"{CASE}/contact")
        both.send("Save", case=acted.reference, email="mallory@example.com")
        assert acted.record.version == before

    def test_a_case_that_is_not_hers_cannot_be_chosen_or_named_in_a_form(
        self, both: Browser, acted: Acted, own: Receipt, office: Office
    ) -> None:
        both.open(f"{CASE}/all")
        assert both.send(reference=own.reference).status == 404
        self.choose(both, self.mine(both, acted))
        both.open(f"{CASE}/message")
        both.send("Send", words="Let me in.", case=own.reference)
        assert len(office.store.case(own.reference).events) == 1


def test_the_one_named_twice_has_the_rights_of_both(
    own: Receipt, office: Office, browser: NewBrowser, post: Post
) -> None:
    name_kofi(office, own.reference, Scope.LETTERS)
    again = NameRepresentative("kofi2", Relationship.FAMILY, some_words(KOFI), over_18=True)
    do_for_person(office, own.reference, again)
    do_for_person(office, own.reference, ConfirmConsent("kofi2", Grant((Scope.SEE,)), Proof.OWN_CASE))
    assert "You act for Omar Haddad" in comes_in(browser(), post, "kofi@example.org").text
    do_for_person(office, own.reference, WithdrawConsent("kofi2"))
    page = comes_in(browser(), post, "kofi@example.org")
    assert STORY not in page.text
    assert own.reference in page.text
