"""On a landlord's own host name there is no other landlord; and no host name is believed."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from actions import executor_for
from bot.understanding.understand import Understanding
from portal.app import create_app
from portal.assistant import Assistant
from portal.files.packs import EXAMPLE, Packs
from portal.parts import Parts, refuse_lost_landlords
from portal.services.complaints import Receipt
from portal.services.staff import add_staff
from portal.settings import WrongSettings
from portal.web.here import plain_host
from tests.web.browser import Browser
from tests.web.complaining import COMPLAIN, answer_until
from tests.web.conftest import LEATHERMARKET, OAK
from tests.web.two_landlords import OAK_COLOUR, OAK_HOST, two_landlords

OF_LEATHERMARKET = ("Leathermarket", LEATHERMARKET, "LMJ-", "0207 450 8000", "#0b5563", "0b5563")
HOOK = "/webhooks/rest/webhook"


@pytest.fixture(scope="module")
def packs() -> Packs:
    return two_landlords(OAK_HOST)


@pytest.fixture
def at_oaks(app: Flask) -> Callable[..., TestResponse]:
    """Asks for a page on Oak Homes' own host name, as a new visitor."""

    def ask(path: str, host: str = OAK_HOST, method: str = "GET", **more: Any) -> TestResponse:
        return app.test_client().open(path, method=method, base_url=f"http://{host}", **more)

    return ask


def without_addresses(response: TestResponse, path: str) -> str:
    """A page without what differs because another address was asked for, and without its token."""
    return re.sub(r'name="csrf_token" value="[^"]*"', "", response.text).replace(path, "/…")


class TestAnOwnHost:
    def test_the_first_page_is_the_landlords_home(self, at_oaks: Callable[..., TestResponse]) -> None:
        answer = at_oaks("/")
        assert (answer.status_code, answer.location) == (302, f"/{OAK}/")
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Oak Homes" in at_oaks(f"/{OAK}/").text

    @pytest.mark.parametrize(
        "host", ["COMPLAINTS.Oak.Example", f"{OAK_HOST}.", f"{OAK_HOST}:80", f"{OAK_HOST}:8443", f"{OAK_HOST}.:8000"]
    )
    def test_is_known_however_it_is_written(self, at_oaks: Callable[..., TestResponse], host: str) -> None:
        assert at_oaks("/", host).location == f"/{OAK}/"
        assert at_oaks(f"/{LEATHERMARKET}/", host).status_code == 404

    @pytest.mark.parametrize("method", ["GET", "POST", "HEAD", "PUT"])
    def test_another_landlord_is_as_unknown_as_none(
        self, app: Flask, at_oaks: Callable[..., TestResponse], method: str
    ) -> None:
        under = {rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/<landlord>") and rule.methods}
        assert len(under) > 20
        for rule in [*under, "/<landlord>", "/<landlord>/nothing/here"]:
            path = re.sub(r"<(?:\w+:)?(\w+)>", "x", rule.replace("<landlord>", "{}"))
            theirs, nobodys = (at_oaks(path.format(name), method=method) for name in (LEATHERMARKET, "nobody-homes"))
            assert theirs.status_code == nobodys.status_code, path
            assert theirs.status_code in (404, 308), path
            shown = [without_addresses(theirs, LEATHERMARKET), without_addresses(nobodys, "nobody-homes")]
            assert shown[0] == shown[1], path
            assert not [each for each in OF_LEATHERMARKET if each in shown[0]], path
            for name in ("Content-Type", "Cache-Control", "Content-Language", "Set-Cookie"):
                assert bool(theirs.headers.get(name)) == bool(nobodys.headers.get(name)), (path, name)

    def test_what_is_not_found_shows_how_to_reach_the_hosts_landlord(
        self, at_oaks: Callable[..., TestResponse]
    ) -> None:
        for path in (f"/{LEATHERMARKET}/", "/nothing/", "/staff/nothing"):
            page = at_oaks(path)
            assert page.status_code == 404
            assert "020 7946 0123" in page.text

    def test_no_page_names_another_landlord(self, app: Flask) -> None:
        theirs = at_host(app, OAK_HOST)
        theirs.open("/")
        seen, waiting = set(), [theirs.page.path.split("?")[0]]
        while waiting:
            path = waiting.pop()
            seen.add(path)
            page = theirs.open(path)
            assert page.status == 200, path
            assert not [each for each in OF_LEATHERMARKET if each in page.html], path
            links = {link.split("?")[0].split("#")[0] for link in page.links if link.startswith("/")}
            waiting += sorted(links - seen - set(waiting))
        assert len(seen) > 8

    def test_answers_can_be_moved_to_nobody(self, app: Flask) -> None:
        theirs = at_host(app, OAK_HOST)
        theirs.open(f"/{OAK}/complain/for-whom")
        theirs.send("Continue", for_whom="me")
        page = theirs.open(f"/{OAK}/complain/move")
        assert "There is no other landlord here" in page.text
        token = theirs.open(f"/{OAK}/complain/for-whom").typed()["csrf_token"]
        sent = theirs.client.post(f"/{OAK}/complain/move", data={"csrf_token": token, "to": LEATHERMARKET})
        assert sent.status_code == 404

    def test_health_is_told_and_files_are_served(self, at_oaks: Callable[..., TestResponse]) -> None:
        assert at_oaks("/healthz").status_code == at_oaks("/readyz").status_code == 200
        sheet = re.search(r'href="(/static/[^"]+\.css)"', at_oaks(f"/{OAK}/").text)
        assert sheet
        with at_oaks(sheet[1]) as served:
            assert served.status_code == 200

    def test_a_complaint_made_there_opens_there(self, app: Flask) -> None:
        theirs = at_host(app, OAK_HOST)
        theirs.open(f"/{OAK}/complain")
        answer_until(theirs, f"/{OAK}/complain/check")
        assert "OAK-" in theirs.send("Send my complaint").text
        for name in ("putright_draft", "putright_case", "putright_form"):
            assert not [cookie for cookie in cookies(theirs.client) if cookie.key == name and not cookie.origin_only]


class TestStaff:
    def test_only_those_of_the_landlord_are_let_in(self, app: Flask, parts: Parts) -> None:
        oak = add_staff(parts.office(OAK), "olive@oak.example", "Olive", "handler")
        other = add_staff(parts.office(LEATHERMARKET), "lena@lmj.example", "Lena", "handler")
        theirs = at_host(app, OAK_HOST)
        page = theirs.open("/staff/sign-in")
        assert "Oak Homes" in page.html
        wrong = theirs.send("Sign in", email="lena@lmj.example", password="wrong").text
        assert theirs.send("Sign in", email="lena@lmj.example", password=other).text == wrong
        assert "We do not know this email address and password" in wrong
        assert theirs.open("/staff/").text.startswith("Sign in")
        theirs.send("Sign in", email="olive@oak.example", password=oak)
        assert theirs.page.path == "/staff/"

    def test_a_session_of_another_landlords_is_none(
        self, app: Flask, staff_in: Callable[..., Browser], complaint: Callable[..., Receipt]
    ) -> None:
        receipt = complaint()
        cookie = staff_in().client.get_cookie("putright_staff", path="/staff")
        assert cookie
        thief = app.test_client()
        thief.set_cookie("putright_staff", cookie.value, path="/staff", domain=OAK_HOST)
        for path in ("/staff/", f"/staff/cases/{receipt.reference}"):
            answer = thief.get(path, base_url=f"http://{OAK_HOST}")
            assert (answer.status_code, answer.location.split("?")[0]) == (303, "/staff/sign-in")
            assert not [each for each in OF_LEATHERMARKET if each in answer.text and each not in path]


class TestTheChannel:
    def said(self, client: FlaskClient, host: str, metadata: object) -> TestResponse:
        body = {"sender": "a", "message": "hi", "metadata": metadata}
        return client.post(HOOK, json=body, base_url=f"http://{host}")

    def test_on_an_own_host_it_is_that_landlords(self, client: FlaskClient, parts: Parts) -> None:
        assert self.said(client, OAK_HOST, {}).status_code == 200
        assert self.said(client, OAK_HOST, {"landlord": OAK}).status_code == 200
        assert parts.office(OAK).store.tracker("rest:a")
        for other in (LEATHERMARKET, "nobody", EXAMPLE):
            answer = self.said(client, OAK_HOST, {"landlord": other})
            assert (answer.status_code, answer.json) == (404, {"error": "no such landlord"})
        assert parts.office(LEATHERMARKET).store.tracker("rest:a") is None

    def test_elsewhere_it_wants_to_know_whose_it_is(self, client: FlaskClient) -> None:
        assert self.said(client, "127.0.0.1", {}).status_code == 400
        assert self.said(client, "127.0.0.1", {"landlord": LEATHERMARKET}).status_code == 200
        assert self.said(client, "127.0.0.1", {"landlord": EXAMPLE}).status_code == 404


class TestAHostNobodyClaims:
    @pytest.mark.parametrize(
        "host",
        ["127.0.0.1:8000", "evil.example", f"{OAK_HOST}.evil", f"evil-{OAK_HOST}", f"a.{OAK_HOST}", "oak.example"],
    )
    def test_has_every_landlord(self, at_oaks: Callable[..., TestResponse], host: str) -> None:
        page = at_oaks("/", host)
        assert page.status_code == 200
        assert {"Leathermarket JMB", "Oak Homes"} <= set(re.findall(r'door__title">([^<]+)<', page.text))
        assert at_oaks(f"/{LEATHERMARKET}/", host).status_code == at_oaks(f"/{OAK}/", host).status_code == 200

    @pytest.mark.parametrize("host", ["evil.example", f"{OAK_HOST}.evil", OAK_HOST])
    def test_is_never_written_into_an_answer(self, app: Flask, at_oaks: Callable[..., TestResponse], host: str) -> None:
        for rule in app.url_map.iter_rules():
            path = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: OAK if found[1] == "landlord" else "x", rule.rule)
            for method in ("GET", "POST"):
                answers = [at_oaks(each, host, method) for each in (path, path.rstrip("/"))]
                for answer in answers:
                    assert host.encode() not in answer.data, (method, path)
                    assert host not in str(answer.headers), (method, path)

    def test_a_slash_left_out_leads_to_no_other_server(self, at_oaks: Callable[..., TestResponse]) -> None:
        for path in (f"/{OAK}", f"/{OAK}?lang=pl", f"//evil.example/{OAK}", f"//{OAK}", f"/%2F{OAK}"):
            to = at_oaks(path, "evil.example").location
            assert to is None or re.match(r"/(?![/\\])", to), (path, to)
        assert at_oaks(f"/{OAK}?lang=pl").location == f"/{OAK}/?lang=pl"

    @pytest.mark.parametrize("odd", ["", " ", "[::1]:8000", "a..b", "\xe9.example", "x" * 300, "a@b", "a b", "<b>"])
    def test_an_odd_name_breaks_nothing(self, client: FlaskClient, odd: str) -> None:
        answer = client.get("/", headers={"Host": odd}, environ_overrides={"HTTP_HOST": odd})
        assert answer.status_code in (200, 400)

    @pytest.mark.parametrize("header", ["X-Forwarded-Host", "Forwarded", "X-Host", "X-Original-Host"])
    def test_nobody_is_believed_who_only_says_it(self, client: FlaskClient, header: str) -> None:
        said = f"host={OAK_HOST}" if header == "Forwarded" else OAK_HOST
        assert client.get(f"/{LEATHERMARKET}/", headers={header: said}).status_code == 200
        kept = client.get(f"/{LEATHERMARKET}/", headers={header: "evil.example"}, base_url=f"http://{OAK_HOST}")
        assert kept.status_code == 404

    def test_our_own_proxy_is_believed(self, parts: Parts, understanding: Understanding) -> None:
        behind = replace(parts, settings=replace(parts.settings, proxy_hops=1))
        client = create_app(behind, Assistant(behind, executor_for(behind), understanding)).test_client()
        assert client.get("/", headers={"X-Forwarded-Host": OAK_HOST}).location == f"/{OAK}/"
        two = {"X-Forwarded-Host": f"{OAK_HOST}, 127.0.0.1"}
        assert client.get("/", headers=two).status_code == 200


@pytest.mark.parametrize(
    ("written", "host"),
    [
        ("Complaints.Oak.Example.", OAK_HOST),
        (f"{OAK_HOST}:8000", OAK_HOST),
        ("beschwerden.münchen.example", "beschwerden.xn--mnchen-3ya.example"),
        ("a..b", ""),
        ("x" * 70, ""),
        ("", ""),
    ],
)
def test_a_host_name_is_compared_in_one_form(written: str, host: str) -> None:
    assert plain_host(written) == host


def test_a_portal_whose_own_address_is_one_landlords_serves_nobody_else(parts: Parts) -> None:
    settings = replace(parts.settings, base_url=f"https://{OAK_HOST}")
    with pytest.raises(WrongSettings) as caught:
        refuse_lost_landlords(replace(parts, settings=settings))
    assert "leathermarket-jmb" in str(caught.value)
    alone = Packs({OAK: parts.packs.policies[OAK]})
    refuse_lost_landlords(replace(parts, settings=settings, live=alone))
    refuse_lost_landlords(parts)


class TestAddressesInMessages:
    @pytest.mark.parametrize(
        ("base", "landlord", "expected"),
        [
            ("https://complaints.example", LEATHERMARKET, "https://complaints.example"),
            ("https://complaints.example/", OAK, f"https://{OAK_HOST}"),
            ("http://complaints.example:8080", OAK, f"http://{OAK_HOST}:8080"),
            ("http://127.0.0.1:8000", OAK, "http://127.0.0.1:8000"),
        ],
    )
    def test_lead_to_the_own_host_where_there_is_one(
        self, parts: Parts, base: str, landlord: str, expected: str
    ) -> None:
        elsewhere = replace(parts, settings=replace(parts.settings, base_url=base))
        assert elsewhere.base_of(landlord) == expected

    @pytest.mark.parametrize("host", ["127.0.0.1:8000", OAK_HOST])
    def test_links_in_the_chat_stay_where_the_cookies_are(
        self, parts: Parts, understanding: Understanding, host: str
    ) -> None:
        public = replace(parts, settings=replace(parts.settings, base_url="http://complaints.example"))
        app = create_app(public, Assistant(public, executor_for(public), understanding))
        theirs = at_host(app, host)
        theirs.open(f"/{OAK}/chat")
        page = theirs.send("Send", message="how long does it take until I get an answer")
        assert f"{OAK_HOST}/{OAK}/how-complaints-work" in page.text
        assert f"/{OAK}/how-complaints-work" in page.links
        assert not [link for link in page.links if link.startswith("http")]


def test_the_example_is_nobodys_landlord(app: Flask, parts: Parts, browser: Callable[[], Browser]) -> None:
    theirs = browser()
    assert EXAMPLE in parts.packs.policies
    name = parts.packs.policies[EXAMPLE][0].name
    assert name not in theirs.open("/").html
    assert theirs.open(f"/{EXAMPLE}/").status == 404
    assert theirs.open(f"/{EXAMPLE}/complain").status == 404
    theirs.open(COMPLAIN)
    theirs.send("Continue", for_whom="me")
    assert name not in theirs.open(f"{COMPLAIN}/move").html


def test_the_landlords_colour_is_the_pages(at_oaks: Callable[..., TestResponse]) -> None:
    sheet = at_oaks(f"/{OAK}/brand-{OAK_COLOUR[1:]}.css")
    assert f"--brand:{OAK_COLOUR};" in sheet.text
    assert at_oaks(f"/{LEATHERMARKET}/brand-0b5563.css").status_code == 404


def at_host(app: Flask, host: str) -> Browser:
    """A browser whose every page is on this host name."""
    client = app.test_client()
    ask = client.open
    client.open = lambda *what, **more: ask(*what, **{"base_url": f"http://{host}", **more})  # type: ignore[method-assign]  # the client has no base of its own
    return Browser(client)


def cookies(client: FlaskClient) -> list[Any]:
    """The cookies that a browser keeps."""
    return list((client._cookies or {}).values())
