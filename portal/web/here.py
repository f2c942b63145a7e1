"""What this request is about: the installation's parts, the landlord's office, the language."""

from typing import cast

from flask import current_app, g, request

from portal.languages import ENGLISH, LANGUAGES, Language, offered, words_in
from portal.parts import Parts
from portal.services.office import Office

LANGUAGE_COOKIE = "putright_language"


def parts() -> Parts:
    """The parts of this installation."""
    return cast(Parts, current_app.extensions["putright"])


def office(landlord: str | None = None) -> Office:
    """The office of the landlord in the address. Raises NotFound."""
    if "office" not in g or (landlord and g.office.landlord != landlord):
        g.office = parts().office(landlord or g.landlord)
    return cast(Office, g.office)


def languages() -> tuple[Language, ...]:
    """The languages to choose from here."""
    if g.get("landlord"):
        return offered(office().policy.languages)
    return offered(tuple(LANGUAGES))


def language() -> Language:
    """The language of this page: `?lang=`, else the remembered one, else the browser's, else English."""
    found = cast("Language | None", g.get("language"))
    if found is None:
        choices = {each.code: each for each in languages()}
        asked = request.args.get("lang", ""), request.cookies.get(LANGUAGE_COOKIE, "")
        best = request.accept_languages.best_match([code for code in choices if "@" not in code])
        found = g.language = next((choices[code] for code in (*asked, best) if code in choices), ENGLISH)
    return found


def gettext(words: str, **values: object) -> str:
    """Words in this page's language; `%(name)s` is filled from the values."""
    translated = words_in(language().code).gettext(words) if words else ""
    return translated % values if values else translated


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """Words that depend on a number; `%(num)s` is the number."""
    return words_in(language().code).ngettext(one, many, number) % {"num": number, **values}
