"""The case moves: staff acknowledge, extend and answer it, the resident escalates, somebody else answers again."""

from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESK, PHONE
from tests.browser.people import Handler, Resident
from tests.web.conftest import Clock

UNDERSTANDING = "The lift has not worked since 30 October."


def test_a_case_from_the_first_word_to_the_final_answer(
    chrome: Browser, address: str, clock: Clock, handlers: dict[str, tuple[str, str]]
) -> None:
    home, desk = chrome.new_context(viewport=PHONE).new_page(), chrome.new_context(viewport=DESK).new_page()
    resident, dana = Resident(home, address), Handler(desk, address)
    reference, code = resident.opens().tells_all().sends()

    clock.is_on("2026-11-24")
    dana.signs_in(*handlers["Dana"]).opens(reference).does(
        "Acknowledge", "Send the acknowledgement", choose=("All of it is ours",), understanding=UNDERSTANDING
    )
    # Ten working days from Tuesday 24 November.
    resident.opens_case(reference, code).sees("Tuesday 8 December 2026", UNDERSTANDING)

    clock.is_on("2026-12-07")
    dana.signs_in(*handlers["Dana"]).opens(reference).does(
        "Take longer to answer", "Send the new date", reason="The engineer waits for a part.", new_date="2026-12-17"
    )
    resident.opens_case(reference, code).sees("Thursday 17 December 2026")

    clock.is_on("2026-12-16")
    answers(dana.signs_in(*handlers["Dana"]).opens(reference))
    # 28 days from Wednesday 16 December is Wednesday 13 January.
    resident.opens_case(reference, code).sees("We were slow to order the part.", "Wednesday 13 January 2027")

    clock.is_on("2026-12-18")
    resident.opens_case(reference, code).page.get_by_role("link", name="Ask us to look again").first.click()
    home.get_by_role("button", name="Send it", exact=True).click()
    # Southwark has twenty working days from the request; the letter comes within five.
    resident.opens("/case").sees("Stage two", "Tuesday 29 December 2026", "Wednesday 20 January 2027")

    clock.is_on("2026-12-21")
    dana.signs_in(*handlers["Dana"]).opens(reference).does(
        "Acknowledge", "Send the acknowledgement", choose=("All of it is ours",), understanding=UNDERSTANDING
    )
    dana.sees("You answered an earlier stage of this complaint.")

    omar = Handler(chrome.new_context(viewport=DESK).new_page(), address)
    answers(omar.signs_in(*handlers["Omar"]).opens(reference))
    resident.opens_case(reference, code).sees("Housing Ombudsman", "0300 111 3000")


def answers(handler: Handler) -> None:
    """Write the whole answer, look at it, and send it."""
    handler.does(
        "Answer",
        "Read it before you send it",
        choose=("We agree with your complaint.",),
        decision_words="We were too slow.",
        reasons="We were slow to order the part.",
        remedy="We are sorry. We mend the lift.",
        outstanding="The lift is mended in January.",
    )
    handler.page.get_by_role("button", name="Send it", exact=True).click()
    handler.page.wait_for_load_state()


def test_the_ombudsmans_roads_are_kept_apart_on_every_case(phone: Page, address: str) -> None:
    resident = Resident(phone, address).opens()
    reference, code = resident.tells_all().sends()
    resident.opens_case(reference, code)
    resident.sees("You want advice.", "We are late.", "You have had our final answer and it is not right.")
