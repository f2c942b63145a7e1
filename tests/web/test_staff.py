"""Staff: what is due, one case, each thing that is done with it, and who may."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from portal.domain.commands import Acknowledge, GiveAnswer
from portal.domain.events import RESIDENT, Acknowledged, Assigned, Closed, Escalated, Extended, MessageSent, Noted
from portal.domain.terms import Kind
from portal.services.casework import carry_out
from portal.services.complaints import Receipt
from portal.services.office import Office
from portal.services.staff import EmailTaken, add_staff, disable, find_staff, reset_password
from portal.web.guards import guard_of
from tests.builders import some_words
from tests.web.browser import Browser, Page
from tests.web.conftest import LEATHERMARKET, OAK, Clock

REFUSED = "We do not know this email address and password. Check both and try again"
ACKNOWLEDGEMENT = {"understanding": "The lift is broken.", "ours": "all_ours"}
ANSWER = {
    "decision": "partly_upheld",
    "decision_words": "Part of it is right.",
    "reasons": "We read the log.",
    "remedy": "We say sorry.",
    "outstanding": "Nothing.",
}
MISSING = {
    "definition": "Write what the complaint is about",
    "decision": "Choose the decision",
    "decision_words": "Write the decision in words",
    "reasons": "Write the reasons for the decision",
    "remedy": "Write what puts it right. If nothing does, say so and why",
    "outstanding": "Write what is still to be done. If nothing is, write: nothing",
}
ACTIONS = (
    "acknowledge", "answer", "speak", "update", "action", "extend", "pause", "resume", "message", "assign", "note",
    "escalate", "more-time", "refuse", "accept", "close", "survey", "new-issue",
)  # fmt: skip


def at(receipt: Receipt, action: str = "") -> str:
    """The staff's address of a case, or of something done with it."""
    return f"/staff/cases/{receipt.reference}" + (f"/{action}" if action else "")


def acknowledged(office: Office, receipt: Receipt, by: str = "staff:dana") -> None:
    words = some_words("The lift."), some_words("A lift."), some_words("")
    carry_out(office, receipt.reference, Acknowledge(*words), by=by)


def answered(office: Office, receipt: Receipt, by: str = "staff:dana") -> None:
    acknowledged(office, receipt, by)
    texts = [some_words(each) for each in ("The lift.", "Right.", "Because.", "Sorry.", "Nothing.")]
    definition, decision_words, reasons, remedy, outstanding = texts
    command = GiveAnswer(definition, "upheld", decision_words, reasons, remedy, outstanding)
    carry_out(office, receipt.reference, command, by=by)


def error_at(page: Page, field: str) -> str:
    """What is said beside a field."""
    found = re.search(rf'id="{field}-error"[^>]*>(.*?)</p>', page.html, re.DOTALL)
    return re.sub(r"<[^>]+>|\s+", " ", found[1]).replace("Error:", "").strip() if found else ""


class TestDoor:
    def test_whatever_is_wrong_the_page_says_the_same(self, office: Office, browser: Callable[[], Browser]) -> None:
        password = add_staff(office, "dana@jmb.example", "Dana Cole", "handler")
        gone = add_staff(office, "gone@jmb.example", "Gone Long", "handler")
        disable(office, "gone@jmb.example")
        wrong = [("dana@jmb.example", "x"), ("who@jmb.example", password), ("gone@jmb.example", gone), ("", "")]
        for email, given in wrong:
            theirs = browser()
            theirs.open("/staff/")
            page = theirs.send("Sign in", email=email, password=given)
            assert REFUSED in page.text
            assert page.typed()["password"] == ""

    def test_after_five_tries_one_must_wait(self, office: Office, browser: Callable[[], Browser], clock: Clock) -> None:
        password = add_staff(office, "dana@jmb.example", "Dana Cole", "handler")
        dana = browser()
        dana.open("/staff/sign-in")
        for _ in range(5):
            assert REFUSED in dana.send("Sign in", email="dana@jmb.example", password="wrong").text
        page = dana.send("Sign in", email="dana@jmb.example", password=password)
        assert "There were many tries. Wait 30 seconds" in page.text
        clock.is_on("2026-11-20", "10:31")
        assert dana.send("Sign in", email="Dana@JMB.example ", password=password).text.startswith("Cases")

    @pytest.mark.parametrize(
        "onward", ["https://evil.example/", "//evil.example", "/staff/\\evil", "/leathermarket-jmb/"]
    )
    def test_signing_in_leads_nowhere_else(self, office: Office, browser: Callable[[], Browser], onward: str) -> None:
        password = add_staff(office, "dana@jmb.example", "Dana Cole", "handler")
        dana = browser()
        token = dana.open("/staff/sign-in").typed()["csrf_token"]
        form = {"csrf_token": token, "email": "dana@jmb.example", "password": password, "next": onward}
        assert dana.client.post("/staff/sign-in", data=form).location == "/staff/"

    def test_one_comes_back_to_the_page_that_was_asked_for(
        self, office: Office, complaint: Callable[..., Receipt], browser: Callable[[], Browser]
    ) -> None:
        receipt = complaint()
        password = add_staff(office, "dana@jmb.example", "Dana Cole", "handler")
        dana = browser()
        dana.open(at(receipt))
        page = dana.send("Sign in", email="dana@jmb.example", password=password)
        assert page.path == at(receipt)

    def test_signing_out_and_being_shut_out_end_the_session(
        self, staff_in: Callable[..., Browser], office: Office
    ) -> None:
        dana, ewa = staff_in("Dana Cole"), staff_in("Ewa Nowak")
        token = re.search(r'name="csrf_token" value="([^"]+)"', dana.page.html)
        assert token
        dana.client.post("/staff/sign-out", data={"csrf_token": token[1]})
        assert dana.open("/staff/").text.startswith("Sign in")
        disable(office, f"ewa@{LEATHERMARKET}.example")
        assert ewa.open("/staff/").text.startswith("Sign in")

    def test_words_typed_before_the_session_ended_are_still_there(
        self, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office, clock: Clock
    ) -> None:
        receipt, dana = complaint(), staff_in()
        dana.open(at(receipt, "message"))
        clock.is_on("2026-11-20", "13:00")
        dana.send("Send the message", words="We ring you tomorrow.")
        password = reset_password(office, f"dana@{LEATHERMARKET}.example")
        dana.send("Sign in", email=f"dana@{LEATHERMARKET}.example", password=password)
        page = dana.send("Carry on")
        assert page.typed()["words"] == "We ring you tomorrow."
        dana.send("Send the message")
        assert len(office.store.case(receipt.reference).happened(MessageSent)) == 1


class TestAccounts:
    def test_a_new_password_ends_the_old_one(self, office: Office) -> None:
        first = add_staff(office, "dana@jmb.example", "Dana Cole", "manager")
        assert re.fullmatch(r"[a-z2-9]{4}(-[a-z2-9]{4}){4}", first)
        hashed = find_staff(office, "dana@jmb.example").password_hash
        assert hashed.startswith("$argon2id$")
        assert reset_password(office, "DANA@jmb.example") != first
        assert find_staff(office, "dana@jmb.example").password_hash != hashed

    def test_an_address_is_one_persons_among_all_landlords(
        self, office: Office, staff_in: Callable[..., Browser]
    ) -> None:
        staff_in("Dana Cole", landlord=OAK)
        with pytest.raises(EmailTaken):
            add_staff(office, f"dana@{OAK}.example", "Dana Other", "handler")


class TestWhoMay:
    def test_a_reader_reads_and_does_nothing(
        self, app: Flask, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
    ) -> None:
        receipt, reader = complaint(), staff_in("Rea Der", role="reader")
        page = reader.open(at(receipt))
        assert "The lift has been broken" in page.text
        assert not any(at(receipt, action) in page.links for action in ACTIONS)
        token = re.search(r'name="csrf_token" value="([^"]+)"', page.html)
        assert token
        made_up = {"reference": receipt.reference, "name": "note", "draft_id": "1", "page": "name", "id": "1"}
        tried = 0
        for rule in app.url_map.iter_rules():
            if guard_of(app.view_functions[rule.endpoint]) != "needs handler":
                continue
            address = re.sub(r"<(?:\w+:)?(\w+)>", lambda match: made_up[match[1]], rule.rule)
            for method in {"GET", "POST"} & (rule.methods or set()):
                tried += 1
                data = {"csrf_token": token[1], "words": "x", "version": "1"}
                response = reader.client.open(address, method=method, data=data if method == "POST" else None)
                assert response.status_code == 403, (method, address)
        assert tried >= 7
        assert office.store.case(receipt.reference).version == 1

    def test_another_landlords_staff_find_nothing(
        self, app: Flask, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
    ) -> None:
        receipt, stranger = complaint(), staff_in("Oda Oak", role="admin", landlord=OAK)
        assert receipt.reference not in stranger.open("/staff/?show=all").html
        assert receipt.reference not in stranger.open(f"/staff/?q={receipt.reference}").text
        token = re.search(r'name="csrf_token" value="([^"]+)"', stranger.page.html)
        assert token
        for address in (at(receipt), *(at(receipt, action) for action in ACTIONS), at(receipt, "files/1")):
            page = stranger.open(address)
            assert (page.status, page.text.startswith("We cannot find that")) == (404, True), address
        for action in ACTIONS:
            data = {"csrf_token": token[1], "version": "1", "words": "x"}
            assert stranger.client.post(at(receipt, action), data=data).status_code == 404
        assert office.store.case(receipt.reference).version == 1

    def test_a_residents_session_opens_no_staff_page(
        self, complaint: Callable[..., Receipt], resident_in: Callable[[Receipt], Browser]
    ) -> None:
        receipt = complaint()
        assert resident_in(receipt).open(at(receipt)).text.startswith("Sign in")


class TestQueue:
    def test_overdue_first_then_by_due_date_with_working_days_left(
        self, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], clock: Clock
    ) -> None:
        clock.is_on("2026-11-12")
        late = complaint()
        clock.is_on("2026-11-20")
        fresh = complaint(name="Bea Ali")
        clock.is_on("2026-11-23")
        page = staff_in().open("/staff/?show=all")
        assert page.text.index(late.reference) < page.text.index(fresh.reference)
        assert "Thursday 19 November 2026 2 working days late" in page.text
        assert "Friday 27 November 2026 4 working days left" in page.text
        assert "Nobody yet" in page.text

    def test_mine_all_and_closed(
        self, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
    ) -> None:
        mine, other, closed = complaint(), complaint(), complaint()
        answered(office, closed)
        dana = staff_in()
        dana.open(at(mine, "assign"))
        dana.send("Give it to them", to=find_staff(office, f"dana@{LEATHERMARKET}.example").id)
        dana.open(at(closed, "close"))
        dana.send("Close the case", reason="All is done.")
        shown = {which: dana.open(f"/staff/?show={which}").text for which in ("mine", "all", "closed")}
        assert mine.reference in shown["mine"]
        assert other.reference not in shown["mine"]
        assert {mine.reference, other.reference} <= set(re.findall(r"LMJ-\w{4}-\w{4}", shown["all"]))
        assert closed.reference not in shown["all"]
        assert closed.reference in shown["closed"]
        assert "Mine (1)" in shown["all"]

    @pytest.mark.parametrize("change", [str.lower, lambda typed: typed.replace("-", " "), lambda typed: typed[:9]])
    def test_a_case_is_found_by_its_reference(
        self, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], change: Callable[[str], str]
    ) -> None:
        receipt = complaint()
        assert staff_in().open(f"/staff/?q={change(receipt.reference)}").path == at(receipt)

    def test_what_waits_and_what_to_mind_is_flagged(
        self, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt]
    ) -> None:
        reach = {"contact_by": ("phone",), "phone": "07700 900982", "contact_when": "", "email": ""}
        complaint(**reach, safe_message="not_safe", adjustments=("home_visit",))
        text = staff_in().open("/staff/?show=all").text
        for flag in ("2 tasks", "Do not leave a message", "Adjustments"):
            assert flag in text


class TestCasePage:
    def test_warnings_come_before_everything_else(
        self, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt]
    ) -> None:
        receipt = complaint(safe_message="not_safe", adjustments=("home_visit",), adjustment_words="Large print")
        text = staff_in().open(at(receipt)).text
        order = [
            "Do not leave a message.",
            "Visit me at home",
            "Large print",
            "Acknowledge",
            "The lift has been broken",
        ]
        places = [text.index(each) for each in order]
        assert places == sorted(places)

    def test_it_shows_the_linked_request_for_work(
        self, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
    ) -> None:
        receipt = complaint(told_before="first_time", pass_on="both")
        dana = staff_in()
        assert f"/staff/cases/{receipt.service_request}" in dana.open(at(receipt)).links
        page = dana.open(f"/staff/cases/{receipt.service_request}")
        assert at(receipt) in page.links
        assert "Request for work" in page.text
        assert office.store.case(receipt.service_request).kind is Kind.SERVICE_REQUEST
        dana.open(f"/staff/cases/{receipt.service_request}/close")
        dana.send("Close the case", reason="Passed on to repairs.")
        assert "Closed." in dana.page.text

    def test_tasks_are_listed_and_ticked_off(
        self, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
    ) -> None:
        receipt = complaint(contact_by=("phone",), phone="07700 900982", contact_when="", email="")
        dana = staff_in()
        page = dana.open(at(receipt))
        assert "Tell the resident that we have it, with the reference and the dates" in page.text
        button = "Done Tell the resident that we have it, with the reference and the dates"
        assert "It is ticked off." in dana.send(button).text
        assert not office.store.tasks(receipt.reference)
        (done,) = office.store.tasks(receipt.reference, open_only=False)
        assert done.done_by == f"staff:{find_staff(office, f'dana@{LEATHERMARKET}.example').id}"

    def test_who_did_what(
        self, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
    ) -> None:
        receipt, dana, ewa = complaint(), staff_in("Dana Cole"), staff_in("Ewa Nowak")
        ewa_id = find_staff(office, f"ewa@{LEATHERMARKET}.example").id
        dana.open(at(receipt, "assign"))
        dana.send("Give it to them", to=ewa_id)
        text = ewa.open(at(receipt)).text
        assert "Given to Ewa Nowak. Friday 20 November 2026 · Dana Cole" in text
        assert "The case was made. Friday 20 November 2026 · The resident" in text


class TestActions:
    def test_the_acknowledgement_says_whether_all_of_it_is_ours(
        self, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
    ) -> None:
        receipt, dana = complaint(), staff_in()
        dana.open(at(receipt, "acknowledge"))
        page = dana.send("Send the acknowledgement", understanding="The lift.")
        assert error_at(page, "ours") == "Choose one of the answers"
        assert page.typed()["understanding"] == "The lift."
        page = dana.send("Send the acknowledgement", ours="partly_ours")
        assert error_at(page, "not_responsible") == "Write what is not ours, and who deals with it"
        page = dana.send("Send the acknowledgement", understanding=" ", ours="all_ours")
        assert error_at(page, "understanding") == "Write this before you send"
        dana.send("Send the acknowledgement", understanding="The lift.")
        (event,) = office.store.case(receipt.reference).happened(Acknowledged)
        assert isinstance(event, Acknowledged)
        assert office.store.words(event.not_responsible) == {
            event.not_responsible.id: "All of it is ours to deal with."
        }

    def test_taking_longer_needs_a_reason_and_a_date_and_past_the_limit_updates(
        self, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
    ) -> None:
        receipt, dana = complaint(), staff_in()
        acknowledged(office, receipt)  # on 20 November: due on 4 December, at the latest on 18 December
        dana.open(at(receipt, "extend"))
        page = dana.send("Send the new date", reason="A part is late.", new_date="soon")
        assert error_at(page, "new_date") == "Write a date, like 24/11/2026"
        assert page.typed()["reason"] == "A part is late."
        page = dana.send("Send the new date", reason="", new_date="18/12/2026")
        assert error_at(page, "reason") == "Write this before you send"
        page = dana.send("Send the new date", reason="A part is late.", new_date="2026-12-21")
        assert error_at(page, "intervals").startswith("This is past the usual limit.")
        dana.send("Send the new date", intervals="Every Friday by phone")
        (event,) = office.store.case(receipt.reference).happened(Extended)
        assert isinstance(event, Extended)
        assert event.new_date == date(2026, 12, 21)

    @pytest.mark.parametrize("item", MISSING)
    def test_an_answer_with_an_item_missing_is_not_sent_and_the_rest_is_kept(
        self, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office, item: str
    ) -> None:
        receipt, dana = complaint(), staff_in()
        acknowledged(office, receipt)
        dana.open(at(receipt, "answer"))
        page = dana.send("Read it before you send it", **{**ANSWER, item: ""})
        assert error_at(page, item) == MISSING[item]
        assert MISSING[item] in page.text[: page.text.index("What the complaint is about")], "in the summary too"
        for name in ANSWER.keys() - {item, "decision"}:
            assert page.typed()[name] == ANSWER[name]

    def test_a_promise_without_a_date_is_named_in_its_own_row(
        self, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
    ) -> None:
        receipt, dana = complaint(), staff_in()
        acknowledged(office, receipt)
        dana.open(at(receipt, "answer"))
        page = dana.send("Add a promise", **ANSWER)
        assert "Promise 3" in page.text
        page = dana.send("Read it before you send it", promise_3_words="Mend the lift")
        assert error_at(page, "promise_3_by") == "Write the day by which it is done"
        page = dana.send("Read it before you send it", promise_3_by="2026-12-18")
        assert "Mend the lift (Friday 18 December 2026)" in page.text
        page = dana.send("Change it")
        assert page.typed()["promise_3_words"] == "Mend the lift"
        assert page.typed()["reasons"] == "We read the log."

    def test_a_message_and_a_note(
        self, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
    ) -> None:
        receipt, dana = complaint(), staff_in()
        dana.open(at(receipt, "message"))
        assert "It goes to the resident by email: amina@example.com." in dana.page.text
        dana.send("Send the message", words="The engineer comes on Monday.")
        dana.open(at(receipt))
        dana.send("Keep the note", words="Rang, no answer")
        case = office.store.case(receipt.reference)
        (message,), (note,) = case.happened(MessageSent), case.happened(Noted)
        assert isinstance(message, MessageSent)
        assert message.to == RESIDENT
        assert isinstance(note, Noted)

    def test_the_same_form_sent_twice_is_done_once(
        self, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
    ) -> None:
        receipt, dana = complaint(), staff_in()
        for action, values in (("message", {"words": "Hello"}), ("acknowledge", ACKNOWLEDGEMENT)):
            typed = {**dana.open(at(receipt, action)).typed(), **values}
            for _ in range(2):
                assert dana.client.post(at(receipt, action), data=typed).status_code == 303
        case = office.store.case(receipt.reference)
        assert (len(case.happened(MessageSent)), len(case.happened(Acknowledged))) == (1, 1)

    def test_only_a_colleague_can_be_given_a_case(
        self, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
    ) -> None:
        receipt, dana = complaint(), staff_in()
        staff_in("Oda Oak", landlord=OAK)
        dana.open(at(receipt, "assign"))
        assert "Oda Oak" not in dana.page.text
        page = dana.send("Give it to them", to="nobody")
        assert "Choose who deals with it" in page.text
        assert not office.store.case(receipt.reference).happened(Assigned)

    def test_a_request_for_the_next_stage_taken_by_phone(
        self, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office, clock: Clock
    ) -> None:
        clock.is_on("2026-11-02")
        receipt = complaint()
        answered(office, receipt)
        clock.is_on("2026-11-11")
        dana = staff_in()
        dana.open(at(receipt, "escalate"))
        page = dana.send("Send it to the next stage", happened_on="2026-11-12")
        assert error_at(page, "happened_on") == "This day is still to come. Write the day it happened"
        dana.send("Send it to the next stage", happened_on="2026-11-10")
        (event,) = office.store.case(receipt.reference).happened(Escalated)
        assert (event.happened_on, event.decided_by) == (date(2026, 11, 10), RESIDENT)
        assert event.recorded_by.startswith("staff:")
        assert "The resident, written down by Dana Cole" in dana.page.text

    def test_closing_needs_a_reason(
        self, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
    ) -> None:
        receipt, dana = complaint(), staff_in()
        answered(office, receipt)
        dana.open(at(receipt, "close"))
        assert "The resident can still ask for the next stage. Their time ends on Friday 18 December 2026." in (
            dana.page.text
        )
        assert error_at(dana.send("Close the case"), "reason") == "Write this before you send"
        dana.send("Close the case", reason="All is done.")
        assert isinstance(office.store.case(receipt.reference).events[-1], Closed)


class TestTwoAtOnce:
    def test_who_decides_on_an_outdated_page_is_told_what_changed_and_keeps_the_words(
        self, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
    ) -> None:
        receipt, dana, ewa = complaint(), staff_in("Dana Cole"), staff_in("Ewa Nowak")
        dana.open(at(receipt, "message"))
        ewa.open(at(receipt, "note"))
        ewa.send("Keep the note", words="She moved out.")
        page = dana.send("Send the message", words="We come on Monday.")
        assert page.status == 409
        assert "The case has changed while this page was open" in page.text
        assert "She moved out." in page.text
        assert page.typed()["words"] == "We come on Monday."
        assert not office.store.case(receipt.reference).happened(MessageSent)
        dana.send("Send the message")
        assert len(office.store.case(receipt.reference).happened(MessageSent)) == 1

    def test_what_can_no_longer_be_done_keeps_its_words_to_be_copied(
        self, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
    ) -> None:
        receipt, dana, ewa = complaint(), staff_in("Dana Cole"), staff_in("Ewa Nowak")
        for each in (dana, ewa):
            each.open(at(receipt, "acknowledge"))
        ewa.send("Send the acknowledgement", **ACKNOWLEDGEMENT)
        page = dana.send("Send the acknowledgement", **{**ACKNOWLEDGEMENT, "understanding": "My careful words."})
        assert "it cannot be sent any more" in page.text
        assert page.typed()["understanding"] == "My careful words."
        assert "Send the acknowledgement" not in page.text
        assert len(office.store.case(receipt.reference).happened(Acknowledged)) == 1

    @pytest.mark.parametrize("action", ["answer", "escalate", "close", "accept", "more-time"])
    def test_an_impossible_move_is_a_calm_page(
        self, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], action: str
    ) -> None:
        page = staff_in().open(at(complaint(), action))
        assert page.status == 409
        assert "That cannot happen now" in page.text

    def test_a_stale_form_is_shown_again_and_nothing_is_done(
        self, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
    ) -> None:
        receipt, dana = complaint(), staff_in()
        dana.open(at(receipt, "message"))
        page = dana.send("Send the message", csrf_token="old", words="Hello")
        assert "Press the button again." in page.text
        assert not office.store.case(receipt.reference).happened(MessageSent)
        dana.send("Send the message")
        assert len(office.store.case(receipt.reference).happened(MessageSent)) == 1


def test_a_case_that_is_not_there_is_the_same_calm_page(staff_in: Callable[..., Browser]) -> None:
    page = staff_in().open("/staff/cases/LMJ-2222-2222")
    assert page.status == 404
    assert page.text.startswith("We cannot find that")
