"""Staff and what a resident needs done differently: seen first, answered, looked at again."""

from collections.abc import Callable
from datetime import date

import pytest

from portal.domain.adjustments import Adjustment, Life
from portal.domain.deadlines import ESCALATE_BY
from portal.domain.events import MessageSent, Spoke
from portal.domain.person_commands import AgreeAdjustment, AskAdjustment
from portal.domain.person_messages import NEED_TASKS, PERSON_MESSAGES, READ_ALOUD, REVIEW
from portal.parts import Parts
from portal.services.casework import open_file
from portal.services.complaints import Receipt
from portal.services.office import Office
from portal.services.people import do_for_person
from portal.web.staff.tasks import TASKS
from portal.worker import ask_for_all_reviews
from tests.builders import some_words
from tests.web.browser import Browser
from tests.web.conftest import Clock
from tests.web.test_staff import answered, at

Complaint = Callable[..., Receipt]
StaffIn = Callable[..., Browser]


def the_one(office: Office, receipt: Receipt) -> Adjustment:
    """The one adjustment of whoever made this complaint."""
    (one,) = open_file(office, receipt.reference).record.adjustments.values()
    return one


def answer_at(office: Office, receipt: Receipt, name: str) -> str:
    """The address where staff do this to the one adjustment."""
    return f"{at(receipt)}/adjustments/{the_one(office, receipt).id}/{name}"


def tasks(office: Office) -> list[str]:
    """What is to be done."""
    return [task.kind for task in office.store.tasks()]


class TestAnswering:
    def test_what_they_need_comes_before_the_next_step_on_every_case_of_theirs(
        self, staff_in: StaffIn, complaint: Complaint, office: Office
    ) -> None:
        receipt = complaint(adjustments=("home_visit",), told_before="first_time", pass_on="both")
        for reference in (receipt.reference, receipt.service_request):
            text = staff_in(f"Dana{reference} Cole").open(f"/staff/cases/{reference}").text
            assert 0 < text.index("Visit me at home Waits for our answer") < text.index("What they told us")

    def test_agreeing_does_it_tells_them_and_ticks_the_task_off(
        self, staff_in: StaffIn, complaint: Complaint, office: Office
    ) -> None:
        receipt = complaint(adjustments=("home_visit",))
        assert tasks(office) == ["decide_adjustment"]
        dana = staff_in()
        dana.open(answer_at(office, receipt, "agree"))
        page = dana.send("Agree and tell them", words="We come on Fridays.", review_on="2027-06-01")
        one = the_one(office, receipt)
        assert (one.life, one.need, one.review_on) == (Life.AGREED, "home_visit", date(2027, 6, 1))
        assert "It is kept" in page.text
        assert "We come on Fridays." in page.text
        assert tasks(office) == ["arrange_visit"]
        assert "Agree with the resident when to visit them at home" in page.text

    def test_in_another_way_must_be_explained(self, staff_in: StaffIn, complaint: Complaint, office: Office) -> None:
        receipt = complaint(adjustments=("home_visit",))
        dana = staff_in()
        dana.open(answer_at(office, receipt, "differently"))
        assert "Write this before you send" in dana.send("Agree and tell them", need="accessible_venue").text
        dana.send("Agree and tell them", words="The lift at our office works.", need="accessible_venue")
        one = the_one(office, receipt)
        assert (one.life, one.need) == (Life.AGREED_DIFFERENTLY, "accessible_venue")

    def test_declining_needs_reasons(self, staff_in: StaffIn, complaint: Complaint, office: Office) -> None:
        receipt = complaint(adjustments=("home_visit",))
        dana = staff_in()
        dana.open(answer_at(office, receipt, "decline"))
        assert "Write this before you send" in dana.send("Decline and tell them").text
        dana.send("Decline and tell them", words="Nobody can come.")
        assert the_one(office, receipt).life is Life.DECLINED
        assert tasks(office) == []

    def test_words_alone_are_given_a_need_with_the_answer(
        self, staff_in: StaffIn, complaint: Complaint, office: Office
    ) -> None:
        receipt = complaint(adjustment_words="I cannot see small print")
        dana = staff_in()
        page = dana.open(answer_at(office, receipt, "agree"))
        assert "I cannot see small print" in page.text
        assert "Choose what we do" in dana.send("Agree and tell them").text
        dana.send("Agree and tell them", need="larger_print")
        assert the_one(office, receipt).need == "larger_print"
        assert open_file(office, receipt.reference).needs.large_print == 24

    def test_a_form_that_is_sent_twice_or_too_late_answers_once(
        self, staff_in: StaffIn, complaint: Complaint, office: Office
    ) -> None:
        receipt = complaint(adjustments=("home_visit",))
        dana, sam = staff_in(), staff_in("Sam Lee")
        sam.open(answer_at(office, receipt, "decline"))
        dana.open(answer_at(office, receipt, "acknowledge"))
        typed = dana.page.typed("Tell them")
        assert dana.client.post(dana.page.path, data=typed).status_code == 303
        assert dana.client.post(dana.page.path, data=typed).status_code == 409
        page = sam.send("Decline and tell them", words="No.")
        assert page.status == 409
        assert "Somebody answered this while the page was open" in page.text
        assert the_one(office, receipt).life is Life.ACKNOWLEDGED

    def test_a_reader_sees_it_and_cannot_answer(self, staff_in: StaffIn, complaint: Complaint, office: Office) -> None:
        receipt = complaint(adjustments=("home_visit",))
        reader = staff_in("Rita Reads", role="reader")
        page = reader.open(at(receipt))
        assert "Visit me at home" in page.text
        assert not [link for link in page.links if "/adjustments/" in link]
        assert reader.open(answer_at(office, receipt, "agree")).status == 403


class TestWhatSomeNeed:
    def test_more_time_asks_for_the_new_date_where_a_limit_runs(
        self, staff_in: StaffIn, complaint: Complaint, office: Office
    ) -> None:
        receipt = complaint()
        answered(office, receipt)
        file = open_file(office, receipt.reference)
        limit = file.deadline(ESCALATE_BY)
        ours = [each for each in file.deadlines if each.kind != ESCALATE_BY]
        assert limit
        do_for_person(office, receipt.reference, AskAdjustment("a1", "more_time"))
        dana = staff_in()
        dana.open(answer_at(office, receipt, "agree"))
        name = f"more_time-{receipt.reference}"
        assert "Write a date" in dana.send("Agree and tell them", need="more_time").text
        dana.send("Agree and tell them", need="more_time", **{name: str(limit.due)})
        assert the_one(office, receipt).life is Life.ASKED
        assert f'id="{name}-error"' in dana.page.html
        dana.send("Agree and tell them", need="more_time", **{name: "2027-12-01"})
        after = open_file(office, receipt.reference)
        moved = after.deadline(ESCALATE_BY)
        assert moved
        assert moved.due == date(2027, 12, 1)
        assert [each for each in after.deadlines if each.kind != ESCALATE_BY] == ours

    def test_who_helps_from_outside_is_named_with_the_task(
        self, staff_in: StaffIn, complaint: Complaint, office: Office
    ) -> None:
        receipt = complaint(adjustments=("advocacy",))
        dana = staff_in()
        dana.open(answer_at(office, receipt, "agree"))
        page = dana.send("Agree and tell them")
        assert office.policy.advice
        assert office.policy.advice[0].phone in page.text

    @pytest.mark.parametrize("need", ["priority"])
    def test_who_comes_first_is_marked_in_the_queue(
        self, staff_in: StaffIn, complaint: Complaint, office: Office, need: str
    ) -> None:
        receipt = complaint()
        do_for_person(office, receipt.reference, AskAdjustment("a1", need))
        dana = staff_in()
        assert "Comes first" not in dana.open("/staff/?show=all").text
        dana.open(answer_at(office, receipt, "agree"))
        dana.send("Agree and tell them")
        assert "Comes first" in dana.open("/staff/?show=all").text


class TestReviews:
    def test_on_its_day_it_stands_above_the_queue_until_somebody_has_asked(
        self, staff_in: StaffIn, complaint: Complaint, office: Office, parts: Parts, clock: Clock
    ) -> None:
        receipt = complaint(adjustments=("home_visit",))
        dana = staff_in()
        dana.open(answer_at(office, receipt, "agree"))
        dana.send("Agree and tell them", review_on="2027-01-04")
        assert ask_for_all_reviews(parts) == 0
        clock.is_on("2027-01-05", "10:00")
        for _night in range(2):
            ask_for_all_reviews(parts)
        assert tasks(office).count("review_adjustment") == 1
        dana = staff_in("Sam Lee")
        assert "Ask if it still helps" in dana.open("/staff/").text
        assert "Ask if it still helps" in dana.open(at(receipt)).text
        dana.open(answer_at(office, receipt, "review"))
        dana.send("Keep it and tell them", review_on="2028-01-04")
        assert "Ask if it still helps" not in dana.open("/staff/").text
        assert ask_for_all_reviews(parts) == 0


def agreed(office: Office, receipt: Receipt, need: str) -> None:
    """This was asked for, and is done."""
    do_for_person(office, receipt.reference, AskAdjustment(need, need))
    do_for_person(office, receipt.reference, AgreeAdjustment(need, need, some_words("Yes.")), by="staff:sam")


class TestTheWrongWay:
    def test_writing_to_somebody_who_is_only_phoned_is_stopped_and_goes_on_with_a_reason_that_is_kept(
        self, staff_in: StaffIn, complaint: Complaint, office: Office
    ) -> None:
        receipt = complaint()
        agreed(office, receipt, "phone_only")
        dana = staff_in()
        assert "phone them, and only that" in dana.open(f"{at(receipt)}/message").text
        page = dana.send("Send the message", words="We come on Monday.")
        assert "Write why you do it in another way than agreed" in page.text
        assert not office.store.case(receipt.reference).happened(MessageSent)
        dana.send("Send the message", words="We come on Monday.", despite="Their line is dead.")
        file = open_file(office, receipt.reference)
        (sent,) = file.case.happened(MessageSent)
        assert isinstance(sent, MessageSent)
        assert sent.despite
        assert file.words[sent.despite.id] == "Their line is dead."

    def test_phoning_somebody_who_is_not_to_be_phoned_is_stopped_too(
        self, staff_in: StaffIn, complaint: Complaint, office: Office
    ) -> None:
        receipt = complaint()
        agreed(office, receipt, "no_phone")
        dana = staff_in()
        assert "not to phone them" in dana.open(f"{at(receipt)}/speak").text
        assert "Write why" in dana.send("Keep it", words="We spoke.").text
        dana.send("Keep it", words="We spoke.", despite="They rang us.")
        (spoke,) = office.store.case(receipt.reference).happened(Spoke)
        assert isinstance(spoke, Spoke)
        assert spoke.despite

    @pytest.mark.parametrize(("need", "name"), [("letter_only", "message"), ("phone_only", "speak"), ("", "message")])
    def test_the_agreed_way_asks_for_no_reason(
        self, staff_in: StaffIn, complaint: Complaint, office: Office, need: str, name: str
    ) -> None:
        receipt = complaint()
        if need:
            agreed(office, receipt, need)
        assert "all the same" not in staff_in().open(f"{at(receipt)}/{name}").text


def test_every_task_of_an_adjustment_is_said_in_words() -> None:
    told = [told.kind for event, told in PERSON_MESSAGES.items() if event.__name__.startswith("Adjustment")]
    kinds = {*NEED_TASKS.values(), REVIEW, READ_ALOUD, *(f"tell_{kind}" for kind in told), "decide_adjustment"}
    assert kinds <= TASKS.keys()
