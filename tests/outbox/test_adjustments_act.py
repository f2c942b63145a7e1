"""Every adjustment acts once it is agreed: by itself, or by asking somebody for what only a person can do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage

import pytest

from portal.domain.adjustments import Need
from portal.domain.channels import EMAIL, LETTER
from portal.domain.commands import GiveMoreTime, Send
from portal.domain.deadlines import ESCALATE_BY
from portal.domain.outcome import Outcome
from portal.domain.person_commands import AgreeAdjustment, AskAdjustment, EndAdjustment
from portal.letters.letter import Size
from portal.outbox import deliver_waiting
from portal.outbox.pieces import NOT_AGREED
from portal.outbox.read_aloud import aloud
from portal.parts import Parts
from portal.services.adjustments import come_first
from portal.services.casework import CaseFile, carry_out, handler_name, open_file, try_out
from portal.services.new_words import new_words
from portal.services.office import Office
from portal.services.people import do_for_person
from portal.services.primary_contact import give_all_cases
from portal.services.staff import add_staff, working_staff
from portal.wording import Wording
from tests.outbox import steps
from tests.outbox.conftest import text_of, words_on
from tests.outbox.test_letters import kept, smallest_print

BY_POST = {"contact_by": ("post",), "email": ""}


@dataclass(frozen=True)
class Agreed:
    """A person with whom something was agreed, and a case of theirs."""

    parts: Parts
    office: Office
    reference: str
    before: CaseFile
    written: Callable[[], list[EmailMessage]]

    @property
    def file(self) -> CaseFile:
        """The case as it is now."""
        return open_file(self.office, self.reference)

    @property
    def tasks(self) -> list[str]:
        """What staff are to do."""
        return [task.kind for task in self.office.store.tasks(self.reference)]

    def would_send(self) -> Outcome:
        """What a message of ours to them would send and ask for."""
        command = Send("resident", new_words("We come on Monday."))
        return try_out(self.office, self.reference, command, by=steps.HANDLER)

    @property
    def channels(self) -> list[str]:
        """By which channels a message of ours would go."""
        return [message.channel for message in self.would_send().messages]

    @property
    def asked_to_call(self) -> bool:
        """Would somebody be asked to tell them in person?"""
        return "tell_message" in [task.kind for task in self.would_send().tasks]

    def told(self) -> str:
        """What we wrote to them when we agreed."""
        deliver_waiting(self.parts)
        return text_of(self.written()[-1])

    def mail(self) -> EmailMessage:
        """The last mail to them, after a message of ours."""
        steps.message(self.office, self.reference)
        deliver_waiting(self.parts)
        return self.written()[-1]


def letters_in(points: int) -> Callable[[Agreed], None]:
    def acts(agreed: Agreed) -> None:
        usual = min(smallest_print(pdf) for pdf in kept(agreed.parts))
        steps.message(agreed.office, agreed.reference)
        deliver_waiting(agreed.parts)
        (letter,) = [pdf for pdf in kept(agreed.parts) if "We come on Monday." in words_on(pdf)]
        assert smallest_print(letter) / usual == pytest.approx(points / Size.STANDARD, rel=0.01)

    return acts


def asks_for(task: str) -> Callable[[Agreed], None]:
    def acts(agreed: Agreed) -> None:
        assert task in agreed.tasks

    return acts


def from_outside(task: str) -> Callable[[Agreed], None]:
    """A task, whom our policy names with how to reach them, and the page that says it all."""

    def acts(agreed: Agreed) -> None:
        assert task in agreed.tasks
        told = agreed.told()
        assert agreed.office.policy.advice
        for body in agreed.office.policy.advice:
            assert f"{body.name}, Phone: {body.phone}" in told
        assert f"https://complaints.example/{agreed.office.landlord}/help" in told

    return acts


def audio(agreed: Agreed) -> None:
    """A recording of what was written so far, then of each message; with the words to read."""
    assert "record_audio" in agreed.tasks
    assert "read_aloud" in [task.kind for task in agreed.would_send().tasks]
    (task,) = [each for each in agreed.office.store.tasks(agreed.reference) if each.kind == "record_audio"]
    assert "The lift fails." in aloud(agreed.parts, agreed.office.landlord, task)


def sign_language(agreed: Agreed) -> None:
    """Somebody who signs is booked, and for a call there is a relay service."""
    assert "book_signer" in agreed.tasks
    assert f"Relay UK: dial 18001, then {agreed.office.policy.contacts.phone}" in agreed.told()


def easy_read(agreed: Agreed) -> None:
    assert agreed.file.needs.easy_read
    steps.extend(agreed.office, agreed.reference, date(2027, 1, 20))
    deliver_waiting(agreed.parts)
    easy = Wording("en@easy").say(NOT_AGREED)
    assert easy != NOT_AGREED
    assert easy in text_of(agreed.written()[-1])


def translation(agreed: Agreed) -> None:
    assert agreed.file.needs.language == "pl"
    assert "Wiadomość" in str(agreed.mail()["Subject"])
    assert "book_interpreter" in agreed.tasks


def phone_only(agreed: Agreed) -> None:
    """A person phones, unless somebody says why it goes another way this once; then it does go."""
    assert agreed.channels == []
    assert agreed.asked_to_call
    despite = Send("resident", new_words("We come."), despite=new_words("The line is dead."))
    sent = try_out(agreed.office, agreed.reference, despite, by=steps.HANDLER)
    assert [message.channel for message in sent.messages] == [EMAIL]
    assert len(sent.words) == 2
    carry_out(agreed.office, agreed.reference, despite, by=steps.HANDLER)
    deliver_waiting(agreed.parts)
    assert "We come." in text_of(agreed.written()[-1])


def letter_only(agreed: Agreed) -> None:
    assert agreed.channels == [LETTER]
    assert not agreed.asked_to_call


def no_phone(agreed: Agreed) -> None:
    assert agreed.before.needs != agreed.file.needs
    assert agreed.channels == [], "no text is sent"
    assert agreed.asked_to_call, "somebody of ours finds another way"


def one_contact(agreed: Agreed) -> None:
    """Whoever is named deals with every case of theirs. The pages: `tests/web/test_primary_contact.py`."""
    add_staff(agreed.office, "dana@jmb.example", "Dana Cole", "handler")
    (dana,) = working_staff(agreed.office)
    named = AgreeAdjustment("a1", Need.ONE_CONTACT, new_words(""), contact=dana.id, not_involved=True)
    record = do_for_person(agreed.office, agreed.reference, named, by=steps.HANDLER)
    give_all_cases(agreed.office, record, by=steps.HANDLER)
    assert handler_name(agreed.office, agreed.file.case) == "Dana Cole"


def priority(agreed: Agreed) -> None:
    """The list of cases has them first of their day. The page: `tests/web/test_who_comes_first.py`."""
    assert "deal_with_first" in agreed.tasks
    assert come_first(agreed.office).keys() == {agreed.reference}


def more_time(agreed: Agreed) -> None:
    """It is their own time that moves: every date of ours stays."""
    limit = agreed.before.deadline(ESCALATE_BY)
    assert limit
    carry_out(
        agreed.office,
        agreed.reference,
        GiveMoreTime(date(2027, 12, 1), new_words("They read slowly.")),
        by=steps.HANDLER,
    )
    moved = agreed.file.deadline(ESCALATE_BY)
    assert moved
    assert (moved.due, moved.extended_from) == (date(2027, 12, 1), limit.due)
    ours = [each for each in agreed.before.deadlines if each.kind != ESCALATE_BY]
    assert [each for each in agreed.file.deadlines if each.kind != ESCALATE_BY] == ours


ACTS: Mapping[Need, Callable[[Agreed], None]] = {
    Need.LARGE_PRINT_18: letters_in(18),
    Need.LARGE_PRINT_24: letters_in(24),
    Need.AUDIO: audio,
    Need.EASY_READ: easy_read,
    Need.TRANSLATION: translation,
    Need.SIGN_LANGUAGE: sign_language,
    Need.PHONE_ONLY: phone_only,
    Need.LETTER_ONLY: letter_only,
    Need.NO_PHONE: no_phone,
    Need.HOME_VISIT: asks_for("arrange_visit"),
    Need.ACCESSIBLE_VENUE: asks_for("arrange_venue"),
    Need.HEARING_LOOP: asks_for("arrange_loop"),
    Need.SUPPORT_WORKER: asks_for("invite_support_worker"),
    Need.TRAVEL_COSTS: asks_for("pay_travel"),
    Need.CARER_COSTS: asks_for("pay_carer"),
    Need.ONE_CONTACT: one_contact,
    Need.PRIORITY: priority,
    Need.MEDIATION: from_outside("refer_mediation"),
    Need.ADVOCACY: from_outside("refer_advocacy"),
    Need.SIGNPOSTING: from_outside("signpost"),
    Need.EXTRA_TIME: more_time,
}
LIKE = {
    Need.LARGE_PRINT_18: BY_POST,
    Need.LARGE_PRINT_24: BY_POST,
    Need.NO_PHONE: {"contact_by": ("text",), "phone": "07700 900982", "contact_when": "", "email": ""},
}
"""How somebody is reached, where the need shows only so; else by e-mail, with an address."""


@pytest.fixture
def agreed(
    parts: Parts, office: Office, made: Callable[..., str], written: Callable[[], list[EmailMessage]], need: Need
) -> Agreed:
    """A complaint of somebody with whom this need was agreed; answered where their own time is to run."""
    reference = made(**LIKE.get(need, {}))
    steps.acknowledge(office, reference)
    if need is Need.EXTRA_TIME:
        steps.answer(office, reference)
    deliver_waiting(parts)
    before = open_file(office, reference)
    do_for_person(office, reference, AskAdjustment("a1", need, language="pl"))
    words = new_words("We do it.")
    do_for_person(office, reference, AgreeAdjustment("a1", need, words, language="pl"), by=steps.HANDLER)
    return Agreed(parts, office, reference, before, written)


@pytest.mark.parametrize("need", list(Need))
def test_it_acts(agreed: Agreed, need: Need) -> None:
    ACTS[need](agreed)


@pytest.mark.parametrize("need", [Need.HOME_VISIT])
def test_who_asked_for_something_else_is_told_of_nobody(agreed: Agreed, need: Need) -> None:
    told = agreed.told()
    assert "/help" not in told
    assert "18001" not in told


@pytest.mark.parametrize("need", [Need.PHONE_ONLY])
def test_it_does_not_act_any_more_when_it_is_not_needed(agreed: Agreed, need: Need) -> None:
    do_for_person(agreed.office, agreed.reference, EndAdjustment("a1", new_words("")))
    assert agreed.channels == [EMAIL]
