"""What a resident is told about their own record: in full where it is safe, else that there is something to read."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from portal.domain.consent import Grant, Proof, Scope
from portal.domain.draft import Answer
from portal.domain.person_commands import (
    AcknowledgeAdjustment,
    AgreeAdjustment,
    AskAdjustment,
    AskConsent,
    ChangeContact,
    ConfirmConsent,
    DeclineAdjustment,
    EndAdjustment,
    ExpireConsent,
    ExtendConsent,
    NarrowConsent,
    PersonCommand,
    RemindOfEnd,
    ReviewAdjustment,
    WithdrawConsent,
)
from portal.domain.person_messages import PERSON_MESSAGES
from portal.domain.recipients import RECEIVED
from portal.outbox import deliver_waiting
from portal.outbox.kinds import OF_PERSON
from portal.outbox.representatives import OWN_WORDS
from portal.parts import Parts
from portal.services.complaints import new_words
from portal.services.office import Office
from portal.services.people import do_for_person
from portal.web.staff.tasks import TASKS, TO_REPRESENTATIVE
from tests.outbox import steps
from tests.outbox.conftest import Clock, HttpServer, MailServer, text_of, words_on

Made = Callable[..., str]
UNTIL, REVIEW = date(2027, 3, 31), date(2027, 6, 30)
OMBUDSMAN = "0300 111 3000"
STORY = "The lift has been broken since July."


@dataclass(frozen=True)
class Step:
    """Something that is done to the record, and by whom."""

    command: PersonCommand
    by: str = "resident"


ASK = Step(AskAdjustment("print", "large_print", new_words("I see badly.")))
DIFFERENTLY = AgreeAdjustment("print", "larger_print", new_words("We print at 24 points."), True, REVIEW)
BOTH = Grant((Scope.SEE, Scope.LETTERS), until=UNTIL)
YES = Step(ConfirmConsent("kofi", BOTH, Proof.OWN_CASE))
IN_STAFF = steps.HANDLER

KINDS: dict[str, tuple[tuple[Step, ...], tuple[str, ...]]] = {
    "contact_changed": (
        (Step(ChangeContact(new_words('{"email": "new@example.com"}'))),),
        ("You told us a new way to reach you.", "If it was not you who told us, call us now."),
    ),
    "adjustment_acknowledged": (
        (ASK, Step(AcknowledgeAdjustment("print"), IN_STAFF)),
        ("Letters in large print", "I see badly.", "We look at how we can do it, and tell you."),
    ),
    "adjustment_agreed": (
        (ASK, Step(DIFFERENTLY, IN_STAFF)),
        (
            "We do it in another way from today", "Letters in very large print", "We print at 24 points.",
            "On Wednesday 30 June 2027 we ask you if it still helps.", "Tell us, and we look at it again.",
        ),
    ),
    "adjustment_declined": (
        (ASK, Step(DeclineAdjustment("print", new_words("Our printer cannot.")), IN_STAFF)),
        (
            "We cannot do it.", "Letters in large print", "Our printer cannot.", "If you do not agree",
            "You can do that on your case page. Or call us.", OMBUDSMAN,
        ),
    ),
    "adjustment_reviewed": (
        (ASK, Step(DIFFERENTLY, IN_STAFF), Step(ReviewAdjustment("print", new_words("It helps.")), IN_STAFF)),
        ("We go on doing it.", "Letters in very large print", "It helps."),
    ),
    "adjustment_ended": (
        (ASK, Step(EndAdjustment("print", new_words("I have new glasses.")))),
        ("We stop what we did differently for you.", "I have new glasses.", "you need it again, tell us"),
    ),
    "consent_asked": (
        (Step(AskConsent("kofi", BOTH), IN_STAFF),),
        (
            "Kofi Obi wants to act for you.", "An adviser or advocate", "See the case",
            "Get copies of what you send me", "Until Wednesday 31 March 2027.", "You do not have to say why.",
            "The link works once, until Friday 1 January 2027.",
        ),
    ),
    "consent_confirmed": (
        (YES,),
        ("Kofi Obi may act for you now.", "See the case", "For all you have with us", "Until Wednesday 31 March 2027."),
    ),
    "consent_narrowed": (
        (YES, Step(NarrowConsent("kofi", replace(BOTH, scope=(Scope.SEE,))))),
        ("You changed what Kofi Obi may do for you.", "See the case"),
    ),
    "consent_extended": (
        (YES, Step(ExtendConsent("kofi", REVIEW))),
        ("Kofi Obi may act for you until Wednesday 30 June 2027 now.",),
    ),
    "consent_reminded": (
        (YES, Step(RemindOfEnd("kofi"), "system")),
        ("Kofi Obi may act for you until Wednesday 31 March 2027.", "If you want it to end, you need do nothing."),
    ),
    "consent_expired": (
        (YES, Step(ExpireConsent("kofi"), "system")),
        ("Kofi Obi does not act for you any more. The last day is over.",),
    ),
    "consent_withdrawn": (
        (YES, Step(WithdrawConsent("kofi"))),
        ("Kofi Obi does not act for you any more, as you wanted.", "get nothing more from us"),
    ),
}  # fmt: skip
"""What is done, and what the last of it tells the resident."""
PRIVATE = ("Kofi", "act for you", "differently", "print", "glasses", "badly", STORY)


@pytest.fixture
def told(mailing: Parts, office: Office, made: Made, mail_server: MailServer, clock: Clock) -> Callable[..., str]:
    """Does what a kind needs to the record of a new case's person; what the resident is told by mail at the end."""

    def tell(kind: str, **answers: Answer) -> str:
        done(office, made(**answers), kind, clock)
        deliver_waiting(mailing)
        mail = [each for each in mail_server.messages if each["To"] != "kofi@example.com"][-1]
        assert "Kofi" not in str(mail["Subject"])
        return " ".join(text_of(mail).split())

    return tell


def done(office: Office, reference: str, kind: str, clock: Clock) -> None:
    """Everything that leads to a message of this kind."""
    steps.name(office, reference, "kofi", email="kofi@example.com")
    for step in KINDS[kind][0]:
        if isinstance(step.command, ExpireConsent):
            clock.now += UNTIL + timedelta(days=1) - clock().date()
        do_for_person(office, reference, step.command, by=step.by)


def test_every_kind_has_its_words_to_whom_it_goes() -> None:
    told = PERSON_MESSAGES.values()
    assert set(KINDS) == set(OF_PERSON) == {each.kind for each in told if each.resident}
    assert set(OWN_WORDS) == {RECEIVED, *(each.kind for each in told if each.representative)}


def test_every_kind_that_may_be_left_to_a_person_has_words() -> None:
    told = PERSON_MESSAGES.values()
    assert {f"tell_{each.kind}" for each in told if each.resident} | {"read_record_aloud"} <= set(TASKS)
    assert set(TO_REPRESENTATIVE) == {f"tell_{kind}" for kind in OWN_WORDS}


@pytest.mark.parametrize("kind", KINDS)
def test_the_resident_is_told_what_they_must_know(kind: str, told: Callable[..., str]) -> None:
    text = told(kind)
    for words in KINDS[kind][1]:
        assert words in text, words
    assert STORY not in text


@pytest.mark.parametrize("safe", ["rather_not", ""])
@pytest.mark.parametrize("kind", KINDS)
def test_whoever_did_not_say_that_it_is_safe_reads_that_there_is_something(
    kind: str, safe: str, told: Callable[..., str]
) -> None:
    text = told(kind, safe_message=safe)
    assert "There is something new for you to read" in text
    assert not [words for words in PRIVATE if words in text]
    assert ("/consent/" in text) == (kind == "consent_asked")


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_is_safe_with_no_message_is_told_by_a_person(
    kind: str, office: Office, made: Made, clock: Clock, mailing: Parts, mail_server: MailServer
) -> None:
    reference = made(safe_message="not_safe")
    done(office, reference, kind, clock)
    deliver_waiting(mailing)
    assert {str(mail["To"]) for mail in mail_server.messages} <= {"kofi@example.com"}
    assert f"tell_{kind}" in [task.kind for task in office.store.tasks(reference)]


def test_a_question_by_text_opens_where_it_is_answered(
    parts: Parts, office: Office, made: Made, clock: Clock, gateway: HttpServer
) -> None:
    reference = made(contact_by=("text",), email="", phone="07700 900982", contact_when="")
    done(office, reference, "consent_asked", clock)
    deliver_waiting(replace(parts, settings=replace(parts.settings, sms_url=gateway.url)))
    texts = [handed.content.decode() for handed in gateway.handed]
    (asked,) = [text for text in texts if "/consent/" in text]
    assert "Kofi" not in asked
    assert "tell_consent_asked" not in [task.kind for task in office.store.tasks(reference)], "the link is the question"


def test_why_we_decline_by_text_is_told_by_a_person_too(parts: Parts, office: Office, made: Made, clock: Clock) -> None:
    reference = made(contact_by=("text",), email="", phone="07700 900982", contact_when="")
    done(office, reference, "adjustment_declined", clock)
    assert "tell_adjustment_declined" in [task.kind for task in office.store.tasks(reference)]


def test_a_letter_about_the_record_is_a_task_of_the_case_it_was_said_with(
    parts: Parts, office: Office, made: Made, clock: Clock
) -> None:
    reference = made(contact_by=("post",), email="")
    done(office, reference, "adjustment_declined", clock)
    deliver_waiting(parts)
    assert "post_adjustment_declined" in [task.kind for task in office.store.tasks(reference)]
    (letter,) = [row for row in office.store.letters(reference) if row.kind == "adjustment_declined"]
    (path,) = [path for path in (parts.settings.home / "letters").iterdir() if f"putright-{letter.id}-" in path.name]
    assert "Our printer cannot." in words_on(path.read_bytes())


def test_who_needs_to_hear_it_gets_a_recording_of_it(office: Office, made: Made) -> None:
    reference = made()
    steps.agree(office, reference, "audio", "hearing_loop")
    steps.message(office, reference)
    kinds = [task.kind for task in office.store.tasks(reference)]
    assert kinds.count("read_record_aloud") == 2
    assert kinds.count("read_aloud") == 1
