"""What people do in a browser: a resident on the form, in the chat and on their case; a handler at the desk."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from playwright.sync_api import Locator, Page, expect

from tests.browser.seen import problems

STORY = "The lift is dirty and the cleaner was rude to everybody in the hall."


@dataclass
class Resident:
    """Somebody with a complaint. `checks` reads each page with axe (where scripts run)."""

    page: Page
    address: str
    checks: bool = True

    def opens(self, where: str = "/complain") -> Self:
        """Go to one of the landlord's pages."""
        self.page.goto(self.address + where)
        return self._read()

    def chooses(self, *words: str) -> Self:
        """Tick answers, and go on."""
        for each in words:
            self.page.get_by_label(each, exact=True).check()
        return self.goes_on()

    def writes(self, **answers: str) -> Self:
        """Fill fields by the names of their questions, and go on."""
        self.fills(**answers)
        return self.goes_on()

    def fills(self, **answers: str) -> Self:
        """Fill fields, and stay."""
        for name, words in answers.items():
            self.page.locator(f"[name={name}]").fill(words)
        return self

    def goes_on(self, button: str = "Continue") -> Self:
        """Press the button of the page."""
        before = self.page.url
        self.page.get_by_role("button", name=button, exact=True).click()
        self.page.wait_for_load_state()
        assert self.page.url != before or self.page.locator(".govuk-error-summary").count(), "nothing happened"
        return self._read()

    def tells_all(self) -> Self:
        """Answer every question as somebody would, up to checking."""
        self.chooses("Me").writes(story=STORY)
        return self.tells_the_rest()

    def tells_the_rest(self) -> Self:
        """Every question after the story."""
        self.chooses("I have told you before")
        self.fills(started="three weeks ago").chooses("It is still going on")
        self.chooses("It is not at court").chooses("Say sorry", "Do the work that is late")
        self.writes(name="Amina Begum").writes(address="1 Leather Court", postcode="SE1 3HN")
        self.page.get_by_label("Email", exact=True).check()
        self.writes(email="amina@example.com").chooses("It is safe")
        return self.goes_on().chooses("English").goes_on()

    def sends(self) -> tuple[str, str]:
        """Send it. Returns reference and code."""
        self.goes_on("Send my complaint")
        reference, code = (self.page.locator(".code").nth(number).inner_text() for number in (0, 1))
        return reference, code

    def opens_case(self, reference: str, code: str) -> Self:
        """Sign in to the case, as on another device."""
        self.page.context.clear_cookies()
        self.opens("/case").fills(reference=reference, code=code)
        self.page.get_by_role("button", name="Show my complaint", exact=True).click()
        self.page.wait_for_load_state()
        return self._read()

    def sees(self, *words: str) -> Self:
        """These words are on the page."""
        for each in words:
            expect(self.page.get_by_text(each).first).to_be_visible()
        return self

    def _read(self) -> Self:
        if self.checks:
            wrong = problems(self.page)
            assert not wrong, "\n".join(wrong)
        return self


@dataclass
class Chat:
    """The chat page."""

    page: Page
    address: str

    def opens(self) -> Self:
        """Go to the chat."""
        self.page.goto(self.address + "/chat")
        return self

    def says(self, words: str) -> Self:
        """Write a message and send it."""
        return self._turn(lambda: self._write(words))

    def presses(self, title: str) -> Self:
        """Press a button under the last reply."""
        return self._turn(lambda: self._choices().get_by_role("button", name=title, exact=True).click())

    def hears(self, words: str) -> Self:
        """The landlord's side said this."""
        expect(self.page.locator(".bubble--us", has_text=words).last).to_be_visible()
        return self

    def tells_all(self) -> Self:
        """Answer every question by buttons and words."""
        self.says(f"I want to complain. {STORY}").presses("Me").presses("I have told you before")
        self.says("three weeks ago").presses("It is still going on").presses("It is not at court")
        self.presses("Say sorry").presses("That is all").presses("Leave this out").says("Amina Begum")
        self.says("1 Leather Court").says("SE1 3HN").presses("Email").presses("That is all")
        self.says("amina@example.com").presses("It is safe").presses("None of these").presses("Leave this out")
        return self.presses("English").presses("Carry on")

    @property
    def reference(self) -> str:
        """The reference that was said."""
        found = re.search(r"LMJ-\w{4}-\w{4}", self.page.locator("[role=log]").inner_text())
        assert found, "no reference was said"
        return found.group()

    def _write(self, words: str) -> None:
        self.page.get_by_label("Your message").fill(words)
        self.page.get_by_role("button", name="Send", exact=True).click()

    def _choices(self) -> Locator:
        return self.page.locator("[data-choices]")

    def _turn(self, act: Callable[[], None]) -> Self:
        before = self.page.locator("input[name=turn]").first.input_value()
        act()
        expect(self.page.locator("input[name=turn]").first).not_to_have_value(before)
        return self


@dataclass
class Handler:
    """A member of staff."""

    page: Page
    address: str

    def signs_in(self, email: str, password: str) -> Self:
        """Sign in to the staff side."""
        self.page.goto(self._staff("/sign-in"))
        self.page.locator("[name=email]").fill(email)
        self.page.locator("[name=password]").fill(password)
        return self._press("Sign in")

    def opens(self, reference: str) -> Self:
        """Open a case from the queue."""
        self.page.goto(self._staff("/"))
        self.page.get_by_role("link", name=reference).first.click()
        return self

    def does(self, action: str, button: str, *, choose: tuple[str, ...] = (), **fields: str) -> Self:
        """Open an action of the case, fill its form and send it."""
        self.page.locator("main a", has_text=action).first.click()
        self.page.wait_for_load_state()
        wrong = problems(self.page)
        assert not wrong, "\n".join(wrong)
        for label in choose:
            self.page.get_by_label(label, exact=True).check()
        for name, words in fields.items():
            self.page.locator(f"[name={name}]").first.fill(words)
        return self._press(button)

    def sees(self, *words: str) -> Self:
        """These words are on the page."""
        for each in words:
            expect(self.page.get_by_text(each).first).to_be_visible()
        return self

    def adds(self, photo: Path) -> Self:
        """Choose a photo on this page."""
        self.page.locator("input[type=file]").set_input_files(photo)
        return self

    def _press(self, button: str) -> Self:
        self.page.get_by_role("button", name=button, exact=True).click()
        self.page.wait_for_load_state()
        wrong = problems(self.page)
        assert not wrong, "\n".join(wrong)
        return self

    def _staff(self, where: str) -> str:
        return self.address.rsplit("/", 1)[0] + "/staff" + where
