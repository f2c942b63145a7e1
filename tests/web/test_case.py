"""A resident opens their case, reads it and answers back."""

from collections.abc import Callable

from portal.services.complaints import Receipt
from tests.web.browser import Browser


def test_open(complaint: Callable[..., Receipt], resident_in: Callable[[Receipt], Browser]) -> None:
    page = resident_in(complaint()).page
    print(page.text)
    assert page.status == 200
