"""What a resident and a councillor are told when the councillor may act because the resident asked for help."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from portal.domain.consent import ELECTED_MAY, Grant, Proof, Relationship
from portal.domain.person_commands import ConfirmConsent, NameRepresentative
from portal.domain.terms import WHEN_ASKED, ElectedMembers
from portal.files.packs import Packs
from portal.outbox import deliver_waiting
from portal.parts import Parts
from portal.services.complaints import new_words
from portal.services.office import Office
from portal.services.people import do_for_person
from tests.outbox.conftest import LANDLORD, MailServer, text_of
from tests.outbox.steps import HANDLER

JOY, AMINA = "joy@council.example", "amina@example.com"


@pytest.fixture
def parts(parts: Parts) -> Parts:
    """The landlord's policy as if it let elected members act when asked, in its part 3.12."""
    elected = ElectedMembers(WHEN_ASKED, "3.12")
    policies = tuple(replace(each, elected_members=elected) for each in parts.packs.policies[LANDLORD])
    return replace(parts, live=Packs({LANDLORD: policies}))


@pytest.fixture
def told(
    mailing: Parts, office: Office, made: Callable[..., str], mail_server: MailServer
) -> Callable[..., dict[str, str]]:
    """A councillor is confirmed; what each is told by mail then, by address."""

    def tell(*, quietly: bool = False, safe_message: str = "safe") -> dict[str, str]:
        reference = made(safe_message=safe_message)
        details = new_words(json.dumps({"name": "Joy Okafor", "email": JOY, "contact_by": ["email"]}))
        named = NameRepresentative("joy", Relationship.COUNCILLOR, details, over_18=True)
        do_for_person(office, reference, named, by=HANDLER)
        deliver_waiting(mailing)
        before = len(mail_server.messages)
        grant = Grant(ELECTED_MAY, (reference,))
        allow = ConfirmConsent("joy", grant, Proof.ELECTED, HANDLER, new_words("I called back."), quietly=quietly)
        do_for_person(office, reference, allow, by=HANDLER)
        deliver_waiting(mailing)
        return {str(mail["To"]): " ".join(text_of(mail).split()) for mail in mail_server.messages[before:]}

    return tell


def test_the_resident_reads_who_why_how_far_and_how_to_end_it(told: Callable[..., dict[str, str]]) -> None:
    said = told()[AMINA]
    for words in (
        "Joy Okafor told us that you asked them for help, as your councillor or MP.",
        "Our policy lets us answer them about this case (part 3.12).",
        "Get copies of what you send me",
        "Only for ",
        "If that is not right, stop it on your case page, or call us.",
    ):
        assert words in said
    assert "This is what you allowed" not in said


def test_the_councillor_reads_how_far(told: Callable[..., dict[str, str]]) -> None:
    said = told()[JOY]
    assert "Our policy (part 3.12) lets us answer you about this case." in said
    assert "Get copies of what we send them" in said
    assert "said yes" not in said


def test_a_resident_at_risk_is_sent_nothing(told: Callable[..., dict[str, str]]) -> None:
    assert set(told(quietly=True)) == {JOY}


def test_one_whose_mail_others_may_read_is_told_no_more_than_that_there_is_something(
    told: Callable[..., dict[str, str]],
) -> None:
    said = told(safe_message="")[AMINA]
    assert "There is something new for you to read." in said
    assert "Joy" not in said
