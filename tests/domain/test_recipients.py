"""Who receives each message, for every standing and scope of somebody who acts for the resident: a table by hand."""

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.domain.channels import EMAIL, LETTER, TEXT
from portal.domain.consent import Scope, Standing
from portal.domain.events import RESIDENT
from portal.domain.messages import EVENT_MESSAGES, Message, Task, messages_for
from portal.domain.people import Person
from portal.domain.recipients import RECEIVED, Acting, recipients
from tests.builders import GRACE, MORNING, RecordBuilder, a_case, a_person, a_policy, a_record

TODAY = MORNING.date()
YESTERDAY = TODAY - timedelta(days=1)
THIS, OTHER = "OAK-7K3F-92QD", "OAK-8K3F-92QD"
SEE, SPEAK, LETTERS, INSTEAD, REMEDY = Scope
THEM = f"representative:{GRACE}"
ALONE, BOTH, THEY = (RESIDENT,), (RESIDENT, THEM), (THEM,)
NOBODY: tuple[str, ...] = ()

ROWS: dict[str, tuple[RecordBuilder, tuple[str, ...], tuple[str, ...]]] = {
    "nobody acts": (a_record(), ALONE, NOBODY),
    "named with this case": (a_record().named(), ALONE, THEY),
    "named with another case": (a_record().said_with(OTHER).named(), ALONE, NOBODY),
    "asked to allow copies": (a_record().asked_consent(LETTERS), ALONE, THEY),
    "asked to allow letters in their place": (a_record().asked_consent(INSTEAD), ALONE, THEY),
    "asked with another case": (a_record().said_with(OTHER).asked_consent(LETTERS), ALONE, NOBODY),
    "may see": (a_record().with_consent(SEE), ALONE, THEY),
    "may speak": (a_record().with_consent(SPEAK), ALONE, THEY),
    "may agree the remedy": (a_record().with_consent(REMEDY), ALONE, THEY),
    "may see, speak and agree": (a_record().with_consent(SEE, SPEAK, REMEDY), ALONE, THEY),
    "gets copies": (a_record().with_consent(LETTERS), BOTH, THEY),
    "gets letters instead": (a_record().with_consent(INSTEAD), THEY, THEY),
    "may see, asked for copies": (a_record().with_consent(SEE).asked_consent(SEE, LETTERS), ALONE, THEY),
    "gets copies, refused more": (a_record().with_consent(LETTERS).asked_consent(SEE).refused(), BOTH, THEY),
    "copies of this case among others": (a_record().with_consent(LETTERS, cases=(OTHER, THIS)), BOTH, THEY),
    "copies of another case only": (a_record().with_consent(LETTERS, cases=(OTHER,)), ALONE, NOBODY),
    "letters of another case only": (a_record().with_consent(INSTEAD, cases=(OTHER,)), ALONE, NOBODY),
    "copies until today": (a_record().with_consent(LETTERS, until=TODAY), BOTH, THEY),
    "letters until today": (a_record().with_consent(INSTEAD, until=TODAY), THEY, THEY),
    "letters until yesterday, not written down yet": (
        a_record().later(days=-1).with_consent(INSTEAD, until=YESTERDAY), ALONE, NOBODY,
    ),
    "expired": (
        a_record().later(days=-1).with_consent(INSTEAD, until=YESTERDAY).later(days=1).expired(), ALONE, NOBODY,
    ),
    "refused": (a_record().asked_consent(LETTERS).refused(), ALONE, NOBODY),
    "copies withdrawn": (a_record().with_consent(LETTERS).withdrawn(), ALONE, NOBODY),
    "letters withdrawn quietly": (a_record().with_consent(INSTEAD).withdrawn(quietly=True), ALONE, NOBODY),
    "withdrawn, and asked again": (a_record().with_consent(INSTEAD).withdrawn().asked_consent(LETTERS), ALONE, THEY),
}  # fmt: skip
"""The record; who gets the news of the case; who is told, when it is made, that we have it."""


def test_every_standing_and_every_scope_is_in_the_table() -> None:
    known = [record.record.representations[GRACE] for name, (record, *_) in ROWS.items() if name != "nobody acts"]
    assert {each.standing for each in known} == set(Standing)
    assert {scope for each in known if each.granted for scope in each.granted.scope} == set(Scope)


@pytest.mark.parametrize("kind", [*EVENT_MESSAGES.values(), RECEIVED])
@pytest.mark.parametrize("row", ROWS)
def test_a_message_goes_to_whom_the_table_says(row: str, kind: str) -> None:
    record, news, received = ROWS[row]
    expected = {RECEIVED: received, "new_code": ALONE}.get(kind, news)
    assert recipients(kind, record.record, THIS, TODAY) == expected


def test_two_people_who_act_are_told_each_by_what_they_may() -> None:
    record = a_record().with_consent(LETTERS).with_consent(INSTEAD, representative="mp").with_consent(
        SEE, representative="ada"
    )  # fmt: skip
    assert recipients("answer", record.record, THIS, TODAY) == ("representative:mp", THEM)


class TestTheMessages:
    """What is written with the event, by the channels of each."""

    KOFI = Person(name="Kofi Obi", email="kofi@example.com", phone="07700 900100", address="2 Oak Street")
    POLICY = a_policy()

    def written(
        self, to: RecordBuilder, ways: tuple[str, ...], resident: Person | None = None
    ) -> tuple[tuple[Message, ...], tuple[Task, ...]]:
        acting = Acting(to.record, {GRACE: replace(self.KOFI, contact_by=ways)}, TODAY)
        case = a_case(policy=self.POLICY, reference=THIS).acknowledged().made
        return messages_for(case, case.events[-1], resident or a_person(), self.POLICY, acting=acting)

    @pytest.mark.parametrize(("way", "channel"), [("email", EMAIL), ("post", LETTER)])
    def test_a_copy_goes_by_the_way_of_whoever_gets_it(self, way: str, channel: str) -> None:
        messages, tasks = self.written(a_record().with_consent(LETTERS), (way,))
        assert messages == (
            Message("acknowledgement", RESIDENT, 2, EMAIL),
            Message("acknowledgement", THEM, 2, channel),
        )
        assert tasks == ()

    def test_what_must_be_in_writing_is_told_by_a_person_too_where_there_is_only_a_text(self) -> None:
        messages, tasks = self.written(a_record().with_consent(INSTEAD), ("text",))
        assert messages == (Message("acknowledgement", THEM, 2, TEXT),)
        assert tasks == (Task(f"tell_acknowledgement:{THEM}", 2),)

    def test_whoever_chose_the_phone_is_called(self) -> None:
        messages, tasks = self.written(a_record().with_consent(INSTEAD), ("phone",))
        assert (messages, tasks) == ((), (Task(f"tell_acknowledgement:{THEM}", 2),))

    def test_the_resident_gets_it_where_nobody_in_their_place_can_be_reached(self) -> None:
        acting = Acting(a_record().with_consent(INSTEAD).record, {GRACE: Person(name="Kofi Obi")}, TODAY)
        case = a_case(policy=self.POLICY, reference=THIS).acknowledged().made
        messages, _ = messages_for(case, case.events[-1], a_person(), self.POLICY, acting=acting)
        assert messages == (Message("acknowledgement", RESIDENT, 2, EMAIL),)

    def test_whoever_began_it_hears_that_we_have_it_and_the_resident_gets_the_receipt(self) -> None:
        acting = Acting(
            a_record().asked_consent(LETTERS).record, {GRACE: replace(self.KOFI, contact_by=("email",))}, TODAY
        )
        case = a_case(policy=self.POLICY, reference=THIS).made
        messages, _ = messages_for(case, case.events[-1], a_person(), self.POLICY, acting=acting)
        assert messages == (Message("receipt", RESIDENT, 1, EMAIL), Message(RECEIVED, THEM, 1, EMAIL))

    def test_whoever_gets_a_copy_of_the_receipt_is_not_told_twice(self) -> None:
        acting = Acting(
            a_record().with_consent(LETTERS).record, {GRACE: replace(self.KOFI, contact_by=("email",))}, TODAY
        )
        case = a_case(policy=self.POLICY, reference=THIS).made
        messages, _ = messages_for(case, case.events[-1], a_person(), self.POLICY, acting=acting)
        assert messages == (Message("receipt", RESIDENT, 1, EMAIL), Message("receipt", THEM, 1, EMAIL))
