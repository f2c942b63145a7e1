"""A resident decides who acts for them: on their own page, by a link, or in words that staff write down."""

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from portal.domain.consent import Proof, Scope, Standing
from portal.domain.person_events import ConsentWithdrawn
from portal.services.complaints import Receipt
from portal.services.consent import consent_link
from portal.services.office import Office
from tests.installation import Clock
from tests.web.acting import CASE, FOR_FATHER, STORY, Acted
from tests.web.browser import Browser, Page
from tests.web.conftest import LEATHERMARKET

In = Callable[[Receipt], Browser]
NEW = f"{CASE}/people/new"
NAMED = {
    "name": "Nadia Rahman",
    "relationship": "advocate",
    "organisation": "Advice Southwark",
    "over_18": "adult",
    "email": "nadia@example.com",
    "scope": ["see", "speak"],
    "which": "this",
}


@pytest.fixture
def acted(office: Office, complaint: Callable[..., Receipt]) -> Acted:
    return Acted(office, complaint(**FOR_FATHER))


@pytest.fixture
def own(office: Office, complaint: Callable[..., Receipt]) -> Acted:
    """A complaint that the resident made."""
    return Acted(office, complaint())


def named(acted: Acted, resident_in: In, **different: object) -> Page:
    """Fill in who is to act for them."""
    theirs = resident_in(acted.receipt)
    theirs.open(NEW)
    return theirs.send("Let them act for me", **{**NAMED, **different})


def test_a_resident_names_somebody_who_may_act_at_once(own: Acted, resident_in: In) -> None:
    page = named(own, resident_in)
    each = own.representation
    assert (each.standing, each.proof) == (Standing.CONFIRMED, Proof.OWN_CASE)
    assert each.granted
    assert each.granted.scope == (Scope.SEE, Scope.SPEAK)
    assert each.granted.cases == (own.reference,)
    assert "Nadia Rahman" in page.text
    assert "Advice Southwark" in page.text


def test_the_same_form_sent_twice_names_one(own: Acted, resident_in: In) -> None:
    theirs = resident_in(own.receipt)
    form = theirs.open(NEW)
    theirs.send("Let them act for me", **NAMED)
    theirs.page = form
    theirs.send("Let them act for me", **NAMED)
    assert len(own.record.representations) == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"over_18": "minor"}, "must be 18 or older"),
        ({"name": "Amina Begum", "email": "amina@example.com"}, "Error:"),
        ({"scope": []}, "Choose what they may do"),
        ({"scope": ["letters", "letters_instead"]}, "not both"),
        ({"scope": ["everything"]}, "Choose what they may do"),
        ({"until": "1 1 2020"}, "This day is over"),
        ({"until": "soon"}, "Write a date"),
        ({"which": "theirs"}, "Choose for what"),
        ({"relationship": "king"}, "Choose who they are"),
        ({"email": "nadia"}, "Error:"),
        ({"name": ""}, "Write their name"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_kept(
    own: Acted, resident_in: In, wrong: dict[str, object], said: str
) -> None:
    page = named(own, resident_in, **wrong)
    assert "There is a problem" in page.text
    assert said in page.html
    assert not own.record.representations


def test_whoever_was_named_opens_the_case_with_a_code_that_the_resident_gives_them(
    own: Acted, resident_in: In, browser: Callable[[], Browser]
) -> None:
    named(own, resident_in, scope=["see"])
    theirs = resident_in(own.receipt)
    where = f"{CASE}/people/{own.representation.id}/code"
    assert where in theirs.open(f"{CASE}/people").links
    theirs.open(where)
    codes = [re.findall(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{2}\b", theirs.send("Show me the code").text)[-1]]
    theirs.open(where)
    codes.append(re.findall(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{2}\b", theirs.send("Show me the code").text)[-1])
    nadia = browser()
    nadia.open(CASE)
    assert "We cannot find a case" in nadia.send(reference=own.reference, code=codes[0]).text, "a newer one ended it"
    page = nadia.send(reference=own.reference, code=codes[1])
    assert STORY in page.text
    assert f"{CASE}/message" not in page.links, "they were allowed to see it, and no more"
    assert f"{CASE}/people" not in page.links
    own.withdrawn()
    assert STORY not in nadia.open(CASE).text
    assert theirs.open(where).status == 200
    assert theirs.send("Show me the code").status == 404, "who is allowed nothing gets no code"


def test_it_is_stopped_in_two_taps_and_told(own: Acted, resident_in: In) -> None:
    named(own, resident_in)
    theirs = resident_in(own.receipt)
    stop = next(each for each in theirs.page.links if each.endswith("/stop"))
    theirs.open(stop)
    page = theirs.send("Stop it now")
    assert "It has stopped" in page.text
    last = own.record.events[-1]
    assert isinstance(last, ConsentWithdrawn)
    assert not last.quietly


def test_it_is_stopped_without_telling_them(own: Acted, resident_in: In) -> None:
    named(own, resident_in)
    theirs = resident_in(own.receipt)
    theirs.open(f"{CASE}/people/{own.representation.id}/stop")
    theirs.send("Stop it now", quietly="quietly")
    last = own.record.events[-1]
    assert isinstance(last, ConsentWithdrawn)
    assert last.quietly


def test_less_more_and_longer(own: Acted, resident_in: In) -> None:
    named(own, resident_in)
    theirs = resident_in(own.receipt)
    address = f"{CASE}/people/{own.representation.id}"
    kinds = []
    for values in (
        {"scope": ["see"], "until": "1 12 2030"},
        {"scope": ["see"], "until": "1 12 2031"},
        {"scope": ["see", "remedy"], "which": "all", "until": "1 12 2031"},
    ):
        theirs.open(address)
        assert theirs.send("Keep this", **values).path.startswith(CASE)
        kinds.append(type(own.record.events[-1]).__name__)
    assert kinds == ["ConsentNarrowed", "ConsentExtended", "ConsentConfirmed"]
    granted = own.representation.granted
    assert granted
    assert (granted.scope, granted.cases) == ((Scope.SEE, Scope.REMEDY), ())


def test_who_asked_is_answered_on_the_page_with_less(acted: Acted, resident_in: In) -> None:
    theirs = resident_in(acted.code_of_resident())
    assert "Amina Begum" in theirs.page.text
    theirs.open(f"{CASE}/people/{acted.representation.id}/answer")
    theirs.send("Yes, let them", scope=["see"], which="this")
    granted = acted.representation.granted
    assert granted
    assert granted.scope == (Scope.SEE,)
    assert STORY in resident_in(acted.receipt).page.text


def test_who_asked_can_be_refused_on_the_page(acted: Acted, resident_in: In) -> None:
    theirs = resident_in(acted.code_of_resident())
    theirs.open(f"{CASE}/people/{acted.representation.id}/answer")
    theirs.send("No, do not let them")
    assert acted.representation.standing is Standing.REFUSED


def test_somebody_elses_representative_is_not_found(acted: Acted, own: Acted, resident_in: In) -> None:
    theirs = resident_in(own.receipt)
    for page in ("", "/stop", "/answer"):
        assert theirs.open(f"{CASE}/people/{acted.representation.id}{page}").status == 404


def link_of(acted: Acted) -> str:
    each = acted.representation
    link = consent_link(acted.office, acted.person, each.id, each.asked_at, "https://complaints.example")
    assert link.startswith("https://complaints.example/leathermarket-jmb/consent/")
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}"


def test_the_link_says_who_asks_and_for_what_and_nothing_of_the_case(
    acted: Acted, browser: Callable[[], Browser]
) -> None:
    page = browser().open(link_of(acted))
    assert "Amina Begum wants to act for you" in page.text
    assert "See the case" in page.text
    for private in (STORY, "lift", "complaint"):
        assert private not in page.text
    assert acted.representation.standing is Standing.ASKED


def test_the_link_lets_them_with_less_than_was_asked_once(acted: Acted, browser: Callable[[], Browser]) -> None:
    link, theirs = link_of(acted), browser()
    form = theirs.open(link)
    assert "Thank you" in theirs.send("Yes, let them", scope=["see"], which="this").text
    each = acted.representation
    assert (each.standing, each.proof) == (Standing.CONFIRMED, Proof.OWN_LINK)
    assert each.granted
    assert each.granted.scope == (Scope.SEE,)
    assert "This link does not work any more" in theirs.open(link).text
    theirs.page = form
    assert "This link does not work any more" in theirs.send("Yes, let them", scope=["see", "speak"]).text
    assert acted.representation.granted == each.granted


def test_the_link_refuses(acted: Acted, browser: Callable[[], Browser]) -> None:
    theirs = browser()
    theirs.open(link_of(acted))
    assert "You said no" in theirs.send("No, do not let them").text
    assert acted.representation.standing is Standing.REFUSED


def test_a_forged_field_does_not_widen_what_was_asked(acted: Acted, browser: Callable[[], Browser]) -> None:
    theirs = browser()
    theirs.open(link_of(acted))
    page = theirs.send("Yes, let them", scope=["see", "remedy"], which="this")
    assert page.status == 403
    assert acted.representation.standing is Standing.ASKED


def test_a_link_that_was_overtaken_or_is_too_old_answers_nothing(
    acted: Acted, browser: Callable[[], Browser], clock: Clock
) -> None:
    first = link_of(acted)
    acted.asked_again(Scope.SEE)
    second = link_of(acted)
    theirs = browser()
    assert "This link does not work any more" in theirs.open(first).text
    assert "wants to act for you" in theirs.open(second).text
    clock.now += timedelta(days=14, seconds=1)
    assert "This link does not work any more" in theirs.open(second).text
    assert "This link does not work any more" in theirs.open(f"/{LEATHERMARKET}/consent/made-up").text


def test_whoever_asked_cannot_answer_their_own_link(
    acted: Acted, resident_in: In, browser: Callable[[], Browser]
) -> None:
    link, stranger, theirs = link_of(acted), browser(), resident_in(acted.receipt)
    assert "This link does not work any more" in theirs.open(link).text
    form = stranger.open(link)
    token = theirs.open(CASE).typed("Close this page and sign out")["csrf_token"]
    values = {"csrf_token": token, "scope": ["see"], "which": "this"}
    page = theirs.shows(theirs.client.post(urlsplit(link).path, data=values, follow_redirects=True))
    assert "This link does not work any more" in page.text
    assert form.status == 200
    assert acted.representation.standing is Standing.ASKED


def test_the_link_opens_in_the_residents_language(
    office: Office, complaint: Callable[..., Receipt], browser: Callable[[], Browser]
) -> None:
    acted = Acted(office, complaint(**FOR_FATHER))
    link = link_of(acted)
    assert link.endswith("?lang=en")
    assert 'dir="rtl"' in browser().open(link.replace("lang=en", "lang=ar")).html


def at_case(acted: Acted, staff_in: Callable[..., Browser]) -> Browser:
    theirs = staff_in()
    theirs.open(f"/staff/cases/{acted.reference}")
    return theirs


def test_staff_are_told_to_hold_back_until_there_is_consent(acted: Acted, staff_in: Callable[..., Browser]) -> None:
    theirs = at_case(acted, staff_in)
    assert "Hold back personal details: Amina Begum acts, consent is not confirmed yet." in theirs.page.text
    acted.allowed(Scope.SEE)
    assert "Hold back personal details" not in theirs.open(theirs.page.path).text


def test_staff_are_warned_of_one_contact_for_both(
    office: Office, complaint: Callable[..., Receipt], staff_in: Callable[..., Browser]
) -> None:
    acted = Acted(office, complaint(**{**FOR_FATHER, "acting_for_email": "amina@example.com"}))
    assert "have the same email address or phone" in at_case(acted, staff_in).page.text


@pytest.mark.parametrize(
    ("name", "proof"), [("spoken", Proof.SPOKEN), ("signed", Proof.SIGNED_FORM), ("papers", Proof.AUTHORITY)]
)
def test_staff_write_down_how_the_resident_agreed(
    office: Office, complaint: Callable[..., Receipt], staff_in: Callable[..., Browser], name: str, proof: Proof
) -> None:
    acted = Acted(office, complaint(**{**FOR_FATHER, "acting_for_relationship": "attorney"}))
    theirs = at_case(acted, staff_in)
    theirs.open(f"/staff/cases/{acted.reference}/people/{acted.representation.id}/{name}")
    page = theirs.send(
        "Write it down", scope=["see", "letters"], which="all", words="She said so. I asked for her address."
    )
    assert "It is written down" in page.text
    each = acted.representation
    assert (each.standing, each.proof) == (Standing.CONFIRMED, proof)
    assert each.seen_by.startswith("staff:")
    assert "Dana Cole" in page.text


def test_papers_are_not_for_a_friend(acted: Acted, staff_in: Callable[..., Browser]) -> None:
    theirs = at_case(acted, staff_in)
    page = theirs.open(f"/staff/cases/{acted.reference}/people/{acted.representation.id}/papers")
    assert "Write it down" not in page.text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"on": "2030-01-01"}, "not still to come"),
        ({"on": ""}, "not still to come"),
        ({"words": ""}, "Write this before you send"),
        ({"scope": []}, "Choose what they may do"),
        ({"until": "1 1 2020"}, "This day is over"),
    ],
)
def test_what_is_missing_is_said_to_staff(
    acted: Acted, staff_in: Callable[..., Browser], wrong: dict[str, object], said: str
) -> None:
    theirs = at_case(acted, staff_in)
    theirs.open(f"/staff/cases/{acted.reference}/people/{acted.representation.id}/spoken")
    page = theirs.send("Write it down", **{"scope": ["see"], "which": "this", "words": "Yes.", **wrong})
    assert said in page.text
    assert acted.representation.standing is Standing.ASKED


def test_staff_refuse_ask_again_and_stop_on_the_residents_word(acted: Acted, staff_in: Callable[..., Browser]) -> None:
    theirs, people = at_case(acted, staff_in), f"/staff/cases/{acted.reference}/people/{acted.representation.id}"
    for name, button, standing in (
        ("refused", "Write it down", Standing.REFUSED),
        ("ask", "Ask the resident", Standing.ASKED),
        ("stop", "Stop it now", Standing.WITHDRAWN),
    ):
        theirs.open(f"{people}/{name}")
        theirs.send(button)
        assert acted.representation.standing is standing
    assert "Taken back" in theirs.page.text


def test_a_form_that_was_overtaken_writes_nothing_down(acted: Acted, staff_in: Callable[..., Browser]) -> None:
    theirs = at_case(acted, staff_in)
    theirs.open(f"/staff/cases/{acted.reference}/people/{acted.representation.id}/spoken")
    acted.asked_again(Scope.SEE)
    page = theirs.send("Write it down", scope=["see"], which="this", words="Yes.")
    assert page.status == 409
    assert acted.representation.standing is Standing.ASKED


def test_readers_cannot_write_consent_down(acted: Acted, staff_in: Callable[..., Browser]) -> None:
    theirs = staff_in("Rea Der", role="reader")
    page = theirs.open(f"/staff/cases/{acted.reference}/people/{acted.representation.id}/spoken")
    assert page.status == 403


def test_the_resident_sees_which_staff_looked(own: Acted, resident_in: In, staff_in: Callable[..., Browser]) -> None:
    at_case(own, staff_in)
    page = resident_in(own.receipt).open(f"{CASE}/looks")
    assert page.text.count("Dana Cole") == 1
