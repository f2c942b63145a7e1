"""What this request is about: the installation's parts, the host's landlord, its office, the language."""

from typing import cast

from flask import current_app, g, request

from portal.clock import london_day
from portal.domain.errors import NotFound
from portal.languages import ENGLISH, LANGUAGES, Language, offered, words_in
from portal.parts import Parts
from portal.services.office import Office

LANGUAGE_COOKIE = "putright_language"


def parts() -> Parts:
    """The parts of this installation."""
    return cast(Parts, current_app.extensions["putright"])


def plain_host(written: str) -> str:
    """A host name as packs write it: small letters, no port, no last dot, other scripts as punycode. Empty for none."""
    name = written.strip().partition(":")[0].removesuffix(".").lower()
    try:
        return name.encode("idna").decode()
    except UnicodeError:
        return ""


def own_landlord() -> str | None:
    """The landlord whose own host name this request came to, if it is one's. Nothing is ever built from that name."""
    if "own_landlord" not in g:
        host, packs, today = plain_host(request.host), parts().packs, london_day(parts().clock())
        owners = (each for each in packs.landlords if host in packs.in_force(each, today).hosts)
        g.own_landlord = next(owners, None) if host else None
    return cast("str | None", g.own_landlord)


def landlords_here() -> tuple[str, ...]:
    """The landlords that this host name knows: on a landlord's own, that one alone."""
    own = own_landlord()
    return (own,) if own else parts().packs.landlords


def office(landlord: str | None = None) -> Office:
    """The office of the landlord in the address. Raises NotFound, also for one that another host name knows."""
    wanted = landlord or g.landlord
    if "office" not in g or g.office.landlord != wanted:
        if wanted not in landlords_here():
            raise NotFound(wanted)
        g.office = parts().office(wanted)
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
