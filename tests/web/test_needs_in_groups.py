"""The long list of needs stands under short headings, which a screen reader says with what is in each."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

from portal.domain.adjustments import GROUPS, Need, grouped, meant, offered_needs
from portal.domain.person_commands import AskAdjustment
from portal.services.complaints import Receipt
from portal.services.office import Office
from portal.services.people import do_for_person
from tests.web.browser import Browser, Page
from tests.web.conftest import LEATHERMARKET
from tests.web.test_staff import at

PAGE = f"/{LEATHERMARKET}/adjustments"


def legend(fieldset: Element) -> str:
    """What a screen reader says on coming into it."""
    return "".join("".join(each.itertext()) for each in fieldset.findall("legend")).strip()


def list_of_needs(page: Page) -> Element:
    """The set of fields that holds the needs and nothing else."""
    (found,) = [each for each in page.root.iter("fieldset") if legend(each) == "What helps you?"]
    return found


def boxes(fieldset: Element) -> list[Element]:
    """The boxes to tick in it."""
    return [each for each in fieldset.iter("input") if each.get("name") == "needs"]


def test_every_need_has_a_place() -> None:
    placed = [need for needs in GROUPS.values() for need in needs]
    assert sorted(placed) == sorted(Need)


def test_what_only_a_policy_names_stands_last_and_its_own_names_stand_with_ours() -> None:
    shown = dict(grouped(["dictated", "primary_contact", "audio"]))
    assert list(shown.items()) == [
        ("How we write to you", ("audio",)),
        ("How we speak with you", ("primary_contact",)),
        ("More help", ("dictated",)),
    ]


def test_each_group_is_a_set_of_its_own_inside_the_question(browser: Callable[[], Browser], office: Office) -> None:
    whole = list_of_needs(browser().open(PAGE))
    inner = [each for each in whole.iter("fieldset") if legend(each) in GROUPS]
    assert [legend(each) for each in inner] == list(GROUPS)
    values = [str(box.get("value")) for each in inner for box in boxes(each)]
    assert sorted(values) == sorted(each.id for each in offered_needs(office.policy.adjustments))
    assert len(boxes(whole)) == len(values) >= 20
    assert [box.get("id") for box in boxes(whole)] == ["needs", *(f"needs-{n}" for n in range(2, len(values) + 1))]


def test_in_each_group_what_the_policy_offers_stands_first(browser: Callable[[], Browser], office: Office) -> None:
    own = {each.id for each in office.policy.adjustments}
    for group in list_of_needs(browser().open(PAGE)).iter("fieldset"):
        if legend(group) in GROUPS:
            is_own = [box.get("value") in own for box in boxes(group)]
            assert is_own == sorted(is_own, reverse=True)


def test_what_is_wrong_is_said_with_the_question_and_what_was_ticked_stays(
    browser: Callable[[], Browser],
) -> None:
    theirs = browser()
    theirs.open(PAGE)
    page = theirs.send("Ask for this", needs=["audio", "free_rent"])
    whole = list_of_needs(page)
    assert whole.get("aria-describedby") == "needs-hint needs-error"
    ids = {str(each.get("id")): each for each in page.root.iter() if each.get("id")}
    assert "Choose one or more" in "".join(ids["needs-error"].itertext())
    assert "#needs" in page.links
    assert [box.get("value") for box in boxes(whole) if "checked" in box.attrib] == ["audio"]


def test_the_language_stands_under_its_own_need(browser: Callable[[], Browser]) -> None:
    page = browser().open(PAGE)
    (box,) = [each for each in boxes(list_of_needs(page)) if meant(str(each.get("value"))) == Need.TRANSLATION]
    under = {str(each.get("id")): each for each in page.root.iter("div")}[str(box.get("data-aria-controls"))]
    assert {each.get("name") for each in under.iter("input")} == {"need_language"}


def test_staff_choose_from_the_same_groups(
    staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
) -> None:
    receipt = complaint()
    do_for_person(office, receipt.reference, AskAdjustment("a1", "audio"))
    page = staff_in().open(f"{at(receipt)}/adjustments/a1/agree")
    (select,) = [each for each in page.root.iter("select") if each.get("id") == "need"]
    assert [group.get("label") for group in select.findall("optgroup")] == list(GROUPS)
    assert [each.get("value") for each in select.iter("option") if "selected" in each.attrib] == ["audio"]
    assert any(each.get("for") == "need" for each in page.root.iter("label"))
