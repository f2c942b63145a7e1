"""Getting in without a code: a link by e-mail on one device or two, a code by text, a new code from staff."""

import re
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default

import pytest

from portal.domain.commands import Send
from portal.domain.events import CodeReissued
from portal.outbox import deliver_waiting
from portal.parts import Parts
from portal.services.casework import carry_out, open_file
from portal.services.complaints import Receipt, raise_new_issue
from portal.services.office import Office
from tests.builders import some_words
from tests.web.browser import Browser, Page
from tests.web.conftest import LEATHERMARKET, OAK, Clock

CASE = f"/{LEATHERMARKET}/case"
PHONE = "07700 900982"
TEXTED = {"contact_by": ("text",), "phone": PHONE, "contact_when": "", "email": ""}
NewBrowser = Callable[[], Browser]
Complaint = Callable[..., Receipt]


@pytest.fixture
def mails(parts: Parts) -> Callable[[], list[str]]:
    """Delivers what waits, and gives every mail with a link that was ever sent: to whom, and what it says."""

    def delivered() -> list[str]:
        deliver_waiting(parts)
        found = []
        for path in sorted((parts.settings.home / "outbox").glob("*.eml"), key=lambda each: each.stat().st_mtime_ns):
            mail = message_from_bytes(path.read_bytes(), policy=default)
            body = mail.get_body(("plain",))
            found.append(f"{mail['To']}\n{mail['Subject']}\n{body.get_content() if body else ''}")
        return [each for each in found if "/case/link/" in each]

    return delivered


@pytest.fixture
def texts(parts: Parts) -> Callable[[], list[str]]:
    """Delivers what waits, and gives every text message with a code that was ever sent."""

    def delivered() -> list[str]:
        deliver_waiting(parts)
        found = [path.read_text() for path in sorted((parts.settings.home / "outbox").glob("*.txt"))]
        return [each for each in found if "your code is" in each]

    return delivered


def ask(who: Browser, email: str = "amina@example.com") -> Page:
    """Ask for a link by e-mail."""
    who.open(f"{CASE}/link")
    return who.send("Send me the link", email=email)


def link_in(mail: str) -> str:
    found = re.search(rf"{CASE}/link/\S+", mail)
    assert found, mail
    return found.group()


def code_in(text: str) -> str:
    found = re.search(r"your code is (\S+)\.", text)
    assert found, text
    return found[1]


def number_on(page: Page) -> str:
    found = re.search(r"Your number\s?(\d{4})", page.text)
    assert found, page.text
    return found[1]


class TestLinkByEmail:
    def test_where_it_was_asked_for_one_press_opens_the_only_case(
        self, complaint: Complaint, browser: NewBrowser, mails: Callable[[], list[str]]
    ) -> None:
        receipt, resident = complaint(), browser()
        ask(resident)
        (mail,) = mails()
        assert mail.startswith("amina@example.com\nA message from Leathermarket JMB\n")
        page = resident.open(link_in(mail))
        assert "Press the button" in page.text
        assert receipt.reference not in page.text, "opening a link shows nothing"
        assert receipt.reference in resident.send("Show my complaint").text

    def test_on_another_device_it_opens_to_the_number_that_was_shown(
        self, complaint: Complaint, browser: NewBrowser, mails: Callable[[], list[str]]
    ) -> None:
        receipt, computer, phone = complaint(), browser(), browser()
        number = number_on(ask(computer))
        phone.open(link_in(mails()[0]))
        assert "This is not the number" in phone.send("Show my complaint", number="").text
        assert receipt.reference in phone.send("Show my complaint", number=f" {number[:2]} {number[2:]} ").text

    def test_the_number_may_be_typed_in_the_digits_of_another_script(
        self, complaint: Complaint, browser: NewBrowser, mails: Callable[[], list[str]]
    ) -> None:
        receipt, computer, phone = complaint(), browser(), browser()
        number = number_on(ask(computer)).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
        phone.open(link_in(mails()[0]))
        assert receipt.reference in phone.send("Show my complaint", number=number).text

    def test_whoever_the_mail_was_forwarded_to_has_three_tries_and_then_the_link_is_dead(
        self, complaint: Complaint, browser: NewBrowser, mails: Callable[[], list[str]]
    ) -> None:
        complaint()
        resident, stranger = browser(), browser()
        right = number_on(ask(resident))
        wrong = f"{(int(right) + 1) % 10_000:04}"
        link = link_in(mails()[0])
        stranger.open(link)
        for _ in range(3):
            assert "This is not the number" in stranger.send("Show my complaint", number=wrong).text
        assert "does not work any more" in stranger.send("Show my complaint", number=right).text

    def test_asking_twice_leaves_both_links_with_the_same_number(
        self, complaint: Complaint, browser: NewBrowser, mails: Callable[[], list[str]], parts: Parts
    ) -> None:
        receipt, computer, phone = complaint(), browser(), browser()
        first = number_on(ask(computer))
        mails()
        assert number_on(ask(computer)) == first
        earlier, later = mails()
        assert earlier != later
        headers = [path.read_text() for path in (parts.settings.home / "outbox").glob("*.eml")]
        ids = [line for each in headers for line in each.splitlines() if line.startswith("Message-ID")]
        assert len(ids) == len(set(ids)), "or the second mail would be taken for the first"
        phone.open(link_in(earlier))
        assert receipt.reference in phone.send("Show my complaint", number=first).text
        assert "does not work any more" in computer.open(link_in(later)).text, "the way in was used"

    def test_it_works_once_and_for_half_an_hour(
        self, complaint: Complaint, browser: NewBrowser, mails: Callable[[], list[str]], clock: Clock
    ) -> None:
        complaint()
        resident = browser()
        ask(resident)
        first = link_in(mails()[0])
        resident.open(first)
        resident.send("Show my complaint")
        assert "does not work any more" in resident.open(first).text
        ask(resident)
        second = link_in(mails()[-1])
        clock.is_on("2026-11-20", "10:59")
        assert "Press the button" in resident.open(second).text
        clock.is_on("2026-11-20", "11:00")
        assert "does not work any more" in resident.open(second).text

    def test_the_answer_is_the_same_whether_or_not_there_is_a_case(
        self, complaint: Complaint, browser: NewBrowser, mails: Callable[[], list[str]]
    ) -> None:
        complaint()
        pages = []
        for email in ("amina@example.com", "nobody@example.com"):
            page = ask(browser(), email)
            pages.append((page.path, page.status, re.sub(r'number">\d{4}|>\d{4}<|value="[^"]*"', "", page.html)))
        assert pages[0] == pages[1]
        assert len(mails()) == 1

    @pytest.mark.parametrize("safe", ["not_safe", "rather_not"])
    def test_nothing_is_sent_where_somebody_else_may_read_it(
        self, complaint: Complaint, browser: NewBrowser, mails: Callable[[], list[str]], safe: str
    ) -> None:
        complaint(safe_message=safe)
        ask(browser())
        assert mails() == []

    def test_nothing_is_sent_to_who_did_not_choose_email_or_is_another_landlords(
        self, complaint: Complaint, browser: NewBrowser, mails: Callable[[], list[str]]
    ) -> None:
        complaint(contact_by=("post",))
        complaint(landlord=OAK)
        ask(browser())
        assert mails() == []

    def test_it_goes_to_the_address_in_the_case_not_to_what_was_typed(
        self, complaint: Complaint, browser: NewBrowser, mails: Callable[[], list[str]]
    ) -> None:
        complaint(email="Kim@Example.com")
        ask(browser(), "\N{KELVIN SIGN}im@example.com")
        ask(browser(), " KIM@EXAMPLE.COM ")
        assert all(mail.startswith("Kim@Example.com\n") for mail in mails())
        assert mails()

    def test_too_many_are_slowed_down_known_address_or_not(self, complaint: Complaint, browser: NewBrowser) -> None:
        complaint()
        resident = browser()
        for _ in range(5):
            assert "Look in your email" in ask(resident).text
        assert "Wait 30 seconds" in ask(resident).text
        stranger = browser()
        assert "Wait 30 seconds" in ask(stranger, "nobody@example.com").text, "counted by the visitor's address too"

    def test_what_is_no_address_is_said(self, browser: NewBrowser) -> None:
        assert "Write an email address like" in ask(browser(), "amina").text


class TestTextCode:
    def ask(self, who: Browser, phone: str) -> Page:
        who.open(f"{CASE}/text")
        return who.send("Send me the code", phone=phone)

    @pytest.mark.parametrize("typed", [PHONE, "+44 7700 900 982", "0044 (0)7700-900982"])
    def test_it_opens_the_case_where_it_was_asked_for(
        self, complaint: Complaint, browser: NewBrowser, texts: Callable[[], list[str]], typed: str
    ) -> None:
        receipt, resident = complaint(**TEXTED), browser()
        assert "If we have a complaint with this number" in self.ask(resident, typed).text
        code = code_in(texts()[0])
        assert receipt.reference in resident.send("Show my complaint", code=code.lower().replace("-", " ")).text

    def test_typed_elsewhere_it_opens_nothing(
        self, complaint: Complaint, browser: NewBrowser, texts: Callable[[], list[str]]
    ) -> None:
        complaint(**TEXTED)
        resident, thief = browser(), browser()
        self.ask(resident, PHONE)
        self.ask(thief, "07700 900111")
        assert "This code does not work" in thief.send("Show my complaint", code=code_in(texts()[0])).text

    def test_after_five_wrong_ones_the_right_one_is_too_late_and_a_new_one_can_be_asked_for(
        self, complaint: Complaint, browser: NewBrowser, texts: Callable[[], list[str]]
    ) -> None:
        receipt, resident = complaint(**TEXTED), browser()
        self.ask(resident, PHONE)
        code = code_in(texts()[0])
        for _ in range(5):
            assert "This code does not work" in resident.send("Show my complaint", code="2222-2222-22").text
        assert "This code does not work" in resident.send("Show my complaint", code=code).text
        self.ask(resident, PHONE)
        (new,) = (each for each in map(code_in, texts()) if each != code)
        assert receipt.reference in resident.send("Show my complaint", code=new).text

    def test_a_new_code_ends_the_one_before_and_each_lasts_ten_minutes(
        self, complaint: Complaint, browser: NewBrowser, texts: Callable[[], list[str]], clock: Clock
    ) -> None:
        complaint(**TEXTED)
        resident = browser()
        self.ask(resident, PHONE)
        first = code_in(texts()[0])
        self.ask(resident, PHONE)
        (second,) = (each for each in map(code_in, texts()) if each != first)
        assert "This code does not work" in resident.send("Show my complaint", code=first).text
        clock.is_on("2026-11-20", "10:40")
        assert "This code does not work" in resident.send("Show my complaint", code=second).text

    def test_a_number_we_do_not_have_looks_the_same(
        self, complaint: Complaint, browser: NewBrowser, texts: Callable[[], list[str]]
    ) -> None:
        complaint(**TEXTED)
        asked = [self.ask(browser(), phone) for phone in (PHONE, "07700 900111")]
        pages = [re.sub(r'value="[^"]*"', "", page.html) for page in asked]
        assert pages[0] == pages[1]
        assert len(texts()) == 1


class TestSeveralCases:
    @pytest.fixture
    def two(self, complaint: Complaint, office: Office, clock: Clock) -> tuple[str, str]:
        """Two complaints of one person, the newer one last."""
        first = complaint()
        clock.is_on("2026-11-20", "10:31")
        more = raise_new_issue(
            office,
            open_file(office, first.reference),
            "Damp.",
            by="staff:dana",
            on=None,
            channel="phone",
            draft_id="d2",
        )
        return first.reference, more.reference

    @pytest.fixture
    def resident(self, two: tuple[str, str], browser: NewBrowser, mails: Callable[[], list[str]]) -> Browser:
        """Somebody who came by a link, and has chosen none of their cases yet."""
        theirs = browser()
        ask(theirs)
        theirs.open(link_in(mails()[-1]))
        theirs.send("Show my complaint")
        return theirs

    def test_they_are_listed_and_one_can_go_from_one_to_the_other(
        self, resident: Browser, two: tuple[str, str]
    ) -> None:
        assert all(reference in resident.page.text for reference in two)
        for reference in two:
            resident.open(f"{CASE}/all")
            page = resident.send(f"Show it {reference}", reference=reference)
            assert page.text.startswith(f"Reference {reference}")
            assert f"{CASE}/all" in page.links

    def test_pages_of_one_case_lead_to_the_list_while_none_is_chosen(self, resident: Browser) -> None:
        assert resident.open(f"{CASE}/message").text.startswith("All your complaints")

    def test_a_case_of_somebody_else_cannot_be_chosen(
        self, resident: Browser, complaint: Complaint, office: Office
    ) -> None:
        other = complaint(email="omar@example.com")
        resident.open(f"{CASE}/all")
        assert resident.send(reference=other.reference).status == 404
        assert other.reference not in resident.open(CASE).text

    def test_a_form_stays_with_its_case_when_another_is_opened_in_another_window(
        self, resident: Browser, two: tuple[str, str], office: Office
    ) -> None:
        first, second = two
        resident.open(f"{CASE}/all")
        resident.send(f"Show it {first}", reference=first)
        writing = resident.open(f"{CASE}/message")
        resident.open(f"{CASE}/all")
        resident.send(f"Show it {second}", reference=second)
        resident.page = writing
        resident.send("Send", words="About the lift.")
        assert len(office.store.case(first).events) == 2
        assert len(office.store.case(second).events) == 1

    def test_a_form_cannot_name_a_case_of_somebody_else(
        self, resident: Browser, two: tuple[str, str], complaint: Complaint, office: Office
    ) -> None:
        other = complaint(email="omar@example.com")
        resident.open(f"{CASE}/all")
        resident.send(f"Show it {two[0]}", reference=two[0])
        resident.open(f"{CASE}/message")
        resident.send("Send", words="Let me in.", case=other.reference)
        assert len(office.store.case(other.reference).events) == 1


class TestSessions:
    def test_other_devices_are_shown_by_name_and_can_be_closed(
        self, complaint: Complaint, resident_in: Callable[[Receipt], Browser], clock: Clock
    ) -> None:
        receipt = complaint()
        mine, phone, tablet = (resident_in(receipt) for _ in range(3))
        page = mine.open(f"{CASE}/devices")
        assert page.text.count("Last used: Friday 20 November 2026 at 10:30") == 2
        assert page.text.count("This is the one you are using now.") == 1
        mine.send("Close it everywhere else")
        assert "It is closed everywhere else." in mine.page.text
        for closed in (phone, tablet):
            assert closed.open(CASE).text.startswith("See my complaint")
        assert receipt.reference in mine.open(CASE).text

    def test_one_device_is_closed_and_the_others_are_not(
        self, complaint: Complaint, resident_in: Callable[[Receipt], Browser], clock: Clock
    ) -> None:
        receipt = complaint()
        phone = resident_in(receipt)
        clock.is_on("2026-11-20", "10:40")
        mine, tablet = resident_in(receipt), resident_in(receipt)
        page = mine.open(f"{CASE}/devices")
        oldest = re.findall(r'name="device" value="(\w{16})"', page.html)[-1]
        mine.send("Close it there", device=oldest)
        assert phone.open(CASE).text.startswith("See my complaint")
        assert receipt.reference in tablet.open(CASE).text

    def test_devices_of_other_people_are_neither_shown_nor_closed(
        self, complaint: Complaint, resident_in: Callable[[Receipt], Browser], parts: Parts
    ) -> None:
        mine, theirs = resident_in(complaint()), resident_in(complaint(email="omar@example.com"))
        page = mine.open(f"{CASE}/devices")
        assert "Last used" not in page.text
        token = mine.open(CASE).typed()["csrf_token"]
        mine.client.post(f"{CASE}/devices", data={"csrf_token": token, "device": "all"})
        assert "Your complaint" in theirs.open(CASE).text

    def test_a_device_is_named_by_browser_and_system(
        self, complaint: Complaint, browser: NewBrowser, resident_in: Callable[[Receipt], Browser]
    ) -> None:
        receipt, phone = complaint(), browser()
        agent = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36"
        phone.client.environ_base["HTTP_USER_AGENT"] = agent
        phone.open(CASE)
        phone.send(reference=receipt.reference, code=receipt.code)
        assert "Chrome, Android" in resident_in(receipt).open(f"{CASE}/devices").text

    def test_staying_can_be_asked_for_again_and_again(
        self, complaint: Complaint, resident_in: Callable[[Receipt], Browser], clock: Clock
    ) -> None:
        resident = resident_in(complaint())
        token = resident.page.typed()["csrf_token"]
        for minute in range(25, 25 * 20, 25):
            clock.is_on("2026-11-20", f"{10 + (30 + minute) // 60}:{(30 + minute) % 60:02}")
            assert resident.client.post(f"{CASE}/keep", data={"csrf_token": token}).status_code == 204
        assert "Your complaint" in resident.open(CASE).text


class TestNewCodeFromStaff:
    def give(self, dana: Browser, receipt: Receipt, checked: list[str]) -> Page:
        dana.open(f"/staff/cases/{receipt.reference}/new-code")
        return dana.send("Give a new code", checked=checked, words="She rang from home.")

    def test_the_old_code_ends_and_so_does_every_session_of_the_case(
        self,
        complaint: Complaint,
        resident_in: Callable[[Receipt], Browser],
        browser: NewBrowser,
        staff_in: Callable[..., Browser],
    ) -> None:
        receipt = complaint()
        thief = resident_in(receipt)
        page = self.give(staff_in(), receipt, ["name_and_address", "date_of_birth"])
        found = re.search(r"Code\s?(\w{4}-\w{4}-\w{2})", page.text)
        assert found, page.text
        assert thief.open(CASE).text.startswith("See my complaint")
        resident = browser()
        resident.open(CASE)
        assert "We cannot find" in resident.send(reference=receipt.reference, code=receipt.code).text
        assert receipt.reference in resident.send(code=found[1]).text
        assert "We gave you a new code." in resident.page.text
        assert "She rang from home." not in resident.page.text

    def test_what_was_checked_and_by_whom_stays_with_the_case(
        self, complaint: Complaint, staff_in: Callable[..., Browser], office: Office
    ) -> None:
        receipt, dana = complaint(), staff_in()
        self.give(dana, receipt, ["known_voice"])
        (event,) = office.store.case(receipt.reference).happened(CodeReissued)
        assert isinstance(event, CodeReissued)
        assert event.checked == ("known_voice",)
        assert event.decided_by.startswith("staff:")
        page = dana.open(f"/staff/cases/{receipt.reference}")
        assert "A new code was given. Checked: I know their voice or their face." in page.text
        assert "She rang from home." in page.text

    @pytest.mark.parametrize("checked", [[], ["a_hunch"]])
    def test_without_a_check_there_is_no_code(
        self, complaint: Complaint, staff_in: Callable[..., Browser], office: Office, checked: list[str]
    ) -> None:
        receipt = complaint()
        assert "Choose what you checked" in self.give(staff_in(), receipt, checked).text
        assert not office.store.case(receipt.reference).happened(CodeReissued)

    def test_the_same_form_sent_again_shows_no_code_and_ends_none(
        self, complaint: Complaint, staff_in: Callable[..., Browser], office: Office
    ) -> None:
        receipt, dana = complaint(), staff_in()
        dana.open(f"/staff/cases/{receipt.reference}/new-code")
        form = dana.page
        dana.send("Give a new code", checked=["known_voice"], words="x")
        kept = office.store.code(receipt.reference)
        dana.page = form
        assert "cannot be shown any more" in dana.send("Give a new code", checked=["known_voice"], words="x").text
        assert office.store.code(receipt.reference) == kept

    def test_the_resident_is_told_where_they_can_be(
        self, complaint: Complaint, staff_in: Callable[..., Browser], parts: Parts
    ) -> None:
        receipt = complaint()
        self.give(staff_in(), receipt, ["known_voice"])
        deliver_waiting(parts)
        mails = [path.read_text() for path in (parts.settings.home / "outbox").glob("*.eml")]
        assert any("we gave you one" in mail.replace("=\n", "") for mail in mails)

    def test_a_reader_and_another_landlords_staff_cannot(
        self, complaint: Complaint, staff_in: Callable[..., Browser]
    ) -> None:
        receipt = complaint()
        path = f"/staff/cases/{receipt.reference}/new-code"
        assert staff_in("Rita Ray", role="reader").open(path).status == 403
        assert staff_in("Olu Oak", landlord=OAK).open(path).status == 404


def test_lost_is_one_page_for_everybody_and_the_door_leads_there(browser: NewBrowser) -> None:
    visitor = browser()
    assert {f"{CASE}/lost", f"{CASE}/link"} <= set(visitor.open(CASE).links)
    page = visitor.open(f"{CASE}/lost")
    assert {f"{CASE}/link", f"{CASE}/text"} <= set(page.links)
    assert "Call us on" in page.text


def test_fields_can_be_filled_by_password_managers_and_phones(complaint: Complaint, browser: NewBrowser) -> None:
    visitor = browser()
    assert 'autocomplete="current-password"' in visitor.open(CASE).html
    visitor.open(f"{CASE}/text")
    assert 'autocomplete="one-time-code"' in visitor.send("Send me the code", phone=PHONE).html


def test_a_message_between_makes_a_new_code_ask_again(
    complaint: Complaint, staff_in: Callable[..., Browser], office: Office
) -> None:
    receipt, dana = complaint(), staff_in()
    dana.open(f"/staff/cases/{receipt.reference}/new-code")
    carry_out(office, receipt.reference, Send("landlord", some_words("Hello.")))
    page = dana.send("Give a new code", checked=["known_voice"])
    assert page.status == 409
    assert "has changed while this page was open" in page.text
