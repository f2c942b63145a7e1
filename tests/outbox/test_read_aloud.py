"""Who needs to hear what others read: staff get the words to record, in their language and in order."""

from collections.abc import Callable

from portal.domain.consent import Grant, Scope
from portal.domain.person_commands import AskConsent
from portal.outbox.read_aloud import aloud
from portal.parts import Parts
from portal.services.office import Office
from portal.services.people import do_for_person
from tests.outbox import steps
from tests.outbox.conftest import LANDLORD

Made = Callable[..., str]


def words(parts: Parts, office: Office, reference: str, kind: str) -> str:
    """What is to be read for the last task of this kind."""
    *_earlier, task = [each for each in office.store.tasks(reference) if each.kind == kind]
    return aloud(parts, LANDLORD, task)


def test_everything_so_far_is_read_in_the_order_we_wrote_it(parts: Parts, office: Office, made: Made) -> None:
    reference = made()
    steps.acknowledge(office, reference)
    steps.message(office, reference)
    steps.agree(office, reference, "audio")
    text = words(parts, office, reference, "record_audio")
    said = (
        "Friday 18 December 2026",
        "We have your complaint",
        "The lift fails.",
        "We come on Monday.",
        "How to reach us",
    )
    places = [text.index(each) for each in said]
    assert places == sorted(places)
    assert text.count("Friday 18 December 2026\n") == 3
    assert not [line for line in text.splitlines() if line.startswith(("-", " "))], "no signs that nobody says"


def test_after_that_each_message_is_read_by_itself(parts: Parts, office: Office, made: Made) -> None:
    reference = made()
    steps.agree(office, reference, "audio")
    steps.message(office, reference, "We come on Monday.")
    steps.message(office, reference, "We come on Tuesday.")
    text = words(parts, office, reference, "read_aloud")
    assert "We come on Tuesday." in text
    assert "We come on Monday." not in text


def test_it_is_in_the_language_of_the_resident(parts: Parts, office: Office, made: Made) -> None:
    reference = made(language="pl")
    steps.agree(office, reference, "audio")
    text = words(parts, office, reference, "record_audio")
    assert "18 grudnia 2026" in text
    assert "We have your complaint" not in text


def test_what_we_say_about_their_own_needs_is_read_too(parts: Parts, office: Office, made: Made) -> None:
    reference = made()
    steps.agree(office, reference, "audio", "home_visit")
    text = words(parts, office, reference, "read_record_aloud")
    assert "A visit at home" in text or "Visit me at home" in text
    assert "We do it from today." in text


def test_a_question_that_only_they_may_answer_is_not_given_to_whoever_reads(
    parts: Parts, office: Office, made: Made
) -> None:
    reference = made()
    steps.agree(office, reference, "audio")
    steps.name(office, reference, "kofi", email="kofi@example.com")
    do_for_person(office, reference, AskConsent("kofi", Grant((Scope.SEE,))), by=steps.HANDLER)
    assert words(parts, office, reference, "read_record_aloud").strip() == ""
