"""Nothing of one landlord's is on a page of another's, whatever is asked for and whoever asks."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask

from actions import executor_for
from bot.understanding.understand import Understanding
from portal import access
from portal.app import create_app
from portal.assistant import Assistant
from portal.domain.commands import Send
from portal.domain.errors import TooManyTries
from portal.domain.events import RESIDENT
from portal.files.journeys import load_journey
from portal.files.packs import RESERVED, Packs
from portal.parts import Parts
from portal.services.casework import carry_out, keep_file
from portal.services.complaints import Receipt, new_words
from portal.services.drafts import CARRY_ON, begin, give
from portal.services.staff import add_staff
from tests.pictures import a_png
from tests.web.browser import Browser
from tests.web.conftest import LEATHERMARKET, OAK
from tests.web.two_landlords import OAK_COLOUR, two_landlords

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"
NAMES_ALL = ("/", f"/{LEATHERMARKET}/complain/move")
"""The pages that name every landlord, so that residents find their own."""
SECRETS = (
    "Oak Homes", OAK, OAK_COLOUR, OAK_COLOUR[1:], "oak.example", "Oak House", "7946", "Olive Oakley", "Owen Acorn",
    "squirrels", "acorns.pdf", "unfinished oak",
)  # fmt: skip


@dataclass(frozen=True)
class Oaks:
    """What Oak Homes keeps, by what others might ask for it."""

    receipt: Receipt
    file: str
    draft: str
    link: str
    task: int
    staff: str

    def kept(self, parts: Parts) -> tuple[object, ...]:
        """Everything about it, to see that nobody else changed it."""
        store = parts.office(OAK).store
        case = store.case(self.receipt.reference)
        files = (store.files(self.receipt.reference), store.files(self.draft))
        people = (store.all_staff(), store.code(self.receipt.reference), store.draft(self.draft))
        return case, store.all_words(case), store.tasks(open_only=False), *files, *people


@pytest.fixture(scope="module")
def packs() -> Packs:
    return two_landlords()


@pytest.fixture
def oaks(parts: Parts, complaint: Callable[..., Receipt]) -> Oaks:
    office = parts.office(OAK)
    receipt = complaint(
        landlord=OAK, name="Owen Acorn", story="There are squirrels in my loft.", email="owen@oak.example",
        adjustments=("home_visit",),
    )  # fmt: skip
    carry_out(office, receipt.reference, Send("landlord", new_words("The squirrels are back.")), by=RESIDENT)
    file = keep_file(office, receipt.reference, "acorns.pdf", BytesIO(PDF), None)
    story = load_journey("complaint").question("story")
    assert story
    draft = give(office, begin(office, "complaint", "en"), [story], {"story": ["My unfinished oak story"]}).draft
    add_staff(office, "olive@oak.example", "Olive Oakley", "admin")
    link = access.new_link(office.store, CARRY_ON, draft.id, now=parts.clock(), lasts=timedelta(days=1))
    task = office.store.tasks()[0].id
    return Oaks(receipt, file.id, draft.id, link, task, office.store.all_staff()[0].id)


@pytest.fixture
def visitors(
    browser: Callable[[], Browser],
    complaint: Callable[..., Receipt],
    resident_in: Callable[[Receipt], Browser],
    staff_in: Callable[..., Browser],
) -> dict[str, Browser]:
    """Whoever might look at Leathermarket JMB's pages."""
    return {
        "a stranger": browser(),
        "a resident": resident_in(complaint()),
        "staff": staff_in(role="admin"),
    }


def addresses(app: Flask, oaks: Oaks, own: str, method: str) -> Iterator[str]:
    """Every address with this method, at Leathermarket JMB, asking for what is Oak Homes'; and for the case `own`."""
    asked = {
        "landlord": LEATHERMARKET, "reference": oaks.receipt.reference, "token": oaks.link, "draft_id": oaks.draft,
        "page": "what-happened", "name": "note", "topic": "gas", "colour": OAK_COLOUR[1:], "mark": "0" * 12,
        "what": "end",
    }  # fmt: skip
    for rule in app.url_map.iter_rules():
        if method not in (rule.methods or ()):
            continue
        ids = {"id": str(oaks.task if "<int:id>" in rule.rule else oaks.file), "file": oaks.file}
        for reference in dict.fromkeys((oaks.receipt.reference, own if "<reference>" in rule.rule else "")):
            if reference:
                values = {**asked, **ids, "reference": reference}
                yield re.sub(r"<(?:\w+:)?(\w+)>", lambda found, values=values: values[found[1]], rule.rule)


def found(html: str, path: str) -> list[str]:
    """What of Oak Homes' stands on a page; its name may stand where every landlord's does."""
    said = html.replace(path, "")
    named = ("Oak Homes", OAK) if path in NAMES_ALL else ()
    return [each for each in SECRETS if each in said and each not in named]


@pytest.mark.parametrize("who", ["a stranger", "a resident", "staff"])
def test_no_page_has_anything_of_another_landlords(
    app: Flask, oaks: Oaks, visitors: dict[str, Browser], complaint: Callable[..., Receipt], who: str
) -> None:
    theirs, own, seen = visitors[who], complaint().reference, []
    for path in addresses(app, oaks, own, "GET"):
        answer = theirs.client.get(path, follow_redirects=True)
        seen.append(answer.status_code)
        assert not found(answer.data.decode(errors="replace"), path), path
        if who == "staff" and oaks.receipt.reference in path:
            assert answer.status_code == 404, path
        if oaks.file in path:
            assert PDF not in answer.data, path
    assert seen.count(200) > 10


@pytest.mark.parametrize("who", ["a stranger", "a resident", "staff"])
def test_nothing_that_is_sent_reaches_another_landlords(
    app: Flask, oaks: Oaks, visitors: dict[str, Browser], parts: Parts, who: str
) -> None:
    theirs, before, sent = visitors[who], oaks.kept(parts), 0
    token = theirs.open(f"/{LEATHERMARKET}/feedback").typed()["csrf_token"]
    form = {
        "csrf_token": token, "reference": oaks.receipt.reference, "code": oaks.receipt.code, "draft": oaks.draft,
        "kept": oaks.file, "remove": oaks.file, "story": "x", "words": "x", "message": "x", "note": "x", "to": "nobody",
        "handler": oaks.staff, "linked": oaks.receipt.reference, "files": oaks.file, "q": oaks.receipt.reference,
    }  # fmt: skip
    for path in addresses(app, oaks, "", "POST"):
        if not path.endswith("sign-out"):
            answer = theirs.client.post(path, data=form)
            assert not found(answer.data.decode(errors="replace") + (answer.location or ""), path), path
            assert oaks.receipt.reference not in answer.headers.get("Location", "") or oaks.receipt.reference in path
            sent += 1
    assert oaks.kept(parts) == before
    assert sent > 15
    assert access.peek(parts.office(OAK).store, oaks.link, CARRY_ON, parts.clock()), "it was used up"


def test_a_case_opens_at_its_own_landlord_only(browser: Callable[[], Browser], oaks: Oaks) -> None:
    theirs = browser()
    theirs.open(f"/{LEATHERMARKET}/case")
    wrong = theirs.send(reference=oaks.receipt.reference, code="2222-2222-22").text
    assert theirs.send(reference=oaks.receipt.reference, code=oaks.receipt.code).text == wrong
    theirs.open(f"/{OAK}/case")
    assert "squirrels" in theirs.send(reference=oaks.receipt.reference, code=oaks.receipt.code).html


def test_a_cookie_of_one_landlords_case_opens_nothing_at_another(
    app: Flask, oaks: Oaks, resident_in: Callable[[Receipt, str], Browser]
) -> None:
    cookie = resident_in(oaks.receipt, OAK).client.get_cookie("putright_case", path=f"/{OAK}/")
    assert cookie
    thief = app.test_client()
    thief.set_cookie("putright_case", cookie.value, path="/")
    assert "squirrels" in thief.get(f"/{OAK}/case").text
    assert "squirrels" not in thief.get(f"/{LEATHERMARKET}/case").text
    assert thief.get(f"/{LEATHERMARKET}/case/files/{oaks.file}").status_code == 303


@pytest.mark.parametrize("typed", ["reference", "Owen Acorn", "squirrels", "OAK-", "owen@oak.example", "Acorn"])
def test_staff_search_among_their_own(
    staff_in: Callable[..., Browser], complaint: Callable[..., Receipt], oaks: Oaks, typed: str
) -> None:
    complaint()
    page = staff_in().open(f"/staff/?q={oaks.receipt.reference if typed == 'reference' else typed}")
    assert page.path.startswith("/staff/?q="), "it led to a case"
    assert oaks.receipt.reference not in page.html.replace(f'value="{oaks.receipt.reference}"', "")


def test_nobody_is_told_by_the_chat(browser: Callable[[], Browser], oaks: Oaks) -> None:
    theirs = browser()
    theirs.open(f"/{LEATHERMARKET}/chat")
    for said in (f"{oaks.receipt.reference} {oaks.receipt.code}", "where is my complaint", "what is your phone number"):
        page = theirs.send("Send", message=said)
        assert not found(page.html.replace(oaks.receipt.reference, ""), page.path), said


@pytest.mark.parametrize(("landlord", "letters"), [(LEATHERMARKET, "LMJ"), (OAK, "OAK")])
def test_the_example_of_a_reference_has_the_landlords_own_letters(
    browser: Callable[[], Browser], parts: Parts, understanding: Understanding, landlord: str, letters: str
) -> None:
    assert f"{letters}-7K3F-92QD" in browser().open(f"/{landlord}/case").html
    assistant = Assistant(parts, executor_for(parts), understanding)
    said = assistant.hear(landlord, "rest:somebody", "where is my complaint", language="en")
    assert f"They look like {letters}-7K3F-92QD" in str(said.messages)


def test_tries_at_one_landlords_door_do_not_shut_anothers(parts: Parts, oaks: Oaks) -> None:
    at, secret, now = parts.office(LEATHERMARKET).store, parts.settings.secret_key, parts.clock()
    for _try in range(8):
        with suppress(Exception):
            access.open_case(at, oaks.receipt.reference, "2222-2222-22", address="a", secret=secret, now=now)
    with pytest.raises(TooManyTries):
        access.open_case(at, oaks.receipt.reference, "2222-2222-22", address="a", secret=secret, now=now)
    door = parts.office(OAK).store
    assert access.open_case(door, oaks.receipt.reference, oaks.receipt.code, address="b", secret=secret, now=now)


def test_no_landlord_can_take_an_address_of_ours(app: Flask) -> None:
    first = {rule.rule.split("/")[1] for rule in app.url_map.iter_rules()} - {"", "<landlord>"}
    assert first <= RESERVED


class TestTheLogo:
    @pytest.fixture
    def with_logo(self, parts: Parts, understanding: Understanding, tmp_path: Path) -> Flask:
        """Oak Homes with a logo beside its packs."""
        (tmp_path / "policies" / OAK).mkdir(parents=True)
        (tmp_path / "policies" / OAK / "logo.png").write_bytes(a_png(600, 150))
        oak = replace(parts.packs.policies[OAK][0], logo="logo.png")
        packs = Packs({**parts.packs.policies, OAK: (oak,)})
        mine = replace(parts, live=packs, policies=tmp_path / "policies")
        return create_app(mine, Assistant(mine, executor_for(mine), understanding))

    def test_stands_for_the_name_and_is_read_once(self, with_logo: Flask) -> None:
        page = Browser(with_logo.test_client()).open(f"/{OAK}/")
        header = next(each for each in page.root.iter("header"))
        link = next(each for each in header.iter("a"))
        (image,) = link.iter("img")
        assert (image.get("alt"), image.get("width"), image.get("height")) == ("Oak Homes", "600", "150")
        assert "".join(link.itertext()).strip() == ""

    def test_is_kept_by_browsers_until_it_changes(self, with_logo: Flask, tmp_path: Path) -> None:
        client = with_logo.test_client()
        address = logo_on(client.get(f"/{OAK}/").text)
        answer = client.get(address)
        assert answer.mimetype == "image/png"
        assert answer.data == a_png(600, 150)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "immutable" in answer.headers["Cache-Control"]
        (tmp_path / "policies" / OAK / "logo.png").write_bytes(a_png(500, 150))
        assert client.get(address).status_code == 404
        assert client.get(logo_on(client.get(f"/{OAK}/").text)).data == a_png(500, 150)

    def test_is_nobody_elses(self, with_logo: Flask) -> None:
        client = with_logo.test_client()
        address = logo_on(client.get(f"/{OAK}/").text)
        assert client.get(address.replace(OAK, LEATHERMARKET)).status_code == 404
        assert "<img" not in client.get(f"/{LEATHERMARKET}/").text

    def test_that_is_gone_leaves_the_name(self, with_logo: Flask, tmp_path: Path) -> None:
        (tmp_path / "policies" / OAK / "logo.png").write_text("gone")
        page = Browser(with_logo.test_client()).open(f"/{OAK}/")
        assert "<img" not in page.html
        assert "Oak Homes" in "".join(next(page.root.iter("header")).itertext())


def logo_on(html: str) -> str:
    """The address of the logo on a page."""
    match = re.search(r'<img class="header__logo" src="([^"]+)"', html)
    assert match
    return match[1]
