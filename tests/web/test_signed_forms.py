"""A form on paper: printed with both names, signed, sent as a photo, looked at by staff, and shown as the proof."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from portal.domain.consent import MOST_FORMS, Grant, Proof, Relationship, Scope, Standing
from portal.domain.person_commands import AskConsent, ConfirmConsent, NameRepresentative
from portal.domain.person_events import ConsentConfirmed, SignedFormSent
from portal.services.complaints import Receipt
from portal.services.consent import code_for
from portal.services.office import Office
from portal.services.people import do_for_person
from tests.builders import some_words
from tests.letters.reader import Reader
from tests.web.acting import CASE, FOR_FATHER, STORY, Acted
from tests.web.browser import Browser, Page
from tests.web.conftest import LEATHERMARKET

In = Callable[[Receipt], Browser]


@pytest.fixture
def acted(office: Office, complaint: Callable[..., Receipt]) -> Acted:
    return Acted(office, complaint(**FOR_FATHER))


def photo(grey: int = 90) -> BytesIO:
    """A JPEG of its own for each shade of grey."""
    made = BytesIO()
    Image.new("L", (60, 80), grey).save(made, "JPEG")
    made.seek(0)
    return made


def form_at(acted: Acted) -> str:
    return f"{CASE}/people/{acted.representation.id}/form"


def send(theirs: Browser, acted: Acted, *files: tuple[BytesIO, str]) -> Page:
    theirs.open(form_at(acted))
    return theirs.send("Send the form", signed_form=list(files))


def kind_of(theirs: Browser, address: str) -> str:
    """What kind of file stands at this address; the number of the error where none does."""
    with theirs.client.get(address) as response:
        response.get_data()
        return response.mimetype if response.status_code == 200 else str(response.status_code)


def words_of(theirs: Browser, address: str) -> str:
    """What a PDF says."""
    response = theirs.client.get(address)
    assert response.mimetype == "application/pdf", response.status
    return Reader(response.data).text


class TestToPrint:
    @pytest.mark.parametrize("size", [12, 18, 24])
    def test_it_names_both_and_leaves_the_choice(self, acted: Acted, resident_in: In, size: int) -> None:
        theirs = resident_in(acted.code_of_resident())
        links = theirs.open(form_at(acted)).links
        (address,) = [link for link in links if link.endswith(f"size={size}")]
        said = words_of(theirs, address)
        for words in (
            "Karim Begum", "Amina Begum", "A friend or someone in the family", acted.reference, "See the case",
            f"Only this: {acted.reference}", "Until when?", "Your signature", "Day", "26 Leathermarket St",
        ):  # fmt: skip
            assert words in said

    def test_in_the_language_of_the_page(self, acted: Acted, resident_in: In) -> None:
        theirs = resident_in(acted.code_of_resident())
        theirs.open(f"{form_at(acted)}?lang=pl")
        pdf = theirs.client.get(f"{form_at(acted)}.pdf").data
        assert Reader(pdf).catalogue["Lang"] == b"pl"

    def test_whoever_may_not_see_the_case_gets_the_name_that_they_told_us(
        self, acted: Acted, resident_in: In, office: Office
    ) -> None:
        theirs = resident_in(acted.receipt)
        assert form_at(acted) in theirs.page.links
        said = words_of(theirs, f"{form_at(acted)}.pdf")
        assert "Karim Begum" in said
        assert "karim@example.com" not in said
        assert STORY not in said

    def test_a_blank_one_is_for_everybody(self, browser: Callable[[], Browser]) -> None:
        anybody = browser()
        links = anybody.open(f"/{LEATHERMARKET}/representative").links
        (address,) = [link for link in links if link.endswith("size=18")]
        said = words_of(anybody, address)
        for words in ("Your name", "Their name", "Your signature"):
            assert words in said
        assert "Begum" not in said

    @pytest.mark.parametrize("size", ["0", "13", "x", "12 ", "-18", "１８"])
    def test_a_size_that_there_is_not_is_not_found(self, browser: Callable[[], Browser], size: str) -> None:
        assert browser().open(f"/{LEATHERMARKET}/representative/form.pdf?size={size}").status == 404

    def test_staff_print_it_in_the_residents_language_and_in_english(
        self, office: Office, complaint: Callable[..., Receipt], staff_in: Callable[..., Browser]
    ) -> None:
        acted = Acted(office, complaint(**{**FOR_FATHER, "language": "pl"}))
        dana = staff_in()
        page = dana.open(f"/staff/cases/{acted.reference}/people/{acted.representation.id}/form")
        sheets = [link for link in page.links if ".pdf" in link]
        assert any("language=en&size=12" in link for link in sheets)
        assert len(sheets) in (3, 6)
        for link in sheets:
            assert dana.client.get(link).mimetype == "application/pdf"
        assert dana.open(f"{page.path}.pdf?language=xx").status == 404


class TestAPhotoOfIt:
    @pytest.mark.parametrize("whose", ["the resident", "whoever acts for them"])
    def test_makes_a_task_and_confirms_nothing(
        self, acted: Acted, resident_in: In, staff_in: Callable[..., Browser], office: Office, whose: str
    ) -> None:
        theirs = resident_in(acted.code_of_resident() if whose == "the resident" else acted.receipt)
        page = send(theirs, acted, (photo(), "form.jpg"), (photo(20), "page 2.jpg"))
        assert "We have the form. We look at it and tell you. Until then nothing changes." in page.text
        each = acted.representation
        assert (each.standing, each.granted) == (Standing.ASKED, None)
        assert [file.name for file in each.files] == ["form.jpg", "page 2.jpg"]
        assert "read_signed_form" in {task.kind for task in office.store.tasks(acted.reference)}
        page = staff_in().open(f"/staff/cases/{acted.reference}")
        assert "Look at the signed form that came in" in page.text
        assert "form.jpg" in page.text
        if whose != "the resident":
            assert STORY not in theirs.open(CASE).text

    def test_is_cleaned_like_every_other(self, acted: Acted, resident_in: In, office: Office) -> None:
        theirs = resident_in(acted.receipt)
        page = send(theirs, acted, (photo(), "form.jpg"), (BytesIO(b"GIF89a, no photo"), "lie.jpg"))
        assert "is not a photo or a PDF" in page.text
        assert "form.jpg" in page.text, "what is good is kept while the other is mended"
        assert not acted.representation.files
        page = theirs.send("Send the form")
        assert "We have the form" in page.text
        (kept,) = acted.representation.files
        with office.shelf.open(kept.id) as stored:
            assert stored.read() != photo().read()

    def test_is_needed(self, acted: Acted, resident_in: In) -> None:
        page = send(resident_in(acted.receipt), acted)
        assert "Choose a photo of the form" in page.text
        assert not any(isinstance(event, SignedFormSent) for event in acted.record.events)

    def test_that_is_sent_twice_comes_once(self, acted: Acted, resident_in: In, office: Office) -> None:
        theirs = resident_in(acted.receipt)
        for _ in range(2):
            assert "We have the form" in send(theirs, acted, (photo(), "form.jpg")).text
        assert len(acted.representation.files) == 1
        assert len(office.store.files(acted.reference)) == 1
        tasks = [task for task in office.store.tasks(acted.reference) if task.kind == "read_signed_form"]
        assert len(tasks) == 1

    def test_comes_in_no_heap(self, acted: Acted, resident_in: In, office: Office) -> None:
        theirs = resident_in(acted.receipt)
        for shade in range(MOST_FORMS):
            send(theirs, acted, (photo(shade * 20), f"{shade}.jpg"))
        page = send(theirs, acted, (photo(250), "more.jpg"))
        assert "We have enough photos of this form" in page.text
        assert len(office.store.files(acted.reference)) == MOST_FORMS

    def test_is_not_waited_for_once_the_resident_said_no(self, acted: Acted, resident_in: In) -> None:
        theirs = resident_in(acted.receipt)
        own = resident_in(acted.code_of_resident())
        own.open(form_at(acted))
        acted.withdrawn()
        assert "See my complaint" in theirs.open(form_at(acted)).text
        assert own.send("Send the form", signed_form=[(photo(), "form.jpg")]).path == CASE
        assert not acted.representation.files


class TestWhoOpensIt:
    @pytest.fixture
    def sent(self, acted: Acted, resident_in: In) -> Acted:
        send(resident_in(acted.receipt), acted, (photo(), "form.jpg"))
        return acted

    def test_whoever_sent_it_opens_that_and_no_other_file(self, sent: Acted, resident_in: In, office: Office) -> None:
        theirs, own = resident_in(sent.receipt), resident_in(sent.code_of_resident())
        send(own, sent, (photo(10), "mine.jpg"))
        own.open(f"{CASE}/photos")
        own.send("Send", photos=[(photo(30), "private.jpg")])
        form, mine = (file.id for file in sent.representation.files)
        (private,) = (
            file.id for event in office.store.case(sent.reference).events for file in getattr(event, "files", ())
        )
        assert kind_of(theirs, f"{form_at(sent)}/{form}") == "image/jpeg"
        assert "form.jpg" in theirs.open(form_at(sent)).text
        assert "mine.jpg" not in theirs.page.text
        for other in (mine, private, "made-up"):
            assert kind_of(theirs, f"{form_at(sent)}/{other}") == "404"
        assert kind_of(theirs, f"{CASE}/files/{form}") == "303", "the files of the case stay shut"
        for all_of_them in (form, mine):
            assert kind_of(own, f"{form_at(sent)}/{all_of_them}") == "image/jpeg"

    def test_a_forged_field_makes_no_file_of_the_case_theirs(
        self, acted: Acted, resident_in: In, office: Office
    ) -> None:
        own, theirs = resident_in(acted.code_of_resident()), resident_in(acted.receipt)
        own.open(f"{CASE}/photos")
        own.send("Send", photos=[(photo(30), "private.jpg")])
        (private,) = office.store.files(acted.reference)
        theirs.open(form_at(acted))
        page = theirs.send("Send the form", kept=private.id)
        assert "Choose a photo of the form" in page.text
        assert "private.jpg" not in page.text
        assert not acted.representation.files
        assert kind_of(theirs, f"{form_at(acted)}/{private.id}") == "404"

    def test_nobody_else_who_acts_for_them_opens_it(self, sent: Acted, resident_in: In, office: Office) -> None:
        named = NameRepresentative("nadia", Relationship.ADVOCATE, some_words('{"name": "Nadia"}'), over_18=True)
        do_for_person(office, sent.reference, named)
        allow = ConfirmConsent("nadia", Grant((Scope.SEE, Scope.SPEAK)), Proof.OWN_CASE)
        do_for_person(office, sent.reference, allow)
        nadia = resident_in(Receipt(sent.reference, code_for(office, sent.reference, "nadia")))
        assert STORY in nadia.page.text
        (kept,) = sent.representation.files
        for address in ("", ".pdf", f"/{kept.id}"):
            assert kind_of(nadia, f"{form_at(sent)}{address}") == "404"

    def test_another_landlords_staff_do_not(self, sent: Acted, staff_in: Callable[..., Browser]) -> None:
        (kept,) = sent.representation.files
        at = f"/staff/cases/{sent.reference}/people/{sent.representation.id}/form"
        assert kind_of(staff_in("Rea Der", role="reader"), f"{at}/{kept.id}") == "image/jpeg"
        assert staff_in("Oak Lee", landlord="oak-homes").open(f"{at}/{kept.id}").status == 404

    def test_the_resident_sees_which_staff_looked_at_it(
        self, sent: Acted, staff_in: Callable[..., Browser], resident_in: In
    ) -> None:
        (kept,) = sent.representation.files
        kind_of(staff_in(), f"/staff/cases/{sent.reference}/people/{sent.representation.id}/form/{kept.id}")
        assert "Dana Cole" in resident_in(sent.code_of_resident()).open(f"{CASE}/looks").text


class TestTheProof:
    def test_staff_look_at_it_and_write_down_what_is_ticked(
        self, acted: Acted, resident_in: In, staff_in: Callable[..., Browser], office: Office
    ) -> None:
        theirs = resident_in(acted.receipt)
        send(theirs, acted, (photo(), "form.jpg"))
        (kept,) = acted.representation.files
        dana = staff_in()
        form = dana.open(f"/staff/cases/{acted.reference}/people/{acted.representation.id}/signed")
        assert any(link.endswith(kept.id) for link in form.links)
        dana.send("Write it down", forms=[kept.id], scope=["see"], which="this")
        event = acted.record.events[-1]
        assert isinstance(event, ConsentConfirmed)
        assert (event.proof, event.forms, event.seen_by[:6]) == (Proof.SIGNED_FORM, (kept.id,), "staff:")
        assert "read_signed_form" not in {task.kind for task in office.store.tasks(acted.reference)}
        for page in (dana.page, resident_in(acted.code_of_resident()).open(f"{CASE}/people")):
            assert "form.jpg" in page.text
            assert "This shows that it was agreed" in page.text
        assert STORY in theirs.open(CASE).text

    def test_is_paper_in_a_drawer_where_it_says_so(self, acted: Acted, staff_in: Callable[..., Browser]) -> None:
        dana = staff_in()
        at = f"/staff/cases/{acted.reference}/people/{acted.representation.id}/signed"
        dana.open(at)
        page = dana.send("Write it down", scope=["see"], which="this")
        assert "Write this before you send" in page.text
        dana.send("Write it down", scope=["see"], which="this", words="In the house file.")
        assert acted.representation.standing is Standing.CONFIRMED

    def test_a_made_up_photo_is_none(
        self, acted: Acted, resident_in: In, staff_in: Callable[..., Browser], office: Office
    ) -> None:
        send(resident_in(acted.receipt), acted, (photo(), "form.jpg"))
        dana = staff_in()
        dana.open(f"/staff/cases/{acted.reference}/people/{acted.representation.id}/signed")
        page = dana.send("Write it down", forms=["made-up"], scope=["see"], which="this")
        assert "Write this before you send" in page.text
        assert acted.representation.standing is Standing.ASKED

    def test_staff_scan_what_came_by_post_and_write_it_down_next(
        self, acted: Acted, staff_in: Callable[..., Browser]
    ) -> None:
        dana = staff_in()
        dana.open(f"/staff/cases/{acted.reference}/people/{acted.representation.id}/form")
        page = dana.send("Add the form", signed_form=[(BytesIO(b"%PDF-1.4\n%%EOF\n"), "scan.pdf")])
        assert page.path.endswith("/signed")
        assert "scan.pdf" in page.text
        assert acted.representation.standing is Standing.ASKED

    def test_a_reader_adds_none(self, acted: Acted, staff_in: Callable[..., Browser]) -> None:
        at = f"/staff/cases/{acted.reference}/people/{acted.representation.id}/form"
        assert staff_in("Rea Der", role="reader").open(at).status == 403


def test_a_question_that_is_open_is_settled_by_the_form(
    acted: Acted, resident_in: In, staff_in: Callable[..., Browser], office: Office
) -> None:
    do_for_person(office, acted.reference, AskConsent(acted.representation.id, Grant((Scope.SEE,))), by="staff:dana")
    send(resident_in(acted.receipt), acted, (photo(), "form.jpg"))
    (kept,) = acted.representation.files
    dana = staff_in()
    dana.open(f"/staff/cases/{acted.reference}/people/{acted.representation.id}/signed")
    dana.send("Write it down", forms=[kept.id], scope=["see"], which="this")
    assert acted.representation.asked is None
    assert "May act" in dana.page.text
