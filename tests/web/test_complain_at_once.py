"""One complaint is one case: pressed twice, reloaded, sent from two windows, or by many people at once."""

import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient

from portal import access
from portal.domain.draft import Draft
from portal.domain.terms import Kind
from portal.parts import Parts
from portal.services.office import Office
from tests.web.browser import Browser
from tests.web.complaining import CHECK, COMPLAIN, DONE, answer_until, at_check, reference_on, send_complaint
from tests.web.conftest import ANSWERS, LEATHERMARKET

NewBrowser = Callable[[], Browser]

DRAFTS, THREADS = 100, 8


def test_pressing_send_twice_makes_one_case(browser: NewBrowser, office: Office) -> None:
    theirs = browser()
    at_check(theirs)
    form = theirs.page.typed("Send my complaint")
    first = theirs.client.post(CHECK, data=form)
    second = theirs.client.post(CHECK, data=form)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location == DONE
    assert len(office.store.queue()) == 1


def test_reload_back_and_send_again_show_that_we_have_it(browser: NewBrowser, office: Office) -> None:
    theirs = browser()
    at_check(theirs)
    form = theirs.page.typed("Send my complaint")
    reference = reference_on(theirs.send("Send my complaint"))
    for place in (COMPLAIN, CHECK, f"{COMPLAIN}/what-happened"):
        page = theirs.open(place)
        assert "We already have it" in page.text
        assert reference in page.text
        assert "lift" not in page.text
    theirs.client.post(f"{COMPLAIN}/what-happened", data={**form, "story": "Another thing"})
    theirs.client.post(CHECK, data=form)
    assert [row.reference for row in office.store.queue()] == [reference]


def test_two_windows_of_one_browser_make_one_case(browser: NewBrowser, app: Flask, office: Office) -> None:
    one = browser()
    at_check(one)
    form = one.page.typed("Send my complaint")
    with ThreadPoolExecutor(2) as windows:
        sent = list(windows.map(lambda _window: one.client.post(CHECK, data=form).location, range(2)))
    assert sent == [DONE, DONE]
    assert len(office.store.queue()) == 1


def test_what_was_sent_in_one_window_is_said_in_the_other(browser: NewBrowser) -> None:
    theirs = browser()
    at_check(theirs)
    sent = theirs.page.typed("Send my complaint")
    theirs.open(f"{COMPLAIN}/name")
    theirs.client.post(CHECK, data=sent)
    assert "We already have it" in theirs.send("Continue", name="Somebody else").text


def test_after_sending_something_else_can_be_told(browser: NewBrowser, office: Office) -> None:
    theirs = browser()
    first = reference_on(send_complaint(theirs))
    theirs.open(COMPLAIN)
    theirs.send("Tell us about something else")
    answer_until(theirs, CHECK, story="The bins.")
    second = reference_on(theirs.send("Send my complaint"))
    assert {row.reference for row in office.store.queue()} == {first, second}


def test_passing_it_on_as_well_is_two_cases_and_sending_twice_makes_no_third(
    browser: NewBrowser, office: Office
) -> None:
    theirs = browser()
    at_check(theirs, told_before="first_time", pass_on="both")
    form = theirs.page.typed("Send my complaint")
    for _time in range(3):
        theirs.client.post(CHECK, data=form)
    kinds = [office.store.case(row.reference).kind for row in office.store.queue()]
    assert sorted(kinds) == sorted([Kind.COMPLAINT, Kind.SERVICE_REQUEST])


def test_two_hundred_double_submissions_at_once_make_a_hundred_cases(app: Flask, parts: Parts, office: Office) -> None:
    drafts = [_answered_draft(office) for _ in range(DRAFTS)]
    forms = {draft.id: _check_page(app, parts, draft) for draft in drafts}
    twice = drafts * 2
    random.Random(7).shuffle(twice)

    def submit(draft: Draft) -> tuple[str, int, str]:
        client, form = forms[draft.id]
        again = app.test_client()
        for cookie in ("putright_draft", "putright_form"):
            kept = client.get_cookie(cookie, path=f"/{LEATHERMARKET}/" if cookie == "putright_draft" else "/")
            assert kept is not None
            again.set_cookie(cookie, kept.value, path=kept.path)
        sent = again.post(CHECK, data=form)
        return draft.id, sent.status_code, reference_of(office, draft)

    with ThreadPoolExecutor(THREADS) as people:
        answers = list(people.map(submit, twice))

    assert Counter(status for _, status, _ in answers) == {303: 2 * DRAFTS}
    references = {id: {told for other, _, told in answers if other == id} for id in forms}
    assert all(len(told) == 1 for told in references.values())
    assert len({next(iter(told)) for told in references.values()}) == DRAFTS
    assert len(office.store.queue()) == DRAFTS
    assert {made.made.draft for made in parts.store.all_cases()} == set(forms)


def reference_of(office: Office, draft: Draft) -> str:
    """What the draft became."""
    return office.store.draft(draft.id).reference


def _answered_draft(office: Office) -> Draft:
    draft = Draft(uuid4().hex, LEATHERMARKET, "complaint", "en", ANSWERS, version=1)
    office.store.save_draft(draft, office.clock())
    return draft


def _check_page(app: Flask, parts: Parts, draft: Draft) -> tuple[FlaskClient, dict[str, str]]:
    client = app.test_client()
    token = access.start(parts.store.at(LEATHERMARKET), "draft", draft.id, now=parts.clock())
    client.set_cookie("putright_draft", token, path=f"/{LEATHERMARKET}/")
    theirs = Browser(client)
    return client, theirs.open(CHECK).typed("Send my complaint")
