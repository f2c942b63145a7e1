"""What whoever sits down next at the same device, or reads the same inbox, cannot open."""

from collections.abc import Callable
from datetime import timedelta

from portal import access
from portal.assistant import LONGEST
from portal.services.complaints import Receipt
from portal.services.drafts import CARRY_ON
from portal.services.office import Office
from tests.web.browser import Browser
from tests.web.complaining import CHECK, COMPLAIN, STORY, at_check, code_on, reference_on, send_complaint
from tests.web.conftest import LEATHERMARKET, Clock

CASE, CHAT = f"/{LEATHERMARKET}/case", f"/{LEATHERMARKET}/chat"


def test_a_link_to_carry_on_opens_nothing_once_the_complaint_was_sent(
    browser: Callable[[], Browser], office: Office, resident_in: Callable[[Receipt], Browser]
) -> None:
    page = send_complaint(browser())
    made = office.store.case(office.store.queue()[0].reference).made
    token = access.new_link(office.store, CARRY_ON, made.draft, now=office.clock(), lasts=timedelta(days=7))
    other = browser()
    other.open(f"/{LEATHERMARKET}/carry-on/{token}")
    form = other.page.typed("Carry on")
    assert "We already have it" in other.send("Carry on").text
    assert other.client.get_cookie("putright_draft", path=f"/{LEATHERMARKET}/") is None
    assert other.open(f"{COMPLAIN}/done").path == CASE
    other.client.post(CHECK, data=form)
    assert STORY not in other.open(CASE).html
    own = resident_in(Receipt(made.reference, code_on(page)))
    assert STORY in own.page.html, "nor has it ended the resident's own code"


def test_asking_only_for_the_headers_of_the_receipt_ends_no_code(
    browser: Callable[[], Browser], resident_in: Callable[[Receipt], Browser]
) -> None:
    theirs = browser()
    page = send_complaint(theirs)
    assert theirs.client.head(f"{COMPLAIN}/done").status_code == 200
    assert STORY in resident_in(Receipt(reference_on(page), code_on(page))).page.html


def test_leaving_in_danger_closes_the_case_too(browser: Callable[[], Browser]) -> None:
    theirs = browser()
    send_complaint(theirs)
    assert STORY in theirs.open(CASE).html
    theirs.open(f"{CASE}/message")
    page = theirs.send("Send", words="My husband hits me and I cannot leave the flat.")
    exits = [form for form in page.root.iter("form") if str(form.get("action")).endswith("/complain/leave")]
    assert len(exits) == 1
    token = next(str(each.get("value")) for each in exits[0].iter("input"))
    theirs.client.post(f"{COMPLAIN}/leave", data={"csrf_token": token})
    assert STORY not in theirs.open(CASE).html
    assert STORY not in theirs.open(f"{COMPLAIN}/check").html


def test_a_conversation_is_not_shown_after_a_long_pause_by_posting_into_it(
    browser: Callable[[], Browser], clock: Clock
) -> None:
    theirs = browser()
    theirs.open(CHAT)
    theirs.send("Make a complaint")
    theirs.send("Me")
    theirs.send("Send", message="My neighbour Zebedee says the lift is broken.")
    form = theirs.page.typed("Send")
    clock.now += timedelta(minutes=31)
    stale = theirs.client.post(CHAT, data={"turn": form["turn"], "message": "Are you there?"})
    assert "Zebedee" not in stale.text
    assert "Are you there?" in stale.text, "what was typed is not lost"
    too_long = theirs.client.post(CHAT, data={**form, "message": "x" * (LONGEST + 1)})
    assert "Zebedee" not in too_long.text


def test_the_code_still_opens_what_was_left(
    browser: Callable[[], Browser], complaint: Callable[..., Receipt], resident_in: Callable[[Receipt], Browser]
) -> None:
    receipt = complaint()
    first = resident_in(receipt)
    at_check(first)
    first.open(f"{COMPLAIN}/name")
    first.send("Close this on this device")
    assert STORY not in first.open(CASE).html
    first.send(reference=receipt.reference, code=receipt.code)
    assert STORY in first.page.html
