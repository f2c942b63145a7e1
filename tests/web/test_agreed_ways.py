"""Whoever reaches a resident in another way than agreed is stopped; what the agreed way allows is not."""

from collections.abc import Callable

import pytest
from flask import Flask

from portal.domain.channels import FORMAL
from portal.domain.events import MessageSent, Spoke
from portal.domain.messages import EVENT_MESSAGES
from portal.domain.needs import Needs
from portal.domain.person_messages import PERSON_MESSAGES
from portal.services.complaints import Receipt
from portal.services.office import Office
from portal.web.staff.adjusting import ANSWERS
from portal.web.staff.agreed_ways import NO_CALLS, ONLY_CALLS, SEE_THEM, STILL_IN_WRITING, WAYS, Way, why_not
from portal.web.staff.doing import ACTIONS
from portal.web.staff.representing import RECORDINGS
from tests.web.browser import Browser
from tests.web.test_staff import answered, at
from tests.web.test_staff_adjustments import agreed

Complaint = Callable[..., Receipt]
StaffIn = Callable[..., Browser]
NAMED = {"staff.act": ACTIONS, "staff.answer_to": ANSWERS, "staff.record_consent": RECORDINGS}
"""The forms that do several things, each by its name."""
ASKS_WHY = "Why do you do it all the same?"


def test_it_is_decided_for_everything_that_staff_can_send(app: Flask) -> None:
    forms = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    of_staff = {endpoint for endpoint in forms if endpoint.startswith("staff.")}
    several = {f"{endpoint}:{name}" for endpoint, names in NAMED.items() for name in names}
    assert WAYS.keys() == (of_staff - NAMED.keys()) | several


@pytest.mark.parametrize("name", ACTIONS)
def test_it_says_what_the_event_of_an_action_truly_sends(name: str) -> None:
    event, way = ACTIONS[name].event, WAYS[f"staff.act:{name}"]
    kind = EVENT_MESSAGES.get(event, "")
    if event in (MessageSent, Spoke):
        assert way is (Way.WRITTEN if event is MessageSent else Way.PHONED)
    elif kind:
        assert way is (Way.FORMAL if kind in FORMAL else Way.NEWS)
    else:
        assert way in (Way.NOTHING, Way.ASKED)


@pytest.mark.parametrize("name", ANSWERS)
def test_it_says_what_an_answer_to_a_need_truly_sends(name: str) -> None:
    kind, way = PERSON_MESSAGES[ANSWERS[name].event].kind, WAYS[f"staff.answer_to:{name}"]
    assert (way is Way.FORMAL) is (kind in FORMAL)
    assert way is not Way.NOTHING


@pytest.mark.parametrize(
    ("needs", "stopped"),
    [
        (Needs(), set()),
        (Needs(phone_only=True), {Way.WRITTEN}),
        (Needs(letter_only=True), {Way.PHONED}),
        (Needs(no_phone=True), {Way.PHONED}),
        (Needs(large_print=24, audio=True, easy_read=True, language="pl"), set()),
    ],
)
def test_only_a_way_that_is_truly_left_is_stopped(needs: Needs, stopped: set[Way]) -> None:
    assert {way for way in Way if why_not(way, needs)} == stopped


class TestSomebodyWhoIsOnlyPhoned:
    def test_what_the_code_wants_in_writing_goes_on_without_a_reason_and_is_read_to_them(
        self, staff_in: StaffIn, complaint: Complaint, office: Office
    ) -> None:
        receipt = complaint()
        agreed(office, receipt, "phone_only")
        dana = staff_in()
        page = dana.open(f"{at(receipt)}/acknowledge")
        assert STILL_IN_WRITING in page.text
        assert "You get a task to tell them by phone" in page.text
        assert ASKS_WHY not in page.text
        dana.send("Send the acknowledgement", understanding="The lift.", outcome="A lift.", ours="all_ours")
        assert "tell_acknowledgement" in [task.kind for task in office.store.tasks(receipt.reference)]

    def test_every_page_says_the_same_as_the_table(
        self, staff_in: StaffIn, complaint: Complaint, office: Office
    ) -> None:
        receipt = complaint()
        agreed(office, receipt, "phone_only")
        answered(office, receipt)
        dana, seen = staff_in(), set()
        for name, action in ACTIONS.items():
            page = dana.open(f"{at(receipt)}/{name}")
            if page.status == 200:
                way = WAYS[f"staff.act:{name}"]
                assert (ASKS_WHY in page.text) is (way is Way.WRITTEN), name
                assert (STILL_IN_WRITING in page.text) is (way is Way.FORMAL), name
                assert (ONLY_CALLS in page.text) is (way in (Way.WRITTEN, Way.ASKED)), name
                seen.add(action.event)
        assert len(seen) > 6

    def test_a_message_with_a_reason_goes_as_it_says_before_it_is_sent(
        self, staff_in: StaffIn, complaint: Complaint, office: Office
    ) -> None:
        receipt = complaint()
        agreed(office, receipt, "phone_only")
        page = staff_in().open(f"{at(receipt)}/message")
        assert "It goes to the resident by email: amina@example.com." in page.text
        assert "You get a task" not in page.text

    def test_an_answer_to_what_they_need_says_that_they_are_phoned(
        self, staff_in: StaffIn, complaint: Complaint, office: Office
    ) -> None:
        receipt = complaint()
        agreed(office, receipt, "phone_only")
        page = staff_in().open(f"{at(receipt)}/adjustments/phone_only/review")
        assert ONLY_CALLS in page.text
        assert "You get a task to tell them by phone" in page.text


class TestSomebodyWhoIsNotPhoned:
    @pytest.mark.parametrize("need", ["no_phone", "letter_only"])
    def test_a_new_code_says_so_and_asks_for_no_reason(
        self, staff_in: StaffIn, complaint: Complaint, office: Office, need: str
    ) -> None:
        receipt = complaint()
        agreed(office, receipt, need)
        dana = staff_in()
        page = dana.open(f"{at(receipt)}/new-code")
        assert SEE_THEM in page.text
        assert ASKS_WHY not in page.text

    def test_where_only_a_phone_is_known_somebody_finds_another_way(
        self, staff_in: StaffIn, complaint: Complaint, office: Office
    ) -> None:
        receipt = complaint(contact_by=("phone",), email="", phone="07700 900982", contact_when="")
        agreed(office, receipt, "no_phone")
        page = staff_in().open(f"{at(receipt)}/update")
        assert "We agreed not to phone the resident, and have no other way to them" in page.text
        assert NO_CALLS not in page.text

    def test_a_task_to_tell_them_says_it_too(self, staff_in: StaffIn, complaint: Complaint, office: Office) -> None:
        receipt = complaint(contact_by=("phone",), email="", phone="07700 900982", contact_when="")
        dana = staff_in()
        assert "Do not phone them" not in dana.open(at(receipt)).text
        agreed(office, receipt, "no_phone")
        text = dana.open(at(receipt)).text
        assert "Tell the resident that we have it, with the reference and the dates. Do not phone them" in text
