"""A resident gives, narrows and takes back a consent on a phone while whoever acts for them is elsewhere."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from portal.domain.consent import Grant, Relationship, Scope
from portal.domain.draft import Answer
from portal.domain.events import RESIDENT
from portal.domain.person_commands import AskConsent, NameRepresentative
from portal.domain.terms import Kind
from portal.outbox import deliver_waiting
from portal.parts import Parts
from portal.services.complaints import Receipt, make
from portal.services.drafts import begin
from portal.services.people import do_for_person
from tests.browser.conftest import DESK, LANDLORD, PHONE
from tests.browser.people import STORY, Resident
from tests.builders import some_words

ANSWERS: dict[str, Answer] = {
    "for_whom": "me", "story": STORY, "name": "Amina Begum", "email": "amina@example.com", "contact_by": ("email",),
    "safe_message": "safe",
}  # fmt: skip
KOFI = '{"name": "Kofi Obi", "email": "kofi@advice.example"}'


@pytest.fixture
def devices(chrome: Browser) -> Iterator[tuple[Page, Page]]:
    """The resident's phone, and the computer of whoever acts for them."""
    contexts = [chrome.new_context(viewport=size, locale="en-GB") for size in (PHONE, DESK)]
    for each in contexts:
        each.set_default_timeout(15_000)
    phone, computer = (context.new_page() for context in contexts)
    yield phone, computer
    for context in contexts:
        context.close()


@pytest.fixture
def receipt(parts: Parts) -> Receipt:
    """Amina's complaint. Kofi has asked to see it, and to write for her."""
    office = parts.office(LANDLORD)
    receipt = make(office, begin(office, "complaint", "en"), ANSWERS, (Kind.COMPLAINT,), by=RESIDENT, recorded_by="")
    named = NameRepresentative("kofi", Relationship.ADVOCATE, some_words(KOFI), over_18=True)
    asked = AskConsent("kofi", Grant((Scope.SEE, Scope.SPEAK), (receipt.reference,)))
    for command in (named, asked):
        do_for_person(office, receipt.reference, command, by="staff:dana")
    return receipt


def link_in_mail(parts: Parts, path: str) -> str:
    """The one link to such a page in all mails that were sent."""
    deliver_waiting(parts)
    mails = [each.read_text().replace("=\n", "") for each in (parts.settings.home / "outbox").glob("*.eml")]
    (link,) = {found.group() for each in mails if (found := re.search(rf"/{path}/[\w-]{{43}}", each))}
    return link


def comes_in(kofi: Resident, parts: Parts) -> None:
    """By a link that he asks for and opens on his computer."""
    kofi.opens("/case/link").fills(email="kofi@advice.example").goes_on("Send me the link")
    kofi.opens(link_in_mail(parts, "case/link")).goes_on("Show my complaint")


def test_what_is_decided_on_one_device_counts_at_once_on_the_other(
    devices: tuple[Page, Page], address: str, parts: Parts, receipt: Receipt
) -> None:
    phone, computer = devices
    amina, kofi = Resident(phone, address), Resident(computer, address)
    comes_in(kofi, parts)
    kofi.sees("We have received your complaint")
    expect(computer.get_by_text(STORY)).to_have_count(0)

    amina.opens(link_in_mail(parts, "consent")).sees("Kofi Obi wants to act for you")
    phone.get_by_role("button", name="Yes, let them", exact=True).click()
    expect(phone.get_by_role("button", name="Yes, let them", exact=True)).to_have_count(0)
    computer.reload()
    kofi.sees("You act for Amina Begum", STORY)

    amina.opens_case(receipt.reference, receipt.code).sees("Kofi Obi").opens("/case/people/kofi")
    phone.get_by_label("See the case", exact=True).uncheck()
    amina.goes_on("Keep this")
    computer.reload()
    kofi.sees("We have received your complaint")
    expect(computer.get_by_text(STORY)).to_have_count(0)

    computer.get_by_role("button", name="Write to us about it").click()
    kofi.fills(words="Please answer her.")
    amina.opens("/case/people/kofi/stop").goes_on("Stop it now").sees("They see nothing any more.")
    computer.get_by_role("button", name="Send", exact=True).click()
    kofi.sees("What you had open here is closed now.", "See my complaint")
    assert len(parts.office(LANDLORD).store.case(receipt.reference).events) == 1, "what he typed went nowhere"
    kofi.opens("/case/all").sees("See my complaint")
