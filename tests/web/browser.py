"""A browser without a script: opens pages, fills in their forms, presses their buttons."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

NOT_TYPED = ("submit", "button", "file", "image")


@dataclass(frozen=True)
class Page:
    """A page as it came."""

    path: str
    status: int
    html: str

    @property
    def root(self) -> Element:
        """The page as a tree."""
        return html5lib.parse(self.html, namespaceHTMLElements=False)

    @property
    def text(self) -> str:
        """All words of the main part, one space between them."""
        main = self.root.find(".//main")
        return " ".join("".join((self.root if main is None else main).itertext()).split())

    @property
    def links(self) -> list[str]:
        """Where its links go."""
        return [str(each.get("href")) for each in self.root.iter("a")]

    def form(self, button: str = "") -> Element:
        """The first form of the main part, or the one with this button wherever it is."""
        part = self.root if button else self.root.find(".//main")
        assert part is not None, self.html
        for form in part.iter("form"):
            pressed = [" ".join("".join(each.itertext()).split()) for each in form.iter("button")]
            if form.get("method") == "post" and (not button or button in pressed):
                return form
        raise AssertionError(f"no form with the button {button!r} on {self.path}: {self.text}")

    def typed(self, button: str = "") -> dict[str, str]:
        """What stands in the fields of a form, hidden ones too."""
        return dict(_fields(self.form(button)))


class Browser:
    """Somebody's browser: it keeps cookies and follows redirects."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.page = Page("", 0, "")

    def open(self, path: str) -> Page:
        """Open an address."""
        return self.shows(self.client.get(path, follow_redirects=True))

    def send(self, button: str = "", /, **values: Any) -> Page:
        """Fill in the form with this button on the page shown (or its first form), and send it."""
        form = self.page.form(button)
        fields = MultiDict(_fields(form))
        for name, value in {**_pressed(form, button), **values}.items():
            fields.setlist(name, value if isinstance(value, list) else [value])
        path = urlsplit(urljoin(self.page.path, form.get("action") or self.page.path)).path
        return self.shows(self.client.post(path, data=fields, follow_redirects=True))

    def shows(self, response: Any) -> Page:
        """Take an answer as the page shown now."""
        html = response.get_data().decode(errors="replace")
        response.close()
        self.page = Page(response.request.full_path.rstrip("?"), response.status_code, html)
        return self.page


def _pressed(form: Element, button: str) -> dict[str, str]:
    for each in form.iter("button"):
        if button and " ".join("".join(each.itertext()).split()) == button and each.get("name"):
            return {str(each.get("name")): str(each.get("value"))}
    return {}


def _fields(form: Element) -> Iterator[tuple[str, str]]:
    for each in form.iter():
        name, kind = each.get("name"), each.get("type", "text")
        if not name:
            continue
        if each.tag == "textarea":
            yield name, "".join(each.itertext())
        elif each.tag == "select":
            options = list(each.iter("option"))
            chosen = [option for option in options if "selected" in option.attrib] or options[:1]
            yield from ((name, str(option.get("value", ""))) for option in chosen)
        elif each.tag == "input" and kind in ("radio", "checkbox"):
            if "checked" in each.attrib:
                yield name, str(each.get("value", "on"))
        elif each.tag == "input" and kind not in NOT_TYPED:
            yield name, str(each.get("value", ""))
