"""Somebody has shown that a contact is theirs: their cases are open, the only one at once."""

from flask import redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.services.getting_in import CameIn
from portal.web.case import asker
from portal.web.cookies import PERSON, begin_session
from portal.web.here import office


def come_in(came: CameIn) -> AnyResponse:
    """Begin the session of whoever came in."""
    asker.forget()
    chosen = came.openable[0].reference if len(came.openable) == 1 else ""
    response = redirect(url_for("case.sign_in"), 303)
    return begin_session(response, PERSON, office().landlord, came.whose, chosen)
