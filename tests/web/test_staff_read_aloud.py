"""The words to read aloud hang on their task, for staff of this landlord."""

from collections.abc import Callable

from portal.domain.person_commands import AgreeAdjustment, AskAdjustment
from portal.services.complaints import Receipt
from portal.services.office import Office
from portal.services.people import do_for_person
from tests.builders import some_words
from tests.web.browser import Browser
from tests.web.conftest import OAK
from tests.web.test_staff import at


def test_the_words_hang_on_their_task_and_nowhere_else(
    staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], office: Office
) -> None:
    receipt = complaint()
    do_for_person(office, receipt.reference, AskAdjustment("a1", "audio"))
    agreed = AgreeAdjustment("a1", "audio", some_words("On a CD."))
    do_for_person(office, receipt.reference, agreed, by="staff:sam")
    dana = staff_in()
    links = [link for link in dana.open(at(receipt)).links if link.endswith("/words")]
    assert len(links) == 2, "what we wrote so far, and that we agreed"
    response = dana.client.get(links[-1])
    assert response.mimetype == "text/plain"
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Content-Disposition"].endswith('.txt"')
    assert "We have your complaint" in "".join(dana.client.get(link).get_data(as_text=True) for link in links)
    for other in (staff_in("Rita Reads", role="reader"), staff_in("Olu Oak", landlord=OAK)):
        assert other.open(links[0]).status in (403, 404)
    assert dana.open(f"{at(receipt)}/tasks/99999/words").status == 404
