"""The browser that asks for a way in, known again by the token in its signed cookie while that way lasts."""

from datetime import datetime

from flask import session

from portal import access
from portal.access import EMAIL, number_of
from portal.access.ways_in import LASTS
from portal.services.getting_in import ask_way_in
from portal.web.here import office

ASKER, SINCE, ASKED = "asker", "asker_since", "asked"


def ask(how: str, contact: str, address: str) -> None:
    """Ask for a way in. A browser that asks again soon keeps its number, whichever of its links comes first.

    Raises TooManyTries.
    """
    now = office().clock()
    token = asker()
    if token is None or now - datetime.fromisoformat(session[SINCE]) > LASTS[EMAIL]:
        token, session[SINCE] = access.new_asker(), now.isoformat()
    asked = ask_way_in(office(), how, contact, token, address)
    session[ASKER], session[ASKED] = token, {**session.get(ASKED, {}), how: asked}


def asker() -> str | None:
    """The token of this browser, where it has asked for a way in."""
    return session.get(ASKER)


def asked_for(how: str) -> str:
    """The id of what was asked for last in this way; empty where nothing was."""
    return str(session.get(ASKED, {}).get(how, ""))


def number() -> str:
    """The number to be typed on another device; empty where nothing was asked for."""
    token = asker()
    return number_of(token, office().secret) if token else ""


def forget() -> None:
    """Somebody is in: the next way in begins afresh."""
    for name in (ASKER, SINCE, ASKED):
        session.pop(name, None)
