"""A resident opens their case, reads it and answers back."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

from portal.domain.commands import Acknowledge, Assign, Close, Command, GiveAnswer
from portal.domain.draft import Draft
from portal.domain.events import RESIDENT, Escalated, MessageSent
from portal.parts import Parts
from portal.services.casework import carry_out
from portal.services.complaints import Receipt, give_feedback
from portal.services.office import Office
from portal.services.staff import add_staff, find_staff
from tests.builders import some_words
from tests.web.browser import Browser
from tests.web.conftest import LEATHERMARKET, OAK, Clock

CASE = f"/{LEATHERMARKET}/case"
WRONG = "We cannot find a case with this reference and code. Check both and try again"
DANA = "staff:dana"


def does(office: Office, receipt: Receipt, command: Command, by: str = DANA) -> None:
    """What a member of staff (or the resident) does with the case."""
    carry_out(office, receipt.reference, command, by=by)


def acknowledge() -> Acknowledge:
    return Acknowledge(some_words("The lift is broken."), some_words("A working lift."), some_words("Nothing."))


def an_answer() -> GiveAnswer:
    return GiveAnswer(
        some_words("The lift."), "upheld", some_words("You are right."), some_words("Because."),
        some_words("We say sorry."), some_words("Nothing."),
    )  # fmt: skip


@pytest.fixture
def answered(complaint: Callable[..., Receipt], office: Office, clock: Clock) -> Receipt:
    """A complaint made on 2 November and answered by e-mail on 9 November 2026."""
    clock.is_on("2026-11-02")
    receipt = complaint()
    does(office, receipt, acknowledge())
    clock.is_on("2026-11-09")
    does(office, receipt, an_answer())
    return receipt


def photo() -> BytesIO:
    content = BytesIO()
    Image.new("RGB", (40, 30), "white").save(content, "JPEG")
    content.seek(0)
    return content


class TestDoor:
    @pytest.mark.parametrize("change", [str.lower, lambda typed: typed.replace("-", " "), lambda t: f" {t.title()} "])
    def test_reference_and_code_open_in_any_shape(
        self, complaint: Callable[..., Receipt], browser: Callable[[], Browser], change: Callable[[str], str]
    ) -> None:
        receipt, resident = complaint(), browser()
        resident.open(CASE)
        page = resident.send(reference=change(receipt.reference), code=change(receipt.code))
        assert f"Reference {receipt.reference}" in page.text

    def test_a_wrong_reference_and_a_wrong_code_look_the_same(
        self, complaint: Callable[..., Receipt], browser: Callable[[], Browser]
    ) -> None:
        receipt, pages = complaint(), []
        for reference, code in ((receipt.reference, "2222-2222-22"), ("LMJ-2222-2222", receipt.code), ("", "")):
            resident = browser()
            resident.open(CASE)
            page = resident.send(reference=reference, code=code)
            assert WRONG in page.text
            typed = page.typed()
            assert (typed["reference"], typed["code"]) == (reference, code), "what was typed is kept"
            pages.append(re.sub(r'value="[^"]*"', "", page.html))
        assert pages[0] == pages[1] == pages[2]

    def test_after_five_tries_the_right_code_must_wait_too(
        self, complaint: Callable[..., Receipt], browser: Callable[[], Browser], clock: Clock
    ) -> None:
        receipt, resident = complaint(), browser()
        resident.open(CASE)
        for _ in range(5):
            assert WRONG in resident.send(reference=receipt.reference, code="2222-2222-22").text
        assert "Wait 30 seconds, then try again." in resident.send(code=receipt.code).text
        clock.is_on("2026-11-20", "10:31")
        assert "Your complaint" in resident.send(code=receipt.code).text

    def test_the_page_closes_after_thirty_idle_minutes_and_staying_keeps_it_open(
        self, complaint: Callable[..., Receipt], resident_in: Callable[[Receipt], Browser], clock: Clock
    ) -> None:
        resident = resident_in(complaint())
        clock.is_on("2026-11-20", "10:55")
        token = resident.page.typed()["csrf_token"]
        assert resident.client.post(f"{CASE}/keep", data={"csrf_token": token}).status_code == 204
        clock.is_on("2026-11-20", "11:20")
        assert "Your complaint" in resident.open(CASE).text
        clock.is_on("2026-11-20", "11:51")
        assert resident.open(CASE).text.startswith("See my complaint")

    def test_words_typed_before_the_page_closed_are_still_there_after_signing_in(
        self, complaint: Callable[..., Receipt], resident_in: Callable[[Receipt], Browser], office: Office, clock: Clock
    ) -> None:
        receipt = complaint()
        resident = resident_in(receipt)
        resident.open(f"{CASE}/message")
        clock.is_on("2026-11-20", "12:30")
        page = resident.send("Send", words="It is still broken.")
        assert "What you wrote is still here" in page.text
        resident.send(reference=receipt.reference, code="22")
        resident.send(code=receipt.code)
        page = resident.send("Carry on")
        assert page.typed()["words"] == "It is still broken."
        resident.send("Send")
        sent = office.store.case(receipt.reference).happened(MessageSent)
        assert len(sent) == 1

    def test_signing_out_closes_the_case(
        self, complaint: Callable[..., Receipt], resident_in: Callable[[Receipt], Browser]
    ) -> None:
        resident = resident_in(complaint())
        resident.send("Close this page and sign out")
        assert resident.open(CASE).text.startswith("See my complaint")

    def test_a_stale_form_is_shown_again_with_what_was_typed(
        self, complaint: Callable[..., Receipt], browser: Callable[[], Browser]
    ) -> None:
        receipt, resident = complaint(), browser()
        resident.open(CASE)
        page = resident.send(csrf_token="old", reference=receipt.reference, code=receipt.code)
        assert "Press the button again." in page.text
        assert f"Reference {receipt.reference}" in resident.send().text


class TestReading:
    def test_it_says_who_deals_with_it(
        self, complaint: Callable[..., Receipt], resident_in: Callable[[Receipt], Browser], office: Office
    ) -> None:
        receipt = complaint()
        assert "The complaints team at Leathermarket JMB" in resident_in(receipt).page.text
        add_staff(office, "dana@jmb.example", "Dana Cole", "handler")
        does(office, receipt, Assign(find_staff(office, "dana@jmb.example").id))
        assert "Dana Cole, Leathermarket JMB" in resident_in(receipt).page.text

    def test_a_late_landlord_says_so(
        self, complaint: Callable[..., Receipt], resident_in: Callable[[Receipt], Browser], clock: Clock
    ) -> None:
        receipt = complaint()
        clock.is_on("2026-11-30")
        assert "By Friday 27 November 2026 This day has passed. We are late." in resident_in(receipt).page.text

    def test_the_ombudsman_is_there_at_every_stage_with_the_roads_kept_apart(
        self, answered: Receipt, complaint: Callable[..., Receipt], resident_in: Callable[[Receipt], Browser]
    ) -> None:
        for receipt in (complaint(), answered):
            text = resident_in(receipt).page.text
            assert "You want advice. You can ask them at any time." in text
            assert "We are late. They can press us to answer you." in text
            assert "You have had our final answer and it is not right. They can look into your complaint." in text

    def test_erased_words_are_said_to_be_erased(
        self, answered: Receipt, resident_in: Callable[[Receipt], Browser], office: Office
    ) -> None:
        office.store.erase(office.store.all_words(office.store.case(answered.reference)))
        text = resident_in(answered).page.text
        assert "What you told us has been erased." in text
        assert "These words have been erased." in text
        assert "You are right." not in text

    def test_notes_of_staff_are_not_shown(
        self,
        complaint: Callable[..., Receipt],
        resident_in: Callable[[Receipt], Browser],
        staff_in: Callable[..., Browser],
    ) -> None:
        receipt = complaint()
        dana = staff_in()
        dana.open(f"/staff/cases/{receipt.reference}/note")
        dana.send("Keep the note", words="Rang twice, no answer")
        assert "Rang twice" in dana.page.text
        assert "Rang twice" not in resident_in(receipt).page.html

    def test_the_dates_as_a_calendar_file(
        self, complaint: Callable[..., Receipt], resident_in: Callable[[Receipt], Browser]
    ) -> None:
        receipt = complaint()
        response = resident_in(receipt).client.get(f"{CASE}/dates.ics")
        text = response.get_data(as_text=True)
        assert response.mimetype == "text/calendar"
        assert text.count("BEGIN:VEVENT") == 2
        assert "DTSTART;VALUE=DATE:20261127\r\n" in text
        assert "DTSTART;VALUE=DATE:20261211\r\n" in text
        assert f"UID:{receipt.reference}-1-acknowledge@putright" in text
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))

    def test_thanks_have_no_clocks(
        self, office: Office, resident_in: Callable[[Receipt], Browser], parts: Parts
    ) -> None:
        given = {"kind": "compliment", "story": "Thank you, Sam.", "name": "", "email": ""}
        receipt = give_feedback(office, Draft("page-1", LEATHERMARKET, "feedback", "en", given))
        page = resident_in(receipt).page
        assert page.text.startswith(f"Reference {receipt.reference} Your thanks We have your thanks.")
        assert "What happens next" not in page.text
        assert f"{CASE}/escalate" not in page.links


class TestWriting:
    def test_a_message_with_photos_reaches_staff_and_is_in_the_timeline(
        self,
        complaint: Callable[..., Receipt],
        resident_in: Callable[[Receipt], Browser],
        staff_in: Callable[..., Browser],
        office: Office,
    ) -> None:
        receipt = complaint()
        resident = resident_in(receipt)
        resident.open(f"{CASE}/message")
        page = resident.send("Send", words="It stopped again.", photos=[(photo(), "lift.jpg"), (photo(), "b.jpg")])
        assert "We have your message." in page.text
        assert "It stopped again." in page.text
        assert [task.kind for task in office.store.tasks(receipt.reference)] == ["read_message"]
        address = next(link for link in page.links if "/files/" in link)
        with resident.client.get(address) as response:
            assert response.headers["Content-Disposition"] == "attachment; filename=lift.jpg"
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert "private" in response.headers["Cache-Control"]
        page = staff_in().open(f"/staff/cases/{receipt.reference}")
        assert "It stopped again." in page.text
        assert "Read the resident's message" in page.text

    def test_the_same_message_sent_twice_is_one_message(
        self, complaint: Callable[..., Receipt], resident_in: Callable[[Receipt], Browser], office: Office
    ) -> None:
        receipt = complaint()
        resident = resident_in(receipt)
        typed = {**resident.open(f"{CASE}/message").typed(), "words": "Is there any news?"}
        for _ in range(2):
            assert resident.client.post(f"{CASE}/message", data=typed).status_code == 303
        assert len(office.store.case(receipt.reference).happened(MessageSent)) == 1

    def test_a_file_that_lies_is_named_and_the_good_one_and_the_words_are_kept(
        self, complaint: Callable[..., Receipt], resident_in: Callable[[Receipt], Browser], office: Office
    ) -> None:
        receipt = complaint()
        resident = resident_in(receipt)
        resident.open(f"{CASE}/message")
        lie = (BytesIO(b"MZ this is a program"), "cat.jpg")
        page = resident.send("Send", words="Look at this.", photos=[(photo(), "good.jpg"), lie])
        assert "“cat.jpg” is not a photo or a PDF." in page.text
        assert "good.jpg" in page.text
        assert page.typed()["words"] == "Look at this."
        assert not office.store.case(receipt.reference).happened(MessageSent)
        resident.send("Send")
        (sent,) = office.store.case(receipt.reference).happened(MessageSent)
        assert isinstance(sent, MessageSent)
        assert [file.name for file in sent.files] == ["good.jpg"]

    @pytest.mark.parametrize(
        ("page", "problem"), [("message", "Write this before you send"), ("photos", "Choose a photo or document")]
    )
    def test_nothing_cannot_be_sent(
        self, complaint: Callable[..., Receipt], resident_in: Callable[[Receipt], Browser], page: str, problem: str
    ) -> None:
        resident = resident_in(complaint())
        resident.open(f"{CASE}/{page}")
        assert problem in resident.send("Send").text

    def test_whatever_a_phone_can_type_is_kept_and_what_cannot_be_seen_is_not(
        self, complaint: Callable[..., Receipt], resident_in: Callable[[Receipt], Browser], office: Office
    ) -> None:
        receipt = complaint()
        resident = resident_in(receipt)
        resident.open(f"{CASE}/message")
        resident.send("Send", words="Zalane 😡\x00 \u202eلا يعمل\r\n" + "a" * 40_000)
        case = office.store.case(receipt.reference)
        (sent,) = case.happened(MessageSent)
        assert isinstance(sent, MessageSent)
        assert office.store.all_words(case)[sent.words.id] == "Zalane 😡 لا يعمل\n" + "a" * 40_000

    def test_more_than_we_can_keep_is_said_and_kept_on_the_page(
        self, complaint: Callable[..., Receipt], resident_in: Callable[[Receipt], Browser], office: Office
    ) -> None:
        receipt = complaint()
        resident = resident_in(receipt)
        resident.open(f"{CASE}/message")
        page = resident.send("Send", words="a" * 50_001)
        assert "This is too long. Keep it under 50,000 letters" in page.text
        assert page.typed()["words"] == "a" * 50_001
        assert not office.store.case(receipt.reference).happened(MessageSent)

    def test_photos_can_be_sent_without_a_word(
        self, complaint: Callable[..., Receipt], resident_in: Callable[[Receipt], Browser]
    ) -> None:
        resident = resident_in(complaint())
        resident.open(f"{CASE}/photos")
        page = resident.send("Send", photos=[(photo(), "damp.jpg")])
        assert "We have what you sent." in page.text
        assert "damp.jpg" in page.text

    def test_another_cases_file_cannot_be_sent_as_ones_own(
        self, complaint: Callable[..., Receipt], resident_in: Callable[[Receipt], Browser], office: Office
    ) -> None:
        theirs = complaint()
        other = resident_in(theirs)
        other.open(f"{CASE}/photos")
        other.send("Send", photos=[(photo(), "private.jpg")])
        (file,) = office.store.files(theirs.reference)
        mine = resident_in(complaint())
        mine.open(f"{CASE}/message")
        page = mine.send("Send", words="Hello", kept=file.id)
        assert "private.jpg" not in page.html


class TestLookAgain:
    def test_before_an_answer_it_is_explained(
        self, complaint: Callable[..., Receipt], resident_in: Callable[[Receipt], Browser], office: Office
    ) -> None:
        receipt = complaint()
        resident = resident_in(receipt)
        page = resident.open(f"{CASE}/escalate")
        assert "You do not have our answer at this stage yet." in page.text
        assert "They can press us to answer you." in page.text
        token = resident.open(CASE).typed()["csrf_token"]
        resident.client.post(f"{CASE}/escalate", data={"csrf_token": token, "stage": "1"})
        assert not office.store.case(receipt.reference).happened(Escalated)

    def test_late_is_said_and_sent_all_the_same(
        self, answered: Receipt, resident_in: Callable[[Receipt], Browser], office: Office, clock: Clock
    ) -> None:
        clock.is_on("2026-12-07")
        in_time = resident_in(answered).open(f"{CASE}/escalate")
        assert "The time to ask for this ended" not in in_time.text
        clock.is_on("2026-12-08")
        resident = resident_in(answered)
        page = resident.open(f"{CASE}/escalate")
        assert "The time to ask for this ended on Monday 7 December 2026. We send it all the same." in page.text
        resident.send("Send it", words="Nothing was done.")
        escalated = office.store.case(answered.reference).events[-1]
        assert isinstance(escalated, Escalated)
        assert escalated.late
        assert escalated.decided_by == RESIDENT
        assert "Nothing was done." in resident.page.text

    def test_asking_twice_asks_once(
        self, answered: Receipt, resident_in: Callable[[Receipt], Browser], office: Office
    ) -> None:
        resident = resident_in(answered)
        typed = resident.open(f"{CASE}/escalate").typed()
        for _ in range(2):
            response = resident.client.post(f"{CASE}/escalate", data=typed)
            assert (response.status_code, response.location) == (303, f"{CASE}?done=escalated")
        assert len(office.store.case(answered.reference).happened(Escalated)) == 1

    def test_a_closed_case_can_still_be_looked_at_again(
        self, answered: Receipt, resident_in: Callable[[Receipt], Browser], office: Office
    ) -> None:
        does(office, answered, Close(some_words("All is done.")))
        resident = resident_in(answered)
        resident.open(f"{CASE}/escalate")
        assert "Southwark Council answers you now." in resident.send("Send it").text
        assert office.store.case(answered.reference).stage == 2


def test_a_resident_reads_no_case_but_their_own(
    app: Flask,
    complaint: Callable[..., Receipt],
    resident_in: Callable[..., Browser],
    office: Office,
) -> None:
    theirs, mine = complaint(story="A secret of theirs", name="Somebody Else"), complaint()
    other = resident_in(theirs)
    other.open(f"{CASE}/photos")
    other.send("Send", photos=[(photo(), "secret.jpg")])
    (file,) = office.store.files(theirs.reference)
    me = resident_in(mine)
    made_up = {"landlord": LEATHERMARKET, "id": file.id, "reference": theirs.reference, "name": "note", "page": "name"}
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()):
            continue
        address = re.sub(r"<(?:\w+:)?(\w+)>", lambda match: made_up.get(match[1], theirs.reference), rule.rule)
        html = me.open(address).html
        assert "A secret of theirs" not in html, address
        assert "Somebody Else" not in html, address
    with me.client.get(f"{CASE}/files/{file.id}") as refused, other.client.get(f"{CASE}/files/{file.id}") as given:
        assert (refused.status_code, given.status_code) == (404, 200)


def test_a_case_of_one_landlord_does_not_open_at_another(
    complaint: Callable[..., Receipt], resident_in: Callable[..., Browser]
) -> None:
    receipt = complaint(landlord=OAK)
    assert WRONG in resident_in(receipt, LEATHERMARKET).page.text
    at_home = resident_in(receipt, OAK)
    assert "Your complaint" in at_home.page.text
    assert at_home.open(CASE).text.startswith("See my complaint")


def test_a_message_that_speaks_of_danger_is_sent_and_answered_with_what_to_do_now(
    complaint: Callable[..., Receipt], resident_in: Callable[[Receipt], Browser], office: Office
) -> None:
    receipt = complaint()
    resident = resident_in(receipt)
    resident.open(f"{CASE}/message")
    page = resident.send("Send", words="I can smell gas in the kitchen now.")
    assert "0800 111 999" in page.text
    assert len(office.store.case(receipt.reference).happened(MessageSent)) == 1
