"""People of one household keep apart: one mailbox or phone for both, or two joint tenants of one home."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest

from portal.parts import Parts
from portal.services.casework import open_file
from portal.services.complaints import Receipt, raise_new_issue
from portal.services.getting_in import index_contacts
from portal.services.office import Office
from portal.services.reaching import change_contact
from tests.pictures import a_png
from tests.web.browser import Browser
from tests.web.conftest import LEATHERMARKET, Clock
from tests.web.post import CASE, NewBrowser, Post, ask_for_code, ask_for_link, comes_in

HOME, PHONE = "family@example.com", "07700 900982"
HERS, HIS = "Black mould in the bathroom.", "The neighbour's dog barks all night."
Complaint = Callable[..., Receipt]
In = Callable[[Receipt], Browser]


@pytest.fixture
def post(parts: Parts) -> Post:
    return Post(parts)


@pytest.fixture
def amina(complaint: Complaint) -> Receipt:
    """What Amina complained of, by the mailbox and the phone of the family."""
    return complaint(story=HERS, email=HOME, contact_by=("email", "text"), phone=PHONE, contact_when="")


@pytest.fixture
def omar(complaint: Complaint, amina: Receipt, clock: Clock) -> Receipt:
    """What Omar, of the same home, complained of later by the same ways."""
    clock.is_on("2026-11-20", "10:35")
    return complaint(
        name="Omar Begum", story=HIS, email=HOME.title(), contact_by=("email", "text"), phone="+44 7700 900982",
        contact_when="",
    )  # fmt: skip


class TestOneMailbox:
    def test_each_gets_a_link_of_their_own_that_says_nothing_of_the_other(
        self, amina: Receipt, omar: Receipt, browser: NewBrowser, post: Post
    ) -> None:
        ask_for_link(browser(), HOME)
        hers, his = sorted(post.links(), key=lambda each: each.body)
        assert hers.body.startswith("For Amina Begum\n")
        assert his.body.startswith("For Omar Begum\n")
        assert hers.link != his.link
        assert hers.subject == his.subject == "A message from Leathermarket JMB"
        for mail, other in ((hers, "Omar"), (his, "Amina")):
            for private in (other, amina.reference, omar.reference, HERS, HIS):
                assert private not in mail.body

    @pytest.mark.parametrize(("name", "own", "other"), [("Amina Begum", HERS, HIS), ("Omar Begum", HIS, HERS)])
    def test_a_link_opens_what_is_of_that_name_alone(
        self, amina: Receipt, omar: Receipt, browser: NewBrowser, post: Post, name: str, own: str, other: str
    ) -> None:
        theirs = browser()
        page = comes_in(theirs, post, HOME, name)
        assert own in page.text
        pages = [page, *(theirs.open(f"{CASE}/{each}") for each in ("all", "devices", "contact", "people", "looks"))]
        for shown in pages:
            assert other not in shown.html

    def test_a_link_used_ends_the_other_of_the_same_asking(
        self, amina: Receipt, omar: Receipt, browser: NewBrowser, post: Post
    ) -> None:
        theirs = browser()
        comes_in(theirs, post, HOME, "Amina Begum")
        (his,) = (each for each in post.links() if "For Omar" in each.body)
        assert "does not work any more" in theirs.open(his.link).text
        assert HIS in comes_in(browser(), post, HOME, "Omar Begum").text

    def test_the_number_opens_the_link_it_was_typed_on_and_no_other(
        self, amina: Receipt, omar: Receipt, browser: NewBrowser, post: Post
    ) -> None:
        number = re.search(r"Your number\s?(\d{4})", ask_for_link(browser(), HOME).text)
        assert number
        (hers,) = (each for each in post.links() if "For Amina" in each.body)
        phone = browser()
        phone.open(hers.link)
        page = phone.send("Show my complaint", number=number[1])
        assert HERS in page.text
        assert HIS not in page.html

    def test_whoever_came_in_can_neither_choose_nor_name_what_is_the_others(
        self, amina: Receipt, omar: Receipt, browser: NewBrowser, post: Post, office: Office
    ) -> None:
        theirs = browser()
        comes_in(theirs, post, HOME, "Omar Begum")
        theirs.open(f"{CASE}/all")
        assert theirs.send(reference=amina.reference).status == 404
        for page, button in (("message", "Send"), ("contact", "Save"), ("withdraw", "")):
            theirs.open(f"{CASE}/{page}")
            theirs.send(button, words="Let me in.", case=amina.reference)
        assert len(office.store.case(amina.reference).events) == 1
        assert open_file(office, amina.reference).record.version == 0

    def test_neither_sees_where_the_other_is_signed_in_nor_can_close_it(
        self, amina: Receipt, omar: Receipt, browser: NewBrowser, post: Post
    ) -> None:
        hers, his = browser(), browser()
        comes_in(hers, post, HOME, "Amina Begum")
        comes_in(his, post, HOME, "Omar Begum")
        assert "Last used" not in hers.open(f"{CASE}/devices").text
        token = hers.open(CASE).typed()["csrf_token"]
        hers.client.post(f"{CASE}/devices", data={"csrf_token": token, "device": "all"})
        assert HIS in his.open(CASE).text

    def test_a_new_contact_of_one_leaves_the_other_where_they_are(
        self, amina: Receipt, omar: Receipt, browser: NewBrowser, post: Post, office: Office
    ) -> None:
        hers, his = browser(), browser()
        comes_in(hers, post, HOME, "Amina Begum")
        comes_in(his, post, HOME, "Omar Begum")
        change_contact(office, amina.reference, {"contact_by": ("email",), "email": "amina@example.com"}, form="1")
        assert HIS in his.open(CASE).text
        assert HERS not in hers.open(CASE).html
        before = len(post.links())
        ask_for_link(browser(), HOME)
        assert [each.body.splitlines()[0] for each in post.links()[before:]] == ["For Omar Begum"]


class TestOnePhone:
    def test_each_gets_a_code_of_their_own(
        self, amina: Receipt, omar: Receipt, browser: NewBrowser, post: Post
    ) -> None:
        both, seen, tried = [browser(), browser()], list[list[str]](), set[str]()
        for theirs in both:
            ask_for_code(theirs, PHONE)
            codes = [each.code for each in post.codes() if each.code not in tried]
            assert len(codes) == 2
            tried |= set(codes)
            page = theirs.send("Show my complaint", code=codes[len(seen)])
            seen.append([story for story in (HERS, HIS) if story in page.text])
            assert len(seen[-1]) == 1, "of one of them, and of one alone"

    def test_a_wrong_code_is_counted_once_for_all_who_have_the_number(
        self, amina: Receipt, omar: Receipt, browser: NewBrowser, post: Post
    ) -> None:
        theirs = browser()
        ask_for_code(theirs, PHONE)
        right = post.codes()[-1].code
        for _ in range(4):
            theirs.send("Show my complaint", code="2222-2222-22")
        assert "This code does not work" not in theirs.send("Show my complaint", code=right).text


class TestOnePerson:
    @pytest.mark.parametrize("name", ["amina  BEGUM", "Amina Begum ", "\N{FULLWIDTH LATIN CAPITAL LETTER A}mina Begum"])
    def test_the_same_name_typed_in_another_way_is_one_person(
        self, amina: Receipt, complaint: Complaint, browser: NewBrowser, post: Post, name: str
    ) -> None:
        other = complaint(name=name, email=HOME)
        page = comes_in(browser(), post, HOME)
        assert "All your complaints" in page.text
        assert {amina.reference, other.reference} <= set(re.findall(r"LMJ-\w{4}-\w{4}", page.text))

    def test_several_cases_of_one_person_are_listed_together(
        self, amina: Receipt, omar: Receipt, office: Office, browser: NewBrowser, post: Post
    ) -> None:
        file = open_file(office, amina.reference)
        more = raise_new_issue(office, file, "Damp.", by="staff:dana", on=None, channel="phone", draft_id="second")
        page = comes_in(browser(), post, HOME, "Amina Begum")
        assert amina.reference in page.text
        assert more.reference in page.text
        assert omar.reference not in page.html

    def test_those_who_gave_no_name_are_apart_from_everybody(
        self, amina: Receipt, complaint: Complaint, office: Office
    ) -> None:
        nameless = [complaint(name="", email=HOME) for _ in range(2)]
        people = {each.whose for one in (amina, *nameless) for each in office.store.found_by(one.reference)}
        assert len(people) == 4, "two of hers, by mail and by phone, and one of each"
        index_contacts(office)
        assert {each.whose for one in (amina, *nameless) for each in office.store.found_by(one.reference)} == people


class TestJointTenants:
    """Two people of one home, each with a complaint and a code of their own."""

    @pytest.fixture
    def both(self, complaint: Complaint) -> tuple[Receipt, Receipt]:
        hers = complaint(story=HERS)
        his = complaint(name="Omar Begum", email="omar@example.com", story=HIS)
        return hers, his

    def test_no_page_of_one_shows_anything_of_the_other(self, both: tuple[Receipt, Receipt], resident_in: In) -> None:
        hers, his = both
        theirs = resident_in(hers)
        addresses = ("", "/all", "/message", "/photos", "/people", "/looks", "/devices", "/contact", "/adjustments",
                     "/withdraw", "/dates.ics")  # fmt: skip
        for address in addresses:
            page = theirs.open(f"{CASE}{address}")
            for private in (his.reference, HIS, "Omar", "omar@example.com"):
                assert private not in page.html, address

    def test_one_code_does_not_open_the_others_case(self, both: tuple[Receipt, Receipt], browser: NewBrowser) -> None:
        hers, his = both
        theirs = browser()
        theirs.open(CASE)
        assert "We cannot find a case" in theirs.send(reference=hers.reference, code=his.code).text

    def test_neither_sees_where_the_other_is_signed_in(self, both: tuple[Receipt, Receipt], resident_in: In) -> None:
        hers, his = (resident_in(each) for each in both)
        for each in (hers, his):
            assert "Last used" not in each.open(f"{CASE}/devices").text

    def test_the_chat_and_its_transcript_are_each_ones_own(
        self, both: tuple[Receipt, Receipt], resident_in: In
    ) -> None:
        hers, his = (resident_in(each) for each in both)
        for theirs, receipt in zip((hers, his), both, strict=True):
            theirs.open(f"/{LEATHERMARKET}/chat")
            assert receipt.reference in theirs.send(message="Where is my complaint?").text
        for theirs, other in ((hers, both[1]), (his, both[0])):
            for address in ("chat", "chat/transcript", "chat/transcript.txt"):
                assert other.reference not in theirs.open(f"/{LEATHERMARKET}/{address}").html

    def test_a_file_of_one_is_not_given_to_the_other(
        self, both: tuple[Receipt, Receipt], resident_in: In, office: Office
    ) -> None:
        hers, his = both
        theirs = resident_in(his)
        theirs.open(f"{CASE}/photos")
        theirs.send("Send", photos=[(BytesIO(a_png()), "wall.png")])
        (file,) = office.store.files(his.reference)
        with theirs.client.get(f"{CASE}/files/{file.id}") as response:
            assert response.status_code == 200
        assert resident_in(hers).client.get(f"{CASE}/files/{file.id}").status_code == 404
