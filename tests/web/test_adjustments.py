"""I need something done differently: asked for by itself, from a case, seen, challenged, ended."""

import re
from collections.abc import Callable

from portal.domain.adjustments import Life
from portal.domain.person_commands import AgreeAdjustment, DeclineAdjustment
from portal.domain.person_record import PersonRecord
from portal.domain.terms import Kind
from portal.services.casework import open_file
from portal.services.complaints import Receipt
from portal.services.office import Office
from portal.services.people import do_for_person
from tests.builders import some_words
from tests.web.browser import Browser
from tests.web.conftest import LEATHERMARKET, Clock

NewBrowser = Callable[[], Browser]
HOME = f"/{LEATHERMARKET}"
ALONE, IN_CASE = f"{HOME}/adjustments", f"{HOME}/case/adjustments"


def record_of(office: Office, reference: str) -> PersonRecord:
    """The person's record."""
    return open_file(office, reference).record


def needs(record: PersonRecord) -> list[str]:
    """What was asked for, in order."""
    return [each.need for each in record.adjustments.values()]


def decline(office: Office, reference: str) -> None:
    (adjustment,) = record_of(office, reference).adjustments
    do_for_person(office, reference, DeclineAdjustment(adjustment, some_words("No car.")), by="staff:sam")


class TestByItself:
    def test_it_becomes_a_small_case_with_a_reference_and_a_code_that_opens_it(
        self, browser: NewBrowser, office: Office
    ) -> None:
        theirs = browser()
        theirs.open(ALONE)
        page = theirs.send("Ask for this", needs=["large_print", "home_visit"], need_words="Size 20, please")
        [row] = office.store.queue()
        assert row.kind is Kind.ADJUSTMENT
        assert row.reference in page.text
        code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}\b", page.text)
        assert code
        other = browser()
        other.open(f"{HOME}/case")
        case = other.send(reference=row.reference, code=code[0])
        for words in ("What you need done differently", "Letters in large print", "Visit me at home", "Size 20"):
            assert words in case.text
        assert needs(record_of(office, row.reference)) == ["large_print", "home_visit", ""]
        assert [task.kind for task in office.store.tasks()] == ["decide_adjustment"] * 3

    def test_words_with_one_choice_are_about_that_one(self, browser: NewBrowser, office: Office) -> None:
        theirs = browser()
        theirs.open(ALONE)
        theirs.send("Ask for this", needs=["large_print"], need_words="Size 20")
        [row] = office.store.queue()
        file = open_file(office, row.reference)
        (one,) = file.record.adjustments.values()
        assert one.words
        assert file.words[one.words.id] == "Size 20"

    def test_nothing_asked_for_is_said_and_a_half_contact_keeps_what_was_typed(
        self, browser: NewBrowser, office: Office
    ) -> None:
        theirs = browser()
        theirs.open(ALONE)
        page = theirs.send("Ask for this")
        assert "Choose what helps you, or write it in your own words" in page.text
        page = theirs.send("Ask for this", needs=["audio"], contact_by=["email"], email="x", need_words="Hi")
        assert "Write an email address like" in page.text
        assert page.typed("Ask for this")["need_words"] == "Hi"
        assert office.store.queue() == []

    def test_sent_twice_it_is_kept_once(self, browser: NewBrowser, office: Office) -> None:
        theirs = browser()
        theirs.open(ALONE)
        typed = {**theirs.page.typed("Ask for this"), "needs": "audio"}
        for _tap in range(2):
            assert theirs.client.post(ALONE, data=typed).status_code == 303
        [row] = office.store.queue()
        assert needs(record_of(office, row.reference)) == ["audio"]

    def test_a_code_shown_again_is_a_new_one_until_it_is_kept(self, browser: NewBrowser) -> None:
        theirs = browser()
        theirs.open(ALONE)
        theirs.send("Ask for this", needs=["audio"])
        assert "This is a new code" in theirs.open(f"{ALONE}/asked").text
        theirs.send("I have kept it")
        assert "You have kept your code" in theirs.open(f"{ALONE}/asked").text
        assert browser().open(f"{ALONE}/asked").path == ALONE

    def test_danger_among_the_words_is_answered_first(self, browser: NewBrowser) -> None:
        theirs = browser()
        theirs.open(ALONE)
        page = theirs.send("Ask for this", needs=["home_visit"], need_words="Come soon, I smell gas in here")
        assert "tel:0800111999" in page.links

    def test_an_unknown_choice_is_refused(self, browser: NewBrowser, office: Office) -> None:
        theirs = browser()
        theirs.open(ALONE)
        assert "Choose one or more" in theirs.send("Ask for this", needs=["free_rent"]).text
        assert office.store.queue() == []


class TestFromACase:
    def test_it_is_asked_for_every_case_of_theirs_and_makes_none(
        self, complaint: Callable[..., Receipt], resident_in: Callable[[Receipt], Browser], office: Office
    ) -> None:
        receipt = complaint()
        theirs = resident_in(receipt)
        assert "How can we reach you" not in theirs.open(IN_CASE).text
        page = theirs.send("Ask for this", needs=["translation"], need_language="pl")
        assert "We have what you asked for" in page.text
        (one,) = record_of(office, receipt.reference).adjustments.values()
        assert (one.need, one.language, one.life) == ("translation", "pl", Life.ASKED)
        assert "Translate what you send me" in theirs.open(f"{HOME}/case").text
        assert len(office.store.queue()) == 1

    def test_the_same_is_not_asked_for_twice(
        self, complaint: Callable[..., Receipt], resident_in: Callable[[Receipt], Browser], office: Office
    ) -> None:
        receipt = complaint(adjustments=("home_visit",))
        theirs = resident_in(receipt)
        theirs.open(IN_CASE)
        theirs.send("Ask for this", needs=["home_visit", "audio"])
        assert needs(record_of(office, receipt.reference)) == ["home_visit", "audio"]

    def test_a_declined_one_says_why_and_can_be_challenged(
        self, complaint: Callable[..., Receipt], resident_in: Callable[[Receipt], Browser], office: Office
    ) -> None:
        receipt = complaint(adjustments=("home_visit",))
        decline(office, receipt.reference)
        theirs = resident_in(receipt)
        page = theirs.open(IN_CASE)
        assert "We cannot do this" in page.text
        assert "No car." in page.text
        theirs.open(next(link for link in page.links if link.endswith("/challenge")))
        page = theirs.send("Ask us to look again", words="I cannot walk.")
        assert "You told us that you do not agree" in page.text
        assert [task.kind for task in office.store.tasks()][-1] == "decide_adjustment_again"
        assert not [link for link in page.links if link.endswith("/challenge")]

    def test_one_that_is_not_needed_any_more_ends(
        self, complaint: Callable[..., Receipt], resident_in: Callable[[Receipt], Browser], office: Office
    ) -> None:
        receipt = complaint(adjustments=("home_visit",))
        (one,) = record_of(office, receipt.reference).adjustments
        agreed = AgreeAdjustment(one, "home_visit", some_words("We come."))
        do_for_person(office, receipt.reference, agreed, by="staff:sam")
        theirs = resident_in(receipt)
        page = theirs.open(IN_CASE)
        assert "We do this for you." in page.text
        theirs.open(next(link for link in page.links if link.endswith("/end")))
        assert "You do not need this any more" in theirs.send("Stop doing this").text
        assert record_of(office, receipt.reference).in_place == ()

    def test_somebody_elses_cannot_be_reached(
        self, complaint: Callable[..., Receipt], resident_in: Callable[[Receipt], Browser], office: Office, clock: Clock
    ) -> None:
        other = complaint(adjustments=("home_visit",))
        (one,) = record_of(office, other.reference).adjustments
        theirs = resident_in(complaint())
        assert theirs.open(f"{IN_CASE}/{one}/end").status == 404
        assert theirs.open(f"{IN_CASE}/{one}/agree").status == 404
