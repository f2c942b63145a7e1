"""Staff do not take a complaint, or not further: never without a reason, what shows it, and the Ombudsman."""

from collections.abc import Callable

import pytest

from portal.domain.case import Phase
from portal.domain.events import Accepted, Refused
from portal.files.packs import Packs
from portal.parts import Parts
from portal.services.complaints import Receipt
from portal.services.office import Office
from portal.services.staff import find_staff
from tests.web.browser import Browser
from tests.web.test_staff import ACKNOWLEDGEMENT, ANSWER, error_at
from tests.web.test_staff_record import recorded

JLIVING = "jliving"
REFUSAL = {
    "exclusion": "solicitor",
    "reasons": "Her solicitor wrote to us on 3 May.",
    "considered": "This part has none.",
}
READ = "Read it before you send it"


@pytest.fixture(scope="session")
def packs() -> Packs:
    """A landlord whose policy leaves nine things out."""
    return Packs({JLIVING: Packs.load().policies[JLIVING]})


@pytest.fixture
def office(parts: Parts) -> Office:
    return parts.office(JLIVING)


@pytest.fixture
def made(complaint: Callable[..., Receipt]) -> Callable[..., Receipt]:
    def make(**answers: object) -> Receipt:
        return complaint(landlord=JLIVING, **{"remedies": ("apology",), "also_true": (), **answers})

    return make


@pytest.fixture
def dana(staff_in: Callable[..., Browser]) -> Browser:
    return staff_in(landlord=JLIVING)


def at(receipt: Receipt, action: str = "") -> str:
    return f"/staff/cases/{receipt.reference}" + (f"/{action}" if action else "")


def test_a_complaint_is_refused_with_all_that_the_code_asks_for(
    made: Callable[..., Receipt],
    dana: Browser,
    office: Office,
    resident_in: Callable[..., Browser],
) -> None:
    receipt = made(also_true=("solicitor",))
    page = dana.open(at(receipt))
    assert "A solicitor deals with it, or has dealt with it" in page.text, "what might apply stands among the facts"
    page = dana.open(at(receipt, "refuse"))
    assert "We cannot take this complaint" in page.text
    page = dana.send(READ, **REFUSAL)
    for words in (
        "A solicitor deals with it, or has dealt with it",
        "our complaints policy, part What is not a complaint",
        "Who answers there: The solicitor",
        "Her solicitor wrote to us on 3 May.",
        "This part has none.",
        "If you do not agree, you can ask them to look at our decision.",
        "Housing Ombudsman Service, 0300 111 3000",
    ):
        assert words in page.text
    assert "no claim has been filed at court (2.2)" in page.text, "a warning, and it can be sent all the same"
    assert office.store.case(receipt.reference).phase is Phase.RECEIVED, "a preview sends nothing"
    page = dana.send("Send it")
    assert "The resident was told why we cannot, and what they can do." in page.text
    case = office.store.case(receipt.reference)
    (refused,) = case.happened(Refused)
    assert isinstance(refused, Refused)
    assert (case.phase, refused.exclusion) == (Phase.REFUSED, "solicitor")
    assert refused.decided_by == f"staff:{find_staff(office, f'dana@{JLIVING}.example').id}"
    assert "Acknowledge" not in page.text
    assert receipt.reference not in dana.open("/staff/?show=all").text
    assert receipt.reference in dana.open("/staff/?show=closed").text
    assert "We cannot" in resident_in(receipt, JLIVING).page.text


def test_a_refusal_is_taken_back_and_the_complaint_goes_on(
    made: Callable[..., Receipt], dana: Browser, office: Office
) -> None:
    receipt = made()
    dana.open(at(receipt, "refuse"))
    dana.send(READ, **REFUSAL)
    dana.send("Send it")
    page = dana.open(at(receipt, "accept"))
    assert "Her solicitor wrote to us on 3 May." in page.text, "what was refused is read beside it"
    page = dana.send("Take it back and tell the resident")
    assert error_at(page, "reason") == "Write this before you send"
    page = dana.send("Take it back and tell the resident", reason="No claim was filed.")
    assert "The refusal was taken back, and the resident was told." in page.text
    case = office.store.case(receipt.reference)
    assert case.phase is Phase.RECEIVED
    assert len(case.happened(Accepted)) == 1
    assert receipt.reference in dana.open("/staff/?show=all").text
    dana.open(at(receipt, "acknowledge"))
    assert "The acknowledgement was sent." in dana.send("Send the acknowledgement", **ACKNOWLEDGEMENT).text


def test_what_might_apply_comes_first_and_is_marked(made: Callable[..., Receipt], dana: Browser) -> None:
    text = dana.open(at(made(also_true=("charges",)), "refuse")).text
    charges, others = text.index("You think that the rent"), text.index("It is about someone else who lives")
    assert charges < others
    assert text.count("Might apply from what was told.") == 1
    assert charges < text.index("Might apply from what was told.") < others


def test_a_refusal_to_look_again_is_called_so(made: Callable[..., Receipt], dana: Browser, office: Office) -> None:
    receipt = made()
    dana.open(at(receipt, "acknowledge"))
    dana.send("Send the acknowledgement", **ACKNOWLEDGEMENT)
    dana.open(at(receipt, "answer"))
    dana.send(READ, **ANSWER)
    dana.send("Send it")
    dana.open(at(receipt, "escalate"))
    dana.send("Send it to the next stage")
    page = dana.open(at(receipt))
    assert "We cannot look at it again" in page.text
    dana.open(at(receipt, "refuse"))
    page = dana.send(READ, **{**REFUSAL, "exclusion": "ombudsman"})
    assert "You asked us to look again. We thought about it, and we cannot." in page.text
    assert "The Code" not in page.text, "what the Ombudsman looks at already is a fair reason"
    dana.send("Send it")
    case = office.store.case(receipt.reference)
    (refused,) = case.happened(Refused)
    assert isinstance(refused, Refused)
    assert (case.phase, refused.stage) == (Phase.REFUSED, 2)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("exclusion", "", "Choose the part of our policy that applies"),
        ("exclusion", "bad_mood", "Choose the part of our policy that applies"),
        ("reasons", " ", "Write why it applies to this complaint, and what shows it"),
    ],
)
def test_a_refusal_with_something_missing_is_not_sent_and_the_rest_is_kept(
    made: Callable[..., Receipt], dana: Browser, office: Office, field: str, value: str, words: str
) -> None:
    receipt = made()
    dana.open(at(receipt, "refuse"))
    page = dana.send(READ, **{**REFUSAL, field: value})
    assert error_at(page, field) == words
    assert page.typed()["considered"] == REFUSAL["considered"]
    assert office.store.case(receipt.reference).version == 1


def test_where_a_part_has_exceptions_one_says_why_none_applies(made: Callable[..., Receipt], dana: Browser) -> None:
    receipt = made()
    dana.open(at(receipt, "refuse"))
    assert "We still take it if the sum is wrong." in dana.page.text
    page = dana.send(READ, exclusion="charges", reasons="It is about the rent of 2026.", considered="")
    assert error_at(page, "considered") == "This part has exceptions. Write why none of them applies"
    page = dana.send(READ, considered="We added it up again: it is right.")
    assert "We added it up again: it is right." in page.text
    page = dana.send("Change it")
    assert page.typed()["exclusion"] == "charges"
    assert page.typed()["considered"] == "We added it up again: it is right."


def test_sent_twice_it_is_refused_once(made: Callable[..., Receipt], dana: Browser, office: Office) -> None:
    receipt = made()
    dana.open(at(receipt, "refuse"))
    dana.send(READ, **REFUSAL)
    typed = {**dana.page.typed("Send it"), "do": "send"}
    for _ in range(2):
        assert dana.client.post(at(receipt, "refuse"), data=typed).status_code == 303
    assert len(office.store.case(receipt.reference).happened(Refused)) == 1


def test_a_stale_form_keeps_the_words_and_refuses_nothing(
    made: Callable[..., Receipt], dana: Browser, office: Office
) -> None:
    receipt = made()
    dana.open(at(receipt, "refuse"))
    page = dana.send(READ, csrf_token="old", **REFUSAL)
    assert page.typed()["reasons"] == REFUSAL["reasons"]
    assert office.store.case(receipt.reference).version == 1


def test_who_cannot_be_mailed_is_told_by_a_person(made: Callable[..., Receipt], dana: Browser, office: Office) -> None:
    receipt = made(contact_by=("phone",), phone="07700 900982", contact_when="", email="")
    dana.open(at(receipt, "refuse"))
    dana.send(READ, **REFUSAL)
    page = dana.send("Send it")
    assert "Tell the resident that we cannot look into it, why, and about the Ombudsman" in page.text


def test_nothing_is_refused_after_the_answer(made: Callable[..., Receipt], dana: Browser) -> None:
    receipt = made()
    dana.open(at(receipt, "acknowledge"))
    dana.send("Send the acknowledgement", **ACKNOWLEDGEMENT)
    dana.open(at(receipt, "answer"))
    dana.send(READ, **ANSWER)
    page = dana.send("Send it")
    assert at(receipt, "refuse") not in page.links
    assert dana.open(at(receipt, "refuse")).status == 409


def test_how_it_came_says_how_it_is_answered_and_who_may_stand_in(dana: Browser, office: Office) -> None:
    recorded(dana, channel="social_media", remedies=("apology",))
    dana.send("Make the complaint")
    (row,) = office.store.queue()
    text = dana.open(f"/staff/cases/{row.reference}").text
    for words in (
        "How it cameOn social media",
        "How we answerBy letter; By phone",
        "Can answer insteadanother manager",
    ):
        assert words in text
