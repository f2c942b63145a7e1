"""A resident who answers the questions of a complaint, page by page, in a browser without a script."""

from typing import Any

from tests.web.browser import Browser, Page
from tests.web.conftest import LEATHERMARKET

COMPLAIN = f"/{LEATHERMARKET}/complain"
CHECK, DONE = f"{COMPLAIN}/check", f"{COMPLAIN}/done"
STORY = "The lift has been broken for three weeks and my mother cannot leave the house."

TOLD: dict[str, Any] = {
    "for_whom": "me",
    "story": STORY,
    "told_before": "told",
    "started": "three weeks ago",
    "still_going": "still",
    "in_court": "not_at_court",
    "remedies": ["apology", "action"],
    "outcome": "Mend the lift.",
    "name": "Amina Begum",
    "address": "1 Leather Court",
    "postcode": "SE1 3HN",
    "contact_by": ["email"],
    "email": "amina@example.com",
    "safe_message": "safe",
    "language": "en",
}


def answer_until(theirs: Browser, stop: str, /, **different: Any) -> Page:
    """Answer the questions as they come until the page `stop` is shown. What differs from `TOLD` is said."""
    answers = {**TOLD, **different}
    for _question in range(40):
        if theirs.page.path.split("?")[0] == stop:
            return theirs.page
        asked = {each.get("name") for each in theirs.page.form().iter() if each.get("name")}
        theirs.send("Continue", **{name: value for name, value in answers.items() if name in asked})
        assert theirs.page.status == 200, theirs.page.text
    raise AssertionError(f"never came to {stop}: {theirs.page.path} {theirs.page.text}")


def at_check(theirs: Browser, /, **different: Any) -> Page:
    """Begin a complaint and answer everything."""
    theirs.open(COMPLAIN)
    return answer_until(theirs, CHECK, **different)


def send_complaint(theirs: Browser, /, **different: Any) -> Page:
    """Begin, answer everything, and send it: the receipt."""
    at_check(theirs, **different)
    return theirs.send("Send my complaint")


def reference_on(page: Page) -> str:
    """The reference in the panel."""
    return next("".join(each.itertext()) for each in page.root.iter("dd"))


def code_on(page: Page) -> str:
    """The code in the panel; empty where none is shown."""
    shown = ["".join(each.itertext()) for each in page.root.iter("dd")]
    return shown[1] if len(shown) > 1 else ""
